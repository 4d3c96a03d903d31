using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "carafe", "#B98A5A")]
internal sealed class Carafe : Drawing
{
    private const string Glass = "#CFDCDD";
    private const string Coffee = "#4A2616";

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var wood = colours[0];
        art.Shadow(590, 968, 240);
        art.Ellipse(700, 980, 150, 22, "#B5713A", opacity: .4, blur: 12);

        // Paper in the cone, then the cone.
        art.Path("M396 250L640 226L792 262L640 540H560Z", art.Linear(Axis.Across, (0, "#FBF7EC"), (.45, "#EFE6D2"), (.5, "#FFFDF6"), (1, "#D9CDB4")));
        art.Path("M430 300C520 330 680 330 764 296L668 476H540Z", art.Linear(Axis.Down, (0, "#6B3F26"), (1, Coffee)));
        art.Ellipse(596, 300, 166, 26, art.Radial((.44, .4, .6), (0, "#A8764C"), (.7, "#6B3F26"), (1, "#4A2A18")));
        art.Ellipse(560, 294, 20, 6, "#D9B48A", opacity: .8).Ellipse(640, 304, 13, 4, "#D9B48A", opacity: .7);
        art.Path("M384 250C384 236 816 236 816 250L650 560H550Z", art.Linear(Axis.Across, (0, "#fff", .55), (.12, "#fff", .12), (.5, Glass, .05), (.86, Dark(Glass, .3), .3), (1, "#fff", .5)));

        const string body = "M552 560C552 600 520 640 460 700C390 770 362 830 366 890C368 936 390 960 430 966C520 976 680 976 770 966C810 960 832 936 834 890C838 830 810 770 740 700C680 640 648 600 648 560Z";
        art.Path(body, art.Linear(Axis.Across, (0, "#fff", .75), (.1, Glass, .5), (.5, Light(Glass, .5), .35), (.88, Dark(Glass, .25), .55), (1, "#fff", .7)));
        art.Clip(body, () =>
        {
            art.Path("M340 806C480 826 720 826 860 806V990H340Z", art.Linear(Axis.Across, (0, Light(Coffee, .16)), (.2, "#7A4324"), (.5, Coffee), (1, Dark(Coffee, .4))));
            art.Ellipse(600, 808, 232, 24, art.Linear(Axis.Across, (0, "#8A532E"), (1, Coffee)));
            art.Ellipse(690, 930, 90, 34, "#C9813F", opacity: .5, blur: 16);
        });
        art.Path("M400 860C400 800 440 750 484 706C460 770 444 840 452 930C420 924 402 900 400 860Z", "#fff", opacity: .42);
        art.Path("M384 934C500 958 700 958 816 934C808 956 790 964 770 966C680 976 520 976 430 966C408 962 392 952 384 934Z", "#fff", opacity: .4);
        art.Ellipse(600, 249, 216, 14, "none", .85, stroke: "#fff", strokeWidth: 5);
        Collar(art, wood);
        art.Line("M430 276L540 480", "#fff", 9, opacity: .55, blur: 3);
        art.Group(() => art.Line("M620 220C650 170 590 140 624 80", "#fff", 16, opacity: .8), opacity: .5, blur: 10);
    }

    private static void Collar(Sketch art, string wood)
    {
        art.Lathe(600, [(500, 84), (556, 62), (612, 88)], .18, art.Cylinder(wood), inside: () =>
        {
            art.Line("M500 530q40 30 100 20t110 -10M500 566q60 26 110 18t100 -12", Dark(wood, .4), 3, opacity: .35);
            art.Line("M600 480V640", Dark(wood, .6), 5, opacity: .5);
        });
        art.Line("M548 560C580 574 620 574 652 560", "#5A3A22", 9).Line("M596 572C590 600 580 620 566 640M604 572C612 596 622 610 632 622", "#5A3A22", 6);
        art.Ellipse(600, 568, 17, 15, art.Ball(Light(wood, .3)));
    }
}

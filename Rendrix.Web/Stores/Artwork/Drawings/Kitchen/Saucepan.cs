using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "saucepan", "#C47A4C")]
internal sealed class Saucepan : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(500, 958, 300);

        // Long handle, cast iron, riveted on.
        art.Path("M730 590C830 570 930 540 1010 520C1036 516 1040 548 1018 560C940 596 840 630 738 652Z", art.Linear(Axis.Down, (0, "#6a6d70"), (.3, "#3c3f42"), (1, "#1c1e20")));
        art.Ellipse(1004, 540, 13, 9, Dark(art.Wall, .1), transform: "rotate(-18 1004 540)");
        art.Line("M770 592C850 576 930 552 990 534", "#fff", 5, opacity: .4);

        art.Lathe(490, [(560, 262), (580, 258), (900, 252), (934, 236)], .15, art.Metal(c, .85), inside: () =>
        {
            art.FootShade(490, 960, 270, 60, c, 22);
            art.Path("M300 620C330 634 360 640 384 642V900C356 896 330 890 306 880Z", "#fff", opacity: .26);
            art.Line("M230 600A262 40 0 0 0 750 600", Dark(c, .5), 5, opacity: .35);
            for (var i = 0; i < 7; i++)
            {
                art.Line($"M236 {660 + (i * 36)}A256 38 0 0 0 744 {660 + (i * 36)}", Light(c, .5), 2, opacity: .16);
            }
        });
        art.Path("M716 588C740 582 752 596 752 624S742 662 718 658Z", art.Flat("#3c3f42")).Ellipse(732, 606, 7, 8, art.Ball("#D9B07A")).Ellipse(733, 640, 7, 8, art.Ball("#D9B07A"));

        // Lid with its own rim and an iron loop.
        art.Ellipse(490, 556, 272, 44, Dark(c, .5)).Ellipse(490, 548, 272, 42, art.Metal(Light(c, .1), .8));
        art.Lathe(490, [(478, 40), (490, 150), (524, 240), (546, 262)], .15, art.Metal(c, .8));
        art.Line("M430 484C430 420 550 420 550 484", "#1c1e20", 24).Line("M432 476C434 418 540 414 546 470", "#6a6d70", 8, opacity: .9);
        art.Ellipse(380, 512, 80, 12, "#fff", opacity: .4, blur: 5, transform: "rotate(-10 380 512)");
        art.Group(() => art.Line("M640 430C670 380 610 340 644 280S620 190 650 140", "#fff", 18, opacity: .8), opacity: .45, blur: 10);
    }
}

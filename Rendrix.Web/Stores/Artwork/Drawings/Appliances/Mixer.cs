using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "mixer", "#F0C95A")]
internal sealed class Mixer : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        const string steel = "#C6CCD0";
        art.Shadow(590, 970, 380, 1, 52);

        // Column and foot.
        art.Path("M700 500C700 470 880 470 900 520C930 640 920 780 930 900H690C716 780 716 640 700 500Z", art.Linear(Axis.Across, (0, Dark(c, .1)), (.2, Light(c, .35)), (.5, c), (1, Dark(c, .36))));
        art.Path("M250 930C250 890 330 876 480 876H860C940 876 970 900 970 936C970 966 950 978 900 978H320C270 978 250 966 250 930Z", art.Linear(Axis.Down, (0, Light(c, .45)), (.3, c), (1, Dark(c, .34))));
        art.Rect(300, 972, 70, 16, 6, "#23282b").Rect(850, 972, 70, 16, 6, "#23282b");

        // Bowl of steel with dough in it, and the hook.
        art.Line("M450 470V640", Dark(steel, .3), 26).Line("M446 470V640", Light(steel, .6), 8);
        art.Ellipse(450, 622, 190, 34, Dark(steel, .5)).Path("M310 640C340 590 400 610 450 590S570 600 590 640Z", art.Flat("#F3E3C0"));
        art.Lathe(450, [(620, 196), (700, 200), (800, 170), (872, 116), (890, 120)], .17, art.Metal(steel, .85), hollowTop: true, inside: () => art.FootShade(450, 900, 150, 40, steel, 14));
        art.Line("M254 622A196 33 0 0 0 646 622", Light(steel, .7), 8, opacity: .9);
        art.Line("M640 680C720 680 716 790 620 790", Dark(steel, .4), 24).Line("M640 676C712 678 708 782 622 784", Light(steel, .5), 8);

        // Head.
        const string head = "M240 420C240 330 330 290 470 280C640 268 860 280 930 360C970 420 950 520 880 540C720 556 480 550 340 530C270 520 240 480 240 420Z";
        art.Path(head, art.Linear((.1, 0, .3, 1), (0, Light(c, .45)), (.4, c), (1, Dark(c, .38))));
        art.Clip(head, () =>
        {
            art.Line("M230 470C480 500 720 500 960 456", art.Metal(steel), 26).Line("M230 456C480 486 720 486 960 442", "#fff", 4, opacity: .6);
            art.Ellipse(600, 560, 380, 50, Dark(c, .6), opacity: .5, blur: 18).Path("M300 370C360 320 500 300 640 300L630 332C500 332 390 350 330 396Z", "#fff", opacity: .5);
        });
        art.Lathe(450, [(520, 74), (548, 66)], .2, art.Metal(steel), straight: true);
        art.Ellipse(252, 420, 24, 46, art.Metal(steel)).Ellipse(860, 440, 46, 46, Dark(c, .5), opacity: .4, blur: 6).Ellipse(854, 432, 42, 42, art.Metal(steel)).Ellipse(854, 432, 30, 30, art.Flat("#F4F6F6")).Line("M854 424V408", "#0B5E73", 7);
        art.Ellipse(250, 1012, 26, 8, "#F3E3C0", opacity: .9).Ellipse(310, 1024, 12, 4, "#F3E3C0", opacity: .9);
    }
}

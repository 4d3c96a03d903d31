using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Sports;

[Drawing("sports", "mat", "#B5814F", "#2B3236")]
internal sealed class Mat : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (cork, rubber) = (c[0], c[1]);
        art.Shadow(560, 960, 400, 1, 60);

        // The end that has already been rolled out.
        art.Path("M430 870H1020C1034 880 1040 930 1034 962H350Z", art.Linear(Axis.Down, (0, Dark(cork, .16)), (1, Light(cork, .3))));
        art.Path("M350 962H1034V980C1034 986 1028 988 1022 988H350Z", Dark(rubber, .2));
        Specks(art, cork, 560, 890);
        Specks(art, cork, 800, 892);
        art.Line("M700 872L704 962M560 872L530 962M860 872L890 962", Light(cork, .7), 5, opacity: .7);

        // The roll, lying across the picture, its spiral to the left.
        const string roll = "M330 560H900C950 560 990 640 990 770S950 976 900 976H330Z";
        art.Path(roll, art.Linear(Axis.Down, (0, Dark(rubber, .05)), (.18, Light(rubber, .42)), (.4, rubber), (.84, Dark(rubber, .4)), (1, Dark(rubber, .25))));
        art.Clip(roll, () =>
        {
            var tread = art.Pattern(16, 12, $"<path d=\"M0 3H10M8 9H16\" stroke=\"{Light(rubber, .4)}\" stroke-width=\"2\"/>");
            art.Rect(320, 550, 680, 440, 0, tread, opacity: .4);
            art.Ellipse(620, 990, 400, 60, Dark(rubber, .7), opacity: .6, blur: 20);
        });
        art.Ellipse(330, 768, 128, 208, Dark(rubber, .35));
        foreach (var (rx, ry, colour) in new (double, double, string)[] { (120, 198, cork), (102, 170, rubber), (90, 152, Light(cork, .1)), (74, 126, rubber), (62, 108, cork), (47, 82, rubber), (36, 64, Light(cork, .1)), (22, 40, Dark(rubber, .5)) })
        {
            art.Ellipse(330, 768, rx, ry, art.Linear(Axis.Diagonal, (0, Light(colour, .25)), (1, Dark(colour, .25))));
        }

        // Carrying strap.
        foreach (var x in new double[] { 500, 820 })
        {
            art.Path($"M{x} 560C{x + 40} 640 {x + 40} 900 {x} 976H{x + 56}C{x + 96} 900 {x + 96} 640 {x + 56} 560Z", art.Linear(Axis.Down, (0, Light(cork, .5)), (.2, Light(cork, .7)), (.5, Light(cork, .2)), (1, Dark(cork, .35))));
        }

        art.Line("M536 566C600 420 780 420 852 566", Dark(cork, .3), 40).Line("M534 562C598 416 782 416 854 562", Light(cork, .3), 32).Line("M546 556C610 424 770 424 842 556", "#fff", 3, opacity: .7, dash: "9 7");
        art.Rect(566, 700, 44, 60, 6, art.Metal("#AEB6BA"));
        art.Path("M-52 44L0 -58L52 44H20L0 2L-20 44Z", "#D0F23A", transform: "translate(720 780) scale(.7)");
    }

    private static void Specks(Sketch art, string cork, double x, double y) => art.Stamp("specks", () =>
        art.Line("M0 8h5M26 30h4M54 12h6M80 40h5M110 20h4M140 50h6M20 56h4M64 64h5M104 62h5M160 14h4", Dark(cork, .5), 5, opacity: .5), $"translate({x} {y})");
}

using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Nails;

[Drawing("nails", "tips", "#E8879C")]
internal sealed class Tips : Drawing
{
    private const string Nail = "M-46 70C-54 10 -46 -80 -22 -130C-10 -154 10 -154 22 -130C46 -80 54 10 46 70C30 92 -30 92 -46 70Z";

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 968, 370, 1, 40);

        // An open case of card: lid behind, tray in front.
        art.Path("M250 300L950 300L990 560H210Z", art.Linear(Axis.Down, (0, Light("#C0104A", .16)), (1, Dark("#C0104A", .24)))).Path("M276 320H924L958 548H242Z", art.Linear(Axis.Down, (0, "#FFF3F5"), (1, "#F3C9D2")));
        art.Line("M520 410H680M560 440H640", "#C0104A", 9, opacity: .85);
        art.Path("M210 560H990L1030 940C1030 962 1016 974 994 974H206C184 974 170 962 170 940Z", art.Linear(Axis.Down, (0, "#FFF8F6"), (.5, "#FBE6E6"), (1, "#E9BFC8")));
        art.Path("M170 930H1030V944C1030 964 1016 976 994 976H206C184 976 170 964 170 944Z", art.Linear(Axis.Across, (0, "#C0104A"), (1, Dark("#C0104A", .34)))).Line("M214 564H986", "#fff", 6, opacity: .8);

        // Three rows; the nearer, the larger.
        var tones = new[] { c, Light(c, .45), Dark(c, .3), Mix(c, "#7C56B8", .5), "#FFF1EC" };
        for (var row = 0; row < 2; row++)
        {
            for (var i = 0; i < 5; i++)
            {
                Tip(art, 600 + ((i - 2) * (134d + (row * 18))), 690 + (row * 170), .66 + (row * .12), tones[(i + (row * 2)) % 5]);
            }
        }

        // One is out already.
        art.Ellipse(330, 1040, 70, 16, Dark(art.Wall, .7), opacity: .3, blur: 8);
        Tip(art, 300, 1030, .6, c, 74);
    }

    private static void Tip(Sketch art, double x, double y, double scale, string colour, double turn = 0) => art.Stamp("tip" + colour, () =>
    {
        art.Path(Nail, "#7A2A40", opacity: .3, blur: 8, transform: "translate(8 16)");
        art.Path(Nail, art.Linear(Axis.Across, (0, Dark(colour, .26)), (.14, colour), (.32, Light(colour, .5)), (.55, colour), (.86, Dark(colour, .2)), (1, Light(colour, .2))));
        art.Path("M-30 50C-36 0 -30 -70 -14 -112C-8 -124 -2 -118 -6 -104C-16 -60 -18 0 -14 54C-18 62 -28 60 -30 50Z", "#fff", opacity: .7).Path("M-40 66C-26 40 26 40 40 66C26 84 -26 84 -40 66Z", "#fff", opacity: .2);
    }, $"translate({x} {y}) rotate({turn}) scale({scale:0.##})");
}

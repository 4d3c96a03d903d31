using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "toaster", "#F0C95A")]
internal sealed class Toaster : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(590, 972, 390);
        const string steel = "#C6CCD0";

        // Feet.
        foreach (var x in new double[] { 330, 830 })
        {
            art.Rect(x, 956, 80, 26, 10, "#23282b");
        }

        const string body = "M208 620C208 480 262 424 380 424H800C918 424 972 480 972 620V900C972 946 952 964 908 964H272C228 964 208 946 208 900Z";
        art.Path(body, art.Linear(Axis.Across, (0, Dark(c, .12)), (.06, c), (.2, Light(c, .42)), (.5, c), (.85, Dark(c, .16)), (1, Dark(c, .3))));
        art.Clip(body, () =>
        {
            art.Rect(200, 420, 780, 200, 0, art.Fade("#fff", .5));
            art.Rect(200, 820, 780, 150, 0, art.Fade(Dark(c, .6), .45, Axis.Up));
            art.Path("M262 600C262 520 300 478 380 474L372 860C320 866 280 860 266 850Z", "#fff", opacity: .34);
            art.Path("M400 474H436L428 858L392 859Z", "#fff", opacity: .18);
        });

        // Top opening lip in front of toast.
        art.Path("M300 470C300 448 320 436 350 436H830C860 436 880 448 880 470C880 490 860 500 830 500H350C320 500 300 490 300 470Z",
            art.Metal(steel, .7));
        art.Path("M326 470C326 456 340 450 360 450H820C840 450 854 456 854 470C854 482 840 486 820 486H360C340 486 326 482 326 470Z", "#2a1d14");
        art.Clip("M0 0H1200V474H0Z", () =>
        {
            foreach (var (x, y, k) in new (double, double, double)[] { (330, 300, 0), (372, 322, .04) })
            {
                Markup d = $"M{x} 500V{y + 90}C{x - 26} {y + 60} {x - 14} {y} {x + 60} {y}H{x + 360}C{x + 434} {y} {x + 446} {y + 60} {x + 420} {y + 90}V500Z";
                art.Path(d, art.Linear(Axis.Diagonal, (0, Dark("#B9753A", k)), (1, Dark("#8A4E22", k))));
                art.Path(d, art.Radial((.45, .5, .62), (0, "#F5D9A4"), (.6, "#E4B06A"), (1, "#C6833F", .3)),
                    transform: $"translate({(x + 210) * .05} 14) scale(.95 1)");
                for (var i = 0; i < 9; i++)
                {
                    art.Ellipse(x + 50 + (i * 83 % 330), y + 50 + (i * 47 % 90), 5 + (i % 3 * 2), 4, "#9A5E2C", opacity: .3);
                }
            }
        });

        art.Line("M340 486H836", "#fff", 4, opacity: .7);
        art.Rect(208, 900, 764, 16, 0, art.Metal(steel, .8));

        // Lever on the right side, dial, sensor.
        art.Rect(800, 560, 18, 250, 9, art.Linear(Axis.Across, (0, Dark(c, .55)), (1, Dark(c, .3))));
        art.Rect(770, 700, 92, 54, 18, Dark(c, .7), opacity: .45, blur: 8);
        art.Rect(764, 686, 92, 50, 16, art.Metal(steel));
        art.Ellipse(640, 800, 76, 76, Dark(c, .6), opacity: .4, blur: 9);
        art.Ellipse(632, 788, 74, 74, art.Metal(steel));
        art.Ellipse(632, 788, 58, 58, art.Linear(Axis.Diagonal, (0, "#fff"), (.5, "#E4E8EA"), (1, "#AEB6BA")));
        art.Line("M632 780V742", "#0B5E73", 8);

        for (var i = -3; i <= 3; i++)
        {
            var t = ((i * 34) - 90) * Math.PI / 180;
            art.Ellipse(632 + (Math.Cos(t) * 98), 788 + (Math.Sin(t) * 98), 5 + (Math.Abs(i + 3) * .6), 5 + (Math.Abs(i + 3) * .6), "#3b2a12",
                opacity: .6);
        }

        art.Rect(470, 776, 60, 24, 12, "#1c2b30");
        art.Ellipse(486, 788, 5, 5, "#FFD37A");

        // Crumbs.
        foreach (var (x, y) in new (double, double)[] { (250, 1010), (282, 1024), (930, 1016) })
        {
            art.Ellipse(x, y, 7, 4, "#B9753A", opacity: .7);
        }
    }
}

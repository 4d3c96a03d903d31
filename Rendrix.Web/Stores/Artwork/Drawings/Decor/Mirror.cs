using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "mirror", "#9A6B3F")]
internal sealed class Mirror : Drawing
{
    private const string Leather = "#7A4A2C";
    private const string Glass = "#C9D2D0";

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var bronze = colours[0];

        // It hangs a hand's breadth off the wall, so its shadow is soft and far.
        art.Ellipse(654, 636, 296, 296, Dark(art.Wall, .7), opacity: .3, blur: 28);
        art.Ellipse(624, 604, 292, 292, Dark(art.Wall, .75), opacity: .28, blur: 10);
        art.Line("M430 420L624 186L800 420", Dark(art.Wall, .7), 16, opacity: .25, blur: 8);
        Strap(art);

        art.Ellipse(600, 582, 296, 296, art.Linear(Axis.Diagonal, (0, Light(bronze, .55)), (.22, Dark(bronze, .12)), (.42, Light(bronze, .45)), (.6, bronze), (.84, Dark(bronze, .5)), (1, Light(bronze, .15))));
        art.Ellipse(600, 582, 280, 280, Dark(bronze, .5)).Ellipse(601, 583, 277, 277, art.Linear(Axis.Diagonal, (0, Dark(bronze, .4)), (1, Light(bronze, .5))));
        Reflection(art);
        art.Ellipse(600, 582, 270, 270, "none", .55, stroke: Dark(Glass, .6), strokeWidth: 4);
        art.Line("M346 500A268 268 0 0 1 470 346", "#fff", 7, opacity: .75, blur: 2);
        art.Line("M320 660A292 292 0 0 1 420 350", Light(bronze, .85), 5, opacity: .8).Line("M876 680A292 292 0 0 1 800 796", Light(bronze, .6), 4, opacity: .5);
    }

    private static void Strap(Sketch art)
    {
        foreach (var (d, shade) in new (string, double)[] { ("M420 400L600 172", 0), ("M780 400L600 172", .16) })
        {
            art.Line(d, Dark(Leather, .4 + shade), 30).Line(d, Dark(Leather, shade), 24).Line(d, Light(Leather, .5), 2.6, opacity: .6, dash: "8 7");
        }

        art.Ellipse(600, 172, 30, 30, Dark("#C9A06A", .5)).Ellipse(597, 168, 28, 28, art.Ball("#C9A06A"));
    }

    /// <summary>A room nobody sees: wall, window, a branch in a vase at the edge.</summary>
    private static void Reflection(Sketch art)
    {
        const string disc = "M330 582a270 270 0 1 0 540 0a270 270 0 1 0 -540 0Z";
        var wall = Mix(art.Wall, Glass, .55);
        art.Path(disc, art.Linear(Axis.Diagonal, (0, Light(wall, .75)), (.5, wall), (1, Dark(wall, .22))));
        art.Clip(disc, () =>
        {
            art.Rect(330, 742, 540, 120, 0, art.Linear(Axis.Down, (0, Dark(wall, .3)), (1, Dark(wall, .14)))).Rect(330, 730, 540, 12, 0, Light(wall, .6));

            // The window the light comes from, turned about.
            art.Group(() => art.Path("M690 380L812 400V560L690 548ZM690 566L812 578V720L690 702Z", "#FFFDF4"), opacity: .75, blur: 3);
            art.Path("M812 400L824 396V724L812 720Z", Dark(wall, .2), opacity: .6);
            art.Line("M430 846C430 740 452 640 478 560M446 700C420 660 400 640 380 630M462 630C490 600 506 590 524 586", "#6A5138", 6);
            foreach (var (x, y, turn) in new (double, double, double)[] { (478, 560, -70), (466, 610, -150), (470, 600, -14), (448, 690, -160), (452, 672, -30), (524, 586, -20), (384, 632, -140) })
            {
                art.Stamp("leaf", () => art.Path("M0 0C22 -32 66 -36 92 -8C72 18 28 24 0 0Z", art.Linear(Axis.Diagonal, (0, "#93A07C"), (1, "#5E6B4C"))), $"translate({x} {y}) rotate({turn})");
            }

            art.Path("M300 700L700 300H770L330 770Z", "#fff", opacity: .22).Path("M420 820L830 400L850 420L460 830Z", "#fff", opacity: .13);
            art.Ellipse(600, 850, 300, 80, Dark(Glass, .6), opacity: .25, blur: 24);
        });
    }
}

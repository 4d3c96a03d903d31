using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "basket", "#C39A61")]
internal sealed class Basket : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 1000, 320, 1, 54);
        art.Ellipse(600, 560, 330, 66, Dark(c, .72));
        art.Line("M260 556C300 486 900 486 940 556", Dark(c, .4), 34).Line("M262 550C300 482 900 482 938 550", Dark(c, .08), 24, dash: "5 28");
        Logs(art);
        Body(art, c);
        Rim(art, c);
        Grip(art, c, 300, 1);
        Grip(art, c, 900, -1);
    }

    /// <summary>Birch, five of the eight logs it holds.</summary>
    private static void Logs(Sketch art)
    {
        foreach (var (x, y, turn, scale) in new (double, double, double, double)[] { (420, 400, -12, .9), (780, 410, 13, .92), (600, 360, 2, 1), (510, 470, -5, .96), (700, 476, 6, 1) })
        {
            art.Stamp("log", () =>
            {
                art.Path("M-86 0V320H86V0Z", art.Cylinder("#D9CDB8"));
                art.Line("M-70 60h44M-20 96h30M30 52h40M-60 150h36M16 160h50M-24 220h40M-76 250h30", "#4A3E30", 8, opacity: .65);
                art.Ellipse(0, 0, 86, 44, "#6B4F33").Ellipse(0, 0, 80, 40, art.Radial((.42, .4, .7), (0, "#F0D9AE"), (.6, "#DDB983"), (1, "#B98A55")));
                art.Ellipse(-2, 1, 56, 27, "none", .5, stroke: "#A97B48", strokeWidth: 3).Ellipse(-4, 2, 32, 15, "none", .5, stroke: "#A97B48", strokeWidth: 3).Ellipse(-5, 2, 10, 5, "#9A6B3C", opacity: .7);
                art.Line("M-4 2L48 -18M-4 2L-30 28", "#8A5E34", 3, opacity: .5);
            }, $"translate({x} {y}) rotate({turn}) scale({scale:0.##})");
        }
    }

    private static void Body(Sketch art, string c) =>
        art.Lathe(600, [(560, 336), (650, 348), (800, 334), (930, 292), (996, 262)], .19, art.Cylinder(c), hollowTop: true, inside: () =>
        {
            // Braids follow the round of the basket; each strand leans against the row above.
            for (var row = 0; row < 11; row++)
            {
                var (y, r) = (596d + (row * 38), 356d - (row * row * .7));
                Markup braid = $"M{600 - r} {y}C{600 - (r * .6)} {y + 84} {600 + (r * .6)} {y + 84} {600 + r} {y}";
                art.Line(braid, Dark(c, .6), 36, opacity: .42);
                art.Line(braid, row % 2 == 0 ? Light(c, .34) : Light(c, .16), 27, opacity: .8, dash: row % 2 == 0 ? "4 32" : "0 18 4 14");
            }

            art.Path("M600 500H1000V1100H700C800 900 830 700 820 500Z", Dark(c, .6), opacity: .3, blur: 30);
            art.FootShade(600, 1030, 320, 70, c, 24);
            art.Ellipse(400, 760, 70, 170, "#fff", opacity: .2, blur: 30);
        });

    private static void Rim(Sketch art, string c)
    {
        const string front = "M258 566C300 652 900 652 942 566";
        art.Line(front, Dark(c, .7), 56, opacity: .4, transform: "translate(0 14)");
        art.Line(front, Dark(c, .45), 52).Line(front, c, 44).Line(front, Light(c, .45), 38, opacity: .75, dash: "5 40");
        art.Line("M262 556C306 632 894 632 938 556", Light(c, .7), 6, opacity: .5, blur: 2);
    }

    private static void Grip(Sketch art, string c, double x, double side)
    {
        Markup loop = $"M{x - (side * 30)} 640C{x - (side * 80)} 720 {x + (side * 40)} 780 {x + (side * 60)} 668";
        art.Line(loop, Dark(c, .7), 34, opacity: .4, blur: 4, transform: "translate(6 10)");
        art.Line(loop, Dark(c, .4), 32).Line(loop, Light(c, .3), 24, dash: "3 27");
    }
}

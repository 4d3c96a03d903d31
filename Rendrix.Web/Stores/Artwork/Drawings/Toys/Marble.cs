using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "marble", "#CF3A20", "#2F7F86", "#EDB23C")]
internal sealed class Marble : Drawing
{
    private const string Wood = "#DDB07A";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 984, 400, 1, 52);
        Board(art);

        // Three towers of cubes, the tallest at the back left, with the runs between them.
        Tower(art, 286, 240, 7, [c[0], Wood, c[2], Wood, c[1], Wood, c[0]]);
        Tower(art, 864, 420, 5, [c[1], Wood, c[0], Wood, c[2]]);
        Funnel(art, 286, 226, c[2]);
        Run(art, 330, 330, 880, 416);
        Run(art, 300, 622, 880, 532);
        Tower(art, 584, 740, 2, [c[2], c[0]]);
        Run(art, 320, 690, 700, 752);
        Tray(art, c[1]);

        Glass(art, 520, 330, 36, c[0]);
        Glass(art, 690, 532, 36, c[1]);
        Glass(art, 430, 680, 36, c[2]);
        Glass(art, 846, 902, 36, c[0]);
        Glass(art, 922, 910, 36, "#5B4A86");
        Glass(art, 236, 1012, 34, c[2]);
        art.Line("M418 306q30 4 48 8M434 334q20 4 30 6", Light(art.Wall, .8), 6, opacity: .8);
    }

    private static void Board(Sketch art)
    {
        art.Path("M220 908H980L1036 966H164Z", art.Linear(Axis.Down, (0, Dark(Wood, .1)), (1, Light(Wood, .4))));
        art.Path("M164 966H1036V988C1036 996 1030 1000 1022 1000H178C170 1000 164 996 164 988Z", art.Linear(Axis.Down, (0, Wood), (1, Dark(Wood, .3))));
        art.Line("M206 930C400 922 800 938 1000 928M186 950C420 944 760 958 1018 948", Dark(Wood, .35), 2.5, opacity: .3);
    }

    /// <summary>Cubes from the top down, each with its lit top and its right side in shade.</summary>
    private static void Tower(Sketch art, double x, double top, int count, ReadOnlySpan<string> colours)
    {
        art.Ellipse(x + 30, 944, 100, 22, Dark(Wood, .6), opacity: .4, blur: 10);
        for (var i = 0; i < count; i++)
        {
            Cube(art, x, top + (i * 100), colours[i]);
        }

        art.Path($"M{x - 50} {top}l26 -18h100l-26 18Z", art.Linear(Axis.Across, (0, Light(colours[0], .5)), (1, Light(colours[0], .15))));
    }

    private static void Cube(Sketch art, double x, double y, string colour) => art.Stamp("cube" + colour, () =>
    {
        art.Path("M100 0l26 -18v100l-26 18Z", art.Linear(Axis.Across, (0, Dark(colour, .28)), (1, Dark(colour, .42))));
        art.Rect(0, 0, 100, 100, 8, art.Flat(colour));
        art.Line("M4 3H96", Light(colour, .7), 4, opacity: .7).Line("M4 99H98", Dark(colour, .6), 3, opacity: .45);
        if (colour == Wood)
        {
            // The hole a marble may fall through.
            art.Ellipse(50, 52, 26, 26, art.Linear(Axis.Down, (0, Dark(Wood, .66)), (1, Dark(Wood, .4)))).Line("M26 62a26 26 0 0 0 48 0", Light(Wood, .5), 4, opacity: .7);
        }
    }, $"translate({x - 50} {y})");

    private static void Funnel(Sketch art, double x, double y, string colour)
    {
        art.Lathe(x + 12, [(y - 116, 112), (y - 96, 108), (y - 30, 46), (y - 8, 42)], .22, art.Cylinder(colour));
        art.Ellipse(x + 12, y - 116, 112, 25, Light(colour, .45)).Ellipse(x + 12, y - 114, 98, 20, art.Linear(Axis.Down, (0, Dark(colour, .55)), (1, Dark(colour, .15))));
        Glass(art, x - 16, y - 132, 32, "#2F7F86");
        art.Line($"M{x - 96} {y - 112}A112 25 0 0 0 {x + 120} {y - 112}", Light(colour, .6), 10);
    }

    /// <summary>A sloping channel, from its left end to its right one: far wall, bed in shade, near wall with a rounded edge.</summary>
    private static void Run(Sketch art, double x, double y, double x2, double y2)
    {
        var (length, slope) = (double.Hypot(x2 - x, y2 - y), Math.Atan2(y2 - y, x2 - x) * 180 / Math.PI);
        art.Stamp("run", () =>
        {
            art.Line("M14 34H614", Dark(Wood, .7), 52, opacity: .25, blur: 8);
            art.Line("M0 -14H600", Dark(Wood, .12), 30).Line("M0 -27H600", Light(Wood, .5), 5, opacity: .8);
            art.Line("M0 -6H600", Dark(Wood, .5), 20);
            art.Line("M0 16H600", Dark(Wood, .26), 42).Line("M0 13H600", Wood, 36);
            art.Line("M0 0H600", Light(Wood, .55), 7, opacity: .85).Line("M0 20H600", Dark(Wood, .35), 2.5, opacity: .35);
        }, $"translate({x} {y}) rotate({slope}) scale({length / 600:0.##} 1)");
    }

    private static void Tray(Sketch art, string colour)
    {
        art.Ellipse(884, 946, 156, 30, Dark(Wood, .6), opacity: .45, blur: 8);
        art.Ellipse(876, 922, 150, 42, Dark(colour, .4)).Ellipse(876, 910, 150, 42, Light(colour, .3)).Ellipse(876, 913, 134, 34, art.Linear(Axis.Down, (0, Dark(colour, .5)), (1, colour)));
    }

    /// <summary>Clear glass with a twist of colour, its light in the middle of the shadow.</summary>
    private static void Glass(Sketch art, double x, double y, double r, string colour) => art.Stamp("glass" + colour, () =>
    {
        art.Ellipse(8, 29, 36, 12, Dark(colour, .6), opacity: .4, blur: 5);
        art.Ellipse(0, 0, 36, 36, art.Radial((.4, .34, .72), (0, Light(colour, .75)), (.45, colour), (1, Dark(colour, .35))));
        art.Line("M-18 7q18 -25 36 -4", Light(colour, .8), 7, opacity: .7);
        art.Ellipse(-13, -15, 7, 5.5, "#fff", opacity: .95).Ellipse(11, 18, 12, 7, Light(colour, .6), opacity: .5);
    }, $"translate({x} {y}) scale({r / 36:0.##})");
}

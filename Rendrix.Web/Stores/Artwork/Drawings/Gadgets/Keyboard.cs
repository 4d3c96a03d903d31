using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "keyboard", "#EFEDE6", "#FF5A1F")]
internal sealed class Keyboard : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (shell, accent) = (c[0], c[1]);
        art.Shadow(600, 860, 430, 1, 60);

        // A plate of aluminium, seen from the chair.
        art.Path("M160 820H1040V860C1040 876 1030 884 1014 884H186C170 884 160 876 160 860Z", art.Linear(Axis.Down, (0, Dark(shell, .2)), (1, Dark(shell, .46))));
        art.Path("M236 480H964C978 480 986 486 990 500L1040 812C1042 826 1034 832 1020 832H180C166 832 158 826 160 812L210 500C214 486 222 480 236 480Z", art.Linear((.1, 0, .8, 1), (0, Light(shell, .6)), (.5, shell), (1, Dark(shell, .16))));
        art.Line("M238 483H962", "#fff", 4, opacity: .9).Path("M248 512H952L1000 796H200Z", "#1b1c1e");
        for (var row = 0; row < 5; row++)
        {
            Row(art, row, shell, accent);
        }

        // The knob, and a cable that is coiled.
        art.Ellipse(900, 478, 44, 18, Dark(accent, .5)).Lathe(896, [(430, 38), (474, 42)], .3, art.Cylinder(accent));
        art.Ellipse(896, 430, 38, 12, Light(accent, .4)).Line("M896 430V424", "#fff", 6);
        art.Line("M300 480C300 400 330 360 380 340", "#1b1c1e", 16);
        for (var i = 0; i < 9; i++)
        {
            art.Ellipse(392 + (i * 22), 336 - (i * 6), 15, 27, "none", 1, stroke: i % 2 == 0 ? accent : Dark(accent, .2), strokeWidth: 9, transform: $"rotate(-16 {392 + (i * 22)} {336 - (i * 6)})");
        }
    }

    /// <summary>Rows grow towards us; space and return are long, escape and return have the accent.</summary>
    private static void Row(Sketch art, int row, string shell, string accent)
    {
        double left = 254 - (row * 9.4), right = 946 + (row * 9.4);
        var (y, height) = (518d + (row * 54) + (row * row * .8), 46d + (row * 2.4));
        double[] units = row switch
        {
            3 => [1.6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2.4],
            4 => [1.3, 1.3, 1.3, 5.4, 1.2, 1.2, 1.3],
            _ => [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        };
        var (x, unit) = (left, (right - left) / units.Sum());
        for (var i = 0; i < units.Length; i++)
        {
            var width = (units[i] * unit) - 7;
            var colour = (row == 0 && i == 0) || (row == 3 && i == units.Length - 1) ? accent : i == 0 || i == units.Length - 1 || row == 4 ? Dark(shell, .14) : shell;
            Key(art, x, y, width, height, colour, units[i] > 2 ? units[i] : 1);
            x += units[i] * unit;
        }
    }

    /// <summary>A long key is a part of its own, so that its corners stay as round as the others'.</summary>
    private static void Key(Sketch art, double x, double y, double width, double height, string colour, double units) => art.Stamp(FormattableString.Invariant($"key{units}{colour}"), () =>
    {
        var full = units * 50;
        art.Rect(0, 5, full, 42, 8, Dark(colour, .42)).Rect(3, 0, full - 6, 36, 7, Light(colour, .3));
    }, $"translate({x} {y}) scale({width / (units * 50):0.##} {height / 46:0.##})");
}

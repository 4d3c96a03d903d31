using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "synth", "#DADCD8", "#FF5A1F", "#2449D8")]
internal sealed class Synth : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (shell, accent, second) = (c[0], c[1], c[2]);
        art.Shadow(600, 880, 430, 1, 56);
        art.Path("M164 842H1036V874C1036 888 1028 896 1014 896H186C172 896 164 888 164 874Z", art.Linear(Axis.Down, (0, Dark(shell, .24)), (1, Dark(shell, .5))));
        art.Path("M232 400H968C980 400 988 406 990 418L1036 836C1038 850 1030 856 1018 856H182C170 856 162 850 164 836L210 418C212 406 220 400 232 400Z", art.Linear((.1, 0, .8, 1), (0, Light(shell, .55)), (.5, shell), (1, Dark(shell, .16)))).Line("M234 403H966", "#fff", 4, opacity: .9);

        // Screen with a wave, four knobs.
        art.Path("M254 428H520L512 560H238Z", "#1b1c1e").Path("M268 440H508L502 548H254Z", art.Linear(Axis.Down, (0, "#1a2a22"), (1, "#26402f")));
        art.Line("M272 496C290 440 306 440 324 496S358 552 376 496S410 440 428 496S462 552 494 496", "#9CF27C", 6).Line("M276 536h40M330 536h24M372 536h50", "#9CF27C", 4, opacity: .6);
        foreach (var (x, colour, turn) in new (double, string, double)[] { (584, accent, -30), (686, second, 20), (788, "#2A2C2F", -60), (890, "#EFEDE6", 50) })
        {
            Knob(art, x, 492, colour, turn);
        }

        // Sixteen steps, in two rows, four of them lit.
        for (var i = 0; i < 16; i++)
        {
            var (row, column) = (i / 8, i % 8);
            var (x, y, width) = (236d - (row * 8) + (column * (92 + (row * 2))), 588d + (row * 56), 76d + (row * 2));
            var lit = i is 0 or 4 or 6 or 11;
            var colour = lit ? accent : "#F6F4EE";
            art.Stamp("step" + colour, () => art.Rect(0, 5, 76, 40, 9, Dark(colour, .4)).Rect(0, 0, 76, 38, 9, Light(colour, lit ? .1 : .4)), $"translate({x} {y}) scale({width / 76:0.##} 1)");
            if (lit)
            {
                art.Ellipse(x + (width / 2), y - 8, 5, 4, "#FF5A1F");
            }
        }

        // One octave of keys and a little more.
        for (var i = 0; i < 10; i++)
        {
            art.Stamp("white", () => art.Rect(0, 4, 73, 124, 8, Dark("#F6F4EE", .4)).Rect(0, 0, 73, 118, 8, art.Linear(Axis.Down, (0, "#fff"), (1, "#DAD7CD"))), $"translate({216 + (i * 77)} 702)");
        }

        for (var i = 0; i < 9; i++)
        {
            // Two together, then three: the gaps are at E and B.
            if (i % 7 is not (2 or 6))
            {
                art.Stamp("black", () => art.Rect(0, 0, 46, 74, 6, "#0c0d0e").Rect(3, 0, 40, 66, 5, art.Linear(Axis.Down, (0, "#2a2c2f"), (1, "#4a4d50"))), $"translate({268 + (i * 77)} 698)");
            }
        }

        for (var i = 0; i < 5; i++)
        {
            art.Ellipse(940, 430 + (i * 26), 6, 5, Dark(shell, .6), opacity: .6).Ellipse(964, 430 + (i * 26), 6, 5, Dark(shell, .6), opacity: .6);
        }

        art.Line("M300 400C290 330 330 300 300 240S340 180 330 130", "#1b1c1e", 14).Rect(286, 372, 30, 34, 6, art.Metal("#D8B27A"));
    }

    private static void Knob(Sketch art, double x, double y, string colour, double turn)
    {
        art.Ellipse(x + 6, y + 22, 44, 36, "#1b1c1e", opacity: .35, blur: 6);
        art.Lathe(x, [(y - 20, 36), (y + 14, 42)], .8, art.Cylinder(Dark(colour, .2)));
        art.Ellipse(x, y - 20, 36, 29, art.Linear(Axis.Diagonal, (0, Light(colour, .4)), (1, colour))).Line("M0 -4V-22", colour == "#EFEDE6" ? "#1b1c1e" : "#fff", 6, transform: $"translate({x} {y - 20}) scale(1 .82) rotate({turn})");
    }
}

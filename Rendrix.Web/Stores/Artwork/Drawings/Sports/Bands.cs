using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Sports;

[Drawing("sports", "bands", "#D0F23A", "#4F8A8B", "#2F383C")]
internal sealed class Bands : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 952, 400, 1, 60);
        Loop(art, 720, 400, 230, 290, 128, c[2], -8);
        Loop(art, 450, 470, 210, 270, 116, c[1], 7);
        Loop(art, 620, 640, 230, 210, 104, c[0], -3);
    }

    /// <summary>A wide ribbon standing on its edge: inside, far wall, near wall.</summary>
    private static void Loop(Sketch art, double x, double top, double rx, double height, double band, string colour, double turn) => art.Group(() =>
    {
        var foot = top + height;
        art.Ellipse(x + 20, foot + band, rx, 34, "#0d1210", opacity: .35, blur: 14);
        Markup back = $"M{x - rx} {top + (height / 2)}C{x - rx} {top - 10} {x + rx} {top - 10} {x + rx} {top + (height / 2)}V{top + (height / 2) + band}C{x + rx} {top + band - 10} {x - rx} {top + band - 10} {x - rx} {top + (height / 2) + band}Z";
        art.Path(back, art.Linear(Axis.Across, (0, Dark(colour, .5)), (.5, Dark(colour, .28)), (1, Dark(colour, .55))));
        Markup front = $"M{x - rx} {top + (height / 2)}C{x - rx} {foot + 14} {x + rx} {foot + 14} {x + rx} {top + (height / 2)}V{top + (height / 2) + band}C{x + rx} {foot + band + 14} {x - rx} {foot + band + 14} {x - rx} {top + (height / 2) + band}Z";
        art.Path(front, art.Cylinder(colour, 1.1));
        art.Clip(front, () =>
        {
            var weave = art.Pattern(10, 8, $"<path d=\"M0 2L5 6L10 2\" stroke=\"{Dark(colour, .5)}\" stroke-width=\"1.8\"/><path d=\"M0 5L5 9L10 5\" stroke=\"{Light(colour, .6)}\" stroke-width=\"1.2\"/>");
            art.Rect(x - rx, top, rx * 2, height + band + 40, 0, weave, opacity: .4);

            // Two threads of rubber keep it from rolling up.
            for (var at = .22; at < 1; at += .56)
            {
                var y = top + (height / 2) + (band * at);
                art.Line($"M{x - rx} {y}C{x - rx} {y + (height / 2) + 14} {x + rx} {y + (height / 2) + 14} {x + rx} {y}", Light(colour, .6), 5, opacity: .7);
            }
        });
        art.Line($"M{x - rx} {top + (height / 2)}C{x - rx} {foot + 14} {x + rx} {foot + 14} {x + rx} {top + (height / 2)}", Light(colour, .7), 4, opacity: .7);
        art.Rect(x - 60, foot - (height * .14) + (band * .3), 64, band * .42, 4, "#12181A").Path("M-52 44L0 -58L52 44H20L0 2L-20 44Z", "#D0F23A", transform: $"translate({x - 28} {foot - (height * .14) + (band * .53)}) scale(.3)");
    }, transform: $"rotate({turn} {x} {top + (height / 2)})");
}

using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "tag", "#EFEDE6", "#FF5A1F", "#2A2C2F", "#8FA6A0")]
internal sealed class Tag : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        // Four discs; one on a key ring.
        Disc(art, 760, 470, .86, c[3], c[1]);
        Disc(art, 420, 500, 1, c[2], c[1]);
        Disc(art, 690, 720, 1.12, c[0], c[1]);
        art.Ellipse(330, 800, 92, 84, "none", .4, blur: 6, stroke: Dark(art.Wall, .8), strokeWidth: 14, transform: "translate(10 22)");
        Disc(art, 440, 800, .8, c[1], c[0]);
        art.Ellipse(322, 786, 92, 84, "none", 1, stroke: "#6d7478", strokeWidth: 15).Ellipse(320, 783, 92, 84, "none", 1, stroke: "#E8ECEE", strokeWidth: 5);
        Key(art);
    }

    private static void Disc(Sketch art, double x, double y, double scale, string colour, string accent) => art.Stamp("disc" + colour, () =>
    {
        art.Ellipse(16, 44, 176, 130, "#1b1c1e", opacity: .35, blur: 14);
        art.Ellipse(0, 26, 172, 132, Dark(colour, .42)).Ellipse(0, 12, 172, 132, art.Linear(Axis.Across, (0, Dark(colour, .2)), (.3, Light(colour, .4)), (1, Dark(colour, .34))));
        art.Ellipse(0, 0, 172, 132, art.Linear((.1, 0, .85, 1), (0, Light(colour, .55)), (.5, colour), (1, Dark(colour, .16)))).Ellipse(0, 0, 166, 127, "none", .6, stroke: Light(colour, .8), strokeWidth: 3);
        art.Ellipse(0, 6, 118, 88, "none", .5, stroke: Dark(colour, .4), strokeWidth: 3);
        art.Line("M-20 0a20 16 0 0 1 40 0M-44 0a44 34 0 0 1 88 0", accent, 9).Ellipse(0, 6, 10, 8, accent);
        art.Ellipse(-122, -10, 22, 17, Dark(colour, .65)).Ellipse(-119, -6, 18, 13, Dark(colour, .4)).Line("M40 62h40", Dark(colour, .4), 6, opacity: .7);
    }, $"translate({x} {y}) scale({scale:0.##})");

    private static void Key(Sketch art)
    {
        art.Group(() =>
        {
            art.Path("M-30 -40C-70 -40 -70 40 -30 40C-10 40 0 24 8 14H120V40H144V14H160V34H182V-14H8C0 -24 -10 -40 -30 -40Z", art.Linear(Axis.Down, (0, "#F6E3B0"), (.5, "#C9A25A"), (1, "#7E6024"))).Ellipse(-34, 0, 15, 17, "#5a4418");
            art.Line("M20 -4H170", "#fff", 4, opacity: .6);
        }, transform: "translate(270 890) rotate(64)");
    }
}

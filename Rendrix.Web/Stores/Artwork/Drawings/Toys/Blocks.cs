using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "blocks", "#CF3A20", "#2F7F86", "#EDB23C")]
internal sealed class Blocks : Drawing
{
    private const string Wood = "#DDB07A";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(590, 950, 360);
        void Block(double x, double y, double size, string colour, string letter, double rot = 0) => art.Group(() =>
        {
            art.Path($"M{size} 0l{size * .28} -{size * .2}v{size}l-{size * .28} {size * .2}Z", art.Linear(Axis.Across, (0, Dark(Wood, .22)), (1, Dark(Wood, .4))));
            art.Path($"M0 0l{size * .28} -{size * .2}h{size}l-{size * .28} {size * .2}Z", art.Linear(Axis.Across, (0, Light(Wood, .6)), (1, Light(Wood, .15))));
            art.Rect(0, 0, size, size, 14, art.Flat(Wood));
            art.Rect(size * .1, size * .1, size * .8, size * .8, 12, "none", stroke: colour, strokeWidth: 10);

            for (var i = 0; i < 4; i++)
            {
                art.Line($"M8 {size * (.2 + (i * .2))}q{size / 2} {(i % 2 != 0 ? 14 : -12)} {size - 16} 0", Dark(Wood, .35), 2.5, opacity: .25);
            }

            art.Line(letter, colour, size * .11, transform: $"translate({size * .5} {size * .5}) scale({size / 300:0.##})", roundJoin: true);
        }, transform: $"translate({x} {y}) rotate({rot})");

        Block(240, 650, 300, c[0], "M-62 78L0 -78L62 78M-38 26H38");
        Block(600, 660, 290, c[1], "M-48 -76V76H20C84 76 80 4 16 0H-48M-48 -76H8C66 -76 62 -4 8 0");
        Block(420, 358, 270, c[2], "M58 -52C20 -96 -66 -84 -66 0S20 96 58 52", -6);
    }
}

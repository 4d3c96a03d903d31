using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "candles", "#DDA856")]
internal sealed class Candles : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 1010, 290);

        foreach (var (x, y, r) in new (double, double, double)[] { (420, 560, 84), (610, 360, 92), (790, 680, 84) })
        {
            art.Ellipse(x, y - 70, 150, 170, art.Radial(Focus.Centre, (0, "#FFE6AE", .8), (1, "#FFE6AE", 0)));
            art.Lathe(x, [(y, r), (1000, r + 4)], .17, art.Cylinder(c, .75), straight: true);
            art.Ellipse(x, y, r, r * .17, art.Radial(Focus.Centre, (0, "#FFF1CC"), (1, Light(c, .3))));
            art.Line($"M{x} {y}v-26", "#3a2c1e", 5);
            art.Path($"M{x} {y - 22}c-26 -26 -10 -56 2 -84c14 30 26 58 -2 84Z",
                art.Linear(Axis.Down, (0, "#FFF7DA"), (.6, "#FFC65A"), (1, "#F08A2C")));
        }
    }
}

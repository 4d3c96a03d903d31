using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "arches", "#CF3A20", "#EDB23C", "#5E9A63", "#2F7F86", "#5B4A86")]
internal sealed class Arches : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 930, 430);
        for (var i = 0; i < c.Count; i++)
        {
            var (outer, inner) = (400d - (i * 74), 338d - (i * 74));
            Markup arch =
                $"M{600 - outer} 920V{920 - (outer * .1)}A{outer} {outer * 1.22} 0 0 1 {600 + outer} {920 - (outer * .1)}V920H{600 + inner}V{920 - (inner * .1)}A{inner} {inner * 1.22} 0 0 0 {600 - inner} {920 - (inner * .1)}V920Z";

            // The same arch behind itself is its thickness.
            art.Path(arch, art.Linear(Axis.Across, (0, Dark(c[i], .3)), (1, Dark(c[i], .42))), transform: "translate(40 -16)");
            art.Path(arch, art.Linear((0, 0, .9, 1), (0, Light(c[i], .3)), (.4, c[i]), (1, Dark(c[i], .16))));
        }
    }
}

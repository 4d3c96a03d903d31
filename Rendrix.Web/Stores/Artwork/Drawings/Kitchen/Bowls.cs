using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "bowls", "#E8DFC9", "#7F8B96", "#9DAA8B")]
internal sealed class Bowls : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 960, 340);

        foreach (var (y, r, h, k) in new (double, double, double, string)[] { (760, 350, 190, c[1]), (600, 270, 160, c[2]), (470, 205, 130, c[0]) })
        {
            art.Lathe(600, [(y, r), (y + (h * .35), r * .94), (y + (h * .8), r * .66), (y + h, r * .46)], .17, art.Cylinder(k, .9),
                inside: () => art.Line($"M{600 - r} {y + 26}A{r} {r * .17} 0 0 0 {600 + r} {y + 26}", Light(k, .6), 10, opacity: .55));
            art.Ellipse(600, y, r, r * .17, Light(k, .5));
            art.Ellipse(600, y + 3, r - 16, (r - 16) * .165, art.Linear(Axis.Diagonal, (0, Dark(k, .42)), (1, Light(k, .1))));
        }
    }
}

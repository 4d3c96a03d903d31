using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "mill", "#8A5A36")]
internal sealed class Mill : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 960, 170);
        art.Lathe(600, [(500, 104), (520, 110), (600, 92), (700, 88), (820, 124), (930, 150), (952, 146)], .15, art.Cylinder(c, 1.05), inside: () =>
        {
            for (var i = -4; i < 5; i++)
            {
                art.Line($"M{600 + (i * 26)} 490q{i * 5} 200 {i * 10} 480", Dark(c, .4), 3, opacity: .3);
            }
        });

        art.Lathe(600, [(486, 112), (506, 112)], .15, art.Metal("#C9CDD2"), straight: true);
        art.Lathe(600, [(330, 60), (370, 108), (430, 124), (488, 108)], .15, art.Cylinder(c, 1.05));
        art.Ellipse(600, 330, 60, 10, Light(c, .3));
        art.Lathe(600, [(288, 26), (316, 30), (334, 22)], .2, art.Metal("#D6A869"));
        art.Line("M548 540C540 640 536 700 516 800", "#fff", 9, opacity: .45, blur: 4);

        foreach (var (x, y) in new (double, double)[] { (330, 990), (372, 1012), (420, 984), (300, 1020), (460, 1016) })
        {
            art.Ellipse(x, y, 11, 10, art.Ball("#2b2622"));
        }
    }
}

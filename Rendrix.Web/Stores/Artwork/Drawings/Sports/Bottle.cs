using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Sports;

[Drawing("sports", "bottle", "#D0F23A")]
internal sealed class Bottle : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 950, 170);
        const string black = "#12181A";
        art.Lathe(600, [(330, 118), (400, 136), (470, 142), (560, 132), (640, 142), (920, 142), (948, 132)], .14, art.Cylinder(c, .8), inside: () =>
        {
            for (var i = 0; i < 3; i++)
            {
                art.Line($"M440 {560 + (i * 26)}A160 22 0 0 0 760 {560 + (i * 26)}", Dark(c, .3), 6, opacity: .35);
            }

            art.Group(() => art.Path("M-52 44L0 -58L52 44H20L0 2L-20 44Z", black), transform: "translate(590 790) scale(1.1)");
        });

        art.Lathe(600, [(236, 108), (250, 116), (330, 120)], .14, art.Cylinder(black, .6));

        for (var i = -5; i <= 5; i++)
        {
            art.Line($"M{600 + (i * 20)} {264 - Math.Abs(i)}v52", Light(black, .3), 4, opacity: .5);
        }

        art.Ellipse(600, 236, 108, 15, Light(black, .22));
        art.Lathe(600, [(170, 34), (190, 40), (236, 36)], .16, art.Cylinder("#8d979c"));
        art.Path("M500 420C496 560 500 800 512 920L530 924C520 760 516 560 530 410Z", "#fff", opacity: .4);
    }
}

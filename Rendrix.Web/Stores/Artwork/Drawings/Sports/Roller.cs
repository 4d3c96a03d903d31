using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Sports;

[Drawing("sports", "roller", "#2F383C", "#D0F23A")]
internal sealed class Roller : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (foam, core) = (c[0], c[1]);
        art.Shadow(610, 890, 390, 1.1, 66);
        art.Group(() =>
        {
            const string body = "M330 470H900C960 470 1000 560 1000 680S960 890 900 890H330Z";
            art.Path(body, art.Linear(Axis.Down, (0, Dark(foam, .04)), (.16, Light(foam, .46)), (.38, foam), (.82, Dark(foam, .42)), (1, Dark(foam, .26))));
            art.Clip(body, () =>
            {
                // Rows of pads, foreshortened towards the upper and the lower edge.
                foreach (var (y, height) in new (double, double)[] { (480, 22), (514, 48), (574, 70), (656, 78), (746, 66), (824, 40), (872, 16) })
                {
                    for (var i = 0; i < 7; i++)
                    {
                        var x = 420 + (i * 82);
                        art.Rect(x, y, 64, height, 14, Light(foam, .16), opacity: .5).Rect(x, y + height - 6, 64, 8, 4, Dark(foam, .6), opacity: .5);
                    }
                }

                art.Ellipse(640, 900, 420, 60, Dark(foam, .7), opacity: .5, blur: 20).Line("M420 520H930", "#fff", 22, opacity: .3, blur: 12);
            });
            art.Ellipse(330, 680, 132, 210, art.Linear(Axis.Diagonal, (0, Light(foam, .4)), (.5, foam), (1, Dark(foam, .3))));
            art.Ellipse(330, 680, 96, 154, art.Linear(Axis.Diagonal, (0, Light(core, .5)), (.5, core), (1, Dark(core, .2)))).Ellipse(330, 680, 78, 128, Dark(core, .45)).Ellipse(336, 684, 70, 118, art.Linear(Axis.Across, (0, Dark(foam, .75)), (.6, Dark(foam, .4)), (1, Light(foam, .3))));
            art.Line("M222 600C238 528 282 484 330 476", "#fff", 6, opacity: .5, blur: 2);
        }, transform: "rotate(-3 600 700)");
    }
}

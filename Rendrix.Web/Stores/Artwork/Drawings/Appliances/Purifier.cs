using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "purifier", "#F3F5F5")]
internal sealed class Purifier : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 975, 230);
        art.Lathe(600, [(270, 200), (300, 212), (940, 212), (970, 196)], .14,
            art.Linear(Axis.Across, (0, Dark(c, .26)), (.12, c), (.28, "#fff"), (.5, c), (.85, Dark(c, .22)), (1, Dark(c, .32))), inside: () =>
        {
            for (var i = 0; i < 22; i++)
            {
                art.Line($"M380 {560 + (i * 17)}A220 30 0 0 0 820 {560 + (i * 17)}", Dark(c, .34), 4, opacity: .55);
            }
        }, tension: 9);

        art.Ellipse(600, 270, 200, 28, art.Linear(Axis.Diagonal, (0, "#fff"), (1, Dark(c, .2))));
        art.Ellipse(600, 270, 160, 21, "#1f3238");

        for (var i = 0; i < 5; i++)
        {
            art.Ellipse(600, 270, 40 + (i * 26), 5 + (i * 3.4), "none", stroke: "#5d757b", strokeWidth: 3);
        }

        art.Ellipse(600, 276, 60, 7, "#59D4E6", opacity: .8);
        art.Ellipse(560, 470, 54, 54, "#10262d");
        art.Line("M528 484A34 34 0 1 1 592 484", "#59D4E6", 8);
        art.Ellipse(560, 470, 6, 6, "#fff");
    }
}

using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "battery", "#26282B")]
internal sealed class Battery : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 960, 280, .9, 46);
        art.Path("M760 300l70 -36V900l-70 50Z", Dark(c, .4));
        art.Path("M380 300l72 -40h378l-70 40Z", Light(c, .4));
        art.Rect(372, 292, 396, 660, 36, art.Linear((.1, 0, .8, 1), (0, Light(c, .34)), (.5, c), (1, Dark(c, .3))));
        art.Rect(430, 352, 280, 180, 14, "#DADCD2");

        for (var i = 0; i < 8; i++)
        {
            art.Rect(452 + (i * 30), 410, 20, 64, 3, i < 6 ? "#1b1c1e" : "#b7b9ae");
        }

        art.Rect(452, 376, 90, 8, 4, "#1b1c1e");
        art.Rect(452, 498, 50, 8, 4, "#1b1c1e");

        for (var i = 0; i < 9; i++)
        {
            art.Line($"M430 {590 + (i * 24)}H710", Light(c, .3), 3, opacity: .5);
        }

        art.Ellipse(690, 880, 22, 22, art.Ball("#FF5A1F"));
        art.Rect(440, 870, 70, 22, 11, "#0c0d0e", stroke: "#777", strokeWidth: 3).Rect(530, 870, 70, 22, 11, "#0c0d0e", stroke: "#777",
            strokeWidth: 3);
    }
}

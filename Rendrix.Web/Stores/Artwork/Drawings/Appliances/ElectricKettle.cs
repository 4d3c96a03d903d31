using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "ekettle", "#DCE8E8")]
internal sealed class ElectricKettle : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(590, 975, 270);
        const string plastic = "#22343a";
        art.Line("M760 480C930 470 950 640 900 780C880 830 820 850 770 840", Dark(plastic, .2), 62);
        art.Line("M760 470C920 462 938 640 890 772C872 818 820 834 770 826", Light(plastic, .18), 40);
        art.Lathe(580, [(930, 226), (970, 232)], .13, art.Cylinder(plastic, .7), straight: true);
        art.Path("M400 430L300 400L392 560Z", art.Flat(c));
        art.Lathe(580, [(380, 170), (420, 186), (640, 208), (900, 226), (930, 226)], .13,
            art.Linear(Axis.Across, (0, Dark(c, .24)), (.1, c), (.26, "#fff"), (.48, c), (.84, Dark(c, .26)), (1, Dark(c, .36))), inside: () =>
        {
            art.Rect(540, 560, 70, 270, 35, Dark(plastic, .1));
            art.Rect(552, 660, 46, 158, 23, "#59D4E6", opacity: .55);
        });

        art.Lathe(580, [(340, 120), (360, 160), (386, 172)], .13, art.Cylinder(plastic, .8));
        art.Ellipse(580, 332, 40, 16, art.Ball(plastic));
        art.Ellipse(580, 330, 30, 10, Light(plastic, .4), opacity: .6);
    }
}

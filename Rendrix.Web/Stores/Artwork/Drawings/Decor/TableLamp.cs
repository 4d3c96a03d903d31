using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "tablelamp", "#5C6748")]
internal sealed class TableLamp : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Ellipse(600, 700, 380, 300, art.Radial((.5, .45, .5), (0, "#FFF3D6", .95), (1, "#FFEBC2", 0)));
        art.Shadow(600, 1000, 200);
        art.Lathe(600, [(930, 140), (990, 150)], .17, art.Cylinder("#B98A5A"), straight: true);
        art.Ellipse(600, 930, 140, 24, Light("#B98A5A", .4));
        art.Lathe(600, [(600, 15), (930, 15)], .3, art.Metal("#B99863"));
        art.Ellipse(600, 604, 300, 48, "#FFF6DC");
        art.Ellipse(600, 606, 60, 34, "#fff", blur: 12);
        art.Path("M300 600C300 420 430 300 600 300S900 420 900 600C840 560 360 560 300 600Z",
            art.Linear(Axis.Across, (0, Dark(c, .2)), (.24, Light(c, .42)), (.45, c), (.85, Dark(c, .35)), (1, Dark(c, .2))));
        art.Line("M300 600C360 560 840 560 900 600", "#FFE9B8", 5);
        art.Lathe(600, [(270, 20), (304, 26)], .2, art.Metal("#B99863"));
    }
}

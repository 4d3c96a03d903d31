using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Beauty;

[Drawing("beauty", "stick", "#E08A6E")]
internal sealed class Stick : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        const string shell = "#F1E4D6";
        art.Path("M640 1040C740 1000 860 1030 980 1010C1030 1010 1030 1050 970 1062C860 1080 740 1070 670 1078C620 1078 610 1056 640 1040Z", art.Linear((0, 0, .3, 1), (0, Light(c, .3)), (.5, c), (1, Dark(c, .14))), opacity: .9);
        art.Shadow(480, 980, 150, 1.1, 32);
        art.Shadow(790, 976, 130, 1, 30);

        // Cap beside, stick open.
        art.Lathe(790, [(620, 118), (636, 124), (974, 124)], .15, art.Cylinder(shell));
        art.Ellipse(790, 620, 118, 17, Light(shell, .7));
        art.Path("M790 830c16 -26 -10 -30 0 -54c10 24 -16 28 0 54Z", "#C79B66");
        art.Lathe(480, [(640, 118), (980, 118)], .15, art.Cylinder(shell), straight: true, inside: () => art.FootShade(480, 996, 130, 30, shell, 12));
        art.Line("M440 800H520M456 824H504", "#4A291E", 6, opacity: .8);
        art.Ellipse(480, 640, 118, 18, Dark(shell, .1));
        art.Lathe(480, [(560, 100), (640, 100)], .15, art.Metal("#C79B66"), straight: true);
        art.Ellipse(480, 560, 100, 15, Dark("#C79B66", .4));

        // The cream itself, worn to a slant.
        art.Path("M390 558V330C390 300 400 280 430 264C480 236 540 220 558 228C568 232 570 250 570 280V558A90 13 0 0 1 390 558Z", art.Linear(Axis.Across, (0, Dark(c, .2)), (.14, c), (.32, Light(c, .4)), (.52, c), (.86, Dark(c, .24)), (1, Dark(c, .12))));
        art.Path("M396 330C396 300 430 272 480 252C520 236 556 228 560 240C566 270 540 300 490 322C446 342 400 352 396 330Z", art.Linear(Axis.Diagonal, (0, Light(c, .6)), (1, Light(c, .1))));
        art.Line("M424 380V530", "#fff", 12, opacity: .4, blur: 4);
    }
}

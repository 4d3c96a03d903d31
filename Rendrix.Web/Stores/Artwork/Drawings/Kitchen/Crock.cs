using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "crock", "#EADFC8", "#1F3F77")]
internal sealed class Crock : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (clay, band) = (c[0], c[1]);
        art.Shadow(560, 962, 280);
        art.Lathe(560, [(600, 240), (640, 262), (820, 270), (920, 250), (948, 232)], .16, art.Cylinder(clay), inside: () =>
        {
            art.Line("M280 690C400 742 720 742 840 690", band, 16, opacity: .85).Line("M280 716C400 768 720 768 840 716", band, 5, opacity: .85);
            art.FootShade(560, 972, 260, 60, clay, 18);
            art.Path("M352 670C376 682 400 688 420 692V900C396 896 372 888 356 878Z", "#fff", opacity: .4);

            // A butter curl, scratched into the glaze.
            art.Line("M520 842c0 -40 60 -40 60 -6c0 26 -38 26 -38 4M500 870h130", band, 7, opacity: .8);
        });
        art.Ellipse(560, 600, 240, 39, Dark(clay, .4));
        art.Lathe(560, [(470, 60), (492, 150), (544, 232), (592, 252), (606, 250)], .16, art.Cylinder(Light(clay, .15)), inside: () =>
        {
            art.Line("M300 556C420 600 700 600 820 556", band, 8, opacity: .85);
            art.Ellipse(450, 520, 70, 22, "#fff", opacity: .55, blur: 8, transform: "rotate(-22 450 520)");
        });
        art.Line("M309 606A251 40 0 0 0 811 606", Dark(clay, .5), 5, opacity: .45);
        art.Lathe(560, [(418, 22), (432, 48), (456, 46), (474, 26)], .22, art.Cylinder(clay));
        art.Ellipse(560, 418, 22, 6, Light(clay, .6));
        Knife(art);
    }

    /// <summary>A butter knife with the first curl on it.</summary>
    private static void Knife(Sketch art)
    {
        art.Line("M850 1000L1010 902", Dark(art.Wall, .7), 18, opacity: .3, blur: 8, transform: "translate(8 18)");
        art.Line("M930 950L1022 894", "#8A5A36", 26).Line("M932 942L1018 890", "#C58B53", 8);
        art.Path("M934 938C900 940 850 966 800 1000C790 1010 806 1020 824 1014C870 1000 920 978 944 958Z", art.Linear(Axis.Diagonal, (0, "#F6F8F9"), (.5, "#B9C1C7"), (1, "#E4E9EC")));
        art.Path("M812 1002c-6 -26 30 -44 54 -34c20 10 -2 32 -18 24c6 16 -24 26 -36 10Z", art.Linear(Axis.Diagonal, (0, "#FFF4C4"), (1, "#EBC964")));
    }
}

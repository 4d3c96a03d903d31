using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "duck", "#F0BE3E")]
internal sealed class Duck : Drawing
{
    private const string Wood = "#DDB07A";

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(590, 960, 330);
        art.Lathe(600, [(846, 300), (900, 300)], .18, art.Cylinder("#2F7F86"), straight: true);
        art.Ellipse(600, 846, 300, 54, art.Linear(Axis.Diagonal, (0, Light("#2F7F86", .35)), (1, "#2F7F86")));

        foreach (var x in new double[] { 400, 790 })
        {
            art.Ellipse(x, 920, 76, 76, art.Ball("#CF3A20"));
            art.Ellipse(x, 920, 26, 26, art.Ball(Wood));
        }

        art.Path("M330 640C300 560 330 520 380 560C470 620 560 600 620 560C680 520 840 560 850 690C850 800 740 852 600 852C440 852 350 770 330 640Z",
            art.Ball(c));
        art.Ellipse(690, 410, 150, 148, art.Ball(c));
        art.Path("M812 400C860 380 920 396 930 424C900 456 850 462 806 450Z", art.Flat("#E2692B"));
        art.Ellipse(740, 380, 17, 19, "#2A1F3D").Ellipse(734, 373, 6, 6, "#fff");
        art.Path("M420 640C520 600 640 620 690 680C640 780 480 780 420 640Z", art.Linear(Axis.Diagonal, (0, Light(c, .3)), (1, Dark(c, .16))));
        art.Line("M452 666C520 720 600 730 660 700", "#fff", 5, opacity: .4);
        art.Ellipse(640, 330, 60, 26, "#fff", opacity: .35, blur: 8, transform: "rotate(-28 640 330)");
    }
}

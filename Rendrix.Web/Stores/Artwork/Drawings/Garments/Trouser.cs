using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "trouser", "#43464B")]
internal sealed class Trouser : Drawing
{
    private const string Legs = "M400 220C520 232 680 232 800 220L822 300C846 520 856 760 838 984C790 996 720 996 672 986C666 820 640 640 606 470H594C560 640 534 820 528 986C480 996 410 996 362 984C344 760 354 520 378 300Z";

    /// <summary>Drawn wide for the details' sake, shown as long as it is.</summary>
    public override void Draw(Sketch art, IReadOnlyList<string> colours) =>
        art.Group(() => Laid(art, colours[0]), transform: "translate(120 -36) scale(.8 1.05)");

    private static void Laid(Sketch art, string c)
    {
        var twill = Cloth.Twill(art, c);
        Cloth.Shadow(art, Legs);
        Cloth.Piece(art, Legs, c, twill, "M590 470C560 540 470 600 400 640M610 470C640 540 730 600 800 640M420 660C410 780 420 880 410 980M790 660C800 780 780 880 792 980M600 440V520", "M470 330C452 560 450 780 452 980M700 330C722 560 740 780 744 980");

        // The crease and the one pleat.
        Cloth.Seam(art, "M476 300C448 520 440 760 446 984M724 300C752 520 760 760 754 984", c, 3);
        Cloth.Seam(art, "M492 292C490 330 482 370 470 400M708 292C710 330 718 370 730 400", c, 5);
        Cloth.Seam(art, "M600 300V470M594 470C560 640 534 820 528 986M606 470C640 640 666 820 672 986", c);
        art.Line("M612 300V404C612 430 606 444 600 454", Light(c, .42), 2.6, opacity: .6, dash: "8 5");

        // Waistband with loops, hook tab and the slanted pockets.
        const string band = "M398 216C520 230 680 230 802 216L812 284C690 298 510 298 388 284Z";
        art.Path(band, art.Linear(Axis.Across, (0, Light(c, .3)), (.5, Light(c, .06)), (1, Dark(c, .16)))).Path(band, twill, opacity: .5);
        Cloth.Seam(art, "M388 286C510 300 690 300 812 286", c, 5);
        art.Path("M402 216C520 230 680 230 798 216C700 206 500 206 402 216Z", Dark(c, .5)).Rect(574, 206, 52, 18, 2, "#EFEDE6");
        foreach (var x in new double[] { 450, 738 })
        {
            art.Rect(x, 214, 16, 84, 4, Dark(c, .5), opacity: .35, transform: "translate(4 4)").Rect(x, 212, 16, 84, 4, art.Flat(Light(c, .08)));
        }

        art.Path("M600 232H650L660 252L650 276H600Z", art.Flat(Light(c, .1))).Ellipse(636, 254, 9, 9, art.Ball("#2A2620"));
        Cloth.Seam(art, "M384 330C410 356 424 400 420 470M816 330C790 356 776 400 780 470", c, 5);
        Cloth.Stitch(art, "M376 340C402 366 412 402 409 468M824 340C798 366 788 402 791 468M366 956C420 966 476 966 526 958M674 958C724 966 780 966 834 956", c);
    }
}

using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Nails;

[Drawing("nails", "bag", "#A9123F")]
internal sealed class Bag : Drawing
{
    private const string Pouch = "M230 470C420 440 780 440 970 470C1000 560 1020 760 1010 900C1004 950 980 968 930 972C720 984 480 984 270 972C220 968 196 950 190 900C180 760 200 560 230 470Z";

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 970, 400, 1, 50);
        art.Line("M930 480C1010 420 1060 520 1010 600C990 640 1000 690 1020 720", Dark(c, .4), 30).Line("M926 476C1004 420 1050 520 1002 598", Light(c, .3), 7, opacity: .7);

        // What looks out: a bottle, a file, a brush.
        art.Line("M470 470L430 220", "#B9CBE6", 34, opacity: .9).Line("M464 440L428 226", "#fff", 8, opacity: .8);
        art.Rect(560, 250, 70, 170, 14, art.Metal("#241016")).Rect(548, 410, 94, 90, 20, art.Cylinder("#F0643F"));
        art.Line("M730 480L770 300", "#C58B53", 22).Path("M756 306L790 312L800 230C792 210 776 208 766 224Z", art.Cylinder("#4A2C22")).Line("M752 318L788 324", "#D8B27A", 16);

        art.Path(Pouch, art.Radial((.34, .24, .9), (0, Light(c, .4)), (.42, c), (.86, Dark(c, .34)), (1, Dark(c, .42))));
        art.Clip(Pouch, () =>
        {
            // Quilting: every diamond is a small cushion.
            var quilt = art.Pattern(120, 120, $"<path d=\"M0 0L120 120M120 0L0 120\" stroke=\"{Dark(c, .5)}\" stroke-width=\"7\" opacity=\".6\"/><path d=\"M0 6L114 120M120 6L6 120\" stroke=\"{Light(c, .5)}\" stroke-width=\"3\" opacity=\".6\"/><circle cx=\"48\" cy=\"8\" r=\"20\" fill=\"#fff\" opacity=\".1\"/><circle cx=\"108\" cy=\"68\" r=\"20\" fill=\"#fff\" opacity=\".1\"/>", "translate(0 40)");
            art.Rect(170, 430, 860, 560, 0, quilt);
            art.FootShade(600, 990, 420, 60, c, 22);
            art.Ellipse(380, 600, 130, 80, "#fff", opacity: .22, blur: 30, transform: "rotate(-14 380 600)");
        });

        // Zip, half open, with a pompom on it.
        art.Path("M230 470C420 436 780 436 970 470L966 506C780 472 420 472 234 506Z", art.Linear(Axis.Down, (0, Light(c, .2)), (1, Dark(c, .25)))).Line("M240 488C420 456 780 456 960 488", "#D8B27A", 11, dash: "3 9").Line("M240 492C420 460 780 460 960 492", Dark(c, .6), 3, opacity: .6);
        art.Rect(840, 460, 44, 26, 8, art.Metal("#D8B27A")).Line("M862 486C866 520 850 540 856 570", "#D8B27A", 7);
        art.Ellipse(856, 616, 50, 50, art.Ball("#FAD2DB"), stroke: "#F3B9C6", strokeWidth: 13, dash: "3 5");
        art.Rect(540, 700, 120, 64, 6, art.Flat("#FFF5F6")).Line("M566 724H634M582 744H618", c, 6);
    }
}

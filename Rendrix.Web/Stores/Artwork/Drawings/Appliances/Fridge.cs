using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "fridge", "#DCE8E8")]
internal sealed class Fridge : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 1010, 270, 1, 36);
        art.Path("M788 164L850 140V968L788 1004Z", art.Linear(Axis.Across, (0, Dark(c, .3)), (1, Dark(c, .46)))).Path("M392 164L458 138H850L788 164Z", art.Linear(Axis.Across, (0, Light(c, .9)), (1, Light(c, .1))));
        art.Rect(410, 990, 50, 22, 6, "#2b3438").Rect(720, 990, 50, 22, 6, "#2b3438");
        foreach (var (y, height) in new (double, double)[] { (158, 520), (686, 312) })
        {
            art.Rect(382, y, 410, height, 30, art.Linear(Axis.Across, (0, Dark(c, .12)), (.08, Light(c, .2)), (.24, "#fff"), (.44, c), (.86, Dark(c, .14)), (1, Dark(c, .26))));
            art.Rect(386, y + 4, 402, height - 8, 27, "none", .7, stroke: "#fff", strokeWidth: 3);
        }

        art.Rect(384, 676, 406, 12, 0, Dark(c, .6), opacity: .7);
        foreach (var (y, height) in new (double, double)[] { (420, 210), (720, 130) })
        {
            art.Rect(426, y + 10, 26, height, 13, Dark(c, .6), opacity: .4, blur: 6).Rect(414, y, 24, height, 12, art.Metal("#C6CCD0"));
        }

        art.Rect(690, 208, 60, 24, 8, "#10262d").Line("M706 220h10M722 220h12", "#59D4E6", 5);
        art.Path("M470 190C500 186 530 186 556 188L540 640C516 642 494 642 474 640Z", "#fff", opacity: .34).Path("M470 712C500 710 530 710 552 712L546 970H474Z", "#fff", opacity: .3);

        // A note and two magnets: somebody lives here.
        art.Rect(612, 330, 116, 130, 3, Dark(c, .6), opacity: .3, blur: 5, transform: "rotate(4 670 395) translate(4 6)").Rect(612, 330, 116, 130, 3, art.Flat("#F7E3A8"), transform: "rotate(4 670 395)");
        art.Line("M634 372h68M632 392h52M630 412h62", "#6B5A2C", 5, opacity: .7, transform: "rotate(4 670 395)").Ellipse(674, 338, 14, 14, art.Ball("#A6381B")).Ellipse(636, 520, 15, 15, art.Ball("#0B5E73"));
    }
}

using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "bowl", "#D8CCB6", "#4F7F9A")]
internal sealed class Bowl : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (clay, glaze) = (c[0], c[1]);
        art.Shadow(600, 982, 330, 1, 54);
        art.Lathe(600, [(900, 150), (980, 138)], .2, art.Cylinder(Dark(clay, .16)), straight: true);
        art.Lathe(600, [(600, 410), (648, 404), (740, 352), (836, 256), (900, 178), (924, 164)], .24, art.Cylinder(clay), inside: () =>
        {
            // Where the glaze ran over the rim it ends in a wavy line.
            const string run = "M170 560H1030V660C980 740 940 700 890 752C850 790 800 742 750 786C700 826 650 770 590 800C530 828 480 766 420 786C370 800 340 726 290 744C240 756 210 690 170 640Z";
            art.Path(run, art.Linear(Axis.Across, (0, Dark(glaze, .16)), (.25, Light(glaze, .5)), (.5, Light(glaze, .12)), (.85, Dark(glaze, .34)), (1, Dark(glaze, .2))), opacity: .88);
            art.Line("M170 640C210 690 240 756 290 744C340 726 370 800 420 786C480 766 530 828 590 800C650 770 700 826 750 786C800 742 850 790 890 752C940 700 980 740 1030 660", Dark(glaze, .4), 5, opacity: .45);
            Speckle(art, clay);
            art.FootShade(600, 960, 260, 60, clay);
            art.Ellipse(330, 700, 60, 90, "#fff", opacity: .35, blur: 22, transform: "rotate(28 330 700)");
        });
        Inside(art, clay, glaze);
        Twig(art);
    }

    private static void Speckle(Sketch art, string clay)
    {
        foreach (var (x, y) in new (double, double)[] { (280, 680), (440, 760), (620, 700), (520, 830), (700, 800), (800, 690) })
        {
            art.Stamp("speck", () => art.Ellipse(0, 0, 3, 2.4, Dark(clay, .6)).Ellipse(38, 22, 2, 2, Dark(clay, .6)).Ellipse(62, -12, 2.6, 2, Light(clay, .8)).Ellipse(14, 44, 1.8, 1.8, Dark(clay, .6)), $"translate({x} {y})");
        }
    }

    /// <summary>The glaze pools: pale on the wall, deep in the middle.</summary>
    private static void Inside(Sketch art, string clay, string glaze)
    {
        art.Ellipse(600, 600, 410, 98, art.Linear(Axis.Across, (0, Light(clay, .2)), (.3, Light(clay, .7)), (1, Dark(clay, .1))));
        art.Ellipse(600, 604, 388, 87, art.Radial((.54, .7, .6), (0, Dark(glaze, .4)), (.3, Dark(glaze, .16)), (.62, glaze), (1, Light(glaze, .55))));
        const string hollow = "M212 604a388 87 0 1 0 776 0a388 87 0 1 0 -776 0Z";
        art.Clip(hollow, () =>
        {
            art.Path("M200 560C360 500 840 500 1000 570L960 600C800 548 400 548 240 610Z", Dark(glaze, .5), opacity: .35, blur: 12);
            art.Line("M330 640C420 600 760 596 880 634M400 660C480 634 700 630 800 656", Light(glaze, .7), 4, opacity: .4);
            art.Ellipse(470, 652, 120, 14, "#fff", opacity: .5, blur: 6);
            art.Path("M700 560l60 -6 -14 40 -60 6ZM772 552l50 -2 -12 38 -50 4Z", "#fff", opacity: .3);
        });
        art.Line("M212 612A388 87 0 0 0 988 612", Light(clay, .8), 5, opacity: .8);
    }

    /// <summary>Three olives on a twig, laid over the rim.</summary>
    private static void Twig(Sketch art)
    {
        art.Line("M520 640C620 600 740 560 900 470", "#33402E", 12, opacity: .3, blur: 6, transform: "translate(10 22)");
        art.Line("M500 640C620 600 740 550 900 456", "#6A5138", 8);
        foreach (var (x, y, turn) in new (double, double, double)[] { (560, 618, -60), (640, 590, 24), (690, 566, -76), (764, 534, 20), (810, 510, -80), (870, 474, 6), (894, 460, -50) })
        {
            art.Stamp("leaf", () => art.Path("M0 0C24 -22 76 -24 112 -4C80 16 30 18 0 0Z", art.Linear(Axis.Diagonal, (0, "#9CA986"), (1, "#55633F"))).Line("M6 -1C40 -8 70 -8 104 -4", "#fff", 2, opacity: .3), $"translate({x} {y}) rotate({turn})");
        }

        foreach (var (x, y) in new (double, double)[] { (610, 634), (744, 574), (668, 612) })
        {
            art.Stamp("olive", () => art.Ellipse(0, 0, 24, 19, art.Ball("#4A4A2E")), $"translate({x} {y}) rotate(-30)");
        }
    }
}

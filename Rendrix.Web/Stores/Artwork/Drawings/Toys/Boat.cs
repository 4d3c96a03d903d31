using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "boat", "#CF3A20", "#2F7F86", "#EDB23C")]
internal sealed class Boat : Drawing
{
    private const string Birch = "#EBCB9C";
    private const string Cork = "#C4935F";
    private const string Water = "#6FB7C6";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        Pool(art);
        Sailboat(art, 800, 410, .6, c[1]);
        Tug(art, c);

        // The tug sits in the water, not on it.
        art.Ellipse(584, 958, 290, 40, Water).Ellipse(584, 962, 320, 40, Light(Water, .1), opacity: .8, blur: 8);
        art.Line("M300 938C420 964 720 966 866 926", Light(Water, .85), 8, opacity: .9);
        art.Line("M250 966C340 990 470 996 560 994M720 990C820 984 900 966 950 940", Light(Water, .8), 5, opacity: .65);
        Sailboat(art, 172, 652, .46, c[2]);
        art.Line("M186 984C240 1000 310 1000 356 982", Light(Water, .85), 6, opacity: .9);
        art.Line("M440 1020C520 1028 640 1028 720 1018", Light(Water, .8), 4, opacity: .5);
    }

    private static void Pool(Sketch art)
    {
        art.Ellipse(600, 906, 440, 142, art.Radial((.4, .3, .8), (0, Light(Water, .55)), (.6, Water), (1, Dark(Water, .14))));
        art.Ellipse(600, 902, 424, 130, "none", .5, stroke: Light(Water, .8), strokeWidth: 3);
        art.Line("M300 830C380 808 460 800 540 798M860 850C900 858 930 866 950 878", Light(Water, .8), 4, opacity: .6);
    }

    private static void Tug(Sketch art, IReadOnlyList<string> c)
    {
        // Funnel with smoke of cotton wool.
        art.Ellipse(664, 300, 46, 38, art.Ball("#FFF9EF", .5)).Ellipse(722, 262, 58, 46, art.Ball("#FFF9EF", .5)).Ellipse(790, 214, 40, 34, art.Ball("#FFF9EF", .5));
        art.Lathe(650, [(372, 52), (400, 54), (540, 58)], .2, art.Cylinder(c[1]));
        art.Lathe(650, [(410, 55), (452, 56)], .2, art.Cylinder(c[2]), straight: true);
        art.Ellipse(650, 372, 52, 10, Dark(c[1], .6));

        // Two decks of birch.
        art.Path("M744 536L780 520V660L744 680Z", Dark(Birch, .3));
        art.Rect(392, 530, 354, 150, 20, art.Flat(Birch));
        art.Path("M366 516H760C770 516 776 522 776 530V540C776 548 770 552 760 552H366C356 552 350 548 350 540V530C350 522 356 516 366 516Z", art.Rolled(c[2]));
        art.Line("M404 640C500 632 640 650 736 640M404 664C500 672 640 656 736 664", Dark(Birch, .4), 2.5, opacity: .3);
        foreach (var x in new double[] { 452, 548, 684 })
        {
            art.Ellipse(x, 606, 34, 34, art.Flat(c[1])).Ellipse(x, 608, 24, 24, art.Linear(Axis.Down, (0, Dark(c[1], .66)), (1, Dark(c[1], .3))));
            art.Line($"M{x - 14} 604q6 -14 20 -14", "#fff", 5, opacity: .55);
        }

        // Cork deck over a painted hull; the bow rises to the left.
        art.Path("M232 650C330 690 700 702 892 676L880 720C700 742 330 736 246 700Z", art.Linear(Axis.Down, (0, Light(Cork, .3)), (1, Dark(Cork, .16))));
        foreach (var (x, y) in new (double, double)[] { (300, 690), (352, 704), (430, 700), (498, 716), (566, 704), (640, 718), (716, 706), (800, 712), (846, 700) })
        {
            art.Ellipse(x, y, 7, 3.5, Dark(Cork, .5), opacity: .5);
        }

        const string hull = "M218 690C320 740 700 750 902 710C892 810 860 890 806 934C680 962 440 962 352 934C286 890 236 800 218 690Z";
        art.Path(hull, art.Linear((.1, 0, .7, 1), (0, Light(c[0], .3)), (.45, c[0]), (1, Dark(c[0], .36))));
        art.Clip(hull, () =>
        {
            art.Path("M200 830C400 880 720 880 920 826V980H200Z", Light(Birch, .25)).Path("M200 830C400 880 720 880 920 826V842C720 896 400 896 200 846Z", Dark(c[0], .5), opacity: .35);
            art.FootShade(580, 962, 330, 50, c[1], 16);
            art.Ellipse(360, 770, 70, 40, "#fff", opacity: .4, blur: 14);
        });
        art.Line("M226 700C330 748 700 758 896 718", Light(c[0], .7), 6, opacity: .7);
    }

    /// <summary>Half a cork with a mast and one sail.</summary>
    private static void Sailboat(Sketch art, double x, double y, double scale, string sail) => art.Group(() =>
    {
        art.Ellipse(190, 700, 200, 34, Dark(Water, .5), opacity: .4, blur: 10);
        art.Line("M190 80V580", Dark(Birch, .3), 18).Line("M186 80V580", Light(Birch, .3), 6, opacity: .8);
        art.Path("M206 96C300 220 352 360 366 500C320 520 260 520 206 508Z", art.Linear(Axis.Diagonal, (0, Light(sail, .35)), (.5, sail), (1, Dark(sail, .16))));
        art.Path("M172 150C120 260 70 380 40 500C80 516 130 516 172 508Z", art.Linear(Axis.Diagonal, (0, "#FFFDF5"), (1, "#E6DCC6")));
        art.Line("M222 470C262 480 310 480 348 470", "#fff", 4, opacity: .7, dash: "8 8");
        art.Path("M10 560C120 592 270 592 380 560C372 640 330 700 280 712C230 722 150 722 104 712C54 700 18 640 10 560Z", art.Linear((.1, 0, .8, 1), (0, Light(Cork, .35)), (.45, Cork), (1, Dark(Cork, .34))));
        art.Path("M10 560C120 540 270 540 380 560C270 592 120 592 10 560Z", art.Flat(Light(Birch, .2)));
        foreach (var (px, py) in new (double, double)[] { (80, 620), (140, 660), (210, 628), (270, 670), (316, 622), (180, 694) })
        {
            art.Ellipse(px, py, 9, 5, Dark(Cork, .5), opacity: .5);
        }
    }, transform: $"translate({x} {y}) scale({scale:0.##})");
}

using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "skillet", "#2E3133")]
internal sealed class Skillet : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(520, 930, 380, 1.1, 90);
        art.Ellipse(900, 800, 150, 30, Dark(art.Wall, .75), opacity: .35, blur: 16, transform: "rotate(-28 900 800)");

        // The handle comes towards the upper right and ends in a drop-shaped eye.
        art.Path("M768 716C840 676 930 596 986 540C1010 516 1040 540 1024 572C986 650 890 748 800 800Z", art.Linear((0, 0, .5, 1), (0, Light(c, .3)), (.5, c), (1, Dark(c, .4))));
        art.Path("M966 584C984 566 1000 566 992 586C982 608 960 630 946 632C936 630 948 602 966 584Z", art.Linear(Axis.Down, (0, Dark(art.Wall, .3)), (1, Dark(art.Wall, .1))));
        art.Line("M800 704C870 662 930 606 976 556", Light(c, .65), 7, opacity: .55, blur: 2);

        art.Lathe(500, [(770, 340), (830, 330), (900, 296), (916, 284)], .4, art.Cylinder(c, 1.1));
        art.Ellipse(500, 770, 340, 136, art.Linear(Axis.Diagonal, (0, Light(c, .55)), (.4, Light(c, .16)), (1, Dark(c, .1))));
        art.Ellipse(500, 778, 322, 124, art.Linear(Axis.Down, (0, Dark(c, .6)), (.6, Dark(c, .2)), (1, Light(c, .1))));
        art.Ellipse(500, 800, 286, 98, art.Radial((.4, .4, .7), (0, Light(c, .2)), (.6, c), (1, Dark(c, .3))));
        foreach (var (rx, ry) in new (double, double)[] { (262, 88), (226, 76), (190, 64) })
        {
            art.Ellipse(500, 800, rx, ry, "none", .2, stroke: Light(c, .5), strokeWidth: 2);
        }

        Egg(art);
        art.Line("M182 744C220 690 320 652 420 640", "#fff", 7, opacity: .5, blur: 2);
        art.Path("M150 748l-20 14c-8 10 0 18 12 16l22 -2Z", Dark(c, .1));
    }

    private static void Egg(Sketch art)
    {
        art.Path("M330 800C320 760 380 740 430 752C470 726 560 730 596 762C660 766 676 806 640 828C610 862 520 850 480 858C430 872 340 850 330 800Z", "#1c1510", opacity: .45, blur: 6, transform: "translate(6 10)");
        art.Path("M330 800C320 760 380 740 430 752C470 726 560 730 596 762C660 766 676 806 640 828C610 862 520 850 480 858C430 872 340 850 330 800Z", art.Linear(Axis.Diagonal, (0, "#fff"), (.6, "#F7F1E2"), (1, "#E2D4B4")));
        art.Ellipse(492, 798, 66, 32, "#C97B1E", opacity: .5).Ellipse(488, 786, 64, 36, art.Radial((.38, .3, .8), (0, "#FFE08A"), (.5, "#F5AE2E"), (1, "#D9851B")));
        art.Ellipse(466, 772, 20, 8, "#fff", opacity: .8);
        foreach (var (x, y) in new (double, double)[] { (400, 790), (560, 776), (590, 812), (430, 826), (520, 838) })
        {
            art.Ellipse(x, y, 5, 3.5, "#3a322a", opacity: .8);
        }
    }
}

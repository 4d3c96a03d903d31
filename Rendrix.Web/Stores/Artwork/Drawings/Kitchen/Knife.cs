using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "knife", "#6B4027")]
internal sealed class Knife : Drawing
{
    public override Action<Sketch>? OwnBackdrop => Backdrops.Plain;

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        var wall = art.Wall;

        // Linen and board, seen from above.
        var linen = art.Pattern(9, 9, $"<path d=\"M0 4.5H9M4.5 0V9\" stroke=\"{Dark(wall, .2)}\" stroke-width=\"1.6\" opacity=\".35\"/>");
        art.Group(() =>
        {
            const string olive = "#C99A5F";
            art.Rect(168, 268, 884, 700, 64, Dark(wall, .6), opacity: .38, blur: 26);
            art.Rect(150, 240, 880, 690, 60, art.Linear(Axis.Diagonal, (0, Light(olive, .34)), (.5, olive), (1, Dark(olive, .14))));
            art.Clip("M150 300a60 60 0 0 1 60 -60H970a60 60 0 0 1 60 60V870a60 60 0 0 1 -60 60H210a60 60 0 0 1 -60 -60Z", () =>
            {
                for (var k = 0; k < 15; k++)
                {
                    var y = 250 + (k * 48) + (k * 37 % 19);
                    art.Line($"M140 {y}C340 {y + (k * 53 % 60) - 30} 560 {y - (k * 31 % 70) + 30} 1040 {y + (k * 17 % 40) - 20}", Dark(olive, .3),
                        (k % 3) + 2.5, opacity: .26);
                }

                art.Path("M690 760C720 690 800 690 840 760C800 830 720 820 690 760Z", "none", stroke: Dark(olive, .4), strokeWidth: 4, opacity: .3);
            });

            art.Ellipse(940, 320, 26, 26, Dark(olive, .5));
            art.Ellipse(943, 324, 23, 23, Dark(wall, .1));
            art.Line("M200 262H960", Light(olive, .8), 5, opacity: .7);
        }, transform: "rotate(-14 600 600)");

        art.Rect(-60, 880, 560, 420, 8, Light(wall, .5), transform: "rotate(9 200 1000)");
        art.Rect(-60, 880, 560, 420, 8, linen, transform: "rotate(9 200 1000)");
        art.Group(() =>
        {
            art.Rect(-60, 916, 560, 9, 0, "#1F3F77", opacity: .75);
            art.Rect(-60, 936, 560, 4, 0, "#1F3F77", opacity: .75);
        }, transform: "rotate(9 200 1000)");

        // Knife.
        art.Group(() =>
        {
            art.Path("M70 560C240 548 520 552 690 560L690 668C560 690 380 700 250 676C170 660 110 618 70 560Z", Dark("#6b4a2a", .55), opacity: .5,
                blur: 15, transform: "translate(30 34)");
            art.Rect(690, 566, 430, 84, 36, Dark("#6b4a2a", .55), opacity: .5, blur: 12, transform: "translate(26 30)");
            art.Path("M56 560C240 544 520 548 700 556L700 672C560 690 380 700 250 676C160 656 96 614 56 560Z",
                art.Linear((.1, 0, .25, 1), (0, "#F6F8F9"), (.3, "#C9D0D5"), (.5, "#EEF2F4"), (.72, "#9CA6AE"), (1, "#D9DFE3")));
            art.Path("M56 560C120 624 180 650 262 664C390 686 560 676 700 656V672C560 690 380 700 250 676C160 656 96 614 56 560Z", "#fff",
                opacity: .75);
            art.Line("M60 560C240 545 520 549 700 557", "#5F6A72", 4, opacity: .7);
            art.Path("M300 552L470 551L380 690L230 672Z", "#fff", opacity: .3);
            art.Path("M696 548H744C752 580 752 640 744 682H712C700 676 696 668 696 650Z",
                art.Linear(Axis.Down, (0, "#F4F6F7"), (.4, "#A9B2B9"), (1, "#6B757D")));
            art.Path(
                "M742 552C850 546 980 552 1080 548C1120 548 1136 574 1134 606C1132 652 1112 676 1080 668C1020 652 920 640 850 650C810 656 770 668 742 668Z",
                art.Linear(Axis.Down, (0, Light(c, .32)), (.3, c), (1, Dark(c, .5))));
            art.Line("M756 574C880 566 1000 576 1112 568M760 598C880 590 1000 604 1120 594M764 628C860 610 980 622 1118 622", Dark(c, .5), 3,
                opacity: .5);
            art.Line("M752 560C880 554 1000 562 1090 556", Light(c, .8), 5, opacity: .55);

            foreach (var x in new double[] { 800, 925, 1050 })
            {
                art.Ellipse(x, 604, 14, 14, art.Ball("#D9C08A"));
            }
        }, transform: "rotate(-38 600 600) translate(10 20)");

        // Herbs + garlic.
        foreach (var (x, y, r) in new (double, double, double)[] { (392, 782, 20), (452, 816, -30), (350, 846, 80), (430, 874, 30) })
        {
            art.Group(() =>
            {
                art.Path("M0 0C24 -30 64 -30 84 0C60 26 26 26 0 0Z", art.Flat("#5F8A4A"));
                art.Line("M4 0H76", "#3C6432", 2.5, opacity: .6);
            }, transform: $"translate({x} {y}) rotate({r})");
        }
    }
}

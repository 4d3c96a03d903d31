using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "headphones", "#EFEDE6", "#FF5A1F")]
internal sealed class Headphones : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var shell = c[0];
        const string black = "#1b1c1e";
        art.Shadow(600, 1000, 330, .9, 50);

        // Band: inner cushion then shell.
        art.Line("M352 610C322 300 440 170 610 168S900 300 866 600", Dark(shell, .55), 70, opacity: .0);
        art.Line("M366 600C340 330 450 218 610 216S866 330 846 590", black, 44);
        art.Line("M384 560C372 350 470 240 610 238", Light(black, .25), 6, opacity: .6);
        art.Line("M346 600C314 292 436 158 610 156S908 292 872 590", art.Linear((0, 0, 1, .3), (0, Light(shell, .4)), (.45, shell), (1, Dark(shell, .3))), 40);
        art.Line("M338 560C322 300 440 152 600 146", "#fff", 7, opacity: .8, blur: 2);

        // Yokes (steel).
        foreach (var (x, s) in new (double, double)[] { (348, 1), (868, -1) })
        {
            art.Line($"M{x} 480L{x + (s * 4)} 640", "#6d7478", 26);
            art.Line($"M{x - 5} 480L{x - 5 + (s * 4)} 640", "#E8ECEE", 8);

            for (var i = 0; i < 5; i++)
            {
                art.Line($"M{x - 8} {500 + (i * 18)}h14", "#2a2d2f", 3, opacity: .6);
            }
        }

        // Right cup: housing behind, pad toward us.
        art.Ellipse(872, 760, 126, 192, art.Linear(Axis.Across, (0, shell), (1, Dark(shell, .4))), transform: "rotate(5 872 760)");
        art.Ellipse(836, 764, 116, 184, art.Linear(Axis.Diagonal, (0, Light(black, .3)), (.5, black), (1, Dark(black, .3))), transform: "rotate(5 836 764)");
        art.Ellipse(828, 766, 62, 118, Dark(black, .5), transform: "rotate(5 828 766)");
        art.Line("M752 700C756 640 784 600 822 590", "#fff", 9, opacity: .35, blur: 5);
        var mesh = art.Pattern(14, 14, "<circle cx=\"7\" cy=\"7\" r=\"3\" fill=\"#3b3d40\"/>");
        art.Ellipse(828, 766, 60, 116, mesh, transform: "rotate(5 828 766)");

        // Left cup: pad behind, face toward us.
        art.Ellipse(436, 772, 138, 196, art.Linear(Axis.Across, (0, Light(black, .2)), (.6, black), (1, Light(black, .16))), transform: "rotate(-4 436 772)");
        art.Line("M500 612C548 650 566 740 556 850", Light(black, .5), 8, opacity: .4, blur: 4);
        art.Ellipse(382, 772, 158, 206, Dark(shell, .36), transform: "rotate(-4 382 772)");
        art.Ellipse(366, 770, 156, 204, art.Linear((.1, 0, .9, 1), (0, Light(shell, .6)), (.5, shell), (1, Dark(shell, .22))), transform: "rotate(-4 366 770)");
        art.Ellipse(362, 772, 128, 174, "none", stroke: Dark(shell, .25), strokeWidth: 3, transform: "rotate(-4 362 772)");

        // Dial.
        var dial = c[1];
        art.Ellipse(374, 790, 80, 92, Dark(shell, .5), opacity: .45, blur: 10);
        art.Ellipse(362, 776, 76, 88, Dark(dial, .34));
        art.Ellipse(354, 768, 76, 88, art.Linear(Axis.Diagonal, (0, Light(dial, .3)), (.5, dial), (1, Dark(dial, .16))));

        for (var i = 0; i < 22; i++)
        {
            var angle = i / 22d * 6.283;
            art.Line($"M{354 + (Math.Cos(angle) * 70)} {768 + (Math.Sin(angle) * 81)}L{354 + (Math.Cos(angle) * 76)} {768 + (Math.Sin(angle) * 88)}", Dark(dial, .35), 4,
                opacity: .7);
        }

        art.Line("M354 760V700", "#fff", 9);

        for (var i = -3; i <= 3; i++)
        {
            var angle = ((i * 24) - 90) * Math.PI / 180;
            art.Ellipse(356 + (Math.Cos(angle) * 104), 770 + (Math.Sin(angle) * 122), 4.5, 4.5, i < 1 ? black : Dark(shell, .3));
        }

        art.Rect(322, 900, 60, 8, 4, black, opacity: .7);
        art.Ellipse(402, 902, 5, 5, dial);
        art.Path("M252 700C262 640 300 596 340 586C300 616 276 660 268 720Z", "#fff", opacity: .8);
    }
}

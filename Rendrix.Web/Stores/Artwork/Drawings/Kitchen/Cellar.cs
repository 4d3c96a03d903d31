using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "cellar", "#A9703F")]
internal sealed class Cellar : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(560, 958, 300);
        art.Lathe(560, [(720, 280), (760, 288), (900, 282), (944, 262)], .2, art.Cylinder(c, 1.05), inside: () =>
        {
            foreach (var y in new double[] { 770, 800, 836, 866, 906 })
            {
                art.Line($"M260 {y}C360 {y + 60} 460 {y + 40} 560 {y + 62}S780 {y + 50} 860 {y - 4}", Dark(c, .4), 4, opacity: .3);
            }

            art.FootShade(560, 970, 270, 60, c, 18);
            art.Path("M330 800C350 812 380 820 400 824V930C376 926 350 918 336 908Z", "#fff", opacity: .24);
        });
        art.Ellipse(560, 720, 280, 56, art.Linear(Axis.Diagonal, (0, Light(c, .5)), (1, Dark(c, .1)))).Ellipse(560, 722, 246, 47, Dark(c, .55));

        // Flakes heap up in the middle.
        art.Path("M330 726C400 690 470 664 560 660S730 690 790 726C740 752 640 766 560 766S370 752 330 726Z", art.Linear((.2, 0, .7, 1), (0, "#fff"), (.6, "#F1EFE9"), (1, "#C9C8C4")));
        foreach (var (x, y) in new (double, double)[] { (420, 720), (480, 694), (540, 726), (590, 684), (640, 716), (700, 728), (520, 676) })
        {
            art.Stamp("flake", () => art.Path("M0 0l16 -9 15 8 -14 11Z", "#fff").Path("M0 0l17 10 14 -11 2 5 -15 12 -17 -9Z", "#BDBDB9", opacity: .7), $"translate({x} {y})");
        }

        // The lid is swung aside on its brass pin.
        art.Ellipse(760, 700, 270, 54, Dark(c, .7), opacity: .45, blur: 12, transform: "translate(-10 26)");
        art.Path("M490 668C490 640 610 614 766 614S1036 640 1036 668V692C1036 722 920 746 766 746S490 722 490 692Z", art.Cylinder(Dark(c, .06)));
        art.Ellipse(763, 668, 273, 54, art.Linear((0, 0, .9, 1), (0, Light(c, .5)), (.5, Light(c, .14)), (1, Dark(c, .14))));
        art.Line("M520 660C620 636 720 690 840 660S980 650 1014 664M540 684C640 662 740 706 860 682S960 680 990 686M600 640C680 628 800 650 920 638", Dark(c, .35), 3, opacity: .35);
        art.Ellipse(700, 646, 100, 14, "#fff", opacity: .4, blur: 6);
        art.Ellipse(800, 696, 26, 10, "#6E5220").Ellipse(800, 690, 24, 10, art.Ball("#C9A25A"));

        // A pinch on the worktop.
        foreach (var (x, y) in new (double, double)[] { (270, 1010), (320, 1024), (300, 996), (360, 1008), (420, 1022) })
        {
            art.Path($"M{x} {y}l12 -8 13 7 -12 8Z", "#fff").Path($"M{x} {y}l13 7 12 -8v4l-12 9 -13 -8Z", Dark(art.Wall, .25), opacity: .7);
        }
    }
}

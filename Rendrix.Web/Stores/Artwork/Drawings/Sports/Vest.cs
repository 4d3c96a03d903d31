using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Sports;

[Drawing("sports", "vest", "#2A3236", "#D0F23A")]
internal sealed class Vest : Drawing
{
    private const string Left = "M400 210C440 200 470 210 486 240C500 330 540 400 572 440L576 930C500 944 400 940 350 920C330 820 330 700 372 600C330 520 350 300 400 210Z";
    private const string Right = "M800 210C760 200 730 210 714 240C700 330 660 400 628 440L624 930C700 944 800 940 850 920C870 820 870 700 828 600C870 520 850 300 800 210Z";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (cloth, volt) = (c[0], c[1]);
        art.Group(() => art.Path(Left + Right, Dark(art.Wall, .75)), opacity: .4, blur: 22, transform: "translate(24 26)");
        art.Shadow(600, 950, 270, .8, 30);

        // The back, seen through the neck.
        art.Path("M400 214C460 250 740 250 800 214C790 300 720 400 640 470H560C480 400 410 300 400 214Z", Dark(cloth, .5)).Rect(570, 290, 60, 30, 3, "#EFEDE6").Path("M-52 44L0 -58L52 44H20L0 2L-20 44Z", cloth, transform: "translate(600 306) scale(.2)");
        var mesh = art.Pattern(14, 14, $"<circle cx=\"4\" cy=\"4\" r=\"2.4\" fill=\"{Dark(cloth, .6)}\"/><circle cx=\"11\" cy=\"11\" r=\"2.4\" fill=\"{Dark(cloth, .6)}\"/>");
        foreach (var (d, shade) in new (string, double)[] { (Left, 0), (Right, .12) })
        {
            art.Path(d, art.Linear((.1, 0, .9, 1), (0, Light(cloth, .34)), (.5, Dark(cloth, shade)), (1, Dark(cloth, .3)))).Path(d, mesh, opacity: .6);
            art.Path(d, "none", stroke: Dark(volt, .06 + shade), strokeWidth: 7, roundJoin: true);
        }

        Flask(art, 462, cloth);
        Flask(art, 738, cloth);
        foreach (var x in new double[] { 380, 650 })
        {
            art.Path($"M{x} 720H{x + 170}V880C{x + 170} 904 {x} 904 {x} 880Z", art.Flat(Light(cloth, .1))).Line($"M{x + 4} 724H{x + 166}", Dark(cloth, .6), 14).Line($"M{x + 8} 724H{x + 162}", volt, 5, dash: "5 5");
        }

        // Chest straps, whistle, pole loops.
        foreach (var y in new double[] { 480, 640 })
        {
            art.Line($"M520 {y}H680", Dark(cloth, .5), 20).Line($"M520 {y - 2}H680", Light(cloth, .4), 4, opacity: .6, dash: "8 6").Rect(578, y - 18, 44, 36, 8, art.Flat("#9AA3A8"));
        }

        art.Rect(588, 500, 24, 44, 8, art.Flat("#E8622C")).Ellipse(600, 552, 9, 9, "none", 1, stroke: "#9AA3A8", strokeWidth: 4);
        art.Line("M366 890c-20 20 -14 52 14 52M834 890c20 20 14 52 -14 52", volt, 9);
        art.Path("M-52 44L0 -58L52 44H20L0 2L-20 44Z", volt, transform: "translate(466 810) scale(.5)");
    }

    private static void Flask(Sketch art, double x, string cloth)
    {
        art.Path($"M{x - 18} 330H{x + 18}L{x + 14} 290H{x - 14}Z", art.Flat("#E8622C")).Rect(x - 30, 326, 60, 34, 8, art.Rolled("#12181A"));
        art.Path($"M{x - 56} 420C{x - 56} 376 {x - 34} 358 {x} 358S{x + 56} 376 {x + 56} 420V560H{x - 56}Z", art.Linear(Axis.Across, (0, "#fff", .9), (.3, "#D5E4E8", .9), (.8, "#8FA9B2", .95), (1, "#DCE8EB")));
        art.Line($"M{x - 34} 400V520", "#fff", 10, opacity: .8).Line($"M{x + 16} 440h24M{x + 16} 480h24M{x + 16} 520h24", "#47616B", 4, opacity: .6);
        art.Path($"M{x - 66} 500H{x + 66}V676C{x + 66} 700 {x - 66} 700 {x - 66} 676Z", art.Flat(Light(cloth, .12))).Line($"M{x - 62} 504H{x + 62}", "#D0F23A", 8);
    }
}

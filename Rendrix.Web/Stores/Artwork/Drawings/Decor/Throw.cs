using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "throw", "#E4DAC6")]
internal sealed class Throw : Drawing
{
    private const string Ash = "#B98A5A";

    private const string Front = "M346 330C352 312 372 306 400 306H800C828 306 848 312 854 330C862 470 846 640 858 838C790 852 740 832 668 846C600 858 540 834 470 848C420 856 380 842 342 844C352 640 338 470 346 330Z";

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Group(() => art.Path("M330 250H900L960 1000H300Z", Dark(art.Wall, .6)), opacity: .16, blur: 26, transform: "translate(70 20)");
        art.Shadow(244, 1008, 60, .9, 16).Shadow(968, 1008, 60, .9, 16);
        Ladder(art);

        art.Path(Front, Dark(art.Wall, .7), opacity: .3, blur: 14, transform: "translate(16 16)");

        Fringe(art, c, 350, 854, 838, 24);
        art.Path(Front, art.Linear(Axis.Across, (0, Dark(c, .1)), (.12, Light(c, .35)), (.3, c), (.46, Light(c, .3)), (.62, Dark(c, .06)), (.8, Light(c, .1)), (1, Dark(c, .2))));
        art.Clip(Front, () => Weave(art, c));
        art.Line("M352 318C420 300 780 300 848 318", Light(c, .7), 8, opacity: .7, blur: 2);
    }

    private static void Ladder(Sketch art)
    {
        foreach (var (y, x, x2) in new (double, double, double)[] { (300, 286, 914), (560, 268, 932), (790, 252, 948) })
        {
            art.Line($"M{x} {y}H{x2}", Dark(Ash, .3), 26).Line($"M{x} {y - 4}H{x2}", Ash, 17).Line($"M{x} {y - 8}H{x2}", Light(Ash, .5), 4, opacity: .7);
        }

        foreach (var (top, foot, shade) in new (double, double, double)[] { (280, 236, 0), (920, 964, .14) })
        {
            art.Line($"M{top} 176L{foot} 1004", Dark(Ash, .34 + shade), 34).Line($"M{top - 3} 176L{foot - 3} 1000", Dark(Ash, shade), 24).Line($"M{top - 9} 180L{foot - 9} 996", Light(Ash, .5 - shade), 6, opacity: .7);
        }
    }

    /// <summary>Herringbone, the soft folds of hanging wool, and the fold over the rung.</summary>
    private static void Weave(Sketch art, string c)
    {
        var bone = art.Pattern(42, 22, $"<path d=\"M0 11L21 1L42 11M0 22L21 12L42 22\" stroke=\"{Dark(c, .36)}\" stroke-width=\"4\"/><path d=\"M0 5L21 -5L42 5M0 16L21 6L42 16\" stroke=\"{Light(c, .7)}\" stroke-width=\"2\"/>");
        art.Rect(320, 290, 570, 580, 0, bone, opacity: .45);
        foreach (var (d, width, opacity) in new (string, double, double)[]
        {
            ("M440 320C430 480 452 640 436 860", 26, .3), ("M560 320C566 500 548 680 566 860", 20, .22),
            ("M668 320C660 500 684 660 664 860", 30, .32), ("M786 320C800 500 782 680 800 860", 26, .34),
        })
        {
            art.Line(d, Dark(c, .5), width, opacity, blur: 12);
        }

        art.Line("M390 330C382 500 404 660 388 850M612 330C620 500 602 660 616 850M730 330C738 500 718 660 732 850", Light(c, .8), 16, opacity: .5, blur: 8);
        art.Path("M330 360C450 344 750 344 870 360V420H330Z", art.Fade(Dark(c, .5), .3));
        art.Line("M346 786C470 800 700 776 856 790M346 806C470 820 700 796 856 810", Dark(c, .42), 7, opacity: .4);
    }

    private static void Fringe(Sketch art, string colour, double x, double x2, double y, double gap)
    {
        Markup strands = "";
        var i = 0;
        for (var at = x; at <= x2; at += gap, i++)
        {
            strands += $"M{at} {y - 6}q{(i % 3) - 1} 34 {((i * 5) % 9) - 4} {84 + ((i * 7) % 12)}";
        }

        art.Line(strands, Dark(colour, .3), 13, opacity: .7, transform: "translate(4 4)").Line(strands, colour, 11).Line(strands, Light(colour, .5), 3, opacity: .7, transform: "translate(-2 0)");
    }
}

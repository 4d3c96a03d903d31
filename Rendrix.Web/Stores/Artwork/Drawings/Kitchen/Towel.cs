using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "towel", "#F1ECDF", "#1F3F77")]
internal sealed class Towel : Drawing
{
    private const string Front = "M356 312C358 300 368 296 384 296H820C836 296 846 300 848 312C854 470 842 640 852 868C780 882 720 862 640 876C560 890 480 864 346 878C358 640 348 470 356 312Z";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (linen, stripe) = (c[0], c[1]);
        art.Path(Front, Dark(art.Wall, .65), opacity: .28, blur: 20, transform: "translate(34 26)");
        Rail(art);

        // The width behind hangs lower, with its own stripes.
        art.Path("M372 320H834L838 930C760 944 700 924 620 938C540 950 470 930 366 940Z", art.Linear(Axis.Across, (0, Dark(linen, .2)), (1, Dark(linen, .3))));
        art.Line("M368 908C470 898 560 918 640 906C720 894 780 912 838 900", stripe, 12, opacity: .7);

        art.Path(Front, art.Linear(Axis.Across, (0, Dark(linen, .08)), (.14, Light(linen, .5)), (.34, linen), (.52, Light(linen, .35)), (.72, Dark(linen, .07)), (.88, Light(linen, .2)), (1, Dark(linen, .2))));
        art.Clip(Front, () =>
        {
            var weave = art.Pattern(8, 8, $"<path d=\"M0 4H8M4 0V8\" stroke=\"{Dark(linen, .35)}\" stroke-width=\"1.3\"/>");
            art.Rect(330, 280, 540, 620, 0, weave, opacity: .3);
            foreach (var (y, width) in new (double, double)[] { (750, 34), (792, 8), (816, 8) })
            {
                art.Line($"M336 {y + 4}C480 {y - 8} 560 {y + 14} 640 {y}C720 {y - 14} 780 {y + 8} 866 {y - 6}", stripe, width, opacity: .86);
            }

            art.Line("M470 320C462 500 486 700 466 890M700 320C712 500 690 700 708 890", Dark(linen, .5), 24, opacity: .24, blur: 12);
            art.Line("M412 330C406 500 420 700 410 880M594 330C600 500 584 700 598 880", Light(linen, .9), 16, opacity: .6, blur: 8);
            art.Path("M340 340C460 326 740 326 860 340V400H340Z", art.Fade(Dark(linen, .5), .26));
        });
        art.Line("M350 856C480 844 560 868 640 854C720 842 780 860 850 848", Dark(linen, .3), 2.6, opacity: .7, dash: "7 5");
        art.Line("M362 306C440 294 760 294 842 306", "#fff", 6, opacity: .7, blur: 2);
        art.Path("M826 700C836 698 862 702 868 706L866 744C858 748 838 746 826 742Z", "#fff").Line("M838 722H856", stripe, 5, opacity: .8);
    }

    private static void Rail(Sketch art)
    {
        art.Line("M230 330H976", Dark(art.Wall, .6), 16, opacity: .3, blur: 8, transform: "translate(16 20)");
        foreach (var x in new double[] { 232, 968 })
        {
            art.Ellipse(x, 302, 34, 34, art.Flat("#C9A25A")).Ellipse(x, 302, 16, 16, art.Ball("#C9A25A"));
        }

        art.Line("M216 302H984", "#6E5220", 22).Line("M216 298H984", "#C9A25A", 14).Line("M220 294H980", "#F6E3B0", 4);
    }
}

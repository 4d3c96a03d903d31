using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "lantern", "#FFD98A", "#CF3A20")]
internal sealed class Lantern : Drawing
{
    private const string Wood = "#DDB07A";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (glow, knob) = (c[0], c[1]);
        art.Ellipse(600, 560, 480, 470, art.Radial(Focus.Centre, (0, "#FFF6DA", .95), (.45, Light(glow, .4), .55), (1, glow, 0)));
        art.Shadow(600, 968, 240);
        art.Ellipse(600, 976, 320, 40, Light(glow, .4), opacity: .5, blur: 20);
        Hoop(art);
        Moon(art, glow);
        Base(art, knob);
        Star(art, 868, 300, 1, glow);
        Star(art, 318, 380, .7, glow);
        Star(art, 846, 684, .5, glow);
    }

    /// <summary>A bent ash handle, behind the moon.</summary>
    private static void Hoop(Sketch art)
    {
        const string hoop = "M326 850C290 420 420 206 600 206S910 420 874 850";
        art.Line(hoop, Dark(Wood, .34), 38).Line(hoop, art.Linear(Axis.Across, (0, Light(Wood, .35)), (.5, Wood), (1, Dark(Wood, .22))), 30);
        art.Line("M322 800C300 440 420 212 590 200", "#fff", 6, opacity: .6, blur: 2);
        art.Lathe(600, [(150, 24), (176, 40), (222, 44), (246, 30)], .2, art.Cylinder(Wood));
    }

    private static void Moon(Sketch art, string glow)
    {
        const string disc = "M600 300C742 300 850 410 850 546S742 800 600 800S350 682 350 546S458 300 600 300Z";
        art.Path(disc, art.Radial((.44, .42, .66), (0, "#FFFEF6"), (.4, Light(glow, .62)), (.78, glow), (1, Dark(glow, .16))));
        art.Clip(disc, () =>
        {
            foreach (var (x, y, r) in new (double, double, double)[] { (450, 420, 44), (742, 392, 30), (790, 500, 22), (412, 640, 26), (730, 720, 38), (560, 356, 18) })
            {
                art.Ellipse(x, y, r, r * .9, Dark(glow, .14), opacity: .5).Ellipse(x + 3, y + 5, r * .86, r * .76, Light(glow, .35), opacity: .75);
            }

            art.Ellipse(600, 818, 220, 60, Dark(glow, .45), opacity: .45, blur: 20);
            art.Ellipse(480, 420, 90, 60, "#fff", opacity: .6, blur: 24, transform: "rotate(-36 480 420)");
        });

        // Asleep already.
        art.Line("M486 560q34 34 70 4M644 564q36 30 70 -4", "#6B4430", 10).Line("M492 580l-16 14M520 592l-8 18M708 580l16 14M680 592l8 18", "#6B4430", 6, opacity: .8);
        art.Line("M566 646q34 32 68 0", "#6B4430", 8).Ellipse(470, 634, 40, 26, "#F08A5A", opacity: .4).Ellipse(730, 634, 40, 26, "#F08A5A", opacity: .36);
    }

    private static void Base(Sketch art, string knob)
    {
        art.Lathe(600, [(784, 150), (812, 214), (836, 282), (900, 300), (956, 292), (976, 280)], .16, art.Cylinder(Wood), inside: () =>
        {
            for (var i = 0; i < 6; i++)
            {
                art.Line($"M290 {836 + (i * 22)}C420 {884 + (i * 23)} 760 {880 + (i * 25)} 910 {834 + (i * 22)}", Dark(Wood, .35), 2.5, opacity: .3);
            }

            art.FootShade(600, 1000, 300, 40, Wood);
            art.Ellipse(600, 800, 200, 26, "#FFF3CC", opacity: .75, blur: 12);
        });
        art.Line("M310 868C420 920 780 920 890 868", Dark(Wood, .5), 4, opacity: .4).Line("M310 873C420 925 780 925 890 873", Light(Wood, .7), 3, opacity: .6);
        art.Ellipse(606, 952, 46, 38, Dark(Wood, .6), opacity: .45, blur: 6);
        art.Ellipse(600, 942, 42, 40, Dark(knob, .35)).Ellipse(598, 938, 40, 38, art.Ball(knob)).Line("M598 930V912", "#fff", 7);
        art.Line("M526 950a84 84 0 0 1 30 -62M644 888a84 84 0 0 1 30 62", Dark(Wood, .5), 5, opacity: .5, dash: "1 14");
    }

    private static void Star(Sketch art, double x, double y, double scale, string glow) =>
        art.Path("M0 -46C8 -14 14 -8 46 0C14 8 8 14 0 46C-8 14 -14 8 -46 0C-14 -8 -8 -14 0 -46Z", Light(glow, .6), opacity: .95, transform: $"translate({x} {y}) scale({scale:0.##})");
}

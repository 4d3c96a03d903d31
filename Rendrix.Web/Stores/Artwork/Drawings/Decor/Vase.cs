using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "vase", "#C08A63")]
internal sealed class Vase : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        // Branch and its wall shadow.
        void Leaf(double x, double y, double r, double s, string green) => art.Group(() =>
        {
            art.Path("M0 0C30 -46 96 -52 132 -12C104 28 40 36 0 0Z", green);
            art.Line("M6 -2C50 -16 90 -18 124 -12", "#fff", 2.5, opacity: .22);
        }, transform: $"translate({x} {y}) rotate({r}) scale({s:0.##})");

        var spots = new (double, double, double, double)[]
        {
            (556, 440, -150, .8),
            (560, 400, -30, .9),
            (532, 330, -165, .9),
            (540, 290, -20, 1),
            (500, 240, -140, .8),
            (512, 180, -60, .9),
            (640, 420, -10, .8),
            (668, 360, -60, 1),
            (700, 320, 5, 1),
            (722, 262, -75, .9),
            (748, 236, -20, .8),
            (608, 500, -160, .7),
            (618, 470, -25, .7),
        };

        art.Group(() =>
        {
            foreach (var (x, y, r, s) in spots)
            {
                art.Path("M0 0C30 -46 96 -52 132 -12C104 28 40 36 0 0Z", Dark(art.Wall, .7),
                    transform: $"translate({x} {y}) rotate({r}) scale({s:0.##})");
            }

            art.Ellipse(590, 790, 240, 170, Dark(art.Wall, .7));
        }, opacity: .2, blur: 12, transform: "translate(130 64)");

        art.Line("M600 590C590 480 530 330 500 180M600 590C620 500 690 360 752 232", "#6A5138", 9);
        string[] greens = ["#77805F", "#8C9474", "#646D4E", "#9AA084"];
        for (var n = 0; n < spots.Length; n++)
        {
            var (x, y, r, s) = spots[n];
            Leaf(x, y, r, s, art.Linear(Axis.Diagonal, (0, Light(greens[n % 4], .2)), (1, Dark(greens[n % 4], .12))));
        }

        art.Shadow(600, 1010, 240);
        var speckle = art.Pattern(90, 80, Grog(c));
        art.Lathe(600, [(556, 58), (574, 64), (612, 70), (660, 150), (730, 226), (810, 244), (900, 206), (970, 150), (1004, 136)], .16,
            art.Cylinder(c, .95), inside: () =>
        {
            art.Rect(300, 540, 600, 500, 0, speckle, opacity: .4);

            for (var y = 700; y < 980; y += 42)
            {
                art.Line($"M340 {y}C460 {y + 44} 740 {y + 44} 860 {y}", Dark(c, .35), 2, opacity: .16);
            }

            art.Ellipse(600, 1030, 200, 70, Dark(c, .6), opacity: .5, blur: 20);
            art.Ellipse(470, 740, 70, 110, "#fff", opacity: .26, blur: 30);
        });

        art.Ellipse(600, 556, 58, 11, Dark(c, .55));
        art.Line("M542 556a58 11 0 0 0 116 0", Light(c, .45), 4);
        art.Line("M600 590C600 575 598 566 597 556", "#6A5138", 8);
    }

    /// <summary>Dark and light grains in the clay, strewn by hand rather than by chance: a picture is always the same.</summary>
    private static Markup Grog(string clay)
    {
        Markup grains = "";
        foreach (var (x, y, r, dark) in new (double, double, double, bool)[]
        {
            (12, 18, 1.9, true), (64, 9, 1.2, true), (41, 33, 2.4, false), (79, 47, 1.6, true), (20, 58, 1.1, false), (53, 70, 2.1, true), (8, 76, 1.4, true),
        })
        {
            grains += $"<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{(dark ? Dark(clay, .5) : Light(clay, .6))}\"/>";
        }

        return grains;
    }
}

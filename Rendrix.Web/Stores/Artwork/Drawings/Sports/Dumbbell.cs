using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Sports;

[Drawing("sports", "dumbbell", "#1C2224")]
internal sealed class Dumbbell : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Group(() => art.Path("M240 900L470 960L1090 800L1010 720L600 760Z", Dark(art.Wall, .75)), opacity: .5, blur: 20);
        art.Ellipse(900, 742, 170, 26, Dark(art.Wall, .8), opacity: .55, blur: 10);
        art.Ellipse(330, 898, 130, 22, Dark(art.Wall, .8), opacity: .6, blur: 10);
        void Head(double x, double y, double radius, double depth, double rise)
        {
            var near = Hexagon(x, y, radius);
            var far = near.Select(p => (X: p.X + depth - ((p.X - x) * .06), Y: p.Y + rise - ((p.Y - y) * .06))).ToArray();
            void Side(int from, int to, string fill) => art.Path(Outline([near[from], near[to], far[to], far[from]]), fill,
                stroke: Dark(c, .1), strokeWidth: 6, roundJoin: true);
            Side(4, 5, art.Linear(Axis.Across, (0, Light(c, .5)), (.3, Light(c, .34)), (1, Light(c, .16))));
            Side(5, 0, art.Linear(Axis.Diagonal, (0, Light(c, .2)), (1, Light(c, .04))));
            Side(0, 1, art.Linear(Axis.Down, (0, Light(c, .06)), (1, Dark(c, .4))));
            art.Path(Outline(near), art.Linear((0, 0, .8, 1), (0, Light(c, .32)), (.5, Light(c, .1)), (1, Dark(c, .25))),
                stroke: Light(c, .18), strokeWidth: 12, roundJoin: true);
            art.Line($"M{near[3].X + 4} {near[3].Y}L{near[4].X} {near[4].Y - 2}L{near[5].X} {near[5].Y - 2}", Light(c, .7), 5, opacity: .65);
        }

        Head(800, 592, 178, 176, -44);
        art.Ellipse(800, 592, 60, 80, Dark(c, .6), opacity: .7);
        art.Ellipse(800, 592, 46, 62, art.Metal("#AEB6BA"));
        art.Group(() =>
        {
            art.Path("M400 606C480 606 540 596 600 594S720 600 812 602V690C720 690 660 700 600 700S480 690 400 690Z",
                art.Linear(Axis.Down, (0, "#8d969b"), (.2, "#F5F8F9"), (.38, "#B4BDC2"), (.7, "#5d666b"), (.9, "#394044"), (1, "#7a8388")));
            var knurl = art.Pattern(12, 12,
                "<path d=\"M0 0H12M0 0V12\" stroke=\"#1a2022\" stroke-width=\"3.4\" opacity=\".55\"/><path d=\"M3 3H12\" stroke=\"#fff\" stroke-width=\"1.4\" opacity=\".6\"/>",
                "rotate(45)");
            art.Path("M508 600C560 596 640 592 742 600V692C660 700 560 700 508 694Z", knurl);
        }, transform: "rotate(-14 600 640)");

        Head(330, 716, 190, 196, -49);

        // Face: ring, mark, weight shown as 12 notches.
        art.Ellipse(330, 716, 84, 114, art.Linear(Axis.Diagonal, (0, Dark(c, .3)), (1, Light(c, .14))));
        art.Ellipse(332, 719, 76, 105, art.Linear(Axis.Diagonal, (0, Light(c, .16)), (1, Dark(c, .2))));
        art.Group(() =>
        {
            for (var i = 0; i < 12; i++)
            {
                art.Rect(-4, -150, 8, 22, 3, i < 8 ? "#D0F23A" : Light(c, .3), transform: $"rotate({i * 30})");
            }

            art.Path("M-52 44L0 -58L52 44H20L0 2L-20 44Z", "#D0F23A");
        }, transform: "translate(330 716) scale(.74 1)");
    }

    private static (double X, double Y)[] Hexagon(double x, double y, double radius) =>
        [.. Enumerable.Range(0, 6).Select(i => (x + (Math.Cos(i * Math.PI / 3) * radius * .74), y + (Math.Sin(i * Math.PI / 3) * radius)))];

    private static Markup Outline((double X, double Y)[] points)
    {
        Markup d = "M";
        foreach (var (x, y) in points)
        {
            d += $"{x} {y} ";
        }

        return d + "Z";
    }
}

using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "rocket", "#CF3A20", "#2F7F86", "#EDB23C")]
internal sealed class Rocket : Drawing
{
    private const string Wood = "#DDB07A";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 958, 250);
        Action Grain(double x, double y, double w, double h) => () =>
        {
            for (var i = 0; i < 7; i++)
            {
                var at = x - w + (w * 2 * (i + .5) / 7);
                art.Line($"M{at} {y - 20}q{8 - (i * 2)} {h / 2} 0 {h + 40}", Dark(Wood, .35), 2.5, opacity: .28);
            }
        };

        void Fin(Markup p, string k) => art.Path(p, k);

        // Back fin, side fins.
        Fin("M440 770C360 800 306 880 300 970C300 984 316 988 328 978C360 950 410 934 470 930Z",
            art.Linear((0, 0, .8, 1), (0, Light(c[0], .35)), (.6, c[0]), (1, Dark(c[0], .2))));
        Fin("M760 770C840 800 894 880 900 970C900 984 884 988 872 978C840 950 790 934 730 930Z",
            art.Linear(Axis.Diagonal, (0, Dark(c[0], .12)), (1, Dark(c[0], .34))));
        art.Lathe(600, [(905, 120), (960, 96)], .2, art.Cylinder(Dark(Wood, .25)));
        art.Lathe(600, [(800, 172), (860, 168), (915, 140)], .2, art.Cylinder(Wood), inside: Grain(600, 780, 170, 150));
        art.Lathe(600, [(735, 182), (768, 186), (802, 180)], .2, art.Cylinder(c[2]));
        art.Lathe(600, [(470, 166), (560, 186), (660, 190), (735, 184)], .2, art.Cylinder(c[1]));
        art.Lathe(600, [(425, 156), (448, 164), (472, 168)], .2, art.Cylinder(Wood), inside: Grain(600, 410, 160, 80));
        art.Lathe(600, [(196, 6), (214, 44), (280, 100), (350, 136), (426, 158)], .2, art.Cylinder(c[0]));

        foreach (var (y, r) in new (double, double)[] { (426, 157), (471, 167), (736, 184), (802, 179) })
        {
            art.Line($"M{600 - r} {y}A{r} {r * .2} 0 0 0 {600 + r} {y}", Dark(c[1], .7), 5, opacity: .45);
        }

        // Porthole with pilot.
        art.Ellipse(600, 610, 98, 98, art.Flat(Light(Wood, .25)));
        art.Ellipse(600, 610, 98, 98, "none", stroke: Dark(Wood, .3), strokeWidth: 3, opacity: .5);
        art.Ellipse(600, 612, 74, 74, art.Linear(Axis.Down, (0, Dark(c[1], .62)), (1, Dark(c[1], .35))));
        const string porthole = "M526 612a74 74 0 1 0 148 0a74 74 0 1 0 -148 0Z";
        art.Clip(porthole, () =>
        {
            art.Ellipse(600, 700, 58, 52, art.Ball(c[2]));
            art.Ellipse(600, 628, 42, 44, art.Ball("#F3CFA6"));
            art.Path("M556 622c4 -42 84 -42 88 0c-20 -16 -68 -16 -88 0Z", art.Flat(c[0]));
            art.Ellipse(586, 632, 4.5, 5.5, "#2A1F3D").Ellipse(614, 632, 4.5, 5.5, "#2A1F3D");
            art.Line("M589 648q11 9 22 0", "#2A1F3D", 3.5);
        });

        art.Path("M545 570q40 -36 84 -28q-50 12 -70 52Z", "#fff", opacity: .35);
        art.Line("M512 395C520 340 545 290 575 255", "#fff", 16, opacity: .55, blur: 5);
        art.Line("M455 700C450 640 450 560 462 500", "#fff", 12, opacity: .4, blur: 5);

        // Star sticker.
        art.Path("M690 520l8 16 18 3-13 12 3 18-16-8-16 8 3-18-13-12 18-3Z", Light(c[2], .3));
    }
}

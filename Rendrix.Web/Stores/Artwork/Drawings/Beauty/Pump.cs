using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Beauty;

[Drawing("beauty", "pump", "#EDE3D2")]
internal sealed class Pump : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        const string brass = "#C79B66";
        art.Shadow(600, 980, 220);

        // Pump head with its long nose.
        art.Path("M590 214C520 206 430 214 392 226C376 232 378 262 396 262L404 262C440 250 520 248 590 254Z", art.Linear(Axis.Down, (0, Light(brass, .6)), (.4, brass), (1, Dark(brass, .4))));
        art.Lathe(612, [(186, 56), (198, 62), (268, 62)], .16, art.Metal(brass));
        art.Ellipse(612, 186, 56, 9, Light(brass, .6));
        art.Lathe(600, [(262, 20), (330, 20)], .2, art.Metal(brass), straight: true);
        art.Lathe(600, [(326, 84), (340, 90), (410, 92)], .15, art.Metal(brass));

        art.Lathe(600, [(406, 96), (430, 150), (470, 190), (930, 194), (976, 180)], .14, art.Cylinder(c), tension: 7, inside: () =>
        {
            art.FootShade(600, 996, 200, 50, c, 16);
            art.Path("M452 520C456 490 470 474 486 466L490 900L458 892Z", "#fff", opacity: .5).Line("M770 520V900", Light(c, .8), 8, opacity: .5, blur: 3);
        });
        art.Path("M452 600C520 618 680 618 748 600V840C680 858 520 858 452 840Z", "#4A291E", opacity: .92);
        art.Line("M530 680C570 684 630 684 670 680M560 708C590 711 612 711 640 708", "#F4E9DA", 7).Line("M550 790C580 793 622 793 650 790M566 810C590 812 610 812 634 810", "#F4E9DA", 4, opacity: .7);
        art.Path("M600 650c12 -18 -8 -20 0 -38c8 16 -12 18 0 38Z", "#F4E9DA");

        // Oats.
        foreach (var (x, y, turn) in new (double, double, double)[] { (300, 1004, 10), (352, 1024, -30), (322, 1036, 60), (268, 1026, -12), (390, 1000, 40) })
        {
            art.Stamp("oat", () => art.Ellipse(4, 8, 26, 9, "#7a4a34", opacity: .3).Ellipse(0, 0, 26, 11, art.Ball("#E6CDA0")).Line("M-18 1H18", "#B58A54", 3, opacity: .6), $"translate({x} {y}) rotate({turn})");
        }
    }
}

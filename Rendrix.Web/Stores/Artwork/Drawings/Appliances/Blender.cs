using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "blender", "#DCE8E8", "#E8607A")]
internal sealed class Blender : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (body, smoothie) = (c[0], c[1]);
        const string lid = "#22343a";
        art.Shadow(600, 972, 220);
        art.Path("M452 330C450 480 466 620 480 712H720C734 620 750 480 748 330Z", art.Linear(Axis.Across, (0, "#fff", .8), (.1, "#CFDCDD", .6), (.5, "#E8F0F0", .45), (.9, "#9FB2B5", .7), (1, "#fff", .8)));
        const string drink = "M462 430C480 446 560 420 620 436S720 440 740 424C736 540 724 640 712 704H488C476 640 464 540 462 430Z";
        art.Path(drink, art.Linear(Axis.Across, (0, Dark(smoothie, .2)), (.2, Light(smoothie, .3)), (.5, smoothie), (.9, Dark(smoothie, .26)), (1, smoothie)));
        art.Clip(drink, () =>
        {
            art.Line("M470 520C540 480 640 560 740 500M476 620C560 580 640 650 730 600", Light(smoothie, .6), 14, opacity: .35, blur: 4);
            foreach (var (x, y, r) in new (double, double, double)[] { (500, 452, 9), (560, 444, 6), (650, 450, 10), (700, 446, 7), (540, 560, 6), (660, 620, 7), (600, 520, 5) })
            {
                art.Ellipse(x, y, r, r, Light(smoothie, .75), opacity: .7);
            }

            art.Path("M560 704L600 650L640 704ZM580 690L660 660L620 704Z", "#C6CCD0", opacity: .8);
        });
        art.Path("M476 350C476 480 486 600 500 690L528 692C512 600 504 480 506 350Z", "#fff", opacity: .55).Line("M700 470h26M698 530h26M692 590h26M686 650h24", "#22343a", 4, opacity: .55);
        art.Lathe(600, [(236, 96), (252, 140), (300, 152), (336, 154)], .15, art.Cylinder(lid, .8));
        art.Ellipse(600, 236, 96, 14, Light(lid, .25));
        art.Line("M500 236C500 150 700 150 700 236", Dark(lid, .2), 28).Line("M498 228C500 146 696 142 700 226", Light(lid, .35), 7, opacity: .7);
        art.Lathe(600, [(700, 128), (728, 150), (900, 172), (952, 172), (972, 162)], .14, art.Linear(Axis.Across, (0, Dark(body, .24)), (.1, body), (.26, "#fff"), (.48, body), (.84, Dark(body, .26)), (1, Dark(body, .36))), inside: () =>
        {
            art.FootShade(600, 990, 180, 40, body, 14);
            art.Ellipse(600, 842, 50, 50, Dark(body, .5), opacity: .35, blur: 6).Ellipse(600, 836, 46, 46, art.Metal("#C6CCD0")).Ellipse(600, 836, 36, 36, art.Flat(body)).Line("M586 826a20 20 0 1 0 28 0M600 816v20", "#0B5E73", 5);
        });
        art.Line("M471 730A130 19 0 0 0 729 730", Dark(body, .5), 5, opacity: .5).Ellipse(600, 926, 5, 5, "#59D4E6").Ellipse(622, 925, 5, 5, "#59D4E6").Ellipse(578, 925, 5, 5, "#59D4E6");

        // Two strawberries that did not fit in.
        foreach (var (x, y, turn) in new (double, double, double)[] { (852, 968, 70), (920, 992, 110) })
        {
            art.Ellipse(x + 12, y + 26, 46, 14, Dark(art.Wall, .7), opacity: .3, blur: 6);
            art.Stamp("berry", () => art.Path("M0 -30C34 -38 44 -10 36 14C28 38 12 50 0 54C-12 50 -28 38 -36 14C-44 -10 -34 -38 0 -30Z", art.Ball("#CF3A38")).Line("M-16 -6v4m16 6v4m14 -16v4m-22 26v4m16 -8v4", "#F7E3A8", 4).Path("M0 -26l-24 4 9 -14 -12 -8h18l9 -14 9 14h18l-12 8 9 14Z", art.Flat("#5F8A4A")), $"translate({x} {y}) rotate({turn})");
        }
    }
}

using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "bear", "#C99A6B", "#F1DDC2")]
internal sealed class Bear : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 975, 330);
        var fur = c[0];
        // A short dash around every round part is its fur.
        void Plush(double x, double y, double rx, double ry, string colour, double turn = 0, bool shaded = false) =>
            art.Ellipse(x, y, rx, ry, art.Ball(colour), stroke: Dark(fur, shaded ? .2 : .06), strokeWidth: shaded ? 12 : 13, dash: "3 5",
                transform: turn == 0 ? default(Markup) : $"rotate({turn} {x} {y})");
        void Pad(double x, double y, double rx, double ry, double turn) =>
            art.Ellipse(x, y, rx, ry, art.Ball(c[1], .7), stroke: Dark(c[1], .3), strokeWidth: 3, transform: $"rotate({turn} {x} {y})", dash: "9 7");
        Plush(412, 262, 78, 78, fur);
        art.Ellipse(416, 266, 46, 46, art.Ball(c[1], .8));
        Plush(788, 262, 78, 78, Dark(fur, .08), 0, true);
        art.Ellipse(784, 266, 46, 46, art.Ball(Dark(c[1], .06), .8));
        Plush(600, 760, 225, 228, fur);
        art.Ellipse(590, 780, 142, 160, art.Radial((.45, .4, .55), (0, Light(c[1], .3)), (.7, c[1]), (1, c[1], 0)));
        Plush(388, 700, 80, 150, fur, 28);
        Plush(812, 700, 80, 150, Dark(fur, .07), -28, true);
        art.Ellipse(600, 590, 200, 46, Dark(fur, .6), opacity: .4, blur: 16);
        Plush(395, 900, 128, 112, fur, -10);
        Plush(805, 900, 128, 112, Dark(fur, .06), 10, true);
        Pad(372, 908, 72, 66, -10);
        Pad(828, 908, 72, 66, 10);

        foreach (var (x, y) in new (double, double)[] { (316, 838), (354, 820), (396, 822) })
        {
            art.Ellipse(x, y, 15, 13, c[1]);
        }

        foreach (var (x, y) in new (double, double)[] { (804, 822), (846, 820), (884, 838) })
        {
            art.Ellipse(x, y, 15, 13, Dark(c[1], .06));
        }

        Plush(600, 400, 232, 208, fur);
        art.Ellipse(600, 465, 112, 86, art.Ball(c[1], .6), stroke: Light(c[1], .3), strokeWidth: 9, dash: "3 5");
        art.Path("M556 420C560 400 640 400 644 420C648 446 616 464 600 464C584 464 552 446 556 420Z", art.Flat("#4A2C22"));
        art.Ellipse(585, 420, 14, 7, "#fff", opacity: .5);
        art.Line("M600 464V492M600 492C590 512 560 514 546 500M600 492C610 512 640 514 654 500", "#4A2C22", 6);

        foreach (var x in new double[] { 510, 690 })
        {
            art.Ellipse(x, 378, 21, 23, "#2A1A18");
            art.Ellipse(x - 7, 370, 7, 7, "#fff", opacity: .9);
        }

        art.Ellipse(458, 450, 42, 28, "#E58E74", opacity: .28).Ellipse(742, 450, 42, 28, "#E58E74", opacity: .22);
        art.Line("M600 215V300", Dark(fur, .35), 3, opacity: .7, dash: "8 7");
        art.Ellipse(505, 270, 110, 60, "#fff", opacity: .2, blur: 16, transform: "rotate(-22 505 270)");

        // Neckerchief.
        art.Path("M440 566C520 610 680 610 760 566C752 610 700 636 640 640L604 724L566 640C500 636 448 610 440 566Z", art.Flat("#2F7F86"));
        art.Line("M462 590C530 622 670 622 738 590", "#fff", 4, opacity: .8, dash: "2 13");
        art.Ellipse(602, 640, 26, 20, art.Ball("#2F7F86"));
    }
}

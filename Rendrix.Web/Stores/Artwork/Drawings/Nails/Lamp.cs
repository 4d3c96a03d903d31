using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Nails;

[Drawing("nails", "lamp", "#F7EAE6")]
internal sealed class Lamp : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(590, 972, 380);
        const string violet = "#5B38C9";
        art.Path("M200 930V640C200 450 370 350 590 350S980 450 980 640V930C980 960 962 974 930 974H250C218 974 200 960 200 930Z",
            art.Linear((.1, 0, .9, 1), (0, Light(c, .7)), (.45, c), (1, Dark(c, .22))));
        art.Path("M200 930V640C200 450 370 350 590 350C380 372 246 470 240 650V974C215 972 200 960 200 930Z", "#fff", opacity: .55);
        const string opening = "M306 974V690C306 560 440 488 590 488S874 560 874 690V974Z";
        art.Path(opening, art.Linear(Axis.Down, (0, Dark(violet, .5)), (.55, Mix(violet, "#A58BFF", .35)), (1, "#CBB8FF")));
        art.Clip(opening, () =>
        {
            art.Ellipse(590, 800, 330, 230, "#B79CFF", opacity: .7, blur: 40);
            art.Path("M306 974C380 900 800 900 874 974Z", art.Linear(Axis.Down, (0, "#F3ECFF"), (1, "#C9B5FF")));

            foreach (var (x, y) in new (double, double)[] { (408, 622), (480, 582), (560, 564), (642, 566), (722, 590), (788, 634), (372, 704), (828, 716) })
            {
                art.Ellipse(x, y, 30, 30, "#fff", opacity: .35);
                art.Ellipse(x, y, 12, 12, "#fff");
            }

            art.Path("M306 974V690C306 560 440 488 590 488S874 560 874 690V974H838V700C838 590 720 524 590 524S342 590 342 700V974Z", Dark(violet, .72),
                opacity: .55);
        });

        art.Path(opening, "none", stroke: Dark(c, .2), strokeWidth: 5);
        art.Ellipse(590, 1000, 360, 36, "#B79CFF", opacity: .5, blur: 18);

        // Display and button.
        art.Rect(520, 390, 140, 64, 20, "#2C0A19");
        void Seg(double x, Markup d) => art.Line(d, "#FF8FB0", 6, transform: $"translate({x} 406)");
        Seg(558, "M0 0H20V16H4M20 16V32H0");
        Seg(602, "M0 0H20V32H0Z");
        art.Ellipse(700, 430, 16, 16, art.Ball("#C0104A"));

        // Small bottle, reused part.
        art.Group(() =>
        {
            const string red = "#C0104A";
            art.Ellipse(690, 930, 200, 40, Dark(art.Wall, .7), opacity: .35, blur: 18);
            art.Lathe(650, [(250, 66), (470, 92), (500, 94)], .12, art.Cylinder("#2c1219"));
            art.Path(
                "M560 528C600 516 700 516 740 528C800 548 850 590 852 660L846 870C844 914 820 932 780 936H520C480 932 456 914 454 870L448 660C450 590 500 548 560 528Z",
                art.Cylinder(red));
            art.Path("M492 640C494 606 520 580 550 570L540 880C510 876 500 864 498 850Z", "#fff", opacity: .5);
        }, transform: "translate(745 590) scale(.44)");
    }
}

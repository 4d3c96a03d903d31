using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "fruit", "#CF3A20", "#EDB23C", "#8FB04F")]
internal sealed class Fruit : Drawing
{
    private const string Willow = "#C58F56";
    private const string Thread = "#FFF6E4";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 970, 330);
        Handle(art, Willow, 46, 0);
        art.Ellipse(600, 690, 330, 60, Dark(Willow, .7));

        Banana(art, Light(c[1], .1));
        Pear(art, c[2]);
        Round(art, 640, 520, 118, "#E8843A");
        Strawberry(art, 834, 574, c[0]);
        Apple(art, 470, 590, c[0]);
        Round(art, 742, 650, 76, "#7A5A9A");
        Round(art, 662, 668, 66, "#7A5A9A");
        Round(art, 600, 676, 62, "#7A5A9A");

        Basket(art);
        Handle(art, Willow, 34, 1);

        // One has rolled out.
        art.Shadow(926, 1004, 72, .9);
        Round(art, 920, 944, 76, Light(c[2], .05));
    }

    /// <summary>Felt is matt: a soft ball, a seam of thread, no window of light.</summary>
    private static void Round(Sketch art, double x, double y, double r, string colour) => art.Stamp("round" + colour, () =>
    {
        art.Ellipse(0, 0, 100, 96, art.Ball(colour, .85));
        art.Line("M-10 -90C50 -40 50 40 -10 90", Thread, 3.5, opacity: .75, dash: "9 8");
        art.Path("M-16 -90c-14 -20 -4 -40 26 -44c4 24 -4 40 -26 44Z", art.Flat("#5F8A4A"));
    }, $"translate({x} {y}) scale({r / 100:0.##})");

    private static void Apple(Sketch art, double x, double y, string colour)
    {
        art.Path($"M{x} {y - 100}C{x + 60} {y - 140} {x + 150} {y - 100} {x + 144} {y + 6}C{x + 138} {y + 100} {x + 60} {y + 140} {x} {y + 120}C{x - 60} {y + 140} {x - 138} {y + 100} {x - 144} {y + 6}C{x - 150} {y - 100} {x - 60} {y - 140} {x} {y - 100}Z", art.Ball(colour));
        art.Line($"M{x - 92} {y + 70}C{x - 120} {y} {x - 104} {y - 70} {x - 60} {y - 96}", Thread, 3.5, opacity: .75, dash: "9 8");
        art.Line($"M{x} {y - 92}C{x - 4} {y - 130} {x + 8} {y - 150} {x + 24} {y - 164}", "#6A4527", 14);
        art.Path($"M{x + 12} {y - 124}C{x + 40} {y - 176} {x + 96} {y - 176} {x + 120} {y - 150}C{x + 92} {y - 112} {x + 44} {y - 104} {x + 12} {y - 124}Z", art.Flat("#6E9A4E"));
        art.Ellipse(x - 56, y - 46, 34, 24, "#fff", opacity: .28, blur: 10, transform: $"rotate(-30 {x - 56} {y - 46})");
    }

    private static void Pear(Sketch art, string colour)
    {
        art.Group(() =>
        {
            art.Path("M0 -150C46 -150 60 -110 66 -60C74 0 120 30 120 100C120 170 60 200 0 200S-120 170 -120 100C-120 30 -74 0 -66 -60C-60 -110 -46 -150 0 -150Z", art.Ball(colour));
            art.Line("M30 -136C44 -60 40 40 74 90", Thread, 3.5, opacity: .75, dash: "9 8").Line("M0 -144C-2 -170 -10 -186 -24 -198", "#6A4527", 13);
            art.Path("M-4 -160C30 -196 72 -190 90 -168C66 -144 26 -140 -4 -160Z", art.Flat("#5F8A4A"));
        }, transform: "translate(372 470) rotate(-20) scale(.92)");
    }

    private static void Banana(Sketch art, string colour)
    {
        const string peel = "M560 330C700 320 850 390 900 560C906 590 880 606 862 588C790 520 700 470 580 452C540 446 520 340 560 330Z";
        art.Path(peel, art.Linear((.2, 0, .6, 1), (0, Light(colour, .45)), (.5, colour), (1, Dark(colour, .26))));
        art.Line("M566 384C690 390 800 440 872 560", Dark(colour, .35), 5, opacity: .5).Line("M570 352C700 352 810 410 876 520", Thread, 3.5, opacity: .8, dash: "9 8");
        art.Path("M560 330C540 322 520 300 512 284C522 274 538 276 544 284C552 300 566 316 584 330Z", art.Flat("#7A5A2C"));
    }

    private static void Strawberry(Sketch art, double x, double y, string colour)
    {
        art.Path($"M{x} {y - 70}C{x + 66} {y - 84} {x + 92} {y - 30} {x + 74} {y + 26}C{x + 58} {y + 76} {x + 24} {y + 108} {x} {y + 114}C{x - 24} {y + 108} {x - 58} {y + 76} {x - 74} {y + 26}C{x - 92} {y - 30} {x - 66} {y - 84} {x} {y - 70}Z", art.Ball(Mix(colour, "#E8607A", .25)));
        art.Line($"M{x - 40} {y - 10}v10m38 -24v10m38 4v10m-58 32v10m34 -16v10m-40 34v10m22 -6v10", Thread, 5, opacity: .85);
        art.Path($"M{x} {y - 62}l-58 12 22 -34 -34 -22 46 2 24 -34 22 34 46 -2 -34 22 22 34Z", art.Flat("#6E9A4E"));
    }

    private static void Basket(Sketch art)
    {
        art.Lathe(600, [(690, 330), (780, 322), (890, 284), (962, 256)], .17, art.Cylinder(Willow), hollowTop: true, inside: () =>
        {
            // Strands follow the bowl; every second row starts half a strand later.
            for (var row = 0; row < 9; row++)
            {
                var (y, r) = (706d + (row * 32), 340d - (row * row * 1.1));
                Markup strand = $"M{600 - r} {y}C{600 - (r * .6)} {y + 70} {600 + (r * .6)} {y + 70} {600 + r} {y}";
                art.Line(strand, Dark(Willow, .55), 30, opacity: .4);
                art.Line(strand, row % 2 == 0 ? Light(Willow, .22) : Dark(Willow, .06), 22, opacity: .75, dash: row % 2 == 0 ? "2 46" : "0 24 2 22");
            }

            art.FootShade(600, 990, 300, 60, Willow);
            art.Ellipse(430, 800, 70, 90, "#fff", opacity: .2, blur: 26);
        });

        // Rolled rim with a gingham lining turned over it.
        art.Path("M262 684C300 762 900 762 938 684L946 720C936 750 920 764 902 752C880 782 850 790 820 772C790 802 750 808 716 788C680 812 640 816 600 796C560 816 520 812 484 788C450 808 410 802 380 772C350 790 320 782 298 752C280 764 264 750 254 720Z",
            art.Linear(Axis.Across, (0, "#E6DCC8"), (.3, "#FFFDF6"), (.6, "#F6EEDD"), (1, "#CFC2AB")));
        art.Line("M262 706C310 776 890 776 938 706M276 736C340 790 860 790 924 736", "#CF3A20", 8, opacity: .35);
        art.Line("M320 728v46M400 750v42M480 762v36M560 768v36M640 768v36M720 762v36M800 750v42M880 728v46", "#CF3A20", 8, .28);
    }

    private static void Handle(Sketch art, string colour, double width, int layer)
    {
        if (layer == 1)
        {
            // Only the two stubs in front of the fruit.
            art.Line("M282 720L276 650M918 720L924 650", Dark(colour, .3), width).Line("M276 720L270 650M912 720L918 650", Light(colour, .3), 10, opacity: .7);
            return;
        }

        const string hoop = "M276 690C270 380 400 232 600 232S930 380 924 690";
        art.Line(hoop, Dark(colour, .35), width).Line(hoop, colour, width - 12).Line(hoop, Light(colour, .45), width - 24, opacity: .8, dash: "2 30");
    }
}

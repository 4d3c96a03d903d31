using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "table", "#DCCBB0")]
internal sealed class Table : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 972, 320, 1, 54);
        Leg(art, 612, 640, 950, Dark(c, .16));
        Leg(art, 424, 660, 990, c);
        Leg(art, 790, 660, 982, Dark(c, .05));
        Top(art, c);
        Still(art);
    }

    private static void Leg(Sketch art, double x, double top, double foot, string colour) =>
        art.Lathe(x, [(top, 62), (foot - 120, 70), (foot, 66)], .18, art.Cylinder(colour), inside: () =>
        {
            Pores(art, colour, x - 70, 700);
            art.Ellipse(x, top + 20, 90, 60, Dark(colour, .6), opacity: .5, blur: 20);
            art.FootShade(x, foot + 16, 76, 30, colour, 12);
        });

    /// <summary>Not a circle but a pebble; its edge is as thick as a hand.</summary>
    private static void Top(Sketch art, string c)
    {
        const string edge = "M212 598C204 530 330 486 520 480C740 474 960 510 984 584C990 606 990 640 984 660C960 734 760 778 560 770C350 764 220 724 212 668Z";
        const string face = "M212 598C204 530 330 486 520 480C740 474 960 510 984 584C1000 656 780 704 570 698C370 694 220 662 212 598Z";
        art.Path(edge, art.Linear(Axis.Across, (0, Dark(c, .24)), (.1, Dark(c, .04)), (.3, Light(c, .35)), (.5, c), (.82, Dark(c, .3)), (1, Dark(c, .36))));
        art.Clip(edge, () =>
        {
            art.Line("M216 640C330 730 820 760 984 632", Dark(c, .4), 3, opacity: .3).Line("M216 664C330 756 820 786 984 656", Dark(c, .4), 2, opacity: .25);
            Pores(art, c, 220, 640);
            Pores(art, c, 560, 690);
        });
        art.Path(face, art.Linear((0, 0, .8, 1), (0, Light(c, .75)), (.45, Light(c, .3)), (1, Dark(c, .08))));
        art.Clip(face, () =>
        {
            // Veins run together from the left and part again.
            art.Line("M180 560C340 520 430 620 600 588S860 520 1010 560", Dark(c, .3), 5, opacity: .3, blur: 2);
            art.Line("M180 610C330 580 470 660 640 620S900 600 1010 628M330 500C420 540 520 520 640 556S800 640 900 660", Mix(c, "#B98A5A", .6), 4, opacity: .38);
            art.Line("M240 640C380 640 500 690 700 664M520 488C600 510 720 500 860 540", Light(c, .9), 5, opacity: .6);
            Pores(art, c, 300, 520);
            Pores(art, c, 620, 600);
            art.Ellipse(380, 540, 150, 40, "#fff", opacity: .4, blur: 20, transform: "rotate(-10 380 540)");
        });
        art.Line("M216 610C236 664 380 694 570 698C780 704 966 662 984 596", Light(c, .85), 5, opacity: .75);
    }

    /// <summary>Travertine has small long holes in it.</summary>
    private static void Pores(Sketch art, string c, double x, double y) => art.Stamp("pores" + c, () =>
        art.Line("M14 20h16M70 44h8M122 12h20M168 54h10M40 78h12M206 30h14M252 70h18M290 22h8M98 92h14M320 58h12", Dark(c, .45), 4.5, opacity: .4), $"translate({x} {y})");

    /// <summary>Two books and a cup: the table is lived with.</summary>
    private static void Still(Sketch art)
    {
        art.Ellipse(560, 604, 190, 26, "#4A3A28", opacity: .35, blur: 10);
        foreach (var (y, x, width, cloth) in new (double, double, double, string)[] { (560, 400, 300, "#4C573A"), (520, 424, 262, "#A9794A") })
        {
            art.Path($"M{x} {y}h{width}l18 -8v34l-18 10h-{width}Z", Dark(cloth, .3)).Rect(x + 6, y + 6, width - 4, 24, 2, art.Linear(Axis.Down, (0, "#F6EFE0"), (1, "#CFC3AA")));
            art.Path($"M{x - 4} {y}C{x - 14} {y + 10} {x - 14} {y + 26} {x - 4} {y + 36}H{x + width}V{y + 30}H{x + 8}V{y + 6}H{x + width}V{y}Z", art.Flat(cloth));
            art.Path($"M{x - 4} {y}L{x + 22} {y - 14}H{x + width + 18}L{x + width} {y}Z", Light(cloth, .22));
        }

        art.Lathe(548, [(410, 60), (440, 60), (480, 46), (506, 32)], .2, art.Cylinder("#EFEAE0"));
        art.Ellipse(548, 410, 60, 12, "#FBF8F1").Ellipse(548, 412, 52, 9, art.Linear(Axis.Across, (0, "#3A2618"), (1, "#6B4A30")));
        art.Line("M606 426C650 424 650 474 596 472", "#D9D2C4", 12);
        art.Line("M540 380C556 350 520 330 540 296S532 250 544 226", "#fff", 14, opacity: .4, blur: 8);
    }
}

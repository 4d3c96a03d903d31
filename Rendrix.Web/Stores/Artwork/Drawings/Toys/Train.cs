using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "train", "#CF3A20", "#2F7F86", "#EDB23C")]
internal sealed class Train : Drawing
{
    private const string Wood = "#DDB07A";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 990, 400, 1, 46);
        Track(art);
        Wagon(art, c);

        // Coupling, with a magnet.
        art.Line("M440 846H520", Dark(Wood, .55), 14).Ellipse(478, 846, 17, 17, "#8D949B");

        // Chassis and cow-catcher.
        art.Path("M930 800L1018 902H900V800Z", art.Linear(Axis.Diagonal, (0, Light(c[2], .25)), (.5, c[2]), (1, Dark(c[2], .25))));
        art.Rect(500, 792, 456, 68, 18, art.Rolled(Wood));

        Boiler(art, c);
        Cabin(art, c);

        foreach (var (x, y, r) in new (double, double, double)[] { (586, 872, 78), (752, 888, 62), (884, 888, 62) })
        {
            Wheel(art, x, y, r, c[1]);
        }

        art.Line("M586 872L752 888L884 888", Dark(Wood, .2), 20).Line("M586 868L752 884L884 884", Light(Wood, .35), 6, opacity: .8);
    }

    /// <summary>A straight of beech with two grooves, a little from above.</summary>
    private static void Track(Sketch art)
    {
        art.Path("M204 930H996L1040 976H160Z", art.Linear(Axis.Down, (0, Dark(Wood, .14)), (1, Light(Wood, .35))));
        art.Path("M160 976H1040V1000C1040 1006 1034 1010 1028 1010H172C166 1010 160 1006 160 1000Z", art.Linear(Axis.Down, (0, Wood), (1, Dark(Wood, .3))));
        art.Line("M196 944H1004M180 962H1020", Dark(Wood, .4), 7, opacity: .5).Line("M196 949H1004M180 967H1020", Light(Wood, .7), 2.5, opacity: .7);
        art.Line("M600 930V1009", Dark(Wood, .5), 4, opacity: .45);
    }

    private static void Wheel(Sketch art, double x, double y, double r, string colour) => art.Stamp("wheel" + colour, () =>
    {
        art.Ellipse(12, -4, 62, 62, Dark(colour, .5));
        art.Ellipse(0, 0, 62, 62, art.Ball(colour)).Ellipse(0, 0, 48, 48, "none", .4, stroke: Light(colour, .6), strokeWidth: 3);
        art.Ellipse(3, 4, 22, 22, Dark(colour, .6), opacity: .4).Ellipse(0, 0, 21, 21, art.Ball(Wood));
    }, $"translate({x} {y}) scale({r / 62:0.##})");

    /// <summary>Two peg passengers, asleep since the first bend.</summary>
    private static void Wagon(Sketch art, IReadOnlyList<string> c)
    {
        foreach (var (x, cap) in new (double, string)[] { (272, c[1]), (366, c[0]) })
        {
            art.Path($"M{x - 40} 720C{x - 40} 660 {x - 26} 640 {x} 640S{x + 40} 660 {x + 40} 720Z", art.Cylinder(Light(cap, .2)));
            art.Ellipse(x, 604, 45, 45, art.Ball("#F3CFA6"));
            art.Path($"M{x - 45} 594C{x - 40} 540 {x + 10} 520 {x + 62} 556C{x + 44} 556 {x + 40} 572 {x + 45} 594C{x + 14} 578 {x - 16} 578 {x - 45} 594Z", art.Flat(cap));
            art.Ellipse(x + 62, 560, 13, 13, "#FFF6E4");
            art.Line($"M{x - 24} 612q9 8 18 0M{x + 8} 612q9 8 18 0", "#2A1F3D", 3.5).Ellipse(x, 630, 6, 4, "#C9705A", opacity: .7);
        }

        art.Path("M430 690L452 676V812L430 830Z", Dark(c[2], .42));
        art.Path("M196 690H432V820C432 832 424 840 412 840H216C204 840 196 832 196 820Z", art.Flat(c[2]));
        art.Path("M190 676H440V708H190Z", art.Linear(Axis.Down, (0, Light(Wood, .5)), (1, Dark(Wood, .12))));
        art.Line("M196 710H432", Dark(c[2], .5), 5, opacity: .4);

        // A moon and two stars, pressed into the wood.
        art.Path("M322 738a36 36 0 1 0 18 66a42 42 0 0 1 -18 -66Z", Light(c[2], .75));
        art.Path("M378 744l5 11 12 1-9 8 3 12-11-6-11 6 3-12-9-8 12-1ZM248 772l4 9 10 1-8 7 2 10-8-5-9 5 2-10-7-7 10-1Z", Light(c[2], .75));
        foreach (var x in new double[] { 256, 374 })
        {
            Wheel(art, x, 894, 56, c[0]);
        }
    }

    private static void Boiler(Sketch art, IReadOnlyList<string> c)
    {
        art.Lathe(850, [(462, 66), (484, 70), (500, 54), (560, 38), (620, 44)], .2, art.Cylinder(c[1]));
        art.Ellipse(850, 462, 66, 13, art.Linear(Axis.Down, (0, Dark(c[1], .6)), (1, Dark(c[1], .3))));
        art.Lathe(736, [(560, 8), (566, 34), (590, 52), (630, 56)], .2, art.Cylinder(c[2]));

        const string barrel = "M640 604H930C958 604 972 650 972 702S958 800 930 800H640Z";
        art.Path(barrel, art.Rolled(c[0]));
        art.Clip(barrel, () =>
        {
            foreach (var x in new double[] { 700, 812 })
            {
                art.Line($"M{x} 600C{x + 22} 640 {x + 22} 764 {x} 804", Dark(c[0], .5), 22, opacity: .5);
                art.Line($"M{x - 3} 600C{x + 19} 640 {x + 19} 764 {x - 3} 804", art.Rolled(Wood), 16);
            }
        });
        art.Ellipse(930, 702, 44, 98, art.Linear(Axis.Diagonal, (0, Light(c[0], .3)), (.5, Dark(c[0], .08)), (1, Dark(c[0], .34))));
        art.Ellipse(932, 702, 34, 80, "none", .5, stroke: Light(c[0], .6), strokeWidth: 3);
        art.Line("M660 638C740 630 820 630 900 636", "#fff", 12, opacity: .5, blur: 4);

        // The night lamp is lit.
        art.Ellipse(950, 690, 110, 110, art.Radial(Focus.Centre, (0, "#FFF0B8", .95), (.4, "#FFE08A", .4), (1, "#FFE08A", 0)));
        art.Ellipse(938, 692, 24, 34, art.Radial(Focus.Centre, (0, "#fff"), (.6, "#FFEFB5"), (1, c[2])));
    }

    private static void Cabin(Sketch art, IReadOnlyList<string> c)
    {
        art.Path("M664 520L692 504V790L664 806Z", Dark(c[1], .45));
        art.Rect(486, 500, 180, 306, 14, art.Flat(c[1]));
        art.Rect(512, 556, 118, 128, 26, art.Flat(Light(Wood, .2))).Rect(524, 568, 94, 104, 18, art.Linear(Axis.Down, (0, Dark(c[1], .66)), (1, Dark(c[1], .4))));
        art.Path("M530 640L590 572H612L540 664Z", "#fff", opacity: .2);
        art.Ellipse(576, 520, 92, 16, Dark(c[1], .6), opacity: .45);
        art.Path("M452 508C452 466 506 446 580 446S712 466 712 508C712 520 704 526 692 526H472C460 526 452 520 452 508Z", art.Rolled(c[0]));
        art.Line("M486 474C530 460 600 456 650 464", "#fff", 10, opacity: .5, blur: 4);
    }
}

using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Nails;

[Drawing("nails", "set", "#C0104A", "#F0643F", "#E9CFC6", "#7C56B8")]
internal sealed class Set : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 974, 390, 1, 46);
        const string box = "#FFF1F2";

        // The box's back, the row of bottles, the box's front.
        art.Path("M210 420L250 390H950L990 420V700H210Z", art.Linear(Axis.Down, (0, Dark(box, .1)), (1, Dark(box, .3)))).Path("M230 440H970V700H230Z", Dark("#C0104A", .4));
        for (var i = 0; i < 4; i++)
        {
            Bottle(art, 318 + (i * 188), c[i]);
        }

        art.Path("M196 690H1004L1010 940C1010 962 996 974 974 974H226C204 974 190 962 190 940Z", art.Linear((.1, 0, .8, 1), (0, "#fff"), (.5, box), (1, Dark(box, .16))));
        art.Path("M196 690H1004V704H196Z", "#fff").Line("M196 707H1004", Dark(box, .4), 4, opacity: .4);
        art.Path("M192 800H1008L1009 860H191Z", art.Linear(Axis.Across, (0, Light("#C0104A", .2)), (.4, "#C0104A"), (1, Dark("#C0104A", .3))));
        art.Line("M520 760H680M560 778H640", "#2C0A19", 5, opacity: .6);

        // The bow.
        foreach (var side in new double[] { -1, 1 })
        {
            art.Path($"M600 826C{600 + (side * 40)} 760 {600 + (side * 140)} 750 {600 + (side * 150)} 800C{600 + (side * 156)} 860 {600 + (side * 50)} 870 600 836Z", art.Linear(Axis.Diagonal, (0, Light("#C0104A", .3)), (.5, "#C0104A"), (1, Dark("#C0104A", .3))));
            art.Path($"M600 840C{600 + (side * 30)} 880 {600 + (side * 60)} 920 {600 + (side * 76)} 964L{600 + (side * 112)} 940C{600 + (side * 90)} 890 {600 + (side * 50)} 850 600 830Z", art.Flat(Dark("#C0104A", .1))).Line($"M{600 + (side * 20)} 824C{600 + (side * 60)} 796 {600 + (side * 100)} 790 {600 + (side * 124)} 802", Dark("#C0104A", .5), 5, opacity: .5);
        }

        art.Rect(568, 802, 64, 58, 18, art.Ball("#C0104A"));
    }

    private static void Bottle(Sketch art, double x, string colour) => art.Stamp("bottle" + colour, () =>
    {
        art.Lathe(0, [(-330, 40), (-322, 48), (-160, 56), (-140, 58)], .14, art.Linear(Axis.Across, (0, "#12070b"), (.2, "#5a3a44"), (.3, "#a88a92"), (.42, "#3a1c26"), (.8, "#1c0b11"), (1, "#3a1c26")));
        art.Path("M-60 -130C-30 -138 30 -138 60 -130C82 -122 88 -100 88 -70V90H-88V-70C-88 -100 -82 -122 -60 -130Z", art.Linear(Axis.Across, (0, Light(colour, .7)), (.12, Light(colour, .2)), (.28, Light(colour, .35)), (.5, colour), (.86, Dark(colour, .34)), (1, Light(colour, .4))));
        art.Path("M-62 -80C-60 -104 -46 -112 -34 -114V80H-60Z", "#fff", opacity: .5).Path("M58 -60H64V60H56Z", "#fff", opacity: .4);
    }, $"translate({x} 640)");
}

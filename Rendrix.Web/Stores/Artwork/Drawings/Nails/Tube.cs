using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Nails;

[Drawing("nails", "tube", "#F3C7B4", "#C0104A")]
internal sealed class Tube : Drawing
{
    private const string Body = "M430 196H770C760 400 746 620 724 800H476C454 620 440 400 430 196Z";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (body, ink) = (c[0], c[1]);
        art.Shadow(600, 968, 170);
        art.Lathe(600, [(796, 122), (812, 126), (940, 118), (964, 110)], .14, art.Cylinder("#FFF6F3", .9), inside: () =>
        {
            for (var i = -6; i <= 6; i++)
            {
                art.Line($"M{600 + (i * 19)} 812V962", Dark("#FFF6F3", .3), 3, opacity: .35);
            }
        });
        art.Path(Body, art.Linear(Axis.Across, (0, Dark(body, .2)), (.08, body), (.26, Light(body, .6)), (.5, body), (.82, Dark(body, .18)), (1, Dark(body, .06))));
        art.Clip(Body, () =>
        {
            // The flat upper end gives way to the round lower one.
            art.Path("M430 190H770L640 620Z", "#fff", opacity: .16).Path("M430 190L560 560L476 800H440Z", Dark(body, .4), opacity: .12, blur: 10);
            art.Line("M500 240C506 440 520 640 536 780", "#fff", 22, opacity: .55, blur: 6).Ellipse(600, 812, 140, 30, Dark(body, .6), opacity: .4, blur: 12);
        });
        art.Path("M426 176H774L770 222H430Z", art.Linear(Axis.Down, (0, Light(body, .3)), (1, Dark(body, .14))));
        for (var i = 0; i < 17; i++)
        {
            art.Line($"M{440 + (i * 20)} 182v34", Dark(body, .4), 2.5, opacity: .5);
        }

        art.Line("M520 400H680M548 428H652", ink, 9).Line("M560 640H640M570 662H630M548 684H652", ink, 4, opacity: .6);
        art.Path("M600 560c-40 -20 -44 -62 0 -84c44 22 40 64 0 84ZM600 476v84", "none", stroke: ink, strokeWidth: 5);

        // A dab of balm.
        art.Ellipse(846, 1000, 90, 20, Dark(art.Wall, .6), opacity: .25, blur: 8);
        art.Path("M770 990C776 960 820 966 840 946C850 936 858 926 870 930C880 944 908 956 916 980C920 1004 780 1010 770 990Z", art.Linear(Axis.Diagonal, (0, "#fff"), (1, "#F0D9D2"))).Line("M810 984C840 972 870 974 894 984", "#E2BFB6", 4, opacity: .7);
    }
}

using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "floorlamp", "#F6E7C8")]
internal sealed class FloorLamp : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        const string ash = "#B98A5A";
        art.Ellipse(600, 420, 470, 440, art.Radial(Focus.Centre, (0, "#FFF3D6", .95), (.5, "#FFEBC2", .4), (1, "#FFEBC2", 0)));
        art.Ellipse(600, 1030, 330, 46, art.Radial(Focus.Centre, (0, Dark(art.Wall, .7), .45), (1, Dark(art.Wall, .7), 0)));
        void Leg(double x1, double y1, double x2, double y2, double k)
        {
            art.Line($"M{x1} {y1}L{x2} {y2}", Dark(ash, k), 22);
            art.Line($"M{x1 - 4} {y1}L{x2 - 4} {y2}", Light(ash, .4 - k), 6, opacity: .7);
        }

        Leg(608, 600, 640, 1000, .35);
        Leg(590, 590, 420, 1040, .06);
        Leg(612, 590, 784, 1040, .2);
        art.Ellipse(480, 885, 7, 7, "#33291f");
        art.Line("M494 850C560 868 640 868 712 850", Dark(ash, .4), 8);
        art.Lathe(600, [(560, 30), (620, 40)], .2, art.Metal("#B99863"));
        art.Lathe(600, [(200, 232), (400, 262), (584, 238)], .13,
            art.Linear(Axis.Across, (0, Dark(c, .2)), (.14, c), (.36, "#FFF9EA"), (.6, "#FFF2D2"), (.86, Dark(c, .1)), (1, Dark(c, .26))),
            inside: () =>
        {
            for (var y = 216; y < 620; y += 19)
            {
                art.Line($"M330 {y}C430 {y + 40} 770 {y + 40} 870 {y}", Dark(c, .35), 2.5, opacity: .3);
            }

            art.Ellipse(600, 430, 150, 190, "#FFFDF2", opacity: .8, blur: 46);

            foreach (var (x, o) in new (double, double)[] { (400, .2), (470, .1), (735, .12), (806, .22) })
            {
                art.Line($"M{x} 190C{x - ((600 - x) * .12)} 330 {x - ((600 - x) * .12)} 470 {x} 620", Dark(c, .4), 3, opacity: o);
            }
        });

        art.Ellipse(600, 200, 232, 30, Dark(c, .12));
        art.Ellipse(600, 203, 222, 25, art.Radial((.5, .6, .6), (0, "#fff"), (.6, "#FFE9B8"), (1, Dark(c, .2))));
        art.Line("M368 200a232 30 0 0 0 464 0", Dark(ash, .1), 6);
        art.Line("M362 584a238 31 0 0 0 476 0", Dark(ash, .15), 6);
        art.Line("M650 640C660 760 900 900 830 1010C800 1060 900 1080 1010 1064", "#3b3228", 5, opacity: .75);
    }
}

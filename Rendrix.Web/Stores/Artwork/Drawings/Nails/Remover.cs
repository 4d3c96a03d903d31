using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Nails;

[Drawing("nails", "remover", "#F6B48C", "#C0104A")]
internal sealed class Remover : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (liquid, ink) = (c[0], c[1]);
        art.Shadow(580, 968, 200);
        art.Ellipse(760, 986, 150, 22, liquid, opacity: .5, blur: 12);
        art.Lathe(580, [(190, 66), (204, 76), (330, 84), (350, 84)], .14, art.Cylinder("#FFF6F3", .9));
        for (var i = -5; i <= 5; i++)
        {
            art.Line($"M{580 + (i * 14)} 214V344", "#D9BFB8", 3, opacity: .5);
        }

        art.Ellipse(580, 190, 66, 9, "#fff");
        art.Lathe(580, [(346, 70), (384, 72), (430, 132), (480, 176), (920, 178), (966, 166)], .13, art.Linear(Axis.Across, (0, "#fff", .9), (.08, Light(liquid, .5)), (.5, Light(liquid, .7), .9), (.92, Dark(liquid, .08)), (1, Light(liquid, .7))), tension: 7, inside: () =>
        {
            art.Path("M420 500C480 516 680 516 740 500V940C700 956 460 956 420 940Z", art.Linear(Axis.Across, (0, Dark(liquid, .2)), (.16, liquid), (.3, Light(liquid, .4)), (.55, liquid), (.86, Dark(liquid, .24)), (1, liquid)));
            art.Ellipse(580, 500, 162, 18, Light(liquid, .5), opacity: .9).Ellipse(680, 880, 80, 60, Light(liquid, .6), opacity: .6, blur: 22);
        });
        art.Path("M416 600C480 618 680 618 744 600V820C680 838 480 838 416 820Z", art.Linear(Axis.Across, (0, "#EBD9D2"), (.28, "#fff"), (.6, "#FFF6F3"), (1, "#E2CBC4")));
        art.Line("M510 672C550 676 610 676 650 672M540 698C570 701 600 701 622 698", ink, 8).Path("M580 790c-34 -4 -42 -44 -12 -56c30 -8 58 16 44 42c-6 12 -18 16 -32 14ZM574 734c2 -12 10 -18 20 -18", "none", stroke: ink, strokeWidth: 5);
        art.Path("M428 490C424 480 436 470 448 462L452 930L434 922Z", "#fff", opacity: .55);

        // Cotton pads, one of them used.
        foreach (var y in new double[] { 1000, 976, 952 })
        {
            art.Ellipse(868, y + 6, 96, 26, "#DDBFB8").Ellipse(868, y, 96, 26, art.Linear(Axis.Diagonal, (0, "#fff"), (1, "#F3E3DE")));
        }

        art.Ellipse(868, 952, 78, 19, "none", .6, stroke: "#E2CBC4", strokeWidth: 3, dash: "6 6").Ellipse(860, 950, 44, 10, ink, opacity: .45, blur: 4);
    }
}

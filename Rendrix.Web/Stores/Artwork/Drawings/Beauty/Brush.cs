using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Beauty;

[Drawing("beauty", "brush", "#C99A68")]
internal sealed class Brush : Drawing
{
    private const string Hair = "#5A3A2A";

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];

        // A cup of stone holds the pair.
        art.Shadow(600, 982, 200);
        art.Group(() => Angled(art, c), transform: "translate(520 660) rotate(-13)");
        art.Group(() => Spoolie(art, c), transform: "translate(690 660) rotate(11)");
        var stone = Mix(art.Wall, "#ffffff", .45);
        art.Lathe(600, [(640, 176), (660, 180), (930, 166), (972, 152)], .18, art.Cylinder(stone), hollowTop: true, inside: () =>
        {
            art.FootShade(600, 990, 170, 40, stone, 14);
            art.Line("M420 760C520 720 560 820 680 780S780 800 800 770M420 860C500 840 600 900 790 850", Dark(stone, .3), 4, opacity: .3);
        });
        art.Line("M424 646A176 31 0 0 0 776 646", Light(stone, .8), 7, opacity: .9);
        art.Ellipse(510, 800, 40, 110, "#fff", opacity: .3, blur: 18);
    }

    private static void Handle(Sketch art, string c)
    {
        art.Path("M-22 -170C-30 -60 -30 60 -12 260H12C30 60 30 -60 22 -170Z", art.Cylinder(c, 1.05)).Line("M-8 -150C-12 -40 -10 80 -4 250M8 -150C12 -40 8 80 4 250", Dark(c, .4), 2.5, opacity: .4);
        art.Rect(-24, -262, 48, 100, 6, art.Metal("#C79B66")).Line("M-24 -240H24M-24 -184H24", "#6E4A20", 4, opacity: .5);
    }

    private static void Angled(Sketch art, string c)
    {
        Handle(art, c);
        art.Path("M-24 -260C-40 -320 -54 -370 -56 -400L50 -470C54 -400 40 -320 24 -260Z", art.Linear(Axis.Across, (0, Light(Hair, .2)), (.4, Hair), (1, Dark(Hair, .4))));
        art.Line("M-16 -264L-44 -394M-4 -264L-18 -410M6 -264L10 -428M16 -264L36 -448", Light(Hair, .4), 3, opacity: .5).Path("M-56 -400L50 -470C52 -456 52 -448 51 -440L-54 -372Z", "#C58A63", opacity: .55);
    }

    private static void Spoolie(Sketch art, string c)
    {
        Handle(art, c);
        art.Line("M0 -260V-470", "#8D949B", 7);
        Markup bristles = "";
        for (var i = 0; i < 22; i++)
        {
            var reach = 30 + (Math.Sin(i * .14) * 16);
            bristles += $"M{-reach} {-300 - (i * 8)}Q0 {-290 - (i * 8)} {reach} {-312 - (i * 8)}";
        }

        art.Line(bristles, Hair, 4.5).Line(bristles, Light(Hair, .4), 1.5, opacity: .6, transform: "translate(-2 -3)");
    }
}

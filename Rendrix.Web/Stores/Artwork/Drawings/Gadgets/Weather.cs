using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "weather", "#EFEDE6", "#FF5A1F")]
internal sealed class Weather : Drawing
{
    private const string Ink = "#26282b";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (shell, accent) = (c[0], c[1]);
        art.Shadow(600, 960, 340, 1, 48);
        art.Path("M860 300L926 270V900L860 946Z", art.Linear(Axis.Across, (0, Dark(shell, .22)), (1, Dark(shell, .42)))).Path("M310 300L384 268H926L860 300Z", art.Linear(Axis.Across, (0, Light(shell, .8)), (1, Dark(shell, .05))));
        art.Rect(296, 290, 570, 664, 44, art.Linear((.1, 0, .8, 1), (0, Light(shell, .6)), (.5, shell), (1, Dark(shell, .14)))).Rect(299, 293, 564, 658, 41, "none", .75, stroke: "#fff", strokeWidth: 4);

        // Paper-white display, sunk into the face.
        art.Rect(344, 338, 474, 430, 18, Dark(shell, .3)).Rect(350, 346, 464, 420, 14, art.Linear(Axis.Diagonal, (0, "#E4E2D8"), (1, "#F4F2EA")));
        art.Line("M350 566H814M582 566V766", Ink, 3, opacity: .5);

        // Sun behind a cloud, twenty-one degrees, drop and leaf with their bars.
        art.Ellipse(470, 420, 40, 40, accent);
        for (var i = 0; i < 8; i++)
        {
            art.Stamp("ray", () => art.Line("M0 -58V-74", accent, 9), $"translate(470 420) rotate({i * 45})");
        }

        art.Path("M400 520C366 520 360 474 394 466C396 430 446 420 464 446C500 430 534 462 518 492C540 500 536 520 516 520Z", Ink);
        art.Line("M588 410H650V462H588V518H650M694 410H712V518", Ink, 17, roundJoin: true).Ellipse(758, 416, 14, 14, "none", 1, stroke: Ink, strokeWidth: 8);
        art.Path("M420 610C450 650 462 668 462 690C462 714 444 730 420 730S378 714 378 690C378 668 390 650 420 610Z", Ink);
        art.Line("M490 640H556M490 674H556M490 708H530", Ink, 11).Path("M616 720C606 650 650 616 712 616C716 680 680 722 616 720ZM616 720L672 660", "none", stroke: Ink, strokeWidth: 9).Line("M736 708V690M760 708V670M784 708V646", Ink, 13);
        art.Path("M350 346H560L420 766H350Z", "#fff", opacity: .2);

        // Slots to breathe through, one button.
        for (var i = 0; i < 11; i++)
        {
            art.Rect(356 + (i * 30), 806, 13, 96, 6, art.Linear(Axis.Down, (0, Dark(shell, .5)), (1, Dark(shell, .28))));
        }

        art.Ellipse(758, 862, 44, 44, Dark(shell, .5), opacity: .4, blur: 7).Ellipse(752, 854, 40, 40, Dark(accent, .3)).Ellipse(750, 850, 39, 39, art.Flat(accent));
    }
}

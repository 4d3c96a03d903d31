using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "charger", "#EFEDE6", "#FF5A1F")]
internal sealed class Charger : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (shell, accent) = (c[0], c[1]);
        const string black = "#0c0d0e";
        art.Shadow(560, 940, 320, 1, 50);

        // Folding pins on the far side.
        foreach (var y in new double[] { 520, 680 })
        {
            art.Path($"M810 {y}H950C966 {y} 966 {y + 36} 950 {y + 36}H810Z", art.Linear(Axis.Down, (0, "#F5F8F9"), (.4, "#AEB6BA"), (1, "#5F6A70"))).Ellipse(934, y + 18, 9, 9, "#5F6A70");
        }

        art.Path("M748 380L826 340V870L748 926Z", art.Linear(Axis.Across, (0, Dark(shell, .2)), (1, Dark(shell, .42)))).Path("M310 380L392 338H826L748 380Z", art.Linear(Axis.Across, (0, Light(shell, .8)), (1, Dark(shell, .05))));
        art.Rect(296, 368, 460, 566, 60, art.Linear((.1, 0, .8, 1), (0, Light(shell, .65)), (.5, shell), (1, Dark(shell, .16)))).Rect(299, 371, 454, 560, 57, "none", .75, stroke: "#fff", strokeWidth: 4);
        art.Rect(346, 430, 360, 440, 36, art.Linear(Axis.Diagonal, (0, Dark(shell, .1)), (1, Light(shell, .2))));
        foreach (var y in new double[] { 480, 590 })
        {
            art.Rect(456, y, 140, 62, 31, black).Rect(486, y + 24, 80, 14, 7, "#8d949b").Line($"M390 {y + 31}h30", Dark(shell, .5), 6, opacity: .8);
        }

        art.Rect(446, 700, 160, 74, 8, black).Rect(462, 706, 128, 30, 4, accent).Line("M390 737h30", Dark(shell, .5), 6, opacity: .8);
        for (var i = 0; i < 5; i++)
        {
            art.Ellipse(472 + (i * 28), 826, 7, 7, i < 4 ? accent : Dark(shell, .25));
        }

        art.Path("M340 420C350 400 366 392 390 392L380 880C356 876 344 866 340 850Z", "#fff", opacity: .5);

        // The cable has been plugged in already.
        art.Line("M526 512C560 500 640 500 690 560S820 900 900 960S1020 960 1010 1010", Dark(accent, .45), 26).Line("M526 508C560 496 640 496 690 556S820 896 900 956S1018 956 1008 1004", accent, 16, dash: "4 20");
        art.Rect(466, 484, 84, 54, 20, art.Rolled("#EFEDE6")).Line("M484 502H530", "#fff", 6, opacity: .9);
    }
}

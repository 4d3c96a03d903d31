using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "jacket", "#5A6350")]
internal sealed class Jacket : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];

        // Boiled wool: short hairs in every direction instead of a weave.
        var felt = art.Pattern(26, 24, $"<path d=\"M2 5l5 2M12 3l3 4M20 8l4 -3M6 14l4 -2M15 15l5 1M22 20l3 -3M4 21l4 2M12 22l2 -4\" stroke=\"{Dark(c, .4)}\" stroke-width=\"1.6\"/><path d=\"M8 9l4 1M18 12l3 -3M2 16l3 -2M17 20l4 1\" stroke=\"{Light(c, .5)}\" stroke-width=\"1.4\"/>");
        Cloth.Shadow(art, Cloth.Torso + Cloth.LeftSleeve + Cloth.RightSleeve);
        Cloth.Sleeves(art, c, felt);
        Cloth.Piece(art, Cloth.Torso, c, felt, "M430 360C410 520 440 720 400 960M770 360C800 520 750 760 790 960M340 302L352 960M862 302L850 960", "M480 420C470 600 490 760 480 940");

        // The lining shows in the neck; the right front lies over the left.
        art.Path("M462 238C500 330 560 420 600 470C640 420 700 330 738 238C690 214 510 214 462 238Z", art.Linear(Axis.Down, (0, Dark(c, .62)), (1, Dark(c, .42)))).Rect(572, 234, 56, 26, 2, "#EFEDE6").Line("M584 247H616", "#16181a", 3);
        Lapel(art, c, "M470 228C446 244 430 262 424 282L404 396L470 404L452 452L592 560C594 530 596 500 596 476C552 420 500 330 470 228Z", Light(c, .1));
        Lapel(art, c, "M730 228C754 244 770 262 776 282L796 396L730 404L748 452L612 560C608 530 604 500 604 476C648 420 700 330 730 228Z", Dark(c, .06));
        Cloth.Seam(art, "M608 556C612 700 612 860 606 974", c, 6);
        art.Line("M600 560C604 700 604 860 598 974", Light(c, .6), 3, opacity: .5);

        foreach (var (x, y, w, h) in new (double, double, double, double)[] { (374, 690, 170, 200), (656, 690, 170, 200), (668, 430, 120, 130) })
        {
            art.Path($"M{x + 6} {y + 10}h{w}v{h - 24}q0 24 -24 24h-{w - 48}q-24 0 -24 -24Z", Dark(c, .65), opacity: .4, blur: 7);
            Markup pocket = $"M{x} {y}h{w}v{h - 24}q0 24 -24 24h-{w - 48}q-24 0 -24 -24Z";
            art.Path(pocket, art.Linear(Axis.Diagonal, (0, Light(c, .24)), (1, Dark(c, .1)))).Path(pocket, felt, opacity: .5);
            Cloth.Stitch(art, $"M{x + 9} {y + 26}h{w - 18}M{x + 9} {y + 8}v{h - 34}q0 18 18 18h{w - 54}q18 0 18 -18v-{h - 34}", c);
        }

        foreach (var y in new double[] { 610, 720, 830 })
        {
            art.Ellipse(586, y + 5, 20, 20, Dark(c, .7), opacity: .4).Ellipse(582, y, 20, 20, art.Ball("#4A3222")).Ellipse(582, y, 12, 12, "none", .5, stroke: "#8A6A4C", strokeWidth: 2.5);
            art.Line($"M577 {y - 4}l10 8M587 {y - 4}l-10 8", Light(c, .4), 2.5);
        }

        Cloth.Stitch(art, "M338 936C440 957 760 957 862 936M180 826L318 846M1020 826L882 846", c);
    }

    private static void Lapel(Sketch art, string c, string d, string colour)
    {
        art.Path(d, Dark(c, .7), opacity: .4, blur: 8, transform: "translate(6 10)");
        art.Path(d, art.Linear((0, 0, .8, 1), (0, Light(colour, .28)), (1, Dark(colour, .06)))).Line(d, Light(c, .45), 2.4, opacity: .4);
    }
}

using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "scarf", "#4B5763")]
internal sealed class Scarf : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];

        // Wound into a loose ring, both ends hanging out of it.
        const string left = "M470 560C440 660 404 780 372 884C420 904 500 916 548 912C566 800 580 690 596 590Z";
        const string right = "M600 590C640 690 690 780 742 866C790 852 840 820 868 786C816 710 760 620 720 540Z";
        const string ring = "M270 440C260 300 420 214 610 214S950 300 934 450C920 590 760 662 600 662S284 590 270 440Z";
        const string hole = "M476 398C476 362 540 346 606 346S734 362 732 400C728 440 668 452 602 452S480 440 476 398Z";
        Cloth.Shadow(art, left + right + ring);
        var check = art.Pattern(64, 64, $"<path d=\"M0 20H64M20 0V64\" stroke=\"{Dark(c, .45)}\" stroke-width=\"18\" opacity=\".4\"/><path d=\"M0 48H64M48 0V64\" stroke=\"{Light(c, .75)}\" stroke-width=\"4\" opacity=\".7\"/>", "rotate(24)");
        var wool = art.Pattern(9, 9, $"<path d=\"M0 2L5 7M5 0L9 4\" stroke=\"{Light(c, .5)}\" stroke-width=\"1.3\"/>");
        Fringe(art, c, 372, 884, 548, 912, -8, 86);
        Fringe(art, Dark(c, .1), 742, 866, 868, 786, 44, 70);
        foreach (var end in new[] { right, left })
        {
            Cloth.Piece(art, end, c, check, "M520 600C490 700 460 800 440 900M660 600C700 690 750 770 790 840", "M560 600C540 700 520 800 500 900");
            art.Path(end, wool, opacity: .5);
        }

        art.Path(ring, Dark(c, .75), opacity: .45, blur: 16, transform: "translate(8 26)");
        art.Path(ring, art.Radial((.38, .3, .78), (0, Light(c, .4)), (.45, c), (1, Dark(c, .3))));
        art.Clip(ring, () =>
        {
            art.Rect(240, 190, 720, 500, 0, check, opacity: .9).Rect(240, 190, 720, 500, 0, wool, opacity: .5);
            art.Line("M300 520C260 380 420 250 620 256S900 360 880 500M340 560C440 640 740 640 840 560M380 320C330 380 340 480 400 540M830 320C880 390 870 480 810 540", Dark(c, .6), 26, opacity: .42, blur: 12);
            art.Line("M340 330C430 250 560 228 680 236M300 470C330 560 440 612 560 624M860 340C900 400 906 460 890 500", Light(c, .8), 18, opacity: .42, blur: 10);
            art.Ellipse(604, 420, 200, 130, Dark(c, .65), opacity: .5, blur: 14);
        });
        art.Path(hole, Dark(art.Wall, .24)).Clip(hole, () => art.Path(hole, "none", .6, blur: 14, stroke: Dark(art.Wall, .75), strokeWidth: 44));
    }

    /// <summary>Twisted threads between two corners of an end.</summary>
    private static void Fringe(Sketch art, string colour, double x, double y, double x2, double y2, double dx, double dy)
    {
        Markup d = "";
        for (var i = 0; i <= 8; i++)
        {
            var (px, py) = (x + ((x2 - x) * i / 8), y + ((y2 - y) * i / 8));
            d += $"M{px} {py - 12}q{((i * 5) % 7) - 3} {dy / 2} {dx + ((i * 7) % 11) - 5} {dy + ((i * 3) % 8)}";
        }

        art.Line(d, Dark(art.Wall, .7), 13, opacity: .3, blur: 4, transform: "translate(8 10)").Line(d, Dark(colour, .25), 13).Line(d, Light(colour, .3), 4, opacity: .8, transform: "translate(-3 0)");
    }
}

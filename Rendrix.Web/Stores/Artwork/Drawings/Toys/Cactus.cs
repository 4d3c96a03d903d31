using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "cactus", "#5E9A63", "#D0744C", "#E8607A")]
internal sealed class Cactus : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 972, 210);
        var (green, pot, bloom) = (c[0], c[1], c[2]);

        // The stack, from the pot upwards: every piece a little off its neighbour's axis.
        Piece(art, 604, 700, 128, 150, 2, Dark(green, .12));
        Arm(art, 486, 596, -1, Light(green, .12));
        Arm(art, 728, 520, 1, Dark(green, .08));
        Piece(art, 592, 566, 120, 140, -4, green);
        Piece(art, 606, 438, 106, 126, 3, Light(green, .14));
        Piece(art, 594, 330, 84, 106, -5, Light(green, .14));
        Flower(art, 584, 248, 1, bloom);

        // Pot of painted beech.
        art.Lathe(600, [(806, 176), (850, 168), (940, 140), (972, 132)], .18, art.Cylinder(pot), inside: () =>
        {
            art.FootShade(600, 992, 190, 46, pot, 16);
            art.Line("M412 880C500 912 700 912 788 880", Light(pot, .65), 12, opacity: .55);
            art.Line("M412 910C500 940 700 940 788 910", Light(pot, .65), 5, opacity: .4);
        });
        art.Lathe(600, [(756, 196), (770, 202), (812, 198)], .18, art.Cylinder(Light(pot, .08)));
        art.Ellipse(600, 756, 196, 35, Light(pot, .3)).Ellipse(600, 760, 178, 30, art.Linear(Axis.Down, (0, Dark(pot, .66)), (1, Dark(pot, .45))));
        Foot(art, green);
        art.Line("M424 786V806M440 850C446 890 456 920 466 944", "#fff", 10, opacity: .4, blur: 3);

        // Two pieces still wait for a steady hand.
        art.Shadow(282, 1000, 70, .8);
        art.Ellipse(278, 968, 74, 42, art.Ball(Light(green, .12)), transform: "rotate(-8 278 968)").Ellipse(322, 962, 22, 28, art.Flat("#DDB07A"), transform: "rotate(-8 322 962)");
        Flower(art, 900, 996, .62, bloom);
    }

    /// <summary>The lowest piece stands inside the pot, so its front is drawn again over the pot's mouth.</summary>
    private static void Foot(Sketch art, string green) =>
        art.Clip("M440 600H780V772C720 792 500 792 420 772Z", () =>
        {
            art.Rect(478, 660, 254, 140, 60, art.Cylinder(Dark(green, .12)), transform: "rotate(2 604 700)");
            art.Ellipse(606, 786, 140, 26, Dark(green, .7), opacity: .55, blur: 10);
            Thorns(art, 604, 720, 128, 90);
        });

    /// <summary>A turned barrel, 200 wide and 200 high before it is scaled.</summary>
    private static void Piece(Sketch art, double x, double y, double radius, double height, double tilt, string green) => art.Stamp("piece" + green, () =>
    {
        const string body = "M-100 0C-100 -56 -72 -100 0 -100S100 -56 100 0S72 100 0 100S-100 56 -100 0Z";
        art.Path(body, art.Cylinder(green, 1.05));
        art.Clip(body, () =>
        {
            // Grooves run over the piece like lines of longitude.
            art.Line("M0 -106Q-144 0 0 106M0 -106Q-60 0 0 106M0 -106Q40 0 0 106M0 -106Q124 0 0 106", Dark(green, .45), 6, opacity: .3);
            art.FootShade(0, 116, 100, 44, green, 10);
            art.Ellipse(-42, -30, 16, 44, "#fff", opacity: .3, blur: 8);
        });
        Thorns(art, 0, 0, 100, 160);
    }, $"translate({x} {y}) rotate({tilt}) scale({radius / 100:0.##} {height * .0062:0.##})");

    private static void Thorns(Sketch art, double x, double y, double radius, double height)
    {
        Markup d = "";
        foreach (var (u, v) in new (double, double)[] { (-.52, -.14), (-.06, .16), (.38, -.2), (.42, .22), (-.44, .3), (0, -.34) })
        {
            d += $"M{Math.Round(x + (radius * u)) - 7} {Math.Round(y + (height * v)) - 9}l7 9v-12v12l7 -9";
        }

        art.Line(d, "#FFF3DC", 3.5, opacity: .85);
    }

    /// <summary>An elbow on a peg; the side says which way it points.</summary>
    private static void Arm(Sketch art, double x, double y, double side, string green)
    {
        var (elbow, tip) = (x + (side * 104), y - 128);
        Markup d = $"M{x - (side * 20)} {y}H{elbow - (side * 40)}Q{elbow} {y} {elbow} {y - 44}V{tip}";
        art.Line(d, Dark(green, .35), 96, roundJoin: true).Line(d, green, 84, roundJoin: true);
        art.Line($"M{elbow - 18} {tip}V{y - 44}", Light(green, .5), 20, opacity: .5, blur: 6);
        art.Line($"M{elbow + 8} {tip - 20}l-7 -9l7 9v-12v12l7 -9M{elbow - 12} {tip + 46}l-7 -9l7 9v-12v12l7 -9M{elbow + 16} {tip + 84}l-7 -9l7 9v-12v12l7 -9", "#FFF3DC", 3.5, opacity: .85);
    }

    private static void Flower(Sketch art, double x, double y, double scale, string bloom) => art.Stamp("flower", () =>
    {
        for (var i = 0; i < 6; i++)
        {
            art.Stamp("petal", () => art.Ellipse(0, -34, 25, 36, art.Linear(Axis.Down, (0, Light(bloom, .4)), (1, Dark(bloom, .12)))), $"rotate({(i * 60) - 14})");
        }

        art.Ellipse(0, 0, 22, 20, art.Ball("#EDB23C"));
    }, $"translate({x} {y}) scale({scale:0.##} {scale * .86:0.##})");
}

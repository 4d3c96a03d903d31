using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

/// <summary>What all laid-out garments share: the shadow on the paper, a shaded piece with its folds, a seam.</summary>
internal static class Cloth
{
    /// <summary>Long-sleeved body, for everything that is worn over the shoulders.</summary>
    public const string Torso = "M462 236C420 262 366 280 330 302C336 520 338 760 334 962C440 984 760 984 866 962C862 760 864 520 870 302C834 280 780 262 738 236C700 300 500 300 462 236Z";
    public const string LeftSleeve = "M334 298C276 326 250 380 238 450L176 850C173 876 184 886 206 890L286 902C304 904 312 896 315 876L352 560Z";
    public const string RightSleeve = "M866 298C924 326 950 380 962 450L1024 850C1027 876 1016 886 994 890L914 902C896 904 888 896 885 876L848 560Z";

    public static void Shadow(Sketch art, string outline) =>
        art.Path(outline, Dark(art.Wall, .75), opacity: .3, blur: 24, transform: "translate(26 34)");

    /// <summary>A piece of cloth; the weave is a pattern or nothing, the folds are lines of shade.</summary>
    public static void Piece(Sketch art, string outline, string colour, string? weave, string folds, string ridges = "", double shade = .2)
    {
        art.Path(outline, art.Linear((.1, 0, .9, 1), (0, Light(colour, .26)), (.4, colour), (1, Dark(colour, shade))));
        art.Clip(outline, () =>
        {
            if (weave is not null)
            {
                art.Rect(0, 0, 1200, 1200, 0, weave, opacity: .5);
            }

            art.Line(folds, Dark(colour, .55), 26, opacity: .32, blur: 12);
            if (ridges.Length > 0)
            {
                art.Line(ridges, Light(colour, .65), 16, opacity: .32, blur: 10);
            }
        });
    }

    public static void Sleeves(Sketch art, string colour, string? weave)
    {
        Piece(art, LeftSleeve, colour, weave, "M330 420C290 520 260 640 250 780M352 520L300 900", "M262 520C250 600 236 700 228 800", .24);
        Piece(art, RightSleeve, Dark(colour, .06), weave, "M880 420C916 520 940 640 952 780M848 520L900 900", "", .26);
    }

    public static void Stitch(Sketch art, Markup d, string colour, double opacity = .75) =>
        art.Line(d, Light(colour, .42), 2.6, opacity, dash: "8 5");

    public static void Seam(Sketch art, Markup d, string colour, double width = 4) =>
        art.Line(d, Dark(colour, .55), width, .5);

    public static string Twill(Sketch art, string colour) => art.Pattern(8, 8,
        $"<path d=\"M0 2H8M0 6H8\" stroke=\"{Dark(colour, .4)}\" stroke-width=\"1.6\" opacity=\".5\"/><path d=\"M0 4H8\" stroke=\"{Light(colour, .4)}\" opacity=\".35\"/>", "rotate(28)");

    /// <summary>Rows of V, as a plain knit shows them.</summary>
    public static string Knit(Sketch art, string colour) => art.Pattern(20, 18,
        $"<path d=\"M1 2L10 11L19 2M1 11L10 20L19 11\" stroke=\"{Dark(colour, .45)}\" stroke-width=\"3\" opacity=\".6\"/><path d=\"M3 2L10 9L17 2\" stroke=\"{Light(colour, .5)}\" stroke-width=\"1.6\" opacity=\".5\"/>");

    /// <summary>Vertical ribs from one height to another.</summary>
    public static void Ribs(Sketch art, double x, double x2, double y, double y2, double gap, string colour, double lean = 0)
    {
        Markup dark = "";
        for (var at = x; at <= x2; at += gap)
        {
            dark += $"M{at} {y}l{lean} {y2 - y}";
        }

        art.Line(dark, Dark(colour, .55), gap * .34, opacity: .38).Line(dark, Light(colour, .6), gap * .22, opacity: .32, transform: $"translate({-gap * .4} 0)");
    }
}

using System.Globalization;

namespace Rendrix.Web.Stores.Artwork.ArtKit;

/// <summary>
/// Colour arithmetic in OKLab. A drawing names one base colour per material and derives every shade here,
/// so that any colourway a shop picks stays in tune with its own light and shadow.
/// </summary>
internal static class Tone
{
    public static string Mix(string from, string to, double amount)
    {
        var (l, a, b) = ToLab(from);
        var (l2, a2, b2) = ToLab(to);
        return FromLab(l + ((l2 - l) * amount), a + ((a2 - a) * amount), b + ((b2 - b) * amount));
    }

    /// <summary>Shade drifts cool and keeps its chroma: no grey over colour.</summary>
    public static string Dark(string colour, double amount)
    {
        var (l, a, b) = ToLab(colour);
        return FromLab(l * (1 - amount), (a * (1 - (amount * .15))) + (.006 * amount), (b * (1 - (amount * .3))) - (.02 * amount));
    }

    /// <summary>Light drifts towards a warm white.</summary>
    public static string Light(string colour, double amount)
    {
        var (l, a, b) = ToLab(colour);
        return FromLab(l + ((.99 - l) * amount), a * (1 - (amount * .8)), (b * (1 - (amount * .8))) + (.012 * amount));
    }

    /// <summary>#aabbcc becomes #abc; a picture names its colours hundreds of times.</summary>
    public static string Shorten(string colour) =>
        colour is ['#', var r, var r2, var g, var g2, var b, var b2] && r == r2 && g == g2 && b == b2 ? $"#{r}{g}{b}" : colour;

    public static bool IsHex(string? colour) =>
        colour is ['#', .. { Length: 6 } digits] && digits.All(char.IsAsciiHexDigit);

    private static (double L, double A, double B) ToLab(string colour)
    {
        double red = ToLinear(Channel(colour, 0)), green = ToLinear(Channel(colour, 1)), blue = ToLinear(Channel(colour, 2));
        var l = Math.Cbrt((.4122214708 * red) + (.5363325363 * green) + (.0514459929 * blue));
        var m = Math.Cbrt((.2119034982 * red) + (.6806995451 * green) + (.1073969566 * blue));
        var s = Math.Cbrt((.0883024619 * red) + (.2817188376 * green) + (.6299787005 * blue));
        return (
            (.2104542553 * l) + (.793617785 * m) - (.0040720468 * s),
            (1.9779984951 * l) - (2.428592205 * m) + (.4505937099 * s),
            (.0259040371 * l) + (.7827717662 * m) - (.808675766 * s));
    }

    private static string FromLab(double lightness, double a, double b)
    {
        var l = Math.Pow(lightness + (.3963377774 * a) + (.2158037573 * b), 3);
        var m = Math.Pow(lightness - (.1055613458 * a) - (.0638541728 * b), 3);
        var s = Math.Pow(lightness - (.0894841775 * a) - (1.291485548 * b), 3);
        var red = ToByte((4.0767416621 * l) - (3.3077115913 * m) + (.2309699292 * s));
        var green = ToByte((-1.2684380046 * l) + (2.6097574011 * m) - (.3413193965 * s));
        var blue = ToByte((-.0041960863 * l) - (.7034186147 * m) + (1.707614701 * s));
        return string.Create(CultureInfo.InvariantCulture, $"#{red:x2}{green:x2}{blue:x2}");
    }

    /// <summary>Drawings may write a short #abc where it reads better.</summary>
    private static double Channel(string colour, int index)
    {
        var digits = colour.Length == 4 ? new string(colour[1 + index], 2) : colour.Substring(1 + (index * 2), 2);
        return int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
    }

    private static double ToLinear(double value) => value <= .04045 ? value / 12.92 : Math.Pow((value + .055) / 1.055, 2.4);

    private static int ToByte(double linear)
    {
        var light = Math.Max(0, linear);
        var value = light <= .0031308 ? 12.92 * light : (1.055 * Math.Pow(light, 1 / 2.4)) - .055;
        return (int)Math.Floor((Math.Min(1, value) * 255) + .5);
    }
}

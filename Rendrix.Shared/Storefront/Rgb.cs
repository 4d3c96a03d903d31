using System.Globalization;

namespace Rendrix.Storefront;

/// <summary>
/// An opaque sRGB color with the arithmetic that themes need: WCAG contrast, mixing as CSS <c>color-mix(in oklab)</c> does it, and the search
/// for the nearest color that can be read. Lightness is OKLab's, because equal steps of it look equal.
/// </summary>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>White.</summary>
    public static Rgb White { get; } = new(255, 255, 255);
    /// <summary>Black.</summary>
    public static Rgb Black { get; } = new(0, 0, 0);

    /// <summary>Reads <c>#1a2b3c</c> or <c>#abc</c>; the sign may be left out.</summary>
    public static bool TryParse(string? text, out Rgb color)
    {
        color = default;
        var hex = (text ?? "").Trim().TrimStart('#');
        if (hex.Length == 3) hex = string.Concat(hex.Select(c => new string(c, 2)));
        if (hex.Length != 6 || !hex.All(char.IsAsciiHexDigit)) return false;
        var value = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        color = new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>Reads a color that was checked before; anything else is black.</summary>
    public static Rgb Of(string hex) => TryParse(hex, out var color) ? color : Black;

    /// <summary>The stored form: <c>#1A2B3C</c>.</summary>
    public override string ToString() => $"#{R:X2}{G:X2}{B:X2}";

    /// <summary>Relative luminance of WCAG 2.2: 0 is black, 1 is white.</summary>
    public double Luminance => 0.2126 * Linear(R) + 0.7152 * Linear(G) + 0.0722 * Linear(B);

    /// <summary>Contrast ratio of WCAG 2.2, from 1 to 21; the order of the two does not matter.</summary>
    public static double Contrast(Rgb a, Rgb b)
    {
        var (x, y) = (a.Luminance, b.Luminance);
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    /// <summary>OKLab's lightness, 0 to 1.</summary>
    public double Lightness => ToLab().L;

    /// <summary>This much of this color (0 to 1) in the other, as CSS <c>color-mix(in oklab, …)</c> mixes.</summary>
    public Rgb MixedInto(Rgb other, double share)
    {
        var (a, b) = (ToLab(), other.ToLab());
        return FromLab(a.L * share + b.L * (1 - share), a.A * share + b.A * (1 - share), a.B * share + b.B * (1 - share));
    }

    /// <summary>The same hue with another lightness, and with this much of its colorfulness.</summary>
    public Rgb WithLightness(double lightness, double chroma = 1)
    {
        var lab = ToLab();
        return FromLab(lightness, lab.A * chroma, lab.B * chroma);
    }

    /// <summary>
    /// The color nearest in lightness, of the same hue, that reaches a contrast with each of the others; itself when it does already.
    /// When no lightness of this hue does, black or white, whichever comes closer.
    /// </summary>
    public Rgb Nearest(double ratio, params ReadOnlySpan<Rgb> against)
    {
        if (Least(this, against) >= ratio) return this;
        var lab = ToLab();
        for (var step = 1; step <= 400; step++)
        {
            var away = step / 400.0;
            foreach (var lightness in (ReadOnlySpan<double>)[lab.L - away, lab.L + away])
            {
                if (lightness is < 0 or > 1) continue;
                // Very light and very dark colors hold little hue; less of it keeps them inside what screens show.
                var candidate = FromLab(lightness, lab.A, lab.B);
                if (Least(candidate, against) >= ratio) return candidate;
            }
        }
        return Least(Black, against) >= Least(White, against) ? Black : White;
    }

    private static double Least(Rgb color, ReadOnlySpan<Rgb> against)
    {
        var least = 21.0;
        foreach (var other in against) least = Math.Min(least, Contrast(color, other));
        return least;
    }

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    private static byte Channel(double linear)
    {
        var c = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055;
        return (byte)Math.Clamp(Math.Round(c * 255), 0, 255);
    }

    // Björn Ottosson's matrices, https://bottosson.github.io/posts/oklab/
    private (double L, double A, double B) ToLab()
    {
        var (r, g, b) = (Linear(R), Linear(G), Linear(B));
        var l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    private static Rgb FromLab(double lightness, double a, double b)
    {
        // Outside of sRGB the hue would turn when channels are cut off, so colorfulness gives way first.
        for (var share = 1.0; share > 0; share -= 0.05)
        {
            var (r, g, bl) = LinearOf(lightness, a * share, b * share);
            if (r is >= -0.0005 and <= 1.0005 && g is >= -0.0005 and <= 1.0005 && bl is >= -0.0005 and <= 1.0005) return new Rgb(Channel(r), Channel(g), Channel(bl));
        }
        var (gray, _, _) = LinearOf(lightness, 0, 0);
        return new Rgb(Channel(gray), Channel(gray), Channel(gray));
    }

    private static (double R, double G, double B) LinearOf(double lightness, double a, double b)
    {
        var l = Math.Pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        var m = Math.Pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        var s = Math.Pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        return (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s, -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    }
}

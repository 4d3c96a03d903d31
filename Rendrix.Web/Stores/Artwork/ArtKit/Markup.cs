using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Rendrix.Web.Stores.Artwork.ArtKit;

/// <summary>
/// Path data and other SVG text. An interpolated string given where Markup is expected writes its numbers
/// the way a picture wants them: dot as separator whatever the server's culture, one decimal at most.
/// </summary>
[InterpolatedStringHandler]
internal readonly struct Markup
{
    private readonly StringBuilder? _parts;
    private readonly string? _text;

    public Markup(int literalLength, int formattedCount) => _parts = new StringBuilder(literalLength + (formattedCount * 4));

    private Markup(string text) => _text = text;

    public static implicit operator Markup(string text) => new(text);

    /// <summary>Joins two texts, so that a loop can collect one long path with +=.</summary>
    public static Markup operator +(Markup left, Markup right) => new(left.ToString() + right.ToString());

    public bool IsEmpty => _parts is null && _text is null;

    public void AppendLiteral(string text) => _parts!.Append(text);

    public void AppendFormatted(double value) => _parts!.Append(Number(value));

    /// <summary>A format is for the few values that need more than one decimal: opacities and scales.</summary>
    public void AppendFormatted(double value, string format) => _parts!.Append(value.ToString(format, CultureInfo.InvariantCulture));

    public void AppendFormatted(string text) => _parts!.Append(text);

    public override string ToString() => _parts?.ToString() ?? _text ?? "";

    /// <summary>Beyond a hundred a tenth cannot be seen any more.</summary>
    public static string Number(double value) => Round(value, Math.Abs(value) < 100 ? 1 : 0, "#.#");

    /// <summary>For opacities, gradient offsets and scales, where a tenth is too coarse.</summary>
    public static string Fraction(double value) => Round(value, 3, "#.###");

    private static string Round(double value, int decimals, string format)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return rounded == 0 ? "0" : rounded.ToString(format, CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Rendrix.Amounts;

namespace Rendrix.Web.Integrations.Imports;

/// <summary>How single cells are read. Every rule a person may want to know is in README.md beside this folder.</summary>
internal static partial class Cells
{
    /// <summary>
    /// A price in the store's currency. In comma-parted files the decimal sign is the point; in semicolon-parted files it is the comma, with
    /// points as grouping ("1.234,50"), and a lone point still counts as decimal sign. Anything else is refused rather than guessed.
    /// </summary>
    public static bool TryPrice(string cell, Currency currency, bool decimalComma, out long minor)
    {
        minor = 0;
        if (decimalComma && cell.Contains(',', StringComparison.Ordinal))
        {
            if (!CommaPrice().IsMatch(cell)) return false;
            cell = cell.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        }
        if (!Money.TryParse(cell, currency, out var money)) return false;
        minor = money.Minor;
        return true;
    }

    /// <summary>A whole number of pieces. Shops oversell, so a negative count is read as none; "5.0000" is 5.</summary>
    public static bool TryCount(string cell, out int count)
    {
        count = 0;
        if (!decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number != decimal.Truncate(number) || number > 1_000_000_000) return false;
        count = (int)Math.Max(0, number);
        return true;
    }

    /// <summary>A weight with the number of grams its unit has, rounded to whole grams; null when it is no weight.</summary>
    public static int? Grams(string cell, decimal gramsPerUnit, bool decimalComma)
    {
        if (decimalComma) cell = cell.Replace(',', '.');
        return decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000 && number * gramsPerUnit < int.MaxValue
            ? (int)Math.Round(number * gramsPerUnit, MidpointRounding.AwayFromZero) : null;
    }

    /// <summary>Grams of a unit of weight.</summary>
    public static decimal GramsPer(string unit) => unit.ToLowerInvariant() switch { "kg" => 1000m, "lb" or "lbs" => 453.59237m, "oz" => 28.349523125m, _ => 1m };

    /// <summary>Whether the cell says yes: true, 1, yes.</summary>
    public static bool IsYes(string cell) => cell.Equals("true", StringComparison.OrdinalIgnoreCase) || cell.Equals("yes", StringComparison.OrdinalIgnoreCase) || cell is "1" or "y" or "Y";

    /// <summary>Parts at a separator; a backslash before it keeps it as text.</summary>
    public static List<string> Split(string cell, char separator)
    {
        var parts = new List<string>();
        var part = new System.Text.StringBuilder();
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == '\\' && i + 1 < cell.Length && cell[i + 1] == separator) part.Append(cell[++i]);
            else if (cell[i] == separator) { parts.Add(part.ToString().Trim()); part.Clear(); }
            else part.Append(cell[i]);
        }
        parts.Add(part.ToString().Trim());
        return [.. parts.Where(p => p.Length > 0)];
    }

    /// <summary>"Kitchen > Blenders" or "Kitchen -> Blenders" as a path from the top; at most five levels, as deep as categories go.</summary>
    public static List<string> Path(string cell) => [.. PathSeparator().Split(cell).Select(p => p.Trim()).Where(p => p.Length > 0).Select(p => p.Length > 100 ? p[..100].TrimEnd() : p).Take(5)];

    /// <summary>The words of a piece of HTML, on one line, cut at a word.</summary>
    public static string PlainText(string html, int limit)
    {
        var text = html.Contains('<', StringComparison.Ordinal) || html.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(Tag().Replace(html, " ")) : html;
        text = Spaces().Replace(text.Replace("\\n", " ", StringComparison.Ordinal), " ").Trim();
        if (text.Length <= limit) return text;
        var cut = text.LastIndexOf(' ', limit - 1);
        return text[..(cut > limit / 2 ? cut : limit - 1)].TrimEnd() + "…";
    }

    /// <summary>Tags: trimmed, lower case, each once.</summary>
    public static List<string> Tags(string cell) => [.. Split(cell, ',').Select(t => t.ToLowerInvariant()).Distinct()];

    /// <summary>Some programs write a leading apostrophe so that a spreadsheet keeps the zeros of a number.</summary>
    public static string Unquoted(string cell) => cell is ['\'', _, ..] ? cell[1..] : cell;

    [GeneratedRegex(@"^(\d{1,3}(\.\d{3})+|\d+),\d{1,3}$")]
    private static partial Regex CommaPrice();

    [GeneratedRegex(@"\s*-?>\s*")]
    private static partial Regex PathSeparator();

    [GeneratedRegex(@"<(script|style)\b.*?</\1\s*>|<[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

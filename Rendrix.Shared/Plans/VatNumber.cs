using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Rendrix.Plans;

/// <summary>
/// VAT numbers of the European Union by their form. Whether one is registered is known to the Union's own service alone; the form is what can be said without asking anybody, and what a typing error breaks.
/// </summary>
public static partial class VatNumber
{
    // By the member state's own prefix, which is EL for Greece.
    private static readonly FrozenDictionary<string, Regex> Forms = new Dictionary<string, string>
    {
        ["AT"] = "U[0-9]{8}", ["BE"] = "[01][0-9]{9}", ["BG"] = "[0-9]{9,10}", ["CY"] = "[0-9]{8}[A-Z]", ["CZ"] = "[0-9]{8,10}", ["DE"] = "[0-9]{9}", ["DK"] = "[0-9]{8}", ["EE"] = "[0-9]{9}", ["EL"] = "[0-9]{9}",
        ["ES"] = "(?:[A-Z][0-9]{7}[A-Z0-9]|[0-9]{8}[A-Z])", ["FI"] = "[0-9]{8}", ["FR"] = "[A-HJ-NP-Z0-9]{2}[0-9]{9}", ["HR"] = "[0-9]{11}", ["HU"] = "[0-9]{8}", ["IE"] = "(?:[0-9]{7}[A-W][A-I]?|[0-9][A-Z+*][0-9]{5}[A-W])",
        ["IT"] = "[0-9]{11}", ["LT"] = "(?:[0-9]{9}|[0-9]{12})", ["LU"] = "[0-9]{8}", ["LV"] = "[0-9]{11}", ["MT"] = "[0-9]{8}", ["NL"] = "[A-Z0-9+*]{10}[0-9]{2}", ["PL"] = "[0-9]{10}", ["PT"] = "[0-9]{9}", ["RO"] = "[0-9]{2,10}",
        ["SE"] = "[0-9]{12}", ["SI"] = "[0-9]{8}", ["SK"] = "[0-9]{10}",
    }.ToFrozenDictionary(form => form.Key, form => new Regex($"^{form.Value}$", RegexOptions.CultureInvariant), StringComparer.Ordinal);

    /// <summary>Whether a country (ISO 3166-1) is a member state.</summary>
    public static bool IsMemberState(string country) => country != "EL" && Forms.ContainsKey(PrefixOf(country));

    /// <summary>Whether it has the form of a VAT number of that member state, with its prefix; spaces, dots and hyphens do not count.</summary>
    public static bool IsOf(string country, string number)
    {
        var plain = Separators().Replace(number, "").ToUpperInvariant();
        return IsMemberState(country) && plain.StartsWith(PrefixOf(country), StringComparison.Ordinal) && Forms[PrefixOf(country)].IsMatch(plain[2..]);
    }

    private static string PrefixOf(string country) => country == "GR" ? "EL" : country;

    [GeneratedRegex(@"[\s.\-]")]
    private static partial Regex Separators();
}

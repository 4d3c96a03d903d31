using Rendrix.Storefront;

namespace Rendrix.Web.Client.Editor.Theme;

/// <summary>Tokens and their values in the words of the theme panel.</summary>
public static class ThemeWords
{
    private const int MostLetters = 40;

    /// <summary>A token inside a sentence: "button of Tint", "corners of pictures".</summary>
    public static string What(string token)
    {
        var label = ThemeCatalog.LabelOf(token).ToLowerInvariant();
        return token.Split('.') switch
        {
            ["scheme", var code, "dark", _] => $"{label} of {Scheme(code)} at night",
            ["scheme", var code, _] => $"{label} of {Scheme(code)}",
            _ => label,
        };
    }

    /// <summary>A value as people read it; null is what the token follows from.</summary>
    public static string Value(string token, string? value)
    {
        if (value is not { Length: > 0 }) return token == "css" ? "none" : "what follows from the theme";
        var text = ThemeCatalog.Find(token)?.Kind switch
        {
            TokenKind.Font => ThemeFonts.Title(value),
            TokenKind.Switch => value == "true" ? "on" : "off",
            TokenKind.Choice => ThemeCatalog.Find(token)!.Options.FirstOrDefault(o => o.Value == value).Label ?? value,
            TokenKind.Css => "other rules",
            _ => value,
        };
        return text.Length > MostLetters ? text[..MostLetters].TrimEnd() + "…" : text;
    }

    /// <summary>What is different between two themes, in the order tokens are stored.</summary>
    public static IReadOnlyList<ThemeChange> Between(ThemeTokens before, ThemeTokens after) =>
        [.. before.Values.Concat(after.Values).Select(v => v.Key).Distinct().Where(key => before[key] != after[key]).Order(StringComparer.Ordinal)
            .Select(key => new ThemeChange(Capital(What(key)), Value(key, before[key]), Value(key, after[key])))];

    private static string Scheme(string code) => ColorScheme.BuiltIn.FirstOrDefault(b => b.Code == code).Name ?? code.Replace('-', ' ');

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}

/// <summary>A token that differs.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="Old">What shoppers see.</param>
/// <param name="New">What the draft says.</param>
public sealed record ThemeChange(string Label, string Old, string New);

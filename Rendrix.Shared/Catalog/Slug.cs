using System.Globalization;
using System.Text;

namespace Rendrix.Catalog;

/// <summary>The part of an address that names a product, category or page: lower-case letters, digits, single hyphens, 1 to 200.</summary>
public static class Slug
{
    /// <summary>Whether the text is a slug already.</summary>
    public static bool IsValid(string text) =>
        text.Length is >= 1 and <= 200 && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-') && text[0] != '-' && text[^1] != '-';

    /// <summary>A slug made of a name; "item" when nothing of it can be used.</summary>
    public static string From(string name)
    {
        var text = new StringBuilder();
        foreach (var c in Fold(name))
            if (c is >= 'a' and <= 'z' or >= '0' and <= '9') text.Append(c);
            else if (text.Length > 0 && text[^1] != '-' && c != '\'' && c != '’' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) text.Append('-');
        var slug = text.ToString().Trim('-');
        if (slug.Length > 120) slug = slug[..120].Trim('-');
        return slug.Length == 0 ? "item" : slug;
    }

    private static string Fold(string name) => name.Normalize(NormalizationForm.FormD).ToLowerInvariant()
        .Replace("ß", "ss", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.Ordinal).Replace("ø", "o", StringComparison.Ordinal).Replace("ł", "l", StringComparison.Ordinal).Replace("&", " and ", StringComparison.Ordinal);
}

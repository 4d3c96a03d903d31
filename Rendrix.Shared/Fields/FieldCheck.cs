using System.Globalization;

namespace Rendrix.Fields;

/// <summary>Checks what a person or an API caller gave for a setting. The sentence says what to enter instead.</summary>
public static class FieldCheck
{
    /// <summary>Null when the text is fine for the setting, else the sentence to show beside it.</summary>
    public static string? Problem(FieldInfo field, string text)
    {
        var about = field.About;
        if (text.Contains('\0', StringComparison.Ordinal)) return "Remove the characters that cannot be shown";
        switch (field.Kind)
        {
            case FieldKind.Number:
                return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= about.Min && n <= about.Max
                    ? null : $"Enter a whole number from {about.Min} to {about.Max}";
            case FieldKind.Switch:
                return text is "true" or "false" ? null : "Choose on or off";
            case FieldKind.Choice or FieldKind.Scheme or FieldKind.Icon:
                return field.Options.Any(o => o.Value == text) ? null : field.Kind == FieldKind.Icon ? "Choose an icon of the list" : $"Choose one of {string.Join(", ", field.Options.Select(o => o.Label))}";
            case FieldKind.Moment:
                return text.Length == 0 || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) ? null : "Enter a date and a time";
            case FieldKind.Link:
                return text.Length <= 2000 && IsSafeLink(text) ? null : "Enter a path of your shop such as /products, or an address that starts with https://";
            case FieldKind.Image:
                return text.Length <= 2000 && IsSafeLink(text) ? null : "Choose a picture from your media";
            default:
                return text.Length <= about.MaxLength || field.Kind is FieldKind.RichText or FieldKind.Html && text.Length <= 50_000 ? null : $"Use {about.MaxLength} characters or fewer";
        }
    }

    /// <summary>Whether a link can be followed without running script or leaving by a trick: own paths, fragments, http(s), mailto and tel.</summary>
    public static bool IsSafeLink(string link)
    {
        if (link.Length == 0 || link[0] == '#') return true;
        if (link.Any(c => char.IsControl(c) || c == '\\')) return false;
        if (link[0] == '/') return !link.StartsWith("//", StringComparison.Ordinal);
        return Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http" or "mailto" or "tel");
    }
}

using System.Globalization;

namespace Rendrix.Web.Dashboard;

/// <summary>How a store shows in the dashboard: one letter on one color, in the switcher, the cards and the tab's icon.</summary>
public static class StoreLook
{
    // Dark enough for white letters (4.5 and more).
    private static readonly string[] Colors = ["#8A4B2F", "#1F5C4A", "#3A3F8F", "#7A5A00", "#8C2F56", "#2B5B84", "#5B3B8C", "#4A5A22"];

    /// <summary>First letter or digit of the name.</summary>
    public static string Letter(string name) => name.Where(char.IsLetterOrDigit).Select(c => c.ToString().ToUpperInvariant()).FirstOrDefault("R");

    /// <summary>Always the same color for the same address.</summary>
    public static string Color(string subdomain) => Colors[(int)(Hash(subdomain) % (uint)Colors.Length)];

    /// <summary>Address of the square of a chosen icon; a drawing fits as it is.</summary>
    public static string Tile(string iconUrl) => iconUrl.EndsWith(".svg", StringComparison.Ordinal) || iconUrl.Length < 39 ? iconUrl : iconUrl[..39] + "/icon-180.png";

    /// <summary>The tab's icon as a data address.</summary>
    public static string Icon(string name, string subdomain) => "data:image/svg+xml," + Uri.EscapeDataString(
        $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='{Color(subdomain)}'/><text x='16' y='22.500' text-anchor='middle' font-family='system-ui,sans-serif' font-size='18' font-weight='700' fill='#fff'>{Letter(name)}</text></svg>");

    /// <summary>Initials of a person: "Ingrid Lund" → "IL".</summary>
    public static string Initials(string name)
    {
        var parts = name.Split([' ', '.', '@', '-'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? "?" : string.Concat(parts.Take(2).Select(p => char.ToUpper(p[0], CultureInfo.InvariantCulture)));
    }

    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        return hash;
    }
}

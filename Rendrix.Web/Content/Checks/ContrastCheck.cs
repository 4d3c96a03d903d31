using System.Globalization;
using Rendrix.Fields;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>Whether the colors of the schemes a page uses can be told apart: 4.5 to 1 for text, as WCAG AA asks.</summary>
public sealed class ContrastCheck : IPageCheck
{
    private const double Enough = 4.5;

    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        var used = new Dictionary<string, string> { };
        foreach (var (node, _, scheme, _) in page.Settings(FieldKind.Scheme)) used.TryAdd(scheme, node.Id);
        used.TryAdd("page", page.Document.Root.Id);
        foreach (var (scheme, block) in used)
            foreach (var (what, ink, ground) in Pairs(scheme))
            {
                if (Ratio(page.Theme[ink], page.Theme[ground]) is not { } ratio || ratio >= Enough) continue;
                yield return new Finding("contrast", FindingArea.Accessibility, ratio < 3 ? FindingLevel.Error : FindingLevel.Warning, block == page.Document.Root.Id ? null : block,
                    $"{what} in the {scheme} colors has a contrast of {ratio.ToString("0.0", CultureInfo.InvariantCulture)} to 1", "Choose a darker or lighter color in the theme; text needs 4.5 to 1");
            }
    }

    private static (string What, string Ink, string Ground)[] Pairs(string scheme) => scheme switch
    {
        "tint" => [("Text", "ink", "surface")],
        "contrast" => [("Text", "contrastInk", "contrastBg")],
        "accent" => [("Text", "onAccent", "accent")],
        "page" => [("Text", "ink", "bg"), ("The text of buttons", "onAccent", "accent"), ("A sale price", "sale", "bg")],
        _ => [],
    };

    /// <summary>Contrast of two #RRGGBB colors by WCAG; null when one is none.</summary>
    internal static double? Ratio(string a, string b)
    {
        if (Luminance(a) is not { } one || Luminance(b) is not { } two) return null;
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    private static double? Luminance(string color)
    {
        if (color.Length != 7 || color[0] != '#' || !int.TryParse(color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)) return null;
        return 0.2126 * Part(rgb >> 16 & 255) + 0.7152 * Part(rgb >> 8 & 255) + 0.0722 * Part(rgb & 255);
        static double Part(int value) => value / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}

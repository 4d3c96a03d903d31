using System.Globalization;
using Rendrix.Fields;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>
/// Whether the colors of the schemes a page wears can be told apart: 4.5 to 1 for text, as WCAG AA asks, 3 to 1 for what is no text. The same pairs that
/// the theme panel shows while colors are picked, schemes of the merchant's own included, by day and, where the shop has it, by night.
/// </summary>
public sealed class ContrastCheck : IPageCheck
{
    private const double NotReadable = 3;

    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        var worn = new Dictionary<string, string>(StringComparer.Ordinal) { ["page"] = page.Document.Root.Id };
        foreach (var (node, _, scheme, _) in page.Settings(FieldKind.Scheme)) worn.TryAdd(page.Theme.Resolve(scheme), node.Id);
        foreach (var (code, block) in worn)
        {
            var told = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (scheme, night) in Looks(page.Theme, code))
                foreach (var pair in scheme.Pairs.Where(p => !p.Passes && told.Add(p.Label)))
                    yield return new Finding("contrast", FindingArea.Accessibility, pair.Least > NotReadable && pair.Ratio < NotReadable ? FindingLevel.Error : FindingLevel.Warning, block == page.Document.Root.Id ? null : block,
                        // Cut, not rounded: 4.49 must not read as 4.5.
                        $"{pair.Label} in the colors of {scheme.Name}{(night ? " at night" : "")} has a contrast of {(Math.Floor(pair.Ratio * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture)} to 1",
                        $"Choose a darker or lighter color in the theme; {pair.Least.ToString("0.#", CultureInfo.InvariantCulture)} to 1 is enough")
                    { InTheme = true };
        }
    }

    private static IEnumerable<(ColorScheme Scheme, bool Night)> Looks(ThemeTokens theme, string code)
    {
        yield return (theme.Scheme(code), false);
        if (theme.HasDark && theme.DarkSchemes.FirstOrDefault(s => s.Code == code) is { } dark) yield return (dark, true);
    }
}

using System.Text;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>Whether the page says the language it is written in; screen readers choose their voice by it. Seen by the script of the letters.</summary>
public sealed class LanguageCheck : IPageCheck
{
    private static readonly Dictionary<string, string> Scripts = new() { ["ru"] = "Cyrillic", ["uk"] = "Cyrillic", ["bg"] = "Cyrillic", ["sr"] = "Cyrillic", ["el"] = "Greek", ["ar"] = "Arabic", ["fa"] = "Arabic", ["he"] = "Hebrew", ["ja"] = "Asian", ["zh"] = "Asian", ["ko"] = "Asian", ["th"] = "Thai" };

    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        if (page.Html.DocumentElement.GetAttribute("lang") is null or "") yield return new Finding("language", FindingArea.Accessibility, FindingLevel.Error, null, "The page does not say its language", "Set the language of the shop in Settings");
        var counts = new Dictionary<string, int>();
        foreach (var rune in page.Part.TextContent.EnumerateRunes())
            if (Rune.IsLetter(rune)) counts[ScriptOf(rune.Value)] = counts.GetValueOrDefault(ScriptOf(rune.Value)) + 1;
        var all = counts.Values.Sum();
        if (all < 60) yield break;
        var most = counts.MaxBy(c => c.Value);
        var wanted = Scripts.GetValueOrDefault(page.Language, "Latin");
        if (most.Key != wanted && most.Value > all * 0.7)
            yield return new Finding("language", FindingArea.Accessibility, FindingLevel.Warning, null, $"The page is written in {most.Key} letters, and the shop says its language is {page.Language}", "Set the language of the shop in Settings");
    }

    private static string ScriptOf(int letter) => letter switch
    {
        < 0x370 or (>= 0x1E00 and < 0x1F00) => "Latin",
        < 0x400 or (>= 0x1F00 and < 0x2000) => "Greek",
        < 0x530 => "Cyrillic",
        >= 0x590 and < 0x600 => "Hebrew",
        >= 0x600 and < 0x780 => "Arabic",
        >= 0xE00 and < 0xE80 => "Thai",
        >= 0x1100 and < 0x1200 or >= 0x2E80 => "Asian",
        _ => "other",
    };
}

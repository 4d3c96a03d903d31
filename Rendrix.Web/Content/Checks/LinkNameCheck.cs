using System.Collections.Frozen;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>Links and buttons that say nothing when they are read aloud, alone or out of a list.</summary>
public sealed class LinkNameCheck : IPageCheck
{
    private static readonly FrozenSet<string> Vague = new[] { "click here", "here", "more", "read more", "link", "this" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        foreach (var element in page.All("a[href], button, [role=button], input[type=submit], input[type=button]"))
        {
            if (element.Closest("[aria-hidden=true]") is not null) continue;
            var block = page.BlockOf(element);
            if (block is null) continue;
            var what = element.LocalName == "a" ? "link" : "button";
            var words = CheckedPage.SpokenName(element);
            if (words.Length == 0) yield return new Finding("link-names", FindingArea.Accessibility, FindingLevel.Error, block, $"{page.NameOf(block)} has a {what} without words", "Write what it does");
            else if (what == "link" && Vague.Contains(words)) yield return new Finding("link-names", FindingArea.Accessibility, FindingLevel.Warning, block, $"“{words}” does not say where the link leads", "Name the page it leads to");
        }
        foreach (var field in page.All("input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea"))
        {
            if (page.BlockOf(field) is not { } block || field.Closest("[aria-hidden=true]") is not null) continue;
            var named = CheckedPage.SpokenName(field).Length > 0 || field.Closest("label") is { } around && around.TextContent.Trim().Length > 0
                || field.Id is { Length: > 0 } id && page.All("label").Any(l => l.GetAttribute("for") == id);
            if (!named) yield return new Finding("link-names", FindingArea.Accessibility, FindingLevel.Error, block, $"A field in {page.NameOf(block)} has no label", "Say what to enter");
        }
    }
}

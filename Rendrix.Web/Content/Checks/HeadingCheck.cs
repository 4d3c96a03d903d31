using AngleSharp.Dom;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>Headings: one title, no level left out, none without words. Screen readers move through a page by them.</summary>
public sealed class HeadingCheck : IPageCheck
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        // Header and footer stand around other pages' headings.
        if (page.Details.Type is PageType.Site or PageType.Section) yield break;
        var headings = page.All("h1, h2, h3, h4, h5, h6").ToList();
        var before = 0;
        var titled = false;
        foreach (var heading in headings)
        {
            var level = heading.LocalName[1] - '0';
            var block = page.BlockOf(heading);
            if (CheckedPage.SpokenName(heading).Length == 0)
            {
                yield return new Finding("headings", FindingArea.Accessibility, FindingLevel.Error, block, $"{page.NameOf(block)} has a heading without words", "Write it, or delete the block");
                continue;
            }
            if (level == 1 && titled)
                yield return new Finding("headings", FindingArea.Accessibility, FindingLevel.Error, block, "The page has a second title", "Make this one the title of a section") { Fix = Lower(page, block, heading, 2) };
            titled |= level == 1;
            if (before > 0 && level > before + 1)
                yield return new Finding("headings", FindingArea.Accessibility, FindingLevel.Warning, block, $"“{Short(heading)}” skips a level: it is {level}, the one before is {before}", $"Make it level {before + 1}") { Fix = Lower(page, block, heading, before + 1) };
            before = level;
        }
        if (!titled) yield return new Finding("headings", FindingArea.Accessibility, FindingLevel.Error, null, "The page has no title", "Make one of its headings the title of the page");
    }

    // Blocks keep the level of their heading in a choice whose values are h1 to h6.
    private static FindingFix? Lower(CheckedPage page, string? block, IElement heading, int level)
    {
        if (block is null || page.Document.Find(block) is not { } node || page.Rules.Find(node.Type) is not { } kind) return null;
        var field = kind.Fields.Fields.FirstOrDefault(f => f.Kind == FieldKind.Choice && f.Options.Any(o => o.Value == heading.LocalName) && f.Options.Any(o => o.Value == "h" + level));
        return field is null || (node.Prop(field.Name) ?? field.Default) != heading.LocalName ? null : new FindingFix($"Make it level {level}", new ChangeProp(block, field.Name, "h" + level));
    }

    private static string Short(IElement heading) => heading.TextContent.Trim() is var text && text.Length > 40 ? text[..40] + "…" : text;
}

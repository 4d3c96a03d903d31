using System.Collections.Immutable;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;

namespace Rendrix.Web.Content;

/// <summary>What a document must hold to before shoppers see it, whoever wrote it: the editor, the API or an older version.</summary>
public static class PublishCheck
{
    /// <summary>What stands in the way, in the order of the page; empty when it may go live.</summary>
    public static IReadOnlyList<PublishProblem> Problems(PageDocument document, PageType type, BlockRules rules)
    {
        var problems = new List<PublishProblem>();
        var root = type == PageType.Site ? "site" : "page";
        if (document.Root.Type != root) problems.Add(new PublishProblem(null, $"The page must begin with a block of type {root}"));
        foreach (var needed in rules.RequiredOn(type))
            if (document.Places.Values.Count(p => p.Node.Type == needed.About.Code) is var times and not 1)
                problems.Add(new PublishProblem(null, times == 0 ? $"{needed.About.Title} is missing: without it nobody could buy. Go back to an older version or undo" : $"{needed.About.Title} stands {times} times on the page. Keep one"));
        foreach (var place in document.Places.Values.OrderBy(p => p.Order))
        {
            var node = place.Node;
            if (place.ParentId is not null && (node.Type == RepeatBlock.Code || rules.Find(node.Type)?.About.Required == true) && Around(document, place).Any(p => p.Node.Type == RepeatBlock.Code))
                problems.Add(new PublishProblem(node.Id, node.Type == RepeatBlock.Code ? "A repeat cannot hold another one. Take it out" : $"{rules.Title(node.Type)} stands on the page once, so it cannot be repeated. Take it out"));
            if (type == PageType.Section && node.Type == "synced_section") problems.Add(new PublishProblem(node.Id, "A synced section cannot hold another one. Detach it, or delete it"));
            if (rules.Find(node.Type) is not { } kind)
            {
                problems.Add(new PublishProblem(node.Id, $"The block type {node.Type} is not installed. Delete the block"));
                continue;
            }
            if (!rules.Suits(node.Type, type)) problems.Add(new PublishProblem(node.Id, $"{kind.About.Title} shows nothing on this page. Delete it; it belongs on: {string.Join(", ", kind.About.On.Select(t => t.Name().ToLowerInvariant()))}"));
            foreach (var (name, text) in node.Props.OrderBy(p => p.Key, StringComparer.Ordinal))
                if (kind.Field(name) is { } field && kind.Problem(name, text) is { } problem)
                    problems.Add(new PublishProblem(node.Id, $"{kind.About.Title}, {field.About.Label.ToLowerInvariant()}: {problem}"));
            foreach (var (name, text) in node.Props)
                if (rules.WhyShown(node, name, text) is { } always) problems.Add(new PublishProblem(node.Id, always));
            foreach (var (slot, children) in node.Slots)
            {
                if (kind.Slot(slot) is { } rule && children.Length > rule.Max) problems.Add(new PublishProblem(node.Id, $"{kind.About.Title} holds at most {rule.Max} blocks"));
                foreach (var child in children)
                    if (rules.Find(child.Type) is not null && rules.WhyNot(child.Type, node.Type, slot) is { } why) problems.Add(new PublishProblem(child.Id, why));
            }
        }
        return [.. problems.OrderBy(p => p.BlockId is { } id ? document.Places[id].Order : -1)];
    }

    private static IEnumerable<PageDocument.Place> Around(PageDocument document, PageDocument.Place place)
    {
        for (var at = place.ParentId; at is not null; at = document.Places[at].ParentId) yield return document.Places[at];
    }

    /// <summary>The document with every rich text cleaned; the same object when all were clean.</summary>
    public static PageDocument Cleaned(PageDocument document, BlockRules rules)
    {
        var root = Cleaned(document.Root, rules);
        return ReferenceEquals(root, document.Root) ? document : new PageDocument(root);
    }

    private static BlockNode Cleaned(BlockNode node, BlockRules rules)
    {
        var props = node.Props;
        if (rules.Find(node.Type) is { } kind)
            foreach (var (key, html) in node.Props)
                if (kind.Field(key)?.Kind switch { FieldKind.RichText => RichTextSanitizer.Clean(html), FieldKind.Html => SafeHtml.Custom(html), _ => null } is { } clean && clean != html) props = props.SetItem(key, clean);
        var slots = node.Slots;
        foreach (var (slot, children) in node.Slots)
        {
            ImmutableArray<BlockNode> cleaned = [.. children.Select(child => Cleaned(child, rules))];
            if (!cleaned.AsSpan().SequenceEqual(children.AsSpan(), ReferenceEqualityComparer.Instance)) slots = slots.SetItem(slot, cleaned);
        }
        return ReferenceEquals(props, node.Props) && ReferenceEquals(slots, node.Slots) ? node : new BlockNode(node.Id, node.Type, props, slots);
    }
}

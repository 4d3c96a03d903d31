using System.Collections.Concurrent;
using System.Globalization;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;

namespace Rendrix.Web.Client.Editor;

/// <summary>Where blocks may go in a document: what the palette, the keyboard and dragging ask.</summary>
public static class BlockPlaces
{
    // A block is known by these texts before any other.
    private static readonly string[] Telling = ["Title", "Question", "Quote", "Text"];
    private static readonly ConcurrentDictionary<FieldSchema, FieldInfo[]> Known = new();

    /// <summary>Every place that takes a block of this kind, as "parent/slot". A moved block's own inside is left out.</summary>
    public static IReadOnlyList<string> For(PageDocument document, BlockRules rules, string code, string? moving = null)
    {
        var inside = moving is null || document.Find(moving) is not { } moved ? [] : moved.Walk().Select(n => n.Id).ToHashSet();
        return [.. from place in document.Places.Values
                   where !inside.Contains(place.Node.Id)
                   from slot in rules.Find(place.Node.Type)?.Slots ?? []
                   where rules.WhyNot(code, place.Node.Type, slot.Name) is null
                   let own = moving is not null && document.Places[moving].ParentId == place.Node.Id && document.Places[moving].Slot == slot.Name
                   where own || place.Node.Children(slot.Name).Length < slot.Max
                   select place.Node.Id + "/" + slot.Name];
    }

    /// <summary>The place after a block, or the nearest one around it that takes the kind, or the end of the page; null when there is none.</summary>
    public static (string Parent, string Slot, int Index)? After(PageDocument document, BlockRules rules, string code, string? selected)
    {
        if (selected is not null && document.Find(selected) is { } container && rules.Find(code)?.About.Parents.Contains(container.Type) == true && Into(rules, container, code) is { } into) return into;
        for (var at = selected is null ? null : document.Places.GetValueOrDefault(selected); at?.ParentId is not null; at = document.Places[at.ParentId])
        {
            var parent = document.Places[at.ParentId].Node;
            if (rules.WhyNot(code, parent.Type, at.Slot) is null && parent.Children(at.Slot).Length < rules.Find(parent.Type)!.Slot(at.Slot)!.Max) return (parent.Id, at.Slot, at.Index + 1);
        }
        return document.Places.Values.OrderBy(p => p.Order).Select(p => Into(rules, p.Node, code)).FirstOrDefault(p => p is not null);
    }

    /// <summary>The end of the first place of a block that takes the kind.</summary>
    public static (string Parent, string Slot, int Index)? Into(BlockRules rules, BlockNode parent, string code)
    {
        foreach (var slot in rules.Find(parent.Type)?.Slots ?? [])
            if (rules.WhyNot(code, parent.Type, slot.Name) is null && parent.Children(slot.Name).Length < slot.Max) return (parent.Id, slot.Name, parent.Children(slot.Name).Length);
        return null;
    }

    /// <summary>A fresh block of a kind: what the kind itself begins with; else a list that takes one kind of item starts with two of them.</summary>
    public static BlockNode Fresh(BlockRules rules, string code)
    {
        if (rules.Find(code)?.Start is { } start) return start();
        var node = BlockNode.Create(code);
        if (rules.Find(code)?.About.Version is > 1 and var version) node = node.With(BlockBasics.VersionKey, version.ToString(CultureInfo.InvariantCulture));
        foreach (var slot in rules.Find(code)?.Slots ?? [])
            if (slot.Allows is [var item]) node = node.WithSlot(slot.Name, [Fresh(rules, item), Fresh(rules, item)]);
        return node;
    }

    /// <summary>What a row of the outline says beside the kind: the first text of the block, shortened; empty when it has none.</summary>
    public static string Words(BlockRules rules, BlockNode node)
    {
        if (rules.Find(node.Type) is not { } kind) return "";
        foreach (var field in Known.GetOrAdd(kind.Fields, static fields => [.. fields.Fields.Where(f => f.About.Inline && f.Kind != FieldKind.RichText).OrderBy(f => Array.IndexOf(Telling, f.Name) is var at and >= 0 ? at : Telling.Length)]))
            if ((node.Prop(field.Name) ?? field.Default) is { Length: > 0 } text) return text.Length > 60 ? text[..60] : text;
        return "";
    }
}

using System.Collections.Immutable;
using Rendrix.Blocks;
using Rendrix.Content.Edits;

namespace Rendrix.Content.Arranging;

/// <summary>Acts on one or several selected blocks, each as one step that can be undone. Pure: a document goes in, a plan comes out.</summary>
public static class Arrange
{
    // What a group becomes: on the page a section, inside of one a stack; whatever else holds anything comes after.
    private static readonly string[] Groups = ["section", "stack", "group"];

    /// <summary>One place up (-1) or down (+1) among the siblings; beyond the end of a place into the next place of the same parent.</summary>
    public static Plan Shift(PageDocument document, BlockRules rules, IEnumerable<string> ids, int step)
    {
        if (Chosen.Tops(document, ids) is not { Count: > 0 } tops) return Nothing;
        if (!Chosen.SideBySide(tops)) return Plan.No("Select blocks that stand side by side to move them together");
        var (parent, slot) = (document.Places[tops[0].ParentId!].Node, tops[0].Slot);
        var moving = tops.Select(t => t.Node.Id).ToHashSet();
        var others = parent.Children(slot).Where(c => !moving.Contains(c.Id)).ToList();
        // Where the selection's first block would stand among the others.
        var at = tops[0].Index + step;
        if (at >= 0 && at <= others.Count) return Move(document, rules, ids, parent.Id, slot, at);
        var slots = rules.Find(parent.Type)?.Slots.Select(s => s.Name).ToList() ?? [];
        for (var next = slots.IndexOf(slot) + step; next >= 0 && next < slots.Count; next += step)
            if (tops.All(t => rules.WhyNot(t.Node.Type, parent.Type, slots[next]) is null)) return Move(document, rules, ids, parent.Id, slots[next], step > 0 ? 0 : int.MaxValue);
        return Plan.No("It cannot go further that way");
    }

    /// <summary>Out of the block around, to the place after it; further out when that takes no such block.</summary>
    public static Plan Out(PageDocument document, BlockRules rules, IEnumerable<string> ids)
    {
        if (Chosen.Tops(document, ids) is not { Count: > 0 } tops) return Nothing;
        for (var around = document.Places[tops[^1].ParentId!]; around.ParentId is not null; around = document.Places[around.ParentId])
        {
            var outer = document.Places[around.ParentId].Node;
            if (tops.All(t => rules.WhyNot(t.Node.Type, outer.Type, around.Slot) is null)) return Move(document, rules, ids, outer.Id, around.Slot, around.Index + 1);
        }
        return Plan.No("It cannot go further out");
    }

    /// <summary>Into the block before, at its end; else into the block after, at its beginning.</summary>
    public static Plan In(PageDocument document, BlockRules rules, IEnumerable<string> ids)
    {
        if (Chosen.Tops(document, ids) is not { Count: > 0 } tops) return Nothing;
        var siblings = document.Places[tops[0].ParentId!].Node.Children(tops[0].Slot);
        var before = tops[0].Index > 0 ? siblings[tops[0].Index - 1] : null;
        var last = tops[^1];
        var after = last.ParentId == tops[0].ParentId && last.Slot == tops[0].Slot && last.Index + 1 < siblings.Length ? siblings[last.Index + 1] : null;
        if (before is not null && Takes(rules, before, tops) is { } end) return Move(document, rules, ids, before.Id, end, int.MaxValue);
        if (after is not null && Takes(rules, after, tops) is { } start) return Move(document, rules, ids, after.Id, start, 0);
        return Plan.No($"No block beside it takes {Named(rules, tops)}");
    }

    /// <summary>To a place; the position counts without the moved blocks. They stand together afterwards, in the order of the page.</summary>
    public static Plan Move(PageDocument document, BlockRules rules, IEnumerable<string> ids, string parent, string slot, int index)
    {
        if (Chosen.Tops(document, ids) is not { Count: > 0 } tops) return Nothing;
        var moving = tops.Select(t => t.Node.Id).ToHashSet();
        if (document.Find(parent) is not { } to) return Plan.No("The block it should go into is gone");
        var others = to.Children(slot).Where(c => !moving.Contains(c.Id)).ToList();
        var before = others.ElementAtOrDefault(Math.Clamp(index, 0, others.Count) - 1)?.Id;
        var now = document;
        var edits = new List<Edit>();
        foreach (var top in tops)
        {
            var list = now.Find(parent)?.Children(slot).Where(c => c.Id != top.Node.Id).ToList() ?? [];
            var move = new MoveBlock(top.Node.Id, parent, slot, before is null ? 0 : list.FindIndex(c => c.Id == before) + 1);
            before = top.Node.Id;
            switch (move.Apply(now, rules))
            {
                case Applied done: now = done.Document; edits.Add(move); break;
                case Ignored { Reason: "It is already there" }: break;
                case Ignored no: return Plan.No(no.Reason);
            }
        }
        return edits.Count == 0 ? Plan.No("It is already there") : Plan.Of($"Move {Named(rules, tops)}", edits, [.. tops.Select(t => t.Node.Id)]);
    }

    /// <summary>Copies, which are selected: of blocks that stand side by side all after the last of them, in their order; else each after its own.</summary>
    public static Plan Duplicate(PageDocument document, BlockRules rules, IEnumerable<string> ids)
    {
        if (Chosen.Tops(document, ids) is not { Count: > 0 } tops) return Nothing;
        if (tops.Count > 1 && Chosen.SideBySide(tops))
        {
            var copies = tops.Select(t => Renewed(t.Node)).ToList();
            return Plan.All(document, rules, $"Duplicate {Named(rules, tops)}", [.. copies.Select((copy, i) => new InsertBlock(tops[0].ParentId!, tops[0].Slot, tops[^1].Index + 1 + i, copy))], [.. copies.Select(c => c.Id)]);
        }
        var edits = tops.Select(t => new DuplicateBlock(t.Node.Id, BlockNode.NewId())).ToList();
        return Plan.All(document, rules, $"Duplicate {Named(rules, tops)}", [.. edits], [.. edits.Select(e => e.CopyId)]);
    }

    /// <summary>Away with them; the nearest that stays is selected.</summary>
    public static Plan Remove(PageDocument document, BlockRules rules, IEnumerable<string> ids)
    {
        if (Chosen.Tops(document, ids) is not { Count: > 0 } tops) return Nothing;
        var gone = tops.Select(t => t.Node.Id).ToHashSet();
        var siblings = document.Places[tops[^1].ParentId!].Node.Children(tops[^1].Slot);
        var next = siblings.Skip(tops[^1].Index + 1).Concat(siblings.Take(tops[^1].Index).Reverse()).FirstOrDefault(s => !gone.Contains(s.Id))?.Id
            ?? Chosen.Above(document, tops[^1]).FirstOrDefault(id => id != document.Root.Id && !gone.Contains(id));
        return Plan.All(document, rules, $"Delete {Named(rules, tops)}", [.. tops.Select(t => new RemoveBlock(t.Node.Id))], next is null ? [] : [next]);
    }

    /// <summary>Hides what is shown; when all are hidden, shows them.</summary>
    public static Plan Hide(PageDocument document, BlockRules rules, IEnumerable<string> ids) => Switch(document, rules, ids, BlockBasics.HiddenKey, "Hide", "Show");

    /// <summary>Locks what is free; when all are locked, frees them.</summary>
    public static Plan Lock(PageDocument document, BlockRules rules, IEnumerable<string> ids) => Switch(document, rules, ids, BlockBasics.LockedKey, "Lock", "Unlock");

    /// <summary>Another name in the outline; an empty one takes it back to the kind's.</summary>
    public static Plan Rename(PageDocument document, string id, string name)
    {
        name = name.Trim();
        if (document.Find(id) is not { } node) return Nothing;
        return node.Prop(BlockBasics.NameKey) == (name.Length == 0 ? null : name) ? new Plan(null) : new Plan(new ChangeProp(id, BlockBasics.NameKey, name.Length == 0 ? null : name));
    }

    /// <summary>Wraps blocks that stand side by side in a section or a stack, where the first of them stood.</summary>
    public static Plan Group(PageDocument document, BlockRules rules, IEnumerable<string> ids)
    {
        if (Chosen.Tops(document, ids) is not { Count: > 0 } tops) return Nothing;
        if (!Chosen.SideBySide(tops)) return Plan.No("Select blocks that stand side by side to group them");
        var (parent, slot) = (document.Places[tops[0].ParentId!].Node, tops[0].Slot);
        var preferred = parent.Id == document.Root.Id ? Groups : Groups.Skip(1).Concat(Groups.Take(1));
        foreach (var code in preferred.Concat(rules.Kinds.Where(k => k.About.Group == "Layout" && !k.About.Hidden).Select(k => k.About.Code).Order(StringComparer.Ordinal)))
        {
            if (rules.Find(code) is null || rules.WhyNot(code, parent.Type, slot) is not null) continue;
            var group = BlockNode.Create(code);
            if (Takes(rules, group, tops) is not { } inside) continue;
            var edits = new List<Edit> { new InsertBlock(parent.Id, slot, tops[0].Index, group) };
            edits.AddRange(tops.Select((t, i) => new MoveBlock(t.Node.Id, group.Id, inside, i)));
            return Plan.All(document, rules, $"Group {Named(rules, tops)}", edits, [group.Id]);
        }
        return Plan.No($"{Named(rules, tops)} cannot stand in a group here");
    }

    /// <summary>Takes a group's blocks out of it, to where it stood, and the group away.</summary>
    public static Plan Ungroup(PageDocument document, BlockRules rules, IEnumerable<string> ids)
    {
        if (Chosen.Tops(document, ids) is not [var group]) return Plan.No("Select one group to take it apart");
        var inside = document.Places.Values.Where(p => p.ParentId == group.Node.Id).OrderBy(p => p.Order).ToList();
        if (inside.Count == 0) return Plan.No($"{rules.Title(group.Node.Type)} holds no blocks to take out");
        var parent = document.Places[group.ParentId!].Node;
        foreach (var child in inside)
            if (rules.Find(child.Node.Type) is not null && rules.WhyNot(child.Node.Type, parent.Type, group.Slot) is { } why) return Plan.No(why);
        var edits = inside.Select((c, i) => (Edit)new MoveBlock(c.Node.Id, parent.Id, group.Slot, group.Index + 1 + i)).ToList();
        edits.Add(new RemoveBlock(group.Node.Id));
        return Plan.All(document, rules, $"Ungroup {rules.Title(group.Node.Type)}", edits, [.. inside.Select(c => c.Node.Id)]);
    }

    /// <summary>What an act calls several blocks: the kind's title for one, "3 blocks" for more.</summary>
    public static string Named(BlockRules rules, IReadOnlyList<PageDocument.Place> tops) => tops is [var only] ? rules.Title(only.Node.Type) : $"{tops.Count} blocks";

    private static BlockNode Renewed(BlockNode node) => new(BlockNode.NewId(), node.Type, node.Props, node.Slots.ToImmutableDictionary(s => s.Key, s => s.Value.Select(Renewed).ToImmutableArray()));

    private static Plan Nothing => Plan.No("Select a block first");

    private static Plan Switch(PageDocument document, BlockRules rules, IEnumerable<string> ids, string key, string on, string off)
    {
        if (Chosen.Tops(document, ids) is not { Count: > 0 } tops) return Nothing;
        var all = tops.All(t => t.Node.Prop(key) == "true");
        return Plan.All(document, rules, $"{(all ? off : on)} {Named(rules, tops)}", [.. tops.Where(t => (t.Node.Prop(key) == "true") == all).Select(t => new ChangeProp(t.Node.Id, key, all ? null : "true"))]);
    }

    private static string? Takes(BlockRules rules, BlockNode container, IReadOnlyList<PageDocument.Place> tops) =>
        BlockBasics.IsLocked(container) ? null
        : rules.Find(container.Type)?.Slots.FirstOrDefault(slot => tops.All(t => rules.WhyNot(t.Node.Type, container.Type, slot.Name) is null) && container.Children(slot.Name).Length + tops.Count <= slot.Max)?.Name;
}

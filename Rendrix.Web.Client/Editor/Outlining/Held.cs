using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Content.Edits;

namespace Rendrix.Web.Client.Editor.Outlining;

/// <summary>
/// Something carried by the keyboard: blocks of the page, or something new. It stands nowhere else until it is dropped, so that carrying is one
/// step to undo and cancelling is none. Positions count without what is carried.
/// </summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kinds">Codes of the carried blocks.</param>
/// <param name="Ids">The carried blocks of the page; empty for something new.</param>
/// <param name="Parent">The block it would go into.</param>
/// <param name="Slot">The place there.</param>
/// <param name="Index">The position there.</param>
public sealed record Held(string Name, IReadOnlyList<string> Kinds, IReadOnlyList<string> Ids, string Parent, string Slot, int Index)
{
    /// <summary>Blocks of the page, where they stand.</summary>
    public static Held? Lift(PageDocument document, BlockRules rules, IEnumerable<string> ids)
    {
        if (Chosen.Tops(document, ids) is not { Count: > 0 } tops) return null;
        var first = tops[0];
        return new Held(tops is [var only] ? OutlineRows.Title(rules, only.Node) : $"{tops.Count} blocks", [.. tops.Select(t => t.Node.Type).Distinct()], [.. tops.Select(t => t.Node.Id)], first.ParentId!, first.Slot, first.Index);
    }

    /// <summary>Something new, at the place where it would stand; null when nothing takes it.</summary>
    public static Held? New(PageDocument document, BlockRules rules, string name, IReadOnlyList<string> kinds, string? selected) =>
        BlockPlaces.After(document, rules, kinds[0], selected) is var (parent, slot, index) ? new Held(name, kinds, [], parent, slot, index) : null;

    /// <summary>A step: -1 up, +1 down, with first and last by greater numbers. Null when it cannot go further.</summary>
    public Held? Step(PageDocument document, BlockRules rules, int by)
    {
        var count = Count(document, Parent, Slot);
        var to = Math.Abs(by) > 1 ? Math.Clamp(Index + by, 0, count) : Index + by;
        if (to >= 0 && to <= count) return to == Index ? null : this with { Index = to };
        // Beyond the end of a place its parent may have another.
        var slots = OutlineRows.Slots(rules, document.Find(Parent)!).Select(s => s.Slot).ToList();
        for (var next = slots.IndexOf(Slot) + by; next >= 0 && next < slots.Count; next += by)
            if (Fits(rules, document, Parent, slots[next])) return this with { Slot = slots[next], Index = by > 0 ? 0 : Count(document, Parent, slots[next]) };
        return null;
    }

    /// <summary>Out of the block around, to the place after it.</summary>
    public Held? Out(PageDocument document, BlockRules rules)
    {
        for (var at = document.Places.GetValueOrDefault(Parent); at?.ParentId is { } outer; at = document.Places[outer])
            if (Fits(rules, document, outer, at.Slot)) return this with { Parent = outer, Slot = at.Slot, Index = Before(document, outer, at.Slot, at.Index + 1) };
        return null;
    }

    /// <summary>Into the block before, at its end, or into the one after, at its beginning.</summary>
    public Held? In(PageDocument document, BlockRules rules)
    {
        var siblings = Siblings(document, Parent, Slot).ToList();
        foreach (var (beside, end) in new[] { (siblings.ElementAtOrDefault(Index - 1), true), (siblings.ElementAtOrDefault(Index), false) })
            if (beside is not null)
                foreach (var slot in rules.Find(beside.Type)?.Slots ?? [])
                    if (Fits(rules, document, beside.Id, slot.Name)) return this with { Parent = beside.Id, Slot = slot.Name, Index = end ? Count(document, beside.Id, slot.Name) : 0 };
        return null;
    }

    /// <summary>Where it is, in words: "position 2 of 8 in Page".</summary>
    public string Where(PageDocument document, BlockRules rules)
    {
        var parent = document.Find(Parent)!;
        var slots = OutlineRows.Slots(rules, parent);
        return $"position {Index + 1} of {Count(document, Parent, Slot) + Math.Max(1, Ids.Count)} in {(slots.Count > 1 ? slots.First(s => s.Slot == Slot).Label + " of " : "")}{OutlineRows.Title(rules, parent)}";
    }

    private bool Fits(BlockRules rules, PageDocument document, string parent, string slot) =>
        document.Find(parent) is { } node && !Ids.Contains(parent) && !BlockBasics.IsLocked(node) && rules.Find(node.Type)?.Slot(slot) is { } place && Count(document, parent, slot) + Math.Max(1, Ids.Count) <= place.Max
        && Kinds.All(kind => rules.WhyNot(kind, node.Type, slot) is null);

    private IEnumerable<BlockNode> Siblings(PageDocument document, string parent, string slot) => document.Find(parent)!.Children(slot).Where(c => !Ids.Contains(c.Id));

    private int Count(PageDocument document, string parent, string slot) => Siblings(document, parent, slot).Count();

    private int Before(PageDocument document, string parent, string slot, int index) => document.Find(parent)!.Children(slot).Take(index).Count(c => !Ids.Contains(c.Id));
}

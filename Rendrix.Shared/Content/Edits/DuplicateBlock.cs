using Rendrix.Blocks;

namespace Rendrix.Content.Edits;

/// <summary>Puts a copy of a block right after it.</summary>
/// <param name="Id">The block.</param>
/// <param name="CopyId">Id of the copy; the copy's children are numbered after it, so that a replay makes the same ids.</param>
public sealed record DuplicateBlock(string Id, string CopyId) : Edit
{
    /// <inheritdoc/>
    public override EditResult Apply(PageDocument document, BlockRules rules)
    {
        if (!document.Places.TryGetValue(Id, out var place)) return new Ignored("This block is gone");
        if (place.ParentId is null) return new Ignored("The page itself cannot be copied");
        if (CopyId.Length is 0 or > 32 || !CopyId.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return new Ignored("The copy needs an id of letters and digits");
        var count = 0;
        var inserted = new InsertBlock(place.ParentId, place.Slot, place.Index + 1, Copy(place.Node)).Apply(document, rules);
        return inserted is Applied done ? done with { Name = $"Duplicate {rules.Title(place.Node.Type)}" } : inserted;

        BlockNode Copy(BlockNode node)
        {
            var number = count++;
            return new BlockNode(number == 0 ? CopyId : $"{CopyId}-{number}", node.Type, node.Props,
                node.Slots.OrderBy(s => s.Key, StringComparer.Ordinal).Aggregate(node.Slots, (slots, slot) => slots.SetItem(slot.Key, [.. slot.Value.Select(Copy)])));
        }
    }
}

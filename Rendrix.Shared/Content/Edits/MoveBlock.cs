using System.Text.Json.Serialization;

namespace Rendrix.Content.Edits;

/// <summary>Takes a block to another place.</summary>
/// <param name="Id">The block.</param>
/// <param name="ParentId">The block it goes into; may be the one it is in.</param>
/// <param name="Slot">The place in that block.</param>
/// <param name="Index">Position there, counted without the moved block; beyond the end means the end.</param>
public sealed record MoveBlock(string Id, string ParentId, string Slot, int Index) : Edit
{
    /// <summary>Goes back to where it stood before, so what the rules say today does not matter. Never read from JSON.</summary>
    [JsonIgnore]
    public bool Restores { get; init; }

    /// <inheritdoc/>
    public override EditResult Apply(PageDocument document, BlockRules rules)
    {
        if (!document.Places.TryGetValue(Id, out var from)) return new Ignored("This block is gone");
        if (from.ParentId is null) return new Ignored("The page itself stays");
        if (!document.Places.TryGetValue(ParentId, out var to)) return new Ignored("The block it should go into is gone");
        if (IsInside(document, ParentId, Id)) return new Ignored("A block cannot go into itself");

        var stays = from.ParentId == ParentId && from.Slot == Slot;
        if (!Restores && !stays && (rules.WhyNot(from.Node.Type, to.Node.Type, Slot) ?? Tree.Full(rules, to.Node, Slot)) is { } no) return new Ignored(no);
        if (!Restores && (Tree.Locked(document, rules, Id) ?? Tree.Locked(document, rules, ParentId)) is { } locked) return new Ignored(locked);
        if (Tree.TooDeep(to, from.Node) is { } limit) return new Ignored(limit);

        var index = Math.Clamp(Index, 0, to.Node.Children(Slot).Length - (stays ? 1 : 0));
        if (stays && index == from.Index) return new Ignored("It is already there");
        return new Applied(Tree.Insert(Tree.Remove(document, from), ParentId, Slot, index, from.Node),
            new MoveBlock(Id, from.ParentId, from.Slot, from.Index) { Restores = true },
            from.ParentId == ParentId ? [ParentId] : [from.ParentId, ParentId], $"Move {rules.Title(from.Node.Type)}");
    }

    private static bool IsInside(PageDocument document, string id, string ancestor)
    {
        for (string? at = id; at is not null; at = document.Places[at].ParentId)
            if (at == ancestor) return true;
        return false;
    }
}

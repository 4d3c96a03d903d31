using System.Text.Json.Serialization;

namespace Rendrix.Content.Edits;

/// <summary>Takes a block away with everything it holds.</summary>
/// <param name="Id">The block.</param>
public sealed record RemoveBlock(string Id) : Edit
{
    /// <summary>Takes back an insertion, so that a copy of a locked block can go. Never read from JSON.</summary>
    [JsonIgnore]
    public bool Restores { get; init; }

    /// <inheritdoc/>
    public override EditResult Apply(PageDocument document, BlockRules rules)
    {
        if (!document.Places.TryGetValue(Id, out var place)) return new Ignored("This block is already gone");
        if (place.ParentId is null) return new Ignored("The page itself stays");
        if (!Restores && rules.WhyKept(place.Node) is { } kept) return new Ignored(kept);
        if (!Restores && Tree.Locked(document, rules, Id) is { } locked) return new Ignored(locked);
        return new Applied(Tree.Remove(document, place),
            new InsertBlock(place.ParentId, place.Slot, place.Index, place.Node) { Restores = true }, [place.ParentId], $"Delete {rules.Title(place.Node.Type)}");
    }
}

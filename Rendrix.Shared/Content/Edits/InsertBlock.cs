using System.Text.Json.Serialization;
using Rendrix.Blocks;

namespace Rendrix.Content.Edits;

/// <summary>Puts a block, with whatever it holds, into a place.</summary>
/// <param name="ParentId">The block it goes into.</param>
/// <param name="Slot">The place in that block.</param>
/// <param name="Index">Position there; beyond the end means the end.</param>
/// <param name="Block">The block; its ids must be new to the document.</param>
public sealed record InsertBlock(string ParentId, string Slot, int Index, BlockNode Block) : Edit
{
    /// <summary>Puts back what stood there before, so what the rules say today does not matter. Never read from JSON.</summary>
    [JsonIgnore]
    public bool Restores { get; init; }

    /// <inheritdoc/>
    public override EditResult Apply(PageDocument document, BlockRules rules)
    {
        if (!document.Places.TryGetValue(ParentId, out var parent)) return new Ignored("The block it belongs to is gone");
        if (Block.Walk().Any(node => document.Places.ContainsKey(node.Id))) return new Ignored($"{rules.Title(Block.Type)} is already on the page");
        if (!Restores && (Refused(rules, parent.Node) ?? Twice(document, rules)) is { } no) return new Ignored(no);
        if (!Restores && Tree.Locked(document, rules, ParentId) is { } locked) return new Ignored(locked);
        if (Tree.TooMuch(document, parent, Block) is { } limit) return new Ignored(limit);

        var index = Math.Clamp(Index, 0, parent.Node.Children(Slot).Length);
        return new Applied(Tree.Insert(document, ParentId, Slot, index, Block), new RemoveBlock(Block.Id) { Restores = true }, [ParentId], $"Add {rules.Title(Block.Type)}");
    }

    private string? Refused(BlockRules rules, BlockNode parent) =>
        rules.WhyNot(Block.Type, parent.Type, Slot) ?? Tree.Full(rules, parent, Slot) ?? Inside(rules, Block);

    /// <summary>What a page must have it has once, a copy would be a second cart.</summary>
    private string? Twice(PageDocument document, BlockRules rules)
    {
        var second = Block.Walk().FirstOrDefault(b => rules.Find(b.Type)?.About.Required == true && document.Places.Values.Any(p => p.Node.Type == b.Type));
        return second is null ? null : $"{rules.Title(second.Type)} stands on the page already";
    }

    /// <summary>A pasted or replayed block brings settings and children, which obey the same rules. What an unknown block may hold, nobody here knows; it keeps what it brings.</summary>
    private static string? Inside(BlockRules rules, BlockNode block) =>
        block.Props.Select(prop => rules.Find(block.Type) is { } kind && kind.Field(prop.Key) is not null ? kind.Problem(prop.Key, prop.Value) : null).FirstOrDefault(reason => reason is not null)
        ?? (from slot in block.Slots
            from child in slot.Value
            select (rules.Find(block.Type) is null ? null : rules.WhyNot(child.Type, block.Type, slot.Key)) ?? Inside(rules, child)).FirstOrDefault(reason => reason is not null);
}

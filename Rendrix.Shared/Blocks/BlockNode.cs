using System.Collections.Immutable;

namespace Rendrix.Blocks;

/// <summary>
/// One block of a page document. Immutable and compared by reference: the same object is the same content,
/// so it is its own cache key. Deliberately not a record, whose equality would walk whole subtrees.
/// </summary>
public sealed class BlockNode(string id, string type, ImmutableDictionary<string, string> props, ImmutableDictionary<string, ImmutableArray<BlockNode>> slots)
{
    /// <summary>Unique in its document; 1 to 40 letters, digits, hyphens.</summary>
    public string Id { get; } = id;

    /// <summary>Code of the block. An unknown code is kept and drawn as nothing on the site.</summary>
    public string Type { get; } = type;

    /// <summary>Settings as texts, by property name; absent means the default.</summary>
    public ImmutableDictionary<string, string> Props { get; } = props;

    /// <summary>Child blocks by slot name.</summary>
    public ImmutableDictionary<string, ImmutableArray<BlockNode>> Slots { get; } = slots;

    /// <summary>The children of a slot; empty when there are none.</summary>
    public ImmutableArray<BlockNode> Children(string slot) => Slots.TryGetValue(slot, out var list) ? list : [];

    /// <summary>The setting's text, or null when it has its default.</summary>
    public string? Prop(string name) => Props.GetValueOrDefault(name);

    /// <summary>The same block with one setting changed; null takes it back to the default.</summary>
    public BlockNode With(string name, string? value) =>
        new(Id, Type, value is null ? Props.Remove(name) : Props.SetItem(name, value), Slots);

    /// <summary>The same block with other children in one slot.</summary>
    public BlockNode WithSlot(string slot, ImmutableArray<BlockNode> children) => new(Id, Type, Props, Slots.SetItem(slot, children));

    /// <summary>A new block, for seeds and tests: props as pairs, children in the slot "children".</summary>
    public static BlockNode Create(string type, IEnumerable<KeyValuePair<string, string>>? props = null, IEnumerable<BlockNode>? children = null, string slot = "children", string? id = null) =>
        new(id ?? NewId(), type,
            props?.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty,
            children is null ? ImmutableDictionary<string, ImmutableArray<BlockNode>>.Empty : ImmutableDictionary<string, ImmutableArray<BlockNode>>.Empty.Add(slot, [.. children]));

    /// <summary>A fresh id: 12 random letters and digits, unguessable enough never to collide inside a document.</summary>
    public static string NewId() => "b" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));

    /// <summary>This block and everything below it, parents first.</summary>
    public IEnumerable<BlockNode> Walk()
    {
        yield return this;
        foreach (var slot in Slots.OrderBy(s => s.Key, StringComparer.Ordinal))
            foreach (var child in slot.Value)
                foreach (var node in child.Walk())
                    yield return node;
    }
}

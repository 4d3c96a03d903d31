using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rendrix.Blocks;

namespace Rendrix.Content.Edits;

/// <summary>
/// One change of a page, said by what the person meant. Applying it is pure: a document goes in, a new one comes out.
/// Serialisable, so that it can be kept and replayed on a newer document.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(InsertBlock), "insert")]
[JsonDerivedType(typeof(MoveBlock), "move")]
[JsonDerivedType(typeof(RemoveBlock), "remove")]
[JsonDerivedType(typeof(DuplicateBlock), "duplicate")]
[JsonDerivedType(typeof(ChangeProp), "change")]
[JsonDerivedType(typeof(SeveralEdits), "several")]
public abstract record Edit
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { Converters = { new BlockNodeJson() } };

    /// <summary>The edit's outcome on a document: <see cref="Applied"/> or <see cref="Ignored"/>.</summary>
    public abstract EditResult Apply(PageDocument document, BlockRules rules);

    /// <summary>The edit as JSON, for example <c>{"kind":"change","id":"b1","name":"Title","value":"Hello"}</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Wire);

    /// <summary>Reads what <see cref="ToJson"/> wrote; throws <see cref="FormatException"/> when it is not an edit.</summary>
    public static Edit Parse(string json)
    {
        try { return JsonSerializer.Deserialize<Edit>(json, Wire) ?? throw new FormatException("An edit is an object."); }
        catch (Exception e) when (e is JsonException or NotSupportedException) { throw new FormatException("This is not an edit: " + e.Message); }
    }
}

/// <summary>What became of an edit.</summary>
public abstract record EditResult;

/// <summary>The edit was done.</summary>
/// <param name="Document">The document after it.</param>
/// <param name="Inverse">The edit that takes it back.</param>
/// <param name="Changed">Blocks that are drawn differently now: the block itself for a setting, the parents for insert, move and remove.</param>
/// <param name="Name">What undo calls it, for example "Move Hero".</param>
public sealed record Applied(PageDocument Document, Edit Inverse, ImmutableArray<string> Changed, string Name) : EditResult;

/// <summary>The edit no longer fits the document, and nothing changed.</summary>
/// <param name="Reason">One sentence for the person.</param>
public sealed record Ignored(string Reason) : EditResult;

/// <summary>Changing a tree of immutable blocks: only the path up to the root is copied.</summary>
internal static class Tree
{
    public static PageDocument Replace(PageDocument document, string id, BlockNode replacement)
    {
        var node = replacement;
        for (var place = document.Places[id]; place.ParentId is not null;)
        {
            var parent = document.Places[place.ParentId];
            node = parent.Node.WithSlot(place.Slot, parent.Node.Children(place.Slot).SetItem(place.Index, node));
            place = parent;
        }
        return new PageDocument(node);
    }

    public static PageDocument Insert(PageDocument document, string parentId, string slot, int index, BlockNode block)
    {
        var parent = document.Places[parentId].Node;
        return Replace(document, parentId, parent.WithSlot(slot, parent.Children(slot).Insert(index, block)));
    }

    public static PageDocument Remove(PageDocument document, PageDocument.Place place)
    {
        var parent = document.Places[place.ParentId!].Node;
        return Replace(document, parent.Id, parent.WithSlot(place.Slot, parent.Children(place.Slot).RemoveAt(place.Index)));
    }

    /// <summary>Why a block cannot be changed, because it or one around it is locked; null when it can.</summary>
    public static string? Locked(PageDocument document, BlockRules rules, string id)
    {
        for (string? at = id; at is not null && document.Places.TryGetValue(at, out var place); at = place.ParentId)
            if (BlockBasics.IsLocked(place.Node)) return $"{place.Node.Prop(BlockBasics.NameKey) ?? rules.Title(place.Node.Type)} is locked. Unlock it first";
        return null;
    }

    /// <summary>How many levels a block has, itself included.</summary>
    public static int Height(BlockNode node) => 1 + node.Slots.Values.SelectMany(list => list).Select(Height).DefaultIfEmpty(0).Max();

    /// <summary>Why the limits of a document forbid this block below that parent; null when they allow it.</summary>
    public static string? TooMuch(PageDocument document, PageDocument.Place parent, BlockNode block) =>
        document.Places.Count + block.Walk().Count() > PageDocument.MaxBlocks ? $"A page holds at most {PageDocument.MaxBlocks:N0} blocks"
        : TooDeep(parent, block);

    public static string? TooDeep(PageDocument.Place parent, BlockNode block) =>
        parent.Depth + Height(block) > PageDocument.MaxDepth ? $"Blocks stand at most {PageDocument.MaxDepth} deep in each other" : null;

    /// <summary>Why the place is full; null when one more fits.</summary>
    public static string? Full(BlockRules rules, BlockNode parent, string slot) =>
        rules.Find(parent.Type)?.Slot(slot) is { } rule && parent.Children(slot).Length >= rule.Max ? $"{rules.Title(parent.Type)} holds at most {rule.Max} blocks" : null;
}

/// <summary>Writes blocks inside edits in the very form documents use.</summary>
internal sealed class BlockNodeJson : JsonConverter<BlockNode>
{
    public override BlockNode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return PageDocument.Parse("{\"root\":" + json.RootElement.GetRawText() + "}").Root;
    }

    public override void Write(Utf8JsonWriter writer, BlockNode value, JsonSerializerOptions options) => PageDocument.Write(writer, value);
}

using System.Collections.Immutable;
using System.Text.Json;
using Rendrix.Blocks;

namespace Rendrix.Content;

/// <summary>
/// A page as a tree of blocks. The root is a block of type "page" whose slot "children" holds the page's sections
/// (the site document uses the slots "header" and "footer"). Immutable; edits make a new document.
/// </summary>
public sealed class PageDocument
{
    /// <summary>Version of the stored form, as documents carry it.</summary>
    public const int Schema = 1;
    /// <summary>Most blocks in one document; more is refused with a clear sentence.</summary>
    public const int MaxBlocks = 2_500;
    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 12;
    /// <summary>Largest stored size of one document.</summary>
    public const int MaxBytes = 1_000_000;

    private Dictionary<string, Place>? _places;

    /// <summary>Wraps a root block.</summary>
    public PageDocument(BlockNode root) => Root = root;

    /// <summary>The page block.</summary>
    public BlockNode Root { get; }

    /// <summary>Where a block stands.</summary>
    public sealed record Place(BlockNode Node, string? ParentId, string Slot, int Index, int Depth, int Order);

    /// <summary>Every block by id; built once per document.</summary>
    public IReadOnlyDictionary<string, Place> Places => _places ??= Index();

    /// <summary>A document with one empty slot.</summary>
    public static PageDocument Empty => new(BlockNode.Create("page", children: [], id: "root"));

    /// <summary>A document of these sections.</summary>
    public static PageDocument Of(params BlockNode[] sections) => new(BlockNode.Create("page", children: sections, id: "root"));

    /// <summary>The block of that id, or null.</summary>
    public BlockNode? Find(string id) => Places.TryGetValue(id, out var place) ? place.Node : null;

    /// <summary>Writes the document as stored JSON: <c>{"schema":1,"root":{"id","type","props":{},"slots":{"children":[…]}}}</c>; keys sorted, so equal documents are equal texts.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WritePropertyName("root");
            Write(json, Root);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Writes one block and its children, the form the clipboard and the API use.</summary>
    public static void Write(Utf8JsonWriter json, BlockNode node)
    {
        json.WriteStartObject();
        json.WriteString("id", node.Id);
        json.WriteString("type", node.Type);
        json.WriteStartObject("props");
        foreach (var (name, value) in node.Props.OrderBy(p => p.Key, StringComparer.Ordinal)) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartObject("slots");
        foreach (var (slot, children) in node.Slots.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(slot);
            foreach (var child in children) Write(json, child);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>
    /// Reads stored or sent JSON. Throws <see cref="FormatException"/> with a sentence when it is not a document: too large, too deep,
    /// too many blocks, an id twice, or a value that is not text. Unknown block types are kept.
    /// </summary>
    public static PageDocument Parse(string text)
    {
        if (text.Length > MaxBytes) throw new FormatException($"The page is larger than {MaxBytes / 1000} kB. Remove some blocks or texts.");
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 64 });
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("root", out var root)) throw new FormatException("A page document needs a \"root\".");
            // What a later version wrote may mean something else; read as this one it would lose that silently.
            if (json.RootElement.TryGetProperty("schema", out var schema) && !(schema.ValueKind == JsonValueKind.Number && schema.TryGetInt32(out var number) && number == Schema))
                throw new FormatException($"This version reads pages of schema {Schema}. Export the page again from a program of the same version, or update this one.");
            var ids = new HashSet<string>(StringComparer.Ordinal);
            return new PageDocument(Read(root, ids, 0));
        }
        catch (JsonException e) { throw new FormatException("The page is not valid JSON: " + e.Message); }
    }

    private static BlockNode Read(JsonElement json, HashSet<string> ids, int depth)
    {
        if (depth > MaxDepth) throw new FormatException($"Blocks stand at most {MaxDepth} deep in each other.");
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("A block is an object with id and type.");
        var id = Text(json, "id");
        var type = Text(json, "type");
        if (id.Length is 0 or > 40 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) throw new FormatException("A block's id is 1 to 40 letters, digits or hyphens.");
        if (type.Length is 0 or > 60 || !type.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')) throw new FormatException("A block's type is a lower-case code.");
        if (!ids.Add(id)) throw new FormatException($"The id {id} stands twice in the page.");
        if (ids.Count > MaxBlocks) throw new FormatException($"A page holds at most {MaxBlocks} blocks.");

        var props = ImmutableDictionary.CreateBuilder<string, string>();
        if (Object(json, "props", id) is { } stored)
            foreach (var prop in stored.EnumerateObject())
                props[prop.Name] = prop.Value.ValueKind switch
                {
                    JsonValueKind.String => prop.Value.GetString()!,
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    JsonValueKind.Number => prop.Value.GetRawText(),
                    _ => throw new FormatException($"The setting {prop.Name} of block {id} must be text, a number, true or false."),
                };

        var slots = ImmutableDictionary.CreateBuilder<string, ImmutableArray<BlockNode>>();
        if (Object(json, "slots", id) is { } places)
            foreach (var slot in places.EnumerateObject())
                slots[slot.Name] = slot.Value.ValueKind == JsonValueKind.Array
                    ? [.. slot.Value.EnumerateArray().Select(child => Read(child, ids, depth + 1))]
                    : throw new FormatException($"The slot {slot.Name} of block {id} must be a list of blocks.");
        return new BlockNode(id, type, props.ToImmutable(), slots.ToImmutable());
    }

    // A block without settings or slots may leave them out; anything else in their place would be a block that lost them.
    private static JsonElement? Object(JsonElement json, string name, string id) =>
        !json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Object ? value
        : throw new FormatException($"The {name} of block {id} must be an object.");

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private Dictionary<string, Place> Index()
    {
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        var order = 0;
        Visit(Root, null, "", 0, 0);
        return places;

        void Visit(BlockNode node, string? parent, string slot, int index, int depth)
        {
            places[node.Id] = new Place(node, parent, slot, index, depth, order++);
            foreach (var (name, children) in node.Slots.OrderBy(s => s.Key, StringComparer.Ordinal))
                for (var i = 0; i < children.Length; i++)
                    Visit(children[i], node.Id, name, i, depth + 1);
        }
    }
}

using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using Rendrix.Blocks;
using Rendrix.Content.Edits;
using Rendrix.Fields;

namespace Rendrix.Content.Arranging;

/// <summary>
/// Blocks on the clipboard: plain JSON, so that they travel between pages, stores and installations, through mails and files.
/// <c>{"rendrix":"blocks","version":1,"from":"https://shop.example","blocks":[…]}</c>, each block as documents hold it.
/// </summary>
/// <param name="From">Address of the shop they come from; empty when unknown.</param>
/// <param name="Blocks">The blocks, with the ids they had.</param>
public sealed record BlockClip(string From, IReadOnlyList<BlockNode> Blocks)
{
    /// <summary>Version of the form that this program writes; it reads this and older ones.</summary>
    public const int Version = 1;
    /// <summary>Most characters read from a clipboard.</summary>
    public const int MaxLength = PageDocument.MaxBytes;
    /// <summary>Longest plain text that becomes a block.</summary>
    public const int MaxText = 20_000;

    /// <summary>The selected blocks as a clip.</summary>
    public static BlockClip Of(PageDocument document, IEnumerable<string> ids, string from) => new(from, [.. Chosen.Tops(document, ids).Select(t => t.Node)]);

    /// <summary>Writes the clip as text.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("rendrix", "blocks");
            json.WriteNumber("version", Version);
            json.WriteString("from", From);
            json.WriteStartArray("blocks");
            foreach (var block in Blocks) PageDocument.Write(json, block);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Whether a text means to be a clip, so that a broken one is told apart from words somebody wrote.</summary>
    public static bool Looks(string text) => text.TrimStart() is ['{', ..] && text.Contains("\"rendrix\"", StringComparison.Ordinal);

    /// <summary>Reads a clip; throws <see cref="FormatException"/> with a sentence when it is not one, too large, or from a newer version.</summary>
    public static BlockClip Parse(string text)
    {
        if (text.Length > MaxLength) throw new FormatException($"What you copied is larger than {MaxLength / 1000} kB. Copy fewer blocks at a time");
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 64 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("rendrix", out var mark) || mark.ValueKind != JsonValueKind.String || mark.GetString() != "blocks"
                || !root.TryGetProperty("blocks", out var blocks) || blocks.ValueKind != JsonValueKind.Array)
                throw new FormatException("The clipboard holds no blocks. Copy some blocks first");
            if (!root.TryGetProperty("version", out var version) || !version.TryGetInt32(out var number) || number < 1) throw new FormatException("The clipboard's blocks have no version. Copy them again");
            if (number > Version) throw new FormatException("These blocks were copied from a newer version of Rendrix. Update this one to paste them");
            // One document holds them all, so that its limits count for the whole of it.
            var document = PageDocument.Parse("{\"root\":{\"id\":\"clip\",\"type\":\"page\",\"slots\":{\"children\":" + blocks.GetRawText() + "}}}");
            if (document.Places.Count == 1) throw new FormatException("The clipboard holds no blocks. Copy some blocks first");
            var from = root.TryGetProperty("from", out var origin) && origin.ValueKind == JsonValueKind.String ? origin.GetString()! : "";
            return new BlockClip(from.Length <= 200 ? from : "", document.Root.Children("children"));
        }
        catch (JsonException) { throw new FormatException("The copied blocks are damaged. Copy them again"); }
    }

    /// <summary>A clip made of words: one paragraph per line, in a text block.</summary>
    public static BlockClip OfText(string text)
    {
        var lines = text.Length > MaxText ? text[..MaxText] : text;
        var html = string.Concat(lines.Replace("\0", "", StringComparison.Ordinal).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"));
        return new BlockClip("", html.Length == 0 ? [] : [BlockNode.Create("rich_text", new Dictionary<string, string> { ["Html"] = html })]);
    }

    /// <summary>
    /// Puts the clip after the selected block, or where it next fits. Ids are renewed, settings that do not fit are left out, kinds this
    /// installation does not have come as placeholders that keep their settings, pictures of another shop stay where they are.
    /// </summary>
    public Plan Paste(PageDocument document, BlockRules rules, string? selected, string here, (string Parent, string Slot, int Index)? at = null)
    {
        if (Blocks.Count == 0) return Plan.No("The clipboard is empty. Copy some blocks first");
        var (dropped, unknown, pictures) = (0, new SortedSet<string>(StringComparer.Ordinal), 0);
        var fresh = Blocks.Select(Renew).ToList();
        var now = document;
        var edits = new List<Edit>();
        var after = selected;
        foreach (var block in fresh)
        {
            if ((at is { } given ? (given.Parent, given.Slot, given.Index + edits.Count) : Spot(now, rules, block.Type, after)) is not var (parent, slot, index)) return Plan.No($"{rules.Title(block.Type)} has no place on this page");
            var insert = new InsertBlock(parent, slot, index, block);
            switch (insert.Apply(now, rules))
            {
                case Applied done: now = done.Document; break;
                case Ignored ignored: return Plan.No(ignored.Reason);
            }
            edits.Add(insert);
            after = block.Id;
        }
        var notes = new List<string>();
        if (unknown.Count > 0) notes.Add($"Not installed here, kept as placeholders: {string.Join(", ", unknown)}");
        if (pictures > 0) notes.Add($"{(pictures == 1 ? "One picture is" : $"{pictures} pictures are")} still at {From}. Choose your own to keep {(pictures == 1 ? "it" : "them")} safe");
        if (dropped > 0) notes.Add($"{(dropped == 1 ? "One setting" : $"{dropped} settings")} did not fit here and {(dropped == 1 ? "was" : "were")} left out");
        return Plan.Of(fresh.Count == 1 ? $"Paste {rules.Title(fresh[0].Type)}" : $"Paste {fresh.Count} blocks", edits, [.. fresh.Select(b => b.Id)], notes.Count == 0 ? null : string.Join(". ", notes));

        BlockNode Renew(BlockNode node)
        {
            var kind = rules.Find(node.Type);
            if (kind is null) unknown.Add(node.Type);
            var props = ImmutableDictionary.CreateBuilder<string, string>();
            foreach (var (key, value) in node.Props)
            {
                var text = value;
                var field = kind?.Field(key);
                if (field?.Kind == FieldKind.Image && From.Length > 0 && From != here && text is ['/', not '/', ..]) { text = From + text; pictures++; }
                if (kind?.Field(key) is not null && kind.Problem(key, text) is not null) dropped++;
                else props[key] = text;
            }
            return new BlockNode(BlockNode.NewId(), node.Type, props.ToImmutable(), node.Slots.ToImmutableDictionary(s => s.Key, s => s.Value
                .Where(child => kind is null || rules.WhyNot(child.Type, node.Type, s.Key) is null).Select(Renew).ToImmutableArray()));
        }
    }

    /// <summary>The blocks of a synced section as they show in one place: with what differs there.</summary>
    public BlockClip Differing(BlockNode place) => this with { Blocks = [.. Blocks.Select(b => SyncedTexts.Of(place).In(b))] };

    /// <summary>Gives the selected blocks the look of the clip's first block: its settings of layout and style, as far as they have them.</summary>
    public Plan PasteStyle(PageDocument document, BlockRules rules, IEnumerable<string> ids)
    {
        if (Blocks.Count == 0 || rules.Find(Blocks[0].Type) is not { } source) return Plan.No("Copy a block first, then paste its style");
        var tops = Chosen.Tops(document, ids);
        if (tops.Count == 0) return Plan.No("Select the blocks that should get the style");
        var looks = source.Fields.Fields.Where(IsLook).ToList();
        var edits = new List<Edit>();
        foreach (var node in tops.Select(t => t.Node))
            foreach (var look in looks)
            {
                if (rules.Find(node.Type)?.Fields.Find(look.Name) is not { } own || !IsLook(own) || own.Kind != look.Kind) continue;
                foreach (var key in (string[])[look.Name, PropKey.On(look.Name, Device.Tablet), PropKey.On(look.Name, Device.Phone)])
                {
                    // What the first block has by default is part of its look, so a default is written out where the other's default differs.
                    var wanted = Blocks[0].Prop(key) ?? (key == look.Name && look.Default != own.Default ? look.Default : null);
                    if (node.Prop(key) == wanted || wanted is not null && FieldCheck.Problem(own, wanted) is not null) continue;
                    edits.Add(new ChangeProp(node.Id, key, wanted));
                }
            }
        return edits.Count == 0 ? Plan.No("These blocks share no style settings that differ") : Plan.Of($"Paste style of {rules.Title(Blocks[0].Type)}", edits);
    }

    private static bool IsLook(FieldInfo field) => field.About.Group is "Style" or "Layout";

    private static (string Parent, string Slot, int Index)? Spot(PageDocument document, BlockRules rules, string code, string? selected)
    {
        bool Fits(BlockNode parent, string slot) => !BlockBasics.IsLocked(parent) && rules.Find(parent.Type)?.Slot(slot) is { } place && parent.Children(slot).Length < place.Max && rules.WhyNot(code, parent.Type, slot) is null;
        if (selected is not null && document.Find(selected) is { } container && rules.Find(code)?.About.Parents.Contains(container.Type) == true)
            foreach (var slot in rules.Find(container.Type)!.Slots) if (Fits(container, slot.Name)) return (container.Id, slot.Name, container.Children(slot.Name).Length);
        for (var at = selected is null ? null : document.Places.GetValueOrDefault(selected); at?.ParentId is not null; at = document.Places[at.ParentId])
            if (document.Places[at.ParentId].Node is var around && Fits(around, at.Slot)) return (around.Id, at.Slot, at.Index + 1);
        foreach (var place in document.Places.Values.OrderBy(p => p.Order))
            foreach (var slot in rules.Find(place.Node.Type)?.Slots ?? [])
                if (Fits(place.Node, slot.Name)) return (place.Node.Id, slot.Name, place.Node.Children(slot.Name).Length);
        return null;
    }
}

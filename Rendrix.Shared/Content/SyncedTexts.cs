using System.Collections.Immutable;
using System.Text.Json;
using Rendrix.Blocks;

namespace Rendrix.Content;

/// <summary>
/// What differs in one place that shows a synced section: texts and pictures by the block in the section and its setting. Kept as one JSON object on
/// the block that stands in the page, <c>{"b12ab.Title":"Hello"}</c>; what the section does not let differ is passed over.
/// </summary>
public sealed class SyncedTexts
{
    /// <summary>The setting of "synced_section" that holds them.</summary>
    public const string Setting = "Differs";

    private readonly ImmutableSortedDictionary<string, string> _texts;

    private SyncedTexts(ImmutableSortedDictionary<string, string> texts) => _texts = texts;

    /// <summary>Those of a place; broken JSON is none.</summary>
    public static SyncedTexts Of(BlockNode place)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (place.Prop(Setting) is { Length: > 0 } json)
            try
            {
                using var read = JsonDocument.Parse(json);
                if (read.RootElement.ValueKind == JsonValueKind.Object)
                    foreach (var text in read.RootElement.EnumerateObject())
                        if (text.Value.ValueKind == JsonValueKind.String) texts[text.Name] = text.Value.GetString()!;
            }
            catch (JsonException) { return new(ImmutableSortedDictionary<string, string>.Empty); }
        return new(texts.ToImmutable());
    }

    /// <summary>The text of a setting in this place; null where it is the section's.</summary>
    public string? Get(string blockId, string setting) => _texts.GetValueOrDefault(blockId + "." + setting);

    /// <summary>With another text; null takes it back to the section's. Answers what to keep, null for nothing.</summary>
    public string? With(string blockId, string setting, string? text)
    {
        var key = blockId + "." + setting;
        var next = text is null ? _texts.Remove(key) : _texts.SetItem(key, text);
        return next.IsEmpty ? null : JsonSerializer.Serialize(next);
    }

    /// <summary>Whether a block of a section lets a setting differ.</summary>
    public static bool MayDiffer(BlockNode node, string setting) => node.Prop(BlockBasics.DiffersKey)?.Split(' ').Contains(setting, StringComparer.Ordinal) == true;

    /// <summary>
    /// A block of the section as it shows in this place, and everything in it. What a text must hold to is the caller's to say:
    /// by kind, setting and text it answers what may be shown, null for the section's own.
    /// </summary>
    public BlockNode In(BlockNode node, string prefix = "", Func<string, string, string, string?>? fits = null)
    {
        var props = node.Props;
        foreach (var setting in node.Prop(BlockBasics.DiffersKey)?.Split(' ') ?? [])
            if (Get(node.Id, setting) is { } own && (fits is null ? own : fits(node.Type, setting, own)) is { } text) props = props.SetItem(setting, text);
        return new BlockNode(prefix + node.Id, node.Type, props, node.Slots.ToImmutableDictionary(s => s.Key, s => s.Value.Select(child => In(child, prefix, fits)).ToImmutableArray()));
    }
}

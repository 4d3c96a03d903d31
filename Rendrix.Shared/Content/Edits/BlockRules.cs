using System.Collections.Frozen;
using System.Reflection;
using Rendrix.Blocks;
using Rendrix.Fields;
using Rendrix.Storefront;
using FieldInfo = Rendrix.Fields.FieldInfo;

namespace Rendrix.Content.Edits;

/// <summary>A place for child blocks and what may stand in it.</summary>
/// <param name="Name">Name in the document, lower camel case.</param>
/// <param name="Label">What the outline calls it; empty when the place needs no name.</param>
/// <param name="Allows">Codes of the blocks allowed; empty means all that allow it.</param>
/// <param name="Max">Most children.</param>
public sealed record SlotRule(string Name, string Label, IReadOnlyList<string> Allows, int Max)
{
    /// <summary>Codes of blocks that have their place elsewhere.</summary>
    public IReadOnlyList<string> Refuses { get; init; } = [];
}

/// <summary>What editing needs to know of one kind of block, read off its component's attributes.</summary>
/// <param name="About">Code, title, group, icon.</param>
/// <param name="Fields">Its settings.</param>
/// <param name="Slots">Its places for children, in the order they are declared.</param>
public sealed record BlockRule(BlockAttribute About, FieldSchema Fields, IReadOnlyList<SlotRule> Slots)
{
    /// <summary>What the palette inserts; null when that is the bare block.</summary>
    public Func<BlockNode>? Start { get; init; }

    /// <summary>The place of that name, or null.</summary>
    public SlotRule? Slot(string name) => Slots.FirstOrDefault(s => s.Name == name);

    /// <summary>The setting a key of a document speaks of: the block's own, on whatever device, or one that every block has; null when it means nothing here.</summary>
    public FieldInfo? Field(string key) => key.StartsWith('@') ? BlockBasics.Fields.Find(key) : Fields.Find(PropKey.Of(key).Name);

    /// <summary>Why a text cannot stand under a key, as a sentence; null when it can.</summary>
    public string? Problem(string key, string text)
    {
        if (key == BlockBasics.VersionKey) return text.Length <= 4 && int.TryParse(text, out var v) && v > 0 ? null : "A block's version is a number from 1";
        if (key == BlockBasics.DiffersKey) return text.Length <= 1_000 && text.Split(' ').All(name => Fields.Find(name) is not null) ? null : "Only settings of the block can differ";
        if (Field(key) is not { } field) return $"There is no setting called {(key.Length > 60 ? key[..60] : key)}";
        var at = PropKey.Of(key);
        if (at.Facet == PropKey.Bind)
            return field.About.Bindable && BindSources.Find(text) is { } source && source.Fits(field.Kind) ? null : $"{field.About.Label} cannot be filled from {(text.Length > 60 ? text[..60] : text)}";
        if (!at.IsValue(out var device)) return $"There is no setting called {(key.Length > 60 ? key[..60] : key)}";
        return device != Device.Desktop && !field.About.PerDevice && Slots.Count > 0
            ? $"{field.About.Label} is the same on all screens, because {About.Title} holds other blocks" : FieldCheck.Problem(field, text);
    }
}

/// <summary>Which blocks exist and where they may stand: what every edit and the publishing check ask.</summary>
public sealed class BlockRules
{
    private readonly FrozenDictionary<string, BlockRule> _kinds;

    private BlockRules(IEnumerable<BlockRule> kinds) => _kinds = kinds.ToFrozenDictionary(k => k.About.Code, StringComparer.Ordinal);

    /// <summary>Every kind of block.</summary>
    public IEnumerable<BlockRule> Kinds => _kinds.Values;

    /// <summary>Reads the rules off block components: types with a <see cref="BlockAttribute"/>, others are left out.</summary>
    public static BlockRules Of(IEnumerable<Type> components) => new(components
        .Select(type => (Type: type, About: type.GetCustomAttribute<BlockAttribute>()))
        .Where(c => c.About is not null)
        .Select(c => new BlockRule(c.About!, FieldSchema.Of(c.Type), PlacesOf(c.Type)) { Start = StartOf(c.Type) }));

    private static SlotRule[] PlacesOf(Type type) =>
    [
        .. from property in type.GetProperties()
           let slot = property.GetCustomAttribute<SlotAttribute>()
           where slot is not null
           select new SlotRule(char.ToLowerInvariant(property.Name[0]) + property.Name[1..], slot.Label, slot.Allows, slot.Max) { Refuses = slot.Refuses },
    ];

    private static Func<BlockNode>? StartOf(Type type) =>
        type.IsAssignableTo(typeof(IBlockStart)) ? type.GetMethod(nameof(IBlockStart.Start), BindingFlags.Public | BindingFlags.Static, [])?.CreateDelegate<Func<BlockNode>>() : null;

    /// <summary>The kind of that code, or null when no such block exists (any more).</summary>
    public BlockRule? Find(string code) => _kinds.GetValueOrDefault(code);

    /// <summary>What people call a block of that code; the code itself when it is unknown.</summary>
    public string Title(string code) => Find(code)?.About.Title ?? code;

    /// <summary>Whether a block of this code makes sense on a page of that kind.</summary>
    public bool Suits(string code, PageType type) => Find(code) is not { About.On: { Length: > 0 } on } || on.Contains(type);

    /// <summary>Codes of the blocks a page of that kind cannot do without.</summary>
    public IEnumerable<BlockRule> RequiredOn(PageType type) => Kinds.Where(k => k.About.Required && k.About.On.Contains(type)).OrderBy(k => k.About.Code, StringComparer.Ordinal);

    /// <summary>Why a block may not be taken away with all it holds, as a sentence; null when it may.</summary>
    public string? WhyKept(BlockNode block) => block.Walk().FirstOrDefault(b => Find(b.Type)?.About.Required == true) is not { } needed ? null
        : needed == block ? $"{Title(block.Type)} stays, or nobody could buy here. Move it instead" : $"{Title(block.Type)} holds {Title(needed.Type)}, which must stay";

    /// <summary>Why a block may not be kept from showing (hidden, on some devices alone, for a time, by cart or stock), as a sentence; null when it may, or when the key says nothing of the kind.</summary>
    public string? WhyShown(BlockNode block, string key, string value) =>
        key is not (BlockBasics.HiddenKey or BlockBasics.DevicesKey or BlockBasics.FromKey or BlockBasics.UntilKey or BlockConditions.CartKey or BlockConditions.StockKey) || value is "" or "false" or "all" or "always"
        || block.Walk().FirstOrDefault(b => Find(b.Type)?.About.Required == true) is not { } needed ? null
        : needed == block ? $"{Title(block.Type)} always shows, or nobody could buy here" : $"{Title(block.Type)} holds {Title(needed.Type)}, which always shows";

    /// <summary>Why a block of this code may not stand in that place, as a sentence; null when it may.</summary>
    public string? WhyNot(string code, string parentCode, string slot)
    {
        if (Find(parentCode)?.Slot(slot) is not { } place) return $"{Title(parentCode)} has no place for blocks";
        // A block that is not installed here (pasted from another shop, taken out of the product) is kept wherever any block may stand.
        if (Find(code) is not { } kind) return place.Allows.Count == 0 ? null : $"{Title(parentCode)} takes only {string.Join(" or ", place.Allows.Select(Title))}";
        if (kind.About.Parents is { Length: > 0 } parents && !parents.Contains(parentCode))
            return $"{kind.About.Title} stands only in {string.Join(" or ", parents.Select(Title))}";
        if (place.Refuses.Contains(code))
            return Find(parentCode)!.Slots.Any(s => s != place && !s.Refuses.Contains(code) && (s.Allows.Count == 0 || s.Allows.Contains(code))) ? $"{kind.About.Title} has its place in another part of {Title(parentCode)}" : $"{kind.About.Title} cannot stand in {Title(parentCode)}";
        return place.Allows.Count == 0 || place.Allows.Contains(code)
            ? null : $"{Title(parentCode)} takes only {string.Join(" or ", place.Allows.Select(Title))}";
    }
}

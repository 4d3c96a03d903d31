using System.Text.Json.Serialization;
using Rendrix.Blocks;
using Rendrix.Fields;

namespace Rendrix.Content.Edits;

/// <summary>Gives one setting of a block another value.</summary>
/// <param name="Id">The block.</param>
/// <param name="Name">The setting's key: its name, one of its values on a device, its binding, or what every block has (see <see cref="PropKey"/>).</param>
/// <param name="Value">Its text; null takes it back to the default.</param>
public sealed record ChangeProp(string Id, string Name, string? Value) : Edit
{
    /// <summary>
    /// The text the person began from, when it is a text they type. Has somebody else changed it since, both changes are put together
    /// (see <see cref="TextMerge"/>) instead of the later one wiping out the earlier.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Was { get; init; }

    /// <summary>Brings back a value the document held before, so what the rules say today does not matter. Never read from JSON.</summary>
    [JsonIgnore]
    public bool Restores { get; init; }

    /// <inheritdoc/>
    public override EditResult Apply(PageDocument document, BlockRules rules)
    {
        if (document.Find(Id) is not { } node) return new Ignored("This block is gone");
        var kind = rules.Find(node.Type);
        var field = kind?.Field(Name);
        var before = node.Prop(Name);
        var value = Merged(field, before);
        if (before == value) return new Ignored("Nothing changed");
        if (!Restores && value is not null && (Problem(rules, node.Type, Name, value) ?? rules.WhyShown(node, Name, value)) is { } problem) return new Ignored(problem);
        if (!Restores && Name != BlockBasics.LockedKey && Tree.Locked(document, rules, Id) is { } locked) return new Ignored(locked);

        var named = node.Prop(BlockBasics.NameKey) is { Length: > 0 } own ? own : rules.Title(node.Type);
        return new Applied(Tree.Replace(document, Id, node.With(Name, value)),
            new ChangeProp(Id, Name, before) { Restores = true, Was = IsTyped(field) ? value ?? field!.Default : null }, [Id], Says(field, named, value));
    }

    /// <summary>Why a block of this kind cannot have the value, as a sentence; null when it can.</summary>
    internal static string? Problem(BlockRules rules, string type, string name, string value) =>
        rules.Find(type) is { } kind ? kind.Problem(name, value)
        : BlockBasics.Fields.Find(name) is { } basic ? FieldCheck.Problem(basic, value) : $"There is no setting called {name}";

    private string Says(FieldInfo? field, string named, string? value) => Name switch
    {
        BlockBasics.HiddenKey => value == "true" ? $"Hide {named}" : $"Show {named}",
        BlockBasics.LockedKey => value == "true" ? $"Lock {named}" : $"Unlock {named}",
        BlockBasics.NameKey => $"Rename {named}",
        _ when field is null => $"Change {named}",
        _ when PropKey.Of(Name).Facet is PropKey.Tablet or PropKey.Phone => $"Change {field.About.Label.ToLowerInvariant()} of {named} on {PropKey.Of(Name).Facet}s",
        _ => $"Change {field.About.Label.ToLowerInvariant()} of {named}",
    };

    private static bool IsTyped(FieldInfo? field) => field?.Kind is FieldKind.Text or FieldKind.LongText;

    private string? Merged(FieldInfo? field, string? before)
    {
        if (Was is null || !IsTyped(field)) return Value;
        var now = before ?? field!.Default;
        if (now == Was) return Value;
        return TextMerge.Merge(Was, now, Value ?? field!.Default);
    }
}

using System.Text.Json.Serialization;
using Rendrix.Fields;

namespace Rendrix.Content.Edits;

/// <summary>Gives one setting of a block another value.</summary>
/// <param name="Id">The block.</param>
/// <param name="Name">The setting's property name.</param>
/// <param name="Value">Its text; null takes it back to the default.</param>
public sealed record ChangeProp(string Id, string Name, string? Value) : Edit
{
    /// <summary>Brings back a value the document held before, so what the rules say today does not matter. Never read from JSON.</summary>
    [JsonIgnore]
    public bool Restores { get; init; }

    /// <inheritdoc/>
    public override EditResult Apply(PageDocument document, BlockRules rules)
    {
        if (document.Find(Id) is not { } node) return new Ignored("This block is gone");
        if (node.Prop(Name) == Value) return new Ignored("Nothing changed");
        var field = rules.Find(node.Type)?.Fields.Find(Name);
        if (!Restores && Value is not null && Problem(rules, node.Type, Name, Value) is { } problem) return new Ignored(problem);

        var name = field is null ? $"Change {rules.Title(node.Type)}" : $"Change {field.About.Label.ToLowerInvariant()} of {rules.Title(node.Type)}";
        return new Applied(Tree.Replace(document, Id, node.With(Name, Value)), new ChangeProp(Id, Name, node.Prop(Name)) { Restores = true }, [Id], name);
    }

    /// <summary>Why a block of this kind cannot have the value, as a sentence; null when it can.</summary>
    internal static string? Problem(BlockRules rules, string type, string name, string value) =>
        rules.Find(type)?.Fields.Find(name) is { } field ? FieldCheck.Problem(field, value) : $"There is no setting called {name}";
}

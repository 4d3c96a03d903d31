using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Web.Client.Fields;

namespace Rendrix.Web.Client.Editor.Overlaps;

/// <summary>Says an overlap in the words of the settings panel.</summary>
public static class OverlapWords
{
    private const int MostLetters = 60;

    /// <summary>What happened, with both values: "Jonas changed this to Blue at the same time. Yours was Green."</summary>
    /// <param name="overlap">What was lost.</param>
    /// <param name="document">The page now.</param>
    /// <param name="rules">Which blocks exist.</param>
    /// <param name="choices">Names of what the shop has to choose from.</param>
    /// <param name="what">What it calls the setting: "this" beside it, else <see cref="What"/>.</param>
    public static string Says(Overlap overlap, PageDocument document, BlockRules rules, FieldChoices choices, string what)
    {
        var when = overlap.AtOnce ? " at the same time" : "";
        if (overlap.IsBlock) return $"{overlap.By} deleted {overlap.Block}{(overlap.AtOnce ? " while you were changing it" : ", which you had changed")}.";
        var field = Field(overlap, document, rules);
        return $"{overlap.By} changed {what} to {Value(field, overlap, overlap.Theirs, choices)}{when}. Yours was {Value(field, overlap, overlap.Mine, choices)}.";
    }

    /// <summary>The setting with its block, for where they are not in sight: "headline of Hero".</summary>
    public static string What(Overlap overlap, PageDocument document, BlockRules rules)
    {
        if (overlap.IsBlock || document.Find(overlap.BlockId) is not { } node) return overlap.Block;
        var key = PropKey.Of(overlap.Name);
        var label = (Field(overlap, document, rules)?.About.Label ?? key.Name.TrimStart('@')).ToLowerInvariant();
        return $"{label}{key.Facet switch { "" => "", PropKey.Bind => " (connected data)", _ => $" on {key.Facet}s" }} of {Outlining.OutlineRows.Title(rules, node)}";
    }

    private static FieldInfo? Field(Overlap overlap, PageDocument document, BlockRules rules)
    {
        var name = PropKey.Of(overlap.Name).Name;
        return (document.Find(overlap.BlockId) is { } node ? rules.Find(node.Type)?.Fields.Find(name) : null) ?? BlockBasics.Fields.Find(name);
    }

    private static string Value(FieldInfo? field, Overlap overlap, string? text, FieldChoices choices)
    {
        var facet = PropKey.Of(overlap.Name).Facet;
        if (facet.Length > 0 && text is null) return facet == PropKey.Bind ? "nothing" : "the same as on wider screens";
        if (facet == PropKey.Bind) return text!;
        var value = text ?? field?.Default ?? "";
        if (Named(field, value, choices) is { } name) return name;
        var words = DiffWords.Value(field, text);
        if (words.Length > MostLetters) words = words[..MostLetters].TrimEnd() + "…";
        return field?.Kind is FieldKind.Text or FieldKind.LongText or FieldKind.RichText or FieldKind.Html && value.Length > 0 ? $"“{words}”" : value.Length == 0 && field?.Kind is not FieldKind.Choice ? "empty" : words;
    }

    private static string? Named(FieldInfo? field, string value, FieldChoices choices) => field?.Kind switch
    {
        FieldKind.Scheme => choices.Schemes.FirstOrDefault(s => s.Code == choices.ResolveScheme(value))?.Name,
        FieldKind.Product => choices.Products.FirstOrDefault(c => c.Value == value)?.Label,
        FieldKind.Category => choices.Categories.FirstOrDefault(c => c.Value == value)?.Label,
        FieldKind.Menu => choices.Menus.FirstOrDefault(c => c.Value == value)?.Label,
        FieldKind.Moment when choices.Local(value) is { Length: > 0 } local => local.Replace('T', ' '),
        _ => null,
    };
}

using Rendrix.Blocks;
using Rendrix.Fields;

namespace Rendrix.Content.Edits;

/// <summary>How far a person may change pages.</summary>
public enum EditRights
{
    /// <summary>Nothing: the page is looked at.</summary>
    None,
    /// <summary>Texts, pictures and links of the blocks that are there.</summary>
    Content,
    /// <summary>Everything: blocks, layout, style.</summary>
    Design,
}

/// <summary>The rule behind the rights, asked by the session for every edit and by the panels for what they show.</summary>
public static class EditRightsRules
{
    /// <summary>The sentence for a person who may change content alone.</summary>
    public const string ContentOnly = "Your role changes texts, pictures and links. Ask a designer for the rest";

    /// <summary>Whether a setting is content: words, a picture or where a link goes.</summary>
    public static bool IsContent(FieldInfo field) =>
        field.Kind is FieldKind.Text or FieldKind.LongText or FieldKind.RichText or FieldKind.Image or FieldKind.Link or FieldKind.Product or FieldKind.Category && field.About.Group == "Content";

    /// <summary>Why a person of these rights may not make an edit, as a sentence; null when they may.</summary>
    public static string? WhyNot(this EditRights rights, Edit edit, PageDocument document, BlockRules rules)
    {
        if (rights == EditRights.Design) return null;
        if (rights == EditRights.None) return "Your role can look at this page and not change it";
        if (edit is SeveralEdits several) return several.Edits.IsDefaultOrEmpty ? null : several.Edits.Select(each => rights.WhyNot(each, document, rules)).FirstOrDefault(why => why is not null);
        if (edit is not ChangeProp change) return ContentOnly;
        if (document.Find(change.Id) is not { } node) return null; // Gone: the edit says so itself.
        // A text of its own on phones is content too; where a text comes from is not.
        var key = PropKey.Of(change.Name);
        return key.IsValue(out _) && rules.Find(node.Type)?.Fields.Find(key.Name) is { } field && IsContent(field) ? null : ContentOnly;
    }
}

using Rendrix.Fields;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>Texts that came with a block and were never written, and words of buttons that lead nowhere.</summary>
public sealed class SampleTextCheck : IPageCheck
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        foreach (var (node, field, text, key) in page.Settings(FieldKind.Text, FieldKind.LongText, FieldKind.RichText))
            if (key == field.Name && node.Prop(key) is null && field is { About.Group: "Content", Default.Length: >= 20 } && (field.About.Inline || field.Kind == FieldKind.RichText))
                yield return new Finding("sample-texts", FindingArea.Content, FindingLevel.Warning, node.Id, $"{page.Rules.Title(node.Type)} still has its sample text: “{Short(Rendrix.Content.DiffWords.Value(field, text))}”", "Write your own, or empty it") { Setting = field.Name };
        foreach (var (node, field, text, key) in page.Settings(FieldKind.Link))
        {
            if (key != field.Name || text is not ("" or "#") || page.Rules.Find(node.Type)?.Fields is not { } fields) continue;
            // ButtonLink goes with ButtonLabel, LinkTarget with LinkLabel, Link with Label.
            var label = fields.Find(field.Name.Replace("Link", "Label", StringComparison.Ordinal)) ?? fields.Find(field.Name.Replace("Target", "Label", StringComparison.Ordinal));
            if (label is { Kind: FieldKind.Text } && (node.Prop(label.Name) ?? label.Default) is { Length: > 0 } words)
                yield return new Finding("empty-links", FindingArea.Content, FindingLevel.Error, node.Id, $"“{words}” leads nowhere", "Choose where it leads, or empty its words") { Setting = field.Name };
        }
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}

using AngleSharp.Dom;
using Rendrix.Blocks;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>Pictures without a description, which people who cannot see them miss.</summary>
public sealed class PictureTextCheck : IPageCheck
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        foreach (var image in page.All("img"))
        {
            var block = page.BlockOf(image);
            if (block is null || image.Closest("[aria-hidden=true]") is not null) continue;
            if (!image.HasAttribute("alt")) { yield return new Finding("picture-text", FindingArea.Accessibility, FindingLevel.Error, block, $"A picture in {page.NameOf(block)} has no description", "Say what it shows"); continue; }
            var words = image.GetAttribute("alt")!.Trim();
            if (words.Length > 0)
            {
                if (LooksLikeFile(words)) yield return new Finding("picture-text", FindingArea.Accessibility, FindingLevel.Warning, block, $"“{words}” is a file name, not a description", "Say what the picture shows") { Setting = AltOf(page, block, image)?.Field.Name };
                continue;
            }
            // The description of a picture that a block took from the catalog is changed there.
            if (AltOf(page, block, image) is not var (node, field)) continue;
            // Inside a link with words the picture says nothing more.
            if (image.Closest("a") is { } link && CheckedPage.SpokenName(link).Length > 0) continue;
            var known = page.Facts.PictureAt(page.PathOf(image.GetAttribute("src")))?.Alt.Trim() ?? "";
            yield return new Finding("picture-text", FindingArea.Accessibility, image.Closest("a") is null ? FindingLevel.Warning : FindingLevel.Error, block, $"The picture in {page.NameOf(block)} has no description", "Say what it shows. Leave it empty when it only decorates")
            {
                Setting = field.Name, Fix = known.Length > 0 ? new FindingFix($"Use “{(known.Length > 40 ? known[..40] + "…" : known)}”", new ChangeProp(node.Id, field.Name, known)) : null,
            };
        }
    }

    // The setting beside the one that holds the picture: Image and ImageAlt, or Image and Alt.
    private static (BlockNode Node, FieldInfo Field)? AltOf(CheckedPage page, string block, IElement image)
    {
        if (page.Document.Find(block) is not { } node || page.Rules.Find(node.Type)?.Fields is not { } fields) return null;
        var source = page.PathOf(image.GetAttribute("src")) ?? image.GetAttribute("src");
        var holder = fields.Fields.FirstOrDefault(f => f.Kind == FieldKind.Image && (node.Prop(f.Name) ?? f.Default) == source);
        if (holder is null) return null;
        var field = fields.Find(holder.Name + "Alt") ?? fields.Find("Alt");
        return field is null ? null : (node, field);
    }

    private static bool LooksLikeFile(string words) => !words.Contains(' ', StringComparison.Ordinal) && Path.GetExtension(words).ToLowerInvariant() is ".jpg" or ".jpeg" or ".png" or ".webp" or ".gif" or ".avif" or ".svg";
}

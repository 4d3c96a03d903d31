using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>Blocks that show goods which are gone, and pictures that are no longer there.</summary>
public sealed class GoodsCheck : IPageCheck
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        foreach (var (node, field, text, key) in page.Settings(FieldKind.Product, FieldKind.Category, FieldKind.Menu, FieldKind.Image))
        {
            if (text.Length == 0) continue;
            var (level, what) = field.Kind switch
            {
                FieldKind.Product when page.Facts.HiddenProducts.Contains(text) => (FindingLevel.Warning, $"the product {text}, which is not on sale"),
                FieldKind.Product when !page.Facts.Products.Contains(text) => (FindingLevel.Error, $"the product {text}, which is gone"),
                FieldKind.Category when !page.Facts.Categories.Contains(text) => (FindingLevel.Error, $"the category {text}, which is gone"),
                FieldKind.Menu when node.Prop(key) is not null && !page.Facts.Menus.Contains(text) => (FindingLevel.Warning, $"the menu {text}, which is gone"),
                FieldKind.Image when StoreFacts.MediaId(text) is not null && page.Facts.PictureAt(text) is null => (FindingLevel.Error, "a picture that is no longer in your media"),
                _ => (FindingLevel.Note, ""),
            };
            if (what.Length == 0) continue;
            yield return new Finding("goods", FindingArea.Content, level, node.Id, $"{page.NameOf(node.Id)} shows {what}", "Choose another one")
            {
                Setting = field.Name, Fix = field.Kind == FieldKind.Image && node.Prop(key) is not null ? new FindingFix("Take the picture away", new ChangeProp(node.Id, key, null)) : null,
            };
        }
    }
}

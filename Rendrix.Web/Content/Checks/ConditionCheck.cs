using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>Conditions that can never be met, or that have no say where they stand.</summary>
public sealed class ConditionCheck : IPageCheck
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        foreach (var node in page.Document.Places.Values.OrderBy(p => p.Order).Select(p => p.Node).Where(n => !BlockBasics.IsHidden(n) && BlockConditions.Stock(n) is not null))
        {
            var always = new FindingFix("Show it always", new ChangeProp(node.Id, BlockConditions.StockKey, null));
            if (BlockConditions.StockOf(node) is { } slug)
            {
                if (!page.Facts.Products.Contains(slug))
                    yield return new Finding("condition", FindingArea.Content, FindingLevel.Warning, node.Id, $"{page.NameOf(node.Id)} shows by the stock of {slug}, which is not on sale and counts as sold out", "Choose another product")
                    { Setting = BlockConditions.StockOfKey, Fix = always };
            }
            else if (page.Repeats(node.Id)) continue;
            else if (page.Details.Type is not (PageType.Product or PageType.Site or PageType.Section))
                yield return new Finding("condition", FindingArea.Content, FindingLevel.Warning, node.Id, $"{page.NameOf(node.Id)} shows by the stock of the page's product, and this page has none, so it always shows", "Choose a product")
                { Setting = BlockConditions.StockOfKey, Fix = always };
        }
    }
}

using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront.Blocks;

/// <summary>The products that blocks name in their settings, all of a page at once. A block that names none shows the page's own, which is loaded already.</summary>
public sealed class ProductBlocksLoader : IBlockLoader
{
    private const int MostProducts = 24;

    /// <inheritdoc/>
    public IReadOnlySet<string> Codes { get; } = BlockCatalog.Default.All.Where(k => k.LoadedType == typeof(ProductView) || k.Code == "product_card").Select(k => k.Code).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task LoadAsync(AppDb db, StoreInfo store, IReadOnlyList<BlockNode> blocks, PageContext page, IDictionary<string, object> found, CancellationToken ct)
    {
        var asked = blocks.Select(b => (Block: b, Slug: b.Prop(nameof(ProductBlock.Product)))).Where(a => a.Slug is { Length: > 0 }).ToLookup(a => a.Block.Type == "product_card");
        var slugs = asked[false].Select(a => a.Slug!).Distinct().Take(MostProducts).ToList();
        if (slugs.Count > 0)
        {
            var products = (await ProductQueries.ProductsAsync(db, store, slugs, ct)).ToDictionary(p => p.Slug, StringComparer.Ordinal);
            foreach (var (block, slug) in asked[false])
                if (products.TryGetValue(slug!, out var product)) found[block.Id] = product;
        }
        var cardSlugs = asked[true].Select(a => a.Slug!).Distinct().Take(MostProducts).ToList();
        if (cardSlugs.Count == 0) return;
        var cards = await db.Products.AsNoTracking().OnSale(store.StoreId).Where(p => cardSlugs.Contains(p.Slug)).AsCards().ToDictionaryAsync(p => p.Slug, p => p.ToCard(), ct);
        foreach (var (block, slug) in asked[true])
            if (cards.TryGetValue(slug!, out var card)) found[block.Id] = card;
    }
}

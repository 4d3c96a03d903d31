using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront.Blocks;

/// <summary>Others of the same category as a product; beside a cart the newest that are not in it. One statement for all blocks of a page that mean the same.</summary>
public sealed class RelatedProductsLoader : IBlockLoader
{
    private const int MostProducts = 4;

    /// <inheritdoc/>
    public IReadOnlySet<string> Codes { get; } = new[] { "related_products" }.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task LoadAsync(AppDb db, StoreInfo store, IReadOnlyList<BlockNode> blocks, PageContext page, IDictionary<string, object> found, CancellationToken ct)
    {
        var kind = BlockCatalog.Default.Find("related_products")!;
        foreach (var same in blocks.GroupBy(b => b.Prop(nameof(RelatedProductsBlock.Product)) ?? "").Take(MostProducts))
        {
            var most = same.Max(b => kind.Setting<int>(b, nameof(RelatedProductsBlock.Count)));
            if (await FindAsync(db, store, same.Key, page, most, ct) is not { } products) continue;
            foreach (var block in same) found[block.Id] = new ProductListView([.. products.Take(kind.Setting<int>(block, nameof(RelatedProductsBlock.Count)))]);
        }
    }

    private static async Task<IReadOnlyList<ProductCardView>?> FindAsync(AppDb db, StoreInfo store, string slug, PageContext page, int most, CancellationToken ct)
    {
        var about = slug.Length == 0 ? page.Product?.Id
            : await db.Products.AsNoTracking().OnSale(store.StoreId).Where(p => p.Slug == slug).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
        if (about is { } product) return await ProductQueries.RelatedAsync(db, store, product, most, ct);
        if (page.Cart is null) return null;
        var inCart = page.Cart.Cart?.Lines.Select(l => l.ProductId).ToList() ?? [];
        var rows = await db.Products.AsNoTracking().OnSale(store.StoreId).Where(p => p.Available && !inCart.Contains(p.Id)).OrderByDescending(p => p.Id).Take(most).AsCards().ToListAsync(ct);
        return [.. rows.Select(r => r.ToCard())];
    }
}

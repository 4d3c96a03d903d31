using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Catalog.Blocks;

/// <summary>Reads what conditions of blocks may know of stock.</summary>
public static class ProductStock
{
    /// <summary>Stock of products on sale, by slug, in one statement; the others are left out, as nobody can buy them.</summary>
    public static async Task<IReadOnlyDictionary<string, StockFacts>> StockOfAsync(this AppDb db, Guid storeId, IReadOnlyCollection<string> slugs, CancellationToken ct) =>
        (await db.Products.AsNoTracking().OnSale(storeId).Where(p => slugs.Contains(p.Slug)).Select(p => new
        {
            p.Id, p.Slug, p.Available, Counted = p.Variants.All(v => v.TrackInventory && !v.AllowBackorders), Left = p.Variants.Sum(v => v.Quantity),
        }).ToListAsync(ct)).ToDictionary(p => p.Slug, p => new StockFacts(p.Id, p.Available, p.Counted ? p.Left : null), StringComparer.Ordinal);
}

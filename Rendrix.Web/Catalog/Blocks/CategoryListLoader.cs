using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Catalog;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Catalog.Blocks;

/// <summary>The top categories of a store as tiles. One without a picture borrows that of its first product.</summary>
public sealed class CategoryListLoader : IBlockLoader
{
    /// <inheritdoc/>
    public IReadOnlySet<string> Codes { get; } = new[] { "category_list" }.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task LoadAsync(AppDb db, StoreInfo store, IReadOnlyList<BlockNode> blocks, IDictionary<string, object> found, CancellationToken ct)
    {
        var kind = BlockCatalog.Default.Find("category_list")!;
        var counts = blocks.ToDictionary(b => b.Id, b => kind.Setting<int>(b, nameof(CategoryListBlock.Count)));
        var rows = await db.Categories.AsNoTracking().Where(c => c.StoreId == store.StoreId && c.ParentId == null).OrderBy(c => c.Position).ThenBy(c => c.Id).Take(counts.Values.Max())
            .Select(c => new
            {
                c.Id, c.Name, c.Slug, c.ImageUrl,
                Borrowed = db.ProductCategories.Where(pc => pc.CategoryId == c.Id && pc.Product!.Status == ProductStatus.Active && pc.Product.CoverUrl != null).OrderBy(pc => pc.ProductId).Select(pc => pc.Product!.CoverUrl).FirstOrDefault(),
                Count = db.ProductCategories.Where(pc => pc.CategoryId == c.Id && pc.Product!.Status == ProductStatus.Active).OrderBy(pc => pc.Id).Take(1_000).Count(),
            }).ToListAsync(ct);
        var tiles = rows.Select(r => new CategoryTileView(r.Id, r.Name, r.Slug, string.IsNullOrEmpty(r.ImageUrl) ? r.Borrowed : r.ImageUrl, r.Count)).ToList();
        foreach (var block in blocks) found[block.Id] = new CategoryListView([.. tiles.Take(counts[block.Id])]);
    }
}

using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Catalog;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Catalog.Blocks;

/// <summary>Categories as tiles: the top ones, or those inside one. One without a picture borrows that of its first product.</summary>
public sealed class CategoryListLoader : IBlockLoader
{
    private const int MostTiles = 120;

    /// <inheritdoc/>
    public IReadOnlySet<string> Codes { get; } = new[] { "category_list" }.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task LoadAsync(AppDb db, StoreInfo store, IReadOnlyList<BlockNode> blocks, PageContext page, IDictionary<string, object> found, CancellationToken ct)
    {
        var kind = BlockCatalog.Default.Find("category_list")!;
        var wishes = blocks.Select(b => (Block: b, Above: AboveOf(kind, b, page), Count: kind.Setting<int>(b, nameof(CategoryListBlock.Count)))).ToList();
        var above = wishes.Select(w => w.Above).OfType<string>().Where(slug => slug.Length > 0).Distinct().ToList();
        var top = wishes.Any(w => w.Above == "");
        var rows = await db.Categories.AsNoTracking()
            .Where(c => c.StoreId == store.StoreId && (top && c.ParentId == null || db.Categories.Any(up => up.Id == c.ParentId && up.StoreId == store.StoreId && above.Contains(up.Slug))))
            .OrderBy(c => c.Position).ThenBy(c => c.Id).Take(above.Count == 0 ? wishes.Max(w => w.Count) : MostTiles)
            .Select(c => new
            {
                c.Id, c.Name, c.Slug, c.ImageUrl,
                Above = c.ParentId == null ? "" : db.Categories.Where(up => up.Id == c.ParentId).Select(up => up.Slug).FirstOrDefault(),
                Borrowed = db.ProductCategories.Where(pc => pc.CategoryId == c.Id && pc.Product!.Status == ProductStatus.Active && pc.Product.CoverUrl != null).OrderBy(pc => pc.ProductId).Select(pc => pc.Product!.CoverUrl).FirstOrDefault(),
                Count = db.ProductCategories.Where(pc => pc.CategoryId == c.Id && pc.Product!.Status == ProductStatus.Active).OrderBy(pc => pc.Id).Take(1_000).Count(),
            }).ToListAsync(ct);
        var tiles = rows.ToLookup(r => r.Above, r => new CategoryTileView(r.Id, r.Name, r.Slug, string.IsNullOrEmpty(r.ImageUrl) ? r.Borrowed : r.ImageUrl, r.Count));
        foreach (var (block, under, count) in wishes) found[block.Id] = new CategoryListView(under is null ? [] : [.. tiles[under].Take(count)]);
    }

    // Slug of the category whose branches show; empty for the top, null for none.
    private static string? AboveOf(BlockKind kind, BlockNode block, PageContext page) => kind.Setting<string>(block, nameof(CategoryListBlock.Source)) switch
    {
        "inside" => kind.Setting<string>(block, nameof(CategoryListBlock.Category)) is { Length: > 0 } slug ? slug : null,
        "page" => page.Category?.Slug,
        _ => "",
    };
}

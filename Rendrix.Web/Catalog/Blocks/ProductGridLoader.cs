using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Catalog;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Catalog.Blocks;

/// <summary>Products for grids and featured collections: every list of a page in one statement.</summary>
public sealed class ProductGridLoader : IBlockLoader
{
    private const int MostLists = 20;

    /// <inheritdoc/>
    public IReadOnlySet<string> Codes { get; } = new[] { "product_grid", "featured_collection" }.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task LoadAsync(AppDb db, StoreInfo store, IReadOnlyList<BlockNode> blocks, PageContext page, IDictionary<string, object> found, CancellationToken ct)
    {
        // Two blocks that ask for the same share one list.
        var asked = blocks.Select(b => (Block: b, Wish: WishOf(b))).ToList();
        var wishes = asked.Select(a => a.Wish).Distinct().Take(MostLists).ToList();
        IQueryable<ProductCardRow>? query = null;
        for (var i = 0; i < wishes.Count; i++)
        {
            var list = Products(db, store.StoreId, wishes[i]).Take(wishes[i].Count).AsCards(i);
            query = query is null ? list : query.Concat(list);
        }
        var rows = (await query!.ToListAsync(ct)).ToLookup(r => r.List, r => r.ToCard());

        var slugs = wishes.Where(w => w.Source == "category").Select(w => w.Category).Distinct().ToList();
        var names = slugs.Count == 0 ? [] : await db.Categories.AsNoTracking().Where(c => c.StoreId == store.StoreId && slugs.Contains(c.Slug)).ToDictionaryAsync(c => c.Slug, c => c.Name, ct);
        foreach (var (block, wish) in asked)
        {
            var name = wish.Source == "category" ? names.GetValueOrDefault(wish.Category) : null;
            found[block.Id] = new ProductListView([.. rows[wishes.IndexOf(wish)]], name is null ? null : wish.Category, name);
        }
    }

    private static IQueryable<Product> Products(AppDb db, Guid storeId, Wish wish)
    {
        var products = db.Products.AsNoTracking().OnSale(storeId);
        // Ids are made in order of time, so the newest have the greatest.
        return (wish.Source switch
        {
            "sale" => products.Where(p => p.CompareAtMinor > p.PriceMinor),
            "category" => products.InCategory(db, storeId, wish.Category),
            _ => products,
        }).OrderByDescending(p => p.Id);
    }

    private static Wish WishOf(BlockNode block)
    {
        var kind = BlockCatalog.Default.Find(block.Type)!;
        var source = block.Type == "featured_collection" ? "category" : kind.Setting<string>(block, nameof(ProductGridBlock.Source));
        return new Wish(source, source == "category" ? kind.Setting<string>(block, nameof(ProductGridBlock.Category)) : "", kind.Setting<int>(block, nameof(ProductGridBlock.Count)));
    }

    private sealed record Wish(string Source, string Category, int Count);
}

/// <summary>Which products stand in a category.</summary>
public static class CategoryMembership
{
    /// <summary>Products of the category of that slug and of the categories right below it.</summary>
    public static IQueryable<Product> InCategory(this IQueryable<Product> products, AppDb db, Guid storeId, string slug) =>
        products.Where(p => p.Categories.Any(pc => db.Categories.Any(c => c.Id == pc.CategoryId && c.StoreId == storeId &&
            (c.Slug == slug || c.ParentId == db.Categories.Where(up => up.StoreId == storeId && up.Slug == slug).Select(up => (Guid?)up.Id).FirstOrDefault()))));

    /// <summary>
    /// Ids of the newest products on sale of some categories, so many of each: each is asked by itself along its own index, so that the price is
    /// that of the answer and not that of the shop. Written by hand, because EF numbers all rows of all categories instead. A product of two of the categories comes twice.
    /// </summary>
    public static IQueryable<Guid> NewestOf(this AppDb db, IReadOnlyList<Guid> categories, int count, Guid? before) => db.Database.SqlQuery<Guid>($"""
        select l.product_id as "Value" from unnest({categories.ToArray()}) c(id) cross join lateral (
            select l.product_id from product_categories l join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
            where l.tenant_id = {db.Tenant} and p.tenant_id = {db.Tenant} and l.category_id = c.id and l.product_id < {before ?? Guid.AllBitsSet} and p.status = 'active'
            order by l.product_id desc limit {count}) l
        """);

    /// <summary>Ids of the newest products that can be bought, so many of each category of a product; itself is not among them.</summary>
    public static IQueryable<Guid> NewestBeside(this AppDb db, Guid product, int count) => db.Database.SqlQuery<Guid>($"""
        select l.product_id as "Value" from product_categories own cross join lateral (
            select l.product_id from product_categories l join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
            where l.tenant_id = {db.Tenant} and p.tenant_id = {db.Tenant} and l.category_id = own.category_id and l.product_id <> {product} and p.status = 'active' and p.available
            order by l.product_id desc limit {count}) l
        where own.tenant_id = {db.Tenant} and own.product_id = {product}
        """);

    /// <summary>How many products on sale stand in these categories, counted up to a number.</summary>
    public static Task<int> CountOf(this AppDb db, IReadOnlyList<Guid> categories, int most, CancellationToken ct)
    {
        var placed = db.ProductCategories.AsNoTracking().Where(pc => categories.Contains(pc.CategoryId) && pc.Product!.Status == ProductStatus.Active).Select(pc => pc.ProductId);
        return (categories.Count == 1 ? placed : placed.Distinct()).OrderBy(id => id).Take(most).CountAsync(ct);
    }

    /// <summary>Products of any of these categories.</summary>
    public static IQueryable<Product> InCategories(this IQueryable<Product> products, IReadOnlyList<Guid> categories) =>
        products.Where(p => p.Categories.Any(pc => categories.Contains(pc.CategoryId)));
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Search;

namespace Rendrix.Web.Catalog;

/// <summary>Orders in which staff read products.</summary>
public enum ProductOrder
{
    /// <summary>Newest first.</summary>
    Newest,
    /// <summary>Oldest first.</summary>
    Oldest,
    /// <summary>Last changed first.</summary>
    Updated,
    /// <summary>By name, A first.</summary>
    Name,
    /// <summary>By name, Z first.</summary>
    NameDown,
    /// <summary>Lowest price first.</summary>
    Price,
    /// <summary>Highest price first.</summary>
    PriceDown,
}

/// <summary>What a list of products is narrowed by.</summary>
/// <param name="Found">Only these, which a search found.</param>
/// <param name="Status">Only this status.</param>
/// <param name="CategoryId">Only products of this category and of the branches below it.</param>
/// <param name="MinPriceMinor">From this price.</param>
/// <param name="MaxPriceMinor">Up to this price.</param>
public sealed record ProductFilter(IReadOnlyList<Guid>? Found = null, ProductStatus? Status = null, Guid? CategoryId = null, long? MinPriceMinor = null, long? MaxPriceMinor = null);

/// <summary>The key of the last row of a page: what the list is ordered by, and the id.</summary>
public sealed record ProductKey(Guid Id, DateTimeOffset UpdatedAt, string NameLower, long PriceMinor);

/// <summary>Products as staff see them, page by page from a key on: the thousandth page costs what the first does.</summary>
public static class CatalogQueries
{
    /// <summary>The products of a store that pass the filter.</summary>
    public static IQueryable<Product> ProductsOf(this AppDb db, Guid storeId, ProductFilter filter)
    {
        var products = db.Products.Where(p => p.StoreId == storeId);
        if (filter.Status is { } status) products = products.Where(p => p.Status == status);
        if (filter.MinPriceMinor is { } min) products = products.Where(p => p.PriceMinor >= min);
        if (filter.MaxPriceMinor is { } max) products = products.Where(p => p.PriceMinor <= max);
        if (filter.CategoryId is { } category)
        {
            // Five levels, as deep as categories go.
            var branch = db.Categories.Where(c => c.StoreId == storeId && (c.Id == category || c.ParentId == category
                || db.Categories.Any(p => p.Id == c.ParentId && (p.ParentId == category || db.Categories.Any(g => g.Id == p.ParentId && (g.ParentId == category || db.Categories.Any(h => h.Id == g.ParentId && h.ParentId == category))))))).Select(c => c.Id);
            products = products.Where(p => db.ProductCategories.Any(l => l.ProductId == p.Id && branch.Contains(l.CategoryId)));
        }
        if (filter.Found is { } found) products = products.Where(p => found.Contains(p.Id));
        return products;
    }

    /// <summary>Most products a search in a list finds; the list of them is paged like any other.</summary>
    public const int MostFound = 1_000;

    /// <summary>What the words of a list's search find; null, which is no limit, when there are none.</summary>
    public static async Task<IReadOnlyList<Guid>?> FoundAsync(this AppDb db, IProductSearch search, Guid storeId, string locale, string? words, bool onSale, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(words) ? null : (await search.FindAsync(db, new SearchAsk(storeId, words, locale, onSale, MostFound), ct)).Ids;

    /// <summary>The products in an order, from behind a key on.</summary>
    public static IQueryable<Product> InOrder(this IQueryable<Product> products, ProductOrder order, ProductKey? after)
    {
        if (after is { } k)
            products = order switch
            {
                ProductOrder.Oldest => products.Where(p => p.Id.CompareTo(k.Id) > 0),
                ProductOrder.Updated => products.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.UpdatedAt, p.Id), ValueTuple.Create(k.UpdatedAt, k.Id))),
                ProductOrder.Name => products.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.NameLower, p.Id), ValueTuple.Create(k.NameLower, k.Id))),
                ProductOrder.NameDown => products.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.NameLower, p.Id), ValueTuple.Create(k.NameLower, k.Id))),
                ProductOrder.Price => products.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.PriceMinor, p.Id), ValueTuple.Create(k.PriceMinor, k.Id))),
                ProductOrder.PriceDown => products.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.PriceMinor, p.Id), ValueTuple.Create(k.PriceMinor, k.Id))),
                _ => products.Where(p => p.Id.CompareTo(k.Id) < 0),
            };
        return order switch
        {
            ProductOrder.Oldest => products.OrderBy(p => p.Id),
            ProductOrder.Updated => products.OrderByDescending(p => p.UpdatedAt).ThenByDescending(p => p.Id),
            ProductOrder.Name => products.OrderBy(p => p.NameLower).ThenBy(p => p.Id),
            ProductOrder.NameDown => products.OrderByDescending(p => p.NameLower).ThenByDescending(p => p.Id),
            ProductOrder.Price => products.OrderBy(p => p.PriceMinor).ThenBy(p => p.Id),
            ProductOrder.PriceDown => products.OrderByDescending(p => p.PriceMinor).ThenByDescending(p => p.Id),
            _ => products.OrderByDescending(p => p.Id),
        };
    }

    /// <summary>One product with everything of it, read only; null when the store has none of this id.</summary>
    public static Task<Product?> ProductAsync(this AppDb db, Guid storeId, Guid productId, CancellationToken ct) =>
        db.Products.AsNoTracking().WithParts().FirstOrDefaultAsync(p => p.StoreId == storeId && p.Id == productId, ct);

    /// <summary>With variants, pictures and categories, in order.</summary>
    public static IQueryable<Product> WithParts(this IQueryable<Product> products) =>
        products.Include(p => p.Variants.OrderBy(v => v.Position)).Include(p => p.Images.OrderBy(i => i.Position).ThenBy(i => i.Id)).Include(p => p.Categories).AsSplitQuery();
}

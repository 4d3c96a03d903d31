using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Catalog;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Search;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Catalog;

/// <summary><c>/api/storefront/{storeSlug}</c>: products and categories as shoppers see them.</summary>
public static class ShopCatalogEndpoints
{
    private const string CategoryList = "shop-categories:id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapShopCatalog(this ApiGroups api)
    {
        api.Storefront.MapGet("/products", ListAsync).WithTags("Storefront catalog").WithName("ListShopProducts").WithSummary("List products on sale; category by slug, sort by -createdAt, name, -name, price or -price");
        api.Storefront.MapGet("/products/{slug}", GetAsync).WithTags("Storefront catalog").WithName("GetShopProduct").WithSummary("Read a product on sale");
        api.Storefront.MapGet("/categories", CategoriesAsync).WithTags("Storefront catalog").WithName("ListShopCategories").WithSummary("List categories");
        api.Storefront.MapGet("/categories/{slug}", CategoryAsync).WithTags("Storefront catalog").WithName("GetShopCategory").WithSummary("Read a category");
    }

    private static async Task<Ok<Page<ShopProductResponse>>> ListAsync(string storeSlug, PageQuery page, IProductSearch search, CurrentTenant tenant, TenantTransactions transactions, HostNames hosts, CancellationToken ct,
        string? q = null, string? category = null, string? sort = null, string? minPrice = null, string? maxPrice = null)
    {
        var store = tenant.RequireStore;
        var errors = new FieldErrors();
        var min = minPrice is null ? null : new AmountText(minPrice).Read(Currency.Of(store.Currency), errors, "minPrice");
        var max = maxPrice is null ? null : new AmountText(maxPrice).Read(Currency.Of(store.Currency), errors, "maxPrice");
        errors.ThrowIfAny();
        var (order, list) = Sorts.Of(sort ?? "-createdAt");
        await using var db = await transactions.BeginAsync(ct);
        Guid? branch = category is null ? null : await db.Categories.Where(c => c.StoreId == store.StoreId && c.Slug == category).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("category"));
        var all = db.ProductsOf(store.StoreId, new ProductFilter(await db.FoundAsync(search, store.StoreId, store.Locale, q, onSale: true, ct), ProductStatus.Active, branch, min?.Minor, max?.Minor)).AsNoTracking();
        var rows = await all.InOrder(order, Sorts.After(page, order, list)).Take(page.Take).Select(p => new Product
        {
            // The columns of the answer and of the cursor; descriptions can be long.
            Id = p.Id, Name = p.Name, NameLower = p.NameLower, Slug = p.Slug, Summary = p.Summary, PriceMinor = p.PriceMinor, CompareAtMinor = p.CompareAtMinor, Currency = p.Currency, Available = p.Available, Ratings = p.Ratings,
            UpdatedAt = p.UpdatedAt, Images = p.Images.Select(i => new ProductImage { Id = i.Id, Url = i.Url, Alt = i.Alt, Position = i.Position }).ToList(),
        }).ToListAsync(ct);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        var shop = hosts.UrlOf(store.Identifier);
        return TypedResults.Ok(page.Answer(rows, p => new ShopProductResponse(p.Id, p.Name, p.Slug, p.Summary, p.Price.ToWire(), Amount(p.CompareAtMinor, p.Currency), p.Currency, Images(p, shop), p.Available) { Rating = RatingResponse.From(p.Rating) }, list, p => Sorts.KeyOf(order, p), total));
    }

    private static async Task<Ok<ShopProductDetail>> GetAsync(string storeSlug, string slug, CurrentTenant tenant, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        var store = tenant.RequireStore;
        await using var db = await transactions.BeginAsync(ct);
        var p = await db.Products.AsNoTracking().WithParts().FirstOrDefaultAsync(x => x.StoreId == store.StoreId && x.Slug == slug && x.Status == ProductStatus.Active, ct) ?? throw new RefusedException(Refusal.NotFound("product"));
        Guid[] ids = [.. p.Categories.Select(c => c.CategoryId)];
        var categories = await db.Categories.Where(c => ids.Contains(c.Id)).OrderBy(c => c.Position).Select(c => new ShopCategoryLink(c.Id, c.Name, c.Slug)).ToListAsync(ct);
        var shop = hosts.UrlOf(store.Identifier);
        return TypedResults.Ok(new ShopProductDetail(p.Id, p.Name, p.Slug, p.Summary, p.Description, p.Vendor, p.Price.ToWire(), Amount(p.CompareAtMinor, p.Currency), p.Currency, Images(p, shop), p.Available, p.Tags,
            [.. p.Options.Select(OptionResponse.From)],
            [.. p.Variants.OrderBy(v => v.Position).Take(ProductResponse.MostVariants).Select(v => new ShopVariantResponse(v.Id, v.Title, v.Sku, v.Price.ToWire(), Amount(v.CompareAtMinor > v.PriceMinor ? v.CompareAtMinor : null, v.Currency), v.CanBuy(1),
                p.Options.Zip(v.OptionValues).ToDictionary(o => o.First.Name, o => o.Second), ImageResponse.Address(v.ImageUrl, shop)))],
            categories, new SeoTexts { Title = p.SeoTitle.Length > 0 ? p.SeoTitle : p.Name, Description = p.SeoDescription.Length > 0 ? p.SeoDescription : p.Summary })
        { Rating = RatingResponse.From(p.Rating) });
    }

    private static async Task<Ok<Page<CategoryResponse>>> CategoriesAsync(string storeSlug, PageQuery page, CurrentTenant tenant, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        var store = tenant.RequireStore;
        await using var db = await transactions.BeginAsync(ct);
        var all = db.Categories.AsNoTracking().Where(c => c.StoreId == store.StoreId);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<Guid>(CategoryList) is { } after) all = all.Where(c => c.Id.CompareTo(after) > 0);
        var rows = await all.OrderBy(c => c.Id).Take(page.Take).ToListAsync(ct);
        var counts = await CategoryEndpoints.CountsAsync(db, [.. rows.Select(r => r.Id)], ct, onlyActive: true);
        return TypedResults.Ok(page.Answer(rows, r => CategoryResponse.From(r, counts.GetValueOrDefault(r.Id), hosts.UrlOf(store.Identifier)), CategoryList, r => [r.Id], total));
    }

    private static async Task<Ok<CategoryResponse>> CategoryAsync(string storeSlug, string slug, CurrentTenant tenant, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        var store = tenant.RequireStore;
        await using var db = await transactions.BeginAsync(ct);
        var category = await db.Categories.AsNoTracking().FirstOrDefaultAsync(c => c.StoreId == store.StoreId && c.Slug == slug, ct) ?? throw new RefusedException(Refusal.NotFound("category"));
        var counts = await CategoryEndpoints.CountsAsync(db, [category.Id], ct, onlyActive: true);
        return TypedResults.Ok(CategoryResponse.From(category, counts.GetValueOrDefault(category.Id), hosts.UrlOf(store.Identifier)));
    }

    private static string? Amount(long? minor, string currency) => minor is { } m ? Money.FromMinor(m, currency).ToWire() : null;

    private static ShopImageResponse[] Images(Product p, string shop) => [.. p.Images.OrderBy(i => i.Position).Select(i => new ShopImageResponse(ImageResponse.Address(i.Url, shop)!, i.Alt))];
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Storefront.Pages;

namespace Rendrix.Web.Storefront;

/// <summary>Every address of a shop. Mapped on a branch that only storefront hosts reach.</summary>
public static class StorefrontEndpoints
{
    private static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Catalog and content pages are kept; cart, checkout, search and orders never.</summary>
    public static void MapStorefront(this IEndpointRouteBuilder shop)
    {
        var kept = shop.MapGroup("").CacheOutput(policy => policy.AddPolicy<ShopPagePolicy>(), excludeDefaultPolicy: true);
        kept.MapMethods("/", Reads, HomeAsync);
        kept.MapMethods("/products", Reads, ProductsAsync);
        kept.MapMethods("/products/{slug}", Reads, ProductAsync);
        kept.MapMethods("/categories/{slug}", Reads, CategoryAsync);
        kept.MapMethods("/pages/{slug}", Reads, (HttpContext http, ShopVisit visit, string slug, CancellationToken ct) => PageAsync(http, visit, PageType.Standard, slug, ct));
        kept.MapMethods("/policies/{slug}", Reads, (HttpContext http, ShopVisit visit, string slug, CancellationToken ct) => PageAsync(http, visit, PageType.Policy, slug, ct));
        shop.MapMethods("/search", Reads, SearchAsync);
        shop.MapMethods("/theme.css", Reads, CustomCssAsync);
        shop.MapShopCart();
        shop.MapShopCheckout();
        shop.MapShopConfirm();
        shop.MapShopLetters();
        shop.MapShopPreview();
        shop.MapFallback(NotFoundAsync);
    }

    /// <summary>Path of a theme's own rules; it changes with them.</summary>
    internal static string CustomCssPath(ThemeTokens theme) => "/theme.css?v=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(theme.CustomCss)).AsSpan(0, 6));

    private static async Task<IResult> CustomCssAsync(HttpContext http, ShopVisit visit, string? v, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        var theme = ((ShopFrame)(await visit.PartsAsync(http, db, ct))["Frame"]!).Theme;
        // An older address answers with the newest rules, and is asked for again.
        http.Response.Headers.CacheControl = CustomCssPath(theme).EndsWith("=" + v, StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(theme.CustomCss, "text/css", Encoding.UTF8);
    }

    private static async Task<IResult> HomeAsync(HttpContext http, ShopVisit visit, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        var parts = await visit.PartsAsync(http, db, ct);
        var page = await visit.PageAsync(http, db, PageType.Home, null, ct);
        var document = page is null ? PageDocument.Of(Rendrix.Blocks.BlockNode.Create("product_grid", id: "all")) : BlockMigrations.Read(page.Document);
        if (page is not null) http.TagPage($"page:{page.PageId}");
        if (page is not null) parts["Canonical"] = visit.CanonicalOf(http, page, (string)parts["Canonical"]!);
        parts["Page"] = page;
        parts["Root"] = document.Root;
        parts["Data"] = await visit.DataAsync(http, db, document.Root, ct);
        return new ShopResult<HomePage>(parts);
    }

    private static async Task<IResult> PageAsync(HttpContext http, ShopVisit visit, PageType type, string slug, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        var page = await visit.PageAsync(http, db, type, slug, ct);
        if (page is null) return await visit.MissingAsync(http, db, ct);
        var parts = await visit.PartsAsync(http, db, ct);
        http.TagPage($"page:{page.PageId}");
        parts["Canonical"] = visit.CanonicalOf(http, page, (string)parts["Canonical"]!);
        var document = BlockMigrations.Read(page.Document);
        parts["Page"] = page;
        parts["Root"] = document.Root;
        parts["Data"] = await visit.DataAsync(http, db, document.Root, ct);
        return new ShopResult<ContentPage>(parts);
    }

    private static async Task<IResult> ProductsAsync(HttpContext http, ShopVisit visit, string? sort, string? after, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        var parts = await visit.PartsAsync(http, db, ct);
        var top = await CategoryQueries.TopAsync(db, visit.Store, visit.Shelves, ct);
        parts["Category"] = new CategoryView(Guid.Empty, "All products", "", "", "All products", "", [new("Home", "/"), new("All products", null)], top, [], []);
        parts["List"] = await ProductQueries.PageOfAllAsync(db, visit.Store, visit.Shelves, ProductQueries.SortOf(sort), after, ct);
        parts["Sort"] = sort;
        if (ProductQueries.IsSort(sort)) http.KeepsUnder("sort", sort!);
        parts["After"] = after;
        return new ShopResult<CategoryPage>(parts);
    }

    private static async Task<IResult> CategoryAsync(HttpContext http, ShopVisit visit, string slug, string? sort, string? after, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        var parts = await visit.PartsAsync(http, db, ct);
        if (await CategoryQueries.CategoryAsync(db, visit.Store, visit.Shelves, slug, ct) is not { } category) return await visit.MissingAsync(http, db, ct);
        http.TagPage($"category:{category.Id}");
        parts["Category"] = category;
        parts["List"] = await ProductQueries.PageOfCategoryAsync(db, visit.Store, visit.Shelves, category, ProductQueries.SortOf(sort), after, ct);
        parts["Sort"] = sort;
        if (ProductQueries.IsSort(sort)) http.KeepsUnder("sort", sort!);
        parts["After"] = after;
        return new ShopResult<CategoryPage>(parts);
    }

    private static async Task<IResult> ProductAsync(HttpContext http, ShopVisit visit, string slug, string? variant, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        var parts = await visit.PartsAsync(http, db, ct);
        if (await ProductQueries.ProductAsync(db, visit.Store, slug, ct) is not { } product) return await visit.MissingAsync(http, db, ct);
        http.TagPage($"product:{product.Id}");
        parts["Product"] = product;
        parts["Variant"] = product.Choose(Guid.TryParse(variant, out var id) ? id : null);
        if (product.Variants.FirstOrDefault(v => v.Id.ToString() == variant) is { } named) http.KeepsUnder("variant", named.Id.ToString());
        parts["Related"] = await ProductQueries.RelatedAsync(db, visit.Store, product.Id, 4, ct);
        return new ShopResult<ProductPage>(parts);
    }

    private static async Task<IResult> SearchAsync(HttpContext http, ShopVisit visit, string? q, string? after, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        var parts = await visit.PartsAsync(http, db, ct);
        var text = (q ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        if (text.Length > 100) text = text[..100];
        parts["Text"] = text;
        parts["List"] = text.Length == 0 ? new ProductPageView([], null, 0) : await ProductQueries.PageOfSearchAsync(db, visit.Store, text, after, ct);
        return new ShopResult<SearchPage>(parts);
    }

    internal static async Task<IResult> NotFoundAsync(HttpContext http, ShopVisit visit, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        return await visit.MissingAsync(http, db, ct);
    }

    /// <summary>Whether a document has its own first heading.</summary>
    internal static bool HasTitle(Rendrix.Blocks.BlockNode root) => root.Walk().Any(b => b.Type == "hero" && b.Prop(nameof(HeroBlock.Level)) != "h2" && b.Prop(nameof(HeroBlock.Title)) != "");
}

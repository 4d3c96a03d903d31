using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Newsletters;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Search;
using Rendrix.Web.Storefront.Pages;
using ProductCards = Rendrix.Web.Client.Blocks.ProductCards;

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
        shop.MapSuggestions();
        shop.MapMethods("/theme.css", Reads, CustomCssAsync);
        shop.MapShopIcon();
        shop.MapMethods("/cards", Reads, CardsAsync);
        shop.MapShopCart();
        shop.MapShopCheckout();
        shop.MapShopConfirm();
        shop.MapShopLetters();
        shop.MapShopConsent();
        shop.MapShopReviews();
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
        parts["Data"] = await visit.DataAsync(http, db, document.Root, PageContext.None, ct);
        return new ShopResult<HomePage>(parts);
    }

    private static async Task<IResult> PageAsync(HttpContext http, ShopVisit visit, PageType type, string slug, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        var page = await visit.PageAsync(http, db, type, slug, ct);
        if (page is null) return await visit.MissingAsync(http, db, ct);
        var about = new PageContext { Title = page.Title };
        var parts = await visit.PartsAsync(http, db, ct, about);
        http.TagPage($"page:{page.PageId}");
        parts["Canonical"] = visit.CanonicalOf(http, page, (string)parts["Canonical"]!);
        var document = BlockMigrations.Read(page.Document);
        parts["Page"] = page;
        parts["Root"] = document.Root;
        parts["Data"] = await visit.DataAsync(http, db, document.Root, about, ct);
        return new ShopResult<ContentPage>(parts);
    }

    private static async Task<IResult> ProductsAsync(HttpContext http, ShopVisit visit, string? sort, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        return await CollectionAsync(http, visit, db, Listings.AllProducts(await CategoryQueries.TopAsync(db, visit.Store, visit.Shelves, ct)), sort, ct);
    }

    private static async Task<IResult> CategoryAsync(HttpContext http, ShopVisit visit, string slug, string? sort, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        if (await CategoryQueries.CategoryAsync(db, visit.Store, visit.Shelves, slug, ct) is not { } category) return await visit.MissingAsync(http, db, ct);
        http.TagPage($"category:{category.Id}");
        return await CollectionAsync(http, visit, db, category, sort, ct);
    }

    private static async Task<IResult> CollectionAsync(HttpContext http, ShopVisit visit, AppDb db, CategoryView category, string? sort, CancellationToken ct)
    {
        var frame = await visit.FrameAsync(db, ct);
        // The list of all products is no category, so no rule is about it.
        var named = await frame.ChooseAsync(PageType.Collection, category.TemplateId, async _ => new TemplateFacts(null, [], null, category.Id == Guid.Empty ? [] : await CategoryQueries.WithAboveAsync(db, visit.Store, visit.Shelves, [category.Id], ct)));
        var template = frame.Template(PageType.Collection, named);
        var list = await Listings.OfAsync(db, visit.Store, visit.Shelves, category, ListAsk.Of(http.Request, visit.Store, WithFilters(template)), ct);
        Listings.KeepPage(http, list, sort);
        return await visit.ShowAsync(http, db, PageType.Collection, new PageContext { Title = category.Name, Category = category, Listing = list }, ct, template: named);
    }

    private static async Task<IResult> ProductAsync(HttpContext http, ShopVisit visit, string slug, string? variant, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        if (await ProductQueries.ProductAsync(db, visit.Store, slug, ct) is not { } product) return await visit.MissingAsync(http, db, ct);
        http.TagPage($"product:{product.Id}");
        if (product.Variants.FirstOrDefault(v => v.Id.ToString() == variant) is { } named) http.KeepsUnder("variant", named.Id.ToString());
        var page = new PageContext { Title = product.Name, Product = product, Variant = product.Choose(Guid.TryParse(variant, out var id) ? id : null) };
        var template = await (await visit.FrameAsync(db, ct)).ChooseAsync(PageType.Product, product.TemplateId, async withAbove =>
            withAbove ? product.About! with { Categories = await CategoryQueries.WithAboveAsync(db, visit.Store, visit.Shelves, product.About!.Categories, ct) } : product.About!);
        return await visit.ShowAsync(http, db, PageType.Product, page, ct, template: template);
    }

    private static async Task<IResult> SearchAsync(HttpContext http, ShopVisit visit, IProductSearch search, string? q, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        var text = Listings.TextOf(q);
        var template = (await visit.FrameAsync(db, ct)).Template(PageType.Search);
        var list = await Listings.OfSearchAsync(db, visit.Store, visit.Shelves, search, text, ListAsk.Of(http.Request, visit.Store, WithFilters(template)), ct);
        return await visit.ShowAsync(http, db, PageType.Search, new PageContext { Title = "Search", SearchText = text, Listing = list }, ct);
    }

    /// <summary>Cards of the products a visitor's device remembers, in its order: a piece of markup for the block that asked.</summary>
    private static async Task<IResult> CardsAsync(HttpContext http, ShopVisit visit, string? of, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var slugs = (of ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(Rendrix.Catalog.Slug.IsValid).Distinct().Take(12).ToList();
        await using var db = await visit.BeginAsync(ct);
        var rows = slugs.Count == 0 ? [] : await db.Products.AsNoTracking().OnSale(visit.Store.StoreId).Where(p => slugs.Contains(p.Slug)).AsCards().ToListAsync(ct);
        var frame = await visit.FrameAsync(db, ct);
        return new ShopResult<ProductCards>(new Dictionary<string, object?>
        {
            [nameof(ProductCards.Shop)] = visit.ContextOf(http, frame),
            [nameof(ProductCards.Products)] = (IReadOnlyList<ProductCardView>)[.. rows.OrderBy(r => slugs.IndexOf(r.Slug)).Select(r => r.ToCard())],
        });
    }

    internal static async Task<IResult> NotFoundAsync(HttpContext http, ShopVisit visit, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        return await visit.MissingAsync(http, db, ct);
    }

    /// <summary>Whether a template offers filters.</summary>
    internal static bool WithFilters(Rendrix.Blocks.BlockNode root) => root.Walk().Any(b => b.Type == "filters");
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Media;
using Rendrix.Web.Content.Redirects;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Storefront.Pages;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>One request of a shopper: the store, its data and what every page of it needs.</summary>
public sealed class ShopVisit(CurrentTenant tenant, TenantTransactions transactions, ShopFrames frames, ShopShelves shelves, BlockLoaders loaders, HostNames hosts, ShopPictures pictures, Rendrix.Web.Plans.ShopBadge badge, TimeProvider time)
{
    /// <summary>The store visited.</summary>
    public StoreInfo Store => tenant.RequireStore;

    /// <summary>Its categories, and how long its lists are.</summary>
    public ShopShelves Shelves => shelves;

    /// <summary>Loads the data of a page's blocks. The page is kept no longer than until one of them begins or ceases to show.</summary>
    public async Task<BlockData> DataAsync(HttpContext http, AppDb db, BlockNode root, PageContext page, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        http.KeepUntil(BlockBasics.NextChange(root, now), now);
        var data = await loaders.LoadAsync(db, Store, root, page, ct);
        foreach (var block in data.ByBlock.Values.OfType<SyncedContent>().SelectMany(section => section.Blocks)) http.KeepUntil(BlockBasics.NextChange(block, now), now);
        TagStock(http, data);
        return data;
    }

    // Stock that a condition asks about, or a product repeated with all that is known of it, makes the page old like the page's own product does.
    private static void TagStock(HttpContext http, BlockData data)
    {
        var ids = data.Stock.Values.Select(s => s.ProductId).Concat(data.ByBlock.Values.OfType<RepeatedProducts>().SelectMany(r => r.Products).Select(p => p.Id));
        foreach (var id in ids.Distinct()) http.TagPage($"product:{id}");
    }

    /// <summary>Begins to read.</summary>
    public Task<AppDb> BeginAsync(CancellationToken ct) => transactions.BeginAsync(ct);

    /// <summary>Header and footer, templates, menus and theme, from memory or read now.</summary>
    public Task<ShopFrame> FrameAsync(AppDb db, CancellationToken ct) => frames.OfAsync(db, Store, ct);

    /// <summary>What every page component takes: shop, frame, canonical address. Tags the page with what its frame is made of.</summary>
    public async Task<Dictionary<string, object?>> PartsAsync(HttpContext http, AppDb db, CancellationToken ct, PageContext? page = null)
    {
        var frame = await FrameAsync(db, ct);
        if (await ShopPreview.OfAsync(http, this, db, ct) is { Page.Type: PageType.Site } preview) frame = frame with { Site = Content.PublishPage.Read(preview.Document).Root };
        if (frame.SitePageId is { } site) http.TagPage($"page:{site}");
        var now = time.GetUtcNow();
        http.KeepUntil(BlockBasics.NextChange(frame.Site, now), now);
        var siteData = frame.Site.Walk().Any(loaders.Serves) ? await loaders.LoadAsync(db, Store, frame.Site, page ?? PageContext.None, ct) : BlockData.None;
        TagStock(http, siteData);
        return new Dictionary<string, object?>
        {
            ["Shop"] = ContextOf(http, frame, page) with { Badge = await badge.OfAsync(Store.TenantId, ct) },
            ["Frame"] = frame,
            ["SiteData"] = siteData,
            ["Canonical"] = Origin + PathOf(http),
        };
    }

    /// <summary>Answers with a page that a template draws. A new version of a template makes every kept page of the shop old, so it needs no tag of its own.</summary>
    public async Task<IResult> ShowAsync(HttpContext http, AppDb db, PageType kind, PageContext page, CancellationToken ct, int status = StatusCodes.Status200OK, Guid? template = null)
    {
        var parts = await PartsAsync(http, db, ct, page);
        var root = ((ShopFrame)parts["Frame"]!).Template(kind, template);
        if (await ShopPreview.OfAsync(http, this, db, ct) is { } preview && preview.Page.Type == kind) root = Content.PublishPage.Read(preview.Document).Root;
        parts["About"] = TemplateHead.Of(kind, (ShopContext)parts["Shop"]!, (string)parts["Canonical"]!);
        parts["Root"] = root;
        parts["Data"] = await DataAsync(http, db, root, page, ct);
        return new ShopResult<TemplatePage>(parts, status);
    }

    /// <summary>The shop as the blocks of a page about this see it.</summary>
    public ShopContext ContextOf(HttpContext http, ShopFrame frame, PageContext? page = null) =>
        frame.Context(Store, http.Request.PathBase.Value ?? "", PathOf(http), time.GetUtcNow(), page) with { Pictures = pictures.BookOf(Store) };

    private static string PathOf(HttpContext http) => http.Request.Path.Value is { Length: > 0 } path ? path : "/";

    /// <summary>The page of that kind and address as this visitor sees it: what is live, or what their preview link shows. Null when there is none.</summary>
    public async Task<PublishedPage?> PageAsync(HttpContext http, AppDb db, PageType type, string? slug, CancellationToken ct)
    {
        if (await ShopPreview.OfAsync(http, this, db, ct) is { Page: var page } preview && page.Type == type && (slug is null || page.Slug == slug))
            return new PublishedPage { PageId = page.Id, Title = page.Title, SeoTitle = page.SeoTitle, SeoDescription = page.SeoDescription, Canonical = page.Canonical, SocialImage = page.SocialImage, NoIndex = true, Document = preview.Document };
        return await (slug is null ? PageQueries.PublishedHome(db, Store.StoreId) : PageQueries.PublishedPage(db, Store.StoreId, type, slug)).FirstOrDefaultAsync(ct);
    }

    /// <summary>The answer where nothing is: on to where the address moved, else a page that says so.</summary>
    public async Task<IResult> MissingAsync(HttpContext http, AppDb db, CancellationToken ct)
    {
        if ((HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) && await db.RedirectOfAsync(Store.StoreId, http.Request.Path.Value ?? "/", ct) is { } to)
        {
            // For good, and yet not for ever: a browser that remembers it asks again within the hour, should the merchant change their mind.
            http.Response.Headers.CacheControl = "max-age=3600";
            var query = to.Contains('?', StringComparison.Ordinal) || to.Contains('#', StringComparison.Ordinal) ? "" : http.Request.QueryString.Value;
            return Results.Redirect((to.StartsWith('/') ? http.Request.PathBase + to : to) + query, permanent: true);
        }
        return await ShowAsync(http, db, PageType.NotFound, PageContext.None, ct, StatusCodes.Status404NotFound);
    }

    /// <summary>The address search engines should take for a page: its own, or the one its details name.</summary>
    public string CanonicalOf(HttpContext http, PublishedPage page, string own) =>
        page.Canonical.Length == 0 ? own : page.Canonical.StartsWith('/') ? Origin + page.Canonical : page.Canonical;

    // All addresses of a store agree on the one where shoppers are to be.
    private string Origin => hosts.UrlOf(Store);
}

using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Storefront.Pages;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>One request of a shopper: the store, its data and what every page of it needs.</summary>
public sealed class ShopVisit(CurrentTenant tenant, TenantTransactions transactions, ShopFrames frames, ShopShelves shelves, BlockLoaders loaders, HostNames hosts, TimeProvider time)
{
    /// <summary>The store visited.</summary>
    public StoreInfo Store => tenant.RequireStore;

    /// <summary>Its categories, and how long its lists are.</summary>
    public ShopShelves Shelves => shelves;

    /// <summary>Loads the data of a page's blocks. The page is kept no longer than until one of them begins or ceases to show.</summary>
    public Task<BlockData> DataAsync(HttpContext http, AppDb db, BlockNode root, PageContext page, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        http.KeepUntil(BlockBasics.NextChange(root, now), now);
        return loaders.LoadAsync(db, Store, root, page, ct);
    }

    /// <summary>Begins to read.</summary>
    public Task<AppDb> BeginAsync(CancellationToken ct) => transactions.BeginAsync(ct);

    /// <summary>Header and footer, templates, menus and theme, from memory or read now.</summary>
    public Task<ShopFrame> FrameAsync(AppDb db, CancellationToken ct) => frames.OfAsync(db, Store, ct);

    /// <summary>What every page component takes: shop, frame, canonical address. Tags the page with what its frame is made of.</summary>
    public async Task<Dictionary<string, object?>> PartsAsync(HttpContext http, AppDb db, CancellationToken ct, PageContext? page = null)
    {
        var frame = await FrameAsync(db, ct);
        if (frame.SitePageId is { } site) http.TagPage($"page:{site}");
        var now = time.GetUtcNow();
        http.KeepUntil(BlockBasics.NextChange(frame.Site, now), now);
        var siteData = frame.Site.Walk().Any(b => loaders.Serves(b.Type)) ? await loaders.LoadAsync(db, Store, frame.Site, page ?? PageContext.None, ct) : BlockData.None;
        return new Dictionary<string, object?>
        {
            ["Shop"] = frame.Context(Store, http.Request.PathBase.Value ?? "", PathOf(http), now, page),
            ["Frame"] = frame,
            ["SiteData"] = siteData,
            ["Canonical"] = Origin(http) + PathOf(http),
        };
    }

    /// <summary>Answers with a page that a template draws. A new version of a template makes every kept page of the shop old, so it needs no tag of its own.</summary>
    public async Task<IResult> ShowAsync(HttpContext http, AppDb db, PageType kind, PageContext page, CancellationToken ct, int status = StatusCodes.Status200OK, Guid? template = null)
    {
        var parts = await PartsAsync(http, db, ct, page);
        var root = ((ShopFrame)parts["Frame"]!).Template(kind, template);
        parts["About"] = TemplateHead.Of(kind, (ShopContext)parts["Shop"]!, (string)parts["Canonical"]!);
        parts["Root"] = root;
        parts["Data"] = await DataAsync(http, db, root, page, ct);
        return new ShopResult<TemplatePage>(parts, status);
    }

    private static string PathOf(HttpContext http) => http.Request.Path.Value is { Length: > 0 } path ? path : "/";

    // A merchant's own domain speaks for itself; the platform's two addresses of a store agree on the subdomain.
    private string Origin(HttpContext http) =>
        HostNames.Of(http.Request.Host) is { } host && !hosts.IsOurs(host) ? $"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}" : hosts.UrlOf(Store.Identifier);
}

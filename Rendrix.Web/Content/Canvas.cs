using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Content.Preview;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Storefront;
using Rendrix.Web.Stores.Themes;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content;

/// <summary>What a canvas draws: the page under edit, and what stands around it or, for header and footer, what they stand around.</summary>
public sealed record CanvasView(ShopContext Shop, string Title, string PageTitle, bool IsFront, bool IsSite, bool Editing, string RootId, long Version, BlockNode Site, BlockData SiteData, BlockNode? Body, BlockData BodyData, TemplateHead? About = null)
{
    /// <summary>A picture that is looked at and not worked on: it carries the ids of its blocks and no script of the editor.</summary>
    public bool Still { get; init; }
}

/// <summary>Makes the canvas of a page from what everyone edits at this moment.</summary>
public sealed class Canvas(TenantTransactions transactions, EditorSessions sessions, ThemeSessions themes, BlockLoaders loaders, PreviewContexts previews, ShopPictures pictures, TimeProvider time)
{
    /// <summary>
    /// The canvas of a page; without editing it is a preview of the draft, in the draft theme or, when its code is given, in a theme of the library.
    /// Refuses when the store has no such page.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="pageId">The page.</param>
    /// <param name="editing">Whether it carries the editor's marks.</param>
    /// <param name="wish">What it is previewed as; null for the sample of its kind.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="wearing">Code of a theme of the library to try on.</param>
    public async Task<CanvasView> ViewAsync(StoreInfo store, Guid pageId, bool editing, string? wish, CancellationToken ct, string? wearing = null)
    {
        using var lease = await sessions.OpenAsync(store.TenantId, store.StoreId, pageId, ct);
        var (document, version) = lease.Page.Session.Now();
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        var page = await db.Pages.AsNoTracking().Where(p => p.StoreId == store.StoreId && p.Id == pageId).Select(p => new { p.Title, p.SeoTitle, p.Type, p.Slug }).FirstAsync(ct);
        var (frame, shop) = await ShopAsync(db, store, page.Type, page.Title, page.Slug, wish, document.Root, ct);
        if (wearing is not null && ThemeLibrary.Codes.Contains(wearing)) shop = shop with { Theme = ThemeLibrary.Find(wearing) };
        var isSite = page.Type == PageType.Site;
        var body = isSite ? await db.LiveDocumentAsync(store.StoreId, PageType.Home, ct) is { } home ? BlockMigrations.Read(home).Root : null : document.Root;
        var site = isSite ? document.Root : frame.Site;
        return new CanvasView(shop, page.SeoTitle.Length > 0 ? page.SeoTitle : page.Title, page.Title, page.Type is PageType.Home or PageType.Site or PageType.Section, isSite, editing, document.Root.Id, version,
            site, await loaders.LoadAsync(db, store, site, shop.Page, ct), body, body is null ? BlockData.None : await loaders.LoadAsync(db, store, body, shop.Page, ct),
            page.Type.IsTemplate() ? TemplateHead.Of(page.Type, shop, "") : null);
    }

    /// <summary>A document of a page drawn once, whoever edits it meanwhile; with marks its blocks carry their ids.</summary>
    public async Task<CanvasView> StillAsync(AppDb db, StoreInfo store, Page page, PageDocument document, bool marks, CancellationToken ct)
    {
        var (frame, shop) = await ShopAsync(db, store, page.Type, page.Title, page.Slug, null, document.Root, ct);
        var isSite = page.Type == PageType.Site;
        var body = isSite ? await db.LiveDocumentAsync(store.StoreId, PageType.Home, ct) is { } home ? BlockMigrations.Read(home).Root : null : document.Root;
        var site = isSite ? document.Root : frame.Site;
        return new CanvasView(shop, page.SeoTitle.Length > 0 ? page.SeoTitle : page.Title, page.Title, page.Type is PageType.Home or PageType.Site, isSite, marks, document.Root.Id, 0,
            site, await loaders.LoadAsync(db, store, site, shop.Page, ct), body, body is null ? BlockData.None : await loaders.LoadAsync(db, store, body, shop.Page, ct),
            page.Type.IsTemplate() ? TemplateHead.Of(page.Type, shop, "") : null)
        { Still = true };
    }

    /// <summary>A stored version of a page, or its stored draft; null when there is no such page or version.</summary>
    public async Task<CanvasView?> StillAsync(StoreInfo store, Guid pageId, int? number, bool marks, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        if (await db.Pages.AsNoTracking().FirstOrDefaultAsync(p => p.StoreId == store.StoreId && p.Id == pageId, ct) is not { } page) return null;
        var json = number is not { } n ? page.Draft : await db.PageVersions.Where(v => v.StoreId == store.StoreId && v.PageId == pageId && v.Number == n).Select(v => v.Document).FirstOrDefaultAsync(ct);
        return json is null ? null : await StillAsync(db, store, page, PublishPage.Read(json), marks, ct);
    }

    /// <summary>The shop as blocks of a page see it, read past every memory so that the newest menus and theme show.</summary>
    /// <param name="store">The store.</param>
    /// <param name="pageId">The page.</param>
    /// <param name="wish">What the page is previewed as; null for the sample of its kind.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<ShopContext> ShopAsync(StoreInfo store, Guid pageId, string? wish, CancellationToken ct)
    {
        using var lease = await sessions.OpenAsync(store.TenantId, store.StoreId, pageId, ct);
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        var page = await db.Pages.AsNoTracking().Where(p => p.StoreId == store.StoreId && p.Id == pageId).Select(p => new { p.Title, p.Type, p.Slug }).FirstAsync(ct);
        return (await ShopAsync(db, store, page.Type, page.Title, page.Slug, wish, lease.Page.Session.Document.Root, ct)).Shop;
    }

    /// <summary>The shop as the blocks of a page about this would see it.</summary>
    public async Task<ShopContext> ShopAsync(AppDb db, StoreInfo store, PreviewContext about, CancellationToken ct) =>
        (await ShopFrames.LoadAsync(db, store, ct)).Context(store, "/store/" + store.Identifier, about.Path, time.GetUtcNow(), about.Page) with { Pictures = pictures.BookOf(store) };

    /// <summary>The shop as blocks see it that stand on no page.</summary>
    public async Task<ShopContext> ShopAsync(StoreInfo store, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        return await ShopAsync(db, store, new PreviewContext(PageContext.None, "/"), ct);
    }

    private async Task<(ShopFrame Frame, ShopContext Shop)> ShopAsync(AppDb db, StoreInfo store, PageType type, string title, string slug, string? wish, BlockNode root, CancellationToken ct)
    {
        var frame = await ShopFrames.LoadAsync(db, store, ct);
        using var theme = await themes.OpenAsync(store.TenantId, store.StoreId, ct);
        var preview = await previews.OfAsync(db, store, type, title, slug, wish, StorefrontEndpoints.WithFilters(root), ct);
        // The dashboard's host serves the shop below /store/{slug}, so pictures and links of the canvas stay on its own origin.
        return (frame, frame.Context(store, "/store/" + store.Identifier, preview.Path, time.GetUtcNow(), preview.Page) with { Theme = theme.Session.Theme, Pictures = pictures.BookOf(store), PreviewCart = await PreviewContexts.CartOfAsync(db, store, type, wish, ct) });
    }
}

/// <summary>Addresses of the editor that are not Blazor pages.</summary>
public static class ContentEndpoints
{
    /// <summary><c>/s/{store}/canvas/{page}</c>: the frame of the editor; with <c>?preview</c> the draft as shoppers would see it, with <c>?as=product:slug</c> and the like about something chosen, with <c>?version=3</c> that version, with <c>?theme=live</c> in the live theme, with <c>&amp;marks</c> either with the ids of its blocks.</summary>
    public static IEndpointRouteBuilder MapContent(this IEndpointRouteBuilder app)
    {
        app.MapGet("/s/{store}/canvas/{page:guid}", async (Guid page, HttpContext http, CurrentTenant tenant, CurrentMember member, Canvas canvas, CancellationToken ct) =>
        {
            if (!member.May(Permission.EditContent)) return Results.Text("Your role here cannot edit pages. Ask an owner or admin.", statusCode: StatusCodes.Status403Forbidden);
            try
            {
                var query = http.Request.Query;
                var marks = query.ContainsKey("marks");
                int? number = int.TryParse(query["version"].ToString(), out var n) && n > 0 ? n : null;
                CanvasView view;
                if (number is not null) view = await canvas.StillAsync(tenant.RequireStore, page, number, marks, ct) ?? throw new RefusedException(Refusal.NotFound("version"));
                else view = await canvas.ViewAsync(tenant.RequireStore, page, editing: marks || !query.ContainsKey("preview"), query["as"] is [{ Length: > 0 and <= 300 } wish] ? wish : null, ct, query["theme"]) with { Still = marks };
                // What shoppers see now, whatever the draft of the theme says: for comparing before it goes live.
                if (query["theme"] == "live") view = view with { Shop = view.Shop with { Theme = ThemeTokens.Parse(tenant.RequireStore.Theme) } };
                http.Response.Headers.CacheControl = "no-store";
                return (IResult)new ShopResult<CanvasPage>(new Dictionary<string, object?> { [nameof(CanvasPage.View)] = view });
            }
            catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound)
            {
                return Results.Text("There is no such page.", statusCode: StatusCodes.Status404NotFound);
            }
        }).ExcludeFromDescription();
        app.MapGet("/s/{store}/blocks", async (HttpContext http, CurrentTenant tenant, CurrentMember member, BlockGallery gallery, CancellationToken ct) =>
        {
            if (!member.May(Permission.EditContent)) return Results.Text("Your role here cannot edit pages. Ask an owner or admin.", statusCode: StatusCodes.Status403Forbidden);
            http.Response.Headers.CacheControl = "no-store";
            return Results.Json(await gallery.ViewAsync(tenant.RequireStore, ct));
        }).ExcludeFromDescription();
        // What the benchmark of the editor reads; nothing of it is of use outside Development.
        if (app.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            app.MapGet("/dev/memory.json", (EditorSessions sessions) =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return new { heapBytes = GC.GetTotalMemory(forceFullCollection: true), workingSetBytes = Environment.WorkingSet, openPages = sessions.Open, people = sessions.People };
            }).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/schema/page-document.json", (BlockRules rules) => Results.Text(PageSchema.Of(rules), "application/schema+json")).AllowAnonymous().ExcludeFromDescription();
        return app;
    }
}

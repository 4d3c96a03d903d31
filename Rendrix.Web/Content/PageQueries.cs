using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

/// <summary>A page as the list shows it.</summary>
public sealed record PageRow(Guid Id, PageType Type, string Title, string Slug, int PublishedNumber, bool Changed, DateTimeOffset UpdatedAt, DateTimeOffset? PublishedAt, bool ReviewAsked)
{
    /// <summary>Path of the page in the shop; null for header and footer.</summary>
    public string? Path => PageQueries.PathOf(Type, Slug);
}

/// <summary>A page that was deleted, as the list shows it.</summary>
public sealed record DeletedPage(Guid Id, PageType Type, string Title, DateTimeOffset DeletedAt);

/// <summary>Recurring questions about pages.</summary>
public static class PageQueries
{
    /// <summary>Path in the shop; null for header and footer, and for templates, which have none of their own.</summary>
    public static string? PathOf(PageType type, string slug) => type switch { PageType.Home => "/", PageType.Policy => "/policies/" + slug, PageType.Standard => "/pages/" + slug, PageType.Search => "/search", PageType.Cart => "/cart", _ => null };

    /// <summary>Path in the shop; null for header and footer, and for most templates.</summary>
    public static string? Path(this Page page) => PathOf(page.Type, page.Slug);

    /// <summary>The store's pages: front page, header and footer, templates, then the others by title. Synced sections are not pages; one can be asked for all the same.</summary>
    public static async Task<IReadOnlyList<PageRow>> PageRowsAsync(this AppDb db, Guid storeId, CancellationToken ct, Guid? section = null)
    {
        var rows = await db.Pages.AsNoTracking().Where(p => p.StoreId == storeId && (p.Type != PageType.Section || p.Id == section))
            .Select(p => new PageRow(p.Id, p.Type, p.Title, p.Slug, p.PublishedNumber, p.DraftRevision != p.PublishedRevision, p.UpdatedAt, p.PublishedAt, p.ReviewAskedAt != null)).ToListAsync(ct);
        return [.. rows.OrderBy(r => r.Type switch { PageType.Home => 0, PageType.Site => 1, PageType.Standard => 20, PageType.Policy => 21, _ => (int)r.Type }).ThenBy(r => r.Title, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Pages that were deleted and can still be restored, the last one first.</summary>
    public static Task<List<DeletedPage>> DeletedPagesAsync(this AppDb db, Guid storeId, CancellationToken ct) =>
        db.Pages.IgnoreQueryFilters().AsNoTracking().Where(p => p.TenantId == db.Tenant && p.StoreId == storeId && p.DeletedAt != null && p.Type != PageType.Section)
            .OrderByDescending(p => p.DeletedAt).Take(50).Select(p => new DeletedPage(p.Id, p.Type, p.Title, p.DeletedAt!.Value)).ToListAsync(ct);

    /// <summary>How many live places show header and footer.</summary>
    public static async Task<SitePlaces> SitePlacesAsync(this AppDb db, Guid storeId, CancellationToken ct)
    {
        PageType[] addressed = [PageType.Home, PageType.Standard, PageType.Policy];
        return new SitePlaces(
            await db.Pages.CountAsync(p => p.StoreId == storeId && p.PublishedNumber > 0 && addressed.Contains(p.Type), ct),
            await db.Products.OnSale(storeId).OrderBy(p => p.Id).Take(SitePlaces.MostProducts + 1).CountAsync(ct),
            await db.Categories.CountAsync(c => c.StoreId == storeId, ct));
    }

    /// <summary>The document shoppers see of the store's page of that type (front page, header and footer); null when none is live.</summary>
    public static Task<string?> LiveDocumentAsync(this AppDb db, Guid storeId, PageType type, CancellationToken ct) =>
        (from page in db.Pages
         where page.StoreId == storeId && page.Type == type
         join version in db.PageVersions on new { page.Id, Number = page.PublishedNumber } equals new { Id = version.PageId, version.Number }
         select version.Document).FirstOrDefaultAsync(ct)!;
}

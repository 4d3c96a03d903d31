using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Storefront;

/// <summary>A page as shoppers see it: what was published, never the draft.</summary>
public sealed class PublishedPage
{
    /// <summary>The page.</summary>
    public Guid PageId { get; init; }
    /// <summary>What it is for.</summary>
    public PageType Type { get; init; }
    /// <summary>Its slug.</summary>
    public string Slug { get; init; } = "";
    /// <summary>Title for people.</summary>
    public string Title { get; init; } = "";
    /// <summary>Title for search engines.</summary>
    public string SeoTitle { get; init; } = "";
    /// <summary>Description for search engines.</summary>
    public string SeoDescription { get; init; } = "";
    /// <summary>Address for search engines; empty means the page's own.</summary>
    public string Canonical { get; init; } = "";
    /// <summary>Picture for social networks.</summary>
    public string SocialImage { get; init; } = "";
    /// <summary>Keeps search engines away.</summary>
    public bool NoIndex { get; init; }
    /// <summary>The document as JSON.</summary>
    public string Document { get; init; } = "";
}

/// <summary>Published pages, each in one read.</summary>
public static class PageQueries
{
    /// <summary>The front page.</summary>
    public static IQueryable<PublishedPage> PublishedHome(AppDb db, Guid storeId) => Published(db, storeId, page => page.Type == PageType.Home);

    /// <summary>Header and footer, and the shop's own templates: what more than one page is drawn with.</summary>
    public static IQueryable<PublishedPage> PublishedFrame(AppDb db, Guid storeId)
    {
        PageType[] shared = [PageType.Site, .. PageTypes.Templates];
        return Published(db, storeId, page => shared.Contains(page.Type));
    }

    /// <summary>A page of its own, or a policy.</summary>
    public static IQueryable<PublishedPage> PublishedPage(AppDb db, Guid storeId, PageType type, string slug) => Published(db, storeId, page => page.Type == type && page.Slug == slug);

    private static IQueryable<PublishedPage> Published(AppDb db, Guid storeId, Expression<Func<Page, bool>> which) =>
        from page in db.Pages.AsNoTracking().Where(p => p.StoreId == storeId && p.PublishedNumber > 0).Where(which)
        join version in db.PageVersions.AsNoTracking() on new { page.TenantId, PageId = page.Id, Number = page.PublishedNumber } equals new { version.TenantId, version.PageId, version.Number }
        select new PublishedPage { PageId = page.Id, Type = page.Type, Slug = page.Slug, Title = page.Title, SeoTitle = page.SeoTitle, SeoDescription = page.SeoDescription, Canonical = page.Canonical, SocialImage = page.SocialImage, NoIndex = page.NoIndex, Document = version.Document };
}

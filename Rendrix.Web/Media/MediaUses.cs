using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Media;

/// <summary>Where a file is shown.</summary>
/// <param name="Kind">page, product, category, theme or store.</param>
/// <param name="Id">What shows it.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">For pages: "live", "draft", "live and draft" or "earlier version"; else empty.</param>
public sealed record MediaUse(string Kind, Guid Id, string Name, string State);

/// <summary>Finds where files are shown. Every address of a file holds its id as 32 digits, so a document that holds them shows it.</summary>
public static class MediaUses
{
    /// <summary>Everything that shows a file: pages with their live version and draft, earlier versions, products, categories, the theme, the store itself as its icon or logo.</summary>
    public static async Task<IReadOnlyList<MediaUse>> UsesOfAsync(this AppDb db, Guid storeId, Guid fileId, CancellationToken ct)
    {
        var name = fileId.ToString("N");
        var pages = await db.Database.SqlQuery<PageUse>($"""
            select p.id as "Id", p.title as "Title", position({name} in p.draft::text) > 0 as "Draft",
                coalesce(bool_or(v.number = p.published_number), false) as "Live", count(v.number) filter (where v.number <> p.published_number) > 0 as "Earlier"
            from pages p left join page_versions v on v.tenant_id = p.tenant_id and v.page_id = p.id and position({name} in v.document::text) > 0
            where p.tenant_id = {db.Tenant} and p.store_id = {storeId} and p.deleted_at is null
            group by p.tenant_id, p.id having position({name} in p.draft::text) > 0 or count(v.number) > 0 order by p.title
            """).ToListAsync(ct);
        var inVariants = db.Variants.Where(v => v.StoreId == storeId && v.ImageUrl != null && v.ImageUrl.Contains(name)).Select(v => v.ProductId);
        var products = await db.Products.AsNoTracking().Where(p => p.StoreId == storeId && (db.ProductImages.Any(i => i.ProductId == p.Id && (i.MediaId == fileId || i.Url.Contains(name))) || inVariants.Contains(p.Id)))
            .OrderBy(p => p.Name).Select(p => new MediaUse("product", p.Id, p.Name, "")).ToListAsync(ct);
        var categories = await db.Categories.AsNoTracking().Where(c => c.StoreId == storeId && c.ImageUrl != null && c.ImageUrl.Contains(name)).OrderBy(c => c.Name).Select(c => new MediaUse("category", c.Id, c.Name, "")).ToListAsync(ct);
        var theme = await db.Stores.FromSql($"select * from stores where tenant_id = {db.Tenant} and id = {storeId} and position({name} in theme::text) > 0").AsNoTracking().Select(s => new MediaUse("theme", s.Id, "Theme", "live")).ToListAsync(ct);
        var store = await db.Stores.AsNoTracking().Where(s => s.Id == storeId && (s.IconUrl != null && s.IconUrl.Contains(name) || s.LogoUrl != null && s.LogoUrl.Contains(name)))
            .Select(s => new MediaUse("store", s.Id, s.IconUrl != null && s.IconUrl.Contains(name) ? "Icon of the store" : "Logo of the store", "live")).ToListAsync(ct);
        return [.. pages.Select(p => new MediaUse("page", p.Id, p.Title, p.Live ? p.Draft ? "live and draft" : "live" : p.Draft ? "draft" : "earlier version")), .. products, .. categories, .. theme, .. store];
    }

    private sealed record PageUse(Guid Id, string Title, bool Draft, bool Live, bool Earlier);
}

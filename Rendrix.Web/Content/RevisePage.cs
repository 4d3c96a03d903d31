using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

/// <summary>Title, address and search texts of a page, as a form gives them.</summary>
public sealed record PageDetails(string Title, string Slug, string SeoTitle, string SeoDescription);

/// <summary>Changes what stands around a page's document: title, address, texts for search engines. In effect at once.</summary>
public sealed class RevisePage(TenantTransactions transactions, TimeProvider time)
{
    /// <summary>Refuses fields that do not fit, and an address another page has.</summary>
    public async Task RunAsync(Guid tenantId, Guid storeId, Guid pageId, PageDetails details, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await db.Pages.FirstOrDefaultAsync(p => p.StoreId == storeId && p.Id == pageId, ct) ?? throw new RefusedException(Refusal.NotFound("page"));
        var (title, slug) = (details.Title.Trim(), details.Slug.Trim());
        var errors = new FieldErrors();
        errors.Require(title.Length is > 0 and <= 200, "title", "Enter a title of 1 to 200 characters");
        errors.Require(details.SeoTitle.Length <= 200, "seoTitle", "Use 200 characters or fewer");
        errors.Require(details.SeoDescription.Length <= 500, "seoDescription", "Use 500 characters or fewer");
        if (page.Type.HasAddress() && slug != page.Slug)
        {
            errors.Require(Slug.IsValid(slug), "slug", "Use lower-case letters, numbers and hyphens, such as about-us");
            errors.Require(!await db.Pages.AnyAsync(p => p.StoreId == storeId && p.Slug == slug && p.Id != pageId, ct), "slug", "Another page has this address. Choose another one");
        }
        errors.ThrowIfAny();
        if (page.Type.HasAddress()) page.Slug = slug;
        (page.Title, page.SeoTitle, page.SeoDescription, page.UpdatedAt) = (title, details.SeoTitle.Trim(), details.SeoDescription.Trim(), time.GetUtcNow());
        if (page.PublishedNumber > 0) db.Publish(new PagePublished(page.Id, storeId, page.Slug, page.PublishedNumber, page.Type.ShowsManyTimes()));
        await db.CommitAsync(ct);
    }
}

/// <summary>Takes a page away with its versions. The front page, and header and footer, stay. Without a template of its own the store shows the standard one.</summary>
public sealed class DeletePage(TenantTransactions transactions)
{
    /// <summary>Refuses for pages a store cannot be without.</summary>
    public async Task RunAsync(Guid tenantId, Guid storeId, Guid pageId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await db.Pages.FirstOrDefaultAsync(p => p.StoreId == storeId && p.Id == pageId, ct) ?? throw new RefusedException(Refusal.NotFound("page"));
        if (page.Type is PageType.Home or PageType.Site) throw new RefusedException(new Refusal("INVALID_TRANSITION", "A store always has its front page and its header and footer. Change them instead of deleting them."));
        db.Pages.Remove(page);
        db.Publish(new PagePublished(page.Id, storeId, page.Slug, 0, page.Type.ShowsManyTimes()));
        await db.CommitAsync(ct);
    }
}

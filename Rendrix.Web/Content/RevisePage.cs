using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Fields;
using Rendrix.Refusals;
using Rendrix.Web.Content.Redirects;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

/// <summary>Title, address and search texts of a page, as a form gives them.</summary>
public sealed record PageDetails(string Title, string Slug, string SeoTitle, string SeoDescription)
{
    /// <summary>Address search engines should take; empty means the page's own.</summary>
    public string Canonical { get; init; } = "";
    /// <summary>Picture of the card in social networks; empty for none.</summary>
    public string SocialImage { get; init; } = "";
    /// <summary>Keeps search engines away.</summary>
    public bool NoIndex { get; init; }

    // Texts for search engines before and after; hiding a page from them is everybody's.
    internal IEnumerable<(string? Before, string? After)> Seo(PageDetails? old) =>
        [(old?.SeoTitle, SeoTitle), (old?.SeoDescription, SeoDescription), (old?.Canonical, Canonical), (old?.SocialImage, SocialImage)];

    /// <summary>The details a page has now.</summary>
    public static PageDetails Of(Page page) => new(page.Title, page.Slug, page.SeoTitle, page.SeoDescription) { Canonical = page.Canonical, SocialImage = page.SocialImage, NoIndex = page.NoIndex };

    /// <summary>Notes what does not fit of the texts for machines; title and address depend on the page.</summary>
    internal void Check(FieldErrors errors)
    {
        errors.Require(SeoTitle.Length <= 200 && !SeoTitle.Any(char.IsControl), "seoTitle", "Use 200 characters or fewer");
        errors.Require(SeoDescription.Length <= 500 && !SeoDescription.Any(c => char.IsControl(c) && c is not ('\n' or '\r')), "seoDescription", "Use 500 characters or fewer");
        errors.Require(Canonical.Length == 0 || Canonical.Length <= 500 && (RedirectRules.Normal(Canonical) is not null || Canonical.StartsWith("https://", StringComparison.Ordinal) && FieldCheck.IsSafeLink(Canonical)), "canonical", "Enter a path of your shop, such as /pages/about, or an address that starts with https://");
        errors.Require(SocialImage.Length <= 500 && FieldCheck.IsSafeLink(SocialImage), "socialImage", "Choose a picture from your media");
    }

    /// <summary>Puts the texts for machines into a page.</summary>
    internal void Write(Page page) =>
        (page.SeoTitle, page.SeoDescription, page.Canonical, page.SocialImage, page.NoIndex) = (SeoTitle.Trim(), SeoDescription.Trim(), Canonical.Trim(), SocialImage.Trim(), NoIndex);
}

/// <summary>A page after its details changed, with what it takes to go back.</summary>
/// <param name="Page">The page.</param>
/// <param name="Before">Its details before.</param>
/// <param name="Moved">What a new address did to the store's redirects; null when it did nothing.</param>
public sealed record RevisedPage(Page Page, PageDetails Before, RedirectMove? Moved);

/// <summary>Changes what stands around a page's document: title, address, texts for search engines. In effect at once.</summary>
public sealed class RevisePage(TenantTransactions transactions, PlanGate plans, TimeProvider time)
{
    /// <summary>Refuses fields that do not fit, and an address another page has. Visitors of an old address are led to the new one.</summary>
    public Task<RevisedPage> RunAsync(Guid tenantId, Guid storeId, Guid pageId, PageDetails details, CancellationToken ct) => RunAsync(tenantId, storeId, pageId, _ => details, ct);

    /// <summary>The same, with the new details made of the page as it is.</summary>
    /// <param name="tenantId">The organization.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="pageId">The page.</param>
    /// <param name="change">The new details.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="draft">A new draft to store with them, made of the page as it is; null leaves the draft alone.</param>
    /// <param name="back">The change of address that this takes back: its redirects become what they were before it.</param>
    public async Task<RevisedPage> RunAsync(Guid tenantId, Guid storeId, Guid pageId, Func<Page, PageDetails> change, CancellationToken ct, Func<Page, PageDocument?>? draft = null, RedirectMove? back = null)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await PublishPage.LockAsync(db, storeId, pageId, ct);
        var (old, details) = (PageDetails.Of(page), change(page));
        RedirectMove? moved = null;
        var (title, slug) = (details.Title.Trim(), details.Slug.Trim());
        var errors = new FieldErrors();
        errors.Require(title.Length is > 0 and <= 200 && !title.Any(char.IsControl), "title", "Enter a title of 1 to 200 characters");
        details.Check(errors);
        if (page.Type.HasAddress() && slug != page.Slug)
        {
            errors.Require(Slug.IsValid(slug), "slug", "Use lower-case letters, numbers and hyphens, such as about-us");
            errors.Require(!await db.Pages.AnyAsync(p => p.StoreId == storeId && p.Slug == slug && p.Id != pageId, ct), "slug", "Another page has this address. Choose another one");
        }
        errors.ThrowIfAny();
        await plans.DemandSeoAsync(db, ct, details.Seo(old));
        if (page.Type.HasAddress() && slug != page.Slug)
        {
            var before = page.Path()!;
            page.Slug = slug;
            // A page nobody could visit leaves nobody behind. One that takes an address that was redirected answers there itself now.
            if (back is not null) await db.UnmovedAsync(storeId, back, ct);
            else if (page.PublishedNumber > 0) moved = await db.MovedAsync(storeId, before, page.Path()!, time.GetUtcNow(), ct);
        }
        (page.Title, page.UpdatedAt) = (title, time.GetUtcNow());
        details.Write(page);
        if (draft?.Invoke(page) is { } document)
        {
            page.Draft = SaveDraft.Write(document);
            page.DraftRevision++;
        }
        if (page.PublishedNumber > 0) db.Publish(new PagePublished(page.Id, storeId, page.Slug, page.PublishedNumber, page.Type.ShowsManyTimes()));
        await PageAddress.CommitAsync(db, ct);
        return new RevisedPage(page, old, moved);
    }
}

/// <summary>Commits where an address may be taken in the same moment.</summary>
internal static class PageAddress
{
    /// <summary>Commits, and says by name that somebody else was quicker to take the address.</summary>
    public static async Task CommitAsync(AppDb db, CancellationToken ct)
    {
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new RefusedException(new Refusal("ALREADY_EXISTS", "Somebody took this address in the same moment. Choose another one, then save again.", 409));
        }
    }
}

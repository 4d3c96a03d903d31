using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

/// <summary>What a new page begins with.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Type">A page of its own, or a policy.</param>
/// <param name="Slug">The address wanted; null makes one of the title, which gets a number when it is taken.</param>
/// <param name="Document">Its draft; null begins with a text.</param>
public sealed record NewPage(string Title, PageType Type = PageType.Standard, string? Slug = null, PageDocument? Document = null)
{
    /// <summary>Texts for search engines and the like.</summary>
    public PageDetails? Details { get; init; }
}

/// <summary>Makes a page of its own, as a draft with a text to begin with.</summary>
public sealed class CreatePage(TenantTransactions transactions, PlanGate plans, TimeProvider time)
{
    private const int MostPerStore = 5_000;

    /// <summary>Id of the new page. Refuses a title that is empty or too long; an address that is taken gets a number.</summary>
    public Task<Guid> RunAsync(Guid tenantId, Guid storeId, string title, CancellationToken ct) => RunAsync(tenantId, storeId, new NewPage(title), ct);

    /// <summary>Id of the new page. Refuses a title that does not fit, an address that is asked for and taken, and kinds a store has once.</summary>
    public async Task<Guid> RunAsync(Guid tenantId, Guid storeId, NewPage wanted, CancellationToken ct)
    {
        var title = wanted.Title.Trim();
        var errors = new FieldErrors();
        errors.Require(title.Length is > 0 and <= 200 && !title.Any(char.IsControl), "title", "Enter a title of 1 to 200 characters");
        errors.Require(wanted.Type is PageType.Standard or PageType.Policy, "type", "A store has one front page and one header and footer. Make a standard page or a policy");
        errors.Require(wanted.Slug is null || Slug.IsValid(wanted.Slug), "slug", "Use lower-case letters, numbers and hyphens, such as about-us");
        errors.ThrowIfAny();
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await db.Pages.CountAsync(p => p.StoreId == storeId, ct) >= MostPerStore) throw new RefusedException(new Refusal("PLAN_LIMIT_REACHED", $"A store holds at most {MostPerStore:N0} pages.", 409));
        var address = wanted.Slug ?? (Slug.From(title) is { Length: > 0 } slug ? slug : "page");
        var taken = await db.Pages.Where(p => p.StoreId == storeId && p.Slug.StartsWith(address)).Select(p => p.Slug).ToListAsync(ct);
        if (wanted.Slug is not null && taken.Contains(address)) throw new RefusedException(Refusal.Invalid("slug", "Another page has this address. Choose another one"));
        var stem = address;
        for (var n = 2; taken.Contains(address); n++) address = $"{stem}-{n}";
        var now = time.GetUtcNow();
        var page = new Page
        {
            TenantId = tenantId, Id = Guid.CreateVersion7(), StoreId = storeId, Type = wanted.Type, Title = title, Slug = address, DraftRevision = 1, CreatedAt = now, UpdatedAt = now,
            // The shop shows the page's title above a page that does not begin with a hero, so the draft begins with the text.
            Draft = SaveDraft.Write(wanted.Document ?? PageDocument.Of(BlockNode.Create("rich_text"))),
        };
        if (wanted.Details is { } details)
        {
            details.Check(errors);
            errors.ThrowIfAny();
            await plans.DemandSeoAsync(db, ct, details.Seo(null));
            details.Write(page);
        }
        db.Pages.Add(page);
        await PageAddress.CommitAsync(db, ct);
        return page.Id;
    }
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Content.Schedules;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Content;

/// <summary>
/// Takes a page off the shop and out of every list, at once. For a time it is kept with its draft, versions, links and plans, so that it can be restored as it was;
/// its address is free meanwhile. The front page, and header and footer, stay. Without a template of its own the store shows the standard one.
/// </summary>
public sealed class DeletePage(TenantTransactions transactions, TimeProvider time)
{
    /// <summary>Days until a deleted page goes for good.</summary>
    public const int DaysKept = 30;

    /// <summary>Refuses for pages a store cannot be without.</summary>
    public async Task RunAsync(Guid tenantId, Guid storeId, Guid pageId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await PublishPage.LockAsync(db, storeId, pageId, ct);
        if (page.Type is PageType.Home or PageType.Site) throw new RefusedException(new Refusal("INVALID_TRANSITION", "A store always has its front page and its header and footer. Change them instead of deleting them."));
        // Whole milliseconds: the database keeps microseconds, and the purge asks for this very moment.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        page.DeletedAt = at;
        db.Publish(new PagePublished(page.Id, storeId, page.Slug, 0, page.Type.ShowsManyTimes()));
        db.Publish(new PagePurgeDue(page.Id, storeId, at, at.AddDays(DaysKept)));
        await db.CommitAsync(ct);
    }
}

/// <summary>Brings a deleted page back exactly: draft, versions, address, what was live, and its plans.</summary>
public sealed class RestorePage(TenantTransactions transactions, TimeProvider time)
{
    // A plan that fell due while its page was away for a moment is carried out; one that was missed by more is not sprung on shoppers.
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    /// <summary>The page. Refuses when it is gone for good, and when another page has its address by now.</summary>
    public async Task<Page> RunAsync(Guid tenantId, Guid storeId, Guid pageId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await db.Pages.FromSql($"select * from pages where tenant_id = {db.Tenant} and store_id = {storeId} and id = {pageId} for update").IgnoreQueryFilters().SingleOrDefaultAsync(ct)
            ?? throw new RefusedException(new Refusal("NOT_FOUND", "This page is gone for good and cannot be restored.", 404));
        if (page.DeletedAt is null) return page;
        if (await db.Pages.Where(p => p.StoreId == storeId && p.Slug == page.Slug).Select(p => p.Title).FirstOrDefaultAsync(ct) is { } taken) throw new RefusedException(new Refusal("ALREADY_EXISTS",
            page.Type.IsTemplate() ? $"The store has another {page.Type.Name().ToLowerInvariant()} by now. Delete that one first, then restore this one."
            : $"The page {taken} has the address {page.Path()} by now. Give that page another address, then restore this one.", 409));
        page.DeletedAt = null;
        var now = time.GetUtcNow();
        foreach (var plan in await db.PageSchedules.Where(s => s.StoreId == storeId && s.PageId == pageId && (s.State == ScheduleState.Waiting || s.State == ScheduleState.Live && s.RevertAt != null)).ToListAsync(ct))
        {
            if (plan.State == ScheduleState.Waiting && plan.PublishAt < now - Late) (plan.State, plan.Outcome) = (ScheduleState.Failed, "The page had been deleted when it was to go live");
            // Its message may have come and gone. A second one changes nothing: each looks at the plan first.
            else db.Publish(new PageScheduleDue(plan.Id, storeId, plan.State == ScheduleState.Live ? plan.RevertAt!.Value : plan.PublishAt, Back: plan.State == ScheduleState.Live));
        }
        db.Publish(new PagePublished(page.Id, storeId, page.Slug, page.PublishedNumber, page.Type.ShowsManyTimes()));
        await PageAddress.CommitAsync(db, ct);
        return page;
    }
}

/// <summary>A deleted page was kept long enough.</summary>
/// <param name="PageId">The page.</param>
/// <param name="StoreId">The store.</param>
/// <param name="DeletedAt">When it was deleted. One that was restored and deleted again has another, and this message says nothing then.</param>
/// <param name="DueAt">When it goes.</param>
[Topic("page.purge_due")]
public sealed record PagePurgeDue(Guid PageId, Guid StoreId, DateTimeOffset DeletedAt, DateTimeOffset DueAt) : IShopEvent, IComesLater;

/// <summary>Takes deleted pages away for good, with everything that belongs to them.</summary>
public sealed class PurgePages : IConsume<PagePurgeDue>
{
    /// <inheritdoc/>
    public Task ConsumeAsync(PagePurgeDue happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        return db.Pages.IgnoreQueryFilters().Where(p => p.TenantId == db.Tenant && p.StoreId == happened.StoreId && p.Id == happened.PageId && p.DeletedAt == happened.DeletedAt).ExecuteDeleteAsync(ct);
    }
}

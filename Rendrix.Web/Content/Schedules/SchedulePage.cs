using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content.Checks;
using Rendrix.Content.Edits;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Schedules;

/// <summary>When a page goes live and, if wanted, back.</summary>
public sealed record SchedulePlan(DateTimeOffset PublishAt, DateTimeOffset? RevertAt)
{
    /// <summary>What the person wrote about it.</summary>
    public string Note { get; init; } = "";
    /// <summary>The document they looked at; null takes the draft as it is stored now.</summary>
    public PageDocument? Document { get; init; }
    /// <summary>Draft revision of that document.</summary>
    public int Revision { get; init; }
    /// <summary>Goes ahead although it overlaps with another plan for the page.</summary>
    public bool EvenIfOverlapping { get; init; }
}

/// <summary>What came of planning: the plan, or what stands in its way.</summary>
public sealed record ScheduleOutcome(PageSchedule? Schedule, IReadOnlyList<PublishProblem> Problems);

/// <summary>Plans that a page goes live, and calls plans off. The messages that carry them out are written in the same commit.</summary>
public sealed class SchedulePage(TenantTransactions transactions, BlockRules rules, PageChecks checks, TimeProvider time)
{
    private const int MostPerPage = 50;

    /// <summary>Plans it. Refuses times that are over or in the wrong order, and an overlap that nobody agreed to.</summary>
    public async Task<ScheduleOutcome> RunAsync(Guid tenantId, Guid storeId, Guid pageId, Guid? by, SchedulePlan plan, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var errors = new FieldErrors();
        errors.Require(plan.PublishAt > now, "publishAt", "Choose a time that is still to come");
        errors.Require(plan.PublishAt < now.AddYears(2), "publishAt", "Choose a time within two years");
        errors.Require(plan.RevertAt is not { } back || back >= plan.PublishAt.AddMinutes(1), "revertAt", "Choose a time at least a minute after it goes live");
        errors.Require(plan.RevertAt is not { } end || end < now.AddYears(3), "revertAt", "Choose a time within three years");
        errors.Require(plan.Note.Length <= PublishOrder.MaxNote, "note", $"Use {PublishOrder.MaxNote} characters or fewer");
        errors.ThrowIfAny();

        if (await checks.BlockersAsync(tenantId, storeId, pageId, plan.Document, null, ct) is { Count: > 0 } blockers) return new ScheduleOutcome(null, blockers);
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await PublishPage.LockAsync(db, storeId, pageId, ct);
        var document = PublishCheck.Cleaned(plan.Document ?? PublishPage.Read(page.Draft), rules);
        // What cannot go live now could not go live then either, and nobody would be there to see.
        if (PublishCheck.Problems(document, page.Type, rules) is { Count: > 0 } problems) return new ScheduleOutcome(null, problems);

        var others = await OpenAsync(db, storeId, pageId, ct);
        if (others.Count >= MostPerPage) throw new RefusedException(new Refusal("PLAN_LIMIT_REACHED", $"A page holds at most {MostPerPage} plans. Call one off first.", 409));
        if (!plan.EvenIfOverlapping && others.FirstOrDefault(o => PageSchedule.Overlap((o.PublishAt, o.RevertAt), (plan.PublishAt, plan.RevertAt))) is { } other)
            throw new RefusedException(new Refusal("ALREADY_EXISTS", "This overlaps with another plan for the page. What the other one finds live when it ends may not be what you expect. Choose other times, or plan it all the same.", 409) { Extra = new Dictionary<string, object?> { ["scheduleId"] = other.Id } });

        if (!plan.EvenIfOverlapping && (await SiteCalendar.ReadAsync(db, storeId, now, ct)).Against([pageId], false, plan.PublishAt, plan.RevertAt) is { Count: > 0 } conflicts)
            throw new RefusedException(new Refusal("ALREADY_EXISTS", $"{string.Join(" ", conflicts)} What one finds live when it ends may not be what you expect. Choose other times, or plan it all the same.", 409));

        var schedule = new PageSchedule
        {
            Id = Guid.CreateVersion7(now), StoreId = storeId, PageId = pageId, Document = document.ToJson(), DraftRevision = plan.Document is null ? page.DraftRevision : plan.Revision,
            PublishAt = Whole(plan.PublishAt), RevertAt = plan.RevertAt is { } revert ? Whole(revert) : null, Note = plan.Note.Trim(), CreatedBy = by, CreatedAt = now,
        };
        db.PageSchedules.Add(schedule);
        db.Publish(new PageScheduleDue(schedule.Id, storeId, schedule.PublishAt, Back: false));
        (page.ReviewAskedBy, page.ReviewAskedAt, page.ReviewNote) = (null, null, "");
        await db.CommitAsync(ct);
        return new ScheduleOutcome(schedule, []);
    }

    /// <summary>Calls a plan off. One that is live already keeps what it put there and no longer goes back.</summary>
    public async Task<PageSchedule> CancelAsync(Guid tenantId, Guid storeId, Guid pageId, Guid scheduleId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        // In the order in which the worker takes them, or the two could wait for each other.
        await PublishPage.LockAsync(db, storeId, pageId, ct);
        var schedule = await db.PageSchedules.FirstOrDefaultAsync(s => s.StoreId == storeId && s.PageId == pageId && s.Id == scheduleId, ct) ?? throw new RefusedException(Refusal.NotFound("schedule"));
        if (schedule.State is not (ScheduleState.Waiting or ScheduleState.Live)) throw new RefusedException(new Refusal("INVALID_TRANSITION", "This plan is over and cannot be called off.", 409));
        schedule.Outcome = schedule.State == ScheduleState.Live ? "It stays live" : "";
        schedule.State = schedule.State == ScheduleState.Live ? ScheduleState.Done : ScheduleState.Cancelled;
        await db.CommitAsync(ct);
        return schedule;
    }

    /// <summary>Plans of a page that are not over.</summary>
    internal static Task<List<PageSchedule>> OpenAsync(AppDb db, Guid storeId, Guid pageId, CancellationToken ct) =>
        db.PageSchedules.AsNoTracking().Where(s => s.StoreId == storeId && s.PageId == pageId && (s.State == ScheduleState.Waiting || s.State == ScheduleState.Live && s.RevertAt != null)).OrderBy(s => s.PublishAt).ToListAsync(ct);

    // The database keeps microseconds; a finer time would not be found again by the message.
    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}

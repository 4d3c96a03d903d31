using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Content.Schedules;

/// <summary>
/// Puts planned pages live and takes them back, in the transaction that also marks the message as done: after a crash the message
/// comes again and finds either nothing done or everything.
/// </summary>
public sealed class CarryOutSchedules(PublishPage publish, RestoreVersion restore) : IConsume<PageScheduleDue>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(PageScheduleDue happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        var pageId = await db.PageSchedules.Where(s => s.StoreId == happened.StoreId && s.Id == happened.ScheduleId).Select(s => (Guid?)s.PageId).FirstOrDefaultAsync(ct);
        // The page is gone, and its plans with it; or it was deleted and keeps them until it is restored.
        if (pageId is null || !await db.Pages.AnyAsync(p => p.StoreId == happened.StoreId && p.Id == pageId, ct)) return;
        var page = await PublishPage.LockAsync(db, happened.StoreId, pageId.Value, ct);
        var schedule = await db.PageSchedules.FirstAsync(s => s.Id == happened.ScheduleId, ct);
        if (happened.Back) await BackAsync(db, schedule, page, happened, ct);
        else await LiveAsync(db, schedule, page, happened, ct);
    }

    private async Task LiveAsync(AppDb db, PageSchedule schedule, Page page, PageScheduleDue happened, CancellationToken ct)
    {
        if (schedule.State != ScheduleState.Waiting || schedule.PublishAt != happened.DueAt) return;
        var before = page.PublishedNumber;
        try
        {
            var problems = await publish.EnterAsync(db, page, PublishPage.Read(schedule.Document), schedule.DraftRevision, schedule.CreatedBy, schedule.Note, null, ct);
            if (problems.Count > 0) { Fail(schedule, problems[0].Message); return; }
        }
        catch (RefusedException refused) { Fail(schedule, refused.Refusal.Message); return; }
        (schedule.BeforeNumber, schedule.PublishedNumber) = (before, page.PublishedNumber);
        schedule.State = schedule.RevertAt is null ? ScheduleState.Done : ScheduleState.Live;
        if (schedule.RevertAt is { } back) db.Publish(new PageScheduleDue(schedule.Id, schedule.StoreId, back, Back: true));
    }

    private async Task BackAsync(AppDb db, PageSchedule schedule, Page page, PageScheduleDue happened, CancellationToken ct)
    {
        if (schedule.State != ScheduleState.Live || schedule.RevertAt != happened.DueAt) return;
        if (page.PublishedNumber != schedule.PublishedNumber)
        {
            schedule.State = ScheduleState.Left;
            schedule.Outcome = page.PublishedNumber == 0 ? "The page had been taken offline, so it was left as it is" : $"Version {page.PublishedNumber} had been published in between, so it was left as it is";
            return;
        }
        if (schedule.BeforeNumber == 0)
        {
            PublishPage.TakeOffline(db, page);
            schedule.Outcome = "There was no version before, so the page is offline again";
        }
        else
        {
            var problems = await restore.EnterAsync(db, page, schedule.BeforeNumber, schedule.CreatedBy, keepDraft: true, $"Back to version {schedule.BeforeNumber}, as planned", ct);
            if (problems.Count > 0) { Fail(schedule, problems[0].Message); return; }
        }
        schedule.State = ScheduleState.Reverted;
    }

    private static void Fail(PageSchedule schedule, string why) => (schedule.State, schedule.Outcome) = (ScheduleState.Failed, why);
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Content.Schedules;

/// <summary>
/// Puts the pages and the theme of a plan live together and takes them back together, in the transaction that also marks the message as done: after a crash
/// the message comes again and finds either nothing done or everything. What cannot go live is found before anything does.
/// </summary>
public sealed class CarryOutSitePlans(PublishPage publish, RestoreVersion restore, PublishTheme themes, BlockRules rules, TimeProvider time) : IConsume<SitePlanDue>
{
    private sealed record Part(SitePlanPage Row, Page Page);

    /// <inheritdoc/>
    public async Task ConsumeAsync(SitePlanDue happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        if (await PlanSite.LockAsync(db, happened.StoreId, happened.PlanId, ct) is not { } plan) return;
        if (happened.Back ? plan.State != ScheduleState.Live || plan.RevertAt != happened.DueAt : plan.State != ScheduleState.Waiting || plan.PublishAt != happened.DueAt) return;
        var parts = new List<Part>();
        foreach (var row in await db.SitePlanPages.Where(p => p.StoreId == plan.StoreId && p.PlanId == plan.Id).OrderBy(p => p.PageId).ToListAsync(ct))
        {
            // One that was deleted, for good or not yet, is missed below.
            if (await db.Pages.AnyAsync(p => p.StoreId == plan.StoreId && p.Id == row.PageId, ct)) parts.Add(new Part(row, await PublishPage.LockAsync(db, plan.StoreId, row.PageId, ct)));
        }
        var deleted = plan.PageCount - parts.Count;
        var theme = plan.Theme is null ? null : await db.LockThemeAsync(plan.StoreId, time, ct);
        if (happened.Back) await BackAsync(db, plan, parts, deleted, theme, ct);
        else await LiveAsync(db, plan, parts, deleted, theme, ct);
    }

    private async Task LiveAsync(AppDb db, SitePlan plan, List<Part> parts, int deleted, StoreTheme? theme, CancellationToken ct)
    {
        if (deleted > 0) { Fail(plan, deleted == 1 ? "One of its pages had been deleted, so nothing went live" : $"{deleted} of its pages had been deleted, so nothing went live"); return; }
        var documents = new List<PageDocument>();
        foreach (var (row, page) in parts)
        {
            try { documents.Add(PublishPage.Read(row.Document)); }
            catch (RefusedException refused) { Fail(plan, $"{page.Title}: {refused.Refusal.Message} Nothing went live"); return; }
            if (PublishCheck.Problems(documents[^1], page.Type, rules) is [var problem, ..]) { Fail(plan, $"{page.Title}: {problem.Message}. Nothing went live"); return; }
        }
        foreach (var ((row, page), document) in parts.Zip(documents))
        {
            row.BeforeNumber = page.PublishedNumber;
            await publish.EnterAsync(db, page, document, row.DraftRevision, plan.CreatedBy, plan.Name, null, ct);
            row.PublishedNumber = page.PublishedNumber;
        }
        if (theme is not null)
        {
            plan.ThemeBefore = theme.PublishedNumber;
            await themes.EnterAsync(db, theme, plan.Theme!, plan.ThemeRevision, plan.CreatedBy, ct);
            plan.ThemeNumber = theme.PublishedNumber;
        }
        plan.State = plan.RevertAt is null ? ScheduleState.Done : ScheduleState.Live;
        if (plan.RevertAt is { } back) db.Publish(new SitePlanDue(plan.Id, plan.StoreId, back, Back: true));
    }

    // What somebody published in between stays, as with plans of one page: they knew what they did. The rest goes back.
    private async Task BackAsync(AppDb db, SitePlan plan, List<Part> parts, int deleted, StoreTheme? theme, CancellationToken ct)
    {
        var left = parts.Where(p => p.Page.PublishedNumber != p.Row.PublishedNumber).Select(p => p.Page.Title).ToList();
        var back = parts.Where(p => p.Page.PublishedNumber == p.Row.PublishedNumber).ToList();
        var themeBack = theme is not null && theme.PublishedNumber == plan.ThemeNumber;
        if (theme is not null && !themeBack) left.Add("the theme");
        foreach (var (row, page) in back.Where(p => p.Row.BeforeNumber > 0))
            if (await db.PageVersions.AsNoTracking().Where(v => v.StoreId == plan.StoreId && v.PageId == page.Id && v.Number == row.BeforeNumber).Select(v => v.Document).FirstOrDefaultAsync(ct) is not { } older
                || PublishCheck.Problems(PublishPage.Read(older), page.Type, rules).Count > 0)
            {
                Fail(plan, $"{page.Title}: version {row.BeforeNumber} cannot go live any more, so everything was left as it is");
                return;
            }
        foreach (var (row, page) in back)
        {
            if (row.BeforeNumber == 0) PublishPage.TakeOffline(db, page);
            else await restore.EnterAsync(db, page, row.BeforeNumber, plan.CreatedBy, keepDraft: true, $"Back to version {row.BeforeNumber}, after {plan.Name}", ct);
        }
        if (themeBack)
        {
            var before = await db.ThemeVersions.AsNoTracking().Where(v => v.StoreId == plan.StoreId && v.Number == plan.ThemeBefore).Select(v => v.Tokens).FirstAsync(ct);
            var same = ThemeTokens.Parse(theme!.Draft).ToJson() == ThemeTokens.Parse(before).ToJson();
            await themes.EnterAsync(db, theme, before, same ? theme.DraftRevision : 0, plan.CreatedBy, ct);
        }
        plan.State = back.Count > 0 || themeBack ? ScheduleState.Reverted : ScheduleState.Left;
        string[] notes =
        [
            .. left.Count > 0 ? (string[])[$"Published in between, so left as it is: {string.Join(", ", left)}"] : [],
            .. deleted > 0 ? (string[])[deleted == 1 ? "One page had been deleted" : $"{deleted} pages had been deleted"] : [],
        ];
        plan.Outcome = string.Join(". ", notes);
    }

    private static void Fail(SitePlan plan, string why) => (plan.State, plan.Outcome) = (ScheduleState.Failed, why);
}

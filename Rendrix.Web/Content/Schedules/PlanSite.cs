using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content.Checks;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Schedules;

/// <summary>What goes live together, and when.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="PublishAt">When it goes live.</param>
/// <param name="RevertAt">When what was there before comes back; null for never.</param>
/// <param name="Pages">The pages whose drafts, as they are stored now, go live.</param>
/// <param name="Theme">Whether the draft of the theme goes along.</param>
public sealed record SiteWish(string Name, DateTimeOffset PublishAt, DateTimeOffset? RevertAt, IReadOnlyCollection<Guid> Pages, bool Theme)
{
    /// <summary>Goes ahead although it overlaps with other plans.</summary>
    public bool EvenIfOverlapping { get; init; }
}

/// <summary>What came of planning: the plan, or what stands in its way, each with the title of its page before it.</summary>
public sealed record SiteOutcome(SitePlan? Plan, IReadOnlyList<PublishProblem> Problems);

/// <summary>Plans that several pages and the theme go live together, and calls such plans off. The message that carries one out is written in the same commit.</summary>
public sealed class PlanSite(TenantTransactions transactions, BlockRules rules, PageChecks checks, TimeProvider time)
{
    /// <summary>Most pages in one plan.</summary>
    public const int MostPages = 50;
    private const int MostOpen = 50;

    /// <summary>Plans it. Refuses times that are over or in the wrong order, nothing to publish, and overlaps that nobody agreed to.</summary>
    public async Task<SiteOutcome> RunAsync(Guid tenantId, Guid storeId, Guid? by, SiteWish wish, CancellationToken ct)
    {
        var (now, name) = (time.GetUtcNow(), wish.Name.Trim());
        var pages = wish.Pages.Distinct().Order().ToList();
        var errors = new FieldErrors();
        errors.Require(name.Length is > 0 and <= 100 && !name.Any(char.IsControl), "name", "Enter a name of 1 to 100 characters");
        errors.Require(pages.Count > 0 || wish.Theme, "pages", "Choose what goes live: pages, the theme, or both");
        errors.Require(pages.Count <= MostPages, "pages", $"Choose at most {MostPages} pages");
        errors.Require(wish.PublishAt > now, "publishAt", "Choose a time that is still to come");
        errors.Require(wish.PublishAt < now.AddYears(2), "publishAt", "Choose a time within two years");
        errors.Require(wish.RevertAt is not { } back || back >= wish.PublishAt.AddMinutes(1), "revertAt", "Choose a time at least a minute after it goes live");
        errors.Require(wish.RevertAt is not { } end || end < now.AddYears(3), "revertAt", "Choose a time within three years");
        errors.ThrowIfAny();

        var problems = new List<PublishProblem>();
        Dictionary<Guid, string> titles;
        (ThemeTokens Tokens, int Revision)? theme = null;
        await using (var reading = await transactions.BeginAsync(tenantId, null, ct))
        {
            titles = await reading.Pages.Where(p => p.StoreId == storeId && pages.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Title, ct);
            if (wish.Theme)
            {
                var row = await reading.ThemeAsync(storeId, time, ct);
                await reading.CommitAsync(ct);
                theme = (ThemeTokens.Parse(row.Draft), row.DraftRevision);
            }
        }
        // Before the pages are held: drawing and measuring takes longer than others should wait. In the theme that the plan puts live, or the one that is live.
        foreach (var page in titles) problems.AddRange((await checks.BlockersAsync(tenantId, storeId, page.Key, null, theme?.Tokens, ct)).Select(p => p with { Message = $"{page.Value}: {p.Message}" }));
        if (problems.Count > 0) return new SiteOutcome(null, problems);

        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (!await db.Stores.AnyAsync(s => s.Id == storeId, ct)) throw new RefusedException(Refusal.NotFound("store"));
        if (await db.SitePlans.CountAsync(p => p.StoreId == storeId && (p.State == ScheduleState.Waiting || p.State == ScheduleState.Live), ct) >= MostOpen) throw new RefusedException(new Refusal("PLAN_LIMIT_REACHED", $"A store holds at most {MostOpen} such plans. Call one off first.", 409));
        var (from, until) = (Whole(wish.PublishAt), wish.RevertAt is { } revert ? Whole(revert) : (DateTimeOffset?)null);
        var plan = new SitePlan { Id = Guid.CreateVersion7(now), StoreId = storeId, Name = name, PublishAt = from, RevertAt = until, PageCount = pages.Count, CreatedBy = by, CreatedAt = now };
        db.SitePlans.Add(plan);
        // Held in one order by everybody who holds several, so that no two wait for each other.
        foreach (var id in pages)
        {
            var page = await PublishPage.LockAsync(db, storeId, id, ct);
            if (page.Type == PageType.Section) throw new RefusedException(Refusal.Invalid("pages", "A synced section goes live from its own editor. Choose pages"));
            var document = PublishCheck.Cleaned(PublishPage.Read(page.Draft), rules);
            problems.AddRange(PublishCheck.Problems(document, page.Type, rules).Select(p => p with { Message = $"{page.Title}: {p.Message}" }));
            db.SitePlanPages.Add(new SitePlanPage { Id = Guid.CreateVersion7(now), StoreId = storeId, PlanId = plan.Id, PageId = id, Document = document.ToJson(), DraftRevision = page.DraftRevision });
        }
        if (problems.Count > 0) return new SiteOutcome(null, problems);
        // The one that was looked at, whatever was saved in the meantime.
        if (theme is var (tokens, revision)) (plan.Theme, plan.ThemeRevision) = (tokens.ToJson(), revision);
        if (!wish.EvenIfOverlapping && (await SiteCalendar.ReadAsync(db, storeId, now, ct)).Against(pages, wish.Theme, from, until) is { Count: > 0 } conflicts)
            throw new RefusedException(new Refusal("ALREADY_EXISTS", $"{string.Join(" ", conflicts)} What one finds live when it ends may not be what you expect. Choose other times, or plan it all the same.", 409));
        db.Publish(new SitePlanDue(plan.Id, storeId, from, Back: false));
        await db.CommitAsync(ct);
        return new SiteOutcome(plan, []);
    }

    /// <summary>Calls a plan off. One that is live already keeps what it put there and no longer goes back.</summary>
    public async Task<SitePlan> CancelAsync(Guid tenantId, Guid storeId, Guid planId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var plan = await LockAsync(db, storeId, planId, ct) ?? throw new RefusedException(Refusal.NotFound("schedule"));
        if (!plan.IsOpen) throw new RefusedException(new Refusal("INVALID_TRANSITION", "This plan is over and cannot be called off.", 409));
        plan.Outcome = plan.State == ScheduleState.Live ? "It stays live" : "";
        plan.State = plan.State == ScheduleState.Live ? ScheduleState.Done : ScheduleState.Cancelled;
        await db.CommitAsync(ct);
        return plan;
    }

    /// <summary>The plan, held by this transaction: whoever carries it out and whoever calls it off take turns.</summary>
    internal static Task<SitePlan?> LockAsync(AppDb db, Guid storeId, Guid planId, CancellationToken ct) =>
        db.SitePlans.FromSql($"select * from site_plans where tenant_id = {db.Tenant} and store_id = {storeId} and id = {planId} for update").SingleOrDefaultAsync(ct);

    // The database keeps microseconds; a finer time would not be found again by the message.
    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}

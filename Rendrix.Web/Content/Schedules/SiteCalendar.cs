using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Schedules;

/// <summary>Something planned for a store: one page, or several things together.</summary>
/// <param name="Id">The plan.</param>
/// <param name="IsSite">Several things together, and not a plan of one page.</param>
/// <param name="Name">What people call it.</param>
/// <param name="PublishAt">When it goes live.</param>
/// <param name="RevertAt">When it goes back.</param>
/// <param name="State">How it stands.</param>
/// <param name="Pages">Its pages with their titles.</param>
/// <param name="Theme">Whether the theme goes along.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="CreatedBy">Who planned it.</param>
public sealed record Planned(Guid Id, bool IsSite, string Name, DateTimeOffset PublishAt, DateTimeOffset? RevertAt, ScheduleState State, IReadOnlyDictionary<Guid, string> Pages, bool Theme, string Outcome, Guid? CreatedBy)
{
    /// <summary>Whether there is still something it will do.</summary>
    public bool IsOpen => State == ScheduleState.Waiting || State == ScheduleState.Live && RevertAt is not null;
}

/// <summary>Everything planned for a store, and where plans get in each other's way.</summary>
public sealed class SiteCalendar(IReadOnlyList<Planned> all)
{
    private const int Most = 500;

    /// <summary>The plans by their time: those to come, those that are on, and those of the last month.</summary>
    public IReadOnlyList<Planned> All { get; } = all;

    /// <summary>Reads it in the caller's transaction.</summary>
    public static async Task<SiteCalendar> ReadAsync(AppDb db, Guid storeId, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddDays(-30);
        var single = await (from plan in db.PageSchedules.AsNoTracking()
                            where plan.StoreId == storeId && (plan.State == ScheduleState.Waiting || plan.State == ScheduleState.Live || plan.PublishAt > since)
                            join page in db.Pages on plan.PageId equals page.Id
                            orderby plan.PublishAt descending
                            select new { plan.Id, page.Title, plan.PageId, plan.PublishAt, plan.RevertAt, plan.State, plan.Outcome, plan.CreatedBy }).Take(Most).ToListAsync(ct);
        var sites = await db.SitePlans.AsNoTracking().Where(p => p.StoreId == storeId && (p.State == ScheduleState.Waiting || p.State == ScheduleState.Live || p.PublishAt > since)).OrderByDescending(p => p.PublishAt).Take(Most)
            .Select(p => new { p.Id, p.Name, p.PublishAt, p.RevertAt, p.State, Theme = p.Theme != null, p.Outcome, p.CreatedBy }).ToListAsync(ct);
        Guid[] ids = [.. sites.Select(s => s.Id)];
        var parts = await (from part in db.SitePlanPages.AsNoTracking()
                           where part.StoreId == storeId && ids.Contains(part.PlanId)
                           join page in db.Pages on part.PageId equals page.Id
                           select new { part.PlanId, part.PageId, page.Title }).ToListAsync(ct);
        return new SiteCalendar([.. single.Select(s => new Planned(s.Id, false, s.Title, s.PublishAt, s.RevertAt, s.State, new Dictionary<Guid, string> { [s.PageId] = s.Title }, false, s.Outcome, s.CreatedBy))
            .Concat(sites.Select(s => new Planned(s.Id, true, s.Name, s.PublishAt, s.RevertAt, s.State, parts.Where(p => p.PlanId == s.Id).ToDictionary(p => p.PageId, p => p.Title), s.Theme, s.Outcome, s.CreatedBy)))
            .OrderBy(p => p.PublishAt).ThenBy(p => p.Id)]);
    }

    /// <summary>In words, where a plan that is not over gets in the way of others: "Sale week changes Home at the same time."</summary>
    public IReadOnlyList<string> Of(Planned plan) => plan.IsOpen ? Against([.. plan.Pages.Keys], plan.Theme, plan.PublishAt, plan.RevertAt, plan.Id) : [];

    /// <summary>In words, what would get in the way of such a plan.</summary>
    public IReadOnlyList<string> Against(IReadOnlyCollection<Guid> pages, bool theme, DateTimeOffset from, DateTimeOffset? until, Guid? except = null) =>
        [.. Meeting(pages, theme, from, until, except).Select(m => $"{m.Name} changes {string.Join(", ", m.What)} at the same time.")];

    /// <summary>The plans that would.</summary>
    public IEnumerable<(Guid Id, string Name, IReadOnlyList<string> What)> Meeting(IReadOnlyCollection<Guid> pages, bool theme, DateTimeOffset from, DateTimeOffset? until, Guid? except = null)
    {
        foreach (var other in All.Where(o => o.IsOpen && o.Id != except && PageSchedule.Overlap((o.PublishAt, o.RevertAt), (from, until))))
        {
            string[] what = [.. other.Pages.Where(p => pages.Contains(p.Key)).Select(p => p.Value).Order(StringComparer.OrdinalIgnoreCase), .. theme && other.Theme ? (string[])["the theme"] : []];
            if (what.Length > 0) yield return (other.Id, other.IsSite ? other.Name : "A plan of its own", what);
        }
    }
}

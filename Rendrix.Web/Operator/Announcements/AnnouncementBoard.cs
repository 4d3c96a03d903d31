using Microsoft.EntityFrameworkCore;
using Rendrix.Operator;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Operator.Announcements;

/// <summary>What people in dashboards are told. All announcements are in memory, since every page asks; who put which away is asked only while there is one.</summary>
public sealed class AnnouncementBoard : IDisposable
{
    private readonly IDbContextFactory<AppDb> _contexts;
    private readonly PlanCache _plans;
    private readonly TimeProvider _clock;
    private readonly IDisposable _told;
    private volatile IReadOnlyList<Announcement>? _all;
    private int _generation;

    /// <summary>Begins to listen for changes.</summary>
    public AnnouncementBoard(IDbContextFactory<AppDb> contexts, Notifications notifications, PlanCache plans, TimeProvider clock)
    {
        (_contexts, _plans, _clock) = (contexts, plans, clock);
        _told = notifications.On(Notifications.PlatformChannel, _ => Forget());
    }

    /// <summary>What a person is shown now in the dashboard of an organization, loudest first.</summary>
    public async Task<IReadOnlyList<Announcement>> ForAsync(Guid person, Guid organization, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var current = (_all ?? await LoadAsync(ct)).Where(a => a.From <= now && (a.Until is null || a.Until > now)).ToList();
        // Whose plan it is meant for is asked only while there is one for a plan.
        if (current.Exists(a => a.Plan is not null))
        {
            var plan = (await _plans.OfAsync(organization, ct)).Code;
            current.RemoveAll(a => a.Plan is not null && a.Plan != plan);
        }
        if (current.Count == 0) return [];
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var away = await db.AnnouncementDismissals.Where(d => d.UserId == person).Select(d => d.AnnouncementId).ToListAsync(ct);
        return [.. current.Where(a => !away.Contains(a.Id)).OrderByDescending(a => a.Level).ThenByDescending(a => a.From)];
    }

    /// <summary>A person puts one away, in whatever dashboard; twice is once.</summary>
    public async Task DismissAsync(Guid person, Guid announcement, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        await db.Database.ExecuteSqlAsync($"insert into announcement_dismissals (user_id, announcement_id) select {person}, a.id from announcements a where a.id = {announcement} on conflict do nothing", ct);
    }

    /// <summary>Forgets what is remembered, so that this process sees a change at once.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _all = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _told.Dispose();

    private async Task<IReadOnlyList<Announcement>> LoadAsync(CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        var now = _clock.GetUtcNow();
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var read = await db.Announcements.AsNoTracking().Where(a => a.Until == null || a.Until > now).ToListAsync(ct);
        if (generation == Volatile.Read(ref _generation)) _all = read;
        return read;
    }
}

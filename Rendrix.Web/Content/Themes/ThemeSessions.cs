using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Theme;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Themes;

/// <summary>
/// The themes that are open in this process: one <see cref="ThemeSession"/> per store, shared by everyone who edits a page of it, saved by itself a moment
/// after the last change and let go some minutes after the last person left.
/// </summary>
public sealed class ThemeSessions(IServiceScopeFactory scopes, TimeProvider time, ILogger<ThemeSessions> log) : IHostedService
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid Tenant, Guid Store), Entry> _entries = [];

    private sealed class Entry(Task<OpenTheme> theme)
    {
        public Task<OpenTheme> Theme { get; } = theme;
        public int Users { get; set; }
        public ITimer? Leaving { get; set; }
    }

    /// <summary>Opens a store's theme for as long as the lease lives. Refuses when the tenant has no such store.</summary>
    public async Task<ThemeLease> OpenAsync(Guid tenantId, Guid storeId, CancellationToken ct)
    {
        var key = (tenantId, storeId);
        Entry? entry;
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out entry)) _entries[key] = entry = new Entry(LoadAsync(tenantId, storeId));
            entry.Users++;
            entry.Leaving?.Dispose();
            entry.Leaving = null;
        }
        try { return new ThemeLease(await entry.Theme.WaitAsync(ct), () => Leave(key, entry)); }
        catch
        {
            Leave(key, entry);
            throw;
        }
    }

    /// <summary>Nothing to start: themes open when people do.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Saves what is open before the program ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Entry[] open;
        lock (_gate) open = [.. _entries.Values];
        foreach (var entry in open.Where(e => e.Theme.IsCompletedSuccessfully)) await (await entry.Theme).SaveAsync(cancellationToken);
    }

    private async Task<OpenTheme> LoadAsync(Guid tenantId, Guid storeId)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(tenantId, null, CancellationToken.None);
        var row = await db.ThemeAsync(storeId, time, CancellationToken.None);
        await db.CommitAsync(CancellationToken.None);
        return new OpenTheme(tenantId, new ThemeSession(storeId, ThemeTokens.Parse(row.Draft), row.DraftRevision, time), scopes, time, log);
    }

    private void Leave((Guid, Guid) key, Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Users > 0) return;
            if (!entry.Theme.IsCompletedSuccessfully) { Forget(key, entry); return; }
            entry.Leaving = time.CreateTimer(_ => _ = CloseAsync(key, entry), null, Keep, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task CloseAsync((Guid, Guid) key, Entry entry)
    {
        var theme = await entry.Theme;
        var saved = await theme.SaveAsync(CancellationToken.None);
        lock (_gate)
        {
            if (entry.Users > 0) return;
            // What could not be saved stays, and is tried again, rather than being dropped.
            if (!saved) { entry.Leaving = time.CreateTimer(_ => _ = CloseAsync(key, entry), null, Keep, Timeout.InfiniteTimeSpan); return; }
            Forget(key, entry);
        }
        theme.Dispose();
    }

    private void Forget((Guid, Guid) key, Entry entry) { if (_entries.TryGetValue(key, out var now) && ReferenceEquals(now, entry)) _entries.Remove(key); }
}

/// <summary>Holds a theme open; let go of it to say that one person less needs it.</summary>
public sealed class ThemeLease(OpenTheme theme, Action leave) : IDisposable
{
    private Action? _leave = leave;

    /// <summary>The theme.</summary>
    public OpenTheme Open { get; } = theme;

    /// <summary>The theme as everyone edits it.</summary>
    public ThemeSession Session => Open.Session;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}

/// <summary>A theme that is open, with the saving of its draft.</summary>
public sealed class OpenTheme : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(2), Again = TimeSpan.FromSeconds(5);

    private readonly Guid _tenant;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _saving = new(1, 1);
    private readonly ITimer _timer;
    private long _version;
    private DateTimeOffset? _since;

    internal OpenTheme(Guid tenantId, ThemeSession session, IServiceScopeFactory scopes, TimeProvider time, ILogger log)
    {
        (_tenant, Session, _scopes, _time, _log, _version) = (tenantId, session, scopes, time, log, session.Version);
        _timer = time.CreateTimer(_ => _ = SaveAsync(CancellationToken.None), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        session.Changed += OnNews;
    }

    /// <summary>The theme as everyone edits it.</summary>
    public ThemeSession Session { get; }

    /// <summary>Saves whatever is not saved; false when that failed and will be tried again.</summary>
    public async Task<bool> SaveAsync(CancellationToken ct)
    {
        await _saving.WaitAsync(ct);
        try
        {
            while (Session.BeginSave() is { } draft)
            {
                await using var scope = _scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<SaveThemeDraft>().RunAsync(_tenant, Session.StoreId, draft.Revision, draft.Theme, ct) is { } revision) Session.Saved(revision);
                else await RebaseAsync(scope.ServiceProvider, "The theme was also changed elsewhere. Both changes are in", knowingly: false, ct);
            }
            _since = null;
            return true;
        }
        catch (RefusedException refused)
        {
            Session.SaveFailed("The theme is not saved. " + refused.Refusal.Message);
            return refused.Refusal.Status == 404;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            _log.LogWarning(e, "The theme draft of store {Store} could not be saved; it is tried again", Session.StoreId);
            Session.SaveFailed();
            _timer.Change(Again, Timeout.InfiniteTimeSpan);
            return false;
        }
        finally { _saving.Release(); }
    }

    /// <summary>Takes the draft that is stored now, after a restore for example, and says so.</summary>
    public async Task TakeStoredAsync(string notice, CancellationToken ct)
    {
        await _saving.WaitAsync(ct);
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            await RebaseAsync(scope.ServiceProvider, notice, knowingly: true, ct);
        }
        finally { _saving.Release(); }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Changed -= OnNews;
        _timer.Dispose();
        _saving.Dispose();
    }

    private async Task RebaseAsync(IServiceProvider services, string? notice, bool knowingly, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(_tenant, null, ct);
        var row = await db.ThemeAsync(Session.StoreId, _time, ct);
        await db.CommitAsync(ct);
        Session.Rebase(ThemeTokens.Parse(row.Draft), row.DraftRevision, notice, knowingly);
    }

    // Inside the session's lock: only the timer is set. Somebody who drags on and on is saved all the same.
    private void OnNews(ThemeNews news)
    {
        if (Session.Version == _version) return;
        _version = Session.Version;
        if (Session.Saving is SaveState.Saved) return;
        var now = _time.GetUtcNow();
        _since ??= now;
        var wait = _since.Value + Longest - now;
        _timer.Change(wait < Quiet ? (wait < TimeSpan.Zero ? TimeSpan.Zero : wait) : Quiet, Timeout.InfiniteTimeSpan);
    }
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

/// <summary>
/// The pages that are open in this process: one <see cref="EditorSession"/> per page, shared by everyone who has it open, saved by itself a moment
/// after the last edit and let go some minutes after the last person left. Keyed by tenant and page, so no tenant can reach another's session.
/// </summary>
public sealed class EditorSessions(IServiceScopeFactory scopes, BlockRules rules, TimeProvider time, ILogger<EditorSessions> log) : IHostedService
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid Tenant, Guid Page), Entry> _entries = [];

    private sealed class Entry(Task<OpenPage> page)
    {
        public Task<OpenPage> Page { get; } = page;
        public int Users { get; set; }
        public ITimer? Leaving { get; set; }
    }

    /// <summary>Opens a page for as long as the lease lives. Refuses when the store has no such page.</summary>
    public async Task<EditorLease> OpenAsync(Guid tenantId, Guid storeId, Guid pageId, CancellationToken ct)
    {
        var key = (tenantId, pageId);
        Entry? entry;
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out entry)) _entries[key] = entry = new Entry(LoadAsync(tenantId, storeId, pageId));
            entry.Users++;
            entry.Leaving?.Dispose();
            entry.Leaving = null;
        }
        try
        {
            var page = await entry.Page.WaitAsync(ct);
            return page.StoreId == storeId ? new EditorLease(page, () => Leave(key, entry)) : throw new RefusedException(Refusal.NotFound("page"));
        }
        catch
        {
            Leave(key, entry);
            throw;
        }
    }

    /// <summary>The session of a page that is open now; null when it is not.</summary>
    public EditorSession? Find(Guid tenantId, Guid pageId)
    {
        lock (_gate) return _entries.TryGetValue((tenantId, pageId), out var entry) && entry.Page.IsCompletedSuccessfully ? entry.Page.Result.Session : null;
    }

    /// <summary>How many pages are open in this process.</summary>
    public int Open { get { lock (_gate) return _entries.Count; } }

    /// <summary>How many browsers show a page of this process.</summary>
    public int People { get { lock (_gate) return _entries.Values.Where(e => e.Page.IsCompletedSuccessfully).Sum(e => e.Page.Result.Session.People.Length); } }

    /// <summary>Nothing to start: pages open when people do.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Saves what is open before the program ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Entry[] open;
        lock (_gate) open = [.. _entries.Values];
        foreach (var entry in open.Where(e => e.Page.IsCompletedSuccessfully)) await (await entry.Page).SaveAsync(cancellationToken);
    }

    private async Task<OpenPage> LoadAsync(Guid tenantId, Guid storeId, Guid pageId)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(tenantId, null, CancellationToken.None);
        var page = await db.Pages.AsNoTracking().Where(p => p.StoreId == storeId && p.Id == pageId)
            .Select(p => new { p.Draft, p.DraftRevision, p.Type }).FirstOrDefaultAsync(CancellationToken.None) ?? throw new RefusedException(Refusal.NotFound("page"));
        // A draft may have been written through the API; what people see and edit is clean from the first moment.
        var session = new EditorSession(pageId, PublishCheck.Cleaned(PublishPage.Read(page.Draft), rules), page.DraftRevision, rules, RichTextSanitizer.Clean, time);
        return new OpenPage(tenantId, storeId, page.Type, session, scopes, time, log);
    }

    private void Leave((Guid, Guid) key, Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Users > 0) return;
            if (!entry.Page.IsCompletedSuccessfully) { Forget(key, entry); return; }
            entry.Leaving = time.CreateTimer(_ => _ = CloseAsync(key, entry), null, Keep, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task CloseAsync((Guid, Guid) key, Entry entry)
    {
        var page = await entry.Page;
        var saved = await page.SaveAsync(CancellationToken.None);
        lock (_gate)
        {
            if (entry.Users > 0) return;
            // What could not be saved stays, and is tried again, rather than being dropped.
            if (!saved) { entry.Leaving = time.CreateTimer(_ => _ = CloseAsync(key, entry), null, Keep, Timeout.InfiniteTimeSpan); return; }
            Forget(key, entry);
        }
        page.Dispose();
    }

    private void Forget((Guid, Guid) key, Entry entry) { if (_entries.TryGetValue(key, out var now) && ReferenceEquals(now, entry)) _entries.Remove(key); }
}

/// <summary>Holds a page open; let go of it to say that one person less needs it.</summary>
public sealed class EditorLease(OpenPage page, Action leave) : IDisposable
{
    private Action? _leave = leave;

    /// <summary>The page.</summary>
    public OpenPage Page { get; } = page;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}

/// <summary>A page that is open, with the saving of its draft.</summary>
public sealed class OpenPage : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400), Longest = TimeSpan.FromMilliseconds(900), Again = TimeSpan.FromSeconds(5);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _saving = new(1, 1);
    private readonly ITimer _timer;
    private long _version;
    private DateTimeOffset? _since;

    internal OpenPage(Guid tenantId, Guid storeId, PageType type, EditorSession session, IServiceScopeFactory scopes, TimeProvider time, ILogger log)
    {
        (TenantId, StoreId, Type, Session, _scopes, _time, _log) = (tenantId, storeId, type, session, scopes, time, log);
        _version = session.Version;
        _timer = time.CreateTimer(_ => _ = SaveAsync(CancellationToken.None), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        session.Changed += OnNews;
    }

    /// <summary>The organization.</summary>
    public Guid TenantId { get; }
    /// <summary>The store.</summary>
    public Guid StoreId { get; }
    /// <summary>What the page is for.</summary>
    public PageType Type { get; }
    /// <summary>The page as everyone edits it.</summary>
    public EditorSession Session { get; }

    /// <summary>Saves whatever is not saved; false when that failed and will be tried again.</summary>
    public async Task<bool> SaveAsync(CancellationToken ct)
    {
        await _saving.WaitAsync(ct);
        try
        {
            while (Session.BeginSave() is { } draft)
            {
                await using var scope = _scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<SaveDraft>().RunAsync(TenantId, StoreId, Session.PageId, draft.Revision, draft.Document, ct) is { } revision) Session.Saved(revision);
                else await RebaseAsync(scope.ServiceProvider, null, ct);
            }
            _since = null;
            return true;
        }
        catch (RefusedException refused)
        {
            Session.SaveFailed();
            Session.Announce("Your changes are not saved. " + refused.Refusal.Message);
            return refused.Refusal.Status == 404;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            _log.LogWarning(e, "The draft of page {Page} could not be saved; it is tried again", Session.PageId);
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
            await RebaseAsync(scope.ServiceProvider, notice, ct);
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

    private async Task RebaseAsync(IServiceProvider services, string? notice, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(TenantId, null, ct);
        var stored = await db.Pages.AsNoTracking().Where(p => p.StoreId == StoreId && p.Id == Session.PageId).Select(p => new { p.Draft, p.DraftRevision }).FirstOrDefaultAsync(ct)
            ?? throw new RefusedException(Refusal.NotFound("page"));
        Session.Rebase(PublishCheck.Cleaned(PublishPage.Read(stored.Draft), Session.Rules), stored.DraftRevision, notice);
    }

    // Inside the session's lock: only the timer is set. A person who types without a pause is saved all the same: a program that ends abruptly loses at most the last second.
    private void OnNews(EditorNews news)
    {
        if (Session.Version == _version) return;
        _version = Session.Version;
        var now = _time.GetUtcNow();
        _since ??= now;
        var wait = _since.Value + Longest - now;
        _timer.Change(wait < Quiet ? (wait < TimeSpan.Zero ? TimeSpan.Zero : wait) : Quiet, Timeout.InfiniteTimeSpan);
    }
}

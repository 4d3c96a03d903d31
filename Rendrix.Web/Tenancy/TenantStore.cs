using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Tenancy;

/// <summary>Looks tenants up by identifier.</summary>
public interface IMultiTenantStore
{
    /// <summary>The store that an identifier names, or null.</summary>
    Task<StoreInfo?> GetByIdentifierAsync(string identifier, CancellationToken ct);
    /// <summary>The store by its ids, or null.</summary>
    Task<StoreInfo?> GetAsync(Guid tenantId, Guid storeId, CancellationToken ct);
}

/// <summary>
/// The directory of stores, from memory and then from the database. Every process drops what changed when NOTIFY says so.
/// An idle tenant costs nothing here: who was not visited for <see cref="Idle"/> is forgotten. Names that do not exist are remembered for seconds only, in bounded number.
/// </summary>
public sealed class TenantStore : IMultiTenantStore, IDisposable
{
    /// <summary>How long a store that nobody visits is remembered.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    private const int MostEntries = 20_000;
    private static readonly TimeSpan MissesLive = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Entry> _byIdentifier = new(StringComparer.Ordinal);
    private readonly IDbContextFactory<AppDb> _contexts;
    private readonly OutboxWriter _outbox;
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;
    private long _generation;
    private long _nextSweep;

    /// <summary>Begins to listen for changes.</summary>
    public TenantStore(IDbContextFactory<AppDb> contexts, OutboxWriter outbox, Notifications notifications, TimeProvider clock)
    {
        (_contexts, _outbox, _clock) = (contexts, outbox, clock);
        _subscription = notifications.On(Notifications.StoreChannel, Forget);
    }

    /// <summary>Raised with the store's id when its settings changed, after the memory was dropped; null means any may have changed.</summary>
    public event Action<Guid?>? Changed;

    /// <inheritdoc/>
    public async Task<StoreInfo?> GetByIdentifierAsync(string identifier, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        if (_byIdentifier.TryGetValue(identifier, out var entry) && (entry.Store is not null || entry.Asked > now - MissesLive))
        {
            // What does not exist is asked about again, however often somebody wants it.
            if (entry.Store is not null) entry.Asked = now;
            return entry.Store;
        }
        Sweep(now);
        var generation = Interlocked.Read(ref _generation);
        var store = await LoadAsync(identifier, ct);
        if (_byIdentifier.Count >= MostEntries) _byIdentifier.Clear();
        // A change that was told while we read wins: what was read may be from before it.
        if (generation == Interlocked.Read(ref _generation)) _byIdentifier[identifier] = new Entry(store, now);
        return store;
    }

    /// <inheritdoc/>
    public async Task<StoreInfo?> GetAsync(Guid tenantId, Guid storeId, CancellationToken ct)
    {
        await using var db = await new TenantTransactions(_contexts, new CurrentTenant(), _outbox).BeginAsync(tenantId, null, ct);
        // One statement: what is not remembered costs a shopper as little as can be.
        var found = await (from s in db.Stores.AsNoTracking()
                           where s.Id == storeId
                           from o in db.Organizations.Where(o => o.Id == tenantId).DefaultIfEmpty()
                           select new { Store = s, EndsAt = (DateTimeOffset?)o.EndsAt, SuspendedAt = (DateTimeOffset?)o.SuspendedAt }).FirstOrDefaultAsync(ct);
        return found is null ? null : InfoOf(found.Store, found.EndsAt, found.SuspendedAt);
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private void Forget(string payload)
    {
        Interlocked.Increment(ref _generation);
        var one = Guid.TryParse(payload, out var id) ? id : (Guid?)null;
        foreach (var (key, entry) in _byIdentifier)
            if (one is null || entry.Store is null || entry.Store.StoreId == one)
                _byIdentifier.TryRemove(key, out _);
        Changed?.Invoke(one);
    }

    // Once a minute at most, by whoever asks for a name that is not here.
    private void Sweep(DateTimeOffset now)
    {
        var due = Interlocked.Read(ref _nextSweep);
        if (now.UtcTicks < due || Interlocked.CompareExchange(ref _nextSweep, (now + BetweenSweeps).UtcTicks, due) != due) return;
        foreach (var (key, entry) in _byIdentifier)
            if (entry.Asked < now - (entry.Store is null ? MissesLive : Idle)) _byIdentifier.TryRemove(new KeyValuePair<string, Entry>(key, entry));
    }

    private async Task<StoreInfo?> LoadAsync(string identifier, CancellationToken ct)
    {
        var colon = identifier.IndexOf(':', StringComparison.Ordinal);
        var kind = identifier[..colon] == "domain" ? DomainKind.Custom : DomainKind.Subdomain;
        var name = identifier[(colon + 1)..];
        await using var db = await _contexts.CreateDbContextAsync(ct);
        // Two round trips and no more: whoever comes first to a shop waits for them.
        var found = await (from d in db.StoreDomains.AsNoTracking()
                           where d.Kind == kind && d.Name == name && d.VerifiedAt != null
                           from o in db.Organizations.Where(o => o.Id == d.TenantId).DefaultIfEmpty()
                           select new { d.TenantId, d.StoreId, EndsAt = (DateTimeOffset?)o.EndsAt, SuspendedAt = (DateTimeOffset?)o.SuspendedAt }).FirstOrDefaultAsync(ct);
        if (found is null) return null;
        // The whole transaction is one batch, as the tenant of the address and of its store alone. Nothing may be composed onto it, the model's filters included; the policies see to the rows.
        var stores = await OneTrip.InOneTrip(db.Stores, "SELECT * FROM stores WHERE tenant_id = {0} AND id = {1}", found.TenantId, found.StoreId).ToListAsync(ct);
        return stores is [var store] ? InfoOf(store, found.EndsAt, found.SuspendedAt) : null;
    }

    // The shops of an organization that is to be deleted take no more orders; what each store says of itself is kept for the day it comes back.
    private static StoreInfo InfoOf(Store store, DateTimeOffset? endsAt, DateTimeOffset? suspendedAt) => (endsAt, suspendedAt) switch
    {
        (_, not null) => StoreInfo.Of(store) with { Status = StoreStatus.Suspended },
        (not null, _) => StoreInfo.Of(store) with { Status = StoreStatus.Closed },
        _ => StoreInfo.Of(store),
    };

    private sealed class Entry(StoreInfo? store, DateTimeOffset asked)
    {
        private long _asked = asked.UtcTicks;

        public StoreInfo? Store => store;

        /// <summary>When somebody last asked for it; of what does not exist, when it was looked up.</summary>
        public DateTimeOffset Asked
        {
            get => new(Interlocked.Read(ref _asked), TimeSpan.Zero);
            set => Interlocked.Exchange(ref _asked, value.UtcTicks);
        }
    }
}

/// <summary>Says in the publisher's transaction that a store's settings or addresses changed.</summary>
public static class TenantStoreChanges
{
    /// <summary>Every process forgets the store when the transaction commits.</summary>
    public static Task TellStoreChangedAsync(this AppDb db, Guid storeId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_notify({Notifications.StoreChannel}, {storeId.ToString("D")})", ct);
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Organizations;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores.Closing;

/// <summary>
/// Puts a store away, or deletes it with time to think. Either way its shop closes at once and nothing in it can be changed, but everything is kept. What was put
/// away stays until it is brought back; what is deleted can be brought back until the time is over, then <see cref="EndStore"/> takes it apart.
/// </summary>
public sealed class CloseStore(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>How long a deleted store can be brought back; as long as an organization.</summary>
    public static readonly TimeSpan Grace = CloseOrganization.Grace;

    /// <summary>Puts it away.</summary>
    public Task<Store> ArchiveAsync(Guid tenantId, Guid storeId, Guid actor, CancellationToken ct) => ChangeAsync(tenantId, storeId, actor, null, (db, store) =>
    {
        if (store.ArchivedAt is not null) throw new RefusedException(Wrong("This store is archived already."));
        store.ArchivedAt = clock.GetUtcNow();
        Note(db, store, AuditActions.StoreArchive, new AuditChange("archived", "false", "true"));
    }, ct);

    /// <summary>Takes it out again; it sells as before.</summary>
    public Task<Store> UnarchiveAsync(Guid tenantId, Guid storeId, Guid actor, CancellationToken ct) => ChangeAsync(tenantId, storeId, actor, null, (db, store) =>
    {
        if (store.ArchivedAt is null) throw new RefusedException(Wrong("This store is not archived, so there is nothing to bring back."));
        store.ArchivedAt = null;
        Note(db, store, AuditActions.StoreArchive, new AuditChange("archived", "true", "false"));
    }, ct);

    /// <summary>Deletes it and answers it with the time at which it ends.</summary>
    public Task<Store> RunAsync(Guid tenantId, Guid storeId, Guid actor, Action<int>? demandMatch, CancellationToken ct) => ChangeAsync(tenantId, storeId, actor, demandMatch, (db, store) =>
    {
        // To the whole second, so that the message and the row, which keeps fewer digits than the clock has, name the same moment.
        var ends = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + Grace).ToUnixTimeSeconds());
        store.EndsAt = ends;
        Note(db, store, AuditActions.StoreDelete, new AuditChange("endsAt", null, ends.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
        db.Publish(new StoreClosed(storeId, actor, ends));
        db.Publish(new StoreEndingDue(storeId, ends));
    }, ct);

    /// <summary>Brings a store back that is being deleted. One that was archived before is archived still.</summary>
    public async Task<Store> RestoreAsync(Guid tenantId, Guid storeId, Guid actor, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var store = await OpenAsync(db, tenantId, storeId, actor, ct);
        if (store.EndsAt is not { } ends) throw new RefusedException(Wrong("This store is not being deleted, so there is nothing to bring back."));
        // From its end on it is being taken apart, and half a store must not come back.
        if (ends <= clock.GetUtcNow()) throw new RefusedException(Wrong("The time to bring this store back is over."));
        store.EndsAt = null;
        Note(db, store, AuditActions.StoreRestore, new AuditChange("endsAt", ends.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture), null));
        await TellAsync(db, store, ct);
        return store;
    }

    /// <summary>The store behind the lock of its organization and of its own row, for somebody who may end it.</summary>
    internal static async Task<Store> OpenAsync(AppDb db, Guid tenantId, Guid storeId, Guid actor, CancellationToken ct)
    {
        var roster = await Roster.OpenAsync(db, tenantId, actor, ct);
        if (!roster.Rights.CanOpen(storeId)) throw new RefusedException(Refusal.NotFound("store"));
        if (roster.Rights.WhyNot(Permission.EndStores, storeId) is { } why) throw new RefusedException(why);
        return await LockAsync(db, storeId, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
    }

    /// <summary>Locks a store's row: nothing of it is written, moved or ended by others until the transaction ends.</summary>
    internal static Task<Store?> LockAsync(AppDb db, Guid store, CancellationToken ct) =>
        db.Stores.FromSql($"select * from stores where tenant_id = {db.Tenant} and id = {store} for update").FirstOrDefaultAsync(ct);

    /// <summary>Refuses while the store is on its way to another organization, or is being copied.</summary>
    internal static async Task DemandStillAsync(AppDb db, Guid store, CancellationToken ct)
    {
        if (await db.StoreTransfers.AnyAsync(t => t.StoreId == store && t.AcceptedAt != null && t.FinishedAt == null && t.Error == "", ct)) throw new RefusedException(Wrong("This store is on its way to another organization. Wait until it has arrived."));
        if (await db.StoreClones.AnyAsync(c => (c.StoreId == store || c.TargetId == store) && (c.Status == CloneStatus.Pending || c.Status == CloneStatus.Running), ct)) throw new RefusedException(Wrong("This store is being copied. Wait until the copy is done, or stop it."));
    }

    internal static Refusal Wrong(string why) => new("INVALID_TRANSITION", why, StatusCodes.Status409Conflict);

    internal static void Note(AppDb db, Store store, string action, params AuditChange[] changes) => Audit.Record(db, action, new AuditSubject("store", store.Id, store.Name, store.Id), changes);

    private async Task<Store> ChangeAsync(Guid tenantId, Guid storeId, Guid actor, Action<int>? demandMatch, Action<AppDb, Store> change, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var store = await OpenAsync(db, tenantId, storeId, actor, ct);
        if (store.Status == StoreStatus.Making) throw new RefusedException(Wrong(store.Pause!.Why));
        if (store.EndsAt is not null) throw new RefusedException(Wrong("This store is being deleted already. Bring it back first."));
        await DemandStillAsync(db, storeId, ct);
        demandMatch?.Invoke(store.Version);
        change(db, store);
        if (store.EndsAt is not null)
        {
            var now = clock.GetUtcNow();
            foreach (var offer in await db.StoreTransfers.Where(t => t.StoreId == storeId && t.AcceptedAt == null && t.RevokedAt == null).ToListAsync(ct)) offer.RevokedAt = now;
        }
        await TellAsync(db, store, ct);
        return store;
    }

    // The shop and open dashboards learn of it with the commit: first what the store is, then what people may do there.
    private static async Task TellAsync(AppDb db, Store store, CancellationToken ct)
    {
        await db.TellStoreChangedAsync(store.Id, ct);
        await db.TellAccessChangedAsync(store.TenantId, ct);
        await db.CommitAsync(ct);
    }
}

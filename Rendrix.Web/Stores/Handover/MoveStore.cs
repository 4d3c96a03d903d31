using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Auditing;
using Rendrix.Catalog;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Media;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Stores.Closing;
using Rendrix.Web.Tenancy;
using Rendrix.Web.Webhooks;

namespace Rendrix.Web.Stores.Handover;

/// <summary>
/// Moves a store to the organization that accepted it. Files are copied first, then all rows change hands in one transaction, then the taking organization's log is written
/// and the old files go. Each part finds out by itself whether it was done, so a crash at any line is gone on from.
/// </summary>
public sealed class MoveStore(TenantTransactions transactions, PlanGate plans, FileStore files, TimeProvider clock, ILogger<MoveStore> log) : IRun<StoreTransferAccepted>
{
    private static readonly TimeSpan LongMove = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task RunAsync(StoreTransferAccepted asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        try
        {
            if (!await MoveAsync(asked, tenantId, ct)) return;
        }
        catch (RefusedException full)
        {
            await GiveUpAsync(asked, tenantId, "The plan of the other organization has no room for it any more: " + full.Refusal.Message, ct);
            return;
        }
        // What the database says no to, it says no to again; a lost connection comes back.
        catch (Exception e) when ((e as PostgresException ?? e.InnerException as PostgresException) is { IsTransient: false } refused)
        {
            log.LogError(e, "Store {Store} cannot be moved to {Organization}", asked.StoreId, asked.ToOrganization);
            await GiveUpAsync(asked, tenantId, refused.SqlState == PostgresErrorCodes.UniqueViolation
                ? "The other organization has something of the same name that can be there only once, such as a domain. Remove it there, then offer the store again." : "The store could not be moved and stayed where it was. Make sure that whoever accepts owns the other organization, then offer it again.", ct);
            return;
        }
        await SettleAsync(asked, ct);
        foreach (var file in await EmptyStore.FilesAsync(transactions, asked.ToOrganization, asked.StoreId, ct)) files.Delete(tenantId, file);
        files.DeleteAllMadeOf(tenantId, asked.StoreId);
    }

    // True when the store is there, moved now or before.
    private async Task<bool> MoveAsync(StoreTransferAccepted asked, Guid tenantId, CancellationToken ct)
    {
        var copied = new HashSet<Guid>();
        await using (var look = await transactions.BeginAsync(tenantId, null, ct))
        {
            if (await look.StoreTransfers.AsNoTracking().FirstOrDefaultAsync(t => t.Id == asked.TransferId, ct) is not { } offer) return true;
            if (offer.Error.Length > 0) return false;
            copied.UnionWith(await EmptyStore.FilesAsync(look, asked.StoreId, ct));
        }
        foreach (var file in copied) files.Copy(tenantId, file, asked.ToOrganization, file);

        // The taking organization is held until the store is there: of two stores that arrive at once, or one that is opened meanwhile, each counts the one before.
        await using var taking = await transactions.BeginAsync(asked.ToOrganization, null, ct);
        await DemandRoomAsync(taking, tenantId, asked.StoreId, ct);
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        db.Database.SetCommandTimeout(LongMove);
        // Whoever writes to the store is waited for, and whoever comes later waits for us.
        if (await CloseStore.LockAsync(db, asked.StoreId, ct) is not { } store) return true;
        var accepted = await db.StoreTransfers.AsNoTracking().FirstAsync(t => t.Id == asked.TransferId, ct);
        foreach (var file in (await EmptyStore.FilesAsync(db, asked.StoreId, ct)).Except(copied)) files.Copy(tenantId, file, asked.ToOrganization, file);
        await EmptyStore.ForgetRightsAsync(db, tenantId, asked.StoreId, ct);
        await SaveWebhook.PauseForMoveAsync(db, asked.StoreId, clock.GetUtcNow(), ct);
        Audit.Record(db, AuditActions.StoreTransfer, new AuditSubject("store", store.Id, store.Name, store.Id), await ChangesAsync(db, accepted, ct), await PersonAsync(db, accepted.OfferedBy, ct));
        await db.SaveAsync(ct);
        await db.Database.ExecuteSqlAsync($"select store_move({asked.TransferId})", ct);
        await db.TellStoreChangedAsync(asked.StoreId, ct);
        await db.TellAccessChangedAsync(tenantId, ct);
        await db.TellAccessChangedAsync(asked.ToOrganization, ct);
        await db.CommitAsync(ct);
        return true;
    }

    private async Task DemandRoomAsync(AppDb taking, Guid tenantId, Guid storeId, CancellationToken ct)
    {
        int products;
        await using (var look = await transactions.BeginAsync(tenantId, null, ct)) products = await look.Products.CountAsync(p => p.StoreId == storeId && p.Status != ProductStatus.Archived, ct);
        await plans.DemandStoresAsync(taking, 1, ct);
        await plans.DemandProductsAsync(taking, products, ct);
    }

    // Once: whoever finds the move finished leaves the log alone.
    private async Task SettleAsync(StoreTransferAccepted asked, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(asked.ToOrganization, null, ct);
        if (await db.StoreTransfers.FromSql($"select * from store_transfers where tenant_id = {db.Tenant} and id = {asked.TransferId} and finished_at is null for update").FirstOrDefaultAsync(ct) is not { } offer) return;
        offer.FinishedAt = clock.GetUtcNow();
        var store = await db.Stores.AsNoTracking().FirstAsync(s => s.Id == asked.StoreId, ct);
        Audit.Record(db, AuditActions.StoreTransfer, new AuditSubject("store", store.Id, store.Name, store.Id), await ChangesAsync(db, offer, ct), await PersonAsync(db, offer.AcceptedBy!.Value, ct));
        db.Publish(new StoreArrived(asked.StoreId, offer.OfferedBy, offer.AcceptedBy!.Value));
        await db.TellStoreChangedAsync(asked.StoreId, ct);
        await db.CommitAsync(ct);
    }

    private async Task GiveUpAsync(StoreTransferAccepted asked, Guid tenantId, string why, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await db.StoreTransfers.FirstOrDefaultAsync(t => t.Id == asked.TransferId, ct) is not { } offer) return;
        foreach (var file in await EmptyStore.FilesAsync(db, asked.StoreId, ct)) files.Delete(asked.ToOrganization, file);
        offer.Error = why;
        await db.CommitAsync(ct);
    }

    private static async Task<AuditChange[]> ChangesAsync(AppDb db, StoreTransfer offer, CancellationToken ct)
    {
        var names = await db.Organizations.Where(o => o.Id == offer.FromOrganization || o.Id == offer.ToOrganization).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        return [new AuditChange("organization", names.GetValueOrDefault(offer.FromOrganization), names.GetValueOrDefault(offer.ToOrganization!.Value))];
    }

    private static async Task<AuditActor> PersonAsync(AppDb db, Guid person, CancellationToken ct) =>
        new(AuditActorKind.User, person, (await db.Users.Where(u => u.Id == person).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(ct))?.Trim() ?? "");
}

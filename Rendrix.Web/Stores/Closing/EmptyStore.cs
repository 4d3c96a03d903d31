using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Media;
using Rendrix.Web.Organizations;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Stores.Cloning;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores.Closing;

/// <summary>
/// Takes a store apart: its addresses, which are free from then on, its files, every table that has a store, found in the model so that a table made later is not
/// forgotten, and at last the store. Done table by table, and simply done again after a crash.
/// </summary>
public sealed class EmptyStore(TenantTransactions transactions, FileStore files)
{
    /// <summary>Removes everything.</summary>
    public async Task RunAsync(Guid tenantId, Guid storeId, DateTimeOffset now, CancellationToken ct)
    {
        await using (var db = await transactions.BeginAsync(tenantId, null, ct))
        {
            if (!await db.Stores.AnyAsync(s => s.Id == storeId, ct)) return;
            await db.StoreDomains.Where(d => d.TenantId == tenantId && d.StoreId == storeId).ExecuteDeleteAsync(ct);
            await db.TellStoreChangedAsync(storeId, ct);
            await db.CommitAsync(ct);
        }
        foreach (var file in await FilesAsync(transactions, tenantId, storeId, ct)) files.Delete(tenantId, file);
        files.DeleteAllMadeOf(tenantId, storeId);
        foreach (var table in await TablesAsync(ct)) await EmptyAsync(table, tenantId, storeId, ct);
        await using (var db = await transactions.BeginAsync(tenantId, null, ct))
        {
            // Locked: of two that came this far one takes the store away and says so in the log.
            if (await CloseStore.LockAsync(db, storeId, ct) is not { } store) return;
            await ForgetRightsAsync(db, tenantId, storeId, ct);
            db.Stores.Remove(store);
            await db.TellStoreChangedAsync(storeId, ct);
            await db.TellAccessChangedAsync(tenantId, ct);
            await db.CommitAsync(ct);
        }
    }

    /// <summary>Every file of a store on disk: pictures, what they were before they were replaced, and uploaded catalogs.</summary>
    internal static async Task<IReadOnlyCollection<Guid>> FilesAsync(TenantTransactions transactions, Guid tenantId, Guid storeId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        return await FilesAsync(db, storeId, ct);
    }

    /// <summary>The same in the caller's transaction.</summary>
    internal static async Task<IReadOnlyCollection<Guid>> FilesAsync(AppDb db, Guid storeId, CancellationToken ct)
    {
        var found = new HashSet<Guid>(await db.ImportJobs.Where(j => j.StoreId == storeId).Select(j => j.FileId).ToListAsync(ct));
        foreach (var file in await db.MediaFiles.AsNoTracking().Where(f => f.StoreId == storeId).ToListAsync(ct))
        {
            found.Add(file.Blob);
            if (UnreplaceFile.Kept(file) is { } before) found.Add(before);
        }
        return found;
    }

    /// <summary>Members and invitations that name the store name it no more, and keys that open nothing else are gone.</summary>
    internal static async Task ForgetRightsAsync(AppDb db, Guid organization, Guid store, CancellationToken ct)
    {
        foreach (var member in (await db.Memberships.Where(m => m.OrganizationId == organization).ToListAsync(ct)).Where(m => m.Stores.Exists(s => s.StoreId == store))) member.Stores = [.. member.Stores.Where(s => s.StoreId != store)];
        await db.ApiKeys.Where(k => k.StoreId == store).ExecuteDeleteAsync(ct);
        foreach (var invitation in (await db.Invitations.Where(i => i.AcceptedAt == null && i.RevokedAt == null).ToListAsync(ct)).Where(i => i.Stores.Exists(s => s.StoreId == store))) invitation.Stores = [.. invitation.Stores.Where(s => s.StoreId != store)];
    }

    // The messages that asked for this are still needed: they are marked done when the work returns.
    private async Task EmptyAsync(string table, Guid tenant, Guid store, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenant, null, ct);
        string[] mine = [EventCatalog.TopicOf(typeof(StoreEndingDue)), EventCatalog.TopicOf(typeof(CloneGivenUp))];
        // The names come from the model and not from anybody's input.
#pragma warning disable EF1002, EF1003
        await db.Database.ExecuteSqlRawAsync($"delete from {table} where tenant_id = {{0}} and store_id = {{1}}" + (table == "outbox_messages" ? " and not topic = any({2})" : ""), table == "outbox_messages" ? [tenant, store, mine] : [tenant, store], ct);
#pragma warning restore EF1002, EF1003
        await db.CommitAsync(ct);
    }

    private async Task<IReadOnlyList<string>> TablesAsync(CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return EndOrganization.InOrder([.. db.Model.GetEntityTypes().Where(entity => entity.FindProperty("TenantId") is not null && entity.FindProperty("StoreId") is not null && entity.FindProperty("Id") is not null && !entity.GetTableName()!.StartsWith("audit_", StringComparison.Ordinal))]);
    }
}

/// <summary>Deletes a store whose time is over, with everything it held. What the organization's log says of it stays there.</summary>
public sealed class EndStore(TenantTransactions transactions, EmptyStore empty, TimeProvider clock) : IRun<StoreEndingDue>
{
    /// <inheritdoc/>
    public async Task RunAsync(StoreEndingDue asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        await using (var db = await transactions.BeginAsync(tenantId, null, ct))
            if (!await db.Stores.AnyAsync(s => s.Id == asked.StoreId && s.EndsAt == asked.DueAt && s.EndsAt <= clock.GetUtcNow(), ct)) return;
        await empty.RunAsync(tenantId, asked.StoreId, clock.GetUtcNow(), ct);
    }
}

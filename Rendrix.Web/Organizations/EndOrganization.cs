using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Organizations;

/// <summary>
/// Deletes an organization whose time is over, with everything it owned: every table that has a tenant, found in the model, so that a table made
/// later is not forgotten; then files, addresses and memberships. Done table by table, and simply done again after a crash.
/// </summary>
public sealed class EndOrganization(TenantTransactions transactions, PlatformAccess platform, FileStore files, TimeProvider clock) : IRun<OrganizationEndingDue>
{
    /// <inheritdoc/>
    public async Task RunAsync(OrganizationEndingDue asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        await using (var db = await transactions.BeginGlobalAsync(ct))
            if (!await db.Organizations.AnyAsync(o => o.Id == tenantId && o.EndsAt == asked.DueAt && o.EndsAt <= clock.GetUtcNow(), ct)) return;

        await using (var db = await transactions.BeginAsync(tenantId, null, ct))
        {
            await db.RefreshTokens.Where(t => t.OrganizationId == tenantId && t.RevokedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.RevokedAt, clock.GetUtcNow()), ct);
            await db.StoreDomains.Where(d => d.TenantId == tenantId).ExecuteDeleteAsync(ct);
            foreach (var store in await db.Stores.Select(s => s.Id).ToListAsync(ct)) await Tenancy.TenantStoreChanges.TellStoreChangedAsync(db, store, ct);
            await db.CommitAsync(ct);
        }
        foreach (var table in await TablesAsync(ct)) await EmptyAsync(table, tenantId, ct);
        await using (var db = await transactions.BeginAsync(tenantId, null, ct))
        {
            // The log is closed to everybody else; the database lets it go once the end has come. After the outbox, or a link on its way would still be added.
            await db.Database.ExecuteSqlRawAsync("select audit_end()", ct);
            await db.CommitAsync(ct);
        }
        files.DeleteAllOf(tenantId);
        await platform.DeleteOrganizationAsync(tenantId, clock.GetUtcNow(), ct);
    }

    // The message that asked for this is still needed: it is marked done when this returns.
    private async Task EmptyAsync(string table, Guid tenant, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenant, null, ct);
        var mine = EventCatalog.TopicOf(typeof(OrganizationEndingDue));
        // The names come from the model and not from anybody's input.
#pragma warning disable EF1002
        await db.Database.ExecuteSqlRawAsync(table == "outbox_messages" ? $"delete from {table} where tenant_id = {{0}} and topic <> {{1}}" : $"delete from {table} where tenant_id = {{0}}", [tenant, mine], ct);
#pragma warning restore EF1002
        await db.CommitAsync(ct);
    }

    private async Task<IReadOnlyList<string>> TablesAsync(CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return InOrder([.. db.Model.GetEntityTypes().Where(entity => entity.FindProperty("TenantId") is not null && entity.FindProperty("Id") is not null && !entity.GetTableName()!.StartsWith("audit_", StringComparison.Ordinal))]);
    }

    // Who points at others goes before them.
    internal static List<string> InOrder(List<IEntityType> left)
    {
        var order = new List<string>();
        while (left.Count > 0)
        {
            var free = left.Where(entity => !left.Exists(other => other != entity && other.GetForeignKeys().Any(key => key.PrincipalEntityType == entity))).ToList();
            if (free.Count == 0) throw new InvalidOperationException("Tables point at each other in a circle: " + string.Join(", ", left.Select(entity => entity.GetTableName())));
            order.AddRange(free.Select(entity => entity.GetTableName()!));
            left.RemoveAll(free.Contains);
        }
        return order;
    }
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform.Data;

/// <summary>
/// The one way to the data of a tenant: opens a unit of work whose first statements set the tenant, and on a storefront the store, for that
/// transaction alone. <c>SET LOCAL</c> and never a session setting: pooled connections and poolers carry nothing over.
/// </summary>
public sealed class TenantTransactions(IDbContextFactory<AppDb> contexts, CurrentTenant current, OutboxWriter outbox, CurrentActor? actor = null)
{
    /// <summary>The request's idempotency key: what writes for its tenant marks it as carried out, in the same commit. Null when there is none.</summary>
    internal IdempotencyKey? Claim { get; set; }

    /// <summary>A unit of work of the tenant that this scope entered; throws when none was entered.</summary>
    public Task<AppDb> BeginAsync(CancellationToken ct) => BeginAsync(current.TenantId, current.StoreScope, ct);

    /// <summary>A unit of work of a named tenant: jobs, provisioning, the API after it has found its caller's tenant.</summary>
    public async Task<AppDb> BeginAsync(Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        if (tenantId == Guid.Empty) throw new InvalidOperationException("A unit of work needs a tenant.");
        var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            var transaction = await db.Database.BeginTransactionAsync(ct);
            db.Enter(tenantId, storeId, transaction, outbox, actor);
            if (Claim is { } claim && claim.TenantId == tenantId) db.Marks(claim, () => Claim = null);
            // SET takes no parameters, so the value is written by the program, from a Guid and never from text.
#pragma warning disable EF1002
            await db.Database.ExecuteSqlRawAsync(storeId is { } store ? $"SET LOCAL app.tenant = '{tenantId:D}';SET LOCAL app.store = '{store:D}'" : $"SET LOCAL app.tenant = '{tenantId:D}'", ct);
#pragma warning restore EF1002
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>A unit of work on global tables only: users, organizations, memberships, domains, tokens. Tenant tables show it nothing.</summary>
    public async Task<AppDb> BeginGlobalAsync(CancellationToken ct)
    {
        var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            db.Enter(Guid.Empty, null, await db.Database.BeginTransactionAsync(ct), null, null);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}

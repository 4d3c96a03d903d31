using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Tenancy;

/// <summary>
/// A store changes hands in one transaction, which whoever writes to it waits for; what they then meant to write to is another tenant's. They are asked to come again,
/// and find it there with everything that was theirs.
/// </summary>
public static class MovedStore
{
    /// <summary>What they are told.</summary>
    public static Refusal Refusal { get; } = new("SERVICE_UNAVAILABLE", "This shop is just moving to another owner. Try again in a moment; your cart is kept.", StatusCodes.Status503ServiceUnavailable)
    { Extra = new Dictionary<string, object?> { ["retryAfter"] = 1 } };

    /// <summary>Holds the store where it is until the transaction ends, or refuses when it is gone. The first lock of a transaction that writes much, so that it and a move never wait for each other crosswise.</summary>
    public static async Task DemandHereAsync(this AppDb db, Guid store, CancellationToken ct)
    {
        // By the key alone: saving the store's settings waits for nobody here.
        var found = await db.Database.SqlQuery<int>($"select 1 as \"Value\" from stores where tenant_id = {db.Tenant} and id = {store} for key share").ToListAsync(ct);
        if (found.Count == 0) throw new RefusedException(Refusal);
    }

    /// <summary>Whether a shopper's request failed because of that: a row pointed at one that is no longer here, and the store is not either.</summary>
    public static async Task<bool> IsReasonAsync(HttpContext http, Exception failure)
    {
        if ((failure as PostgresException ?? failure.InnerException as PostgresException) is not { SqlState: PostgresErrorCodes.ForeignKeyViolation }) return false;
        return http.RequestServices.GetService<CurrentTenant>() is { IsStorefront: true } tenant
            && await http.RequestServices.GetRequiredService<IMultiTenantStore>().GetAsync(tenant.TenantId, tenant.RequireStore.StoreId, CancellationToken.None) is null;
    }
}

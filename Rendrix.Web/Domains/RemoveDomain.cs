using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Domains;

/// <summary>
/// Takes a domain from a store. With the commit its host answers nothing and gets no certificate, although its DNS may still point here for years; and whoever
/// claims it next has to prove it with a value of their own.
/// </summary>
public sealed class RemoveDomain(TenantTransactions transactions)
{
    /// <summary>Removes claim and address.</summary>
    /// <param name="tenantId">The organization.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="claimId">The domain.</param>
    /// <param name="demandMatch">Refuses when the caller saw an older version.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task RunAsync(Guid tenantId, Guid storeId, Guid claimId, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var claim = await StoreAddresses.LockAsync(db, storeId, claimId, ct) ?? throw new RefusedException(Refusal.NotFound("domain"));
        demandMatch?.Invoke(claim.Version);
        var others = (await StoreAddresses.ClaimsAsync(db, storeId, ct)).Where(c => c.Id != claimId);
        db.DomainClaims.Remove(claim);
        if (claim.Holds)
        {
            await StoreAddresses.FreeAsync(db, claim, ct);
            await StoreAddresses.SettleAsync(db, storeId, others, ct);
        }
        await db.CommitAsync(ct);
    }
}

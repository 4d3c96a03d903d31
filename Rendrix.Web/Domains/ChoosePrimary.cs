using Rendrix.Domains;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Domains;

/// <summary>Chooses where shoppers are to be: at one of the store's domains, or at its free address. The others lead there.</summary>
public sealed class ChoosePrimary(TenantTransactions transactions)
{
    /// <summary>Makes the domain the first address; with <paramref name="on"/> false the free address is it again. Answers the domain.</summary>
    public async Task<DomainClaim> RunAsync(Guid tenantId, Guid storeId, Guid claimId, bool on, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var claim = await StoreAddresses.LockAsync(db, storeId, claimId, ct) ?? throw new RefusedException(Refusal.NotFound("domain"));
        demandMatch?.Invoke(claim.Version);
        if (claim.IsPrimary == on) return claim;
        // Shoppers are never sent to where nobody answers.
        if (on && claim.State != DomainState.Active) throw new RefusedException(new Refusal("INVALID_TRANSITION", $"{HostName.Display(claim.Name)} does not work yet. Choose it once its status says Connected."));
        var claims = await StoreAddresses.ClaimsAsync(db, storeId, ct);
        foreach (var other in claims) other.IsPrimary = on && other.Id == claimId;
        await StoreAddresses.SettleAsync(db, storeId, claims, ct);
        await db.CommitAsync(ct);
        return claim;
    }
}

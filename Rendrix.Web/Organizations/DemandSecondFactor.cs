using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Organizations;

/// <summary>
/// An owner demands two-factor sign-in of everybody in the organization, or no longer. In force with the next call, in pages that are open and with API keys too:
/// who has none is led to set it up and may nothing before. The owner must have it first (docs/decisions/0078).
/// </summary>
public sealed class DemandSecondFactor(TenantTransactions transactions, FreshProof proof)
{
    /// <summary>Demands it or not; answers the organization as it is then.</summary>
    public async Task<Organization> RunAsync(Guid organization, Guid actor, Guid session, bool demand, CancellationToken ct)
    {
        await proof.DemandAsync(session, ct);
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.OwnOrganization);
        if (roster.Organization.EndsAt is not null) throw new RefusedException(CloseOrganization.IsClosing);
        if (demand && !await db.Users.AnyAsync(u => u.Id == actor && u.TwoFactorEnabled, ct)) throw new RefusedException(OwnFirst);
        if (roster.Organization.DemandsSecondFactor == demand) return roster.Organization;
        roster.Organization.DemandsSecondFactor = demand;
        await db.TellAccessChangedAsync(organization, ct);
        await db.CommitAsync(ct);
        return roster.Organization;
    }

    /// <summary>What an owner without a second factor is told.</summary>
    public static Refusal OwnFirst { get; } = new("INVALID_TRANSITION", "Turn on two-factor sign-in for yourself first, under Account, Security; else this would shut you out.", StatusCodes.Status409Conflict);
}

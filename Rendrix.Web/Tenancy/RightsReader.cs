using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Tenancy;

/// <summary>Reads what a person may do in an organization, from the database each time: a right that was taken is gone with the next call.</summary>
public sealed class RightsReader(IDbContextFactory<AppDb> contexts, TenantTransactions transactions)
{
    /// <summary>The person's rights there as they are now; null when they do not belong to it.</summary>
    public async Task<MemberRights?> ReadAsync(Guid user, Guid organization, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await (from member in db.Memberships.AsNoTracking()
                           where member.UserId == user && member.OrganizationId == organization
                           join place in db.Organizations on member.OrganizationId equals place.Id
                           select new { Member = member, place.EndsAt, Lacks = place.DemandsSecondFactor && !db.Users.Any(u => u.Id == user && u.TwoFactorEnabled), Suspension = place.SuspendedAt == null ? null : place.SuspendedReason ?? "" }).FirstOrDefaultAsync(ct);
        if (found is null) return null;
        // The roles of an organization are rows of the tenant, which only a unit of work of that tenant is shown.
        CustomRole? custom = null;
        if (found.Member.CustomRoleId is { } id)
        {
            await using var own = await transactions.BeginAsync(organization, null, ct);
            custom = await own.CustomRoles.AsNoTracking().FirstOrDefaultAsync(role => role.Id == id, ct);
        }
        return found.Member.RightsWith(custom, found.EndsAt, found.Suspension, found.Lacks);
    }
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Organizations;

/// <summary>Moves a session to another of the person's organizations: its tokens act there from the next call on.</summary>
public sealed class SwitchOrganization(TenantTransactions transactions, SessionWatch sessions)
{
    /// <summary>Moves the session; somebody who does not belong there is told there is no such organization.</summary>
    public async Task RunAsync(Guid session, Guid person, Guid organization, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        if (!await db.Memberships.AnyAsync(m => m.UserId == person && m.OrganizationId == organization, ct)) throw new RefusedException(Refusal.NotFound("organization"));
        await db.RefreshTokens.Where(t => t.FamilyId == session && t.UserId == person && t.RevokedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.OrganizationId, organization), ct);
        await db.CommitAsync(ct);
        sessions.Forget(session);
    }
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Identity;

/// <summary>Signs out: the session ends on the server, so a copied cookie or token is worth nothing.</summary>
public sealed class EndSession(TenantTransactions transactions, SessionWatch sessions, TimeProvider clock)
{
    /// <summary>Ends a session by its id.</summary>
    public async Task RunAsync(Guid session, CancellationToken ct)
    {
        if (await OwnerAsync(session, ct) is { } owner)
        {
            await using var db = await transactions.BeginAsync(owner.OrganizationId, null, ct);
            // Of two at once, and of a second try, one ends the session and says so.
            if (await Sessions.RevokeAsync(db, session, clock.GetUtcNow(), ct) > 0)
                Audit.Record(db, AuditActions.Logout, new("user", owner.UserId, owner.Email), by: new(AuditActorKind.User, owner.UserId, owner.Name));
            await db.CommitAsync(ct);
        }
        sessions.Forget(session);
    }

    private async Task<(Guid UserId, Guid OrganizationId, string? Email, string Name)?> OwnerAsync(Guid session, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        var owner = await (from token in db.RefreshTokens.AsNoTracking() where token.FamilyId == session join user in db.Users on token.UserId equals user.Id select new { user.Id, token.OrganizationId, user.Email, user.FirstName, user.LastName }).FirstOrDefaultAsync(ct);
        return owner is null ? null : (owner.Id, owner.OrganizationId, owner.Email, $"{owner.FirstName} {owner.LastName}".Trim());
    }

    /// <summary>Ends the session that a refresh token belongs to; an unknown token changes nothing.</summary>
    public async Task RunAsync(string refreshToken, CancellationToken ct)
    {
        Guid? family;
        await using (var db = await transactions.BeginGlobalAsync(ct)) family = await Sessions.FamilyOfAsync(db, refreshToken, ct);
        if (family is { } session) await RunAsync(session, ct);
    }
}

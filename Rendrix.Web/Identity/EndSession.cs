using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Identity;

/// <summary>Signs out: the session ends on the server, so a copied cookie or token is worth nothing.</summary>
public sealed class EndSession(TenantTransactions transactions, SessionWatch sessions, TimeProvider clock)
{
    /// <summary>Ends a session by its id.</summary>
    public async Task RunAsync(Guid session, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        await Sessions.RevokeAsync(db, session, clock.GetUtcNow(), ct);
        await db.CommitAsync(ct);
        sessions.Forget(session);
    }

    /// <summary>Ends the session that a refresh token belongs to; an unknown token changes nothing.</summary>
    public async Task RunAsync(string refreshToken, CancellationToken ct)
    {
        Guid? family;
        await using (var db = await transactions.BeginGlobalAsync(ct)) family = await Sessions.FamilyOfAsync(db, refreshToken, ct);
        if (family is { } session) await RunAsync(session, ct);
    }
}

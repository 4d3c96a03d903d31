using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Identity;

/// <summary>A sign-in as its owner sees it.</summary>
/// <param name="Id">The session.</param>
/// <param name="Device">"Firefox on Windows", from the user agent.</param>
/// <param name="Address">Network address it was opened from.</param>
/// <param name="Place">Town and country, where the server's proxy tells them; else empty.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="LastSeenAt">When it was last used, to within five minutes.</param>
/// <param name="Current">Whether it is the one that asks.</param>
public sealed record SessionResponse(Guid Id, string Device, string Address, string Place, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, bool Current);

/// <summary>The sessions of a person: seen, ended one by one, or all but the present one.</summary>
public sealed class EndSessions(TenantTransactions transactions, SessionWatch sessions, TimeProvider clock)
{
    /// <summary>Every session that lives, the present one first, then by last use.</summary>
    public async Task<IReadOnlyList<SessionResponse>> ListAsync(Guid userId, Guid current, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        var rows = await (from token in Sessions.Living(db, userId, clock.GetUtcNow())
                          from device in db.Sessions.Where(s => s.Id == token.FamilyId).DefaultIfEmpty()
                          select new { token.FamilyId, token.CreatedAt, Device = device }).ToListAsync(ct);
        return [.. rows.Select(r => new SessionResponse(r.FamilyId, DeviceName.Of(r.Device?.Agent), r.Device?.Address ?? "", r.Device?.Place ?? "", r.Device?.CreatedAt ?? r.CreatedAt, r.Device?.SeenAt ?? r.CreatedAt, r.FamilyId == current))
            .OrderByDescending(r => r.Current).ThenByDescending(r => r.LastSeenAt)];
    }

    /// <summary>Ends one of the person's own sessions; another person's answers 404 like one that never was.</summary>
    public async Task RunAsync(Guid userId, Guid session, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        if (!await Sessions.Living(db, userId, clock.GetUtcNow()).AnyAsync(t => t.FamilyId == session, ct)) throw new RefusedException(Refusal.NotFound("session"));
        await Sessions.RevokeAsync(db, session, clock.GetUtcNow(), ct);
        await db.CommitAsync(ct);
        sessions.Forget(session);
    }

    /// <summary>Ends every session of the person but the present one.</summary>
    public async Task AllOthersAsync(Guid userId, Guid current, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        await Sessions.RevokeAllAsync(db, userId, current, clock.GetUtcNow(), ct);
        await db.CommitAsync(ct);
        sessions.Forget(userId);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>What is true of a session right now.</summary>
/// <param name="Id">The session.</param>
/// <param name="UserId">Whose.</param>
/// <param name="Name">First and last name.</param>
/// <param name="Email">Address.</param>
/// <param name="Verified">Whether the address is confirmed.</param>
/// <param name="OrganizationId">The organization signed in to.</param>
/// <param name="Role">The role there.</param>
/// <param name="ProvenAt">When the person last proved in it who they are; null when that is not known.</param>
/// <param name="SeenAt">When it was last used, to within five minutes; null when that is not known.</param>
public sealed record SessionState(Guid Id, Guid UserId, string Name, string Email, bool Verified, Guid OrganizationId, Role Role, DateTimeOffset? ProvenAt, DateTimeOffset? SeenAt)
{
    /// <summary>Who of the platform acts in the person's place, if somebody does.</summary>
    public SupportOf? Support { get; init; }

    /// <summary>The person as the rest of the house sees them.</summary>
    public ClaimsPrincipal Person(string scheme) => new(new ClaimsIdentity(
    [
        new(Claims.User, UserId.ToString()), new(Claims.Name, Name), new(Claims.Email, Email), new(Claims.Organization, OrganizationId.ToString()),
        new(Claims.Role, Role.ToString()), new(Claims.Session, Id.ToString()), new(Claims.Verified, Verified ? "true" : "false"),
        .. Support is { } support ? [new(CurrentActor.ImpersonatorClaim, support.AdminId.ToString()), new(Claims.SupportUntil, support.EndsAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))] : Array.Empty<Claim>(),
    ], scheme, Claims.Name, Claims.Role));
}

/// <summary>Somebody of the platform who acts in a person's place.</summary>
/// <param name="AdminId">Who.</param>
/// <param name="AdminName">By name.</param>
/// <param name="EndsAt">Until when.</param>
public sealed record SupportOf(Guid AdminId, string AdminName, DateTimeOffset EndsAt);

/// <summary>
/// Asks the database whether a session still lives, and remembers the answer for three seconds: so a password change, a removed
/// member or a sign-out elsewhere ends every token, cookie and open circuit within five.
/// </summary>
public sealed class SessionWatch(IDbContextFactory<AppDb> contexts, TimeProvider clock)
{
    private const int MostEntries = 20_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SeenWithin = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Guid, (SessionState? State, DateTimeOffset Until)> _known = new();
    private int _forgets;

    /// <summary>Something changed about a person's or a session's standing; open circuits of this process look at once instead of in four seconds.</summary>
    public event Action<Guid>? Forgotten;

    /// <summary>The session as it is now; null when it is over or never was.</summary>
    public async Task<SessionState?> FindAsync(Guid session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_known.TryGetValue(session, out var known) && known.Until > now) return known.State;
        var forgets = Volatile.Read(ref _forgets);
        var state = await LoadAsync(session, now, ct);
        if (_known.Count >= MostEntries) _known.Clear();
        _known[session] = (state, now + Remembered);
        // Something was forgotten while this was read: it may be what was true before. Looked at after it was written down, so that one of the two sees the other.
        if (Volatile.Read(ref _forgets) != forgets) _known.TryRemove(session, out _);
        return state;
    }

    /// <summary>Forgets what is remembered, so that this process sees a change at once.</summary>
    public void Forget(Guid userOrSession)
    {
        Interlocked.Increment(ref _forgets);
        foreach (var (session, known) in _known)
            if (session == userOrSession || known.State?.UserId == userOrSession) _known.TryRemove(session, out _);
        Forgotten?.Invoke(userOrSession);
    }

    private async Task<SessionState?> LoadAsync(Guid session, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var state = await (
            from token in db.RefreshTokens.AsNoTracking()
            where token.FamilyId == session && token.RevokedAt == null && token.SpentAt == null && token.ExpiresAt > now
            join user in db.Users on token.UserId equals user.Id
            join member in db.Memberships on new { token.UserId, token.OrganizationId } equals new { member.UserId, member.OrganizationId }
            from device in db.Sessions.Where(s => s.Id == session).DefaultIfEmpty()
            from support in db.SupportSessions.Where(s => s.Id == session).DefaultIfEmpty()
            where support == null || support.EndedAt == null && support.EndsAt > now && support.OrganizationId == token.OrganizationId
            select new SessionState(session, user.Id, (user.FirstName + " " + user.LastName).Trim(), user.Email!, user.EmailConfirmed, member.OrganizationId, member.Role, device!.ProvenAt, device.SeenAt)
            {
                Support = support == null ? null : new SupportOf(support.AdminId, db.Users.Where(u => u.Id == support.AdminId).Select(u => (u.FirstName + " " + u.LastName).Trim()).First(), support.EndsAt),
            }).FirstOrDefaultAsync(ct);
        // What is done meanwhile is told under the name of who does it.
        if (state?.Support is { } acting) state = state with { Name = $"{acting.AdminName}, support" };
        if (state?.SeenAt < now - SeenWithin) await db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now), ct);
        return state;
    }
}

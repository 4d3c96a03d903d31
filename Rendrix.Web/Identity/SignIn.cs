using System.Net;
using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>Checks address and password and opens a session. Known and unknown addresses get the same answer after the same work.</summary>
public sealed class SignIn(TenantTransactions transactions, Passwords passwords, RateWindows windows, SessionWatch sessions, TimeProvider clock)
{
    private const int TriesPerAccount = 10;
    private const int TriesPerAddress = 300;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Opens a session or refuses with 401, or with 429 after ten wrong tries in 15 minutes.</summary>
    /// <param name="email">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="lifetime">Of the session's refresh token.</param>
    /// <param name="isKnownDevice">Whether the person has signed in from there before: then a stranger's wrong tries elsewhere do not count against them.</param>
    /// <param name="from">Network address of the caller.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<SignedIn> RunAsync(string email, string password, TimeSpan lifetime, Func<Guid, bool>? isKnownDevice, IPAddress? from, CancellationToken ct)
    {
        var normalized = EmailAddress.Normalize(email);
        await using var db = await transactions.BeginGlobalAsync(ct);
        var user = normalized.Length > 254 || normalized.Contains('\0') ? null : await db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
        var known = user is not null && isKnownDevice?.Invoke(user.Id) == true;

        // Counted before the password is looked at, so that a hundred tries at once are a hundred tries; given back when it was right.
        var byAccount = $"sign-in:{(known ? "known" : "any")}:{normalized}";
        var byAddress = $"sign-in-from:{from}";
        Demand(windows.Take(byAccount, TriesPerAccount, Window));
        Demand(windows.Take(byAddress, TriesPerAddress, Window));

        if (!await passwords.IsRightAsync(user, password.Length <= PasswordRules.MaxLength ? password : "", ct) || user is null)
            throw new RefusedException(WrongCredentials);
        windows.GiveBack(byAccount);
        windows.GiveBack(byAddress);
        return await OpenAsync(db, user, lifetime, ct);
    }

    /// <summary>Opens a session for a person who has proven in another way who they are: just registered, or confirmed in the same browser.</summary>
    public async Task<SignedIn> OpenForAsync(Guid userId, TimeSpan lifetime, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await OpenAsync(db, await db.Users.FirstAsync(u => u.Id == userId, ct), lifetime, ct);
    }

    /// <summary>The one answer to a wrong address, a wrong password and an address that has no account.</summary>
    public static Refusal WrongCredentials { get; } = new("UNAUTHORIZED", "That email and password do not match. Check both, or choose a new password.", StatusCodes.Status401Unauthorized);

    private async Task<SignedIn> OpenAsync(AppDb db, User user, TimeSpan lifetime, CancellationToken ct)
    {
        var home = await (from member in db.Memberships.AsNoTracking()
                          where member.UserId == user.Id
                          orderby member.JoinedAt
                          join organization in db.Organizations on member.OrganizationId equals organization.Id
                          select organization).FirstOrDefaultAsync(ct)
            ?? throw new RefusedException(new Refusal("FORBIDDEN", "This account belongs to no organization any more.", StatusCodes.Status403Forbidden));
        // One connection at a time: sixty people signing in at once must not each wait for a second one.
        await db.DisposeAsync();
        await using var own = await transactions.BeginAsync(home.Id, null, ct);
        var opened = Sessions.Open(own, user.Id, home.Id, clock.GetUtcNow(), lifetime);
        Audit.Record(own, AuditActions.Login, new("user", user.Id, user.Email), by: new(AuditActorKind.User, user.Id, user.FullName));
        await own.CommitAsync(ct);
        var state = await sessions.FindAsync(opened.Id, ct) ?? throw new RefusedException(Sessions.Over);
        return new SignedIn(user, home, opened, state);
    }

    private static void Demand(RateDecision decision)
    {
        if (decision.Allowed) return;
        throw new RefusedException(new Refusal("RATE_LIMITED", $"Too many tries. Wait {Math.Max(1, decision.ResetSeconds / 60)} min, or choose a new password.", StatusCodes.Status429TooManyRequests)
        { Extra = new Dictionary<string, object?> { ["retryAfter"] = decision.ResetSeconds } });
    }
}

/// <summary>A person with a fresh session.</summary>
public sealed record SignedIn(User User, Organization Organization, OpenedSession Session, SessionState State);

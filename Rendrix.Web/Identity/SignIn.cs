using System.Net;
using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Web.Identity.TwoFactor;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>Checks address, password and second factor and opens a session. Known and unknown addresses get the same answer after the same work.</summary>
public sealed class SignIn(TenantTransactions transactions, Passwords passwords, CheckSecondFactor secondFactor, RateWindows windows, SessionWatch sessions, TimeProvider clock)
{
    private const int TriesPerAccount = 5;
    private const int TriesPerAddress = 300;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Opens a session or refuses with 401, or with 429 after five wrong tries in 15 minutes. Accounts with a second factor need its code too.</summary>
    public async Task<SignedIn> RunAsync(string email, string password, string? code, TimeSpan lifetime, Device from, CancellationToken ct)
    {
        var user = await CheckAsync(email, password, null, from.Address, ct);
        return await FinishAsync(user.Id, user.SecurityStamp, code, lifetime, from, ct);
    }

    /// <summary>The person of an address and password. Opens nothing: a second factor may be asked for next.</summary>
    /// <param name="email">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="isKnownDevice">Whether the person has signed in from there before: then a stranger's wrong tries elsewhere do not count against them.</param>
    /// <param name="from">Network address of the caller.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<User> CheckAsync(string email, string password, Func<Guid, bool>? isKnownDevice, IPAddress? from, CancellationToken ct)
    {
        var normalized = EmailAddress.Normalize(email);
        await using var db = await transactions.BeginGlobalAsync(ct);
        var user = normalized.Length > 254 || normalized.Contains('\0') ? null : await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
        var known = user is not null && isKnownDevice?.Invoke(user.Id) == true;

        // Counted before the password is looked at, so that a hundred tries at once are a hundred tries; given back when it was right.
        var byAccount = $"sign-in:{(known ? "known" : "any")}:{normalized}";
        var byAddress = $"sign-in-from:{from}";
        var tries = windows.Take(byAccount, TriesPerAccount, Window);
        Demand(tries);
        Demand(windows.Take(byAddress, TriesPerAddress, Window));

        if (!await passwords.IsRightAsync(user, password.Length <= PasswordRules.MaxLength ? password : "", ct) || user is null)
        {
            await TellFailedAsync(db, user?.Id ?? Guid.Empty, tries.Remaining == 0, ct);
            throw new RefusedException(WrongCredentials);
        }
        windows.GiveBack(byAccount);
        windows.GiveBack(byAddress);
        return user;
    }

    /// <summary>Opens a session for a person who has proven with one factor who they are; asks for the second where one is set up.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="stamp">The account's stamp when they proved it: a password that was changed meanwhile is no proof any more. Null where the proof was a link that is used up.</param>
    /// <param name="code">As typed.</param>
    /// <param name="lifetime">Of the session.</param>
    /// <param name="from">The device.</param>
    /// <param name="ct">Cancellation.</param>
    public Task<SignedIn> FinishAsync(Guid userId, string? stamp, string? code, TimeSpan lifetime, Device from, CancellationToken ct) =>
        OpenAsync(userId, stamp, lifetime, from, (db, user) => user.TwoFactorEnabled ? secondFactor.DemandAsync(db, userId, code, ct) : Task.CompletedTask, ct);

    /// <summary>Opens a session for a person who needs no second factor: just registered, confirmed in the same browser, or proven by a passkey, which is two in one.</summary>
    public Task<SignedIn> OpenForAsync(Guid userId, TimeSpan lifetime, Device from, CancellationToken ct) => OpenAsync(userId, null, lifetime, from, static (_, _) => Task.CompletedTask, ct);

    /// <summary>The one answer to a wrong address, a wrong password and an address that has no account.</summary>
    public static Refusal WrongCredentials { get; } = new("UNAUTHORIZED", "That email and password do not match. Check both, or choose a new password.", StatusCodes.Status401Unauthorized);

    // The same statements for an address without an account, in a tenant that is nobody's: the entry itself is written later.
    private async Task TellFailedAsync(AppDb look, Guid userId, bool lockedOut, CancellationToken ct)
    {
        var home = await look.HomeOfAsync(userId, ct);
        // One connection at a time here too.
        await look.DisposeAsync();
        await using var db = await transactions.BeginAsync(home, null, ct);
        db.Publish(new SignInFailed(userId == Guid.Empty ? null : userId, db.Actor.Address, db.Actor.Device, lockedOut));
        await db.CommitAsync(ct);
    }

    private async Task<SignedIn> OpenAsync(Guid userId, string? stamp, TimeSpan lifetime, Device from, Func<AppDb, User, Task> demand, CancellationToken ct)
    {
        // One connection at a time: sixty people signing in at once must not each wait for a second one.
        var home = await HomeAsync(userId, ct);
        await using var own = await transactions.BeginAsync(home.Id, null, ct);
        // Read behind the lock: a second factor turned on, or a password changed, while somebody signs in ends their session or asks for what is new.
        await own.Database.ExecuteSqlAsync($"select 1 from users where id = {userId} for update", ct);
        var user = await own.Users.AsNoTracking().FirstAsync(u => u.Id == userId, ct);
        if (stamp is not null && user.SecurityStamp != stamp) throw new RefusedException(WrongCredentials);
        // In the transaction that opens the session, so that a code is spent exactly when it opened one.
        try { await demand(own, user); }
        catch (RefusedException wrong) when (CheckSecondFactor.IsWrong(wrong.Refusal))
        {
            await own.DisposeAsync();
            await using var told = await transactions.BeginAsync(home.Id, null, ct);
            RecordFailedSignIns.Record(told, user, "code", new(AuditActorKind.Guest, null, null), ReferenceEquals(wrong.Refusal, CheckSecondFactor.WrongAndLast));
            await told.CommitAsync(ct);
            throw;
        }
        var opened = await Sessions.OpenAsync(own, user.Id, home.Id, from, clock.GetUtcNow(), lifetime, ct);
        Audit.Record(own, AuditActions.Login, new("user", user.Id, user.Email), by: new(AuditActorKind.User, user.Id, user.FullName));
        await own.CommitAsync(ct);
        foreach (var ended in opened.Ended) sessions.Forget(ended);
        var state = await sessions.FindAsync(opened.Id, ct) ?? throw new RefusedException(Sessions.Over);
        return new SignedIn(user, home, opened, state);
    }

    private async Task<Organization> HomeAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await (from member in db.Memberships.AsNoTracking()
                      where member.UserId == userId
                      orderby member.JoinedAt
                      join organization in db.Organizations on member.OrganizationId equals organization.Id
                      select organization).FirstOrDefaultAsync(ct)
            ?? throw new RefusedException(new Refusal("FORBIDDEN", "This account belongs to no organization any more.", StatusCodes.Status403Forbidden));
    }

    internal static void Demand(RateDecision decision)
    {
        if (decision.Allowed) return;
        throw new RefusedException(new Refusal("RATE_LIMITED", $"Too many tries. Wait {Math.Max(1, decision.ResetSeconds / 60)} min, or choose a new password.", StatusCodes.Status429TooManyRequests)
        { Extra = new Dictionary<string, object?> { ["retryAfter"] = decision.ResetSeconds } });
    }
}

/// <summary>A person with a fresh session.</summary>
public sealed record SignedIn(User User, Organization Organization, OpenedSession Session, SessionState State);

using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>The two halves of "forgot password": asking for a link and choosing a new password with it.</summary>
public sealed class ChangeForgottenPassword(TenantTransactions transactions, Passwords passwords, SessionWatch sessions, RateWindows windows, TimeProvider clock)
{
    /// <summary>
    /// Asks for a mail with a link. Does the same work for addresses with and without an account: the consumer of the event finds out.
    /// Three an hour and address, silently.
    /// </summary>
    public async Task AskAsync(string email, CancellationToken ct)
    {
        if (EmailAddress.Problem(email.Trim()) is not null) return;
        if (!windows.Take($"forgot:{EmailAddress.Normalize(email)}", 3, TimeSpan.FromHours(1)).Allowed) return;
        await using var db = await transactions.BeginAsync(AnonymousCalls.TenantId, null, ct);
        db.Publish(new PasswordResetRequested(email.Trim()));
        await db.CommitAsync(ct);
    }

    /// <summary>Whether a link still works; for showing the form or saying that it is too old.</summary>
    public async Task<bool> WorksAsync(string? token, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await OneTimeLinks.PeekAsync(db, token, OneTimeLinks.Reset, clock.GetUtcNow(), ct) is not null;
    }

    /// <summary>Sets the new password, ends every session of the person and tells them by mail. The link is used up.</summary>
    public async Task RunAsync(string? token, string password, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (userId, email, names) = await OwnerAsync(token, now, ct) ?? throw new RefusedException(TooOld);
        if (PasswordRules.Problems(password, email, names) is { Count: > 0 } weak)
            throw new RefusedException(Refusal.Invalid(new Dictionary<string, string[]> { ["password"] = [.. weak] }));
        var hash = await passwords.HashAsync(new User(), password, ct);

        var home = await HomeAsync(userId, ct);
        await using var db = await transactions.BeginAsync(home, null, ct);
        if (await OneTimeLinks.RedeemAsync(db, token, OneTimeLinks.Reset, now, ct) is null) throw new RefusedException(TooOld);
        var user = await db.Users.FirstAsync(u => u.Id == userId, ct);
        (user.PasswordHash, user.SecurityStamp) = (hash, Guid.NewGuid().ToString("N"));
        // The link came to the mailbox, so the address is theirs. Until now nobody knew whose the account was: ways in that were added before may be a stranger's,
        // who opened it with this address and waited for its owner.
        if (user is { EmailConfirmed: false, TwoFactorEnabled: true }) Audit.Record(db, AuditActions.TwoFactorOff, new("user", userId, user.Email), by: new(AuditActorKind.User, userId, user.FullName));
        if (!user.EmailConfirmed) await ForgetOtherWaysInAsync(db, user, ct);
        user.EmailConfirmed = true;
        await Sessions.RevokeAllAsync(db, userId, null, now, ct);
        Audit.Record(db, AuditActions.PasswordChange, new("user", userId, user.Email), by: new(AuditActorKind.User, userId, user.FullName));
        db.Publish(new PasswordChanged(userId));
        await db.CommitAsync(ct);
        sessions.Forget(userId);
    }

    /// <summary>The link is wrong, used, replaced or older than an hour; which of these is nobody's business.</summary>
    public static Refusal TooOld { get; } = Refusal.Invalid("token", "This link does not work any more. Ask for a new one");

    /// <summary>Passkeys, linked providers and the second factor of an account whose address nobody had confirmed: a stranger may have added them. Saved with the caller's unit of work.</summary>
    internal static async Task ForgetOtherWaysInAsync(AppDb db, User user, CancellationToken ct, bool evenSecondFactor = true)
    {
        await db.Passkeys.Where(p => p.UserId == user.Id).ExecuteDeleteAsync(ct);
        await db.UserLogins.Where(l => l.UserId == user.Id).ExecuteDeleteAsync(ct);
        if (!evenSecondFactor) return;
        user.TwoFactorEnabled = false;
        await db.SecondFactors.Where(f => f.UserId == user.Id).ExecuteDeleteAsync(ct);
        await db.RecoveryCodes.Where(c => c.UserId == user.Id).ExecuteDeleteAsync(ct);
    }

    private async Task<(Guid UserId, string Email, IReadOnlyList<string?> Names)?> OwnerAsync(string? token, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        if (await OneTimeLinks.PeekAsync(db, token, OneTimeLinks.Reset, now, ct) is not { } id) return null;
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id, ct) is { Email: { } email } user ? (id, email, await db.NamesAroundAsync(user, ct)) : null;
    }

    private async Task<Guid> HomeAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await db.HomeOfAsync(userId, ct);
    }
}

using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity.Profile;

/// <summary>
/// Another address to sign in with. It is theirs when they open the link that goes there, and not before; the old one is told then.
/// Whether somebody else has the address is told to nobody: the answer is the same and no link is sent.
/// </summary>
public sealed class ChangeEmail(TenantTransactions transactions, FreshProof proof, SessionWatch sessions, RateWindows windows, TimeProvider clock)
{
    /// <summary>Sends the link to the new address. Asks for a fresh proof; three an hour.</summary>
    public async Task AskAsync(Guid session, Guid userId, string? email, CancellationToken ct)
    {
        await proof.DemandAsync(session, ct);
        email = email?.Trim();
        if (EmailAddress.Problem(email) is { } problem) throw new RefusedException(Refusal.Invalid("email", problem));
        if (!windows.Take($"change-email:{userId:N}", 3, TimeSpan.FromHours(1)).Allowed)
            throw new RefusedException(new Refusal("RATE_LIMITED", "Three mails went out within the hour. Look for them, or try again later.", StatusCodes.Status429TooManyRequests));
        Guid home;
        await using (var global = await transactions.BeginGlobalAsync(ct)) home = await global.HomeOfAsync(userId, ct);
        await using var db = await transactions.BeginAsync(home, null, ct);
        var user = await db.Users.AsNoTracking().FirstAsync(u => u.Id == userId, ct);
        if (user.NormalizedEmail == EmailAddress.Normalize(email)) throw new RefusedException(Refusal.Invalid("email", "This is the address you have"));
        db.Publish(new EmailChangeRequested(userId, email!));
        await db.CommitAsync(ct);
    }

    /// <summary>The address a link is about; null when it does not work any more.</summary>
    public async Task<string?> PeekAsync(string? token, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await OneTimeLinks.ReadAsync(db, token, OneTimeLinks.Email, clock.GetUtcNow(), ct) is { } found ? found.About : null;
    }

    /// <summary>Uses the link up: the address is the account's from now on.</summary>
    public async Task ConfirmAsync(string? token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (Guid UserId, string About)? found;
        var home = Guid.Empty;
        await using (var global = await transactions.BeginGlobalAsync(ct))
        {
            found = await OneTimeLinks.ReadAsync(global, token, OneTimeLinks.Email, now, ct);
            if (found is { } owner) home = await global.HomeOfAsync(owner.UserId, ct);
        }
        if (found is not { } link) throw new RefusedException(ChangeForgottenPassword.TooOld);
        await using var db = await transactions.BeginAsync(home, null, ct);
        if (await OneTimeLinks.RedeemAsync(db, token, OneTimeLinks.Email, now, ct) is null) throw new RefusedException(ChangeForgottenPassword.TooOld);
        var user = await db.Users.FirstAsync(u => u.Id == link.UserId, ct);
        db.Publish(new EmailChanged(user.Id, user.Email!));
        (user.Email, user.UserName, user.EmailConfirmed) = (link.About, link.About, true);
        user.NormalizedEmail = user.NormalizedUserName = EmailAddress.Normalize(link.About);
        // A link for a new password that went to the old address must not work any more.
        await db.UserTokens.Where(t => t.UserId == user.Id && t.LoginProvider == OneTimeLinks.Provider).ExecuteDeleteAsync(ct);
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { throw new RefusedException(ChangeForgottenPassword.TooOld); }
        sessions.Forget(link.UserId);
    }
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity.MagicLinks;

/// <summary>
/// Signing in by a mailed link: once, within 15 minutes. Reading the link changes nothing, since programs that scan mail follow links; a button on its page
/// uses it up. A second factor is asked for all the same, and stays. Of an account whose address nobody had confirmed, the link removes the password and every other way in.
/// </summary>
public sealed class SignInLink(TenantTransactions transactions, SessionWatch sessions, RateWindows windows, TimeProvider clock)
{
    /// <summary>Asks for a mail. Does the same work for addresses with and without an account; three an hour and address, silently.</summary>
    public async Task AskAsync(string email, CancellationToken ct)
    {
        if (EmailAddress.Problem(email.Trim()) is not null) return;
        if (!windows.Take($"sign-in-link:{EmailAddress.Normalize(email)}", 3, TimeSpan.FromHours(1)).Allowed) return;
        await using var db = await transactions.BeginAsync(AnonymousCalls.TenantId, null, ct);
        db.Publish(new SignInLinkRequested(email.Trim()));
        await db.CommitAsync(ct);
    }

    /// <summary>The address of the account a link signs in to; null when it does not work any more. Shown above the button, so that nobody is led into a stranger's account unawares.</summary>
    public async Task<string?> PeekAsync(string? token, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await OneTimeLinks.PeekAsync(db, token, OneTimeLinks.SignIn, clock.GetUtcNow(), ct) is { } id ? await db.Users.Where(u => u.Id == id).Select(u => u.Email).FirstOrDefaultAsync(ct) : null;
    }

    /// <summary>Uses the link up and answers whose it was.</summary>
    public async Task<Guid> RedeemAsync(string? token, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        var now = clock.GetUtcNow();
        var userId = await OneTimeLinks.RedeemAsync(db, token, OneTimeLinks.SignIn, now, ct) ?? throw new RefusedException(ChangeForgottenPassword.TooOld);
        var user = await db.Users.FirstAsync(u => u.Id == userId, ct);
        if (!user.EmailConfirmed)
        {
            // The link came to the mailbox, so the address is theirs. Until now nobody knew whose the account was: its password and every other way in
            // may be a stranger's, who opened it with this address and waits for its owner to confirm it.
            // A second factor it keeps: a mailbox is one factor, and nobody turns the second on before the address is confirmed.
            await ChangeForgottenPassword.ForgetOtherWaysInAsync(db, user, ct, evenSecondFactor: false);
            await Sessions.RevokeAllAsync(db, userId, null, now, ct);
            (user.PasswordHash, user.SecurityStamp, user.EmailConfirmed) = (null, Guid.NewGuid().ToString("N"), true);
        }
        await db.CommitAsync(ct);
        sessions.Forget(userId);
        return userId;
    }

    /// <summary>Opens a session with a link, for programs: of an account with a second factor the code is looked at before the link is used up.</summary>
    public async Task<SignedIn> RunAsync(string? token, string? code, SignIn signIn, Device from, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            await using var db = await transactions.BeginGlobalAsync(ct);
            if (await OneTimeLinks.PeekAsync(db, token, OneTimeLinks.SignIn, clock.GetUtcNow(), ct) is { } owner && await db.Users.AnyAsync(u => u.Id == owner && u.TwoFactorEnabled, ct))
                throw new RefusedException(TwoFactor.CheckSecondFactor.Required);
        }
        return await signIn.FinishAsync(await RedeemAsync(token, ct), null, code, Sessions.RefreshLifetime, from, ct);
    }
}

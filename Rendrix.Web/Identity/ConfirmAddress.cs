using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>Confirms that a person receives mail at their address, and sends the link for it again.</summary>
public sealed class ConfirmAddress(TenantTransactions transactions, SessionWatch sessions, RateWindows windows, TimeProvider clock)
{
    /// <summary>Uses the link up and answers whose address is confirmed now.</summary>
    public async Task<Guid> RunAsync(string? token, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        var userId = await OneTimeLinks.RedeemAsync(db, token, OneTimeLinks.Confirm, clock.GetUtcNow(), ct) ?? throw new RefusedException(ChangeForgottenPassword.TooOld);
        var user = await db.Users.FirstAsync(u => u.Id == userId, ct);
        user.EmailConfirmed = true;
        await db.CommitAsync(ct);
        sessions.Forget(userId);
        return userId;
    }

    /// <summary>Sends a new link, three times an hour at most; the one before stops working.</summary>
    public async Task SendAgainAsync(Guid userId, Guid organizationId, CancellationToken ct)
    {
        if (!windows.Take($"confirm-again:{userId:N}", 3, TimeSpan.FromHours(1)).Allowed)
            throw new RefusedException(new Refusal("RATE_LIMITED", "Three mails went out within the hour. Look for them, or try again later.", StatusCodes.Status429TooManyRequests));
        await using var db = await transactions.BeginAsync(organizationId, null, ct);
        if (await db.Users.AnyAsync(u => u.Id == userId && u.EmailConfirmed, ct)) return;
        db.Publish(new ConfirmationRequested(userId));
        await db.CommitAsync(ct);
    }
}

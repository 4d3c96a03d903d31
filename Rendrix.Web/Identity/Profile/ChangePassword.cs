using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Identity.Profile;

/// <summary>A signed-in person's new password; or their first one, when they registered with another provider.</summary>
public sealed class ChangePassword(TenantTransactions transactions, Passwords passwords, FreshProof proof, SessionWatch sessions, TimeProvider clock)
{
    /// <summary>
    /// Sets it and ends every other session. Asks for the password before, which is proof enough for those with one factor;
    /// who has two, or no password yet, must have proved within ten minutes who they are.
    /// </summary>
    public async Task RunAsync(Guid session, Guid userId, string? current, string? chosen, CancellationToken ct)
    {
        var (user, home, names) = await FindAsync(userId, ct);
        if (user.TwoFactorEnabled || user.PasswordHash is null) await proof.DemandAsync(session, ct);
        if (user.PasswordHash is not null) await proof.DemandPasswordAsync(null, user, home, current, "currentPassword", ct);
        var problems = string.IsNullOrEmpty(chosen) ? ["Choose a password"] : PasswordRules.Problems(chosen, user.Email!, names);
        if (problems.Count == 0 && chosen == current) problems = ["This is the password you have"];
        if (problems.Count > 0) throw new RefusedException(Refusal.Invalid(new Dictionary<string, string[]> { ["newPassword"] = [.. problems] }));

        var hash = await passwords.HashAsync(user, chosen!, ct);
        await using var db = await transactions.BeginAsync(home, null, ct);
        // The hash read above is asked for once more: of two changes at once, one was made with a password that is no longer right.
        var changed = await db.Users.Where(u => u.Id == userId && u.PasswordHash == user.PasswordHash)
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.PasswordHash, hash).SetProperty(x => x.SecurityStamp, Guid.NewGuid().ToString("N")), ct);
        if (changed == 0) throw new RefusedException(Refusal.Stale());
        await Sessions.RevokeAllAsync(db, userId, session, clock.GetUtcNow(), ct);
        Audit.Record(db, AuditActions.PasswordChange, new("user", userId, user.Email), by: new(AuditActorKind.User, userId, user.FullName));
        db.Publish(new PasswordChanged(userId));
        await db.CommitAsync(ct);
        sessions.Forget(userId);
    }

    private async Task<(User User, Guid Home, IReadOnlyList<string?> Names)> FindAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        var user = await db.Users.AsNoTracking().FirstAsync(u => u.Id == userId, ct);
        return (user, await db.HomeOfAsync(userId, ct), await db.NamesAroundAsync(user, ct));
    }
}

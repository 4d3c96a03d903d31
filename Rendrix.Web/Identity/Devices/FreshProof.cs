using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Web.Identity.TwoFactor;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>
/// Asks, before something dangerous, that the person has proved within ten minutes who they are: by signing in, or once more. Kept with the session, so it holds for
/// cookie, token and circuit alike, and a session that somebody walked up to, or stole, is not enough.
/// </summary>
public sealed class FreshProof(TenantTransactions transactions, SessionWatch sessions, Passwords passwords, CheckSecondFactor secondFactor, RateWindows windows, TimeProvider clock)
{
    /// <summary>How long a proof lasts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>The page where a person proves it once more; add <c>?returnUrl=</c>.</summary>
    public const string Page = "/account/confirm";

    /// <summary>What stale sessions are told.</summary>
    public static Refusal Needed { get; } = new("FORBIDDEN", "Confirm that it is you, then do this within ten minutes: POST /api/v1/auth/confirm with your password.", StatusCodes.Status403Forbidden)
    { Extra = new Dictionary<string, object?> { ["confirm"] = "/api/v1/auth/confirm" } };

    /// <summary>Whether the session's proof is ten minutes old at most.</summary>
    public async Task<bool> IsFreshAsync(Guid session, CancellationToken ct) => await sessions.FindAsync(session, ct) is { ProvenAt: { } proven } && proven > clock.GetUtcNow() - Lasts;

    /// <summary>Refuses with 403 unless the session's proof is fresh. Verbs of any room may ask it before something that cannot be undone.</summary>
    public async Task DemandAsync(Guid session, CancellationToken ct) { if (!await IsFreshAsync(session, ct)) throw new RefusedException(Needed); }

    /// <summary>Proves it once more with the password and, where one is set up, the second factor. Five wrong ones within 15 minutes answer 429.</summary>
    public async Task ProveAsync(Guid session, Guid userId, string? password, string? code, CancellationToken ct)
    {
        Guid home;
        await using (var look = await transactions.BeginGlobalAsync(ct)) home = await look.HomeOfAsync(userId, ct);
        await using var db = await transactions.BeginAsync(home, null, ct);
        var user = await db.Users.FirstAsync(u => u.Id == userId, ct);
        await DemandPasswordAsync(db, user, home, password, "password", ct);
        if (user.TwoFactorEnabled) await DemandCodeAsync(db, user, home, code, ct);
        await db.CommitAsync(ct);
        await RenewAsync(session, ct);
    }

    /// <summary>Notes a proof that was given in another way: a passkey.</summary>
    public async Task RenewAsync(Guid session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginGlobalAsync(ct);
        await db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(x => x.ProvenAt, now), ct);
        await db.CommitAsync(ct);
        sessions.Forget(session);
    }

    /// <summary>Refuses at the field unless the password is the person's; a wrong one ends the caller's unit of work and stands in the log of their home.</summary>
    internal async Task DemandPasswordAsync(AppDb? open, User user, Guid home, string? password, string field, CancellationToken ct)
    {
        if (user.PasswordHash is null) throw new RefusedException(Refusal.Invalid(field, "This account has no password. Sign out and in again; that counts for ten minutes"));
        if (string.IsNullOrEmpty(password)) throw new RefusedException(Refusal.Invalid(field, "Enter your password"));
        var key = $"prove:{user.Id:N}";
        var tries = windows.Take(key, 5, TimeSpan.FromMinutes(15));
        SignIn.Demand(tries);
        if (!await passwords.IsRightAsync(user, password.Length <= PasswordRules.MaxLength ? password : "", ct))
        {
            await TellFailedAsync(open, user, home, "first factor", tries.Remaining == 0, ct);
            throw new RefusedException(Refusal.Invalid(field, "This is not your password"));
        }
        windows.GiveBack(key);
    }

    /// <summary>Refuses unless the code is right, and spends it in the caller's unit of work; a wrong one ends that and stands in the log of their home.</summary>
    internal async Task DemandCodeAsync(AppDb open, User user, Guid home, string? code, CancellationToken ct)
    {
        try { await secondFactor.DemandAsync(open, user.Id, code, ct); }
        catch (RefusedException wrong) when (CheckSecondFactor.IsWrong(wrong.Refusal))
        {
            await TellFailedAsync(open, user, home, "second factor", ReferenceEquals(wrong.Refusal, CheckSecondFactor.WrongAndLast), ct);
            throw;
        }
    }

    /// <summary>Writes down that a signed-in person did not prove who they are by a passkey.</summary>
    internal async Task TellPasskeyFailedAsync(Guid userId, CancellationToken ct)
    {
        await using var look = await transactions.BeginGlobalAsync(ct);
        await TellFailedAsync(look, await look.Users.AsNoTracking().FirstAsync(u => u.Id == userId, ct), await look.HomeOfAsync(userId, ct), "passkey", lockedOut: false, ct);
    }

    // One connection at a time, and what the caller had begun is over: it is refused.
    private async Task TellFailedAsync(AppDb? open, User user, Guid home, string wrong, bool lockedOut, CancellationToken ct)
    {
        if (open is not null) await open.DisposeAsync();
        await using var db = await transactions.BeginAsync(home, null, ct);
        Audit.Record(db, AuditActions.ProofFailed, new("user", user.Id, user.Email), [new("wrong", null, wrong)]);
        if (lockedOut) Audit.Record(db, AuditActions.Lockout, new("user", user.Id, user.Email), [new("minutes", null, "15")]);
        await db.CommitAsync(ct);
    }
}

/// <summary>How an endpoint asks for a fresh proof.</summary>
public static class FreshProofExtensions
{
    /// <summary>Only callers who proved within ten minutes who they are get through; others are told how with 403.</summary>
    public static RouteHandlerBuilder DemandFreshProof(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var caller = Caller.Of(context.HttpContext.User) ?? throw new RefusedException(ProblemCatalog.Unauthorized);
        await context.HttpContext.RequestServices.GetRequiredService<FreshProof>().DemandAsync(caller.SessionId, context.HttpContext.RequestAborted);
        return await next(context);
    });
}

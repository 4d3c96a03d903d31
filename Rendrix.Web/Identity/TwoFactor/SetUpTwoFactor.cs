using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity.TwoFactor;

/// <summary>What an app needs to know.</summary>
/// <param name="Secret">For typing in, in groups of four.</param>
/// <param name="Uri">What the QR code says.</param>
public sealed record SecretToScan(string Secret, string Uri);

/// <summary>Turns the second factor on in two steps, off in one, and makes new recovery codes.</summary>
public sealed class SetUpTwoFactor(TenantTransactions transactions, CheckSecondFactor check, FreshProof proof, SessionWatch sessions, RateWindows windows, TimeProvider clock)
{
    private const int Codes = 10;

    /// <summary>Makes a secret, or shows the one begun before; nothing is asked for at sign-in until <see cref="ConfirmAsync"/>.</summary>
    public async Task<SecretToScan> BeginAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        var user = await db.Users.AsNoTracking().FirstAsync(u => u.Id == userId, ct);
        if (user.TwoFactorEnabled) throw new RefusedException(AlreadyOn);
        if (!user.EmailConfirmed) throw new RefusedException(Unconfirmed);
        var fresh = check.Protect(RandomNumberGenerator.GetBytes(20));
        // Two windows that begin at once share one secret, so that the code of either works.
        await db.Database.ExecuteSqlAsync($"insert into second_factors (user_id, secret, created_at, last_step) values ({userId}, {fresh}, {clock.GetUtcNow()}, 0) on conflict (user_id) do nothing", ct);
        var secret = check.Unprotect(await db.SecondFactors.Where(f => f.UserId == userId).Select(f => f.Secret).FirstAsync(ct));
        await db.CommitAsync(ct);
        return new SecretToScan(string.Join(' ', Totp.Base32(secret).Chunk(4).Select(g => new string(g))), Totp.UriOf(secret, user.Email!));
    }

    /// <summary>Whether an organization of the person's demands it.</summary>
    public async Task<bool> IsDemandedAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await db.Memberships.Where(m => m.UserId == userId).Join(db.Organizations, m => m.OrganizationId, o => o.Id, (_, o) => o).AnyAsync(o => o.DemandsSecondFactor, ct);
    }

    /// <summary>Turns it on with a first right code and ends every other session of the person, which were opened with one factor; answers the recovery codes, which are shown this once.</summary>
    public async Task<IReadOnlyList<string>> ConfirmAsync(Guid session, Guid userId, string? code, CancellationToken ct)
    {
        var key = $"second-factor:{userId:N}";
        SignIn.Demand(windows.Take(key, 5, TimeSpan.FromMinutes(15)));
        var home = await HomeAsync(userId, ct);
        await using var db = await transactions.BeginAsync(home, null, ct);
        var now = clock.GetUtcNow();
        var factor = await db.SecondFactors.FirstOrDefaultAsync(f => f.UserId == userId, ct) ?? throw new RefusedException(Refusal.Invalid("code", "Begin first: POST /api/v1/auth/2fa/enable"));
        if (factor.ActiveSince is not null) throw new RefusedException(AlreadyOn);
        if (Totp.Match(check.Unprotect(factor.Secret), CheckSecondFactor.Plain(code ?? ""), now) is not { } step) throw new RefusedException(Refusal.Invalid("code", "This code is not right. Check that the clock of your phone is, and enter the newest code"));
        var turned = await db.SecondFactors.Where(f => f.UserId == userId && f.ActiveSince == null).ExecuteUpdateAsync(f => f.SetProperty(x => x.ActiveSince, now).SetProperty(x => x.LastStep, step), ct);
        if (turned == 0) throw new RefusedException(AlreadyOn);
        // The row of the person is where sign-ins queue: whoever opens a session at this moment has committed it and loses it in the next line, or is asked for a code.
        if (await db.Users.Where(u => u.Id == userId && u.EmailConfirmed).ExecuteUpdateAsync(u => u.SetProperty(x => x.TwoFactorEnabled, true), ct) == 0) throw new RefusedException(Unconfirmed);
        await Sessions.RevokeAllAsync(db, userId, session, now, ct);
        var codes = await RenewCodesAsync(db, userId, ct);
        await NoteAsync(db, AuditActions.TwoFactorOn, userId, ct);
        db.Publish(new TwoFactorChanged(userId, true));
        await db.CommitAsync(ct);
        windows.GiveBack(key);
        sessions.Forget(userId);
        return codes;
    }

    /// <summary>Turns it off; asks for a code, and for the password unless the session's proof is fresh.</summary>
    public async Task DisableAsync(Guid session, Guid userId, string? password, string? code, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(password)) await proof.DemandAsync(session, ct);
        var home = await HomeAsync(userId, ct);
        await using var db = await transactions.BeginAsync(home, null, ct);
        var user = await db.Users.FirstAsync(u => u.Id == userId, ct);
        if (!user.TwoFactorEnabled) throw new RefusedException(new Refusal("INVALID_TRANSITION", "Two-factor sign-in is off.", StatusCodes.Status409Conflict));
        if (!string.IsNullOrEmpty(password)) await proof.DemandPasswordAsync(db, user, home, password, "password", ct);
        await proof.DemandCodeAsync(db, user, home, code, ct);
        user.TwoFactorEnabled = false;
        await db.SecondFactors.Where(f => f.UserId == userId).ExecuteDeleteAsync(ct);
        await db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        await NoteAsync(db, AuditActions.TwoFactorOff, userId, ct);
        db.Publish(new TwoFactorChanged(userId, false));
        await db.CommitAsync(ct);
        sessions.Forget(userId);
    }

    /// <summary>Ten new recovery codes; the ones before are worth nothing. Asks for a fresh proof.</summary>
    public async Task<IReadOnlyList<string>> NewCodesAsync(Guid session, Guid userId, CancellationToken ct)
    {
        await proof.DemandAsync(session, ct);
        var home = await HomeAsync(userId, ct);
        await using var db = await transactions.BeginAsync(home, null, ct);
        if (!await db.Users.AnyAsync(u => u.Id == userId && u.TwoFactorEnabled, ct)) throw new RefusedException(new Refusal("INVALID_TRANSITION", "Two-factor sign-in is off.", StatusCodes.Status409Conflict));
        var codes = await RenewCodesAsync(db, userId, ct);
        await NoteAsync(db, AuditActions.RecoveryRenew, userId, ct);
        await db.CommitAsync(ct);
        return codes;
    }

    private static Refusal AlreadyOn { get; } = new("INVALID_TRANSITION", "Two-factor sign-in is on already. Turn it off first to set up another phone.", StatusCodes.Status409Conflict);

    /// <summary>A stranger could have opened the account with an address of somebody else: a second factor of theirs would lock its owner out.</summary>
    internal static Refusal Unconfirmed { get; } = new("FORBIDDEN", "Confirm your email address first: open the link in the mail we sent when you signed up.", StatusCodes.Status403Forbidden);

    private static async Task<List<string>> RenewCodesAsync(AppDb db, Guid userId, CancellationToken ct)
    {
        await db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        var codes = Enumerable.Range(0, Codes).Select(_ => Totp.Base32(RandomNumberGenerator.GetBytes(10))).ToList();
        db.RecoveryCodes.AddRange(codes.Select(c => new RecoveryCode { UserId = userId, Hash = CheckSecondFactor.HashOf(userId, c) }));
        return [.. codes.Select(c => string.Join('-', c.ToLowerInvariant().Chunk(4).Select(g => new string(g))))];
    }

    private static async Task NoteAsync(AppDb db, string action, Guid userId, CancellationToken ct) =>
        Audit.Record(db, action, new("user", userId, await db.Users.Where(u => u.Id == userId).Select(u => u.Email).FirstAsync(ct)));

    private async Task<Guid> HomeAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await db.HomeOfAsync(userId, ct);
    }
}

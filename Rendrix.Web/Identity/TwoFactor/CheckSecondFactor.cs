using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Platform.Secrets;

namespace Rendrix.Web.Identity.TwoFactor;

/// <summary>Asks for a code of the authenticator app, or a recovery code, and spends it. Five wrong ones within 15 minutes, however they come, and the person waits.</summary>
public sealed class CheckSecondFactor(SecretBox box, IDataProtectionProvider protection, RateWindows windows, TimeProvider clock)
{
    /// <summary>What secrets of authenticator apps are sealed for.</summary>
    internal const string Purpose = "second-factor";

    // Secrets from before they were sealed with the master key itself.
    private readonly IDataProtector _protector = protection.CreateProtector("rendrix.second-factor.v1");

    /// <summary>Without a code: what is needed to go on.</summary>
    public static Refusal Required { get; } = new("TWO_FACTOR_REQUIRED", "Send the code of your authenticator app, or a recovery code, as twoFactorCode.", StatusCodes.Status401Unauthorized);

    /// <summary>The one answer to wrong, old and spent codes.</summary>
    public static Refusal Wrong { get; } = new("UNAUTHORIZED", "This code is not valid now. Enter the newest one; each works once.", StatusCodes.Status401Unauthorized)
    { Errors = new Dictionary<string, string[]> { ["twoFactorCode"] = ["This code is not valid now. Enter the newest one; each works once"] } };

    /// <summary>The same answer to the last wrong code for a quarter of an hour; those who ask for codes write that down.</summary>
    internal static Refusal WrongAndLast { get; } = Wrong with { };

    /// <summary>Whether a refusal is the answer to a wrong code, and not to a missing one or to too many.</summary>
    internal static bool IsWrong(Refusal refusal) => ReferenceEquals(refusal, Wrong) || ReferenceEquals(refusal, WrongAndLast);

    /// <summary>Refuses unless the code is right, and spends it in the caller's transaction, which belongs to an organization of the person's, so that a recovery code stands in its log. Of two that bring the same code at once, one gets through.</summary>
    public async Task DemandAsync(AppDb db, Guid userId, string? code, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(code)) throw new RefusedException(Required);
        var key = $"second-factor:{userId:N}";
        var tries = windows.Take(key, 5, TimeSpan.FromMinutes(15));
        SignIn.Demand(tries);
        if (!await SpendAsync(db, userId, Plain(code), ct)) throw new RefusedException(tries.Remaining == 0 ? WrongAndLast : Wrong);
        windows.GiveBack(key);
    }

    internal string Protect(byte[] secret) => box.Seal(secret, Purpose);

    internal byte[] Unprotect(string secret) => SecretBox.IsSealed(secret) ? box.Open(secret, Purpose) : _protector.Unprotect(Convert.FromBase64String(secret));

    /// <summary>How a recovery code is stored.</summary>
    internal static string HashOf(Guid userId, string plain) => Convert.ToHexStringLower(SHA256.HashData([.. userId.ToByteArray(), .. Encoding.UTF8.GetBytes(plain)]));

    /// <summary>As typed, without the spaces and dashes people add; recovery codes have no digits that look like letters.</summary>
    internal static string Plain(string code) => new([.. code.Where(char.IsAsciiLetterOrDigit).Take(32).Select(char.ToUpperInvariant)]);

    private async Task<bool> SpendAsync(AppDb db, Guid userId, string plain, CancellationToken ct)
    {
        if (plain.Length != 6)
        {
            var hash = HashOf(userId, plain);
            if (await db.RecoveryCodes.Where(c => c.UserId == userId && c.Hash == hash).ExecuteDeleteAsync(ct) == 0) return false;
            var left = await db.RecoveryCodes.CountAsync(c => c.UserId == userId, ct);
            var user = await db.Users.AsNoTracking().FirstAsync(u => u.Id == userId, ct);
            Audit.Record(db, AuditActions.RecoveryUse, new("user", userId, user.Email), [new("left", (left + 1).ToString(CultureInfo.InvariantCulture), left.ToString(CultureInfo.InvariantCulture))], by: new(AuditActorKind.User, userId, user.FullName));
            return true;
        }
        var factor = await db.SecondFactors.AsNoTracking().FirstOrDefaultAsync(f => f.UserId == userId && f.ActiveSince != null, ct);
        return factor is not null && Totp.Match(Unprotect(factor.Secret), plain, clock.GetUtcNow()) is { } step
            && await db.SecondFactors.Where(f => f.UserId == userId && f.LastStep < step).ExecuteUpdateAsync(f => f.SetProperty(x => x.LastStep, step), ct) == 1;
    }
}

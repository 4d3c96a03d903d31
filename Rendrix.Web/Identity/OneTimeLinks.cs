using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Identity;

/// <summary>
/// Tokens that travel by mail: bound to a person and a purpose, for 60 minutes (15 to sign in), used once, dead when a newer one was sent.
/// Only a hash is stored, in the person's one row for the purpose, and beside it what the link is about where the token alone does not say it.
/// </summary>
public static class OneTimeLinks
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    /// <summary>Purpose: confirm the address.</summary>
    public const string Confirm = "confirm";
    /// <summary>Purpose: choose a new password.</summary>
    public const string Reset = "reset";

    /// <summary>Purpose: sign in.</summary>
    public const string SignIn = "sign-in";
    /// <summary>Purpose: sign in with another address from now on; the link is about that address.</summary>
    public const string Email = "email";

    /// <summary>How long a link to sign in works.</summary>
    public static readonly TimeSpan SignInLifetime = TimeSpan.FromMinutes(15);

    internal const string Provider = "rendrix.link";

    /// <summary>Makes a token and voids the one before. The caller commits.</summary>
    public static Task<string> IssueAsync(AppDb db, Guid userId, string purpose, DateTimeOffset now, CancellationToken ct) => IssueAsync(db, userId, purpose, "", now, ct);

    /// <summary>Makes a token that is about something, which is kept beside its hash.</summary>
    public static async Task<string> IssueAsync(AppDb db, Guid userId, string purpose, string about, DateTimeOffset now, CancellationToken ct)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var value = $"{Convert.ToHexStringLower(SHA256.HashData(secret))}|{(now + (purpose == SignIn ? SignInLifetime : Lifetime)).ToUnixTimeSeconds()}" + (about.Length == 0 ? "" : "|" + about);
        // One statement, because two mails may be written at the same moment: the later one's link is the one that works.
        await db.Database.ExecuteSqlAsync($"insert into user_tokens (user_id, login_provider, name, value) values ({userId}, {Provider}, {purpose}, {value}) on conflict (user_id, login_provider, name) do update set value = excluded.value", ct);
        return Base64Url.EncodeToString([.. userId.ToByteArray(bigEndian: true), .. secret]);
    }

    /// <summary>Whose valid token it is, without using it up; for showing a form.</summary>
    public static async Task<Guid?> PeekAsync(AppDb db, string? token, string purpose, DateTimeOffset now, CancellationToken ct) =>
        await FindAsync(db, token, purpose, now, ct) is { } found ? found.UserId : null;

    /// <summary>Whose valid token it is and what it is about, without using it up.</summary>
    public static async Task<(Guid UserId, string About)?> ReadAsync(AppDb db, string? token, string purpose, DateTimeOffset now, CancellationToken ct) =>
        await FindAsync(db, token, purpose, now, ct) is { } found ? (found.UserId, found.Value.Split('|', 3) is [_, _, var about] ? about : "") : null;

    /// <summary>Uses the token up and says whose it was; null when it is wrong, old, used or replaced. Of two at once, one wins.</summary>
    public static async Task<Guid?> RedeemAsync(AppDb db, string? token, string purpose, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAsync(db, token, purpose, now, ct) is not { } found) return null;
        var used = await db.UserTokens.Where(t => t.UserId == found.UserId && t.LoginProvider == Provider && t.Name == purpose && t.Value == found.Value).ExecuteDeleteAsync(ct);
        return used == 1 ? found.UserId : null;
    }

    private static async Task<(Guid UserId, string Value)?> FindAsync(AppDb db, string? token, string purpose, DateTimeOffset now, CancellationToken ct)
    {
        var bytes = new byte[48];
        if (token?.Length != 64 || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var length) || length != 48) return null;
        var userId = new Guid(bytes.AsSpan(0, 16), bigEndian: true);
        var value = await db.UserTokens.AsNoTracking().Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == purpose).Select(t => t.Value).FirstOrDefaultAsync(ct);
        if (value?.Split('|', 3) is not [var hash, var end, ..] || long.Parse(end, System.Globalization.CultureInfo.InvariantCulture) <= now.ToUnixTimeSeconds()) return null;
        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(hash), SHA256.HashData(bytes.AsSpan(16))) ? (userId, value) : null;
    }
}

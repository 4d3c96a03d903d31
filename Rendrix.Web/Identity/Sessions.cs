using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Identity;

/// <summary>
/// Sign-ins, of programs and browsers alike: each is a family of refresh tokens. A browser's family has one token that nobody ever saw;
/// its row is what makes signing out end the cookie on the server too.
/// </summary>
public static class Sessions
{
    /// <summary>How long a refresh token may be exchanged.</summary>
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(7);

    /// <summary>How long a browser stays signed in.</summary>
    public static readonly TimeSpan BrowserLifetime = TimeSpan.FromDays(14);

    /// <summary>Opens a session; the caller commits.</summary>
    public static OpenedSession Open(AppDb db, Guid userId, Guid organizationId, DateTimeOffset now, TimeSpan lifetime)
    {
        var family = Guid.CreateVersion7(now);
        return new OpenedSession(family, Append(db, userId, organizationId, family, now, lifetime));
    }

    /// <summary>
    /// Exchanges a refresh token for the next one of its family. A spent or revoked one means that two hold it: the family is revoked
    /// and everyone signs in again (RFC 9700, 4.14). The caller commits, also after a refusal, so the revocation stands.
    /// </summary>
    public static async Task<(Guid UserId, Guid OrganizationId, OpenedSession Session)?> RotateAsync(AppDb db, string token, DateTimeOffset now, CancellationToken ct)
    {
        var hash = Hash(token);
        var spent = await db.RefreshTokens.Where(t => t.Hash == hash && t.SpentAt == null && t.RevokedAt == null && t.ExpiresAt > now)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.SpentAt, now), ct);
        if (await db.RefreshTokens.AsNoTracking().FirstOrDefaultAsync(t => t.Hash == hash, ct) is not { } row) return null;
        if (spent == 1) return (row.UserId, row.OrganizationId, new OpenedSession(row.FamilyId, Append(db, row.UserId, row.OrganizationId, row.FamilyId, now, RefreshLifetime)));
        await RevokeAsync(db, row.FamilyId, now, ct);
        return null;
    }

    /// <summary>The family of a refresh token, whatever state it is in.</summary>
    public static async Task<Guid?> FamilyOfAsync(AppDb db, string token, CancellationToken ct)
    {
        var hash = Hash(token);
        return await db.RefreshTokens.Where(t => t.Hash == hash).Select(t => (Guid?)t.FamilyId).FirstOrDefaultAsync(ct);
    }

    /// <summary>Ends one session; the caller commits.</summary>
    public static Task<int> RevokeAsync(AppDb db, Guid family, DateTimeOffset now, CancellationToken ct) =>
        db.RefreshTokens.Where(t => t.FamilyId == family && t.RevokedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.RevokedAt, now), ct);

    /// <summary>Ends every session of a person, but for one that may stay; the caller commits.</summary>
    public static Task RevokeAllAsync(AppDb db, Guid userId, Guid? except, DateTimeOffset now, CancellationToken ct) =>
        db.RefreshTokens.Where(t => t.UserId == userId && t.RevokedAt == null && t.FamilyId != except).ExecuteUpdateAsync(t => t.SetProperty(x => x.RevokedAt, now), ct);

    /// <summary>The session is over, for whatever reason.</summary>
    public static Refusal Over { get; } = new("INVALID_SESSION", "This session is over. Sign in again.", StatusCodes.Status401Unauthorized);

    private static string Append(AppDb db, Guid userId, Guid organizationId, Guid family, DateTimeOffset now, TimeSpan lifetime)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.RefreshTokens.Add(new RefreshToken { Id = Guid.CreateVersion7(now), UserId = userId, OrganizationId = organizationId, FamilyId = family, Hash = Hash(token), CreatedAt = now, ExpiresAt = now + lifetime });
        return token;
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>A session and the refresh token that prolongs it.</summary>
public sealed record OpenedSession(Guid Id, string RefreshToken);

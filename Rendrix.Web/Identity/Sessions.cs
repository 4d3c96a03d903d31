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

    /// <summary>How many sign-ins of a person live at once; the oldest makes room for one more.</summary>
    public const int AtOnce = 5;

    private static readonly TimeSpan RowsKept = TimeSpan.FromDays(90);

    /// <summary>Opens a session and ends the oldest ones beyond five; the caller commits, and then forgets those that ended.</summary>
    public static async Task<OpenedSession> OpenAsync(AppDb db, Guid userId, Guid organizationId, Device from, DateTimeOffset now, TimeSpan lifetime, CancellationToken ct)
    {
        // Sign-ins of one person queue here, so that each counts the ones before it.
        await db.Database.ExecuteSqlAsync($"select 1 from users where id = {userId} for update", ct);
        // Support in the person's place takes none of their places.
        var living = await Living(db, userId, now).Where(t => !db.SupportSessions.Any(s => s.Id == t.FamilyId)).Select(t => t.FamilyId).ToListAsync(ct);
        // Ids are made in the order of time.
        var ended = living.OrderDescending(ByTime).Skip(AtOnce - 1).ToList();
        foreach (var oldest in ended) await RevokeAsync(db, oldest, now, ct);
        await db.Sessions.Where(s => s.UserId == userId && s.SeenAt < now - RowsKept).ExecuteDeleteAsync(ct);

        var family = Guid.CreateVersion7(now);
        db.Sessions.Add(new Session { Id = family, UserId = userId, Agent = from.Agent, Address = from.Address?.ToString() ?? "", Place = from.Place, CreatedAt = now, SeenAt = now, ProvenAt = now });
        return new OpenedSession(family, Append(db, userId, organizationId, family, now, lifetime), ended);
    }

    /// <summary>Opens a session for somebody of the platform in a person's place. It counts as never proven, so it opens nothing that asks for a proof. The caller commits.</summary>
    public static Guid OpenForSupport(AppDb db, Guid userId, Guid organizationId, Device from, DateTimeOffset now, TimeSpan lifetime)
    {
        var family = Guid.CreateVersion7(now);
        db.Sessions.Add(new Session { Id = family, UserId = userId, Agent = "Support", Address = from.Address?.ToString() ?? "", Place = from.Place, CreatedAt = now, SeenAt = now, ProvenAt = DateTimeOffset.UnixEpoch });
        Append(db, userId, organizationId, family, now, lifetime);
        return family;
    }

    /// <summary>The one live token of each of a person's sessions.</summary>
    public static IQueryable<RefreshToken> Living(AppDb db, Guid userId, DateTimeOffset now) =>
        db.RefreshTokens.AsNoTracking().Where(t => t.UserId == userId && t.RevokedAt == null && t.SpentAt == null && t.ExpiresAt > now);

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
        if (spent == 1) return (row.UserId, row.OrganizationId, new OpenedSession(row.FamilyId, Append(db, row.UserId, row.OrganizationId, row.FamilyId, now, RefreshLifetime), []));
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

    /// <summary>Compares ids of version 7 by the time they were made.</summary>
    internal static IComparer<Guid> ByTime { get; } = Comparer<Guid>.Create(static (a, b) => a.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(b.ToByteArray(bigEndian: true)));

    private static string Append(AppDb db, Guid userId, Guid organizationId, Guid family, DateTimeOffset now, TimeSpan lifetime)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.RefreshTokens.Add(new RefreshToken { Id = Guid.CreateVersion7(now), UserId = userId, OrganizationId = organizationId, FamilyId = family, Hash = Hash(token), CreatedAt = now, ExpiresAt = now + lifetime });
        return token;
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>A session and the refresh token that prolongs it.</summary>
/// <param name="Id">The session.</param>
/// <param name="RefreshToken">Works once.</param>
/// <param name="Ended">Sessions that made room for it.</param>
public sealed record OpenedSession(Guid Id, string RefreshToken, IReadOnlyList<Guid> Ended);

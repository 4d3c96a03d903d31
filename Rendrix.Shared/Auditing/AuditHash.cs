using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rendrix.Auditing;

/// <summary>
/// The hashes of the audit log: SHA-256, lower-case hex, over UTF-8 JSON arrays of text and null, without white space and with only what JSON must escape.
/// Whoever has an export can compute them again (docs/audit.md).
/// </summary>
public static class AuditHash
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What stands before the first link.</summary>
    public static readonly string Zero = new('0', 64);

    /// <summary>A fresh salt: 128 random bits.</summary>
    public static string Salt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Over salt, name, address and device.</summary>
    public static string OfActor(AuditDetail d) => Of(d.ActorSalt, d.ActorName, d.Address, d.Device);

    /// <summary>Over salt, subject's name and changes.</summary>
    public static string OfChange(AuditDetail d) => Of(d.ChangeSalt, d.SubjectName, d.Changes);

    /// <summary>Over the hash before, the sequence and every column of the entry.</summary>
    public static string OfLink(string previous, long sequence, AuditEntry e) => Of(
        previous, sequence.ToString(CultureInfo.InvariantCulture), Id(e.TenantId), Id(e.Id), e.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        e.Action, e.ActorKind == AuditActorKind.ApiKey ? "api_key" : e.ActorKind.ToString().ToLowerInvariant(), Id(e.ActorId), Id(e.ImpersonatorId), Id(e.StoreId), e.SubjectKind, Id(e.SubjectId), e.ActorHash, e.ChangeHash);

    private static string? Id(Guid? id) => id?.ToString("D");

    private static string Of(params string?[] parts) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts, Plain)));
}

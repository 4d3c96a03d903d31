using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rendrix.Webhooks;

/// <summary>Signatures after Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over id, time and body, so that none of the three can be changed.</summary>
public static class WebhookSignature
{
    /// <summary>How every secret begins.</summary>
    public const string Prefix = "whsec_";
    /// <summary>Header of the message's id.</summary>
    public const string IdHeader = "webhook-id";
    /// <summary>Header of the time, in seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";
    /// <summary>Header of the signatures, one for each secret that is in force.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>A new secret: 32 random bytes.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(32);

    /// <summary>A secret as people copy it.</summary>
    public static string Write(byte[] secret) => Prefix + Convert.ToBase64String(secret);

    /// <summary>The signature of one secret: <c>v1,…</c>.</summary>
    public static string Of(byte[] secret, string id, DateTimeOffset at, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.{body}")));

    /// <summary>The id of an event as receivers see it.</summary>
    public static string IdOf(Guid eventId) => $"evt_{eventId:N}";
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rendrix.Web.Platform.Stripe;

/// <summary>Whether a message comes from Stripe and is fresh: HMAC-SHA256 over its time and its raw bytes.</summary>
public static class StripeSignature
{
    /// <summary>How old or how far ahead a message may be.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Compares with each signature of the scheme v1 and ignores other schemes.</summary>
    public static bool IsValid(string? header, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        long? time = null;
        var signatures = new List<string>();
        foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal) && long.TryParse(part.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) time = seconds;
            else if (part.StartsWith("v1=", StringComparison.Ordinal)) signatures.Add(part[3..]);
        }
        if (time is not { } sent || Math.Abs(now.ToUnixTimeSeconds() - sent) > Tolerance.TotalSeconds) return false;
        var expected = Encoding.ASCII.GetBytes(Sign(sent, body, secret));
        var valid = false;
        foreach (var signature in signatures) valid |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), expected);
        return valid;
    }

    /// <summary>The signature of a message: lower-case hexadecimal.</summary>
    public static string Sign(long time, ReadOnlySpan<byte> body, string secret)
    {
        var prefix = Encoding.ASCII.GetBytes(time.ToString(CultureInfo.InvariantCulture) + ".");
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. prefix, .. body]));
    }
}

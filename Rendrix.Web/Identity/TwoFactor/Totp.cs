using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rendrix.Web.Identity.TwoFactor;

/// <summary>
/// Codes of authenticator apps (RFC 6238 with the values every app knows: SHA-1, six digits, 30 seconds). The framework has them too, but only answers yes or no;
/// to spend a code once its time step must be known.
/// </summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The time step of a moment.</summary>
    public static long StepOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / 30;

    /// <summary>The code of a time step.</summary>
    public static string CodeOf(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // The authenticator apps people have know HMAC-SHA1 alone; nothing here leans on collisions.
        HMACSHA1.HashData(secret, message, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step a code belongs to, one before or after now at most; null when it belongs to none.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        var given = Encoding.ASCII.GetBytes(code);
        long? found = null;
        // All three are looked at, whichever fits, so that time tells nothing.
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(CodeOf(secret, step)))) found = step;
        return found;
    }

    /// <summary>Base32 without padding, as apps take it.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            (buffer, bits) = ((buffer << 8 | b) & 0xFFFF, bits + 8);
            for (; bits >= 5; bits -= 5) text.Append(Alphabet[buffer >> bits - 5 & 31]);
        }
        if (bits > 0) text.Append(Alphabet[buffer << 5 - bits & 31]);
        return text.ToString();
    }

    /// <summary>The address an app reads from the QR code.</summary>
    public static string UriOf(ReadOnlySpan<byte> secret, string email) =>
        $"otpauth://totp/Rendrix:{Uri.EscapeDataString(email)}?secret={Base32(secret)}&issuer=Rendrix&algorithm=SHA1&digits=6&period=30";
}

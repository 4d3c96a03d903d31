using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rendrix.Web.Identity.Providers;

/// <summary>
/// Checks an id token (OpenID Connect Core 3.1.3.7): signed with one of the issuer's keys by an algorithm we pinned, for us, for this very attempt, and not over.
/// The token chooses nothing: not the algorithm beyond RS256 and ES256, not where keys come from.
/// </summary>
internal static class IdToken
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>The key id in the token's head, to fetch keys by; null when it has none or cannot be read.</summary>
    public static string? KeyIdOf(string token)
    {
        try { return Parse(token.Split('.')[0]).TryGetProperty("kid", out var kid) && kid.ValueKind == JsonValueKind.String ? kid.GetString() : null; }
        catch (Exception e) when (e is FormatException or JsonException) { return null; }
    }

    /// <summary>The claims; throws <see cref="InvalidOperationException"/> saying which check failed.</summary>
    public static JsonElement Check(string token, JsonElement keys, string issuer, string audience, string nonce, DateTimeOffset now)
    {
        if (token.Length > 16_000 || token.Split('.') is not [var head, var body, var signature]) throw new InvalidOperationException("It is no signed token.");
        JsonElement claims;
        try
        {
            DemandSignature(Parse(head), keys, Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(signature));
            claims = Parse(body);
        }
        catch (Exception e) when (e is FormatException or JsonException or CryptographicException or KeyNotFoundException) { throw new InvalidOperationException("It cannot be read.", e); }

        if (Text(claims, "iss")?.TrimEnd('/') != issuer.TrimEnd('/')) throw new InvalidOperationException("It is of another issuer.");
        if (!claims.TryGetProperty("aud", out var aud)) throw new InvalidOperationException("It is for nobody.");
        var audiences = aud.ValueKind == JsonValueKind.Array ? [.. aud.EnumerateArray().Select(a => a.GetString())] : new[] { aud.GetString() };
        if (!audiences.Contains(audience) || audiences.Length > 1 && Text(claims, "azp") != audience) throw new InvalidOperationException("It is for somebody else.");
        if (!claims.TryGetProperty("exp", out var exp) || !exp.TryGetInt64(out var end) || DateTimeOffset.FromUnixTimeSeconds(end) <= now - ClockSkew) throw new InvalidOperationException("It is over.");
        if (claims.TryGetProperty("nbf", out var nbf) && nbf.TryGetInt64(out var begin) && DateTimeOffset.FromUnixTimeSeconds(begin) > now + ClockSkew) throw new InvalidOperationException("It is not valid yet.");
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Text(claims, "nonce") ?? ""), Encoding.UTF8.GetBytes(nonce)) || nonce.Length == 0) throw new InvalidOperationException("It belongs to another attempt.");
        return claims;
    }

    private static void DemandSignature(JsonElement head, JsonElement keys, byte[] signed, byte[] signature)
    {
        var algorithm = Text(head, "alg");
        var kid = Text(head, "kid");
        // A key of the other kind, or one meant for encryption, is passed over; without a key id every key of the kind is tried.
        var type = algorithm switch { "RS256" => "RSA", "ES256" => "EC", _ => throw new InvalidOperationException("It is signed by an algorithm that is not accepted.") };
        foreach (var key in keys.GetProperty("keys").EnumerateArray())
        {
            if (Text(key, "kty") != type || Text(key, "use") is { } use && use != "sig" || kid is not null && Text(key, "kid") != kid) continue;
            if (type == "RSA" ? FitsRsa(key, signed, signature) : FitsCurve(key, signed, signature)) return;
        }
        throw new InvalidOperationException("Its signature is of none of the issuer's keys.");
    }

    private static bool FitsRsa(JsonElement key, byte[] signed, byte[] signature)
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });
        return rsa.KeySize >= 2048 && rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static bool FitsCurve(JsonElement key, byte[] signed, byte[] signature)
    {
        if (Text(key, "crv") != "P-256") return false;
        using var curve = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } });
        return curve.VerifyData(signed, signature, HashAlgorithmName.SHA256);
    }

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(Text(key, name) ?? throw new FormatException());

    private static JsonElement Parse(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new FormatException();
    }

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

using System.Buffers.Text;
using System.Security.Cryptography;

namespace Rendrix.Web.ApiKeys;

/// <summary>
/// What a program sends as <c>Authorization: Bearer rdx_…</c>: which organization and key, and a secret of which only the hash is stored. The organization is
/// in there because a key is a row of the tenant, which is shown to nobody before the tenant is known; a made-up one finds nothing.
/// </summary>
/// <param name="Organization">The organization.</param>
/// <param name="Key">The key.</param>
/// <param name="Secret">32 random bytes.</param>
public sealed record ApiKeyToken(Guid Organization, Guid Key, byte[] Secret)
{
    /// <summary>How every key begins, so that people and secret scanners know one when they see it.</summary>
    public const string Prefix = "rdx_";
    private const int Bytes = 64, Characters = 86;

    /// <summary>A key with a new secret.</summary>
    public static ApiKeyToken New(Guid organization, Guid key) => new(organization, key, RandomNumberGenerator.GetBytes(32));

    /// <summary>What the program sends; 90 characters.</summary>
    public string Write() => Prefix + Base64Url.EncodeToString([.. Organization.ToByteArray(bigEndian: true), .. Key.ToByteArray(bigEndian: true), .. Secret]);

    /// <summary>From what was sent; null when it was cut short or made up.</summary>
    public static ApiKeyToken? Read(string sent)
    {
        if (sent.Length != Prefix.Length + Characters || !sent.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var bytes = new byte[Bytes];
        if (!Base64Url.IsValid(sent.AsSpan(Prefix.Length)) || !Base64Url.TryDecodeFromChars(sent.AsSpan(Prefix.Length), bytes, out var length) || length != Bytes) return null;
        var organization = new Guid(bytes.AsSpan(0, 16), bigEndian: true);
        return organization == Guid.Empty ? null : new ApiKeyToken(organization, new Guid(bytes.AsSpan(16, 16), bigEndian: true), bytes[32..]);
    }

    /// <summary>What is stored.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Secret));

    /// <summary>Whether this is the key of that hash, in a time that tells nothing.</summary>
    public bool Matches(string hash) => hash.Length == 64 && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(hash), SHA256.HashData(Secret));
}

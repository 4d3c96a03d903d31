using System.Security.Cryptography;
using System.Text;

namespace Rendrix.Web.Platform.Secrets;

/// <summary>
/// Seals secrets that the database keeps. Each has a key of its own (AES-256-GCM), which the master key seals in turn: a new master key rewrites the small half alone.
/// What it is for is bound in, so that a sealed text moved to another place does not open there. Form: <c>v1.{key}.{sealed key}.{sealed text}</c>.
/// </summary>
public sealed class SecretBox(MasterKeys keys)
{
    private const string Form = "v1.";
    private const int Nonce = 12, Tag = 16, KeySize = 32;

    /// <summary>Whether a text was sealed here.</summary>
    public static bool IsSealed(string text) => text.StartsWith(Form, StringComparison.Ordinal);

    /// <summary>Seals a secret.</summary>
    /// <param name="secret">What nobody else may read.</param>
    /// <param name="purpose">What it is, the same when it is opened: <c>second-factor</c>.</param>
    public string Seal(ReadOnlySpan<byte> secret, string purpose)
    {
        Span<byte> key = stackalloc byte[KeySize];
        RandomNumberGenerator.Fill(key);
        try { return $"{Form}{keys.Active}.{Encrypt(keys.Find(keys.Active)!, key, "key:" + purpose)}.{Encrypt(key, secret, purpose)}"; }
        finally { CryptographicOperations.ZeroMemory(key); }
    }

    /// <summary>Opens what was sealed for the same purpose; throws when it was changed, was meant for something else, or its master key is not here.</summary>
    public byte[] Open(string text, string purpose)
    {
        var (id, sealedKey, sealedText) = Parts(text);
        var key = Decrypt(MasterOf(id), sealedKey, "key:" + purpose);
        try { return Decrypt(key, sealedText, purpose); }
        finally { CryptographicOperations.ZeroMemory(key); }
    }

    /// <summary>The same secret under the newest master key; null when it is under it already.</summary>
    public string? Reseal(string text, string purpose)
    {
        var (id, sealedKey, sealedText) = Parts(text);
        if (id == keys.Active) return null;
        var key = Decrypt(MasterOf(id), sealedKey, "key:" + purpose);
        try { return $"{Form}{keys.Active}.{Encrypt(keys.Find(keys.Active)!, key, "key:" + purpose)}.{sealedText}"; }
        finally { CryptographicOperations.ZeroMemory(key); }
    }

    private byte[] MasterOf(string id) => keys.Find(id) ?? throw new CryptographicException($"The master key {id} is not here. Put it back into the configuration or the key file; it may be behind the first one.");

    private static (string Id, string Key, string Text) Parts(string text) =>
        text.Split('.') is ["v1", var id, var key, var rest] ? (id, key, rest) : throw new CryptographicException("This is nothing that was sealed here.");

    private static string Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, string purpose)
    {
        var made = new byte[Nonce + plain.Length + Tag];
        RandomNumberGenerator.Fill(made.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(made.AsSpan(0, Nonce), plain, made.AsSpan(Nonce, plain.Length), made.AsSpan(Nonce + plain.Length), Encoding.UTF8.GetBytes("rendrix:" + purpose));
        return Convert.ToBase64String(made);
    }

    private static byte[] Decrypt(ReadOnlySpan<byte> key, string text, string purpose)
    {
        var made = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, made, out var length) || length < Nonce + Tag) throw new CryptographicException("This is nothing that was sealed here.");
        var plain = new byte[length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(made.AsSpan(0, Nonce), made.AsSpan(Nonce, plain.Length), made.AsSpan(length - Tag, Tag), plain, Encoding.UTF8.GetBytes("rendrix:" + purpose));
        return plain;
    }
}

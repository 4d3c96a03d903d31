using System.Buffers.Text;
using System.Security.Cryptography;

namespace Rendrix.Web.Organizations;

/// <summary>
/// What travels in the mail of an invitation: which organization and invitation, and a secret of which only the hash is stored. The organization is
/// in there because an invitation is a row of the tenant, which is shown to nobody before the tenant is known.
/// </summary>
/// <param name="Organization">The organization.</param>
/// <param name="Invitation">The invitation.</param>
/// <param name="Secret">32 random bytes.</param>
internal sealed record InvitationLink(Guid Organization, Guid Invitation, byte[] Secret)
{
    /// <summary>A link with a new secret.</summary>
    public static InvitationLink New(Guid organization, Guid invitation) => new(organization, invitation, RandomNumberGenerator.GetBytes(32));

    /// <summary>For the address.</summary>
    public string Write() => Base64Url.EncodeToString([.. Organization.ToByteArray(bigEndian: true), .. Invitation.ToByteArray(bigEndian: true), .. Secret]);

    /// <summary>From the address; null when it was cut short or made up.</summary>
    public static InvitationLink? Read(string? token)
    {
        var bytes = new byte[64];
        if (token?.Length != 86 || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var length) || length != 64) return null;
        var organization = new Guid(bytes.AsSpan(0, 16), bigEndian: true);
        return organization == Guid.Empty ? null : new InvitationLink(organization, new Guid(bytes.AsSpan(16, 16), bigEndian: true), bytes[32..]);
    }

    /// <summary>What is stored.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Secret));

    /// <summary>Whether this is the link of the last mail.</summary>
    public bool Matches(string? hash) => hash is { Length: 64 } && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(hash), SHA256.HashData(Secret));
}

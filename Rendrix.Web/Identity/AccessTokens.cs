using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Rendrix.Web.Identity;

/// <summary>Opaque bearer tokens of 15 minutes. They carry the session's id alone; who that is and what they may do is asked afresh.</summary>
public sealed class AccessTokens(IDataProtectionProvider protection)
{
    /// <summary>How long an access token works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("rendrix.access.v1").ToTimeLimitedDataProtector();

    /// <summary>The token of a session.</summary>
    public string Issue(Guid session) => Convert.ToBase64String(_protector.Protect(session.ToByteArray(), Lifetime)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <summary>The session of a token; null when it is not ours or its time is over.</summary>
    public Guid? Read(string token)
    {
        if (token.Length is < 20 or > 1000) return null;
        try { return new Guid(_protector.Unprotect(System.Buffers.Text.Base64Url.DecodeFromChars(token))); }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException) { return null; }
    }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Rendrix.Web.Newsletters;

/// <summary>
/// The links of a shop's letters: sealed with the installation's keys, so that none can be made up and nothing has to be stored. One that confirms works for two days; one that leaves
/// works as long as the letter is kept.
/// </summary>
public sealed class NewsletterLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long an address can be confirmed.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromHours(48);

    private readonly IDataProtector _confirm = protection.CreateProtector("rendrix.newsletter.confirm.v1"), _leave = protection.CreateProtector("rendrix.newsletter.leave.v1");

    /// <summary>The token that confirms.</summary>
    public string ToConfirm(Guid subscriber) => _confirm.Protect($"{subscriber:N}|{(clock.GetUtcNow() + ConfirmWithin).ToUnixTimeSeconds()}");

    /// <summary>The token that leaves.</summary>
    public string ToLeave(Guid subscriber) => _leave.Protect(subscriber.ToString("N"));

    /// <summary>Whom a token confirms; null when it is none, or too old.</summary>
    public Guid? Confirms(string? token) =>
        Open(_confirm, token) is { } said && said.Split('|') is [var id, var until] && long.Parse(until, System.Globalization.CultureInfo.InvariantCulture) >= clock.GetUtcNow().ToUnixTimeSeconds() ? Guid.ParseExact(id, "N") : null;

    /// <summary>Whom a token takes off the list; null when it is none.</summary>
    public Guid? Leaves(string? token) => Open(_leave, token) is { } said ? Guid.ParseExact(said, "N") : null;

    private static string? Open(IDataProtector protector, string? token)
    {
        if (token is not { Length: > 0 and < 1000 }) return null;
        try { return protector.Unprotect(token); }
        catch (CryptographicException) { return null; }
    }
}

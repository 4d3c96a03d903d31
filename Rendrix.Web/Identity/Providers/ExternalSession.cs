using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Rendrix.Web.Identity.Providers;

/// <summary>Who a provider said somebody is, kept in an encrypted cookie of ten minutes between the provider's answer and what comes of it. Nobody is signed in by it.</summary>
/// <param name="Provider">Code of the provider.</param>
/// <param name="Person">Who they are there.</param>
/// <param name="ReturnUrl">Where they were going.</param>
/// <param name="LinkFor">The session that began linking; null when somebody is signing in.</param>
internal sealed record ExternalSession(string Provider, ExternalPerson Person, string? ReturnUrl, string? LinkFor)
{
    /// <summary>The cookie's scheme.</summary>
    public const string Scheme = "external";
    /// <summary>Item of the attempt: where to go afterwards.</summary>
    public const string ReturnItem = "return";
    /// <summary>Item of the attempt: the session that links.</summary>
    public const string LinkItem = "link";

    public static void Write(ClaimsIdentity identity, ExternalPerson person)
    {
        identity.AddClaim(new Claim("sub", person.Subject));
        if (person.Email is { } email) identity.AddClaim(new Claim("email", email));
        identity.AddClaim(new Claim("verified", person.Verified ? "true" : "false"));
        identity.AddClaim(new Claim("first", person.FirstName));
        identity.AddClaim(new Claim("last", person.LastName));
    }

    public static async Task<ExternalSession?> ReadAsync(HttpContext http)
    {
        var result = await http.AuthenticateAsync(Scheme);
        if (!result.Succeeded || result.Principal.FindFirstValue("sub") is not { } subject || result.Principal.Identity?.AuthenticationType is not { } provider) return null;
        var person = new ExternalPerson(subject, result.Principal.FindFirstValue("email"), result.Principal.FindFirstValue("verified") == "true", result.Principal.FindFirstValue("first") ?? "", result.Principal.FindFirstValue("last") ?? "");
        return new ExternalSession(provider, person, result.Properties.Items.TryGetValue(ReturnItem, out var back) ? back : null, result.Properties.Items.TryGetValue(LinkItem, out var link) ? link : null);
    }

    public static Task EndAsync(HttpContext http) => http.SignOutAsync(Scheme);
}

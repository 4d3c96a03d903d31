using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace Rendrix.Web.Identity.Providers;

/// <summary>Who a provider says somebody is.</summary>
/// <param name="Subject">The provider's own key of the person; never an address, which can change hands.</param>
/// <param name="Email">Address, when one was given.</param>
/// <param name="Verified">Whether the provider says that the address is theirs. Only then does it say anything about accounts here.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
public sealed record ExternalPerson(string Subject, string? Email, bool Verified, string FirstName, string LastName);

/// <summary>Settings of one provider besides those of OAuth.</summary>
public sealed class ProviderOptions : OAuthOptions
{
    /// <summary>The provider.</summary>
    public ProviderKind Kind { get; set; } = null!;
    /// <summary>Issuer that id tokens must name; null for providers without id tokens.</summary>
    public string? Issuer { get; set; }
    /// <summary>Address of the keys that sign id tokens.</summary>
    public string? KeysEndpoint { get; set; }
    /// <summary>Sent as response_mode; null leaves it out.</summary>
    public string? ResponseMode { get; set; }
}

/// <summary>A provider of sign-ins. A new one is a file with a class of this kind and a line in <see cref="ProviderRegistration"/>.</summary>
public abstract class ProviderKind(string code, string name)
{
    /// <summary>Section below Rendrix:SignIn, authentication scheme and part of the callback's address.</summary>
    public string Code { get; } = code;

    /// <summary>As people know it.</summary>
    public string Name { get; } = name;

    /// <summary>Sets addresses, scopes and what else the provider wants; the section holds what the operator set.</summary>
    public abstract void Configure(ProviderOptions options, IConfigurationSection section);

    /// <summary>Whether the operator has switched it on.</summary>
    public virtual bool IsOn(IConfigurationSection section) => section["ClientId"] is { Length: > 0 } && section["ClientSecret"] is { Length: > 0 };

    /// <summary>The secret to send for a code; most providers have one that stays.</summary>
    public virtual string SecretOf(ProviderOptions options, DateTimeOffset now) => options.ClientSecret;

    /// <summary>Who the answer is about. Providers with an id token are read from that alone, once it is checked.</summary>
    public abstract Task<ExternalPerson> ReadAsync(ProviderAnswer answer, CancellationToken ct);

    /// <summary>Reads the standard claims of an id token.</summary>
    protected static ExternalPerson FromClaims(JsonElement claims) => new(
        Text(claims, "sub") ?? throw new InvalidOperationException("The id token names nobody."), Text(claims, "email"), IsTrue(claims, "email_verified"), Text(claims, "given_name") ?? "", Text(claims, "family_name") ?? "");

    /// <summary>A text member; null when it is absent, empty or something else.</summary>
    protected static string? Text(JsonElement from, string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>True, or "true" as some write it.</summary>
    protected static bool IsTrue(JsonElement from, string name) => from.TryGetProperty(name, out var value) && (value.ValueKind == JsonValueKind.True || value.ValueKind == JsonValueKind.String && value.GetString() == "true");
}

/// <summary>What came back for a code.</summary>
/// <param name="Options">The provider's settings.</param>
/// <param name="Claims">Claims of the checked id token; undefined where there is none.</param>
/// <param name="AccessToken">For asking the provider's own addresses.</param>
/// <param name="Form">What the browser brought.</param>
/// <param name="Http">For calls to the provider.</param>
public sealed record ProviderAnswer(ProviderOptions Options, JsonElement Claims, string? AccessToken, IQueryCollection Form, HttpClient Http)
{
    /// <summary>Asks one of the provider's addresses on the person's behalf.</summary>
    public async Task<JsonElement> GetAsync(string address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.ParseAdd("Rendrix");
        using var response = await Http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), default, ct);
        return document.RootElement.Clone();
    }
}

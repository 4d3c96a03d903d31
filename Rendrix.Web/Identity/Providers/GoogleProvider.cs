namespace Rendrix.Web.Identity.Providers;

/// <summary>Google, by OpenID Connect.</summary>
internal sealed class GoogleProvider() : ProviderKind("google", "Google")
{
    public override void Configure(ProviderOptions options, IConfigurationSection section)
    {
        options.AuthorizationEndpoint = section["AuthorizationEndpoint"] ?? "https://accounts.google.com/o/oauth2/v2/auth";
        options.TokenEndpoint = section["TokenEndpoint"] ?? "https://oauth2.googleapis.com/token";
        options.KeysEndpoint = section["KeysEndpoint"] ?? "https://www.googleapis.com/oauth2/v3/certs";
        options.Issuer = section["Issuer"] ?? "https://accounts.google.com";
        foreach (var scope in new[] { "openid", "email", "profile" }) options.Scope.Add(scope);
    }

    public override Task<ExternalPerson> ReadAsync(ProviderAnswer answer, CancellationToken ct) => Task.FromResult(FromClaims(answer.Claims));
}

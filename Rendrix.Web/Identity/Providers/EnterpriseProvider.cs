namespace Rendrix.Web.Identity.Providers;

/// <summary>A company's own OpenID Connect provider, known by its issuer; the other addresses are read from its discovery document.</summary>
internal sealed class EnterpriseProvider(string name) : ProviderKind("sso", name)
{
    public override bool IsOn(IConfigurationSection section) => base.IsOn(section) && section["Issuer"] is { Length: > 0 };

    public override void Configure(ProviderOptions options, IConfigurationSection section)
    {
        options.Issuer = section["Issuer"]!.TrimEnd('/');
        if (!options.Issuer.StartsWith("https://", StringComparison.Ordinal) && !new Uri(options.Issuer).IsLoopback) throw new InvalidOperationException("Rendrix:SignIn:sso:Issuer must begin with https://.");
        // Replaced by what the issuer's document says, before the first use.
        options.AuthorizationEndpoint = options.TokenEndpoint = options.Issuer;
        foreach (var scope in new[] { "openid", "email", "profile" }) options.Scope.Add(scope);
    }

    public override Task<ExternalPerson> ReadAsync(ProviderAnswer answer, CancellationToken ct)
    {
        var person = FromClaims(answer.Claims);
        // Should the operator move to another issuer, its people are not those of the one before.
        return Task.FromResult(person with { Subject = $"{answer.Options.Issuer}|{person.Subject}" });
    }
}

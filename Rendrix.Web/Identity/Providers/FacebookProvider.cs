namespace Rendrix.Web.Identity.Providers;

/// <summary>Facebook. It does not say whether an address is verified, so it signs in those who linked it and opens no account by itself.</summary>
internal sealed class FacebookProvider() : ProviderKind("facebook", "Facebook")
{
    public override void Configure(ProviderOptions options, IConfigurationSection section)
    {
        options.AuthorizationEndpoint = section["AuthorizationEndpoint"] ?? "https://www.facebook.com/v23.0/dialog/oauth";
        options.TokenEndpoint = section["TokenEndpoint"] ?? "https://graph.facebook.com/v23.0/oauth/access_token";
        options.UserInformationEndpoint = section["UserInformationEndpoint"] ?? "https://graph.facebook.com/v23.0/me?fields=id,first_name,last_name,email";
        options.Scope.Add("email");
        options.Scope.Add("public_profile");
    }

    public override async Task<ExternalPerson> ReadAsync(ProviderAnswer answer, CancellationToken ct)
    {
        var me = await answer.GetAsync(answer.Options.UserInformationEndpoint, ct);
        return new ExternalPerson(Text(me, "id") ?? throw new InvalidOperationException("Facebook named nobody."), Text(me, "email"), false, Text(me, "first_name") ?? "", Text(me, "last_name") ?? "");
    }
}

using System.Globalization;
using System.Text.Json;

namespace Rendrix.Web.Identity.Providers;

/// <summary>GitHub. Addresses are asked for apart: the one in the profile is whatever its owner typed.</summary>
internal sealed class GitHubProvider() : ProviderKind("github", "GitHub")
{
    public override void Configure(ProviderOptions options, IConfigurationSection section)
    {
        options.AuthorizationEndpoint = section["AuthorizationEndpoint"] ?? "https://github.com/login/oauth/authorize";
        options.TokenEndpoint = section["TokenEndpoint"] ?? "https://github.com/login/oauth/access_token";
        options.UserInformationEndpoint = section["UserInformationEndpoint"] ?? "https://api.github.com/user";
        options.Scope.Add("read:user");
        options.Scope.Add("user:email");
    }

    public override async Task<ExternalPerson> ReadAsync(ProviderAnswer answer, CancellationToken ct)
    {
        var user = await answer.GetAsync(answer.Options.UserInformationEndpoint, ct);
        var addresses = await answer.GetAsync(answer.Options.UserInformationEndpoint + "/emails", ct);
        var primary = addresses.EnumerateArray().FirstOrDefault(a => IsTrue(a, "primary"));
        var names = (Text(user, "name") ?? Text(user, "login") ?? "").Split(' ', 2);
        var known = primary.ValueKind == JsonValueKind.Object;
        return new ExternalPerson(user.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture), known ? Text(primary, "email") : null, known && IsTrue(primary, "verified"), names[0], names.Length > 1 ? names[1] : "");
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rendrix.Web.Identity.Providers;

/// <summary>Apple: the secret is a short token signed with the operator's key, the answer comes as a form, and the name is told on the first occasion only.</summary>
internal sealed class AppleProvider() : ProviderKind("apple", "Apple")
{
    private static readonly string[] Needed = ["ClientId", "TeamId", "KeyId", "PrivateKey"];

    public override bool IsOn(IConfigurationSection section) => Needed.All(name => section[name] is { Length: > 0 });

    public override void Configure(ProviderOptions options, IConfigurationSection section)
    {
        options.AuthorizationEndpoint = section["AuthorizationEndpoint"] ?? "https://appleid.apple.com/auth/authorize";
        options.TokenEndpoint = section["TokenEndpoint"] ?? "https://appleid.apple.com/auth/token";
        options.KeysEndpoint = section["KeysEndpoint"] ?? "https://appleid.apple.com/auth/keys";
        options.Issuer = section["Issuer"] ?? "https://appleid.apple.com";
        options.ResponseMode = "form_post";
        // The form comes from Apple's own pages, so the cookie that ties it to this browser must travel from there.
        options.CorrelationCookie.SameSite = SameSiteMode.None;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Scope.Add("name");
        options.Scope.Add("email");
        options.ClientSecret = "made when needed";
        (TeamId, KeyId, PrivateKey) = (section["TeamId"]!, section["KeyId"]!, section["PrivateKey"]!);
    }

    public override string SecretOf(ProviderOptions options, DateTimeOffset now)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(PrivateKey);
        var head = Part(new { alg = "ES256", kid = KeyId });
        var body = Part(new { iss = TeamId, iat = now.ToUnixTimeSeconds(), exp = now.AddMinutes(5).ToUnixTimeSeconds(), aud = "https://appleid.apple.com", sub = options.ClientId });
        return $"{head}.{body}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256))}";
    }

    public override Task<ExternalPerson> ReadAsync(ProviderAnswer answer, CancellationToken ct)
    {
        var person = FromClaims(answer.Claims);
        // Not signed, and therefore good for names alone.
        if (answer.Form["user"].ToString() is not { Length: > 0 and < 4000 } user) return Task.FromResult(person);
        try
        {
            using var document = JsonDocument.Parse(user);
            if (document.RootElement.TryGetProperty("name", out var name)) person = person with { FirstName = Text(name, "firstName") ?? "", LastName = Text(name, "lastName") ?? "" };
        }
        catch (JsonException) { return Task.FromResult(person); }
        return Task.FromResult(person);
    }

    private string TeamId { get; set; } = "";
    private string KeyId { get; set; } = "";
    private string PrivateKey { get; set; } = "";

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}

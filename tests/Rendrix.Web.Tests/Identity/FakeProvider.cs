using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rendrix.Web.Tests.Identity;

/// <summary>Who signs in at the provider next, and what it says wrong.</summary>
/// <param name="Subject">Key of the person.</param>
/// <param name="Email">Address.</param>
/// <param name="Verified">Whether the provider vouches for it.</param>
internal sealed record Visitor(string Subject, string Email, bool Verified = true)
{
    /// <summary>Changes the claims before they are signed.</summary>
    public Action<JsonObject> Claims { get; init; } = _ => { };
    /// <summary>How the id token is signed: as it should, or one of the wrong ways.</summary>
    public string Signed { get; init; } = "RS256";
}

/// <summary>An identity provider on a port of its own: OpenID Connect with discovery, and the addresses GitHub and Facebook have. It approves whoever the test names.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "rendrix-client";
    public const string ClientSecret = "client-secret";
    private readonly WebApplication _app;
    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _strange = RSA.Create(2048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentDictionary<string, (Visitor Visitor, string Nonce, string Challenge)> _codes = new();

    private FakeProvider(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new FakeProvider(builder.Build());
        provider.Map();
        await provider._app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>What the provider's page does after the person has agreed: the address or form with which the browser comes back.</summary>
    public (string Callback, Dictionary<string, string> Fields) Approve(Uri asked, Visitor visitor)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(asked.Query);
        string Asked(string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
        Assert.Equal((ClientId, "code", "S256"), (Asked("client_id"), Asked("response_type"), Asked("code_challenge_method")));
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (visitor, Asked("nonce"), Asked("code_challenge"));
        var fields = new Dictionary<string, string> { ["code"] = code, ["state"] = Asked("state") };
        if (Asked("response_mode") == "form_post") fields["user"] = """{"name":{"firstName":"Grace","lastName":"Hopper"}}""";
        return (Asked("redirect_uri"), fields);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
        _strange.Dispose();
        _curve.Dispose();
    }

    private void Map()
    {
        _app.MapGet("/.well-known/openid-configuration", () => new { issuer = Url, authorization_endpoint = Url + "/authorize", token_endpoint = Url + "/token", jwks_uri = Url + "/keys" });
        _app.MapGet("/keys", () => Results.Text(Keys().ToJsonString(), "application/json"));
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            var secret = form["client_secret"].ToString();
            if (form["client_id"] != ClientId || secret != ClientSecret && !IsAppleSecret(secret) || !_codes.TryRemove(form["code"].ToString(), out var given)) return Results.BadRequest(new { error = "invalid_grant" });
            if (Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != given.Challenge) return Results.BadRequest(new { error = "invalid_grant" });
            return Results.Json(new { access_token = JsonSerializer.Serialize(new[] { given.Visitor.Subject, given.Visitor.Email, given.Visitor.Verified ? "true" : "" }), token_type = "Bearer", id_token = Token(given.Visitor, given.Nonce) });
        });
        _app.MapGet("/user", (HttpRequest request) => new { id = long.Parse(Bearer(request)[0], System.Globalization.CultureInfo.InvariantCulture), login = "grace", name = "Grace Hopper", email = "typed-by-anyone@example.com" });
        _app.MapGet("/user/emails", (HttpRequest request) => new object[] { new { email = "second@example.com", primary = false, verified = true }, new { email = Bearer(request)[1], primary = true, verified = Bearer(request)[2] == "true" } });
        _app.MapGet("/me", (HttpRequest request) => new { id = Bearer(request)[0], first_name = "Grace", last_name = "Hopper", email = Bearer(request)[1] });
    }

    private static string[] Bearer(HttpRequest request) => JsonSerializer.Deserialize<string[]>(request.Headers.Authorization.ToString()["Bearer ".Length..])!;

    private static bool IsAppleSecret(string secret) => secret.Split('.') is [var head, _, _] && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(head)).Contains("ES256", StringComparison.Ordinal);

    private JsonObject Keys()
    {
        var rsa = _key.ExportParameters(false);
        var curve = _curve.ExportParameters(false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(
                new JsonObject { ["kty"] = "RSA", ["kid"] = "r1", ["use"] = "sig", ["n"] = Base64Url.EncodeToString(rsa.Modulus), ["e"] = Base64Url.EncodeToString(rsa.Exponent) },
                new JsonObject { ["kty"] = "EC", ["kid"] = "e1", ["use"] = "sig", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(curve.Q.X), ["y"] = Base64Url.EncodeToString(curve.Q.Y) }),
        };
    }

    private string Token(Visitor visitor, string nonce)
    {
        var claims = new JsonObject
        {
            ["iss"] = Url, ["aud"] = ClientId, ["sub"] = visitor.Subject, ["email"] = visitor.Email, ["email_verified"] = visitor.Verified, ["given_name"] = "Grace", ["family_name"] = "Hopper",
            ["nonce"] = nonce, ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
        };
        visitor.Claims(claims);
        var algorithm = visitor.Signed is "strange key" or "no signature" ? "RS256" : visitor.Signed;
        var head = new JsonObject { ["alg"] = algorithm, ["kid"] = algorithm == "ES256" ? "e1" : "r1" };
        var signed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(head.ToJsonString())) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = visitor.Signed switch
        {
            "RS256" => _key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "ES256" => _curve.SignData(bytes, HashAlgorithmName.SHA256),
            "strange key" => _strange.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "HS256" => HMACSHA256.HashData(_key.ExportSubjectPublicKeyInfo(), bytes),
            _ => [],
        };
        return signed + "." + Base64Url.EncodeToString(signature);
    }
}

/// <summary>One provider that stands for all five, and the program that knows it.</summary>
public sealed class ProviderFixture(PostgresFixture postgres) : IAsyncLifetime
{
    internal FakeProvider Provider { get; private set; } = null!;

    public RunningApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Provider = await FakeProvider.StartAsync();
        var settings = new Dictionary<string, string>();
        foreach (var code in new[] { "google", "facebook", "github", "apple", "sso" })
        {
            void Set(string name, string value) => settings[$"Rendrix:SignIn:{code}:{name}"] = value;
            Set("ClientId", FakeProvider.ClientId);
            Set("ClientSecret", FakeProvider.ClientSecret);
            Set("AuthorizationEndpoint", Provider.Url + "/authorize");
            Set("TokenEndpoint", Provider.Url + "/token");
            Set("KeysEndpoint", Provider.Url + "/keys");
            Set("Issuer", Provider.Url);
            if (code is "github") Set("UserInformationEndpoint", Provider.Url + "/user");
            if (code is "facebook") Set("UserInformationEndpoint", Provider.Url + "/me");
        }
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        settings["Rendrix:SignIn:apple:TeamId"] = "TEAM";
        settings["Rendrix:SignIn:apple:KeyId"] = "KEY";
        settings["Rendrix:SignIn:apple:PrivateKey"] = key.ExportPkcs8PrivateKeyPem();
        App = await RunningApp.StartAsync(postgres, settings: settings);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Provider.DisposeAsync();
    }
}

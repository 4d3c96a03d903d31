using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Rendrix.Web.Identity.Providers;

/// <summary>The framework's OAuth handler (state, PKCE, the exchange of the code), with what OpenID Connect adds: discovery, a nonce and a checked id token.</summary>
internal sealed class ProviderHandler(IOptionsMonitor<ProviderOptions> options, ILoggerFactory logger, UrlEncoder encoder, IssuerDocuments documents) : OAuthHandler<ProviderOptions>(options, logger, encoder)
{
    private const string Nonce = "nonce";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await DiscoverAsync();
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        properties.Items[Nonce] = nonce;
        var url = base.BuildChallengeUrl(properties, redirectUri);
        if (Options.Issuer is not null) url = QueryHelpers.AddQueryString(url, Nonce, nonce);
        return Options.ResponseMode is { } mode ? QueryHelpers.AddQueryString(url, "response_mode", mode) : url;
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await DiscoverAsync();
        // A provider that answers by form is read as one that answers by address; the base class knows the latter alone.
        if (Options.ResponseMode == "form_post" && HttpMethods.IsPost(Request.Method) && Request.HasFormContentType)
            Request.Query = new QueryCollection((await Request.ReadFormAsync(Context.RequestAborted)).ToDictionary(f => f.Key, f => f.Value));
        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        Options.ClientSecret = Options.Kind.SecretOf(Options, TimeProvider.GetUtcNow());
        return base.ExchangeCodeAsync(context);
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var ct = Context.RequestAborted;
        JsonElement claims = default;
        if (Options.Issuer is { } issuer)
        {
            var token = tokens.Response?.RootElement.TryGetProperty("id_token", out var sent) == true ? sent.GetString() : null;
            if (token is null) throw new InvalidOperationException("The provider sent no id token.");
            var keys = await documents.KeysAsync(Backchannel, Options.KeysEndpoint!, IdToken.KeyIdOf(token), ct);
            claims = IdToken.Check(token, keys, issuer, Options.ClientId, properties.Items[Nonce] ?? "", TimeProvider.GetUtcNow());
        }
        var person = await Options.Kind.ReadAsync(new ProviderAnswer(Options, claims, tokens.AccessToken, Request.Query, Backchannel), ct);
        ExternalSession.Write(identity, person);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private async Task DiscoverAsync()
    {
        if (Options.KeysEndpoint is not null || Options.Issuer is not { } issuer) return;
        var found = await documents.DiscoveryAsync(Backchannel, issuer, Context.RequestAborted);
        if (found.GetProperty("issuer").GetString()?.TrimEnd('/') != issuer) throw new InvalidOperationException("The issuer's document names another issuer.");
        Options.AuthorizationEndpoint = found.GetProperty("authorization_endpoint").GetString()!;
        Options.TokenEndpoint = found.GetProperty("token_endpoint").GetString()!;
        Options.KeysEndpoint = found.GetProperty("jwks_uri").GetString();
    }
}

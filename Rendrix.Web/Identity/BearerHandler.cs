using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Rendrix.Web.ApiKeys;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>Reads <c>Authorization: Bearer …</c>: an access token of a person, or an API key. Answers with problem documents, never with a redirect.</summary>
internal sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens, SessionWatch sessions, ApiKeyWatch keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";
    private bool _over;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var sent = header[Prefix.Length..].Trim();
        if (sent.StartsWith(ApiKeyToken.Prefix, StringComparison.Ordinal))
            return ApiKeyToken.Read(sent) is { } token && await keys.FindAsync(token, Context.RequestAborted) is { } key
                ? AuthenticateResult.Success(new AuthenticationTicket(key.Person(Scheme.Name), Scheme.Name)) : AuthenticateResult.Fail("The key is not valid.");
        if (tokens.Read(sent) is not { } session) return AuthenticateResult.Fail("The token is not valid.");
        if (await sessions.FindAsync(session, Context.RequestAborted) is { } state) return AuthenticateResult.Success(new AuthenticationTicket(state.Person(Scheme.Name), Scheme.Name));
        _over = true;
        return AuthenticateResult.Fail("The session is over.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
        return RefusalResponses.WriteAsync(Context, _over ? Sessions.Over : ProblemCatalog.Unauthorized);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => RefusalResponses.WriteAsync(Context, ProblemCatalog.Forbidden);
}

using Rendrix.Refusals;

namespace Rendrix.Web.Identity.MagicLinks;

/// <summary>Body of magic-link.</summary>
/// <param name="Email">Address of the account.</param>
public sealed record MagicLinkRequest(string? Email = null);

/// <summary>Body of magic-link/verify.</summary>
/// <param name="Token">From the link in the mail.</param>
/// <param name="TwoFactorCode">For accounts with two-factor sign-in.</param>
public sealed record VerifyMagicLinkRequest(string? Token = null, string? TwoFactorCode = null);

/// <summary>The endpoints of signing in by mail, below <c>/api/v1/auth</c>.</summary>
public static class MagicLinkEndpoints
{
    /// <summary>Maps them onto the group of <c>/api/v1</c>.</summary>
    public static void MapMagicLinks(this RouteGroupBuilder v1)
    {
        var auth = v1.MapGroup("/auth").WithTags("Sign-in").AllowAnonymous();
        auth.MapPost("/magic-link", async (MagicLinkRequest body, SignInLink link, CancellationToken ct) =>
        {
            if (EmailAddress.Problem(body.Email?.Trim()) is { } problem) throw new RefusedException(Refusal.Invalid("email", problem));
            await link.AskAsync(body.Email!, ct);
            return TypedResults.Accepted((string?)null, new MessageResponse("If this address has an account, a mail with a link is on its way. The link works once, for 15 minutes."));
        }).WithName("AskMagicLink").WithSummary("Ask for a link to sign in").WithDescription("Answers the same whether or not the address has an account.");
        auth.MapPost("/magic-link/verify", async (VerifyMagicLinkRequest body, SignInLink link, SignIn signIn, AccessTokens tokens, HttpContext http, CancellationToken ct) =>
            TypedResults.Ok(AuthEndpoints.Answer(await link.RunAsync(body.Token, body.TwoFactorCode, signIn, Device.Of(http), ct), tokens)))
            .WithName("VerifyMagicLink").WithSummary("Sign in with a mailed link");
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Web.Identity.MagicLinks;
using Rendrix.Web.Identity.Profile;
using Rendrix.Web.Identity.TwoFactor;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>The endpoints below <c>/api/v1/auth</c>.</summary>
public static class AuthEndpoints
{
    /// <summary>Maps them onto the group of <c>/api/v1</c>.</summary>
    public static void MapAuth(this RouteGroupBuilder v1)
    {
        var auth = v1.MapGroup("/auth").WithTags("Sign-in").AllowAnonymous();
        auth.MapPost("/register", RegisterAsync).WithName("Register").WithSummary("Register").WithDescription("Makes a person and their organization, signs them in and sends a mail to confirm the address. An address that has an account answers 409 ALREADY_EXISTS.");
        auth.MapPost("/login", LoginAsync).WithName("Login").WithSummary("Sign in").WithDescription("Accounts with two-factor sign-in answer 401 TWO_FACTOR_REQUIRED without twoFactorCode. Five wrong tries within 15 minutes answer 429.");
        auth.MapPost("/refresh", RefreshAsync).WithName("Refresh").WithSummary("Exchange the refresh token").WithDescription("Each refresh token works once. Using a spent one ends the session for everyone who holds its tokens.");
        auth.MapPost("/logout", LogoutAsync).WithName("Logout").WithSummary("Sign out").WithDescription("Ends the session of the access token, or of the refresh token in the body.");
        auth.MapPost("/forgot-password", ForgotAsync).WithName("ForgotPassword").WithSummary("Ask for a password link").WithDescription("Answers the same whether or not the address has an account.");
        auth.MapPost("/reset-password", ResetAsync).WithName("ResetPassword").WithSummary("Choose a new password").WithDescription("Ends every session of the person.");
        auth.MapPost("/verify-email", VerifyAsync).WithName("VerifyEmail").WithSummary("Confirm the address");
        v1.MapTwoFactor();
        v1.MapSessions();
        v1.MapProfile();
        v1.MapMagicLinks();
    }

    private static async Task<Created<TokenResponse>> RegisterAsync(RegisterRequest body, RegisterMerchant register, SignIn signIn, AccessTokens tokens, HttpContext http, CancellationToken ct)
    {
        var registered = await register.RunAsync(new Registration(body.Email ?? "", body.Password ?? "", body.FirstName ?? "", body.LastName ?? "", body.OrganizationName ?? ""), ct)
            ?? throw new RefusedException(new Refusal("ALREADY_EXISTS", "This address has an account. Sign in, or choose a new password.", StatusCodes.Status409Conflict) { Errors = new Dictionary<string, string[]> { ["email"] = ["This address has an account"] } });
        return TypedResults.Created((string?)null, Answer(await signIn.OpenForAsync(registered.User.Id, Sessions.RefreshLifetime, Device.Of(http), ct), tokens));
    }

    private static async Task<Ok<TokenResponse>> LoginAsync(LoginRequest body, SignIn signIn, AccessTokens tokens, HttpContext http, CancellationToken ct)
    {
        var errors = new FieldErrors();
        errors.Require(!string.IsNullOrWhiteSpace(body.Email), "email", "Enter your email address");
        errors.Require(!string.IsNullOrEmpty(body.Password), "password", "Enter your password");
        errors.ThrowIfAny();
        return TypedResults.Ok(Answer(await signIn.RunAsync(body.Email!, body.Password!, body.TwoFactorCode, Sessions.RefreshLifetime, Device.Of(http), ct), tokens));
    }

    private static async Task<Ok<TokenResponse>> RefreshAsync(RefreshRequest body, TenantTransactions transactions, SessionWatch sessions, AccessTokens tokens, TimeProvider clock, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(body.RefreshToken)) throw new RefusedException(Refusal.Invalid("refreshToken", "Send the refresh token of the last answer"));
        await using var db = await transactions.BeginGlobalAsync(ct);
        var rotated = await Sessions.RotateAsync(db, body.RefreshToken, clock.GetUtcNow(), ct);
        var user = rotated is null ? null : await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == rotated.Value.UserId, ct);
        var organization = rotated is null ? null : await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == rotated.Value.OrganizationId, ct);
        await db.CommitAsync(ct);
        // A reuse has just revoked the family; what this process remembers of its sessions must not outlive that.
        if (rotated is null && await Sessions.FamilyOfAsync(db, body.RefreshToken, ct) is { } family) sessions.Forget(family);
        if (rotated is not { } next || user is null || organization is null) throw new RefusedException(Sessions.Over);
        sessions.Forget(next.Session.Id);
        if (await sessions.FindAsync(next.Session.Id, ct) is not { } state) throw new RefusedException(Sessions.Over);
        return TypedResults.Ok(Answer(new SignedIn(user, organization, next.Session, state), tokens));
    }

    private static async Task<NoContent> LogoutAsync(RefreshRequest? body, EndSession end, HttpContext http, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(body?.RefreshToken)) await end.RunAsync(body.RefreshToken, ct);
        else if (Caller.Of(http.User) is { } caller) await end.RunAsync(caller.SessionId, ct);
        else throw new RefusedException(ProblemCatalog.Unauthorized);
        return TypedResults.NoContent();
    }

    private static async Task<Accepted<MessageResponse>> ForgotAsync(ForgotPasswordRequest body, ChangeForgottenPassword change, CancellationToken ct)
    {
        if (EmailAddress.Problem(body.Email?.Trim()) is { } problem) throw new RefusedException(Refusal.Invalid("email", problem));
        await change.AskAsync(body.Email!, ct);
        return TypedResults.Accepted((string?)null, new MessageResponse("If this address has an account, a mail with a link is on its way. The link works for 60 minutes."));
    }

    private static async Task<NoContent> ResetAsync(ResetPasswordRequest body, ChangeForgottenPassword change, CancellationToken ct)
    {
        await change.RunAsync(body.Token, body.Password ?? "", ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> VerifyAsync(VerifyEmailRequest body, ConfirmAddress confirm, CancellationToken ct)
    {
        await confirm.RunAsync(body.Token, ct);
        return TypedResults.NoContent();
    }

    internal static TokenResponse Answer(SignedIn signedIn, AccessTokens tokens) => new(
        new UserResponse(signedIn.User.Id, signedIn.User.Email!, signedIn.User.FirstName, signedIn.User.LastName, signedIn.User.EmailConfirmed),
        new OrganizationResponse(signedIn.Organization.Id, signedIn.Organization.Name, signedIn.Organization.Slug),
        "Bearer", tokens.Issue(signedIn.Session.Id), (int)AccessTokens.Lifetime.TotalSeconds, signedIn.Session.RefreshToken);
}

using Microsoft.AspNetCore.Http.HttpResults;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity.Profile;

/// <summary>Body of a change of the profile; what is left out stays.</summary>
/// <param name="FirstName">Given name, at most 100 characters.</param>
/// <param name="LastName">Family name, at most 100 characters.</param>
public sealed record ProfilePatch(string? FirstName = null, string? LastName = null);

/// <summary>Body of change-password.</summary>
/// <param name="CurrentPassword">The one before; left out by accounts that have none.</param>
/// <param name="NewPassword">The rules of register apply.</param>
public sealed record ChangePasswordRequest(string? CurrentPassword = null, string? NewPassword = null);

/// <summary>Body of change-email.</summary>
/// <param name="Email">The new address; a link goes there.</param>
public sealed record ChangeEmailRequest(string? Email = null);

/// <summary>The person who calls.</summary>
/// <param name="Id">The person.</param>
/// <param name="Email">Address they sign in with.</param>
/// <param name="EmailVerified">Whether it is confirmed.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="TwoFactor">Whether two-factor sign-in is on.</param>
/// <param name="HasPassword">False for those who have only ever signed in with another provider.</param>
public sealed record ProfileResponse(Guid Id, string Email, bool EmailVerified, string FirstName, string LastName, bool TwoFactor, bool HasPassword)
{
    internal static ProfileResponse Of(User user) => new(user.Id, user.Email!, user.EmailConfirmed, user.FirstName, user.LastName, user.TwoFactorEnabled, user.PasswordHash is not null);
}

/// <summary>The endpoints of a person's own profile below <c>/api/v1/auth</c>, and their picture.</summary>
public static class ProfileEndpoints
{
    /// <summary>Maps them onto the group of <c>/api/v1</c>.</summary>
    public static void MapProfile(this RouteGroupBuilder v1)
    {
        var auth = v1.MapGroup("/auth").WithTags("Sign-in");
        auth.MapGet("/me", async (Caller caller, ChangeProfile profile, CancellationToken ct) => TypedResults.Ok(ProfileResponse.Of(await profile.FindAsync(caller.UserId, ct))))
            .WithName("GetProfile").WithSummary("Who you are");
        auth.MapPatch("/me", async (ProfilePatch body, Caller caller, ChangeProfile profile, CancellationToken ct) => TypedResults.Ok(ProfileResponse.Of(await profile.RunAsync(caller.UserId, body.FirstName, body.LastName, ct))))
            .WithName("ChangeProfile").WithSummary("Change your names");
        auth.MapPost("/change-password", async Task<NoContent> (ChangePasswordRequest body, Caller caller, ChangePassword change, CancellationToken ct) =>
        {
            await change.RunAsync(caller.SessionId, caller.UserId, body.CurrentPassword, body.NewPassword, ct);
            return TypedResults.NoContent();
        }).WithName("ChangePassword").WithSummary("Change your password").WithDescription("Ends every other session. Accounts with two-factor sign-in must have confirmed the session within ten minutes.");
        auth.MapPost("/change-email", async (ChangeEmailRequest body, Caller caller, ChangeEmail change, CancellationToken ct) =>
        {
            await change.AskAsync(caller.SessionId, caller.UserId, body.Email, ct);
            return TypedResults.Accepted((string?)null, new MessageResponse("A link to confirm is on its way to the new address. Until it is opened nothing changes."));
        }).WithName("ChangeEmail").WithSummary("Change your address").WithDescription("The session must have been confirmed within ten minutes: see auth/confirm.");
        auth.MapPost("/change-email/confirm", async Task<NoContent> (VerifyEmailRequest body, ChangeEmail change, CancellationToken ct) =>
        {
            await change.ConfirmAsync(body.Token, ct);
            return TypedResults.NoContent();
        }).AllowAnonymous().WithName("ConfirmChangedEmail").WithSummary("Confirm the new address");
    }

    /// <summary>Maps GET /account/avatar: the signed-in person's own picture.</summary>
    public static void MapAvatar(this IEndpointRouteBuilder app) => app.MapGet("/account/avatar", async (HttpContext http, ChangeProfile profile, CancellationToken ct) =>
    {
        var caller = Caller.Of(http.User) ?? throw new RefusedException(ProblemCatalog.Unauthorized);
        if (await profile.AvatarAsync(caller.UserId, ct) is not { } avatar) return Results.NotFound();
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(avatar.Content, avatar.ContentType, entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{avatar.UpdatedAt.UtcTicks:x}\""));
    }).RequireAuthorization().ExcludeFromDescription();
}

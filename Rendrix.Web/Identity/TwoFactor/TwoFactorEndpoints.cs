using Microsoft.AspNetCore.Http.HttpResults;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity.TwoFactor;

/// <summary>What to scan or type into an authenticator app.</summary>
/// <param name="Secret">For typing in, in groups of four.</param>
/// <param name="OtpauthUri">What the QR code says.</param>
/// <param name="QrSvg">The QR code as an SVG element.</param>
public sealed record TwoFactorBegun(string Secret, string OtpauthUri, string QrSvg);

/// <summary>Recovery codes, shown this once.</summary>
/// <param name="Codes">Ten; each signs in once in place of a code.</param>
public sealed record RecoveryCodesResponse(IReadOnlyList<string> Codes);

/// <summary>Body of 2fa/verify.</summary>
/// <param name="Code">Six digits of the app.</param>
public sealed record VerifyTwoFactorRequest(string? Code = null);

/// <summary>Body of 2fa/disable.</summary>
/// <param name="Code">Six digits of the app, or a recovery code.</param>
/// <param name="Password">Needed unless the session was confirmed within ten minutes.</param>
public sealed record DisableTwoFactorRequest(string? Code = null, string? Password = null);

/// <summary>The endpoints below <c>/api/v1/auth/2fa</c>.</summary>
public static class TwoFactorEndpoints
{
    /// <summary>Maps them onto the group of <c>/api/v1</c>.</summary>
    public static void MapTwoFactor(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/auth/2fa").WithTags("Sign-in");
        group.MapPost("/enable", async (Caller caller, SetUpTwoFactor setUp, CancellationToken ct) =>
        {
            var begun = await setUp.BeginAsync(caller.UserId, ct);
            return TypedResults.Ok(new TwoFactorBegun(begun.Secret, begun.Uri, QrSvg.Of(begun.Uri)));
        }).DemandFreshProof().WithName("EnableTwoFactor").WithSummary("Begin two-factor sign-in").WithDescription("Answers the secret for an authenticator app. Nothing changes until a first code is sent to 2fa/verify. The session must have been confirmed within ten minutes, and the address of the account too.");
        group.MapPost("/verify", async (VerifyTwoFactorRequest body, Caller caller, SetUpTwoFactor setUp, CancellationToken ct) =>
            TypedResults.Ok(new RecoveryCodesResponse(await setUp.ConfirmAsync(caller.SessionId, caller.UserId, body.Code, ct))))
            .WithName("VerifyTwoFactor").WithSummary("Turn two-factor sign-in on").WithDescription("Answers ten recovery codes, which are shown this once, and ends every other session of the person.");
        group.MapPost("/disable", async Task<NoContent> (DisableTwoFactorRequest body, Caller caller, SetUpTwoFactor setUp, CancellationToken ct) =>
        {
            await setUp.DisableAsync(caller.SessionId, caller.UserId, body.Password, body.Code, ct);
            return TypedResults.NoContent();
        }).WithName("DisableTwoFactor").WithSummary("Turn two-factor sign-in off");
        group.MapPost("/recovery-codes", async (Caller caller, SetUpTwoFactor setUp, CancellationToken ct) =>
            TypedResults.Ok(new RecoveryCodesResponse(await setUp.NewCodesAsync(caller.SessionId, caller.UserId, ct))))
            .WithName("NewRecoveryCodes").WithSummary("Make new recovery codes").WithDescription("The ones before stop working.");
    }
}

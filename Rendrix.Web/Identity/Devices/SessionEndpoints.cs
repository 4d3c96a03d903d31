using Microsoft.AspNetCore.Http.HttpResults;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>A person's sessions.</summary>
public sealed record SessionsResponse(IReadOnlyList<SessionResponse> Items);

/// <summary>Body of confirm.</summary>
/// <param name="Password">The account's password.</param>
/// <param name="TwoFactorCode">For accounts with a second factor.</param>
public sealed record ConfirmRequest(string? Password = null, string? TwoFactorCode = null);

/// <summary>The endpoints below <c>/api/v1/auth/sessions</c>, and <c>/auth/confirm</c>.</summary>
public static class SessionEndpoints
{
    /// <summary>Maps them onto the group of <c>/api/v1</c>.</summary>
    public static void MapSessions(this RouteGroupBuilder v1)
    {
        var auth = v1.MapGroup("/auth").WithTags("Sign-in");
        auth.MapGet("/sessions", async (Caller caller, EndSessions sessions, CancellationToken ct) =>
            TypedResults.Ok(new SessionsResponse(await sessions.ListAsync(caller.UserId, caller.SessionId, ct))))
            .WithName("ListSessions").WithSummary("Where you are signed in").WithDescription("Five at once at most: a sixth sign-in ends the oldest. The place is told where the server's proxy knows it.");
        auth.MapDelete("/sessions/{id:guid}", async Task<NoContent> (Guid id, Caller caller, EndSessions sessions, CancellationToken ct) =>
        {
            await sessions.RunAsync(caller.UserId, id, ct);
            return TypedResults.NoContent();
        }).WithName("EndSession").WithSummary("End a session").WithDescription("Its tokens, cookie and open pages stop working at once.");
        auth.MapDelete("/sessions", async Task<NoContent> (Caller caller, EndSessions sessions, CancellationToken ct) =>
        {
            await sessions.AllOthersAsync(caller.UserId, caller.SessionId, ct);
            return TypedResults.NoContent();
        }).DemandFreshProof().WithName("EndOtherSessions").WithSummary("End all other sessions").WithDescription("The session must have been confirmed within ten minutes: see auth/confirm.");
        auth.MapPost("/confirm", async Task<NoContent> (ConfirmRequest body, Caller caller, FreshProof proof, CancellationToken ct) =>
        {
            await proof.ProveAsync(caller.SessionId, caller.UserId, body.Password, body.TwoFactorCode, ct);
            return TypedResults.NoContent();
        }).WithName("ConfirmSession").WithSummary("Confirm that it is you").WithDescription("Opens ten minutes for calls that ask for it: turning two-factor sign-in on or off, a new password or address, ending all other sessions.");
    }
}

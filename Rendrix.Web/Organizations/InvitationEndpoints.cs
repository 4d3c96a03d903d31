using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Organizations;

/// <summary><c>/api/v1/organizations/{organizationId}/invitations</c>, and <c>/api/v1/invitations</c> for those who were invited.</summary>
internal static class InvitationEndpoints
{
    private const string Newest = "invitations:-id";

    public static void MapInvitations(this RouteGroupBuilder organization)
    {
        var invitations = organization.MapGroup("/invitations").WithTags("Members");
        invitations.MapGet("", ListAsync).Demand(Permission.ManageMembers).WithName("ListInvitations").WithSummary("List invitations that wait or expired, the newest first");
        invitations.MapGet("/{invitationId:guid}", GetAsync).Demand(Permission.ManageMembers).WithName("GetInvitation").WithSummary("Read an invitation");
        invitations.MapPost("/{invitationId:guid}/resend", ResendAsync).Demand(Permission.ManageMembers).WithName("ResendInvitation").WithSummary("Send the mail again").WithDescription("With a new link and seven new days; the link before stops working.");
        invitations.MapDelete("/{invitationId:guid}", RevokeAsync).Demand(Permission.ManageMembers).WithName("RevokeInvitation").WithSummary("Take an invitation back");
    }

    public static void MapAcceptance(this RouteGroupBuilder v1)
    {
        var invitations = v1.MapGroup("/invitations").WithTags("Members").AllowAnonymous();
        invitations.MapPost("/look", LookAsync).WithName("LookAtInvitation").WithSummary("Read what an invitation asks").WithDescription("By the token of the link in the mail.");
        invitations.MapPost("/accept", AcceptAsync).WithName("AcceptInvitation").WithSummary("Accept an invitation")
            .WithDescription("The membership goes to the account of the invited address. Somebody who is signed in with another address is refused; an address without an account needs names and password.");
    }

    private static async Task<Ok<Page<InvitationResponse>>> ListAsync(Caller caller, PageQuery page, TenantTransactions transactions, TimeProvider clock, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var open = db.Invitations.AsNoTracking().Where(i => i.AcceptedAt == null && i.RevokedAt == null);
        var before = page.After<Guid>(Newest);
        var rows = await open.Where(i => before == null || i.Id < before).OrderByDescending(i => i.Id).Take(page.Take).ToListAsync(ct);
        var total = page.WithTotal ? await open.LongCountAsync(ct) : (long?)null;
        return TypedResults.Ok(page.Answer(rows, i => InvitationResponse.From(i, clock.GetUtcNow()), Newest, i => [i.Id], total));
    }

    private static async Task<Ok<InvitationResponse>> GetAsync(Caller caller, Guid invitationId, TenantTransactions transactions, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        return Answer(http, await db.Invitations.AsNoTracking().FirstOrDefaultAsync(i => i.Id == invitationId, ct) ?? throw new RefusedException(Refusal.NotFound("invitation")), clock);
    }

    private static async Task<Ok<InvitationResponse>> ResendAsync(Caller caller, Guid invitationId, InviteMember invite, TimeProvider clock, HttpContext http, CancellationToken ct) =>
        Answer(http, await invite.ResendAsync(caller.OrganizationId, caller.UserId, invitationId, ct), clock);

    private static async Task<NoContent> RevokeAsync(Caller caller, Guid invitationId, InviteMember invite, CancellationToken ct)
    {
        await invite.RevokeAsync(caller.OrganizationId, caller.UserId, invitationId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<InvitationLookResponse>> LookAsync(InvitationTokenRequest body, AcceptInvitation accept, CancellationToken ct)
    {
        var look = await accept.LookAsync(body.Token, ct) ?? throw new RefusedException(AcceptInvitation.TooOld);
        return TypedResults.Ok(new InvitationLookResponse(look.Email, look.Organization, look.RoleName, look.Inviter, look.UserId is null));
    }

    private static async Task<Ok<JoinedResponse>> AcceptAsync(AcceptInvitationRequest body, AcceptInvitation accept, HttpContext http, CancellationToken ct)
    {
        var joined = await accept.RunAsync(body.Token, http.User.UserId(), new NewPerson(body.FirstName, body.LastName, body.Password), ct);
        return TypedResults.Ok(new JoinedResponse(joined.UserId, new OrganizationResponse(joined.Organization.Id, joined.Organization.Name, joined.Organization.Slug), joined.Role));
    }

    private static Ok<InvitationResponse> Answer(HttpContext http, Invitation invitation, TimeProvider clock)
    {
        http.SetEtag(invitation.Version);
        return TypedResults.Ok(InvitationResponse.From(invitation, clock.GetUtcNow()));
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Organizations;

/// <summary><c>/api/v1/organizations</c>: the organizations of the person, and the one that the path names. Its members, roles and invitations have files of their own.</summary>
public static class OrganizationEndpoints
{
    private const string ById = "organizations:id";

    /// <summary>Maps everything of the room.</summary>
    public static void MapOrganizations(this ApiGroups api)
    {
        api.V1.MapGet("/organizations", ListAsync).WithTags("Organizations").WithName("ListOrganizations").WithSummary("List the caller's organizations");
        api.V1.MapPost("/organizations", CreateAsync).WithTags("Organizations").WithName("CreateOrganization").WithSummary("Found an organization").WithDescription("The caller owns it. The session stays where it is; see switch.");
        api.V1.MapGet("/permissions", Permissions).WithTags("Organizations").WithName("ListPermissions").WithSummary("List every right there is");
        var one = api.Organization.WithTags("Organizations");
        one.MapGet("", GetAsync).WithName("GetOrganization").WithSummary("Read an organization, and what the caller may do there");
        one.MapPatch("", PatchAsync).Demand(Permission.ManageOrganization).WithName("UpdateOrganization").WithSummary("Change name and short name");
        one.MapDelete("", DeleteAsync).Demand(Permission.OwnOrganization).WithName("DeleteOrganization").WithSummary("Delete an organization, with 30 days to bring it back")
            .WithDescription("Its shops close at once and nothing in it can be changed. Everything is kept until endsAt and can be restored; then it is deleted for good.");
        one.MapPost("/restore", RestoreAsync).Demand(Permission.OwnOrganization).WithName("RestoreOrganization").WithSummary("Bring an organization back that is being deleted");
        one.MapPost("/transfer", TransferAsync).Demand(Permission.OwnOrganization).WithName("TransferOrganization").WithSummary("Hand an organization over to another member").WithDescription("The member becomes its owner, the caller an admin.");
        one.MapPost("/switch", SwitchAsync).WithName("SwitchOrganization").WithSummary("Move the session to this organization").WithDescription("The session's tokens stay and act in this organization from the next call on.");
        one.MapMembers();
        one.MapInvitations();
        one.MapPost("/support-access", AllowSupportAsync).Demand(Permission.OwnOrganization).WithName("AllowSupport").WithSummary("Let support look at the dashboard for 24 hours");
        one.MapDelete("/support-access", EndSupportAsync).Demand(Permission.OwnOrganization).WithName("EndSupport").WithSummary("End support access").WithDescription("What support has open ends at once.");
        one.MapPut("/two-factor", DemandSecondFactorAsync).Demand(Permission.OwnOrganization).DemandFreshProof().WithName("DemandTwoFactor").WithSummary("Demand two-factor sign-in of everybody in the organization")
            .WithDescription("In force at once, for keys too: who has none gets 403 with setUp until they have set it up. The caller must have it already, and have confirmed within ten minutes who they are.");
        one.MapRoles();
        api.V1.MapAcceptance();
    }

    private static async Task<Ok<Page<OrganizationDetails>>> ListAsync(Caller caller, PageQuery page, RightsReader reader, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        var mine = from m in db.Memberships join o in db.Organizations.AsNoTracking() on m.OrganizationId equals o.Id where m.UserId == caller.UserId select o;
        var after = page.After<Guid>(ById);
        var rows = await mine.Where(o => after == null || o.Id > after).OrderBy(o => o.Id).Take(page.Take).ToListAsync(ct);
        var total = page.WithTotal ? await mine.LongCountAsync(ct) : (long?)null;
        var rights = new Dictionary<Guid, MemberRights>();
        foreach (var row in rows) rights[row.Id] = await reader.ReadAsync(caller.UserId, row.Id, ct) ?? new MemberRights(Role.Custom);
        return TypedResults.Ok(page.Answer(rows, o => OrganizationDetails.From(o, rights[o.Id]), ById, o => [o.Id], total));
    }

    private static async Task<Created<OrganizationDetails>> CreateAsync(Caller caller, CreateOrganizationRequest body, CreateOrganization create, HttpContext http, CancellationToken ct)
    {
        var made = await create.RunAsync(caller.UserId, body.Name, ct);
        http.SetEtag(made.Version);
        return TypedResults.Created($"/api/v1/organizations/{made.Id}", OrganizationDetails.From(made, new MemberRights(Role.Owner)));
    }

    private static Ok<IReadOnlyList<PermissionResponse>> Permissions() =>
        TypedResults.Ok<IReadOnlyList<PermissionResponse>>([.. Permission.All.Select(p => new PermissionResponse(p.Code, p.Title, p.About, p.OfOrganization ? "organization" : "store", [.. RoleNames.BuiltIn.Where(p.HeldBy)]))]);

    private static async Task<Ok<OrganizationDetails>> GetAsync(Caller caller, TenantTransactions transactions, HttpContext http, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return Answer(http, caller, await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == caller.OrganizationId, ct) ?? throw new RefusedException(Refusal.NotFound("organization")));
    }

    private static async Task<Ok<OrganizationDetails>> PatchAsync(Caller caller, OrganizationPatch body, ChangeOrganization change, HttpContext http, CancellationToken ct) =>
        Answer(http, caller, await change.RunAsync(caller.OrganizationId, caller.UserId, body.Name, body.Slug, http.DemandMatch, ct));

    private static async Task<Ok<OrganizationDetails>> DeleteAsync(Caller caller, CloseOrganization close, HttpContext http, CancellationToken ct) =>
        Answer(http, caller, await close.RunAsync(caller.OrganizationId, caller.UserId, http.DemandMatch, ct));

    private static async Task<Ok<OrganizationDetails>> RestoreAsync(Caller caller, CloseOrganization close, HttpContext http, CancellationToken ct) =>
        Answer(http, caller, await close.RestoreAsync(caller.OrganizationId, caller.UserId, ct));

    private static async Task<Ok<SupportAccess>> AllowSupportAsync(Caller caller, AllowSupport allow, CancellationToken ct) =>
        TypedResults.Ok(new SupportAccess((await allow.RunAsync(caller.OrganizationId, caller.UserId, true, ct)).SupportUntil));

    private static async Task<NoContent> EndSupportAsync(Caller caller, AllowSupport allow, CancellationToken ct)
    {
        await allow.RunAsync(caller.OrganizationId, caller.UserId, false, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<OrganizationDetails>> DemandSecondFactorAsync(Caller caller, TwoFactorDemand body, DemandSecondFactor change, HttpContext http, CancellationToken ct) =>
        Answer(http, caller, await change.RunAsync(caller.OrganizationId, caller.UserId, caller.SessionId, body.Required ?? throw new RefusedException(Refusal.Invalid("required", "Say true or false")), ct));

    private static async Task<NoContent> TransferAsync(Caller caller, TransferRequest body, TransferOwnership transfer, CancellationToken ct)
    {
        await transfer.RunAsync(caller.OrganizationId, caller.UserId, body.UserId ?? throw new RefusedException(Refusal.Invalid("userId", "Name the member who becomes the owner")), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<OrganizationDetails>> SwitchAsync(Caller caller, SwitchOrganization move, TenantTransactions transactions, HttpContext http, CancellationToken ct)
    {
        await move.RunAsync(caller.SessionId, caller.UserId, caller.OrganizationId, ct);
        return await GetAsync(caller, transactions, http, ct);
    }

    private static Ok<OrganizationDetails> Answer(HttpContext http, Caller caller, Organization organization)
    {
        http.SetEtag(organization.Version);
        // The caller's rights were read before the change; whether the organization ends is told from the change itself.
        return TypedResults.Ok(OrganizationDetails.From(organization, caller.Rights!.With(organization.EndsAt)));
    }
}

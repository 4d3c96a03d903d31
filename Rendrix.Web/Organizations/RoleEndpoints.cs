using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Organizations;

/// <summary><c>/api/v1/organizations/{organizationId}/roles</c>.</summary>
internal static class RoleEndpoints
{
    public static void MapRoles(this RouteGroupBuilder organization)
    {
        var roles = organization.MapGroup("/roles").WithTags("Members");
        roles.MapGet("", ListAsync).Demand(Permission.ReadMembers).WithName("ListRoles").WithSummary("List the roles of the organization with their rights");
        roles.MapPost("", CreateAsync).Demand(Permission.ManageMembers).WithName("CreateRole").WithSummary("Make a role").WithDescription("A named set of rights. Nobody can put a right into it that they do not hold.");
        roles.MapPatch("/{roleId:guid}", PatchAsync).Demand(Permission.ManageMembers).WithName("UpdateRole").WithSummary("Change a role; whoever wears it holds the new rights at once");
        roles.MapDelete("/{roleId:guid}", DeleteAsync).Demand(Permission.ManageMembers).WithName("DeleteRole").WithSummary("Delete a role that nobody wears");
    }

    private static async Task<Ok<Page<RoleResponse>>> ListAsync(Caller caller, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var worn = await db.Memberships.Where(m => m.OrganizationId == caller.OrganizationId).GroupBy(m => new { m.Role, m.CustomRoleId }).Select(g => new { g.Key.Role, g.Key.CustomRoleId, Count = g.Count() }).ToListAsync(ct);
        var own = await db.CustomRoles.AsNoTracking().OrderBy(role => role.NameUpper).ToListAsync(ct);
        // All of them at once: there are a hundred at most.
        return TypedResults.Ok(new Page<RoleResponse>(
        [
            .. RoleNames.BuiltIn.Select(role => new RoleResponse(null, role, role.ToString(), [.. role.Rights().Select(p => p.Code)], worn.Where(w => w.Role == role).Sum(w => w.Count))),
            .. own.Select(role => Show(role, worn.Where(w => w.CustomRoleId == role.Id).Sum(w => w.Count))),
        ], null));
    }

    private static async Task<Created<RoleResponse>> CreateAsync(Caller caller, RoleRequest body, SaveRole save, HttpContext http, CancellationToken ct)
    {
        var made = await save.CreateAsync(caller.OrganizationId, caller.UserId, body.Name, body.Permissions, ct);
        http.SetEtag(made.Version);
        return TypedResults.Created($"/api/v1/organizations/{caller.OrganizationId}/roles/{made.Id}", Show(made, 0));
    }

    private static async Task<Ok<RoleResponse>> PatchAsync(Caller caller, Guid roleId, RoleRequest body, SaveRole save, TenantTransactions transactions, HttpContext http, CancellationToken ct)
    {
        var role = await save.ChangeAsync(caller.OrganizationId, caller.UserId, roleId, body.Name, body.Permissions, http.DemandMatch, ct);
        http.SetEtag(role.Version);
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        return TypedResults.Ok(Show(role, await db.Memberships.CountAsync(m => m.OrganizationId == caller.OrganizationId && m.CustomRoleId == roleId, ct)));
    }

    private static async Task<NoContent> DeleteAsync(Caller caller, Guid roleId, SaveRole save, HttpContext http, CancellationToken ct)
    {
        await save.DeleteAsync(caller.OrganizationId, caller.UserId, roleId, http.DemandMatch, ct);
        return TypedResults.NoContent();
    }

    private static RoleResponse Show(CustomRole role, int members) => new(role.Id, Role.Custom, role.Name, role.Permissions, members);
}

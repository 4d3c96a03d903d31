using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Organizations;

/// <summary><c>/api/v1/organizations/{organizationId}/members</c>.</summary>
internal static class MemberEndpoints
{
    private const string Oldest = "members:joinedAt";

    public static void MapMembers(this RouteGroupBuilder organization)
    {
        var members = organization.MapGroup("/members").WithTags("Members");
        members.MapGet("", ListAsync).Demand(Permission.ReadMembers).WithName("ListMembers").WithSummary("List members, those who joined first at the top");
        members.MapPost("/invite", InviteAsync).Demand(Permission.ManageMembers).WithName("InviteMember").WithSummary("Invite somebody by mail").WithDescription("Nobody can give rights they do not hold. The link works for 7 days. The answer is the same whether or not the address has an account.");
        members.MapGet("/{userId:guid}", GetAsync).Demand(Permission.ReadMembers).WithName("GetMember").WithSummary("Read a member");
        members.MapPatch("/{userId:guid}", PatchAsync).Demand(Permission.ManageMembers).WithName("UpdateMember").WithSummary("Change a member's role, rights and stores").WithDescription("In force with the next call. The last owner stays an owner; nobody can give, or take away, rights they do not hold.");
        members.MapDelete("/{userId:guid}", DeleteAsync).WithName("RemoveMember").WithSummary("Remove a member, or leave").WithDescription("Everybody may leave, but for the last owner. Sessions signed in to the organization end.");
    }

    private static async Task<Ok<Page<MemberResponse>>> ListAsync(Caller caller, PageQuery page, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var after = page.After<DateTimeOffset, Guid>(Oldest);
        var all = MemberRow.Of(db, caller.OrganizationId);
        var (at, id) = (after?.First, after?.Second);
        var rows = await all.Where(r => at == null || r.Member.JoinedAt > at || r.Member.JoinedAt == at && r.Member.UserId > id).OrderBy(r => r.Member.JoinedAt).ThenBy(r => r.Member.UserId).Take(page.Take).ToListAsync(ct);
        var roles = await MemberRow.RolesAsync(db, ct);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        return TypedResults.Ok(page.Answer(rows, r => r.Show(roles), Oldest, r => [r.Member.JoinedAt, r.Member.UserId], total));
    }

    private static async Task<Ok<MemberResponse>> GetAsync(Caller caller, Guid userId, TenantTransactions transactions, HttpContext http, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var row = await MemberRow.Of(db, caller.OrganizationId).FirstOrDefaultAsync(r => r.Member.UserId == userId, ct) ?? throw new RefusedException(Refusal.NotFound("member"));
        http.SetEtag(row.Member.Version);
        return TypedResults.Ok(row.Show(await MemberRow.RolesAsync(db, ct)));
    }

    private static async Task<Created<InvitationResponse>> InviteAsync(Caller caller, InviteRequest body, InviteMember invite, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (body.Role is null && body.RoleId is null) throw new RefusedException(Refusal.Invalid("role", "Choose a role"));
        var stores = Read(body.Stores);
        var grant = new Grant(RoleOf(body.Role, body.RoleId)!.Value, body.RoleId, body.Permissions, body.AllStores ?? stores is not { Count: > 0 }, stores);
        var made = await invite.RunAsync(caller.OrganizationId, caller.UserId, body.Email, grant, ct);
        http.SetEtag(made.Version);
        return TypedResults.Created($"/api/v1/organizations/{caller.OrganizationId}/invitations/{made.Id}", InvitationResponse.From(made, clock.GetUtcNow()));
    }

    private static async Task<Ok<MemberResponse>> PatchAsync(Caller caller, Guid userId, MemberPatch body, ChangeMember change, TenantTransactions transactions, HttpContext http, CancellationToken ct)
    {
        var stores = Read(body.Stores);
        await change.RunAsync(caller.OrganizationId, caller.UserId, userId, member => Changed(member, body, stores), http.DemandMatch, ct);
        return await GetAsync(caller, userId, transactions, http, ct);
    }

    private static async Task<NoContent> DeleteAsync(Caller caller, Guid userId, ChangeMember change, HttpContext http, CancellationToken ct)
    {
        if (userId != caller.UserId) caller.Demand(Permission.ManageMembers);
        await change.RemoveAsync(caller.OrganizationId, caller.UserId, userId, http.DemandMatch, ct);
        return TypedResults.NoContent();
    }

    private static Grant Changed(Membership member, MemberPatch body, IReadOnlyList<StoreRights>? stores)
    {
        var role = RoleOf(body.Role, body.RoleId) ?? member.Role;
        // An owner is not limited: what limited them before goes with the role they had.
        var fresh = role == Role.Owner && member.Role != Role.Owner;
        var all = body.AllStores ?? (stores is { Count: > 0 } || !fresh ? member.AllStores : true);
        var kept = fresh ? [] : all && !member.AllStores ? member.Stores.Where(store => store.Permissions.Count > 0).ToList() : member.Stores;
        return new Grant(role, role == Role.Custom ? body.RoleId ?? (body.Role is null ? member.CustomRoleId : null) : null, body.Permissions ?? (fresh ? [] : member.Permissions), all, stores ?? kept);
    }

    private static Role? RoleOf(Role? role, Guid? roleId) => roleId is not null && role is null ? Role.Custom : role;

    private static List<StoreRights>? Read(IReadOnlyList<StoreRightsBody>? stores) =>
        stores?.Select(store => new StoreRights(store.StoreId ?? throw new RefusedException(Refusal.Invalid("stores", "Give each store its storeId")), store.Permissions ?? [])).ToList();
}

/// <summary>A member with the person.</summary>
internal sealed record MemberRow
{
    /// <summary>The membership.</summary>
    public required Membership Member { get; init; }
    /// <summary>The person's address.</summary>
    public required string Email { get; init; }
    /// <summary>Given name.</summary>
    public required string FirstName { get; init; }
    /// <summary>Family name.</summary>
    public required string LastName { get; init; }

    /// <summary>The members of an organization.</summary>
    public static IQueryable<MemberRow> Of(AppDb db, Guid organization) =>
        from m in db.Memberships.AsNoTracking() where m.OrganizationId == organization join u in db.Users on m.UserId equals u.Id select new MemberRow { Member = m, Email = u.Email!, FirstName = u.FirstName, LastName = u.LastName };

    /// <summary>The roles that the tenant of this unit of work made.</summary>
    public static async Task<Dictionary<Guid, CustomRole>> RolesAsync(AppDb db, CancellationToken ct) => await db.CustomRoles.AsNoTracking().ToDictionaryAsync(role => role.Id, ct);

    /// <summary>First and last name, or the address of somebody who gave none.</summary>
    public string FullName => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : Email;

    /// <summary>What the member holds.</summary>
    public MemberRights Rights(Dictionary<Guid, CustomRole> roles) => Member.RightsWith(Member.CustomRoleId is { } id ? roles.GetValueOrDefault(id) : null);

    /// <summary>The wire form.</summary>
    public MemberResponse Show(Dictionary<Guid, CustomRole> roles) =>
        new(Member.UserId, Email, FirstName, LastName, Member.Role, Member.CustomRoleId, Rights(roles).RoleName, Member.Permissions, Member.AllStores, Member.Stores, Member.InvitedAt, Member.JoinedAt);
}

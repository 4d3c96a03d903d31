using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Organizations;

/// <summary>
/// The people of one organization, held still while one change is made: whoever changes members locks the organization's row first, so that of two
/// owners who demote each other one comes second and is told. What the actor may do is read behind that lock.
/// </summary>
internal sealed class Roster
{
    private readonly AppDb _db;

    private Roster(AppDb db, Organization organization, Guid actor, MemberRights rights) => (_db, Organization, Actor, Rights) = (db, organization, actor, rights);

    /// <summary>The organization, tracked.</summary>
    public Organization Organization { get; }
    /// <summary>Who acts.</summary>
    public Guid Actor { get; }
    /// <summary>What they may do.</summary>
    public MemberRights Rights { get; }

    /// <summary>Locks the organization until the transaction ends; null when there is none. For acts of people who do not belong to it yet.</summary>
    public static Task<Organization?> LockAsync(AppDb db, Guid organization, CancellationToken ct) =>
        db.Organizations.FromSql($"select * from organizations where id = {organization} for update").FirstOrDefaultAsync(ct);

    /// <summary>Locks the organization and finds out what the actor may do there. Somebody who does not belong is told there is no such organization.</summary>
    public static async Task<Roster> OpenAsync(AppDb db, Guid organization, Guid actor, CancellationToken ct)
    {
        if (db.Actor.ImpersonatorId is not null) throw new RefusedException(MemberRights.SupportOnlyLooks);
        var place = await LockAsync(db, organization, ct);
        if (place is null || await RightsAsync(db, place, actor, ct) is not { } rights) throw new RefusedException(Refusal.NotFound("organization"));
        return new Roster(db, place, actor, rights);
    }

    /// <summary>What a person may do in an organization of this unit of work; null when they do not belong to it.</summary>
    public static async Task<MemberRights?> RightsAsync(AppDb db, Organization organization, Guid user, CancellationToken ct) =>
        await db.Memberships.AsNoTracking().FirstOrDefaultAsync(m => m.OrganizationId == organization.Id && m.UserId == user, ct) is { } member
            ? member.RightsWith(await RoleOfAsync(db, member.CustomRoleId, ct), organization.EndsAt, organization.Suspension) : null;

    /// <summary>Refuses unless the actor holds a right.</summary>
    public void Demand(Permission permission)
    {
        if (Rights.WhyNot(permission) is { } why) throw new RefusedException(why);
    }

    /// <summary>A member, tracked; refuses when the person is none.</summary>
    public async Task<Membership> MemberAsync(Guid user, CancellationToken ct) =>
        await _db.Memberships.FirstOrDefaultAsync(m => m.OrganizationId == Organization.Id && m.UserId == user, ct) ?? throw new RefusedException(Refusal.NotFound("member"));

    /// <summary>What a member holds now.</summary>
    public async Task<MemberRights> RightsOfAsync(Membership member, CancellationToken ct) => member.RightsWith(await RoleOfAsync(_db, member.CustomRoleId, ct));

    /// <summary>Nobody gives more than they hold.</summary>
    public void DemandMayGive(MemberRights rights)
    {
        if (rights.Role == Role.Owner && Rights.Role != Role.Owner) throw new RefusedException(new Refusal("FORBIDDEN", "Only an owner can make somebody an owner.", 403));
        if (Rights.LackingFor(rights) is { Count: > 0 } lacking) throw new RefusedException(Beyond("You cannot give rights that you do not hold yourself", lacking));
    }

    /// <summary>Nobody changes or removes people, roles and invitations that hold more than they do.</summary>
    public void DemandMayTouch(MemberRights rights)
    {
        if (Rights.LackingFor(rights) is { Count: > 0 } lacking) throw new RefusedException(Beyond("This holds rights that you do not hold yourself, so you cannot change it", lacking));
    }

    /// <summary>The last owner stays. Asked behind the lock, so two at once cannot both be told that there is another.</summary>
    public async Task DemandAnotherOwnerAsync(Guid leaving, CancellationToken ct)
    {
        if (await _db.Memberships.AnyAsync(m => m.OrganizationId == Organization.Id && m.UserId != leaving && m.Role == Role.Owner, ct)) return;
        throw new RefusedException(new Refusal("INVALID_TRANSITION", "An organization keeps at least one owner. Make somebody else an owner first, or hand the organization over.", StatusCodes.Status409Conflict));
    }

    private static async Task<CustomRole?> RoleOfAsync(AppDb db, Guid? role, CancellationToken ct) =>
        role is { } id ? await db.CustomRoles.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) : null;

    private static Refusal Beyond(string what, IReadOnlyList<Permission> lacking) =>
        new("FORBIDDEN", $"{what}: {string.Join(", ", lacking.Select(p => p.Title.ToLowerInvariant()))}. Ask somebody who holds them.", 403)
        { Extra = new Dictionary<string, object?> { ["missingPermissions"] = lacking.Select(p => p.Code).ToArray() } };
}

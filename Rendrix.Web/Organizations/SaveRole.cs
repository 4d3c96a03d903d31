using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Organizations;

/// <summary>Makes, changes and deletes the roles of an organization. Whoever wears a role holds its new rights from the next call on.</summary>
public sealed class SaveRole(TenantTransactions transactions, TimeProvider clock)
{
    private const int MostRoles = 100;

    /// <summary>Makes a role.</summary>
    public async Task<CustomRole> CreateAsync(Guid organization, Guid actor, string? name, IReadOnlyList<string>? permissions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await OpenAsync(db, organization, actor, ct);
        if (await db.CustomRoles.CountAsync(ct) >= MostRoles) throw new RefusedException(new Refusal("INVALID_TRANSITION", $"An organization has {MostRoles} roles of its own at most. Delete one that nobody wears.", StatusCodes.Status409Conflict));
        var now = clock.GetUtcNow();
        var role = new CustomRole { Id = Guid.CreateVersion7(now), CreatedAt = now };
        db.CustomRoles.Add(role);
        Apply(role, name ?? "", permissions ?? []);
        roster.DemandMayGive(new MemberRights(Role.Custom, role));
        await SaveAsync(db, ct);
        return role;
    }

    /// <summary>Changes what is given and answers the role as it is then.</summary>
    public async Task<CustomRole> ChangeAsync(Guid organization, Guid actor, Guid id, string? name, IReadOnlyList<string>? permissions, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await OpenAsync(db, organization, actor, ct);
        var role = await db.CustomRoles.FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new RefusedException(Refusal.NotFound("role"));
        demandMatch?.Invoke(role.Version);
        roster.DemandMayTouch(new MemberRights(Role.Custom, role));
        Apply(role, name ?? role.Name, permissions ?? role.Permissions);
        roster.DemandMayGive(new MemberRights(Role.Custom, role));
        if (!db.ChangeTracker.HasChanges()) return role;
        await db.TellAccessChangedAsync(organization, ct);
        await SaveAsync(db, ct);
        return role;
    }

    /// <summary>Deletes a role that nobody wears and no waiting invitation gives.</summary>
    public async Task DeleteAsync(Guid organization, Guid actor, Guid id, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await OpenAsync(db, organization, actor, ct);
        var role = await db.CustomRoles.FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new RefusedException(Refusal.NotFound("role"));
        demandMatch?.Invoke(role.Version);
        roster.DemandMayTouch(new MemberRights(Role.Custom, role));
        var worn = await db.Memberships.CountAsync(m => m.OrganizationId == organization && m.CustomRoleId == id, ct)
            + await db.Invitations.CountAsync(i => i.CustomRoleId == id && i.AcceptedAt == null && i.RevokedAt == null, ct);
        if (worn > 0) throw new RefusedException(new Refusal("INVALID_TRANSITION", $"{(worn == 1 ? "One person or invitation has" : $"{worn} people and invitations have")} this role. Give them another one first.", StatusCodes.Status409Conflict));
        db.CustomRoles.Remove(role);
        await db.CommitAsync(ct);
    }

    private static async Task<Roster> OpenAsync(AppDb db, Guid organization, Guid actor, CancellationToken ct)
    {
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.ManageMembers);
        return roster;
    }

    private static void Apply(CustomRole role, string name, IReadOnlyList<string> permissions)
    {
        var errors = new FieldErrors();
        name = name.Trim();
        errors.Require(name.Length is >= 1 and <= 60 && !name.Any(char.IsControl), "name", "Enter a name of 1 to 60 characters");
        errors.Require(!RoleNames.BuiltIn.Any(known => string.Equals(known.ToString(), name, StringComparison.OrdinalIgnoreCase)), "name", "Every organization has a role of this name. Choose another name");
        errors.Require(permissions.Count > 0, "permissions", "Choose at least one right");
        foreach (var code in permissions)
            if (Permission.Find(code) is not { } permission) errors.Add("permissions", "Use codes of GET /api/v1/permissions");
            else if (permission.Least == Role.Owner) errors.Add("permissions", $"“{permission.Title}” is held by owners alone");
        errors.ThrowIfAny();
        (role.Name, role.NameUpper, role.Permissions) = (name, name.ToUpperInvariant(), [.. Permission.All.Select(p => p.Code).Where(permissions.Contains)]);
    }

    private static async Task SaveAsync(AppDb db, CancellationToken ct)
    {
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new RefusedException(new Refusal("ALREADY_EXISTS", "Another role has this name. Choose another one.", StatusCodes.Status409Conflict) { Errors = new Dictionary<string, string[]> { ["name"] = ["Another role has this name. Choose another one"] } });
        }
    }
}

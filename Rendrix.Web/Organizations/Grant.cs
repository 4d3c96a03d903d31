using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Organizations;

/// <summary>What somebody is to be given: a role, perhaps further rights, for all stores or some.</summary>
/// <param name="Role">The role.</param>
/// <param name="CustomRoleId">Which one, for a role that the organization made.</param>
/// <param name="Permissions">Codes of rights beside the role's.</param>
/// <param name="AllStores">Every store, also those still to come.</param>
/// <param name="Stores">The stores otherwise; and rights in single stores.</param>
public sealed record Grant(Role Role, Guid? CustomRoleId = null, IReadOnlyList<string>? Permissions = null, bool AllStores = true, IReadOnlyList<StoreRights>? Stores = null)
{
    private const int MostStores = 500;

    /// <summary>The rights it comes to. Refuses with every field that names something this organization does not have.</summary>
    public async Task<MemberRights> RightsAsync(AppDb db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        CustomRole? custom = null;
        if (Role == Role.Custom)
        {
            custom = CustomRoleId is { } id ? await db.CustomRoles.AsNoTracking().FirstOrDefaultAsync(role => role.Id == id, ct) : null;
            errors.Require(custom is not null, "roleId", "Name a role of this organization");
        }
        else errors.Require(CustomRoleId is null, "roleId", "Leave it out, or send custom as the role");
        foreach (var code in Permissions ?? []) CheckCode(errors, "permissions", code, ofStore: false);
        var stores = Stores ?? [];
        errors.Require(Role != Role.Owner || AllStores && stores.Count == 0 && (Permissions ?? []).Count == 0, "role", "An owner holds every right in every store; leave permissions and stores out");
        errors.Require(AllStores || stores.Count > 0, "stores", "Name at least one store, or open all of them");
        errors.Require(stores.Count <= MostStores, "stores", $"Name {MostStores} stores or fewer, or open all of them");
        errors.ThrowIfAny();
        Guid[] named = [.. stores.Select(store => store.StoreId).Distinct()];
        errors.Require(named.Length == stores.Count, "stores", "Name each store once");
        var known = named.Length == 0 ? 0 : await db.Stores.CountAsync(store => named.Contains(store.Id), ct);
        errors.Require(known == named.Length, "stores", "Name stores of this organization");
        foreach (var code in stores.SelectMany(store => store.Permissions)) CheckCode(errors, "stores", code, ofStore: true);
        errors.ThrowIfAny();
        return new MemberRights(Role, custom, Permissions, AllStores, stores);
    }

    private static void CheckCode(FieldErrors errors, string field, string? code, bool ofStore)
    {
        if (Permission.Find(code) is not { } permission) errors.Add(field, "Use codes of GET /api/v1/permissions");
        else if (permission.Least == Role.Owner) errors.Add(field, $"“{permission.Title}” is held by owners alone");
        else if (ofStore && permission.OfOrganization) errors.Add(field, $"“{permission.Title}” is about the organization, not about a store");
    }
}

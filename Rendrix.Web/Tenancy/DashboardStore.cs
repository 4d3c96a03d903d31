using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Tenancy;

/// <summary>A store as a member may open it: the store and the person's role in its organization.</summary>
public sealed record OpenedStore(StoreInfo Store, Guid UserId, Role Role);

/// <summary>Asks whether a person belongs to the organization of the store an address names. Resolving is not authorising: both happen here, in this order.</summary>
public sealed class DashboardStore(IMultiTenantStore stores, TenantTransactions transactions)
{
    /// <summary>The label in <c>/s/{label}/…</c>, or null.</summary>
    public static string? LabelOf(string? path)
    {
        if (path is null || !path.StartsWith("/s/", StringComparison.OrdinalIgnoreCase)) return null;
        var end = path.AsSpan(3).IndexOfAny("/?#");
        var label = end < 0 ? path[3..] : path[3..(3 + end)];
        return label.Length is > 0 and <= 63 ? label : null;
    }

    /// <summary>The opened store; null when there is no such store or the person does not belong there, which are the same to them.</summary>
    public async Task<OpenedStore?> OpenAsync(string label, ClaimsPrincipal person, CancellationToken ct)
    {
        if (!Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var user)) return null;
        if (await stores.GetByIdentifierAsync(TenantIdentifier.Subdomain(label.ToLowerInvariant()), ct) is not { } store) return null;
        await using var db = await transactions.BeginGlobalAsync(ct);
        var role = await db.Memberships.Where(m => m.UserId == user && m.OrganizationId == store.TenantId).Select(m => (Role?)m.Role).FirstOrDefaultAsync(ct);
        return role is null ? null : new OpenedStore(store, user, role.Value);
    }
}

/// <summary>Who acts in this scope, once a dashboard door has found out.</summary>
public sealed class CurrentMember
{
    /// <summary>The person.</summary>
    public Guid UserId { get; private set; }
    /// <summary>Their role here.</summary>
    public Role Role { get; private set; } = Role.Viewer;
    /// <summary>Whether a door has set it.</summary>
    public bool IsSet => UserId != Guid.Empty;
    /// <summary>Whether the person holds a right here.</summary>
    public bool May(Permission permission) => IsSet && permission.HeldBy(Role);
    /// <summary>Throws the refusal FORBIDDEN with the reason when they do not.</summary>
    public void Demand(Permission permission)
    {
        if (!May(permission)) throw new Rendrix.Refusals.RefusedException(new("FORBIDDEN", $"Your role here cannot do this: {permission.Title.ToLowerInvariant()}. Ask an owner or admin.", 403));
    }

    /// <summary>The person no longer acts here: every later question for a right is answered no.</summary>
    public void Leave() => UserId = Guid.Empty;

    /// <summary>Set by the door.</summary>
    public void Enter(Guid user, Role role) => (UserId, Role) = (user, role);
}

using System.Security.Claims;
using Rendrix.Identity;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Tenancy;

/// <summary>A store as a member may open it: the store and what the person may do there.</summary>
public sealed record OpenedStore(StoreInfo Store, Guid UserId, MemberRights Rights);

/// <summary>Asks whether a person belongs to the organization of the store an address names. Resolving is not authorising: both happen here, in this order.</summary>
public sealed class DashboardStore(IMultiTenantStore stores, RightsReader reader)
{
    /// <summary>The label in <c>/s/{label}/…</c>, or null.</summary>
    public static string? LabelOf(string? path)
    {
        if (path is null || !path.StartsWith("/s/", StringComparison.OrdinalIgnoreCase)) return null;
        var end = path.AsSpan(3).IndexOfAny("/?#");
        var label = end < 0 ? path[3..] : path[3..(3 + end)];
        return label.Length is > 0 and <= 63 ? label : null;
    }

    /// <summary>The opened store; null when there is no such store, the person does not belong there, or is limited to others, which are the same to them.</summary>
    public async Task<OpenedStore?> OpenAsync(string label, ClaimsPrincipal person, CancellationToken ct)
    {
        if (!Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var user)) return null;
        if (await stores.GetByIdentifierAsync(TenantIdentifier.Subdomain(label.ToLowerInvariant()), ct) is not { } store) return null;
        if (store.Status == Rendrix.Stores.StoreStatus.Making) return null;
        // Support is let into the one organization of its session, and looks.
        var support = person.HasClaim(claim => claim.Type == CurrentActor.ImpersonatorClaim);
        if (support && person.FindFirstValue(Claims.Organization) != store.TenantId.ToString()) return null;
        return await reader.ReadAsync(user, store.TenantId, ct) is { } rights && rights.CanOpen(store.StoreId) ? new OpenedStore(store, user, (support ? rights.ForSupport() : rights).With(store.Pause)) : null;
    }
}

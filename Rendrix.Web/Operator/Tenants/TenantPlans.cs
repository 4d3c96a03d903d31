using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Operator.Tenants;

/// <summary>
/// The one place where this room asks what organizations pay for. An installation without plans has nobody to ask, and shows none; the room of plans
/// answers here from its subscriptions.
/// </summary>
internal static class TenantPlans
{
    /// <summary>Name of the plan of each of these organizations, as far as one is known.</summary>
    public static Task<IReadOnlyDictionary<Guid, string>> OfAsync(AppDb db, IReadOnlyCollection<Guid> organizations, CancellationToken ct)
    {
        _ = (db, organizations, ct);
        return Task.FromResult<IReadOnlyDictionary<Guid, string>>(new Dictionary<Guid, string>());
    }
}

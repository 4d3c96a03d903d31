using Microsoft.EntityFrameworkCore;
using Rendrix.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Operator.Tenants;

/// <summary>The one place where the list of organizations asks what they pay for.</summary>
internal static class TenantPlans
{
    /// <summary>Name of the plan of each of these organizations that has a subscription, and how it stands where that is not simply paid.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> OfAsync(AppDb db, IReadOnlyCollection<Guid> organizations, CancellationToken ct) =>
        await (from subscription in db.Subscriptions.IgnoreQueryFilters().AsNoTracking()
               where organizations.Contains(subscription.TenantId) && subscription.Status != SubscriptionStatus.Canceled
               join plan in db.Plans on subscription.PlanCode equals plan.Code
               select new { subscription.TenantId, plan.Name, subscription.Status })
            .ToDictionaryAsync(s => s.TenantId, s => s.Status switch { SubscriptionStatus.Trialing => s.Name + ", trial", SubscriptionStatus.PastDue => s.Name + ", past due", _ => s.Name }, ct);
}

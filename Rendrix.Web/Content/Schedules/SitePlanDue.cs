using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Content.Schedules;

/// <summary>The time of a plan for several pages has come: to go live, or to go back.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="StoreId">The store.</param>
/// <param name="DueAt">The planned moment.</param>
/// <param name="Back">To go back rather than live.</param>
[Topic("site.plan_due")]
public sealed record SitePlanDue(Guid PlanId, Guid StoreId, DateTimeOffset DueAt, bool Back) : IShopEvent, IComesLater;

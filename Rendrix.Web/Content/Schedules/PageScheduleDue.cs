using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Content.Schedules;

/// <summary>The time of a schedule has come: to go live, or to go back.</summary>
/// <param name="ScheduleId">The schedule.</param>
/// <param name="StoreId">The store.</param>
/// <param name="DueAt">The planned moment. A schedule that was moved since has another, and this message says nothing then.</param>
/// <param name="Back">To go back rather than live.</param>
[Topic("page.schedule_due")]
public sealed record PageScheduleDue(Guid ScheduleId, Guid StoreId, DateTimeOffset DueAt, bool Back) : IShopEvent, IComesLater;

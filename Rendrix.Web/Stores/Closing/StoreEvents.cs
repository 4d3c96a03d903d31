using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Stores.Closing;

/// <summary>Somebody asked that a store be deleted; owners are told how to bring it back.</summary>
[Topic("store.closed")]
public sealed record StoreClosed(Guid StoreId, Guid ClosedBy, DateTimeOffset EndsAt) : IShopEvent;

/// <summary>The time to bring a store back is over.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="DueAt">When it ends. One that was brought back and closed again has another time, and this message does nothing then.</param>
[Topic("store.ending_due")]
public sealed record StoreEndingDue(Guid StoreId, DateTimeOffset DueAt) : IShopEvent, IComesLater;

using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Orders;

/// <summary>A checkout became an order and is paid.</summary>
[Topic("order.placed")]
public sealed record OrderPlaced(Guid StoreId, Guid OrderId) : IShopEvent;

/// <summary>Everything of the order is on its way.</summary>
[Topic("order.shipped")]
public sealed record OrderShipped(Guid StoreId, Guid OrderId) : IShopEvent;

/// <summary>The order is with the customer.</summary>
[Topic("order.delivered")]
public sealed record OrderDelivered(Guid StoreId, Guid OrderId) : IShopEvent;

/// <summary>The order was called off; its stock went back where asked.</summary>
[Topic("order.cancelled")]
public sealed record OrderCancelled(Guid StoreId, Guid OrderId, bool Restocked) : IShopEvent;

/// <summary>The customer sent the goods back; they went into stock where asked.</summary>
[Topic("order.returned")]
public sealed record OrderReturned(Guid StoreId, Guid OrderId, bool Restocked) : IShopEvent;

/// <summary>Contact or address was corrected.</summary>
[Topic("order.corrected")]
public sealed record OrderCorrected(Guid StoreId, Guid OrderId) : IShopEvent;

/// <summary>What was paid for a returned order is to be given back.</summary>
[Topic("order.refunded")]
public sealed record OrderRefunded(Guid StoreId, Guid OrderId) : IShopEvent;

/// <summary>Stock crossed a line that shoppers can see: sold out, back, or so few left that the page says how many.</summary>
[Topic("stock.changed")]
public sealed record StockChanged(Guid StoreId, IReadOnlyList<Guid> ProductIds, bool ListsChange) : IShopEvent, IEvictsPages
{
    /// <inheritdoc/>
    public IEnumerable<string> Tags() => ProductIds.Select(id => $"product:{id}").Concat(ListsChange ? [$"store:{StoreId}"] : []);
}

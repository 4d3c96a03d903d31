using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Inventory;

/// <summary>A sale or an adjustment left so few pieces of variants that somebody should order more. Told when the line is crossed, not with every sale below it.</summary>
[Topic("stock.low")]
public sealed record StockLow(Guid StoreId, IReadOnlyList<Guid> VariantIds) : IShopEvent;

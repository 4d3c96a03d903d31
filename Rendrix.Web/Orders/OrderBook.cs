using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Carts;
using Rendrix.Checkout;
using Rendrix.Orders;
using Rendrix.Pricing;
using Rendrix.Web.Inventory;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Orders;

/// <summary>Writes orders into the caller's transaction.</summary>
public static class OrderBook
{
    /// <summary>The store's next order number. The row stays locked until the caller commits, so numbers have no gaps and no doubles.</summary>
    public static async Task<long> NextNumberAsync(AppDb db, Guid storeId, CancellationToken ct) =>
        (await db.Database.SqlQuery<long>($"update order_counters set next = next + 1 where tenant_id = {db.Tenant} and store_id = {storeId} returning next - 1 as \"Value\"").ToListAsync(ct)) is [var number]
            ? number : throw new InvalidOperationException($"Store {storeId} has no order counter.");

    /// <summary>An order as snapshots of what was shown and paid.</summary>
    public static Order Draft(Guid id, CheckoutSession session, CartView cart, Totals totals, ShippingRate rate, StoreInfo store, IReadOnlyDictionary<Guid, string?> skus, IReadOnlyCollection<Stock.Taken> taken, string source, DateTimeOffset now)
    {
        var tax = new Percentage(store.TaxBasisPoints);
        var order = new Order
        {
            Id = id, StoreId = store.StoreId, CartId = cart.Id, CheckoutId = session.Id, AccessToken = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)), Email = session.Email, CustomerName = session.ShippingAddress.FullName,
            Status = OrderStatus.Pending, FinancialStatus = FinancialStatus.Paid, FulfilmentStatus = FulfilmentStatus.Unfulfilled, Currency = cart.Currency.Code,
            SubtotalMinor = totals.Subtotal.Minor, DiscountMinor = totals.Discount.Minor, ShippingMinor = totals.Shipping.Minor, TaxMinor = totals.Tax.Minor, TaxIncluded = totals.TaxIncluded, TotalMinor = totals.Total.Minor,
            ShippingMethod = rate.Name, ShippingAddress = session.ShippingAddress, BillingAddress = session.BillingAddress ?? session.ShippingAddress, Source = source, PlacedAt = now,
        };
        var position = 0;
        foreach (var line in cart.Lines)
            order.Lines.Add(new OrderLine
            {
                Id = Guid.CreateVersion7(now), StoreId = store.StoreId, OrderId = id, VariantId = line.VariantId, ProductId = line.ProductId, Name = line.Name, VariantTitle = line.VariantTitle, Sku = skus.GetValueOrDefault(line.VariantId),
                ImageUrl = line.ImageUrl, Quantity = line.Quantity, UnitPriceMinor = line.UnitPrice.Minor, TotalMinor = line.Total.Minor,
                TaxMinor = (totals.TaxIncluded ? tax.Within(line.Total) : tax.On(line.Total)).Minor, Position = position++, StockTaken = taken.Any(t => t.VariantId == line.VariantId && t.Tracked),
            });
        order.Events.Add(Event(order, "placed", $"{session.ShippingAddress.FullName} placed this order.", null, "", now));
        order.Events.Add(Event(order, "paid", $"{totals.Total.Format(store.Locale)} was paid.", null, "", now));
        return order;
    }

    /// <summary>One entry of the timeline, a microsecond after any of the same moment: what happened in one transaction is told in its order, and the database keeps microseconds.</summary>
    public static OrderEvent Event(Order order, string kind, string message, Guid? user, string actor, DateTimeOffset now)
    {
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        while (order.Events.Exists(e => e.At == at)) at = at.AddMicroseconds(1);
        // With its tenant, so that it stands in the order's own list as soon as it is added and the next one finds it there.
        return new() { TenantId = order.TenantId, Id = Guid.CreateVersion7(now), StoreId = order.StoreId, OrderId = order.Id, Kind = kind, Message = message, UserId = user, Actor = actor, At = at };
    }
}

using Rendrix.Places;

namespace Rendrix.Orders;

/// <summary>An order as the API answers it; amounts are decimal strings.</summary>
public sealed record OrderResponse(
    Guid Id, string OrderNumber, OrderStatus Status, FinancialStatus PaymentStatus, FulfilmentStatus FulfillmentStatus, string Email, string Currency, string Subtotal, string DiscountTotal, string ShippingTotal,
    string TaxTotal, bool TaxIncluded, string Total, string ShippingMethod, Address ShippingAddress, Address BillingAddress, string? TrackingCarrier, string? TrackingNumber, string? TrackingUrl, string Source,
    DateTimeOffset CreatedAt, IReadOnlyList<OrderLineResponse> Items, IReadOnlyList<PaymentResponse> Payments, int Version)
{
    /// <summary>From a loaded order.</summary>
    public static OrderResponse From(Order o) => new(o.Id, o.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), o.Status, o.FinancialStatus, o.FulfilmentStatus, o.Email, o.Currency, o.Money(o.SubtotalMinor).ToWire(),
        o.Money(o.DiscountMinor).ToWire(), o.Money(o.ShippingMinor).ToWire(), o.Money(o.TaxMinor).ToWire(), o.TaxIncluded, o.Money(o.TotalMinor).ToWire(), o.ShippingMethod, o.ShippingAddress, o.BillingAddress,
        o.TrackingCarrier, o.TrackingNumber, o.TrackingUrl, o.Source, o.PlacedAt, [.. o.Lines.OrderBy(l => l.Position).Select(l => OrderLineResponse.From(o, l))],
        [.. o.Payments.Select(p => new PaymentResponse(p.Id, p.Gateway, p.Status.ToString().ToLowerInvariant(), o.Money(p.AmountMinor).ToWire(), p.Currency, p.CreatedAt))], o.Version);
}

/// <summary>A line of an order.</summary>
public sealed record OrderLineResponse(Guid Id, Guid ProductId, Guid VariantId, string Name, string VariantTitle, string? Sku, int Quantity, string UnitPrice, string Total, string Tax)
{
    /// <summary>From a line and its order.</summary>
    public static OrderLineResponse From(Order o, OrderLine l) => new(l.Id, l.ProductId, l.VariantId, l.Name, l.VariantTitle, l.Sku, l.Quantity, o.Money(l.UnitPriceMinor).ToWire(), o.Money(l.TotalMinor).ToWire(), o.Money(l.TaxMinor).ToWire());
}

/// <summary>A payment of an order.</summary>
public sealed record PaymentResponse(Guid Id, string Gateway, string Status, string Amount, string Currency, DateTimeOffset CreatedAt);

/// <summary>An order in a list.</summary>
public sealed record OrderSummary(Guid Id, string OrderNumber, OrderStatus Status, FinancialStatus PaymentStatus, FulfilmentStatus FulfillmentStatus, string Email, string CustomerName, int ItemCount, string Total, string Currency, DateTimeOffset CreatedAt);

/// <summary>An entry of an order's timeline.</summary>
public sealed record OrderEventResponse(Guid Id, string Kind, string Message, string Actor, DateTimeOffset At);

/// <summary>Marks an order as shipped. All members may be left out.</summary>
public sealed record FulfillRequest(string? TrackingCarrier = null, string? TrackingNumber = null, string? TrackingUrl = null);

/// <summary>Calls an order off.</summary>
/// <param name="Restock">Whether the goods go back into stock; yes unless said otherwise.</param>
/// <param name="Reason">For the timeline, at most 500 characters.</param>
public sealed record CancelRequest(bool? Restock = null, string? Reason = null);

/// <summary>Moves an order along, or corrects where it goes. What is left out stays.</summary>
/// <param name="Status">Where it is to be: processing, shipped, delivered, cancelled, returned or refunded.</param>
/// <param name="Email">The customer's address for mail. Can be corrected until the order is shipped, as can the two below.</param>
/// <param name="ShippingAddress">Where it goes, whole. The country stays: it decides about tax and delivery.</param>
/// <param name="BillingAddress">Where the bill goes, whole; its country stays too.</param>
public sealed record OrderPatch(OrderStatus? Status = null, string? Email = null, Address? ShippingAddress = null, Address? BillingAddress = null);

/// <summary>A note for staff.</summary>
public sealed record NoteRequest(string? Note = null);

using Rendrix.Orders;
using Rendrix.Places;

namespace Rendrix.Checkout;

/// <summary>Begins a checkout of a cart.</summary>
public sealed record CheckoutRequest(Guid CartId, string? Email = null, Address? ShippingAddress = null, Address? BillingAddress = null, string? ShippingRateId = null, string? CouponCode = null);

/// <summary>A checkout as the API answers it; amounts are decimal strings.</summary>
public sealed record CheckoutResponse(Guid CheckoutId, string Currency, string Subtotal, string DiscountTotal, string ShippingTotal, string TaxTotal, bool TaxIncluded, string Total, IReadOnlyList<ShippingRateResponse> ShippingRates, IReadOnlyList<GatewayResponse> Gateways, DateTimeOffset ExpiresAt)
{
    /// <summary>From a view.</summary>
    public static CheckoutResponse From(CheckoutView c) => new(c.CheckoutId, c.Totals.Total.Currency.Code, c.Totals.Subtotal.ToWire(), c.Totals.Discount.ToWire(), c.Totals.Shipping.ToWire(), c.Totals.Tax.ToWire(), c.Totals.TaxIncluded, c.Totals.Total.ToWire(),
        [.. c.ShippingRates.Select(r => new ShippingRateResponse(r.Id, r.Name, r.Price.ToWire()))], [.. c.Gateways.Select(g => new GatewayResponse(g.Id, g.Name, new Dictionary<string, string>()))], c.ExpiresAt);
}

/// <summary>A way to ship.</summary>
public sealed record ShippingRateResponse(string Id, string Name, string Price);

/// <summary>A way to pay, with what its script in the browser needs.</summary>
public sealed record GatewayResponse(string Id, string Name, IReadOnlyDictionary<string, string> ClientConfig);

/// <summary>Pays a checkout.</summary>
public sealed record CompleteCheckoutRequest(Guid CheckoutId, string? Gateway = null, PaymentInput? Payment = null);

/// <summary>What the gateway's script answered; never card data.</summary>
public sealed record PaymentInput(string? Token = null);

/// <summary>The order a checkout became.</summary>
public sealed record CompletedCheckoutResponse(Guid OrderId, string OrderNumber, OrderStatus Status, FinancialStatus PaymentStatus, string Total, string Currency, IReadOnlyList<OrderLineResponse> Items, string AccessToken);

/// <summary>An order as its buyer sees it.</summary>
public sealed record BuyerOrderResponse(string OrderNumber, OrderStatus Status, FinancialStatus PaymentStatus, FulfilmentStatus FulfillmentStatus, string Total, string Currency, string? TrackingCarrier, string? TrackingNumber, string? TrackingUrl, DateTimeOffset CreatedAt, IReadOnlyList<OrderLineResponse> Items);

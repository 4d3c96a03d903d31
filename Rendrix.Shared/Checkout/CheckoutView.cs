using Rendrix.Amounts;
using Rendrix.Carts;
using Rendrix.Places;
using Rendrix.Pricing;

namespace Rendrix.Checkout;

/// <summary>A way to send the parcel and what it costs.</summary>
public sealed record ShippingRate(string Id, string Name, Money Price);

/// <summary>A way to pay that the store offers.</summary>
public sealed record GatewayOption(string Id, string Name);

/// <summary>What a shopper gave to begin a checkout.</summary>
public sealed record CheckoutInput(Guid CartId, string Email, Address ShippingAddress, Address? BillingAddress = null, string? ShippingRateId = null, string? CouponCode = null);

/// <summary>A checkout as shown before paying.</summary>
public sealed record CheckoutView(Guid CheckoutId, CartView Cart, Totals Totals, IReadOnlyList<ShippingRate> ShippingRates, string ShippingRateId, IReadOnlyList<GatewayOption> Gateways, DateTimeOffset ExpiresAt);

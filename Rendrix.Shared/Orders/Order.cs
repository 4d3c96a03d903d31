using Rendrix.Amounts;
using Rendrix.Auditing;
using Rendrix.Payments;
using Rendrix.Places;
using Rendrix.Tenancy;

namespace Rendrix.Orders;

/// <summary>The status people read; its legal moves are <see cref="OrderTransitions"/>.</summary>
public enum OrderStatus
{
    /// <summary>Placed, nothing done yet.</summary>
    Pending,
    /// <summary>Being packed.</summary>
    Processing,
    /// <summary>On its way.</summary>
    Shipped,
    /// <summary>With the customer.</summary>
    Delivered,
    /// <summary>Called off before it was shipped.</summary>
    Cancelled,
    /// <summary>Sent back.</summary>
    Returned,
    /// <summary>Money given back.</summary>
    Refunded,
}

/// <summary>Where the money stands.</summary>
public enum FinancialStatus
{
    /// <summary>Not paid.</summary>
    Pending,
    /// <summary>Held.</summary>
    Authorized,
    /// <summary>In part.</summary>
    PartiallyPaid,
    /// <summary>In full.</summary>
    Paid,
    /// <summary>Some given back.</summary>
    PartiallyRefunded,
    /// <summary>All given back.</summary>
    Refunded,
    /// <summary>Let go.</summary>
    Voided,
}

/// <summary>Where the goods are.</summary>
public enum FulfilmentStatus
{
    /// <summary>Nothing sent.</summary>
    Unfulfilled,
    /// <summary>Some sent.</summary>
    PartiallyFulfilled,
    /// <summary>All sent.</summary>
    Fulfilled,
    /// <summary>All with the customer.</summary>
    Delivered,
    /// <summary>Sent back.</summary>
    Returned,
}

/// <summary>A sale. Lines, addresses and amounts are snapshots: later changes of the catalog never change an order.</summary>
[Audited("order", Created = AuditActions.OrderCreate, Name = nameof(DisplayNumber), Fields = [nameof(TotalMinor), nameof(Source)])]
public sealed class Order : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>1001, 1002, … per store, without gaps.</summary>
    public long Number { get; set; }
    /// <summary>The cart it came from; unique, so that a cart is sold once whatever calls twice.</summary>
    public Guid CartId { get; set; }
    /// <summary>The checkout it came from.</summary>
    public Guid CheckoutId { get; set; }
    /// <summary>Lets the guest see this order; 128 random bits.</summary>
    public string AccessToken { get; set; } = "";
    /// <summary>Customer's address.</summary>
    public string Email { get; set; } = "";
    /// <summary>Name on the shipping address, for lists and search.</summary>
    public string CustomerName { get; set; } = "";
    /// <summary>What people read.</summary>
    public OrderStatus Status { get; set; }
    /// <summary>The money.</summary>
    public FinancialStatus FinancialStatus { get; set; }
    /// <summary>The goods.</summary>
    public FulfilmentStatus FulfilmentStatus { get; set; }
    /// <summary>Currency of the amounts.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>Goods, minor units.</summary>
    public long SubtotalMinor { get; set; }
    /// <summary>Discounts, minor units.</summary>
    public long DiscountMinor { get; set; }
    /// <summary>Shipping, minor units.</summary>
    public long ShippingMinor { get; set; }
    /// <summary>Tax, minor units; part of the total either way.</summary>
    public long TaxMinor { get; set; }
    /// <summary>Whether prices held the tax already.</summary>
    public bool TaxIncluded { get; set; }
    /// <summary>What was paid, minor units.</summary>
    public long TotalMinor { get; set; }
    /// <summary>What the shopper chose, as shown.</summary>
    public string ShippingMethod { get; set; } = "";
    /// <summary>Where it goes.</summary>
    public Address ShippingAddress { get; set; } = new();
    /// <summary>Where the bill goes.</summary>
    public Address BillingAddress { get; set; } = new();
    /// <summary>Carrier's name, when shipped.</summary>
    public string? TrackingCarrier { get; set; }
    /// <summary>Tracking number, when shipped.</summary>
    public string? TrackingNumber { get; set; }
    /// <summary>Tracking page, when known; https only.</summary>
    public string? TrackingUrl { get; set; }
    /// <summary>web, api or admin.</summary>
    public string Source { get; set; } = "web";
    /// <summary>When it was placed.</summary>
    public DateTimeOffset PlacedAt { get; set; }
    /// <summary>Grows with each change.</summary>
    public int Version { get; set; }
    /// <summary>What was bought.</summary>
    public List<OrderLine> Lines { get; set; } = [];
    /// <summary>What happened, oldest first.</summary>
    public List<OrderEvent> Events { get; set; } = [];
    /// <summary>How it was paid.</summary>
    public List<Payment> Payments { get; set; } = [];

    /// <summary>An amount in the order's currency.</summary>
    public Money Money(long minor) => Amounts.Money.FromMinor(minor, Currency);

    /// <summary>"#1042".</summary>
    public string DisplayNumber => "#" + Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One line of an order, a snapshot.</summary>
public sealed class OrderLine : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Its order.</summary>
    public Guid OrderId { get; set; }
    /// <summary>The variant sold.</summary>
    public Guid VariantId { get; set; }
    /// <summary>Its product.</summary>
    public Guid ProductId { get; set; }
    /// <summary>Product name when sold.</summary>
    public string Name { get; set; } = "";
    /// <summary>Variant title when sold.</summary>
    public string VariantTitle { get; set; } = "";
    /// <summary>SKU when sold.</summary>
    public string? Sku { get; set; }
    /// <summary>Picture when sold.</summary>
    public string? ImageUrl { get; set; }
    /// <summary>How many.</summary>
    public int Quantity { get; set; }
    /// <summary>Unit price, minor units.</summary>
    public long UnitPriceMinor { get; set; }
    /// <summary>Line total, minor units.</summary>
    public long TotalMinor { get; set; }
    /// <summary>Tax of the line, minor units.</summary>
    public long TaxMinor { get; set; }
    /// <summary>Place in the order.</summary>
    public int Position { get; set; }
    /// <summary>Whether stock was taken for it, and so must be given back on cancel.</summary>
    public bool StockTaken { get; set; }
}

/// <summary>One entry of an order's timeline.</summary>
public sealed class OrderEvent : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Its order.</summary>
    public Guid OrderId { get; set; }
    /// <summary>placed, paid, processing, shipped, delivered, cancelled, restocked, email, note.</summary>
    public string Kind { get; set; } = "";
    /// <summary>A sentence for people.</summary>
    public string Message { get; set; } = "";
    /// <summary>Who did it; null for the shop itself or the customer.</summary>
    public Guid? UserId { get; set; }
    /// <summary>Name of who did it.</summary>
    public string Actor { get; set; } = "";
    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>The next free order number of each store; its row's lock makes numbers gapless.</summary>
public sealed class OrderCounter : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The number the next order gets.</summary>
    public long Next { get; set; } = 1001;
}

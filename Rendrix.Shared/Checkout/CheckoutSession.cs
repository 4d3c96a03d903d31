using Rendrix.Places;
using Rendrix.Tenancy;

namespace Rendrix.Checkout;

/// <summary>A shopper on the way from cart to order: who, where to, what it will cost.</summary>
public sealed class CheckoutSession : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The cart it sells.</summary>
    public Guid CartId { get; set; }
    /// <summary>Where the confirmation goes.</summary>
    public string Email { get; set; } = "";
    /// <summary>Where the parcel goes.</summary>
    public Address ShippingAddress { get; set; } = new();
    /// <summary>Where the bill goes; null means the same.</summary>
    public Address? BillingAddress { get; set; }
    /// <summary>The chosen shipping rate.</summary>
    public string ShippingRateId { get; set; } = "standard";
    /// <summary>Currency of the amounts.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>What the shopper was shown to pay, minor units. Completion refuses to charge anything else.</summary>
    public long TotalMinor { get; set; }
    /// <summary>Lines as shown (variant:quantity:unit price), so that a changed cart or price is noticed.</summary>
    public string LinesFingerprint { get; set; } = "";
    /// <summary>The order it became.</summary>
    public Guid? OrderId { get; set; }
    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>After this it must be begun again.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

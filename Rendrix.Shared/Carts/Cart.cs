using Rendrix.Amounts;
using Rendrix.Tenancy;

namespace Rendrix.Carts;

/// <summary>What a shopper means to buy. Kept for 30 days; the cookie holds its id alone, which is unguessable.</summary>
public sealed class Cart : IStoreOwned
{
    /// <summary>Most lines in one cart.</summary>
    public const int MaxLines = 100;
    /// <summary>Most pieces of one line.</summary>
    public const int MaxQuantity = 99;

    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The store's currency when the cart was begun.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>Set when the cart became an order; such a cart changes no more.</summary>
    public Guid? OrderId { get; set; }
    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
    /// <summary>Lines in the order they came.</summary>
    public List<CartLine> Lines { get; set; } = [];
}

/// <summary>So many of a variant, with a snapshot of what the shopper saw. The price that counts is read again at checkout.</summary>
public sealed class CartLine : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Its cart.</summary>
    public Guid CartId { get; set; }
    /// <summary>The variant.</summary>
    public Guid VariantId { get; set; }
    /// <summary>The product.</summary>
    public Guid ProductId { get; set; }
    /// <summary>1 to 99.</summary>
    public int Quantity { get; set; }
    /// <summary>Product name as seen.</summary>
    public string Name { get; set; } = "";
    /// <summary>Variant title as seen.</summary>
    public string VariantTitle { get; set; } = "";
    /// <summary>Product slug as seen.</summary>
    public string Slug { get; set; } = "";
    /// <summary>Picture as seen.</summary>
    public string? ImageUrl { get; set; }
    /// <summary>Unit price as seen, minor units.</summary>
    public long UnitPriceMinor { get; set; }
    /// <summary>Former unit price as seen, minor units.</summary>
    public long? CompareAtMinor { get; set; }
    /// <summary>When it was added.</summary>
    public DateTimeOffset AddedAt { get; set; }
}

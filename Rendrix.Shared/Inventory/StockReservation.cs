using Rendrix.Tenancy;

namespace Rendrix.Inventory;

/// <summary>Pieces that a cart holds while its shopper pays. Nobody else can buy them until the time is over; then the row means nothing.</summary>
public sealed class StockReservation : IStoreOwned
{
    /// <summary>How long a shopper has for the payment.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The cart; with the variant it is unique. Not the checkout: two windows that pay for the same cart hold the same pieces.</summary>
    public Guid CartId { get; set; }
    /// <summary>The variant.</summary>
    public Guid VariantId { get; set; }
    /// <summary>Pieces, one or more.</summary>
    public int Quantity { get; set; }
    /// <summary>When it ends.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

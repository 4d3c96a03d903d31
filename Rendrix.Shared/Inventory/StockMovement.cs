using Rendrix.Tenancy;

namespace Rendrix.Inventory;

/// <summary>Why stock changed.</summary>
public enum StockReason
{
    /// <summary>Counted or set by a person, the API or an import.</summary>
    Adjusted,
    /// <summary>Taken by an order.</summary>
    Sold,
    /// <summary>Given back by a cancelled order.</summary>
    Restocked,
}

/// <summary>One change of a variant's stock: the trail that explains the number on hand.</summary>
public sealed class StockMovement : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The variant.</summary>
    public Guid VariantId { get; set; }
    /// <summary>Place the stock lies at; "default" until a store has several.</summary>
    public string Location { get; set; } = "default";
    /// <summary>Pieces added (positive) or taken (negative).</summary>
    public int Delta { get; set; }
    /// <summary>Why.</summary>
    public StockReason Reason { get; set; }
    /// <summary>The order line that took or gave back; unique together with the reason, so a line moves stock once.</summary>
    public Guid? OrderLineId { get; set; }
    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
}

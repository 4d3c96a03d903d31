using Rendrix.Tenancy;

namespace Rendrix.Inventory;

/// <summary>Why stock changed.</summary>
public enum StockReason
{
    /// <summary>Set by a person, the API or an import.</summary>
    Adjusted,
    /// <summary>Taken by an order.</summary>
    Sold,
    /// <summary>Given back by a cancelled or returned order.</summary>
    Restocked,
    /// <summary>Left the house with an order.</summary>
    Fulfilled,
    /// <summary>Of a cancelled order whose pieces did not go back into stock.</summary>
    WrittenOff,
    /// <summary>Left for another location, or was announced by a supplier.</summary>
    Sent,
    /// <summary>Arrived.</summary>
    Received,
    /// <summary>Came back from a transfer that was called off.</summary>
    CalledOff,
    /// <summary>Found by a stocktake to be more or less.</summary>
    Counted,
}

/// <summary>
/// One change of a variant's stock at one location: the ledger from which every quantity can be added up. Rows are added and never changed; the
/// database refuses an update.
/// </summary>
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
    /// <summary>The place.</summary>
    public Guid LocationId { get; set; }
    /// <summary>Pieces that can be sold: added (positive) or taken (negative).</summary>
    public int Delta { get; set; }
    /// <summary>Pieces that orders hold: added or let go.</summary>
    public int Committed { get; set; }
    /// <summary>Pieces on their way here: added or arrived.</summary>
    public int Incoming { get; set; }
    /// <summary>Why.</summary>
    public StockReason Reason { get; set; }
    /// <summary>The order line that took or gave back; unique together with reason and place, so a line moves stock once.</summary>
    public Guid? OrderLineId { get; set; }
    /// <summary>The transfer it belongs to.</summary>
    public Guid? TransferId { get; set; }
    /// <summary>Who did it; null for the shop itself.</summary>
    public Guid? UserId { get; set; }
    /// <summary>Why, in a person's words; at most 200 characters.</summary>
    public string Note { get; set; } = "";
    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
}

using Rendrix.Tenancy;

namespace Rendrix.Inventory;

/// <summary>Where a transfer is.</summary>
public enum TransferStatus
{
    /// <summary>Written down; no stock has moved.</summary>
    Draft,
    /// <summary>On its way: gone at its origin, incoming where it goes.</summary>
    InTransit,
    /// <summary>All of it arrived.</summary>
    Received,
    /// <summary>Called off; what had not arrived went back to its origin.</summary>
    Cancelled,
}

/// <summary>Goods on their way to a location: from another one, or from a supplier.</summary>
public sealed class StockTransfer : IStoreOwned
{
    /// <summary>Most lines of a transfer.</summary>
    public const int MostLines = 500;

    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Counts up in the store from 1.</summary>
    public int Number { get; set; }
    /// <summary>Where it comes from; null from a supplier.</summary>
    public Guid? FromId { get; set; }
    /// <summary>Where it goes.</summary>
    public Guid ToId { get; set; }
    /// <summary>Where it is.</summary>
    public TransferStatus Status { get; set; }
    /// <summary>A supplier's order number, a tracking number; at most 200 characters.</summary>
    public string Note { get; set; } = "";
    /// <summary>When it is expected; null when nobody knows.</summary>
    public DateOnly? ExpectedOn { get; set; }
    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it left.</summary>
    public DateTimeOffset? SentAt { get; set; }
    /// <summary>When it was over: all received, or called off.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    /// <summary>Grows with each save.</summary>
    public int Version { get; set; }
    /// <summary>What is in it.</summary>
    public List<StockTransferLine> Lines { get; set; } = [];
}

/// <summary>Pieces of one variant in a transfer.</summary>
public sealed class StockTransferLine : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The transfer.</summary>
    public Guid TransferId { get; set; }
    /// <summary>The variant; once in a transfer.</summary>
    public Guid VariantId { get; set; }
    /// <summary>Pieces sent.</summary>
    public int Quantity { get; set; }
    /// <summary>Pieces that arrived, never more than were sent.</summary>
    public int Received { get; set; }

    /// <summary>Pieces still on their way.</summary>
    public int Open => Quantity - Received;
}

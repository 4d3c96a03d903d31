using Rendrix.Inventory;

namespace Rendrix.Web.Inventory;

/// <summary>A location as staff read it.</summary>
/// <param name="Id">The first location of a store has the store's id.</param>
/// <param name="Name">Unique in the store.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Sells">Whether what lies here is for sale.</param>
/// <param name="Position">Orders take from the lowest first.</param>
/// <param name="First">Whether it is the first one, which stays.</param>
public sealed record LocationResponse(Guid Id, string Name, string Address, bool Sells, int Position, bool First)
{
    /// <summary>The wire form.</summary>
    public static LocationResponse From(Location location) => new(location.Id, location.Name, location.Address, location.Sells, location.Position, location.Id == location.StoreId);
}

/// <summary>Body of POST and PATCH of locations; what is left out stays.</summary>
/// <param name="Name">1 to 100 characters, unique in the store.</param>
/// <param name="Address">At most 300 characters.</param>
/// <param name="Sells">Whether what lies here is for sale; true when left out of a POST.</param>
/// <param name="Position">0 to 10,000; orders take from the lowest first.</param>
public sealed record LocationRequest(string? Name = null, string? Address = null, bool? Sells = null, int? Position = null)
{
    internal LocationDraft ToDraft() => new(Name, Address, Sells, Position);
}

/// <summary>What one location has of a variant.</summary>
/// <param name="LocationId">The place.</param>
/// <param name="Available">Pieces that can be sold.</param>
/// <param name="Committed">Pieces of orders that have not left.</param>
/// <param name="OnHand">Pieces that lie there: both together.</param>
/// <param name="Incoming">Pieces on their way there.</param>
public sealed record LevelResponse(Guid LocationId, int Available, int Committed, int OnHand, int Incoming)
{
    /// <summary>The wire form.</summary>
    public static LevelResponse From(StockLevel level) => new(level.LocationId, level.Available, level.Committed, level.OnHand, level.Incoming);
}

/// <summary>The stock of a variant.</summary>
/// <param name="VariantId">The variant.</param>
/// <param name="ProductId">Its product.</param>
/// <param name="ProductName">Its name.</param>
/// <param name="VariantTitle">"Tomato / Large"; empty for a product without options.</param>
/// <param name="Sku">May be null.</param>
/// <param name="Tracked">Whether its stock is counted.</param>
/// <param name="Available">Pieces that can be sold, over all locations that sell.</param>
/// <param name="Reserved">Pieces that shoppers who are paying at this moment hold.</param>
/// <param name="LowStockAt">So few are low.</param>
/// <param name="Low">Whether it is low.</param>
/// <param name="Levels">Location by location; those where nothing ever was are left out.</param>
public sealed record InventoryResponse(Guid VariantId, Guid ProductId, string ProductName, string VariantTitle, string? Sku, bool Tracked, int Available, int Reserved, int LowStockAt, bool Low, IReadOnlyList<LevelResponse> Levels);

/// <summary>One change of POST /inventory/adjustments. The variant is named by id or SKU; one of delta, available and onHand is given.</summary>
/// <param name="VariantId">The variant.</param>
/// <param name="Sku">Its SKU, instead.</param>
/// <param name="LocationId">The place; the store's first when left out.</param>
/// <param name="Delta">Pieces to add, or to take away.</param>
/// <param name="Available">Pieces that can be sold afterwards.</param>
/// <param name="OnHand">What a count found, pieces of orders included.</param>
public sealed record AdjustmentRequest(Guid? VariantId = null, string? Sku = null, Guid? LocationId = null, int? Delta = null, int? Available = null, int? OnHand = null);

/// <summary>Body of POST /inventory/adjustments.</summary>
/// <param name="Changes">1 to 250; all are carried out or none.</param>
/// <param name="Note">Why, at most 200 characters.</param>
/// <param name="Reason">adjusted (when left out) or counted.</param>
public sealed record AdjustmentsRequest(IReadOnlyList<AdjustmentRequest>? Changes = null, string? Note = null, StockReason? Reason = null);

/// <summary>What became of adjustments.</summary>
/// <param name="Changes">One for each change sent, in the same order.</param>
public sealed record AdjustmentsResponse(IReadOnlyList<StockAdjusted> Changes);

/// <summary>An entry of the ledger.</summary>
/// <param name="Id">UUIDv7; newer ones are greater.</param>
/// <param name="At">When.</param>
/// <param name="VariantId">The variant.</param>
/// <param name="LocationId">The place.</param>
/// <param name="Reason">adjusted, sold, restocked, fulfilled, written_off, sent, received, called_off or counted.</param>
/// <param name="Available">Pieces that can be sold: added or taken.</param>
/// <param name="Committed">Pieces held by orders: added or let go.</param>
/// <param name="Incoming">Pieces on their way: added or arrived.</param>
/// <param name="OrderLineId">The order line it belongs to.</param>
/// <param name="TransferId">The transfer it belongs to.</param>
/// <param name="UserId">Who did it; null for the shop itself.</param>
/// <param name="Note">Why, in their words.</param>
public sealed record MovementResponse(Guid Id, DateTimeOffset At, Guid VariantId, Guid LocationId, StockReason Reason, int Available, int Committed, int Incoming, Guid? OrderLineId, Guid? TransferId, Guid? UserId, string Note)
{
    /// <summary>The wire form.</summary>
    public static MovementResponse From(StockMovement m) => new(m.Id, m.At, m.VariantId, m.LocationId, m.Reason, m.Delta, m.Committed, m.Incoming, m.OrderLineId, m.TransferId, m.UserId, m.Note);
}

/// <summary>A transfer as staff read it.</summary>
public sealed record TransferResponse(Guid Id, int Number, Guid? FromLocationId, Guid ToLocationId, TransferStatus Status, string Note, DateOnly? ExpectedOn, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, DateTimeOffset? EndedAt, IReadOnlyList<TransferLineResponse> Lines)
{
    /// <summary>The wire form.</summary>
    public static TransferResponse From(StockTransfer t) => new(t.Id, t.Number, t.FromId, t.ToId, t.Status, t.Note, t.ExpectedOn, t.CreatedAt, t.SentAt, t.EndedAt, [.. t.Lines.Select(l => new TransferLineResponse(l.VariantId, l.Quantity, l.Received))]);
}

/// <summary>One variant of a transfer: pieces sent, pieces that arrived.</summary>
public sealed record TransferLineResponse(Guid VariantId, int Quantity, int Received);

/// <summary>One variant of a transfer's body.</summary>
public sealed record TransferLineRequest(Guid? VariantId = null, int? Quantity = null);

/// <summary>Body of POST and PUT of transfers.</summary>
/// <param name="FromLocationId">Where it comes from; left out for goods of a supplier.</param>
/// <param name="ToLocationId">Where it goes.</param>
/// <param name="Lines">1 to 500, each variant once.</param>
/// <param name="Note">At most 200 characters.</param>
/// <param name="ExpectedOn">The day it is expected.</param>
public sealed record TransferRequest(Guid? FromLocationId = null, Guid? ToLocationId = null, IReadOnlyList<TransferLineRequest>? Lines = null, string? Note = null, DateOnly? ExpectedOn = null);

/// <summary>Body of POST /transfers/{transferId}/receive.</summary>
/// <param name="Lines">What arrived; all that is open when left out.</param>
public sealed record ReceiveRequest(IReadOnlyList<TransferLineRequest>? Lines = null);

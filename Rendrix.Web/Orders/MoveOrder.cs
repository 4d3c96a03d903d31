using Microsoft.EntityFrameworkCore;
using Rendrix.Fields;
using Rendrix.Inventory;
using Rendrix.Orders;
using Rendrix.Payments;
using Rendrix.Refusals;
using Rendrix.Web.Inventory;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Orders;

/// <summary>How a parcel is followed. The page must be an https address.</summary>
public sealed record Tracking(string? Carrier, string? Number, string? Url)
{
    /// <summary>Refuses what cannot be shown to a shopper, by field.</summary>
    public void Check()
    {
        var errors = new FieldErrors();
        errors.Require(Carrier is not { Length: > 100 }, "trackingCarrier", "Use 100 characters or fewer");
        errors.Require(Number is not { Length: > 100 }, "trackingNumber", "Use 100 characters or fewer");
        errors.Require(string.IsNullOrWhiteSpace(Url) || Url.Trim() is { Length: <= 500 } url && url.StartsWith("https://", StringComparison.Ordinal) && FieldCheck.IsSafeLink(url), "trackingUrl", "Enter an address that starts with https://");
        errors.ThrowIfAny();
    }
}

/// <summary>Who moves an order, for its timeline.</summary>
/// <param name="UserId">The person; null for the program itself.</param>
/// <param name="Name">As the timeline names them.</param>
/// <param name="NoRefund">Why they may not give money back; null for who may.</param>
public sealed record OrderActor(Guid? UserId, string Name, Refusal? NoRefund = null);

/// <summary>Moves an order along its legal transitions. Each move is one transaction with its timeline entry and its event.</summary>
public sealed class MoveOrder(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>Packing began.</summary>
    public Task<Order> StartProcessingAsync(Guid storeId, Guid orderId, OrderActor actor, CancellationToken ct, int? expectedVersion = null) =>
        MoveAsync(storeId, orderId, OrderStatus.Processing, actor, expectedVersion, (order, _) => "Packing started.", ct);

    /// <summary>Everything left the house.</summary>
    public Task<Order> ShipAsync(Guid storeId, Guid orderId, Tracking? tracking, OrderActor actor, CancellationToken ct, int? expectedVersion = null)
    {
        tracking?.Check();
        return MoveAsync(storeId, orderId, OrderStatus.Shipped, actor, expectedVersion, (order, db) =>
        {
            order.FulfilmentStatus = FulfilmentStatus.Fulfilled;
            (order.TrackingCarrier, order.TrackingNumber, order.TrackingUrl) = (Clean(tracking?.Carrier), Clean(tracking?.Number), Clean(tracking?.Url));
            db.Publish(new OrderShipped(order.StoreId, order.Id));
            return order.TrackingNumber is { } number ? $"Shipped{(order.TrackingCarrier is { } carrier ? " with " + carrier : "")}, tracking {number}." : "Shipped.";
        }, ct);
    }

    /// <summary>The customer has it.</summary>
    public Task<Order> DeliverAsync(Guid storeId, Guid orderId, OrderActor actor, CancellationToken ct, int? expectedVersion = null) =>
        MoveAsync(storeId, orderId, OrderStatus.Delivered, actor, expectedVersion, (order, db) =>
        {
            order.FulfilmentStatus = FulfilmentStatus.Delivered;
            db.Publish(new OrderDelivered(order.StoreId, order.Id));
            return "Delivered.";
        }, ct);

    /// <summary>Called off: the payment is given back, and the stock too when asked.</summary>
    public async Task<Order> CancelAsync(Guid storeId, Guid orderId, bool restock, string? reason, OrderActor actor, CancellationToken ct, int? expectedVersion = null)
    {
        await using var db = await transactions.BeginAsync(ct);
        var order = await LoadAsync(db, storeId, orderId, expectedVersion, ct);
        var now = clock.GetUtcNow();
        Advance(db, order, OrderStatus.Cancelled, string.IsNullOrWhiteSpace(reason) ? "Cancelled." : $"Cancelled: {reason.Trim()}", actor, now);
        GiveBack(db, order, actor, now);
        if (restock) await RestockAsync(db, order, actor, now, ct);
        else await Stock.WriteOffAsync(db, order, now, ct);
        db.Publish(new OrderCancelled(order.StoreId, order.Id, restock));
        await db.CommitAsync(ct);
        return order;
    }

    /// <summary>The customer sent the goods back: they go into stock when asked. The money is given back by <see cref="RefundAsync"/>.</summary>
    public async Task<Order> ReturnAsync(Guid storeId, Guid orderId, bool restock, string? reason, OrderActor actor, CancellationToken ct, int? expectedVersion = null)
    {
        await using var db = await transactions.BeginAsync(ct);
        var order = await LoadAsync(db, storeId, orderId, expectedVersion, ct);
        var now = clock.GetUtcNow();
        Advance(db, order, OrderStatus.Returned, string.IsNullOrWhiteSpace(reason) ? "Returned." : $"Returned: {reason.Trim()}", actor, now);
        order.FulfilmentStatus = FulfilmentStatus.Returned;
        if (restock) await RestockAsync(db, order, actor, now, ct);
        db.Publish(new OrderReturned(order.StoreId, order.Id, restock));
        await db.CommitAsync(ct);
        return order;
    }

    /// <summary>All that was paid for a returned order is given back.</summary>
    public async Task<Order> RefundAsync(Guid storeId, Guid orderId, OrderActor actor, CancellationToken ct, int? expectedVersion = null)
    {
        await using var db = await transactions.BeginAsync(ct);
        var order = await LoadAsync(db, storeId, orderId, expectedVersion, ct);
        var now = clock.GetUtcNow();
        if (OrderTransitions.CannotMove(order.Status, OrderStatus.Refunded) is { } refusal) throw new RefusedException(refusal);
        order.Status = OrderStatus.Refunded;
        GiveBack(db, order, actor, now);
        db.Publish(new OrderRefunded(order.StoreId, order.Id));
        await db.CommitAsync(ct);
        return order;
    }

    /// <summary>Writes a note into the timeline; only staff read it.</summary>
    public async Task<Order> NoteAsync(Guid storeId, Guid orderId, string note, OrderActor actor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(note) || note.Length > 2000) throw new RefusedException(Refusal.Invalid("note", "Write a note of up to 2,000 characters"));
        await using var db = await transactions.BeginAsync(ct);
        var order = await LoadAsync(db, storeId, orderId, null, ct);
        db.OrderEvents.Add(OrderBook.Event(order, "note", note.Trim(), actor.UserId, actor.Name, clock.GetUtcNow()));
        await db.CommitAsync(ct);
        return order;
    }

    private async Task<Order> MoveAsync(Guid storeId, Guid orderId, OrderStatus to, OrderActor actor, int? expectedVersion, Func<Order, AppDb, string> act, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var order = await LoadAsync(db, storeId, orderId, expectedVersion, ct);
        if (OrderTransitions.CannotMove(order.Status, to) is { } refusal) throw new RefusedException(refusal);
        var (message, now) = (act(order, db), clock.GetUtcNow());
        if (to == OrderStatus.Shipped) await Stock.FulfilAsync(db, order, now, ct);
        Advance(db, order, to, message, actor, now);
        await db.CommitAsync(ct);
        return order;
    }

    /// <summary>The order with all that belongs to it, its row locked until the transaction ends; refuses one that is not there, or is of another version than the caller saw.</summary>
    internal static async Task<Order> LoadAsync(AppDb db, Guid storeId, Guid orderId, int? expectedVersion, CancellationToken ct)
    {
        // The row is locked first: a second mover waits, then sees the new status and is refused by the transition table.
        var order = await db.Orders.FromSql($"select * from orders where tenant_id = {db.Tenant} and store_id = {storeId} and id = {orderId} for update").SingleOrDefaultAsync(ct)
            ?? throw new RefusedException(Refusal.NotFound("order"));
        await db.Entry(order).Collection(o => o.Lines).LoadAsync(ct);
        await db.Entry(order).Collection(o => o.Payments).LoadAsync(ct);
        await db.Entry(order).Collection(o => o.Events).LoadAsync(ct);
        if (expectedVersion is { } version && order.Version != version) throw new RefusedException(Refusal.Stale());
        return order;
    }

    private static void Advance(AppDb db, Order order, OrderStatus to, string message, OrderActor actor, DateTimeOffset now)
    {
        if (OrderTransitions.CannotMove(order.Status, to) is { } refusal) throw new RefusedException(refusal);
        order.Status = to;
        db.OrderEvents.Add(OrderBook.Event(order, to.ToString().ToLowerInvariant(), message, actor.UserId, actor.Name, now));
    }

    // The order says what is owed back at once; the gateway is told by the event, until it answers.
    private static void GiveBack(AppDb db, Order order, OrderActor actor, DateTimeOffset now)
    {
        if (actor.NoRefund is { } why && order.Payments.Any(p => p.Status is PaymentStatus.Captured or PaymentStatus.Authorized)) throw new RefusedException(why);
        foreach (var payment in order.Payments.Where(p => p.Status is PaymentStatus.Captured or PaymentStatus.Authorized))
        {
            order.FinancialStatus = payment.Status == PaymentStatus.Captured ? FinancialStatus.Refunded : FinancialStatus.Voided;
            payment.Status = payment.Status == PaymentStatus.Captured ? PaymentStatus.Refunded : PaymentStatus.Voided;
            db.OrderEvents.Add(OrderBook.Event(order, "refunded", $"{order.Money(payment.AmountMinor).Format()} was given back.", actor.UserId, actor.Name, now));
        }
    }

    private static async Task RestockAsync(AppDb db, Order order, OrderActor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (await Stock.RestockAsync(db, order, now, ct) is not { Pieces: > 0 } back) return;
        db.OrderEvents.Add(OrderBook.Event(order, "restocked", $"{back.Pieces} pieces went back into stock.", actor.UserId, actor.Name, now));
        db.Publish(new StockChanged(order.StoreId, back.Products, true));
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Orders;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Orders;

/// <summary><c>/api/v1/stores/{storeId}/orders</c>: list, read, move along, note.</summary>
public static class OrderEndpoints
{
    private const string Newest = "orders:-number";

    /// <summary>Maps the endpoints.</summary>
    public static void MapOrders(this ApiGroups api)
    {
        var orders = api.Store.MapGroup("/orders").WithTags("Orders");
        orders.MapGet("", ListAsync).Demand(Permission.ReadOrders).WithName("ListOrders").WithSummary("List orders, newest first");
        orders.MapGet("/{orderId:guid}", GetAsync).Demand(Permission.ReadOrders).WithName("GetOrder").WithSummary("Read an order");
        orders.MapGet("/{orderId:guid}/timeline", TimelineAsync).Demand(Permission.ReadOrders).WithName("GetOrderTimeline").WithSummary("Read what happened to an order");
        orders.MapPatch("/{orderId:guid}", PatchAsync).Demand(Permission.WriteOrders).WithName("UpdateOrder").WithSummary("Move an order along, or correct where it goes").WithDescription("pending to processing or cancelled; processing to shipped or cancelled; shipped to delivered or returned; delivered to returned; returned to refunded. Cancelling gives the money back, and so does refunding: both ask for orders.refund where somebody paid; cancelling and returning put the goods back into stock. Email and addresses can be corrected until it is shipped.");
        orders.MapPost("/{orderId:guid}/fulfill", FulfillAsync).Demand(Permission.WriteOrders).WithName("FulfillOrder").WithSummary("Mark an order as shipped").WithDescription("An order that is still pending is packed and shipped in this one call.");
        orders.MapPost("/{orderId:guid}/cancel", CancelAsync).Demand(Permission.WriteOrders).WithName("CancelOrder").WithSummary("Cancel an order, refund it and put its goods back");
        orders.MapPost("/{orderId:guid}/notes", NoteAsync).Demand(Permission.WriteOrders).WithName("AddOrderNote").WithSummary("Add a note to an order's timeline");
    }

    private static async Task<Ok<Page<OrderSummary>>> ListAsync(CallerStore at, PageQuery page, HttpContext http, TenantTransactions transactions, CancellationToken ct, string? q = null, string? status = null, string? sort = null)
    {
        var wanted = status is null ? (OrderStatus?)null : Enum.TryParse<OrderStatus>(status, true, out var s) && Enum.IsDefined(s) && !char.IsAsciiDigit(status[0]) ? s : throw new RefusedException(Refusal.Invalid("status", "Use pending, processing, shipped, delivered, cancelled, returned or refunded"));
        if (sort is not (null or "-createdAt")) throw new RefusedException(Refusal.Invalid("sort", "Use -createdAt"));
        var filter = new OrderFilter(q, wanted);
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var rows = await db.PageOfOrdersAsync(at.StoreId, filter, page.After<long>(Newest), page.Take, ct);
        var total = page.WithTotal ? await db.Orders.OfStore(at.StoreId, filter).LongCountAsync(ct) : (long?)null;
        return TypedResults.Ok(page.Answer(rows, r => r.ToWire(), Newest, r => [r.Number], total));
    }

    private static async Task<Ok<OrderResponse>> GetAsync(CallerStore at, Guid orderId, HttpContext http, TenantTransactions transactions, CancellationToken ct) => Answer(http, await LoadAsync(at, orderId, transactions, ct));

    private static async Task<Ok<Page<OrderEventResponse>>> TimelineAsync(CallerStore at, Guid orderId, TenantTransactions transactions, CancellationToken ct)
    {
        var order = await LoadAsync(at, orderId, transactions, ct);
        return TypedResults.Ok(new Page<OrderEventResponse>([.. order.Events.Select(e => new OrderEventResponse(e.Id, e.Kind, e.Message, e.Actor, e.At))], null));
    }

    private static async Task<Ok<OrderResponse>> PatchAsync(CallerStore at, Guid orderId, OrderPatch patch, HttpContext http, MoveOrder move, CorrectOrder correct, TenantTransactions transactions, CancellationToken ct)
    {
        var order = await LoadAsync(at, orderId, transactions, ct);
        http.DemandMatch(order.Version);
        var correction = new OrderCorrection(patch.Email, patch.ShippingAddress, patch.BillingAddress);
        if (correction.Any) order = await correct.RunAsync(at.StoreId, orderId, correction, Actor(at), ct, Expected(http, order));
        if (patch.Status is { } to && to != order.Status)
        {
            if (OrderTransitions.CannotMove(order.Status, to) is { } refusal) throw new RefusedException(refusal);
            _ = to switch
            {
                OrderStatus.Processing => await move.StartProcessingAsync(at.StoreId, orderId, Actor(at), ct, Expected(http, order)),
                OrderStatus.Shipped => await move.ShipAsync(at.StoreId, orderId, null, Actor(at), ct, Expected(http, order)),
                OrderStatus.Delivered => await move.DeliverAsync(at.StoreId, orderId, Actor(at), ct, Expected(http, order)),
                OrderStatus.Cancelled => await move.CancelAsync(at.StoreId, orderId, true, null, Actor(at), ct, Expected(http, order)),
                OrderStatus.Returned => await move.ReturnAsync(at.StoreId, orderId, true, null, Actor(at), ct, Expected(http, order)),
                _ => await move.RefundAsync(at.StoreId, orderId, Actor(at), ct, Expected(http, order)),
            };
        }
        return Answer(http, await LoadAsync(at, orderId, transactions, ct));
    }

    // Shipping is two moves of the table; one call from an integration may do both, as one press in the dashboard does.
    private static async Task<Ok<OrderResponse>> FulfillAsync(CallerStore at, Guid orderId, FulfillRequest? request, HttpContext http, MoveOrder move, TenantTransactions transactions, CancellationToken ct)
    {
        var order = await LoadAsync(at, orderId, transactions, ct);
        http.DemandMatch(order.Version);
        var tracking = new Tracking(request?.TrackingCarrier, request?.TrackingNumber, request?.TrackingUrl);
        tracking.Check();
        if (order.Status == OrderStatus.Pending) await move.StartProcessingAsync(at.StoreId, orderId, Actor(at), ct);
        await move.ShipAsync(at.StoreId, orderId, tracking, Actor(at), ct);
        return Answer(http, await LoadAsync(at, orderId, transactions, ct));
    }

    private static async Task<Ok<OrderResponse>> CancelAsync(CallerStore at, Guid orderId, CancelRequest? request, HttpContext http, MoveOrder move, TenantTransactions transactions, CancellationToken ct)
    {
        if (request?.Reason is { Length: > 500 }) throw new RefusedException(Refusal.Invalid("reason", "Use 500 characters or fewer"));
        var order = await LoadAsync(at, orderId, transactions, ct);
        http.DemandMatch(order.Version);
        await move.CancelAsync(at.StoreId, orderId, request?.Restock ?? true, request?.Reason, Actor(at), ct, Expected(http, order));
        return Answer(http, await LoadAsync(at, orderId, transactions, ct));
    }

    private static async Task<Created<OrderEventResponse>> NoteAsync(CallerStore at, Guid orderId, NoteRequest request, MoveOrder move, TenantTransactions transactions, CancellationToken ct)
    {
        await move.NoteAsync(at.StoreId, orderId, request.Note ?? "", Actor(at), ct);
        var note = (await LoadAsync(at, orderId, transactions, ct)).Events.Last(e => e.Kind == "note");
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/orders/{orderId}/timeline", new OrderEventResponse(note.Id, note.Kind, note.Message, note.Actor, note.At));
    }

    private static async Task<Order> LoadAsync(CallerStore at, Guid orderId, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        return await db.FindOrderAsync(at.StoreId, orderId, ct) ?? throw new RefusedException(Refusal.NotFound("order"));
    }

    private static Ok<OrderResponse> Answer(HttpContext http, Order order)
    {
        http.SetEtag(order.Version);
        return TypedResults.Ok(OrderResponse.From(order));
    }

    // Who sent If-Match means the version that was compared; the move compares it again under the row's lock.
    private static int? Expected(HttpContext http, Order order) => http.Request.Headers.IfMatch.Count > 0 ? order.Version : null;

    private static OrderActor Actor(CallerStore at) => new(at.Caller.UserId, at.Caller.Name, at.Caller.Rights!.WhyNot(Permission.RefundOrders, at.StoreId));
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Catalog;
using Rendrix.Web.Content;
using Rendrix.Web.Inventory;
using Rendrix.Web.Orders;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Reviews;
using Rendrix.Web.Stores.Closing;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks;

/// <summary>
/// Makes deliveries of what happened, one for each webhook that asked for it, in the transaction that marks the event's message done. A message that comes again finds them
/// made. What is of the organization and of no store, as its invoices are, goes to the webhooks of all its stores.
/// </summary>
public sealed class TellWebhooks(TimeProvider clock) :
    IConsume<OrderPlaced>, IConsume<OrderShipped>, IConsume<OrderDelivered>, IConsume<OrderCancelled>, IConsume<OrderReturned>, IConsume<OrderRefunded>, IConsume<OrderCorrected>,
    IConsume<ProductChanged>, IConsume<CategoryChanged>, IConsume<CatalogChanged>, IConsume<StockChanged>, IConsume<StockLow>, IConsume<ReviewWritten>, IConsume<PagePublished>, IConsume<StoreClosed>,
    IConsume<SubscriptionChanged>, IConsume<InvoiceIssued>, IConsume<InvoicePaid>, IConsume<InvoiceReminder>, IConsume<SubscriptionUnpaid>, IConsume<LimitNoticed>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <inheritdoc/>
    public Task ConsumeAsync(OrderPlaced happened, ConsumeContext context, CancellationToken ct) => OrderAsync(WebhookTopic.OrderPlaced, happened.StoreId, happened.OrderId, context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(OrderShipped happened, ConsumeContext context, CancellationToken ct) => OrderAsync(WebhookTopic.OrderShipped, happened.StoreId, happened.OrderId, context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(OrderDelivered happened, ConsumeContext context, CancellationToken ct) => OrderAsync(WebhookTopic.OrderDelivered, happened.StoreId, happened.OrderId, context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(OrderCancelled happened, ConsumeContext context, CancellationToken ct) => OrderAsync(WebhookTopic.OrderCancelled, happened.StoreId, happened.OrderId, context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(OrderReturned happened, ConsumeContext context, CancellationToken ct) => OrderAsync(WebhookTopic.OrderReturned, happened.StoreId, happened.OrderId, context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(OrderRefunded happened, ConsumeContext context, CancellationToken ct) => OrderAsync(WebhookTopic.OrderRefunded, happened.StoreId, happened.OrderId, context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(OrderCorrected happened, ConsumeContext context, CancellationToken ct) => OrderAsync(WebhookTopic.OrderCorrected, happened.StoreId, happened.OrderId, context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(ProductChanged happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.ProductChanged, happened.StoreId, () => WebhookData.ProductAsync(context.Db, happened.ProductId, ct), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(CategoryChanged happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.CategoryChanged, happened.StoreId, () => WebhookData.CategoryAsync(context.Db, happened.CategoryId, ct), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(CatalogChanged happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.CatalogChanged, happened.StoreId, () => Said(new { }), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(StockChanged happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.StockChanged, happened.StoreId, () => WebhookData.StockAsync(context.Db, happened.ProductIds, ct), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(StockLow happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.StockLow, happened.StoreId, () => WebhookData.LowAsync(context.Db, happened.VariantIds, ct), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(ReviewWritten happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.ReviewWritten, happened.StoreId, () => WebhookData.ReviewAsync(context.Db, happened.ReviewId, ct), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(PagePublished happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.PagePublished, happened.StoreId, () => Said(new { Id = happened.PageId, happened.Slug, happened.Number, Published = happened.Number > 0 }), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(StoreClosed happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.StoreClosed, happened.StoreId, () => Said(new { Id = happened.StoreId, happened.EndsAt }), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(SubscriptionChanged happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.SubscriptionChanged, null, () => WebhookData.SubscriptionAsync(context.Db, happened.SubscriptionId, ct), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(InvoiceIssued happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.InvoiceIssued, null, () => WebhookData.InvoiceAsync(context.Db, happened.InvoiceId, ct), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(InvoicePaid happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.InvoicePaid, null, () => WebhookData.InvoiceAsync(context.Db, happened.InvoiceId, ct), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(InvoiceReminder happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.InvoiceReminder, null, () => WebhookData.InvoiceAsync(context.Db, happened.InvoiceId, ct), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(SubscriptionUnpaid happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.SubscriptionUnpaid, null, () => WebhookData.SubscriptionAsync(context.Db, happened.SubscriptionId, ct), context, ct);
    /// <inheritdoc/>
    public Task ConsumeAsync(LimitNoticed happened, ConsumeContext context, CancellationToken ct) => TellAsync(WebhookTopic.LimitNoticed, null, () => Said(new { happened.Limit, happened.Percent, happened.Plan, happened.Used, happened.Allowed }), context, ct);

    /// <summary>The body of a message.</summary>
    internal static string Write(Guid eventId, string topic, Guid? store, DateTimeOffset at, object data) =>
        JsonSerializer.Serialize(new Message(WebhookSignature.IdOf(eventId), topic, store, at, data), Json);

    private Task OrderAsync(WebhookTopic topic, Guid store, Guid order, ConsumeContext context, CancellationToken ct) => TellAsync(topic, store, () => WebhookData.OrderAsync(context.Db, order, ct), context, ct);

    private async Task TellAsync(WebhookTopic topic, Guid? store, Func<Task<object?>> read, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        var on = await db.Webhooks.AsNoTracking().Where(w => w.Off == WebhookOff.No && (store == null || w.StoreId == store)).Select(w => new { w.Id, w.StoreId, w.Topics }).ToListAsync(ct);
        var asked = on.Where(w => w.Topics.Contains(topic.Code)).ToList();
        if (asked.Count == 0) return;
        var made = await db.WebhookDeliveries.Where(d => d.EventId == context.EventId).Select(d => d.WebhookId).ToListAsync(ct);
        if (asked.RemoveAll(w => made.Contains(w.Id)) > 0 && asked.Count == 0 || await read() is not { } data) return;
        var now = clock.GetUtcNow();
        var at = await db.OutboxMessages.Where(m => m.Id == context.MessageId).Select(m => m.CreatedAt).FirstAsync(ct);
        var payload = Write(context.EventId, topic.Code, store, at, data);
        foreach (var webhook in asked)
            db.WebhookDeliveries.Add(new WebhookDelivery { Id = Guid.CreateVersion7(now), StoreId = webhook.StoreId, WebhookId = webhook.Id, EventId = context.EventId, Topic = topic.Code, Payload = payload, CreatedAt = now, DueAt = now });
        await WakeAsync(db, ct);
    }

    /// <summary>Wakes those who send, when the transaction commits.</summary>
    internal static Task WakeAsync(AppDb db, CancellationToken ct) => db.Database.ExecuteSqlAsync($"select pg_notify({Notifications.WebhookChannel}, '')", ct);

    private static Task<object?> Said(object data) => Task.FromResult<object?>(data);

    /// <summary>The body, with the names that are promised.</summary>
    private sealed record Message(string Id, string Topic, [property: JsonPropertyName("store_id")] Guid? StoreId, [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt, object Data);
}

using System.Reflection;
using Rendrix.Identity;

namespace Rendrix.Webhooks;

/// <summary>Something a webhook can be told of. Adding one is one field here and the event it is made from; the code is the event's own public name.</summary>
/// <param name="Code">Stable name: <c>order.placed</c>.</param>
/// <param name="Group">Under which heading people find it.</param>
/// <param name="Title">What people read.</param>
/// <param name="Needs">The right to see what it tells: nobody sends elsewhere what they may not see.</param>
public sealed record WebhookTopic(string Code, string Group, string Title, Permission Needs)
{
    /// <summary>A checkout became an order.</summary>
    public static readonly WebhookTopic OrderPlaced = new("order.placed", "Orders", "Order placed", Permission.ReadOrders);
    /// <summary>An order is on its way.</summary>
    public static readonly WebhookTopic OrderShipped = new("order.shipped", "Orders", "Order shipped", Permission.ReadOrders);
    /// <summary>An order is with the customer.</summary>
    public static readonly WebhookTopic OrderDelivered = new("order.delivered", "Orders", "Order delivered", Permission.ReadOrders);
    /// <summary>An order was called off.</summary>
    public static readonly WebhookTopic OrderCancelled = new("order.cancelled", "Orders", "Order cancelled", Permission.ReadOrders);
    /// <summary>Goods came back.</summary>
    public static readonly WebhookTopic OrderReturned = new("order.returned", "Orders", "Order returned", Permission.ReadOrders);
    /// <summary>The money is to be given back.</summary>
    public static readonly WebhookTopic OrderRefunded = new("order.refunded", "Orders", "Order refunded", Permission.ReadOrders);
    /// <summary>Contact or address of an order was corrected.</summary>
    public static readonly WebhookTopic OrderCorrected = new("order.corrected", "Orders", "Order corrected", Permission.ReadOrders);
    /// <summary>A product was made, changed, archived or deleted.</summary>
    public static readonly WebhookTopic ProductChanged = new("product.changed", "Catalog", "Product changed", Permission.ReadProducts);
    /// <summary>A category was made, changed or deleted.</summary>
    public static readonly WebhookTopic CategoryChanged = new("category.changed", "Catalog", "Category changed", Permission.ReadProducts);
    /// <summary>Many products changed at once.</summary>
    public static readonly WebhookTopic CatalogChanged = new("catalog.changed", "Catalog", "Many products changed", Permission.ReadProducts);
    /// <summary>Stock crossed a line that shoppers can see.</summary>
    public static readonly WebhookTopic StockChanged = new("stock.changed", "Catalog", "Stock sold out, back, or low", Permission.ReadProducts);
    /// <summary>So few pieces are left that somebody should order more.</summary>
    public static readonly WebhookTopic StockLow = new("stock.low", "Catalog", "Stock got low", Permission.ReadProducts);
    /// <summary>Somebody wrote a review.</summary>
    public static readonly WebhookTopic ReviewWritten = new("review.written", "Shop", "Review written", Permission.ReadProducts);
    /// <summary>A page went live, or was taken down.</summary>
    public static readonly WebhookTopic PagePublished = new("page.published", "Shop", "Page published", Permission.ManageWebhooks);
    /// <summary>The store is to be deleted.</summary>
    public static readonly WebhookTopic StoreClosed = new("store.closed", "Shop", "Store closed", Permission.ManageWebhooks);
    /// <summary>The organization's plan, its price or its state changed.</summary>
    public static readonly WebhookTopic SubscriptionChanged = new("subscription.changed", "Plan and billing", "Plan started, changed or ended", Permission.ReadBilling);
    /// <summary>The platform billed the organization.</summary>
    public static readonly WebhookTopic InvoiceIssued = new("invoice.issued", "Plan and billing", "Invoice issued", Permission.ReadBilling);
    /// <summary>The organization paid.</summary>
    public static readonly WebhookTopic InvoicePaid = new("invoice.paid", "Plan and billing", "Invoice paid", Permission.ReadBilling);
    /// <summary>An invoice is not paid yet.</summary>
    public static readonly WebhookTopic InvoiceReminder = new("invoice.reminder", "Plan and billing", "Invoice overdue", Permission.ReadBilling);
    /// <summary>The plan ended since nobody paid.</summary>
    public static readonly WebhookTopic SubscriptionUnpaid = new("subscription.unpaid", "Plan and billing", "Plan ended unpaid", Permission.ReadBilling);
    /// <summary>A limit of the plan comes near, or is reached.</summary>
    public static readonly WebhookTopic LimitNoticed = new("plan.limit_noticed", "Plan and billing", "Plan limit near or reached", Permission.ReadBilling);

    /// <summary>What a test sends; nobody subscribes to it.</summary>
    public const string Test = "webhook.test";

    /// <summary>Every topic, in the order written above.</summary>
    public static IReadOnlyList<WebhookTopic> All => Registry.All;

    /// <summary>The topic of that code, or null.</summary>
    public static WebhookTopic? Find(string? code) => Registry.All.FirstOrDefault(topic => topic.Code == code);

    // A class of its own, so that it is filled after the fields above, wherever among them a new one is written.
    private static class Registry
    {
        public static readonly IReadOnlyList<WebhookTopic> All = [.. typeof(WebhookTopic).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(WebhookTopic)).OrderBy(field => field.MetadataToken).Select(field => (WebhookTopic)field.GetValue(null)!)];
    }
}

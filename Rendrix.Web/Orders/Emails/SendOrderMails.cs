using Microsoft.EntityFrameworkCore;
using Rendrix.Orders;
using Rendrix.Reviews;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Orders.Emails;

/// <summary>Writes to the customer when an order is placed, shipped or cancelled, and notes it on the order's timeline in the same transaction.</summary>
public sealed class SendOrderMails(Mailer mailer, HostNames hosts, TimeProvider clock) : IConsume<OrderPlaced>, IConsume<OrderShipped>, IConsume<OrderCancelled>
{
    /// <inheritdoc/>
    public Task ConsumeAsync(OrderPlaced happened, ConsumeContext context, CancellationToken ct) =>
        SendAsync<OrderPlacedEmail>(happened.StoreId, happened.OrderId, "Confirmation", context, ct);

    /// <inheritdoc/>
    public Task ConsumeAsync(OrderShipped happened, ConsumeContext context, CancellationToken ct) =>
        SendAsync<OrderShippedEmail>(happened.StoreId, happened.OrderId, "Shipping notice", context, ct, asks: true);

    /// <inheritdoc/>
    public Task ConsumeAsync(OrderCancelled happened, ConsumeContext context, CancellationToken ct) =>
        SendAsync<OrderCancelledEmail>(happened.StoreId, happened.OrderId, "Cancellation notice", context, ct);

    private async Task SendAsync<TEmail>(Guid storeId, Guid orderId, string what, ConsumeContext context, CancellationToken ct, bool asks = false) where TEmail : Email<OrderMail>, new()
    {
        var order = await context.Db.Orders.Include(o => o.Lines).AsNoTracking().FirstOrDefaultAsync(o => o.Id == orderId && o.StoreId == storeId, ct);
        var store = await context.Db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == storeId, ct);
        if (order is null || store is null || order.Email.Length == 0) return;

        var shop = StoreInfo.Of(store);
        var link = $"{hosts.UrlOf(store)}/orders/{order.Number}?token={Uri.EscapeDataString(order.AccessToken)}";
        await mailer.SendAsync<TEmail, OrderMail>(context.Db, context.MessageId, order.Email, new OrderMail(order, shop, link) { ReviewLinks = asks && shop.ReviewWriters != ReviewWriters.Nobody ? LinksOf(order, hosts.UrlOf(store)) : new() }, ct, shop.Name, shop.ContactEmail.Length > 0 ? shop.ContactEmail : null);
        context.Db.OrderEvents.Add(new OrderEvent { Id = Guid.CreateVersion7(clock.GetUtcNow()), TenantId = order.TenantId, StoreId = storeId, OrderId = order.Id, Kind = "email", Message = $"{what} sent to {order.Email}.", At = clock.GetUtcNow() });
    }

    private static Dictionary<Guid, string> LinksOf(Order order, string shopUrl) =>
        order.Lines.Select(l => (l.Id, Path: ReviewLink.PathOf(order.AccessToken, l.Id))).Where(l => l.Path is not null).ToDictionary(l => l.Id, l => shopUrl + l.Path);
}

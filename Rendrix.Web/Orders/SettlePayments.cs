using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Payments;
using Rendrix.Web.Payments;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Orders;

/// <summary>Takes the money once the order is written, and gives it back once it is cancelled, or returned and refunded. Repeated until the gateway answered; gateways make repeats harmless.</summary>
public sealed class SettlePayments(PaymentGateways gateways) : IConsume<OrderPlaced>, IConsume<OrderCancelled>, IConsume<OrderRefunded>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(OrderPlaced happened, ConsumeContext context, CancellationToken ct)
    {
        foreach (var payment in await context.Db.Payments.AsNoTracking().Where(p => p.OrderId == happened.OrderId && p.Status == PaymentStatus.Captured).ToListAsync(ct))
            await gateways.Of(payment.Gateway).CaptureAsync(payment.Reference, Money.FromMinor(payment.AmountMinor, payment.Currency), ct);
    }

    /// <inheritdoc/>
    public Task ConsumeAsync(OrderCancelled happened, ConsumeContext context, CancellationToken ct) => GiveBackAsync(happened.OrderId, context, ct);

    /// <inheritdoc/>
    public Task ConsumeAsync(OrderRefunded happened, ConsumeContext context, CancellationToken ct) => GiveBackAsync(happened.OrderId, context, ct);

    private async Task GiveBackAsync(Guid order, ConsumeContext context, CancellationToken ct)
    {
        foreach (var payment in await context.Db.Payments.AsNoTracking().Where(p => p.OrderId == order && p.Status == PaymentStatus.Refunded).ToListAsync(ct))
            await gateways.Of(payment.Gateway).RefundAsync(payment.Reference, Money.FromMinor(payment.AmountMinor, payment.Currency), $"refund:{payment.Id:N}", ct);
    }
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks;

/// <summary>What people send by hand: tests, and deliveries again.</summary>
public sealed class SendAgain(TenantTransactions transactions, SendWebhook send, RateWindows windows, TimeProvider clock)
{
    /// <summary>Sends a test now and answers how it went. It works while the webhook is off, is tried once, and counts for nothing.</summary>
    public async Task<WebhookDelivery> TestAsync(Guid tenantId, Guid storeId, Guid webhookId, CancellationToken ct)
    {
        Take(storeId);
        var now = clock.GetUtcNow();
        var happened = Guid.CreateVersion7(now);
        var test = new WebhookDelivery { Id = Guid.CreateVersion7(now), StoreId = storeId, WebhookId = webhookId, EventId = happened, Topic = WebhookTopic.Test, Payload = TellWebhooks.Write(happened, WebhookTopic.Test, storeId, now, new { message = "This is a test. Nothing happened." }), CreatedAt = now };
        SendWebhook.Hold(test, now);
        await using (var db = await transactions.BeginAsync(tenantId, null, ct))
        {
            await SaveWebhook.LockAsync(db, storeId, webhookId, ct);
            db.WebhookDeliveries.Add(test);
            await db.CommitAsync(ct);
        }
        await send.SendAsync(test, ct);
        await using var after = await transactions.BeginAsync(tenantId, null, ct);
        return await after.WebhookDeliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == test.Id, ct) ?? test;
    }

    /// <summary>Sends a delivery again: the same message with the same id, and if need be for three days like a new one. One that is being sent this moment stays as it is.</summary>
    public async Task<WebhookDelivery> RunAsync(Guid tenantId, Guid storeId, Guid webhookId, Guid deliveryId, CancellationToken ct)
    {
        Take(storeId);
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var webhook = await SaveWebhook.LockAsync(db, storeId, webhookId, ct);
        var delivery = await db.WebhookDeliveries.FromSql($"select * from webhook_deliveries where tenant_id = {db.Tenant} and store_id = {storeId} and webhook_id = {webhookId} and id = {deliveryId} for update").FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("delivery"));
        if (!webhook.IsOn && !delivery.IsTest) throw new RefusedException(new Refusal("INVALID_TRANSITION", "This webhook is off. Switch it on, then send the message again.", StatusCodes.Status409Conflict));
        var now = clock.GetUtcNow();
        if (delivery.State == DeliveryState.Pending && delivery.SendingUntil > now) return delivery;
        (delivery.State, delivery.DueAt, delivery.DoneAt, delivery.Round) = (DeliveryState.Pending, now, null, 0);
        await TellWebhooks.WakeAsync(db, ct);
        await db.CommitAsync(ct);
        return delivery;
    }

    private void Take(Guid storeId)
    {
        if (windows.Take($"webhooks:{storeId:N}", 60, TimeSpan.FromMinutes(1)) is { Allowed: false } decision)
            throw new RefusedException(new Refusal("RATE_LIMITED", "Sixty messages were sent by hand within a minute. Wait a little.", StatusCodes.Status429TooManyRequests) { Extra = new Dictionary<string, object?> { ["retryAfter"] = decision.ResetSeconds } });
    }
}

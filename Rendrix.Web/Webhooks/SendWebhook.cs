using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Secrets;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks;

/// <summary>
/// Sends one delivery: takes it for a minute, sends it outside of any transaction, and writes down what came of it. A process that dies in between leaves it to the next one,
/// with the same <c>webhook-id</c>, by which receivers know what they have.
/// </summary>
public sealed class SendWebhook(TenantTransactions transactions, WebhookClient client, SecretBox box, TimeProvider clock)
{
    /// <summary>How long a delivery is held; much longer than a receiver may take.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Sends the delivery of a tenant that has been due longest; false when there is none.</summary>
    public async Task<bool> NextAsync(Guid tenant, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenant, null, ct);
        var now = clock.GetUtcNow();
        if (await db.WebhookDeliveries.FromSql($"select * from webhook_deliveries where tenant_id = {tenant} and state = 'pending' and due_at <= {now} order by due_at, id limit 1 for update skip locked").SingleOrDefaultAsync(ct) is not { } delivery) return false;
        Hold(delivery, now);
        await db.CommitAsync(ct);
        await SendAsync(delivery, ct);
        return true;
    }

    /// <summary>Holds a delivery for whoever sends it now.</summary>
    internal static void Hold(WebhookDelivery delivery, DateTimeOffset now) => (delivery.State, delivery.DueAt, delivery.SendingUntil) = (DeliveryState.Pending, now + Lease, now + Lease);

    /// <summary>Sends a delivery that is held.</summary>
    internal async Task SendAsync(WebhookDelivery delivery, CancellationToken ct)
    {
        Webhook? webhook;
        await using (var db = await transactions.BeginAsync(delivery.TenantId, null, ct)) webhook = await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == delivery.WebhookId, ct);
        if (webhook is null) return;
        var (at, began, id) = (clock.GetUtcNow(), clock.GetTimestamp(), WebhookSignature.IdOf(delivery.EventId));
        var signatures = string.Join(' ', SecretsOf(webhook, at).Select(secret => WebhookSignature.Of(secret, id, at, delivery.Payload)));
        var answer = await client.SendAsync(webhook.Url, id, at, delivery.Payload, signatures, ct);
        var took = (int)Math.Min(int.MaxValue, clock.GetElapsedTime(began).TotalMilliseconds);
        await RecordAsync(delivery, new WebhookAttempt
        {
            At = at, Status = answer.Status, Milliseconds = took, Answer = answer.Text,
            Error = answer.Problem.Length > 0 ? answer.Problem : WebhookRetry.Judge(answer.Status) == AnswerMeans.Done ? "" : answer.Status is >= 300 and < 400 ? "The server redirects; use the address it leads to" : $"The server answered {answer.Status}",
        }, answer.RetryAfter, ct);
    }

    private IEnumerable<byte[]> SecretsOf(Webhook webhook, DateTimeOffset now)
    {
        yield return box.Open(webhook.Secret, SaveWebhook.Purpose);
        if (webhook.OldSecret is { } old && webhook.OldSecretUntil > now) yield return box.Open(old, SaveWebhook.Purpose);
    }

    private async Task RecordAsync(WebhookDelivery sent, WebhookAttempt attempt, TimeSpan? retryAfter, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(sent.TenantId, null, ct);
        // The webhook before its deliveries, as whoever switches it off does.
        if (await db.Webhooks.FromSql($"select * from webhooks where tenant_id = {db.Tenant} and id = {sent.WebhookId} for update").FirstOrDefaultAsync(ct) is not { } webhook) return;
        if (await db.WebhookDeliveries.FromSql($"select * from webhook_deliveries where tenant_id = {db.Tenant} and id = {sent.Id} for update").FirstOrDefaultAsync(ct) is not { } delivery) return;
        // Our time was over and another one has sent it meanwhile: theirs counts.
        if (delivery.Attempts != sent.Attempts) return;
        var now = clock.GetUtcNow();
        (attempt.Id, attempt.StoreId, attempt.DeliveryId, attempt.Number) = (Guid.CreateVersion7(now), delivery.StoreId, delivery.Id, delivery.Attempts + 1);
        db.WebhookAttempts.Add(attempt);
        (delivery.Attempts, delivery.Round, delivery.LastStatus, delivery.LastError, delivery.SendingUntil) = (delivery.Attempts + 1, delivery.Round + 1, attempt.Status, attempt.Error, null);
        var means = WebhookRetry.Judge(attempt.Status);
        var wait = means == AnswerMeans.Later && !delivery.IsTest && delivery.State == DeliveryState.Pending ? WebhookRetry.WaitAfter(delivery.Round, Random.Shared.NextDouble(), retryAfter) : null;
        if (wait is { } time) delivery.DueAt = now + time;
        else (delivery.State, delivery.DueAt, delivery.DoneAt) = (means == AnswerMeans.Done ? DeliveryState.Delivered : DeliveryState.Failed, null, now);
        await NoteHealthAsync(db, webhook, delivery, means, now, ct);
        await db.CommitAsync(ct);
    }

    private static async Task NoteHealthAsync(AppDb db, Webhook webhook, WebhookDelivery delivery, AnswerMeans means, DateTimeOffset now, CancellationToken ct)
    {
        var mine = db.Webhooks.Where(w => w.Id == webhook.Id);
        // Past the tracker: how it fares is no change that somebody makes, and no version of it.
        if (means == AnswerMeans.Done) await mine.ExecuteUpdateAsync(w => w.SetProperty(x => x.LastOkAt, now).SetProperty(x => x.FailingSince, (DateTimeOffset?)null), ct);
        if (means == AnswerMeans.Done || delivery.IsTest || !webhook.IsOn) return;
        var since = webhook.FailingSince ?? now;
        if (webhook.FailingSince is null) await mine.ExecuteUpdateAsync(w => w.SetProperty(x => x.FailingSince, now), ct);
        var lasting = delivery.State == DeliveryState.Failed && now - since >= WebhookRetry.Span;
        if (!lasting && means != AnswerMeans.Gone) return;
        webhook.SwitchOff(means == AnswerMeans.Gone ? WebhookOff.Gone : WebhookOff.Failing, now);
        await SaveWebhook.GiveUpAsync(db, webhook.Id, now, ct);
        db.Publish(new WebhookSwitchedOff(webhook.StoreId, webhook.Id, webhook.Off));
    }
}

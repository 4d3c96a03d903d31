using System.Text.Json;
using System.Text.Json.Serialization;
using Rendrix.Identity;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks;

/// <summary>Body of POST …/webhooks.</summary>
/// <param name="Url">Where it is told; https.</param>
/// <param name="Topics">Codes of GET …/webhooks/topics; at least one.</param>
/// <param name="Note">What people call it; up to 100 characters.</param>
/// <param name="Enabled">False makes it switched off.</param>
public sealed record WebhookRequest(string? Url = null, IReadOnlyList<string>? Topics = null, string? Note = null, bool? Enabled = null);

/// <summary>Body of PATCH …/webhooks/{webhookId}; what is left out stays.</summary>
/// <param name="Url">Where it is told; https.</param>
/// <param name="Topics">Codes of GET …/webhooks/topics; at least one.</param>
/// <param name="Note">What people call it; up to 100 characters.</param>
/// <param name="Enabled">Switches it on or off.</param>
public sealed record WebhookPatch(string? Url = null, IReadOnlyList<string>? Topics = null, string? Note = null, bool? Enabled = null);

/// <summary>Something a webhook can be told of.</summary>
/// <param name="Code">Its name.</param>
/// <param name="Title">What people read.</param>
/// <param name="Group">Under which heading they find it.</param>
/// <param name="Needs">Code of the right that is needed to choose it.</param>
public sealed record WebhookTopicResponse(string Code, string Title, string Group, string Needs)
{
    /// <summary>The wire form.</summary>
    public static WebhookTopicResponse From(WebhookTopic topic) => new(topic.Code, topic.Title, topic.Group, topic.Needs.Code);
}

/// <summary>A webhook.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Url">Where it is told.</param>
/// <param name="Note">What people call it.</param>
/// <param name="Topics">What it is told.</param>
/// <param name="Enabled">Whether it is.</param>
/// <param name="DisabledReason">Why it is off: byPerson, failing, gone or moved.</param>
/// <param name="DisabledAt">Since when.</param>
/// <param name="FailingSince">Since when nothing reached it.</param>
/// <param name="LastDeliveredAt">When something last did.</param>
/// <param name="OldSecretUntil">Until when the secret before the last rotation signs too.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Secret">The signing secret: in the answers that make it, and nowhere else.</param>
public sealed record WebhookResponse(Guid Id, string Url, string Note, IReadOnlyList<string> Topics, bool Enabled, WebhookOff? DisabledReason, DateTimeOffset? DisabledAt, DateTimeOffset? FailingSince, DateTimeOffset? LastDeliveredAt, DateTimeOffset? OldSecretUntil, DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret = null)
{
    /// <summary>The wire form.</summary>
    public static WebhookResponse From(Webhook w, string? secret = null) => new(w.Id, w.Url, w.Note, w.Topics, w.IsOn, w.IsOn ? null : w.Off, w.OffAt, w.FailingSince, w.LastOkAt, w.OldSecretUntil, w.CreatedAt, secret);
}

/// <summary>One event on its way to one webhook.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="MessageId">The <c>webhook-id</c> it is sent with.</param>
/// <param name="Topic">What it tells.</param>
/// <param name="State">pending, delivered or failed.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="LastStatus">HTTP status of the last one; null when there was no answer.</param>
/// <param name="LastError">What was wrong with it; empty when nothing was.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="NextAttemptAt">When it is tried next.</param>
/// <param name="DoneAt">When it came to its end.</param>
public record DeliverySummary(Guid Id, string MessageId, string Topic, DeliveryState State, int Attempts, int? LastStatus, string LastError, DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? DoneAt)
{
    /// <summary>The wire form.</summary>
    public static DeliverySummary From(WebhookDelivery d) => new(d.Id, WebhookSignature.IdOf(d.EventId), d.Topic, d.State, d.Attempts, d.LastStatus, d.LastError, d.CreatedAt, d.DueAt, d.DoneAt);
}

/// <summary>A delivery with its body and its tries.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Tries">Its tries, newest first.</param>
/// <param name="Payload">The body; null when the caller may not see what it tells.</param>
public sealed record DeliveryResponse(DeliverySummary Delivery, IReadOnlyList<AttemptResponse> Tries, JsonElement? Payload)
{
    /// <summary>The wire form.</summary>
    public static DeliveryResponse From(WebhookDelivery delivery, IEnumerable<WebhookAttempt> tries, Func<Permission, bool> may) =>
        new(DeliverySummary.From(delivery), [.. tries.OrderByDescending(t => t.Number).Select(AttemptResponse.From)], WebhookTopic.Find(delivery.Topic) is { } topic && !may(topic.Needs) ? null : JsonElement.Parse(delivery.Payload));
}

/// <summary>One try.</summary>
/// <param name="Number">1, 2, 3, …</param>
/// <param name="At">When it began.</param>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Answer">The first kilobyte of what came back.</param>
/// <param name="Error">What was wrong; empty when nothing was.</param>
public sealed record AttemptResponse(int Number, DateTimeOffset At, int? Status, int Milliseconds, string Answer, string Error)
{
    /// <summary>The wire form.</summary>
    public static AttemptResponse From(WebhookAttempt a) => new(a.Number, a.At, a.Status, a.Milliseconds, a.Answer, a.Error);
}

using Rendrix.Tenancy;

namespace Rendrix.Webhooks;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Pending,
    /// <summary>The receiver took it.</summary>
    Delivered,
    /// <summary>Given up; it can be sent again by hand.</summary>
    Failed,
}

/// <summary>One event on its way to one webhook. Its unique key, webhook and event, is what makes it one however often the event is told.</summary>
public sealed class WebhookDelivery : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Whom it is for.</summary>
    public Guid WebhookId { get; set; }
    /// <summary>The event; <c>webhook-id</c> is made of it and stays the same when it is sent again.</summary>
    public Guid EventId { get; set; }
    /// <summary>What it tells, see <see cref="WebhookTopic"/>.</summary>
    public string Topic { get; set; } = "";
    /// <summary>The body, byte for byte as it is signed and sent.</summary>
    public string Payload { get; set; } = "";
    /// <summary>Where it stands.</summary>
    public DeliveryState State { get; set; }
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it is to be sent; while it is being sent, when that has surely ended.</summary>
    public DateTimeOffset? DueAt { get; set; }
    /// <summary>Until when somebody is sending it.</summary>
    public DateTimeOffset? SendingUntil { get; set; }
    /// <summary>Tries in all.</summary>
    public int Attempts { get; set; }
    /// <summary>Tries since it was made, or since somebody asked for it again.</summary>
    public int Round { get; set; }
    /// <summary>HTTP status of the last try; null when there was no answer.</summary>
    public int? LastStatus { get; set; }
    /// <summary>What was wrong with the last try; empty when nothing was.</summary>
    public string LastError { get; set; } = "";
    /// <summary>When it came to its end.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Whether it is a test, which is tried once and counts for nothing.</summary>
    public bool IsTest => Topic == WebhookTopic.Test;
}

/// <summary>One try of a delivery.</summary>
public sealed class WebhookAttempt : IStoreOwned
{
    /// <summary>Characters of the answer that are kept.</summary>
    public const int AnswerKept = 1024;

    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Of which delivery.</summary>
    public Guid DeliveryId { get; set; }
    /// <summary>1, 2, 3, …</summary>
    public int Number { get; set; }
    /// <summary>When it began.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>HTTP status; null when there was no answer.</summary>
    public int? Status { get; set; }
    /// <summary>How long it took, in milliseconds.</summary>
    public int Milliseconds { get; set; }
    /// <summary>The first kilobyte of what came back.</summary>
    public string Answer { get; set; } = "";
    /// <summary>What was wrong; empty when nothing was.</summary>
    public string Error { get; set; } = "";
}

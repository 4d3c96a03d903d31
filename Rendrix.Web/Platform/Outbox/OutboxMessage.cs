using Rendrix.Tenancy;

namespace Rendrix.Web.Platform.Outbox;

/// <summary>One event for one consumer, written in the transaction of what it tells. It is done in the transaction of what the consumer does.</summary>
public sealed class OutboxMessage : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>The store it is about, if one.</summary>
    public Guid? StoreId { get; set; }
    /// <summary>Id of the event; the same for all its consumers.</summary>
    public Guid EventId { get; set; }
    /// <summary>Topic of the event: order.placed, …</summary>
    public string Topic { get; set; } = "";
    /// <summary>Name of the consumer.</summary>
    public string Consumer { get; set; } = "";
    /// <summary>The event as JSON.</summary>
    public string Payload { get; set; } = "{}";
    /// <summary>When it was published.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Not before.</summary>
    public DateTimeOffset DueAt { get; set; }
    /// <summary>Failed tries so far.</summary>
    public int Attempts { get; set; }
    /// <summary>What the last try said.</summary>
    public string? LastError { get; set; }
    /// <summary>When it was done; null while it waits.</summary>
    public DateTimeOffset? DoneAt { get; set; }
    /// <summary>When it was set aside after too many tries.</summary>
    public DateTimeOffset? QuarantinedAt { get; set; }
}

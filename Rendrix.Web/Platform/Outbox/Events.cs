using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Platform.Outbox;

/// <summary>Something that happened, told after the fact to whoever listens. A record; its topic is a public name.</summary>
public interface IShopEvent;

/// <summary>The public name of an event: <c>order.placed</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TopicAttribute(string name) : Attribute
{
    /// <summary>Stable, lower case, noun dot past participle.</summary>
    public string Name { get; } = name;
}

/// <summary>An event that makes cached pages old. Its tags are evicted in every process the moment its transaction commits.</summary>
public interface IEvictsPages
{
    /// <summary>Cache tags: <c>store:{id}</c>, <c>product:{id}</c>, …</summary>
    IEnumerable<string> Tags();
}

/// <summary>An event that is told at a time still to come: its message waits until then, and is taken a few seconds after it at most.</summary>
public interface IComesLater
{
    /// <summary>Not before.</summary>
    DateTimeOffset DueAt { get; }
}

/// <summary>What a consumer gets beside the event: the unit of work it shares with the message's own "done" mark.</summary>
public sealed record ConsumeContext(AppDb Db, Guid TenantId, Guid? StoreId, Guid EventId, Guid MessageId);

/// <summary>Hears an event and acts inside the message's own transaction: both commit or neither. Keep it short.</summary>
public interface IConsume<in TEvent> where TEvent : IShopEvent
{
    /// <summary>Acts. An exception rolls back and the message comes again later.</summary>
    Task ConsumeAsync(TEvent happened, ConsumeContext context, CancellationToken ct);
}

/// <summary>
/// Does long work asked for by an event, in its own transactions. The message is leased while it runs and renewed;
/// after a crash another worker runs it again, so the work keeps its own resume position.
/// </summary>
public interface IRun<in TEvent> where TEvent : IShopEvent
{
    /// <summary>Works until done. The scope's tenant is entered.</summary>
    Task RunAsync(TEvent asked, Guid tenantId, Guid? storeId, CancellationToken ct);
}

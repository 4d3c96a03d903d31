using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Platform.Outbox;

/// <summary>Writes published events as one row per consumer, and wakes the workers and the page caches, all in the publisher's transaction.</summary>
public sealed class OutboxWriter(EventCatalog catalog, TimeProvider clock)
{
    /// <summary>Channel that wakes outbox workers.</summary>
    public const string WakeChannel = "rendrix_outbox";
    /// <summary>Channel that carries cache tags to evict, separated by commas.</summary>
    public const string EvictChannel = "rendrix_evict";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The clock's time.</summary>
    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Adds the rows, which the caller saves; answers what is to be notified after that.</summary>
    internal Told Write(AppDb db, IReadOnlyList<IShopEvent> events)
    {
        var now = clock.GetUtcNow();
        var wake = false;
        var tags = new HashSet<string>(StringComparer.Ordinal);
        foreach (var happened in events)
        {
            if (happened is IEvictsPages evicts) tags.UnionWith(evicts.Tags());
            var eventId = Guid.CreateVersion7(now);
            foreach (var consumer in catalog.ConsumersOf(happened.GetType()))
            {
                wake = true;
                db.OutboxMessages.Add(new OutboxMessage
                {
                    Id = Guid.CreateVersion7(now), StoreId = StoreOf(happened) ?? db.StoreScope, EventId = eventId, Topic = EventCatalog.TopicOf(happened.GetType()),
                    Consumer = consumer.Name, Payload = JsonSerializer.Serialize(happened, happened.GetType(), Json), CreatedAt = now, DueAt = happened is IComesLater { DueAt: var due } && due > now ? due : now,
                });
            }
        }
        return new Told(string.Join(',', tags), wake);
    }

    /// <summary>Whom a commit tells: the page caches, the workers, or both in one statement.</summary>
    internal sealed record Told(string Tags, bool Wake)
    {
        // NOTIFY is delivered at commit and dropped at rollback, so nobody wakes for what did not happen.
        public Task NotifyAsync(AppDb db, CancellationToken ct) => (Tags.Length > 0, Wake) switch
        {
            (true, true) => db.Database.ExecuteSqlAsync($"select pg_notify({EvictChannel}, {Tags}), pg_notify({WakeChannel}, '')", ct),
            (true, false) => db.Database.ExecuteSqlAsync($"select pg_notify({EvictChannel}, {Tags})", ct),
            (false, true) => db.Database.ExecuteSqlAsync($"select pg_notify({WakeChannel}, '')", ct),
            _ => Task.CompletedTask,
        };
    }

    private static Guid? StoreOf(IShopEvent happened) => happened.GetType().GetProperty("StoreId")?.GetValue(happened) as Guid?;
}

/// <summary>Which events exist and who consumes them, found once by reflection in this assembly.</summary>
public sealed class EventCatalog
{
    private readonly ILookup<Type, Type> _consumers;
    private readonly Dictionary<string, Type> _events;

    /// <summary>Reads the assembly; a topic used twice stops the start.</summary>
    public EventCatalog()
    {
        var types = typeof(EventCatalog).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsInterface: false }).ToList();
        _events = types.Where(t => t.IsAssignableTo(typeof(IShopEvent))).ToDictionary(TopicOf);
        LongConsumers = [.. types.Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRun<>))).Select(t => t.Name)];
        _consumers = types.SelectMany(t => HeardBy(t).Select(e => (Event: e, Consumer: t))).ToLookup(p => p.Event, p => p.Consumer);
    }

    /// <summary>Every consumer type, for registration.</summary>
    public IEnumerable<Type> Consumers => _consumers.SelectMany(g => g).Distinct();

    internal IEnumerable<Type> ConsumersOf(Type happened) => _consumers[happened];

    /// <summary>Names of consumers whose work is long, by <see cref="IRun{TEvent}"/>.</summary>
    internal string[] LongConsumers { get; }

    internal Type? EventOf(string topic) => _events.GetValueOrDefault(topic);

    internal Type? ConsumerOf(Type happened, string name) => _consumers[happened].FirstOrDefault(c => c.Name == name);

    internal static string TopicOf(Type happened) =>
        happened.GetCustomAttribute<TopicAttribute>()?.Name ?? throw new InvalidOperationException($"{happened.Name} needs a [Topic].");

    private static IEnumerable<Type> HeardBy(Type type) => type.GetInterfaces()
        .Where(i => i.IsGenericType && (i.GetGenericTypeDefinition() == typeof(IConsume<>) || i.GetGenericTypeDefinition() == typeof(IRun<>)))
        .Select(i => i.GetGenericArguments()[0]);
}

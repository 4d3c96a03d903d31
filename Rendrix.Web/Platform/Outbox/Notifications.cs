using System.Collections.Concurrent;
using Npgsql;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Platform.Outbox;

/// <summary>
/// Hears PostgreSQL's NOTIFY on one connection and hands each payload to whoever asked for its channel. After a lost connection it
/// calls everyone with an empty payload, which means: something may have been missed, start afresh.
/// </summary>
public sealed class Notifications(DatabaseConnections connections, TimeProvider clock, ILogger<Notifications> log) : BackgroundService
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Guid, Action<string>>> _handlers = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Channels that carry tenant directory changes: payload is the identifier or store id that changed.</summary>
    public const string StoreChannel = "rendrix_store";

    /// <summary>Channel that says whose people's rights changed: payload is the organization's id.</summary>
    public const string AccessChannel = "rendrix_access";

    /// <summary>Channel that says that switches, announcements or templates on offer changed.</summary>
    public const string PlatformChannel = "rendrix_platform";

    /// <summary>Channel that says that something is to be sent to webhooks.</summary>
    public const string WebhookChannel = "rendrix_webhooks";

    /// <summary>Completes once the first LISTEN is in force.</summary>
    public Task Listening => _listening.Task;

    /// <summary>Calls the handler for each payload of a channel until disposed. Handlers must be quick and not throw.</summary>
    public IDisposable On(string channel, Action<string> handler)
    {
        var id = Guid.NewGuid();
        var handlers = _handlers.GetOrAdd(channel, _ => new());
        handlers[id] = handler;
        return new Subscription(() => handlers.TryRemove(id, out _));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // A connection of its own, outside the pool: LISTEN belongs to the session.
                await using var connection = new NpgsqlConnection(connections.Listening);
                connection.Notification += (_, e) => Tell(e.Channel, e.Payload);
                await connection.OpenAsync(stoppingToken);
                await using (var listen = new NpgsqlCommand($"LISTEN {OutboxWriter.WakeChannel}; LISTEN {OutboxWriter.EvictChannel}; LISTEN {StoreChannel}; LISTEN {AccessChannel}; LISTEN {PlatformChannel}; LISTEN {WebhookChannel}", connection)) await listen.ExecuteNonQueryAsync(stoppingToken);
                if (!first) foreach (var channel in _handlers.Keys) Tell(channel, "");
                first = false;
                _listening.TrySetResult();
                while (true) await connection.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or ObjectDisposedException or InvalidOperationException)
            {
                log.LogWarning("Lost the notification connection ({Reason}); opening it again", e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Tell(string channel, string payload)
    {
        if (!_handlers.TryGetValue(channel, out var handlers)) return;
        foreach (var handler in handlers.Values) handler(payload);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform.Outbox;

/// <summary>
/// Delivers outbox messages: woken by NOTIFY, and every few seconds in case a notification was missed. Many workers in many processes may run;
/// a message is taken with FOR UPDATE SKIP LOCKED and marked done in the transaction of what its consumer did.
/// </summary>
public sealed class OutboxWorker(IServiceScopeFactory scopes, PlatformAccess platform, EventCatalog catalog, Notifications notifications, TimeProvider clock, ILogger<OutboxWorker> log) : BackgroundService
{
    // About five days with waits of at most an hour: longer than any outage of a mail server or a gateway that anybody tolerates.
    private const int MaxAttempts = 120;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(3);
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly ConcurrentDictionary<Guid, byte> _long = new();
    private int _inHand;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var _ = notifications.On(OutboxWriter.WakeChannel, _ => Wake());
        // One lane leaves long work alone, so that an import of one merchant never holds everybody's mail; two do it, for different merchants, so that it does not hold everybody's imports either.
        await Task.WhenAll(LaneAsync(quickOnly: true, stoppingToken), LaneAsync(quickOnly: false, stoppingToken), LaneAsync(quickOnly: false, stoppingToken));
    }

    /// <summary>Delivers everything due now and waits for what the lanes have in hand; answers how many messages were taken. Tests call it to be done with waiting.</summary>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        var taken = await DrainAsync(quickOnly: false, shares: false, ct);
        // A message of long work is leased and no longer due while a lane still works on it.
        while (Volatile.Read(ref _inHand) > 0) await Task.Delay(TimeSpan.FromMilliseconds(2), ct);
        return taken;
    }

    private async Task<int> DrainAsync(bool quickOnly, bool shares, CancellationToken ct)
    {
        var taken = 0;
        foreach (var tenant in await platform.TenantsWithDueMessagesAsync(clock.GetUtcNow(), 100, ct))
        {
            // Of one tenant a single lane does long work.
            var claimed = shares && !quickOnly && _long.TryAdd(tenant, 0);
            try { taken += await DrainAsync(tenant, quickOnly || shares && !claimed, ct); }
            finally { if (claimed) _long.TryRemove(tenant, out _); }
        }
        return taken;
    }

    private async Task<int> DrainAsync(Guid tenant, bool quickOnly, CancellationToken ct)
    {
        for (var taken = 0; ; taken++)
        {
            Interlocked.Increment(ref _inHand);
            (bool Took, bool WasLong) one;
            try { one = await TakeOneAsync(tenant, quickOnly, ct); }
            finally { Interlocked.Decrement(ref _inHand); }
            if (!one.Took) return taken;
            // After long work, or much, the next tenant has its turn.
            if (one.WasLong || taken == 49) return taken + 1;
        }
    }

    private void Wake() { if (_wake.CurrentCount == 0) { try { _wake.Release(); } catch (SemaphoreFullException) { /* another notification was quicker */ } } }

    private async Task LaneAsync(bool quickOnly, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (await DrainAsync(quickOnly, shares: true, ct) == 0) await _wake.WaitAsync(Idle, ct);
                else Wake();
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested) { return; }
            catch (Exception e)
            {
                log.LogWarning(e, "The outbox could not be read; trying again soon");
                await Task.Delay(Idle, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<(bool Took, bool WasLong)> TakeOneAsync(Guid tenant, bool quickOnly, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentTenant>().Enter(tenant);
        var transactions = scope.ServiceProvider.GetRequiredService<TenantTransactions>();
        await using var db = await transactions.BeginAsync(tenant, null, ct);
        var now = clock.GetUtcNow();
        string[] notHere = quickOnly ? catalog.LongConsumers : [];
        var message = await db.OutboxMessages.FromSql($"select * from outbox_messages where tenant_id = {tenant} and done_at is null and quarantined_at is null and due_at <= {now} and not consumer = any({notHere}) order by due_at, id limit 1 for update skip locked").SingleOrDefaultAsync(ct);
        if (message is null) return (false, false);

        try
        {
            var happened = Read(message, out var consumerType);
            var consumer = scope.ServiceProvider.GetRequiredService(consumerType);
            if (typeof(IRun<>).MakeGenericType(happened.GetType()).IsInstanceOfType(consumer))
            {
                message.DueAt = now + Lease;
                message.Attempts++;
                await db.CommitAsync(ct);
                await RunLeasedAsync(message, happened, consumer, ct);
                return (true, true);
            }
            var context = new ConsumeContext(db, tenant, message.StoreId, message.EventId, message.Id);
            await (Task)typeof(IConsume<>).MakeGenericType(happened.GetType()).GetMethod("ConsumeAsync")!.Invoke(consumer, [happened, context, ct])!;
            message.DoneAt = clock.GetUtcNow();
            message.LastError = null;
            await db.CommitAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { throw; }
        catch (Exception e)
        {
            await db.DisposeAsync();
            await PostponeAsync(message, e, countAttempt: true, ct);
        }
        return (true, false);
    }

    private IShopEvent Read(OutboxMessage message, out Type consumer)
    {
        var type = catalog.EventOf(message.Topic) ?? throw new InvalidOperationException($"No event is called {message.Topic}.");
        consumer = catalog.ConsumerOf(type, message.Consumer) ?? throw new InvalidOperationException($"{message.Consumer} does not consume {message.Topic}.");
        return (IShopEvent)JsonSerializer.Deserialize(message.Payload, type, OutboxWriter.Json)!;
    }

    // The lease is renewed while the work runs; when this process dies, another one takes the message after it ran out.
    private async Task RunLeasedAsync(OutboxMessage message, IShopEvent asked, object consumer, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var renewing = RenewAsync(message, over.Token);
        try
        {
            await (Task)typeof(IRun<>).MakeGenericType(asked.GetType()).GetMethod("RunAsync")!.Invoke(consumer, [asked, message.TenantId, message.StoreId, ct])!;
            await MarkAsync(message, m => (m.DoneAt, m.LastError) = (clock.GetUtcNow(), null), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await MarkAsync(message, m => m.DueAt = clock.GetUtcNow(), CancellationToken.None);
            throw;
        }
        catch (Exception e) { await PostponeAsync(message, e, countAttempt: false, ct); }
        finally
        {
            await over.CancelAsync();
            await renewing;
        }
    }

    private async Task RenewAsync(OutboxMessage message, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Task.Delay(Lease / 3, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ct.IsCancellationRequested) return;
            try { await MarkAsync(message, m => m.DueAt = clock.GetUtcNow() + Lease, ct); }
            catch (OperationCanceledException) when (ct.IsCancellationRequested) { return; }
            catch (Exception e) { log.LogWarning(e, "The lease of {Message} could not be renewed", message.Id); }
        }
    }

    private async Task PostponeAsync(OutboxMessage message, Exception e, bool countAttempt, CancellationToken ct)
    {
        log.LogError(e, "{Consumer} failed on {Topic} {Message}, try {Attempt}", message.Consumer, message.Topic, message.Id, message.Attempts + 1);
        await MarkAsync(message, m =>
        {
            if (countAttempt) m.Attempts++;
            m.LastError = e.GetType().Name + ": " + e.Message;
            m.DueAt = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, m.Attempts)));
            if (m.Attempts >= MaxAttempts) m.QuarantinedAt = clock.GetUtcNow();
        }, ct);
    }

    private async Task MarkAsync(OutboxMessage message, Action<OutboxMessage> change, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<TenantTransactions>();
        await using var db = await transactions.BeginAsync(message.TenantId, null, ct);
        if (await db.OutboxMessages.FirstOrDefaultAsync(m => m.Id == message.Id, ct) is not { } fresh) return;
        change(fresh);
        await db.CommitAsync(ct);
    }
}

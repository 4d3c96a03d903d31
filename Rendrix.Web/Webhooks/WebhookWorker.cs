using System.Collections.Concurrent;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Webhooks;

/// <summary>
/// Sends what is due: woken when something is made, and every few seconds for what is tried again. Apart from the outbox, whose lanes must not wait for strangers' servers.
/// A tenant has one place of eight at a time and gives it back after some seconds, so that one slow receiver holds up its own messages and hardly others'.
/// </summary>
public sealed class WebhookWorker(IServiceScopeFactory scopes, PlatformAccess platform, Notifications notifications, TimeProvider clock, ILogger<WebhookWorker> log) : BackgroundService
{
    private const int Places = 8, AtOnce = 50;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(3), Turn = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _wake = new(0, 1), _places = new(Places, Places);
    private readonly ConcurrentDictionary<Guid, Task> _inHand = new();

    /// <summary>Sends everything due now and waits until it is done; answers whether there was anything. Tests call it to be done with waiting.</summary>
    public async Task<bool> DrainAsync(CancellationToken ct)
    {
        var any = await PassAsync(ct);
        await Task.WhenAll(_inHand.Values);
        return any;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var _ = notifications.On(Notifications.WebhookChannel, _ => Wake());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await PassAsync(stoppingToken)) await _wake.WaitAsync(Idle, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { break; }
            catch (Exception e)
            {
                log.LogWarning(e, "What is due to webhooks could not be read; trying again soon");
                await Task.Delay(Idle, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await Task.WhenAll(_inHand.Values);
    }

    // Begins with every tenant that has something due and no place yet; true when there was one.
    private async Task<bool> PassAsync(CancellationToken ct)
    {
        var any = false;
        foreach (var tenant in await platform.TenantsWithDueDeliveriesAsync(clock.GetUtcNow(), 100, ct))
        {
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_inHand.TryAdd(tenant, mine.Task)) continue;
            any = true;
            try { await _places.WaitAsync(ct); }
            catch
            {
                _inHand.TryRemove(tenant, out _);
                mine.SetResult();
                throw;
            }
            _ = TakeTurnAsync(tenant, mine, ct);
        }
        return any;
    }

    private async Task TakeTurnAsync(Guid tenant, TaskCompletionSource mine, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentTenant>().Enter(tenant);
            var send = scope.ServiceProvider.GetRequiredService<SendWebhook>();
            var began = clock.GetTimestamp();
            for (var i = 0; i < AtOnce && clock.GetElapsedTime(began) < Turn && await send.NextAsync(tenant, ct); i++) { }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { /* what was in hand is due again in a minute */ }
        catch (Exception e) { log.LogError(e, "What is due to webhooks of {Tenant} could not be sent", tenant); }
        finally
        {
            _places.Release();
            _inHand.TryRemove(tenant, out _);
            mine.SetResult();
            Wake();
        }
    }

    private void Wake() { if (_wake.CurrentCount == 0) { try { _wake.Release(); } catch (SemaphoreFullException) { /* another one was quicker */ } } }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
        _places.Dispose();
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Rendrix.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans.Usage;

/// <summary>
/// Counts in memory what shops send and what is asked of the API, by store, and writes all tenants' counts together every few seconds: a request costs one addition and no
/// statement, and nothing of a single request is kept. What a crash can lose is what was counted since the last flush. A flush that fails puts its counts back.
/// </summary>
public sealed class UsageMeter(PlatformAccess platform, TimeProvider clock, ILogger<UsageMeter> log) : BackgroundService
{
    /// <summary>The time between two flushes, and with it the most that is ever lost.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(Guid Organization, Guid Store, string Metric), StrongBox<long>> _counts = new();
    private readonly SemaphoreSlim _flushing = new(1);

    /// <summary>Counts bytes sent to shoppers of a store.</summary>
    public void AddTraffic(Guid organization, Guid? store, long bytes) => Add(organization, store, UsageDay.Bandwidth, bytes);

    /// <summary>Counts a call of the API.</summary>
    public void AddApiRequest(Guid organization, Guid? store) => Add(organization, store, UsageDay.ApiRequests, 1);

    private void Add(Guid organization, Guid? store, string metric, long amount)
    {
        if (amount > 0) Interlocked.Add(ref _counts.GetOrAdd((organization, store ?? Guid.Empty, metric), static _ => new StrongBox<long>()).Value, amount);
    }

    /// <summary>Writes what was counted since the last time. What came in the last seconds before midnight may stand under the day after.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await _flushing.WaitAsync(ct);
        try
        {
            var taken = new List<(Guid Organization, Guid Store, string Metric, long Amount)>();
            foreach (var (of, count) in _counts)
                if (Interlocked.Exchange(ref count.Value, 0) is > 0 and var amount) taken.Add((of.Organization, of.Store, of.Metric, amount));
            if (taken.Count == 0) return;
            // In one order everywhere, so that two processes never wait for each other's rows crosswise.
            taken.Sort((a, b) => (a.Organization, a.Store).CompareTo((b.Organization, b.Store)) is not 0 and var order ? order : string.CompareOrdinal(a.Metric, b.Metric));
            try { await platform.AddUsageAsync(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), taken, ct); }
            catch
            {
                foreach (var (organization, store, metric, amount) in taken) Add(organization, store, metric, amount);
                throw;
            }
        }
        finally { _flushing.Release(); }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // The last time with no way to cancel it: a server that is stopped in order loses nothing.
            try { await FlushAsync(CancellationToken.None); }
            catch (Exception e) { log.LogWarning(e, "Usage could not be written; it is kept and written with the next flush"); }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _flushing.Dispose();
        base.Dispose();
    }
}

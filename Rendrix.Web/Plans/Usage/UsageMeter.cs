using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans.Usage;

/// <summary>
/// Counts in memory what shops send, and writes all tenants' counts together every few seconds: a request costs one addition and no statement. What a crash can
/// lose is the traffic since the last flush. A flush that fails puts its counts back.
/// </summary>
public sealed class UsageMeter(PlatformAccess platform, TimeProvider clock, ILogger<UsageMeter> log) : BackgroundService
{
    /// <summary>The time between two flushes, and with it the most that is ever lost.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Guid, StrongBox<long>> _traffic = new();
    private readonly SemaphoreSlim _flushing = new(1);

    /// <summary>Counts bytes sent to shoppers of an organization.</summary>
    public void AddTraffic(Guid organization, long bytes)
    {
        if (bytes > 0) Interlocked.Add(ref _traffic.GetOrAdd(organization, static _ => new StrongBox<long>()).Value, bytes);
    }

    /// <summary>Writes what was counted since the last time. Bytes of the last seconds before midnight may stand under the day after.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await _flushing.WaitAsync(ct);
        try
        {
            var taken = new List<(Guid Organization, long Bytes)>();
            foreach (var (organization, count) in _traffic)
                if (Interlocked.Exchange(ref count.Value, 0) is > 0 and var bytes) taken.Add((organization, bytes));
            if (taken.Count == 0) return;
            // In one order everywhere, so that two processes never wait for each other's rows crosswise.
            taken.Sort((a, b) => a.Organization.CompareTo(b.Organization));
            try { await platform.AddUsageAsync(Rendrix.Plans.UsageDay.Bandwidth, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), taken, ct); }
            catch
            {
                foreach (var (organization, bytes) in taken) AddTraffic(organization, bytes);
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

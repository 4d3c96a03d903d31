using Microsoft.EntityFrameworkCore;
using Rendrix.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans.Usage;

/// <summary>
/// Tells who pays when four fifths of a limit are used, and when all of it is: once in a month for each limit and step, which a unique key sees to. Who jumps over the first step hears of the second alone.
/// </summary>
public sealed class WatchLimits(PlatformAccess platform, TenantTransactions transactions, PlanGate gate, TimeProvider clock, ILogger<WatchLimits> log)
{
    /// <summary>Looks at every organization that could be near a limit of any plan; answers how many mails are on their way.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var month = UsageQueries.MonthOf(clock.GetUtcNow());
        long Near(Func<Plan, long?> limit, List<Plan> plans) => plans.Min(plan => limit(plan) ?? long.MaxValue) is var least && least == long.MaxValue ? least : least * UsageNotice.Steps[0] / 100;
        List<Guid> near;
        await using (var db = await transactions.BeginGlobalAsync(ct))
        {
            var plans = await db.Plans.AsNoTracking().ToListAsync(ct);
            if (plans.Count == 0) return 0;
            near = await platform.NearLimitsAsync(month, Near(p => p.Stores, plans), Near(p => p.Products, plans), Near(p => p.BandwidthBytes, plans), ct);
        }
        var told = 0;
        foreach (var organization in near)
        {
            try { told += await TellAsync(organization, month, ct); }
            // One that cannot be looked at keeps nobody else from hearing; it is looked at again in an hour.
            catch (Exception e) when (e is not OperationCanceledException) { log.LogWarning(e, "Limits of organization {Organization} could not be looked at", organization); }
        }
        return told;
    }

    private async Task<int> TellAsync(Guid organization, DateOnly month, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var plan = (await gate.ReadAsync(db, ct)).Standing.Plan;
        var told = 0;
        foreach (var use in await UsageQueries.LimitsAsync(db, plan, now, ct))
        {
            // A limit of one is full with the first that is made: nobody wants a mail for that.
            if (use.Allowed is not > 1 || UsageNotice.Steps.LastOrDefault(step => use.Percent >= step) is not (> 0 and var reached)) continue;
            var isNew = false;
            foreach (var step in UsageNotice.Steps.Where(step => step <= reached))
                isNew = await NoteAsync(db, month, use.Limit, step, now, ct);
            if (!isNew) continue;
            db.Publish(new LimitNoticed(use.Limit, reached, plan.Code, use.Used, use.Allowed.Value));
            told++;
        }
        await db.CommitAsync(ct);
        return told;
    }

    // Whoever writes the row tells; of two processes at once the other waits here for its commit and then finds it.
    private static async Task<bool> NoteAsync(AppDb db, DateOnly month, PlanLimit limit, int percent, DateTimeOffset now, CancellationToken ct)
    {
        var (id, name) = (Guid.CreateVersion7(now), limit.ToString().ToLowerInvariant());
        return await db.Database.ExecuteSqlAsync($"""
            insert into usage_notices (tenant_id, id, month, resource, percent, at) values ({db.Tenant}, {id}, {month}, {name}, {percent}, {now}) on conflict (tenant_id, month, resource, percent) do nothing
            """, ct) > 0;
    }
}

/// <summary>Looks every hour.</summary>
public sealed class LimitWatcher(IServiceScopeFactory scopes, TimeProvider clock, ILogger<LimitWatcher> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not with the first requests after a start.
        await Task.Delay(TimeSpan.FromMinutes(3), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<NoteLevels>().RunAsync(stoppingToken);
                await scope.ServiceProvider.GetRequiredService<WatchLimits>().RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception e) { log.LogWarning(e, "Limits could not be looked at; trying again in an hour"); }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

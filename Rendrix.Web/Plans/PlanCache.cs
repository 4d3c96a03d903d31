using System.Collections.Concurrent;
using Rendrix.Plans;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans;

/// <summary>
/// The plan of an organization as every call of the API asks for it: remembered for a minute, and forgotten in every process with the commit that changed it.
/// What is made is never decided here but by <see cref="PlanGate"/>, in the database.
/// </summary>
public sealed class PlanCache(IServiceScopeFactory scopes, AccessChanges changes, TimeProvider clock) : IHostedService
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private const int Most = 50_000;
    private readonly ConcurrentDictionary<Guid, (Plan Plan, DateTimeOffset Until)> _plans = new();
    private IDisposable? _subscription;

    /// <summary>The plan in force for an organization.</summary>
    public async ValueTask<Plan> OfAsync(Guid organization, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_plans.TryGetValue(organization, out var known) && known.Until > now) return known.Plan;
        await using var scope = scopes.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(organization, null, ct);
        var plan = (await scope.ServiceProvider.GetRequiredService<PlanGate>().ReadAsync(db, ct)).Standing.Plan;
        if (_plans.Count > Most) _plans.Clear();
        _plans[organization] = (plan, now + Kept);
        return plan;
    }

    /// <summary>Forgets an organization's plan, or all of them.</summary>
    public void Forget(Guid? organization)
    {
        if (organization is { } one) _plans.TryRemove(one, out _); else _plans.Clear();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = changes.On(Forget);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }
}

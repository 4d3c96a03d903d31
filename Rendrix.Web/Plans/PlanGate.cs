using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans;

/// <summary>
/// Asked by every verb that makes something a plan limits, inside the transaction that makes it. Whoever meets a limit locks the organization first and counts
/// behind that lock, so that of two who want the last place one comes second and is told. A plan without that limit costs no lock and no count.
/// </summary>
public sealed class PlanGate(PlanSettings settings, TimeProvider clock)
{
    /// <summary>The plan in force for the organization of this unit of work, with the price list.</summary>
    public async Task<(IReadOnlyList<Plan> Plans, PlanStanding Standing)> ReadAsync(AppDb db, CancellationToken ct)
    {
        var plans = await db.Plans.AsNoTracking().OrderBy(plan => plan.Sort).ToListAsync(ct);
        var live = await db.Subscriptions.AsNoTracking().FirstOrDefaultAsync(s => s.Status != SubscriptionStatus.Canceled, ct);
        var ends = live is null && MayTry(plans) ? await TrialEndAsync(db, ct) : DateTimeOffset.MinValue;
        return (plans, PlanStanding.Of(plans, live, settings.Default, settings.Trial, ends, clock.GetUtcNow()));
    }

    /// <summary>When the first days of the organization end or ended.</summary>
    public async Task<DateTimeOffset> TrialEndAsync(AppDb db, CancellationToken ct)
    {
        var tenant = db.Tenant;
        var created = await db.Organizations.Where(o => o.Id == tenant).Select(o => o.CreatedAt).FirstOrDefaultAsync(ct);
        return created == default ? created : BillingPeriod.ToSecond(created.AddDays(settings.TrialDays));
    }

    /// <summary>Refuses with PLAN_LIMIT_REACHED unless so many more stores fit.</summary>
    public Task DemandStoresAsync(AppDb db, int adding, CancellationToken ct) => DemandAsync(db, PlanLimit.Stores, adding, ct);

    /// <summary>Refuses with PLAN_LIMIT_REACHED unless so many more products fit that are not archived.</summary>
    public Task DemandProductsAsync(AppDb db, int adding, CancellationToken ct) => DemandAsync(db, PlanLimit.Products, adding, ct);

    /// <summary>Refuses with PLAN_LIMIT_REACHED unless the plan opens the feature.</summary>
    public async Task DemandAsync(AppDb db, PlanFeature feature, CancellationToken ct)
    {
        if (await WhyLockedAsync(db, feature, ct) is { } why) throw new RefusedException(why);
    }

    /// <summary>Why the plan in force does not open a feature and which one does; null where it does.</summary>
    public async Task<Refusal?> WhyLockedAsync(AppDb db, PlanFeature feature, CancellationToken ct)
    {
        var (plans, standing) = await ReadAsync(db, ct);
        return standing.Plan.Has(feature) ? null : PlanRefusals.NotInPlan(plans, standing.Plan, feature);
    }

    /// <summary>How many more products fit, held still until the transaction ends, and what to say of it; null without limit.</summary>
    public async Task<ProductRoom?> ProductRoomAsync(AppDb db, CancellationToken ct)
    {
        if ((await ReadAsync(db, ct)).Standing.Plan.Products is null) return null;
        await LockAsync(db, ct);
        var (plans, standing) = await ReadAsync(db, ct);
        if (standing.Plan.Products is not { } allowed) return null;
        var used = await CountAsync(db, PlanLimit.Products, ct);
        return new ProductRoom(Math.Max(0, allowed - used), asked => PlanRefusals.LimitReached(plans, standing.Plan, PlanLimit.Products, used, asked).Message);
    }

    /// <summary>How much of a counted limit is used.</summary>
    public static async Task<long> CountAsync(AppDb db, PlanLimit limit, CancellationToken ct) => limit == PlanLimit.Stores
        ? await db.Stores.LongCountAsync(s => s.Status != StoreStatus.Closed, ct)
        : await db.Products.LongCountAsync(p => p.Status != ProductStatus.Archived, ct);

    /// <summary>Locks the organization for whoever counts, or changes its plan, until the transaction ends. Rows that only point at it do not wait.</summary>
    public static Task LockAsync(AppDb db, CancellationToken ct) => db.Database.ExecuteSqlAsync($"select 1 from organizations where id = {db.Tenant} for no key update", ct);

    private async Task DemandAsync(AppDb db, PlanLimit limit, int adding, CancellationToken ct)
    {
        if (adding <= 0 || (await ReadAsync(db, ct)).Standing.Plan.LimitOf(limit) is null) return;
        await LockAsync(db, ct);
        // Read again: the plan may have changed, and places been taken, while we waited.
        var (plans, standing) = await ReadAsync(db, ct);
        if (standing.Plan.LimitOf(limit) is not { } allowed) return;
        var used = await CountAsync(db, limit, ct);
        if (used + adding > allowed) throw new RefusedException(PlanRefusals.LimitReached(plans, standing.Plan, limit, used, adding));
    }

    private bool MayTry(List<Plan> plans) => settings.Trial is { } trial && plans.Find(p => p.Code == trial)?.Sort > plans.Find(p => p.Code == settings.Default)?.Sort;
}

/// <summary>Room for products.</summary>
/// <param name="Left">How many more fit.</param>
/// <param name="Why">What to say when so many were asked for.</param>
public sealed record ProductRoom(long Left, Func<long, string> Why);

/// <summary>What the plan of the organization of this scope opens: <c>if (await features.HasAsync(PlanFeature.ApiAccess, ct))</c>.</summary>
public sealed class PlanFeatures(TenantTransactions transactions, PlanGate gate)
{
    /// <summary>Whether the plan in force opens the feature.</summary>
    public async Task<bool> HasAsync(PlanFeature feature, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        return (await gate.ReadAsync(db, ct)).Standing.Plan.Has(feature);
    }
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans.Usage;

/// <summary>What an organization uses. Stores, products and orders are counted where they are; only traffic has a book of its own.</summary>
public static class UsageQueries
{
    /// <summary>How much of each limit of a plan is used.</summary>
    public static async Task<IReadOnlyList<LimitUse>> LimitsAsync(AppDb db, Plan plan, DateTimeOffset now, CancellationToken ct) =>
    [
        new(PlanLimit.Stores, await PlanGate.CountAsync(db, PlanLimit.Stores, ct), plan.Stores),
        new(PlanLimit.Products, await PlanGate.CountAsync(db, PlanLimit.Products, ct), plan.Products),
        new(PlanLimit.Bandwidth, await TrafficAsync(db, MonthOf(now), ct), plan.BandwidthBytes),
    ];

    /// <summary>Bytes sent since a day.</summary>
    public static async Task<long> TrafficAsync(AppDb db, DateOnly since, CancellationToken ct) =>
        await db.UsageDays.Where(u => u.Metric == UsageDay.Bandwidth && u.Day >= since).SumAsync(u => u.Amount, ct);

    /// <summary>Orders placed since a day, in all stores.</summary>
    public static Task<int> OrdersAsync(AppDb db, DateOnly since, CancellationToken ct)
    {
        var from = new DateTimeOffset(since, TimeOnly.MinValue, TimeSpan.Zero);
        return db.Orders.CountAsync(o => o.PlacedAt >= from, ct);
    }

    /// <summary>The organization's credit in a currency.</summary>
    public static async Task<Money> CreditAsync(AppDb db, Currency currency, CancellationToken ct)
    {
        var tenant = db.Tenant;
        return Money.FromMinor(await db.BillingAccounts.Where(a => a.Id == tenant && a.Currency == currency.Code).Select(a => a.CreditMinor).FirstOrDefaultAsync(ct), currency);
    }

    /// <summary>The first day of the month (UTC): traffic and orders are counted by it.</summary>
    public static DateOnly MonthOf(DateTimeOffset now) => new(now.UtcDateTime.Year, now.UtcDateTime.Month, 1);
}

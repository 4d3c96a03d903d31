using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans.Usage;

/// <summary>What was used on a day, by a store or by all of them. What was not looked at on a day is null.</summary>
public sealed record DayUse(DateOnly Day, long Bandwidth, int Orders, long ApiRequests, long? Products, long? Stores);

/// <summary>A store's part of what was used.</summary>
/// <param name="StoreId">The store; null for what belongs to no single one.</param>
/// <param name="Name">Its name; null for one that is not here any more.</param>
/// <param name="Days">Its days, each of them.</param>
public sealed record StoreUse(Guid? StoreId, string? Name, IReadOnlyList<DayUse> Days)
{
    /// <summary>Bytes sent to its shoppers.</summary>
    public long Bandwidth => Days.Sum(d => d.Bandwidth);
    /// <summary>Orders placed in it.</summary>
    public int Orders => Days.Sum(d => d.Orders);
    /// <summary>Calls of the API about it.</summary>
    public long ApiRequests => Days.Sum(d => d.ApiRequests);
    /// <summary>Products in it at the end.</summary>
    public long? Products => Days.Count == 0 ? null : Days[^1].Products;
}

/// <summary>What an organization used in a span of days (UTC), in all and by store.</summary>
public sealed record UsageByDay(DateOnly From, DateOnly To, IReadOnlyList<DayUse> Days, IReadOnlyList<StoreUse> Stores)
{
    /// <summary>The longest span that is answered at once.</summary>
    public const int MostDays = 400;

    /// <summary>Every day of a span, oldest first, to today at most; days on which nothing happened are there too.</summary>
    public static async Task<UsageByDay> ReadAsync(AppDb db, DateOnly from, DateOnly to, DateTimeOffset now, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var last = to < today ? to : today;
        if (from > last) return new UsageByDay(from, to, [], []);
        var rows = await db.UsageDays.AsNoTracking().Where(u => u.Day >= from && u.Day <= last).Select(u => new Row(u.Day, u.Metric, u.ShopId, u.Amount)).ToListAsync(ct);
        var (begin, end) = (new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero), new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero));
        var orders = await db.Database.SqlQuery<Row>($"""
            select (placed_at at time zone 'UTC')::date as day, 'orders' as metric, store_id as shop, count(*) as amount from orders where tenant_id = {db.Tenant} and placed_at >= {begin} and placed_at < {end} group by 1, 3
            """).ToListAsync(ct);
        rows.AddRange(orders);
        var names = await db.Stores.AsNoTracking().Select(s => new { s.Id, s.Name }).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        if (last == today) rows = await WithLiveAsync(db, rows, names.Keys, today, ct);

        DayUse Sum(DateOnly day, ILookup<(DateOnly, string), Row> of)
        {
            long Of(string metric) => of[(day, metric)].Sum(r => r.Amount);
            long? Level(string metric) => of.Contains((day, metric)) ? Of(metric) : null;
            return new DayUse(day, Of(UsageDay.Bandwidth), (int)Of("orders"), Of(UsageDay.ApiRequests), Level(UsageDay.Products), Level(UsageDay.Stores));
        }
        List<DayUse> Days(IEnumerable<Row> of)
        {
            var known = of.ToLookup(r => (r.Day, r.Metric));
            return [.. Enumerable.Range(0, last.DayNumber - from.DayNumber + 1).Select(n => Sum(from.AddDays(n), known))];
        }
        var stores = rows.Where(r => r.Metric != UsageDay.Stores).GroupBy(r => r.Shop).Select(g => new StoreUse(g.Key == Guid.Empty ? null : g.Key, names.GetValueOrDefault(g.Key), Days(g)))
            .OrderByDescending(s => s.Bandwidth).ThenByDescending(s => s.Orders).ThenBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToList();
        return new UsageByDay(from, to, Days(rows), stores);
    }

    /// <summary>Reads from and to as they stand in an address. Left out: the month so far.</summary>
    public static (DateOnly From, DateOnly To) Span(string? from, string? to, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        DateOnly Day(string? text, string field, DateOnly usual)
        {
            if (string.IsNullOrWhiteSpace(text)) return usual;
            if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2200) return day;
            errors.Add(field, "Use a day such as 2027-03-31");
            return usual;
        }
        var last = Day(to, "to", today);
        var first = Day(from, "from", UsageQueries.MonthOf(new DateTimeOffset(last, TimeOnly.MinValue, TimeSpan.Zero)));
        errors.Require(first <= last, "from", "Choose a day that is not after to");
        errors.Require(last.DayNumber - first.DayNumber < MostDays, "from", $"Ask for {MostDays} days or fewer at once");
        errors.ThrowIfAny();
        return (first, last);
    }

    // Of today is known what there is this very moment.
    private static async Task<List<Row>> WithLiveAsync(AppDb db, List<Row> rows, IEnumerable<Guid> stores, DateOnly today, CancellationToken ct)
    {
        var products = await db.Products.Where(p => p.Status != Rendrix.Catalog.ProductStatus.Archived).GroupBy(p => p.StoreId).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        rows = [.. rows.Where(r => r.Day != today || r.Metric is not (UsageDay.Products or UsageDay.Stores))];
        rows.AddRange(stores.Select(id => new Row(today, UsageDay.Products, id, products.GetValueOrDefault(id))));
        rows.Add(new Row(today, UsageDay.Stores, Guid.Empty, await PlanGate.CountAsync(db, PlanLimit.Stores, ct)));
        return rows;
    }

    private sealed record Row(DateOnly Day, string Metric, Guid Shop, long Amount);
}

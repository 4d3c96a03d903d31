using Microsoft.EntityFrameworkCore;
using Rendrix.Orders;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Dashboard;

/// <summary>Sales of one day, or of one hour when a single day is shown.</summary>
public sealed record SalesPoint(string Label, long Minor, int Orders);

/// <summary>A best seller of the period.</summary>
public sealed record BestSeller(Guid ProductId, string Name, string? ImageUrl, long Minor, int Pieces);

/// <summary>The figures of a period beside the one before it. Cancelled and refunded orders do not count.</summary>
public sealed record SalesFigures(IReadOnlyList<SalesPoint> Points, IReadOnlyList<SalesPoint> Before)
{
    /// <summary>Sum of the period in minor units.</summary>
    public long Minor => Points.Sum(p => p.Minor);
    /// <summary>Number of orders.</summary>
    public int Orders => Points.Sum(p => p.Orders);
    /// <summary>Average order in minor units, rounded half away from zero; 0 without orders.</summary>
    public long Average => Orders == 0 ? 0 : (long)Math.Round((decimal)Minor / Orders, MidpointRounding.AwayFromZero);
    /// <summary>The same of the period before.</summary>
    public long MinorBefore => Before.Sum(p => p.Minor);
    /// <summary>The same of the period before.</summary>
    public int OrdersBefore => Before.Sum(p => p.Orders);
    /// <summary>The same of the period before.</summary>
    public long AverageBefore => OrdersBefore == 0 ? 0 : (long)Math.Round((decimal)MinorBefore / OrdersBefore, MidpointRounding.AwayFromZero);

    /// <summary>Change against the period before in percent; null when there is nothing to compare with.</summary>
    public static decimal? Change(long now, long before) => before == 0 ? null : Math.Round(100m * (now - before) / before, 1, MidpointRounding.AwayFromZero);

    /// <summary>Reads so many days up to today in the store's zone, and as many before them. One day is cut into hours.</summary>
    public static async Task<SalesFigures> ReadAsync(AppDb db, Guid store, int days, TimeZoneInfo zone, DateTimeOffset now, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var first = today.AddDays(1 - days);
        var (before, until) = (StartOf(first.AddDays(-days), zone), StartOf(today.AddDays(1), zone));
        // Grouped by the hour in UTC, which every zone's days are made of (zones with half hours blur by that much at midnight only in this summary).
        var tenant = db.Tenant;
        var hours = await db.Database.SqlQuery<HourRow>($"""
            select date_trunc('hour', o.placed_at, 'UTC') as "Hour", sum(o.total_minor)::bigint as "Minor", count(*)::int as "Orders"
            from orders o
            where o.tenant_id = {tenant} and o.store_id = {store} and o.placed_at >= {before.UtcDateTime} and o.placed_at < {until.UtcDateTime} and o.status not in ('cancelled', 'refunded')
            group by 1
            """).ToListAsync(ct);
        if (days == 1) return new(ByHour(hours, today, zone), ByHour(hours, today.AddDays(-1), zone));
        var byDay = hours.GroupBy(h => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(h.Hour, DateTimeKind.Utc)), zone).DateTime)).ToDictionary(g => g.Key, g => (Minor: g.Sum(h => h.Minor), Orders: g.Sum(h => h.Orders)));
        return new(Days(first, days, byDay), Days(first.AddDays(-days), days, byDay));
    }

    /// <summary>The five products that sold for most.</summary>
    public static async Task<IReadOnlyList<BestSeller>> BestAsync(AppDb db, Guid store, DateTimeOffset since, CancellationToken ct)
    {
        var tenant = db.Tenant;
        var rows = await (from l in db.OrderLines
                          join o in db.Orders on new { l.TenantId, Id = l.OrderId } equals new { o.TenantId, o.Id }
                          where o.StoreId == store && o.PlacedAt >= since && o.Status != OrderStatus.Cancelled && o.Status != OrderStatus.Refunded && l.StoreId == store && l.TenantId == tenant
                          group l by l.ProductId into g
                          orderby g.Sum(l => l.TotalMinor) descending
                          select new { g.Key, Name = g.Max(l => l.Name)!, Image = g.Max(l => l.ImageUrl), Minor = g.Sum(l => l.TotalMinor), Pieces = g.Sum(l => l.Quantity) }).Take(5).ToListAsync(ct);
        return [.. rows.Select(r => new BestSeller(r.Key, r.Name, r.Image, r.Minor, r.Pieces))];
    }

    /// <summary>Midnight of a day in a zone.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where the clock skips midnight, the day begins an hour later.
        if (zone.IsInvalidTime(midnight)) midnight = midnight.AddHours(1);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    private static List<SalesPoint> Days(DateOnly first, int days, Dictionary<DateOnly, (long Minor, int Orders)> byDay) =>
        [.. Enumerable.Range(0, days).Select(first.AddDays).Select(d => byDay.TryGetValue(d, out var sum) ? new SalesPoint(Client.Kit.StoreTime.Day(d), sum.Minor, sum.Orders) : new SalesPoint(Client.Kit.StoreTime.Day(d), 0, 0))];

    private static List<SalesPoint> ByHour(List<HourRow> hours, DateOnly day, TimeZoneInfo zone)
    {
        var sums = hours.Select(h => (At: TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(h.Hour, DateTimeKind.Utc)), zone), h.Minor, h.Orders))
            .Where(h => DateOnly.FromDateTime(h.At.DateTime) == day).GroupBy(h => h.At.Hour).ToDictionary(g => g.Key, g => (Minor: g.Sum(h => h.Minor), Orders: g.Sum(h => h.Orders)));
        return [.. Enumerable.Range(0, 24).Select(h => new SalesPoint(h.ToString("00", System.Globalization.CultureInfo.InvariantCulture) + ":00", sums.GetValueOrDefault(h).Minor, sums.GetValueOrDefault(h).Orders))];
    }

    private sealed record HourRow(DateTime Hour, long Minor, int Orders);
}

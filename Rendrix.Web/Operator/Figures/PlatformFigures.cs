using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Stores;

namespace Rendrix.Web.Operator.Figures;

/// <summary>One day of one currency.</summary>
public sealed record DaySales(DateOnly Day, int Orders, Money Sales);

/// <summary>What was sold in one currency, day by day, days without sales too.</summary>
public sealed record CurrencySales(string Currency, IReadOnlyList<DaySales> Days)
{
    /// <summary>Orders of the period.</summary>
    public int Orders => Days.Sum(d => d.Orders);
    /// <summary>Sum of the period.</summary>
    public Money Sales => Money.FromMinor(Days.Sum(d => d.Sales.Minor), Currency);
}

/// <summary>The installation in figures. Days are of UTC.</summary>
/// <param name="Days">How many days.</param>
/// <param name="Organizations">How many there are.</param>
/// <param name="NewOrganizations">Founded in the period, day by day.</param>
/// <param name="LiveStores">Stores that sell, of organizations that work.</param>
/// <param name="NewStores">Stores opened in the period.</param>
/// <param name="Sellers">Stores with an order in the period.</param>
/// <param name="Sales">By currency, most orders first. Amounts of different currencies are never added up.</param>
public sealed record InstallationFigures(int Days, int Organizations, IReadOnlyList<(DateOnly Day, int Count)> NewOrganizations, int LiveStores, int NewStores, int Sellers, IReadOnlyList<CurrencySales> Sales);

/// <summary>Reads how the installation grows.</summary>
public sealed class PlatformFigures(PlatformTransactions platform, TimeProvider clock)
{
    /// <summary>So many days up to today.</summary>
    public async Task<InstallationFigures> ReadAsync(PlatformPerson by, int days, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "figures", ct);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var first = today.AddDays(1 - days);
        var since = new DateTimeOffset(first.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        // By way of the stores: for each a range of the index over tenant, store and time.
        var sold = await db.Database.SqlQuery<SoldRow>($"""
            select date_trunc('day', o.placed_at, 'UTC') as "Day", o.currency as "Currency", count(*)::int as "Orders", sum(o.total_minor)::bigint as "Minor"
            from stores s join orders o on o.tenant_id = s.tenant_id and o.store_id = s.id and o.placed_at >= {since.UtcDateTime}
            where o.status not in ('cancelled', 'refunded') group by 1, 2
            """).ToListAsync(ct);
        var founded = await db.Database.SqlQuery<FoundedRow>($"""
            select date_trunc('day', o.created_at, 'UTC') as "Day", count(*)::int as "Count" from organizations o where o.created_at >= {since.UtcDateTime} group by 1
            """).ToListAsync(ct);
        var sellers = await db.Database.SqlQuery<int>($"""
            select count(*)::int as "Value" from stores s where exists (select 1 from orders o where o.tenant_id = s.tenant_id and o.store_id = s.id and o.placed_at >= {since.UtcDateTime} and o.status not in ('cancelled', 'refunded'))
            """).SingleAsync(ct);
        var stores = db.Stores.IgnoreQueryFilters();
        var working = db.Organizations.Where(o => o.EndsAt == null && o.SuspendedAt == null).Select(o => o.Id);
        var byDay = founded.ToDictionary(f => DateOnly.FromDateTime(f.Day), f => f.Count);
        return new InstallationFigures(days, await db.Organizations.CountAsync(ct), [.. Enumerable.Range(0, days).Select(first.AddDays).Select(d => (d, byDay.GetValueOrDefault(d)))],
            await stores.CountAsync(s => s.Status == StoreStatus.Active && working.Contains(s.TenantId), ct), await stores.CountAsync(s => s.CreatedAt >= since, ct), sellers,
            [.. sold.GroupBy(s => s.Currency).Select(g => Currency(g.Key, g.ToDictionary(s => DateOnly.FromDateTime(s.Day)), first, days)).OrderByDescending(c => c.Orders).ThenBy(c => c.Currency, StringComparer.Ordinal)]);
    }

    private static CurrencySales Currency(string code, Dictionary<DateOnly, SoldRow> rows, DateOnly first, int days) => new(code,
        [.. Enumerable.Range(0, days).Select(first.AddDays).Select(d => rows.TryGetValue(d, out var row) ? new DaySales(d, row.Orders, Money.FromMinor(row.Minor, code)) : new DaySales(d, 0, Money.FromMinor(0, code)))]);

    private sealed record SoldRow(DateTime Day, string Currency, int Orders, long Minor);

    private sealed record FoundedRow(DateTime Day, int Count);
}

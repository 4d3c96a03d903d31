using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Rendrix.Amounts;
using Rendrix.Refusals;
using Rendrix.Web.Operator.Archives;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Plans.Usage;

namespace Rendrix.Web.Operator.Costs;

/// <summary>One thing an organization uses and what it comes to.</summary>
/// <param name="Bytes">How much.</param>
/// <param name="Cost">What that costs; null where no price was set.</param>
public sealed record CostLine(long Bytes, decimal? Cost);

/// <summary>What an organization costs the operator in this month.</summary>
/// <param name="Month">The month (UTC).</param>
/// <param name="Currency">Of the prices.</param>
/// <param name="Traffic">Sent to shoppers so far.</param>
/// <param name="Storage">Its files as they are now.</param>
/// <param name="Database">Its share of the database as it is now.</param>
/// <param name="Rows">Its rows.</param>
public sealed record TenantCost(DateOnly Month, Currency Currency, CostLine Traffic, CostLine Storage, CostLine Database, long Rows)
{
    /// <summary>Everything that has a price; null when nothing has.</summary>
    public decimal? Exact => new[] { Traffic.Cost, Storage.Cost, Database.Cost }.OfType<decimal>().ToList() is { Count: > 0 } priced ? priced.Sum() : null;

    /// <summary>The same as money, rounded once.</summary>
    public Money? Sum => Exact is { } sum ? Money.Round(sum, Currency) : null;
}

/// <summary>
/// An estimate of what one organization costs: traffic as it was metered, files as they lie there, and of each table of the database the share of its rows, indexes included. What everybody
/// shares (processors, memory, backups, people) is in none of it.
/// </summary>
public sealed class TenantCosts(PlatformTransactions platform, CostPrices prices, TimeProvider clock)
{
    /// <summary>Of this month; refuses with 404 when there is no such organization.</summary>
    public async Task<TenantCost> ReadAsync(PlatformPerson by, Guid organization, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "costs", organization, ct);
        if (!await db.Organizations.AnyAsync(o => o.Id == organization, ct)) throw new RefusedException(Refusal.NotFound("organization"));
        var month = UsageQueries.MonthOf(clock.GetUtcNow());
        var traffic = await UsageQueries.TrafficAsync(db, month, ct);
        // A picture cut out of another shares its file.
        var files = await db.MediaFiles.Where(f => f.BlobId == null).SumAsync(f => f.Bytes, ct);
        var (rows, bytes) = await SharesAsync(db, organization, ct);
        return new TenantCost(month, prices.Currency, new(traffic, CostPrices.Of(prices.Traffic, traffic)), new(files, CostPrices.Of(prices.Storage, files)), new(bytes, CostPrices.Of(prices.Database, bytes)), rows);
    }

    // Names of tables come from the model, never from anybody's input. A table that was never analyzed has no count of rows yet: its own are then all there are.
    private static async Task<(long Rows, long Bytes)> SharesAsync(AppDb db, Guid organization, CancellationToken ct)
    {
        var parts = TenantArchive.TablesOf(db.Model).Select(table => $"select (select count(*) from {table} t where t.tenant_id = $1) as own, (select greatest(c.reltuples, 0)::float8 from pg_class c where c.oid = '{table}'::regclass) as total, pg_total_relation_size('{table}'::regclass) as bytes");
        var sql = $"select coalesce(sum(own), 0)::bigint, coalesce(sum(case when own = 0 then 0 else bytes * own / greatest(total, own) end), 0)::bigint from ({string.Join(" union all ", parts)}) shares";
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction()) { Parameters = { new() { Value = organization } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}

using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;
using Rendrix.Web.Tests.Organizations;

namespace Rendrix.Web.Tests.Stores;

/// <summary>What tests of a store's life ask of the running app and of its database.</summary>
internal static partial class StoreLifeWorld
{
    /// <summary>A store over the API: its id and label.</summary>
    public static async Task<(Guid Id, string Slug)> OpenAsync(Somebody owner, string name)
    {
        var (status, body) = await owner.Caller.SendAsync("POST", "/api/v1/stores", new { name });
        Assert.Equal(201, status);
        return (body.GetProperty("id").GetGuid(), body.GetProperty("slug").GetString()!);
    }

    /// <summary>A paid order, so that there is something that never comes along.</summary>
    public static async Task OrderAsync(RunningApp app, string slug)
    {
        using var buyer = app.Dashboard();
        var products = JsonDocument.Parse(await buyer.GetStringAsync(new Uri($"/api/storefront/{slug}/products?limit=50", UriKind.Relative))).RootElement.GetProperty("data").EnumerateArray();
        var product = products.First(p => p.GetProperty("available").GetBoolean()).GetProperty("slug").GetString();
        var variant = JsonDocument.Parse(await buyer.GetStringAsync(new Uri($"/api/storefront/{slug}/products/{product}", UriKind.Relative))).RootElement.GetProperty("variants").EnumerateArray().First(v => v.GetProperty("available").GetBoolean()).GetProperty("id").GetGuid();
        var checkout = await buyer.CheckoutAsync(slug, await buyer.CartAsync(slug, variant));
        Assert.Equal(System.Net.HttpStatusCode.Created, (await buyer.PayAsync(slug, checkout.GetProperty("checkoutId").GetGuid())).StatusCode);
    }

    /// <summary>Copies over the API and waits until that is over; answers the job.</summary>
    public static async Task<JsonElement> CloneAsync(Somebody owner, Guid store, object body)
    {
        var (status, job) = await owner.Caller.SendAsync("POST", $"/api/v1/stores/{store}/clone", body);
        Assert.True(status == 202, job.ToString());
        for (var i = 0; ; i++)
        {
            var now = (await owner.Caller.SendAsync("GET", $"/api/v1/stores/{store}/clone/{job.GetProperty("jobId").GetGuid()}")).Body;
            if (now.GetProperty("status").GetString() is not ("pending" or "running")) return now;
            Assert.True(i < 600, "The copy did not end.");
            await Task.Delay(50);
        }
    }

    /// <summary>Until something holds: processes hear of a change a moment after its commit.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what = "It did not come to be.")
    {
        for (var i = 0; !await holds(); i++)
        {
            Assert.True(i < 200, what);
            await Task.Delay(50);
        }
    }

    /// <summary>How many rows of a store each table holds in a tenant, asked of the catalog, so that a table made later is looked at too. What was done of the outbox and the log are left out.</summary>
    public static async Task<SortedDictionary<string, long>> RowsAsync(RunningApp app, Guid tenant, Guid store)
    {
        await using var source = NpgsqlDataSource.Create(app.Connections.Platform);
        var tables = new List<string>();
        await using (var command = source.CreateCommand("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'store_id' where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'audit%' and c.relname <> 'outbox_messages'"))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        var held = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (table, column) in tables.Select(t => (t, "store_id")).Append(("stores", "id")))
        {
            await using var command = source.CreateCommand($"select count(*) from {table} where tenant_id = $1 and {column} = $2");
            command.Parameters.Add(new() { Value = tenant });
            command.Parameters.Add(new() { Value = store });
            if (await command.ExecuteScalarAsync() is long and > 0 and var count) held[table] = count;
        }
        return held;
    }

    /// <summary>Files of a tenant on disk, by name.</summary>
    public static HashSet<string> FilesOf(RunningApp app, Guid tenant)
    {
        var folder = Path.Combine(app.Services.GetRequiredService<Rendrix.Web.Platform.DataDirectory>().Files, tenant.ToString("N"));
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(Path.GetFileName).OfType<string>().Where(n => !n.EndsWith(".tmp", StringComparison.Ordinal))] : [];
    }

    /// <summary>A page of a shop without what differs by right: ids, its label, versions of files.</summary>
    public static async Task<string> PageAsync(RunningApp app, string slug, string path)
    {
        using var http = app.Shop(slug);
        var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"{path} of {slug} answered {(int)answer.StatusCode}");
        var html = Ids().Replace((await answer.Content.ReadAsStringAsync()).Replace(slug, "SHOP", StringComparison.Ordinal), "ID");
        return Versions().Replace(html, "$1=V");
    }

    /// <summary>Units of work that break at the n-th statement or commit, as if the process had died there.</summary>
    public static (TenantTransactions Transactions, Breaker Breaker) Breaking(RunningApp app, int at)
    {
        var breaker = new Breaker(at);
        var options = new DbContextOptionsBuilder<AppDb>().UseNpgsql(app.Connections.App).AddInterceptors(breaker).Options;
        return (new TenantTransactions(new Contexts(options), new CurrentTenant(), app.Services.GetRequiredService<OutboxWriter>()), breaker);
    }

    [GeneratedRegex("[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex("([?&]v|nonce)=\"?[A-Za-z0-9+/_=-]+")]
    private static partial Regex Versions();

    private sealed class Contexts(DbContextOptions<AppDb> options) : IDbContextFactory<AppDb>
    {
        public AppDb CreateDbContext() => new(options);
    }
}

/// <summary>Throws once, at the n-th thing that is said to the database.</summary>
internal sealed class Breaker(int at) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int _said;

    public bool Broke => _said >= at;

    /// <summary>How many things were said.</summary>
    public int Said => _said;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) { Say(); return new(result); }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) { Say(); return new(result); }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) { Say(); return new(result); }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) { Say(); return Task.CompletedTask; }

    private void Say() { if (Interlocked.Increment(ref _said) == at) throw new IOException("The process died here."); }
}

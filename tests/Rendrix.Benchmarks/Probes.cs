using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Rendrix.Benchmarks.Load;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Benchmarks;

/// <summary>What rates do not show: statements and database time of each page, and what row security costs.</summary>
internal static partial class Probes
{
    public static async Task PrintAsync(Ground ground, IReadOnlyList<(string Name, Func<byte[]> Request)> pages)
    {
        if (!ground.Options.Wants("probes")) return;
        await PrintStatementsAsync(ground, pages);
        await PrintRowSecurityAsync(ground);
    }

    // The server's own log tells what a page asked; statements that only open, close or clean a session are not counted.
    private static async Task PrintStatementsAsync(Ground ground, IReadOnlyList<(string Name, Func<byte[]> Request)> pages)
    {
        await LogAsync(ground, "alter system set log_line_prefix = '%u|'", "alter system set log_min_duration_statement = 0");
        Console.WriteLine("statements per page (uncached, frame in memory) and their time in the database:");
        var port = int.Parse(pages[0].Request() is var request ? HostPort().Match(System.Text.Encoding.ASCII.GetString(request)).Groups[1].Value : "", CultureInfo.InvariantCulture);
        using var pipe = new Pipe(port);
        foreach (var (name, page) in pages)
        {
            pipe.Send(page());
            await Task.Delay(200);
            var from = new FileInfo(ground.ServerLog).Length;
            pipe.Send(page());
            await Task.Delay(200);
            var lines = await TailAsync(ground.ServerLog, from);
            var asked = lines.Where(l => Asked().IsMatch(l) && !Housekeeping().IsMatch(l)).ToList();
            var spent = lines.Select(l => Duration().Match(l)).Where(m => m.Success).Sum(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-10} {asked.Count,2} statements, {spent,6:F2} ms"));
        }
        Console.WriteLine();
        await LogAsync(ground, "alter system reset log_line_prefix", "alter system reset log_min_duration_statement");
    }

    private static async Task LogAsync(Ground ground, params string[] settings)
    {
        foreach (var setting in settings) await ground.ExecuteAsync(setting);
        await ground.ExecuteAsync("select pg_reload_conf()");
        await Task.Delay(500);
    }

    private static async Task<string[]> TailAsync(string file, long from)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync()).Split('\n').Where(l => l.StartsWith(DatabaseConnections.AppRole + "|", StringComparison.Ordinal)).ToArray();
    }

    // The same statement in the same kind of transaction, once as the role that row security binds and once as the role it does not.
    private static async Task PrintRowSecurityAsync(Ground ground)
    {
        var connections = new DatabaseConnections(ground.Connection);
        await using var bound = await OpenAsync(connections.App, ground);
        await using var free = await OpenAsync(connections.Platform, ground);
        Console.WriteLine("row security, the same statement with and without (median of 400, one connection, microseconds):");
        foreach (var (name, sql) in new[]
        {
            ("product by slug", "select * from products where tenant_id = $1 and store_id = $2 and status = 'active' and slug = 'product-' || (1 + $3 % 1000)"),
            ("24 newest", "select id, slug, name, price_minor, cover_url from products where tenant_id = $1 and store_id = $2 and status = 'active' and $3 >= 0 order by id desc limit 25"),
            ("24 of a category", "select p.id, p.slug, p.name from product_categories l join products p on p.tenant_id = $1 and p.id = l.product_id where l.tenant_id = $1 and l.category_id = bench_key(101 + $3 % 40) and p.store_id = $2 and p.status = 'active' order by l.product_id desc limit 25"),
            ("search by part of a name", "select p.id from products p where p.tenant_id = $1 and p.store_id = $2 and p.status = 'active' and $3 >= 0 and p.name_lower like '%blue%' and p.name_lower like '%mug%' order by p.id desc limit 25"),
        })
        {
            var (with, without) = (new List<double>(), new List<double>());
            for (var i = 0; i < 420; i++)
            {
                with.Add(await TimeAsync(bound, ground, sql, i));
                without.Add(await TimeAsync(free, ground, sql, i));
            }
            double a = with.Skip(20).Order().ElementAt(200), b = without.Skip(20).Order().ElementAt(200);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-25} {a,8:F0} with, {b,8:F0} without: {(a / b - 1) * 100,4:F0} % more"));
        }
        Console.WriteLine();
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connection, Ground ground)
    {
        var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        // For the length of the connection, so that only the statement itself is timed; and a plan made once, so that planning is not.
        await using var set = new NpgsqlCommand($"set plan_cache_mode = force_generic_plan; set app.tenant = '{ground.Store.TenantId:D}'; set app.store = '{ground.Store.StoreId:D}'", opened);
        await set.ExecuteNonQueryAsync();
        return opened;
    }

    private static async Task<double> TimeAsync(NpgsqlConnection connection, Ground ground, string sql, int n)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = ground.Store.TenantId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = ground.Store.StoreId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = n });
        var start = Stopwatch.GetTimestamp();
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) { }
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    [GeneratedRegex(@"duration: [\d.]+ ms  (execute|statement)")]
    private static partial Regex Asked();

    [GeneratedRegex(@": (BEGIN|COMMIT|ROLLBACK|SET |RESET|DISCARD|CLOSE|UNLISTEN|SELECT pg_advisory)", RegexOptions.IgnoreCase)]
    private static partial Regex Housekeeping();

    [GeneratedRegex(@"duration: ([\d.]+) ms")]
    private static partial Regex Duration();

    [GeneratedRegex(@"Host: [^:]+:(\d+)")]
    private static partial Regex HostPort();
}

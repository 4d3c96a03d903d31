using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Benchmarks.Load;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Benchmarks;

/// <summary>Many tenants in one database: how long a merchant waits from signing up to a shop that answers, how long it takes to find the shop of a host, and what tenants cost that nobody visits.</summary>
internal sealed class TenantsBench(Ground ground)
{
    // Those of them that have pages, menus and products; the others have a store and its address, as somebody has who signed up and left.
    private const int WithPages = 1_000;
    private readonly List<Row> _rows = [];

    /// <summary>Prepares, measures, prints, cleans up.</summary>
    public static async Task RunAsync(Options options)
    {
        var clock = Stopwatch.StartNew();
        Console.WriteLine($"Rendrix benchmarks: {options.Tenants:N0} tenants in one database, each with a store and its address, {Math.Min(WithPages, options.Tenants):N0} of them with pages, menus and products.");
        if (Suite.IsDebug) Console.WriteLine("This is a Debug build; its figures mean nothing. Run it with -c Release.");
        var folder = Path.Combine(Path.GetTempPath(), "rendrix-bench-" + Guid.NewGuid().ToString("N")[..8]);
        await using var ground = await Ground.MakeAsync(options, folder);
        var bench = new TenantsBench(ground);
        var mail = ServerProcess.FreePort();
        double alone;
        using (var product = await ServerProcess.StartProductAsync(ground, mail)) alone = await bench.SettleAsync(product);
        await ground.AddNeighboursAsync(WithPages);
        await ground.ExecuteAsync("vacuum (analyze)");
        Console.WriteLine($"Database filled after {clock.Elapsed.TotalSeconds:F0} s.");
        await bench.ResolveAsync();
        using (var product = await ServerProcess.StartProductAsync(ground, mail)) await bench.MeasureAsync(product, alone);
        Console.WriteLine();
        Report.Print(bench._rows);
        Console.WriteLine($"The whole run took {clock.Elapsed.TotalSeconds:F0} s.");
    }

    private async Task MeasureAsync(ServerProcess product, double alone)
    {
        var beside = await SettleAsync(product);
        Figure("memory of the process per tenant that nobody visited", (beside - alone) * 1024 / ground.Options.Tenants, "kB", "< 2 kB", kb => kb < 2);
        SignUps(product, 1, 4);
        Add("sign-up to live store, one at a time", SignUps(product, 1, 40), "p95 < 2 s");
        Add("sign-up to live store, four at a time", SignUps(product, 4, 60), "p95 < 2 s");
        var before = await SettleAsync(product);
        Visit(product);
        var after = await SettleAsync(product);
        Figure("memory of the process per tenant visited just now (its cart page)", (after - before) * 1024 / ground.Options.Tenants, "kB", "-", null);

        void Add(string work, double[] milliseconds, string goal)
        {
            var sample = new Sample(1000 / milliseconds.Average() * (work.Contains("four", StringComparison.Ordinal) ? 4 : 1), At(milliseconds, 50), At(milliseconds, 95), At(milliseconds, 99), 0);
            _rows.Add(new Row(work, sample, null, goal, sample.P95 < 2000));
        }
    }

    // From the first byte of the registration to the last of the shop's home page: three requests, as a program would send them.
    private static double[] SignUps(ServerProcess product, int atOnce, int count)
    {
        var api = $"localhost:{product.Port}";
        var times = new double[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, n =>
        {
            using var pipe = new Pipe(product.Port);
            var name = "new" + Guid.NewGuid().ToString("N")[..12];
            var start = Stopwatch.GetTimestamp();
            Demand(pipe, Pipe.PostJson(api, "/api/v1/auth/register", $$"""{"email":"{{name}}@example.com","password":"Quiet-Harbour-Lantern-7","firstName":"Ada","lastName":"Benk","organizationName":"{{name}} goods"}"""), 201);
            var token = JsonDocument.Parse(pipe.Text()).RootElement.GetProperty("accessToken").GetString();
            Demand(pipe, Pipe.PostJson(api, "/api/v1/stores", $$"""{"name":"Shop of {{name}}","subdomain":"{{name}}","currency":"EUR","country":"NL"}""", $"Authorization: Bearer {token}\r\n"), 201);
            Demand(pipe, Pipe.Get(ServerProcess.Host(product.Port, name), "/"), 200);
            times[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
        return times;
    }

    private static void Demand(Pipe pipe, byte[] request, int status)
    {
        if (pipe.Send(request) != status) throw new InvalidOperationException($"{status} was awaited, and came {pipe.Status}: {pipe.Text()}");
    }

    private void Visit(ServerProcess product)
    {
        using var pipe = new Pipe(product.Port);
        for (var n = 1; n <= ground.Options.Tenants; n++) Demand(pipe, Pipe.Get(ServerProcess.Host(product.Port, Ground.Neighbour(n)), "/cart"), 200);
    }

    // The resolver itself, in this process: what HTTP, Kestrel and the page cost is not the question.
    private async Task ResolveAsync()
    {
        var clock = new MovedClock();
        await using var rooms = Ground.Rooms(new DatabaseConnections(ground.Connection), ground.Folder, clock);
        var resolver = rooms.GetRequiredService<ITenantResolver>();
        var all = Enumerable.Range(1, ground.Options.Tenants).Select(n => new DefaultHttpContext { Request = { Host = new HostString(Ground.Neighbour(n) + ".localhost", 80), Path = "/" } }).ToArray();
        // The first of all pays for the model, the connections and the compiler.
        foreach (var http in all[..200]) await resolver.ResolveAsync(http, CancellationToken.None);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cold = await TimeAsync(all[200..]);
        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / cold.Length;
        _rows.Add(new Row("host resolution, cold", SampleOf(cold), null, "p95 < 3 ms", At(cold, 95) < 3));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Host resolution, cold: p50 {At(cold, 50):F2} ms, p95 {At(cold, 95):F2} ms, p99 {At(cold, 99):F2} ms."));
        for (var turn = 0; turn < 10; turn++) await TimeAsync(all);
        var cached = await TimeAsync(all);
        _rows.Add(new Row("host resolution, cached", SampleOf(cached), null, "p95 < 0.1 ms", At(cached, 95) < 0.1));
        Figure("the directory's memory per tenant visited just now", held, "kB", "-", null);
        clock.Move(TenantStore.Idle + TimeSpan.FromMinutes(2));
        await resolver.ResolveAsync(new DefaultHttpContext { Request = { Host = new HostString(Ground.Label + ".localhost", 80), Path = "/" } }, CancellationToken.None);
        Figure("the same once they idle", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / cold.Length, "kB", "< 2 kB", kb => kb < 2);

        async Task<double[]> TimeAsync(DefaultHttpContext[] some)
        {
            var times = new double[some.Length];
            for (var i = 0; i < some.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                var found = await resolver.ResolveAsync(some[i], CancellationToken.None);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (found.Store is null) throw new InvalidOperationException($"{some[i].Request.Host} named no store.");
            }
            return times;
        }

        static Sample SampleOf(double[] times) => new(1000 / times.Average(), At(times, 50), At(times, 95), At(times, 99), 0);
    }

    // Two collections of the server's own come and go in that time; the lowest reading is what it holds.
    private async Task<double> SettleAsync(ServerProcess product)
    {
        using var pipe = new Pipe(product.Port);
        var least = double.MaxValue;
        for (var i = 0; i < 12; i++)
        {
            Demand(pipe, Pipe.Get(ServerProcess.Host(product.Port), "/cart"), 200);
            await Task.Delay(500);
            if (i >= 6) least = Math.Min(least, product.Megabytes);
        }
        return least;
    }

    private void Figure(string work, double value, string unit, string goal, Func<double, bool>? met) =>
        _rows.Add(new Row(work, null, null, goal, met?.Invoke(value), string.Create(CultureInfo.InvariantCulture, $"{value:F2} {unit}")));

    private static double At(double[] times, int percent) => times.Order().ElementAt(Math.Min(times.Length - 1, times.Length * percent / 100));

    private sealed class MovedClock : TimeProvider
    {
        private TimeSpan _ahead;

        public void Move(TimeSpan by) => _ahead += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
    }
}

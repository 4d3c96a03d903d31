using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Npgsql;
using Rendrix.Benchmarks.Load;

namespace Rendrix.Benchmarks;

/// <summary>
/// What twenty tenants notice of a loud one: it has 100,000 products, is asked for its worst page 300 times a second, exports and imports without end and keeps 50 uploads running. The twenty are browsed and bought from
/// at a steady pace, first alone and then beside it, and one of them starts a small import every few seconds.
/// </summary>
internal sealed class NoisyBench(Ground ground, ServerProcess product, Options options)
{
    private const int Others = 20, Loud = 300, Callers = 60, Uploads = 50;
    private const string Password = "Quiet-Harbour-Lantern-7";
    private readonly string _api = $"localhost:{product.Port}";
    private readonly ConcurrentDictionary<string, int> _loud = new();
    private Guid[][] _goods = [];
    private readonly ConcurrentBag<Pipe> _long = [];
    private long _fresh;
    private volatile bool _over;

    public static async Task RunAsync(Options options)
    {
        Console.WriteLine($"Rendrix benchmarks: one loud tenant with {options.Products:N0} products beside {Others} others, {options.Seconds} s each.");
        if (Suite.IsDebug) Console.WriteLine("This is a Debug build; its figures mean nothing. Run it with -c Release.");
        var clock = Stopwatch.StartNew();
        var folder = Path.Combine(Path.GetTempPath(), "rendrix-bench-" + Guid.NewGuid().ToString("N")[..8]);
        await using var ground = await Ground.MakeAsync(options, folder);
        await ground.AddNeighboursAsync(Others);
        await ground.CopyAsync("variants", Others, "s.store_id = $2 and s.product_id in (select id from products where tenant_id = s.tenant_id and slug !~ '^product-')");
        await ground.ExecuteAsync("update variants set quantity = 1000000, track_inventory = false where tenant_id <> $1", ground.Store.TenantId);
        await ground.ExecuteAsync("vacuum (analyze)");
        Console.WriteLine($"Database filled after {clock.Elapsed.TotalSeconds:F0} s.");
        // A machine that is shared answers slowly: the rush is what is measured, not the limit of one caller.
        using var product = await ServerProcess.StartProductAsync(ground, ServerProcess.FreePort());
        await new NoisyBench(ground, product, options).MeasureAsync();
    }

    private async Task MeasureAsync()
    {
        var (loudToken, loudStore) = (await OwnerAsync("loud", ground.Store.TenantId), ground.Store.StoreId);
        var (otherTenant, otherStore) = await NeighbourAsync();
        var otherToken = await OwnerAsync("other", otherTenant);
        _goods = await GoodsAsync();
        // Without pauses, so that what they ask for is compiled before it is measured.
        Generator.Run(() => new Pipe(product.Port), Others, 15, Step);
        var quiet = Browse(options.Seconds);
        Console.WriteLine("\n| beside twenty others | a second | p50 ms | p95 ms | p99 ms | wrong answers | p95 against quiet |\n|---|--:|--:|--:|--:|--:|--:|");
        Tell("nothing", quiet, quiet);
        var quietJobs = await JobsAsync(otherToken, otherStore, 2);
        List<double> loudJobs = [];
        var kinds = new (string Name, Func<IEnumerable<Action>> Work)[]
        {
            ("its worst page, 300 times a second", () => Enumerable.Range(0, Callers).Select(n => (Action)(() => Shout(n)))),
            ("an export without end", () => [() => Export(loudToken, loudStore)]),
            ("imports without end", () => [() => Import(loudToken, loudStore)]),
            ("50 uploads", () => Enumerable.Range(0, Uploads).Select(n => (Action)(() => Upload(loudToken, loudStore, n)))),
        };
        foreach (var (name, work) in kinds.Where(k => options.Wants(k.Name)).Append(("all of it", () => kinds.SelectMany(k => k.Work()))))
        {
            _over = false;
            var rush = Task.WhenAll(work().Select(Run));
            await Task.Delay(3_000);
            var jobs = name == "all of it" ? Task.Run(() => JobsAsync(otherToken, otherStore, 4)) : null;
            Tell(name, Browse(options.Seconds), quiet);
            if (jobs is not null) loudJobs = await jobs;
            _over = true;
            // An export that runs is hung up on; it may have minutes to go.
            foreach (var pipe in _long) pipe.Dispose();
            await rush;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nGoal: 1.5 times. Jobs of others started after {string.Join(", ", quietJobs.Select(j => $"{j:F1}"))} s quiet and {string.Join(", ", loudJobs.Select(j => $"{j:F1}"))} s beside all of it (goal 10). Memory {product.Megabytes:F0} MB."));
        foreach (var (kind, n) in _loud.OrderBy(l => l.Key, StringComparer.Ordinal)) Console.WriteLine($"  loud: {kind,-44} {n,8:N0}");
    }

    private static void Tell(string name, Sample s, Sample quiet) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {s.PerSecond:F0} | {s.P50:F1} | {s.P95:F1} | {s.P99:F1} | {s.Failed} | {s.P95 / quiet.P95:F2} |"));

    private static Task Run(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // Each of the twenty has a shopper who does something every 400 ms or so: looks at pages, and puts things into a cart of their own.
    private Sample Browse(double seconds) => Generator.Run(() => new Pipe(product.Port), Others, seconds, Step, pause: () => { if (_rest > TimeSpan.Zero) Thread.Sleep(_rest); });

    private bool? Step(Pipe pipe, int worker)
    {
        var (host, began, turn) = (ServerProcess.Host(product.Port, Ground.Neighbour(worker + 1)), Stopwatch.GetTimestamp(), Random.Shared.Next(5));
        var goods = _goods[worker];
        var status = pipe.Send(turn switch
        {
            0 => Pipe.Get(host, $"/?variant={Interlocked.Increment(ref _fresh)}"),
            1 => Pipe.Get(host, $"/products?variant={Interlocked.Increment(ref _fresh)}"),
            2 => Pipe.Get(host, "/search?q=a"),
            3 => Pipe.Get(host, "/cart"),
            _ => Pipe.Post(host, "/cart/add", $"productId={goods[Random.Shared.Next(goods.Length)]:D}&quantity=1"),
        });
        // Not in step with the others: twenty at the same moment would wait for each other.
        _rest = TimeSpan.FromMilliseconds(Random.Shared.Next(200, 601)) - Stopwatch.GetElapsedTime(began);
        return status is 200 or 303;
    }

    [ThreadStatic] private static TimeSpan _rest;

    // Three hundred a second in all, whether the last answer came or not: 60 callers who ask five times a second and do not wait longer than that.
    private void Shout(int caller)
    {
        var (host, clock) = (ServerProcess.Host(product.Port), Stopwatch.StartNew());
        var pipe = new Pipe(product.Port);
        for (var n = 0; !_over; n++)
        {
            var due = TimeSpan.FromSeconds((double)n * Callers / Loud + caller / (double)Loud);
            if (due > clock.Elapsed) Thread.Sleep(due - clock.Elapsed);
            try
            {
                var status = pipe.Send(Pipe.Get(host, $"/search?q={(n % 3 == 0 ? "blue+mug" : n % 3 == 1 ? "warm+lamp" : "clay+vase")}+{n % 7}"));
                Count(status == 429 ? "page 429 " + (pipe.Header("retry-after"u8).Length > 0 ? "with Retry-After" : "WITHOUT Retry-After") : $"page {status}");
            }
            catch (Exception e) when (e is IOException or SocketException) { Count("page: no answer"); pipe.Dispose(); pipe = new Pipe(product.Port); }
        }
        pipe.Dispose();
    }

    private void Export(string token, Guid store) => Over("export", pipe => pipe.Send(Pipe.Get(_api, $"/api/v1/stores/{store}/products/export", token)));

    private void Import(string token, Guid store)
    {
        var rows = new StringBuilder("Handle,Title,Variant SKU,Variant Price\n");
        for (var n = 0; n < 20_000; n++) rows.Append(CultureInfo.InvariantCulture, $"loud-{n},Loud thing {n},L-{n},{n % 90 + 1}.50\n");
        var body = rows.ToString();
        Over("import", pipe => { var status = pipe.Send(Csv(store, token, body)); Thread.Sleep(2_000); return status; });
    }

    // A picture that comes slowly, over and over.
    private void Upload(string token, Guid store, int worker)
    {
        var (head, tail) = (Encoding.ASCII.GetBytes($"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"loud-{worker}.png\"\r\nContent-Type: image/png\r\n\r\n"), "\r\n--edge--\r\n"u8.ToArray());
        while (!_over)
        {
            var picture = PngOf.Weight(400_000);
            try
            {
                using var socket = new TcpClient("127.0.0.1", product.Port);
                var stream = socket.GetStream();
                stream.Write(Encoding.ASCII.GetBytes($"POST /api/v1/stores/{store}/media/upload HTTP/1.1\r\nHost: {_api}\r\nConnection: close\r\n{token}Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: {head.Length + picture.Length + tail.Length}\r\n\r\n"));
                stream.Write(head);
                for (var at = 0; at < picture.Length; at += 20_000)
                {
                    if (_over) return;
                    stream.Write(picture.AsSpan(at, Math.Min(20_000, picture.Length - at)));
                    Thread.Sleep(Random.Shared.Next(150, 351));
                }
                stream.Write(tail);
                var answer = new byte[16];
                Count($"upload {(stream.Read(answer) >= 12 ? Encoding.ASCII.GetString(answer, 9, 3) : "cut off")}");
            }
            catch (Exception e) when (e is IOException or SocketException) { Count("upload: no answer"); }
        }
    }

    private void Over(string kind, Func<Pipe, int> act)
    {
        while (!_over)
        {
            using var pipe = new Pipe(product.Port);
            _long.Add(pipe);
            try { Count($"{kind} {act(pipe)}"); }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException) { Count(_over ? $"{kind} cut off at the end" : $"{kind}: no answer"); }
        }
    }

    // How long small imports of somebody else wait for their start.
    private async Task<List<double>> JobsAsync(string token, Guid store, int count)
    {
        var waits = new List<double>();
        for (var n = 0; n < count; n++)
        {
            using var pipe = new Pipe(product.Port);
            var (clock, status) = (Stopwatch.StartNew(), pipe.Send(Csv(store, token, $"Handle,Title,Variant SKU,Variant Price\nsmall-{n},Small {n},S-{n},4.00\n")));
            if (status != 202) throw new InvalidOperationException($"A small import answered {status}: {pipe.Text()}");
            var id = JsonDocument.Parse(pipe.Text()).RootElement.GetProperty("id").GetGuid();
            while (pipe.Send(Pipe.Get(_api, $"/api/v1/stores/{store}/products/import/{id}", token)) == 200 && !(JsonDocument.Parse(pipe.Text()).RootElement.TryGetProperty("startedAt", out var started) && started.ValueKind == JsonValueKind.String) && clock.Elapsed < TimeSpan.FromSeconds(60)) await Task.Delay(100);
            waits.Add(clock.Elapsed.TotalSeconds);
            await Task.Delay(1_500);
        }
        return waits;
    }

    private byte[] Csv(Guid store, string token, string body) =>
        Encoding.UTF8.GetBytes($"POST /api/v1/stores/{store}/products/import HTTP/1.1\r\nHost: {_api}\r\nContent-Type: text/csv\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{token}\r\n{body}");

    // Somebody signs up and is made the owner of a tenant that SQL filled.
    private async Task<string> OwnerAsync(string name, Guid tenant)
    {
        using var pipe = new Pipe(product.Port);
        if (pipe.Send(Pipe.PostJson(_api, "/api/v1/auth/register", $$"""{"email":"{{name}}@example.com","password":"{{Password}}","firstName":"Ada","lastName":"Benk","organizationName":"{{name}}"}""")) != 201) throw new InvalidOperationException(pipe.Text());
        await ground.ExecuteAsync("update memberships set organization_id = $1 where user_id = (select id from users where email = $2)", tenant, name + "@example.com");
        if (pipe.Send(Pipe.PostJson(_api, "/api/v1/auth/login", $$"""{"email":"{{name}}@example.com","password":"{{Password}}"}""")) != 200) throw new InvalidOperationException(pipe.Text());
        return $"Authorization: Bearer {JsonDocument.Parse(pipe.Text()).RootElement.GetProperty("accessToken").GetString()}\r\n";
    }

    private async Task<(Guid Tenant, Guid Store)> NeighbourAsync()
    {
        await using var connection = new NpgsqlConnection(ground.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select tenant_id, id from stores where name = 'Tenant 1'", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetGuid(0), reader.GetGuid(1));
    }

    // What can be put into a cart without choosing: products of one variant, by tenant.
    private async Task<Guid[][]> GoodsAsync()
    {
        var goods = Enumerable.Range(0, Others).Select(_ => new List<Guid>()).ToArray();
        await using var connection = new NpgsqlConnection(ground.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select substring(s.name from '\\d+$')::int, p.id from products p join stores s on s.tenant_id = p.tenant_id and s.id = p.store_id and s.name ~ '^Tenant \\d+$' where p.status = 'active' and (select count(*) from variants v where v.tenant_id = p.tenant_id and v.product_id = p.id) = 1", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) goods[reader.GetInt32(0) - 1].Add(reader.GetGuid(1));
        return [.. goods.Select(g => g.ToArray())];
    }

    private void Count(string what) => _loud.AddOrUpdate(what, 1, (_, n) => n + 1);
}

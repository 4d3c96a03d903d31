using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Npgsql;
using Rendrix.Benchmarks.Load;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Benchmarks;

/// <summary>
/// Whose rows come back when 50 tenants share two database connections and much goes wrong on them: of all requests one in twenty breaks inside its transaction, one in twenty is ended by the database because it took
/// too long, one in twenty is given up by its caller. Every product and store of a tenant carries the tenant's mark; each answer is read for the marks of others.
/// </summary>
internal sealed partial class PoolAttack(Ground ground, ServerProcess product, int count)
{
    private const int Workers = 16, Tenants = 50;
    private readonly ConcurrentDictionary<string, int> _seen = new();
    private readonly ConcurrentBag<string> _wrong = [];
    private (Guid Product, int Tenant)[] _products = [];
    private int _next, _marks;
    private long _fresh;

    public static async Task RunAsync(Options options)
    {
        Console.WriteLine($"Rendrix benchmarks: {options.Pool:N0} requests of {Tenants} tenants through two database connections{(options.Pooler ? " behind PgBouncer in transaction mode" : "")}.");
        var folder = Path.Combine(Path.GetTempPath(), "rendrix-bench-" + Guid.NewGuid().ToString("N")[..8]);
        await using var ground = await Ground.MakeAsync(options, folder);
        await ground.AddNeighboursAsync(Tenants);
        await ground.CopyAsync("variants", Tenants, "s.store_id = $2 and s.product_id in (select id from products where tenant_id = s.tenant_id and slug !~ '^product-')");
        await PrepareAsync(ground);
        using var bouncer = options.Pooler ? await PgBouncer.StartAsync(ground) : null;
        using var product = await ServerProcess.StartProductAsync(ground, ServerProcess.FreePort(), new Dictionary<string, string>
        {
            ["ConnectionStrings__Rendrix"] = ground.Connection + (bouncer is null ? ";Maximum Pool Size=2" : ""),
            ["ConnectionStrings__Pooler"] = bouncer is null ? "" : $"Host=127.0.0.1;Port={bouncer.Port};Database=rendrix",
            // Half of the failures are meant to be errors of the server.
            ["Logging__LogLevel__Default"] = "None",
        });
        var attack = new PoolAttack(ground, product, options.Pool!.Value);
        await attack.LoadAsync();
        await attack.LeftoversAsync(bouncer);
        attack.Print();
    }

    // A quantity says what becomes of the row: 13 breaks, 14 takes longer than the database allows.
    private static async Task PrepareAsync(Ground ground)
    {
        await ground.ExecuteAsync("""
            create function bench_break() returns trigger language plpgsql as $$ begin
                if new.quantity = 13 then raise exception 'broken on purpose'; end if;
                if new.quantity = 14 then perform pg_sleep(5); end if;
                return new;
            end $$;
            create trigger bench_break before insert or update on cart_lines for each row execute function bench_break();
            update products p set name = 'zq' || substring(s.name from '\d+$') || 'q ' || p.name, quantity = 1000000, available = true from stores s where s.tenant_id = p.tenant_id and s.id = p.store_id and s.name ~ '^Tenant \d+$';
            update variants v set quantity = 1000000, track_inventory = false from stores s where s.tenant_id = v.tenant_id and s.name ~ '^Tenant \d+$';
            update stores set name = 'zq' || substring(name from '\d+$') || 'q shop' where name ~ '^Tenant \d+$';
            """);
        await ground.ExecuteAsync("vacuum (analyze)");
        // The roles are there since the setup; a session of the program's role keeps to this from its start, as an operator would set it.
        await ground.ExecuteAsync($"alter role {DatabaseConnections.AppRole} set statement_timeout = '100ms'");
    }

    private async Task LoadAsync()
    {
        var products = new List<(Guid, int)>();
        await using (var connection = new NpgsqlConnection(ground.Connection))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("select p.id, substring(p.name from '^zq(\\d+)q')::int from products p where p.name ~ '^zq' and p.status = 'active' and (select count(*) from variants v where v.tenant_id = p.tenant_id and v.product_id = p.id) = 1", connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) products.Add((reader.GetGuid(0), reader.GetInt32(1)));
        }
        _products = [.. products];
        var clock = Stopwatch.StartNew();
        var threads = Enumerable.Range(0, Workers).Select(n => new Thread(() => Work(n)) { IsBackground = true }).ToList();
        foreach (var thread in threads) thread.Start();
        while (threads.Exists(t => t.IsAlive))
        {
            await Task.Delay(15_000);
            await Console.Error.WriteLineAsync($"  {Math.Min(_next, count):N0} after {clock.Elapsed.TotalSeconds:F0} s, {_wrong.Count} wrong");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} requests in {clock.Elapsed.TotalSeconds:F0} s, {count / clock.Elapsed.TotalSeconds:F0} a second."));
    }

    private void Work(int worker)
    {
        var random = new Random(worker);
        using var pipe = new Pipe(product.Port);
        while (Interlocked.Increment(ref _next) <= count)
        {
            var (tenant, dice) = (1 + random.Next(Tenants), random.Next(100));
            var host = ServerProcess.Host(product.Port, Ground.Neighbour(tenant));
            var mine = _products[random.Next(_products.Length)];
            while (mine.Tenant != tenant) mine = _products[random.Next(_products.Length)];
            if (dice < 5) Ask("breaks", pipe, tenant, Add(host, mine.Product, 13));
            else if (dice < 10) Ask("takes too long", pipe, tenant, Add(host, mine.Product, 14));
            else if (dice < 15) HangUp(random.Next(3) == 0 ? Add(host, mine.Product, 14) : Page(host, tenant, random.Next(5)), random.Next(40));
            else if (dice < 25) Ask("puts into the cart", pipe, tenant, Add(host, mine.Product, 1));
            // A product of somebody else: asked for by its id, in this tenant's name.
            else if (dice < 30) Ask("foreign product", pipe, tenant, Add(host, _products[random.Next(_products.Length)].Product, 1));
            else Ask("page", pipe, tenant, Page(host, tenant, random.Next(5)));
        }
    }

    private byte[] Page(string host, int tenant, int which) => which switch
    {
        0 => Pipe.Get(host, $"/?variant={Interlocked.Increment(ref _fresh)}"),
        1 => Pipe.Get(host, $"/products?variant={Interlocked.Increment(ref _fresh)}"),
        2 => Pipe.Get(host, "/search?q=a"),
        3 => Pipe.Get(host, "/cart"),
        _ => Pipe.Get($"localhost:{product.Port}", $"/api/storefront/{Ground.Neighbour(tenant)}/products?limit=24"),
    };

    private static byte[] Add(string host, Guid product, int quantity) => Pipe.Post(host, "/cart/add", $"productId={product:D}&quantity={quantity}");

    private void Ask(string kind, Pipe pipe, int tenant, byte[] request)
    {
        try
        {
            var status = pipe.Send(request);
            _seen.AddOrUpdate($"{kind}: {status}", 1, (_, n) => n + 1);
            foreach (Match mark in Marks().Matches(pipe.Text()))
            {
                Interlocked.Increment(ref _marks);
                if (mark.Groups[1].Value != tenant.ToString(CultureInfo.InvariantCulture)) _wrong.Add($"{kind} of {tenant} showed {mark.Value}");
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            _seen.AddOrUpdate($"{kind}: no answer", 1, (_, n) => n + 1);
            pipe.Dispose();
        }
    }

    // Sends all of it and is gone before the answer.
    private void HangUp(byte[] request, int milliseconds)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
        try
        {
            socket.Connect(IPAddress.Loopback, product.Port);
            socket.Send(request);
            Thread.Sleep(milliseconds);
            _seen.AddOrUpdate("hung up", 1, (_, n) => n + 1);
        }
        catch (SocketException) { _seen.AddOrUpdate("hung up: no connection", 1, (_, n) => n + 1); }
    }

    // What stays behind in the sessions that all tenants share, what was written for whom, and whether anything is set for longer than a transaction.
    private async Task LeftoversAsync(PgBouncer? bouncer)
    {
        await using var connection = new NpgsqlConnection(ground.Connection);
        await connection.OpenAsync();
        Console.WriteLine($"Lines of carts with a mark that is not their tenant's: {await NumberAsync(connection, "select count(*) from cart_lines l join stores s on s.tenant_id = l.tenant_id and s.name ~ '^zq' where l.name not like split_part(s.name, ' ', 1) || ' %'")} of {await NumberAsync(connection, "select count(*) from cart_lines")}.");
        if (bouncer is not null)
        {
            // The very sessions that served the program.
            var (left, asked) = (0, 0);
            await using var through = new NpgsqlConnection($"Host=127.0.0.1;Port={bouncer.Port};Database=rendrix;Username={DatabaseConnections.AppRole};Pooling=false;No Reset On Close=true");
            await through.OpenAsync();
            for (; asked < 200; asked++) left += (int)await NumberAsync(through, "select count(*) from (values (current_setting('app.tenant', true)), (current_setting('app.store', true))) v (x) where x <> ''");
            Console.WriteLine($"Sessions behind PgBouncer that still knew a tenant or a store: {left} of {asked} looks; rows of products they show: {await NumberAsync(through, "select count(*) from products")}.");
        }
        await ground.ExecuteAsync("alter system set log_line_prefix = '%u|'");
        await ground.ExecuteAsync("alter system set log_statement = 'all'");
        await ground.ExecuteAsync("select pg_reload_conf()");
        await Task.Delay(500);
        var from = new FileInfo(ground.ServerLog).Length;
        _next = 0;
        var sample = new PoolAttack(ground, product, 2_000) { _products = _products };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => sample.Work(100 + n))));
        await Task.Delay(500);
        await using var stream = new FileStream(ground.ServerLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        var lines = (await reader.ReadToEndAsync()).Split('\n').Where(l => l.StartsWith("rendrix_", StringComparison.Ordinal) && l.Contains("LOG:", StringComparison.Ordinal)).ToList();
        // What the driver sends when a connection goes back to its pool sets nothing: it is the broom.
        var session = lines.Where(l => SessionSetting().IsMatch(l) && !l.Contains("SET SESSION AUTHORIZATION DEFAULT;RESET ALL", StringComparison.Ordinal)).ToList();
        Console.WriteLine($"Statements of 2,000 requests: {lines.Count:N0}, of them SET LOCAL {lines.Count(l => l.Contains("SET LOCAL", StringComparison.Ordinal)):N0}, settings for a whole session {session.Count}.");
        foreach (var line in session.Take(5)) Console.WriteLine("  " + line);
        foreach (var wrong in sample._wrong) _wrong.Add(wrong);
    }

    private void Print()
    {
        foreach (var (kind, n) in _seen.OrderBy(s => s.Key, StringComparer.Ordinal)) Console.WriteLine($"  {kind,-32} {n,9:N0}");
        Console.WriteLine($"Marks read: {_marks:N0}. Rows of another tenant: {_wrong.Count}.");
        foreach (var wrong in _wrong.Take(10)) Console.WriteLine("  " + wrong);
        using var pipe = new Pipe(product.Port);
        Console.WriteLine($"A page afterwards: {pipe.Send(Pipe.Get(ServerProcess.Host(product.Port, Ground.Neighbour(1)), "/?variant=afterwards"))}; memory {product.Megabytes:F0} MB.");
    }

    private static async Task<long> NumberAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"zq(\d+)q")]
    private static partial Regex Marks();

    [GeneratedRegex(@"(: |; *)set (?!local\b|constraints\b)|set_config *\((?!.*, *true *\))", RegexOptions.IgnoreCase)]
    private static partial Regex SessionSetting();
}

using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Rendrix.Benchmarks.Limits;
using Rendrix.Benchmarks.Load;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Benchmarks;

/// <summary>The rows of the goals, one after the other; in each, ours and its limit take turns within the same minute.</summary>
internal sealed partial class Suite(Ground ground, ServerProcess product, ServerProcess limits)
{
    private const int Connections = 16;
    private readonly List<Row> _rows = [];
    private readonly string _host = ServerProcess.Host(product.Port);
    private readonly string _api = $"localhost:{product.Port}";
    private long _fresh;

    private Options Options => ground.Options;

    /// <summary>Prepares, measures, prints, cleans up.</summary>
    public static async Task RunAsync(Options options)
    {
        var clock = Stopwatch.StartNew();
        Console.WriteLine($"Rendrix benchmarks: {options.Products:N0} products beside {options.Tenants:N0} tenants, {options.Rounds} rounds of {options.Seconds} s each, {Environment.ProcessorCount} cores shared by load, servers and database.");
        if (Suite.IsDebug) Console.WriteLine("This is a Debug build; its figures mean nothing. Run it with -c Release.");
        var folder = Path.Combine(Path.GetTempPath(), "rendrix-bench-" + Guid.NewGuid().ToString("N")[..8]);
        await using var ground = await Ground.MakeAsync(options, folder);
        Console.WriteLine($"Database filled after {clock.Elapsed.TotalSeconds:F0} s.");

        var mail = ServerProcess.FreePort();
        var starts = new List<double>();
        ServerProcess? product = null;
        for (var i = 0; i < 3; i++)
        {
            product?.Dispose();
            product = await ServerProcess.StartProductAsync(ground, mail);
            starts.Add(product.StartedIn.TotalSeconds);
        }
        using (product)
        using (var limits = await ServerProcess.StartLimitsAsync(Settings(ground, product!.Port, mail, folder), folder))
        {
            if (options.Hold)
            {
                Console.WriteLine($"product: {ServerProcess.Host(product.Port)}\nlimits: localhost:{limits.Port}\ndatabase: {ground.Connection}\nEnter ends it.");
                Console.ReadLine();
                return;
            }
            var suite = new Suite(ground, product, limits);
            suite._rows.Add(new Row("cold start to the first page", null, null, "<= 1.0 s", starts.Order().ElementAt(1) <= 1.0, $"{starts.Order().ElementAt(1):F2} s"));
            suite.WarmUp();
            suite.Measure();
            Console.WriteLine();
            Report.Print(suite._rows);
            await Probes.PrintAsync(ground, suite.Pages());
        }
        Console.WriteLine($"""
            ours and the limit in turns, median of {options.Rounds}; {Connections} connections, each with its next request after the last answer; latencies are those of the caller.
            limits: the same home page from Kestrel; a Blazor page of the same 24 cards with one indexed query, without row security; the same list as JSON; pgbench's
            read/write transaction (scale 10, {Connections} clients) sent by Npgsql with prepared statements, as a stand-in for pgbench. A difference under 30 % means nothing.
            The whole run took {clock.Elapsed.TotalSeconds:F0} s.
            """);
    }

    internal static bool IsDebug =>
#if DEBUG
        true;
#else
        false;
#endif

    // The runtime compiles what is hot again, in the background and in steps; measuring begins when that is over.
    private void WarmUp()
    {
        if (Options.Only.Count == 0) Progress("warming up");
        Unit<Pipe>[] ours = [AddToCart, .. Pages().Select<(string Name, Func<byte[]> Request), Unit<Pipe>>(p => (pipe, _) => pipe.Send(p.Request()) == 200), (pipe, _) => pipe.Send(FirstList()) == 200];
        for (var turn = 0; turn < 3; turn++)
            foreach (var unit in ours)
                Generator.Run(product.Port, 4, 0.5, unit);
        Generator.Run(limits.Port, 4, 1, LimitPage());
        Generator.Run(limits.Port, 4, 1, LimitList());
    }

    private void Measure()
    {
        byte[] home = Pipe.Get(_host, "/"), bytes = Pipe.Get("localhost", "/bytes");
        Add("cached home page", ">= 75 %, p99 <= 3 ms", r => r.Ratio >= 0.75 && r.Ours!.P99 <= 3, (pipe, _) => pipe.Send(home) == 200, LimitOf(bytes));
        Add("category page of 24, uncached", ">= 50 %, p95 <= 12 ms", r => r.Ratio >= 0.5 && r.Ours!.P95 <= 12, (pipe, _) => pipe.Send(CategoryPage()) == 200, LimitPage());
        Add("top category (an eighth of all), uncached", "-", null, (pipe, _) => pipe.Send(TopCategoryPage()) == 200, LimitPage());
        Add("product page, uncached", ">= 50 %, p95 <= 10 ms", r => r.Ratio >= 0.5 && r.Ours!.P95 <= 10, (pipe, _) => pipe.Send(ProductPage()) == 200, LimitPage());
        Add("home page, uncached", "-", null, (pipe, _) => pipe.Send(HomePage()) == 200, LimitPage());
        Add("product list as JSON, first page", ">= 40 %, p95 <= 15 ms", r => r.Ratio >= 0.4 && r.Ours!.P95 <= 15, (pipe, _) => pipe.Send(FirstList()) == 200, LimitList());
        var first = _rows[^1].Ours;
        var depth = Math.Min(1_000, Options.Products / 24 - 2);
        Add($"product list as JSON, page {depth:N0}", "like page 1", r => first is not null && r.Ours!.PerSecond >= 0.7 * first.PerSecond, (pipe, _) => pipe.Send(DeepList(depth)) == 200, LimitList());
        Add("search, two words", "p95 <= 30 ms", r => r.Ours!.P95 <= 30, (pipe, _) => pipe.Send(SearchPage()) == 200, null);
        Add("add to cart", ">= 25 %, p95 <= 25 ms", r => r.Ratio >= 0.25 && r.Ours!.P95 <= 25, AddToCart, null, transactions: true);
        AddCheckout();
        foreach (var (name, request) in Pages())
            Add($"{name}, one connection", "p50 <= 2 ms", r => r.Ours!.P50 <= 2, (pipe, _) => pipe.Send(request()) == 200, null, connections: 1, rounds: 1);
        AddSizes();
        AddMemory();
    }

    /// <summary>The pages a shopper meets, each with an address that no kept page has.</summary>
    private (string Name, Func<byte[]> Request)[] Pages()
    {
        var cart = ground.MakeCartsAsync(1).GetAwaiter().GetResult()[0];
        var cookie = $"Cookie: rdx_cart={cart:N}\r\n";
        return
        [
            ("home", HomePage), ("category", CategoryPage), ("product", ProductPage), ("search", SearchPage),
            ("cart", () => Pipe.Get(_host, "/cart", cookie)), ("checkout", () => Pipe.Get(_host, "/checkout", cookie)),
        ];
    }

    private void Add(string name, string goal, Func<Row, bool>? met, Unit<Pipe> ours, Unit<Pipe>? limit, bool transactions = false, int connections = Connections, int? rounds = null)
    {
        if (!Options.Wants(name)) return;
        Progress(name);
        var (mine, others) = (new List<Sample>(), new List<Sample>());
        Generator.Run(product.Port, connections, Math.Min(1, Options.Seconds / 2), ours);
        if (limit is not null) Generator.Run(limits.Port, connections, Math.Min(1, Options.Seconds / 2), limit);
        for (var round = 0; round < (rounds ?? Options.Rounds); round++)
        {
            mine.Add(Generator.Run(product.Port, connections, Options.Seconds, ours));
            if (limit is not null) others.Add(Generator.Run(limits.Port, connections, Options.Seconds, limit));
            else if (transactions) others.Add(Transactions());
        }
        Judge(new Row(name, Sample.MedianOf(mine), others.Count == 0 ? null : Sample.MedianOf(others), goal, null), met);
    }

    private void Judge(Row row, Func<Row, bool>? met) => _rows.Add(row with { Met = met is null ? null : met(row) && row.Ours!.Failed == 0 });

    private Sample Transactions() => Generator.Run(() => new Pgbench(ground.Connection), Connections, Options.Seconds, (line, _) => line.Transact());

    private Unit<Pipe> LimitOf(byte[] request) => (pipe, _) => pipe.Send(request) == 200;

    private Unit<Pipe> LimitPage() => (pipe, _) => pipe.Send(Pipe.Get("localhost", "/page?after24=" + AnyProduct())) == 200;

    private Unit<Pipe> LimitList() => (pipe, _) => pipe.Send(Pipe.Get("localhost", "/json?after24=" + AnyProduct())) == 200;

    // ---- requests: kept pages are keyed by path and a few query keys, so a value never used before is drawn afresh ----

    private byte[] HomePage() => Pipe.Get(_host, $"/?variant={Fresh()}");

    private byte[] CategoryPage() => Pipe.Get(_host, $"/categories/{Ground.Leaf(Random.Shared.Next())}?variant={Fresh()}");

    private byte[] TopCategoryPage() => Pipe.Get(_host, $"/categories/shelf-{1 + Random.Shared.Next(8)}?variant={Fresh()}");

    private byte[] ProductPage() => Pipe.Get(_host, $"/products/{Ground.Slug(Random.Shared.NextInt64(1, Options.Products + 1))}?variant={Fresh()}");

    private byte[] SearchPage() => Pipe.Get(_host, $"/search?q={(Random.Shared.Next(4) switch { 0 => "blue+mug", 1 => "warm+lamp", 2 => "quiet+linen", _ => "clay+vase" })}");

    private byte[] FirstList() => Pipe.Get(_api, $"/api/storefront/{Ground.Label}/products?limit=24");

    private byte[] DeepList(int page) =>
        Pipe.Get(_api, $"/api/storefront/{Ground.Label}/products?limit=24&cursor={Paging.WriteCursor("products:-createdAt", [Ground.Product(Options.Products - page * 24L + Random.Shared.Next(20))])}");

    private string AnyProduct() => Ground.Product(Random.Shared.NextInt64(25, Options.Products + 1)).ToString("D");

    private long Fresh() => Interlocked.Increment(ref _fresh);

    // Ten products into one cart, then a new visitor comes.
    private bool? AddToCart(Pipe pipe, int worker)
    {
        var (cookie, lines) = pipe.State is (string known, int count) && count < 10 ? (known, count) : ("", 0);
        var product = Ground.Product(Random.Shared.NextInt64(1, Options.Products + 1));
        var status = pipe.Send(Pipe.Post(_host, "/cart/add", $"productId={product:D}&o0=Blue&quantity=1", cookie.Length > 0 ? $"Cookie: {cookie}\r\n" : ""));
        if (status != 303) return false;
        var set = Encoding.ASCII.GetString(pipe.Header("set-cookie"u8));
        pipe.State = (set[..set.IndexOf(';', StringComparison.Ordinal)], lines + 1);
        return true;
    }

    // From a filled cart to the order: the page with the form, then the form, paid by the test gateway. Every unit has a cart of its own.
    private void AddCheckout()
    {
        const string name = "whole checkout";
        if (!Options.Wants(name)) return;
        Progress(name);
        var (mine, others) = (new List<Sample>(), new List<Sample>());
        for (var round = -1; round < Options.Rounds; round++)
        {
            var seconds = round < 0 ? 1 : Options.CheckoutSeconds;
            var carts = ground.MakeCartsAsync((int)(600 * seconds) + 100).GetAwaiter().GetResult();
            var next = -1;
            var sample = Generator.Run(product.Port, Connections, seconds, (pipe, _) => Interlocked.Increment(ref next) is var at && at < carts.Length ? CheckOut(pipe, carts[at]) : null);
            if (round < 0) continue;
            mine.Add(sample);
            others.Add(Transactions());
        }
        Judge(new Row(name, Sample.MedianOf(mine), Sample.MedianOf(others), ">= 150/s, p95 <= 200 ms", null), r => r.Ours!.PerSecond >= 150 && r.Ours.P95 <= 200);
    }

    private bool CheckOut(Pipe pipe, Guid cart)
    {
        var cookie = $"Cookie: rdx_cart={cart:N}\r\n";
        if (pipe.Send(Pipe.Get(_host, "/checkout", cookie)) != 200) return false;
        var page = pipe.Body;
        var at = page.IndexOf("name=\"seenTotal\" value=\""u8) + "name=\"seenTotal\" value=\"".Length;
        if (!Utf8Parser.TryParse(page[at..], out long total, out _)) return false;
        var form = $"email=ada%40example.com&country=NO&firstName=Ada&lastName=Moss&company=&address1=12+Quay+Street&address2=&postalCode=5003&city=Bergen&province=&phone=&shippingRateId=standard&payment=test%3Atest_ok&seenTotal={total.ToString(CultureInfo.InvariantCulture)}";
        return pipe.Send(Pipe.Post(_host, "/checkout", form, cookie)) == 303 && pipe.Header("location"u8).StartsWith("/orders/"u8);
    }

    private void AddSizes()
    {
        if (!Options.Wants("size")) return;
        using var pipe = new Pipe(product.Port);
        pipe.Send(CategoryPage());
        var html = pipe.Text();
        _rows.Add(new Row("size of a page with 24 items", null, null, "<= 30 KB of HTML", pipe.BodyLength <= 30 * 1024, Kilobytes(pipe.BodyLength)));
        var scripts = Scripts().Matches(html).Select(m => m.Groups[1].Value).ToList();
        var bytes = scripts.Sum(BytesOf);
        _rows.Add(new Row("size of its script", null, null, "<= 10 KB, no framework script", bytes <= 10 * 1024 && !scripts.Exists(s => s.Contains("_framework", StringComparison.Ordinal)), Kilobytes(bytes)));
    }

    // The file as it lies in the repository: /js/shop.{fingerprint}.js is wwwroot/js/shop.js.
    private static long BytesOf(string address)
    {
        var parts = address.TrimStart('/').Split('.');
        var file = Path.Combine(ServerProcess.Repository() ?? AppContext.BaseDirectory, "wwwroot", parts[0].Replace('/', Path.DirectorySeparatorChar) + "." + parts[^1]);
        return File.Exists(file) ? new FileInfo(file).Length : 0;
    }

    private void AddMemory()
    {
        if (!Options.Wants("memory")) return;
        using var pipe = new Pipe(product.Port);
        var hot = Math.Min(Ground.HotTenants, Options.Tenants);
        for (var n = 1; n <= hot; n++)
            if (pipe.Send(Pipe.Get(ServerProcess.Host(product.Port, Ground.Neighbour(n)), "/")) != 200) Console.WriteLine($"{Ground.Neighbour(n)} answered {pipe.Status}");
        _rows.Add(new Row($"memory after all this, {hot} tenants hot", null, null, "<= 300 MB", product.Megabytes <= 300, $"{product.Megabytes:F0} MB"));
    }

    private static LimitSettings Settings(Ground ground, int port, int mail, string folder)
    {
        using var pipe = new Pipe(port);
        var host = ServerProcess.Host(port);
        if (pipe.Send(Pipe.Get(host, "/")) != 200) throw new InvalidOperationException($"The home page answered {pipe.Status}.");
        File.WriteAllBytes(Path.Combine(folder, "home.html"), pipe.Body);
        if (pipe.Send(Pipe.Get(host, "/categories/" + Ground.Leaf(0))) != 200) throw new InvalidOperationException($"A category page answered {pipe.Status}.");
        var page = pipe.Text();
        var (from, to) = (page.IndexOf("<li class=\"card\"", StringComparison.Ordinal), page.LastIndexOf("</li></ul></div></div>", StringComparison.Ordinal) + "</li>".Length);
        if (from < 0 || to < from) throw new InvalidOperationException("The category page has no cards where the limit programs look for them.");
        File.WriteAllText(Path.Combine(folder, "before.html"), page[..from]);
        File.WriteAllText(Path.Combine(folder, "after.html"), page[to..]);
        return new LimitSettings(ServerProcess.FreePort(), mail, ground.Connection, ground.Store.TenantId, ground.Store.StoreId, Path.Combine(folder, "home.html"), Path.Combine(folder, "before.html"), Path.Combine(folder, "after.html"));
    }

    private static string Kilobytes(long bytes) => (bytes / 1024.0).ToString("F1", CultureInfo.InvariantCulture) + " KB";

    private static void Progress(string name) => Console.Error.WriteLine($"  {name} …");

    [GeneratedRegex("<script[^>]* src=\"([^\"]+)\"")]
    private static partial Regex Scripts();
}

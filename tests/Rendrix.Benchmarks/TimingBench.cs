using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Rendrix.Benchmarks.Load;

namespace Rendrix.Benchmarks;

/// <summary>
/// What the time of an answer gives away: an id of another tenant against one that never was, an account that exists against one that does not. The figure is the area under the
/// curve (AUC): how often the slower of two answers, one of each kind, is of the kind that is slower more often. 0.5 is a coin; a goal of 0.55 is an advantage nobody can use.
/// </summary>
internal sealed class TimingBench
{
    private const string Password = "Quiet-Harbour-Lantern-7";
    private const int Ids = 3_000, Accounts = 200, TriesOfEach = 3;
    private readonly List<(string Work, int Samples, double Auc, double First, double Second)> _rows = [];
    // Always the same order, so that two runs compare.
    private readonly Random _random = new(7);

    /// <summary>Prepares, measures, prints, cleans up.</summary>
    public static async Task RunAsync(Options options)
    {
        var clock = Stopwatch.StartNew();
        Console.WriteLine($"Rendrix benchmarks: what the time of an answer gives away, {Ids:N0} of each kind of id, {Accounts * TriesOfEach:N0} of each kind of account, in a shuffled order, one at a time.");
        if (Suite.IsDebug) Console.WriteLine("This is a Debug build; its figures mean nothing. Run it with -c Release.");
        var folder = Path.Combine(Path.GetTempPath(), "rendrix-bench-" + Guid.NewGuid().ToString("N")[..8]);
        await using var ground = await Ground.MakeAsync(options, folder);
        using var product = await ServerProcess.StartProductAsync(ground, ServerProcess.FreePort());
        var bench = new TimingBench();
        await bench.MeasureAsync(ground, product);
        Console.WriteLine("\n| what is told apart | of each | AUC | p50 ms | p50 ms of the other | goal | met |\n|---|--:|--:|--:|--:|---|---|");
        foreach (var (work, samples, auc, first, second) in bench._rows)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {work} | {samples:N0} | {auc:F3} | {first:F2} | {second:F2} | < 0.55 | {(auc < 0.55 ? "yes" : "NO")} |"));
        Console.WriteLine($"\nThe whole run took {clock.Elapsed.TotalSeconds:F0} s.");
    }

    private async Task MeasureAsync(Ground ground, ServerProcess product)
    {
        var api = $"localhost:{product.Port}";
        using var pipe = new Pipe(product.Port);
        var registered = Answer(pipe, Pipe.PostJson(api, "/api/v1/auth/register", $$"""{"email":"ada@example.com","password":"{{Password}}","firstName":"Ada","lastName":"Benk","organizationName":"Ada"}"""), 201);
        var signedIn = $"Authorization: Bearer {registered.GetProperty("accessToken").GetString()}\r\n";
        var store = Answer(pipe, Pipe.PostJson(api, "/api/v1/stores", """{"name":"Ada","subdomain":"ada-times","currency":"EUR","country":"NL"}""", signedIn), 201).GetProperty("id").GetGuid();
        var cart = (await ground.MakeCartsAsync(1))[0];

        // The store of the ground belongs to somebody else.
        Guid Foreign() => Ground.Product(1 + _random.Next(ground.Options.Products));
        Measure("product of another tenant, missing product", Foreign, id => Pipe.Get(api, $"/api/v1/stores/{store}/products/{id}", signedIn));
        Measure("deleting a product of another tenant, a missing one", Foreign, id => With("DELETE", $"/api/v1/stores/{store}/products/{id}"));
        Measure("category of another tenant, missing category", () => Ground.Product(1 + _random.Next(8)), id => Pipe.Get(api, $"/api/v1/stores/{store}/categories/{id}", signedIn));
        Measure("store of another tenant, missing store", () => ground.Store.StoreId, id => Pipe.Get(api, $"/api/v1/stores/{id}/products", signedIn));
        Measure("organization of others, missing organization", () => ground.Store.TenantId, id => Pipe.Get(api, $"/api/v1/organizations/{id}", signedIn));
        Measure("cart of another shop, missing cart", () => cart, id => Pipe.Get(api, $"/api/storefront/ada-times/cart/{id}"));
        await AccountsAsync(ground, product, api);

        byte[] With(string method, string path) => System.Text.Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: {api}\r\nAccept: */*\r\n{signedIn}\r\n");

        void Measure(string work, Func<Guid> foreign, Func<Guid, byte[]> request) =>
            Compare(work, Ids, 300, isFirst => request(isFirst ? foreign() : Guid.CreateVersion7()), _ => pipe);
    }

    // Limits are kept for each account and each network address, so there are many of both.
    private async Task AccountsAsync(Ground ground, ServerProcess product, string api)
    {
        await ground.ExecuteAsync("""
            create temp table made as select gen_random_uuid() id, 'known-' || n || '@example.com' email from generate_series(1, $1) n;
            """.Replace("$1", (Accounts * 2).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) + """
            insert into users select (jsonb_populate_record(u, jsonb_build_object('id', m.id, 'email', m.email, 'user_name', m.email, 'normalized_email', named.name, 'normalized_user_name', named.name))).*
            from users u cross join made m cross join lateral (select case when u.normalized_email = upper(u.email) then upper(m.email) else lower(m.email) end as name) named where u.email = 'ada@example.com';
            insert into memberships select (jsonb_populate_record(s, jsonb_build_object('user_id', m.id))).* from memberships s join users u on u.id = s.user_id and u.email = 'ada@example.com' cross join made m;
            """);
        var pipes = Enumerable.Range(2, 20).Select(n => new Pipe(product.Port, IPAddress.Parse($"127.0.0.{n}"))).ToArray();
        var (known, unknown, turn) = (0, 0, 0);
        // Half of the accounts for each question: what one of them counted is not to be seen in the other.
        Compare("wrong password of an account, of none", Accounts * TriesOfEach - 10, 10, isKnown => Pipe.PostJson(api, "/api/v1/auth/login", $$"""{"email":"{{Next(isKnown, 0)}}","password":"Never-Told-Lantern-3!"}"""), _ => pipes[turn++ % pipes.Length]);
        (known, unknown) = (0, 0);
        Compare("link for a new password, account, none", Accounts * TriesOfEach - 10, 10, isKnown => Pipe.PostJson(api, "/api/v1/auth/forgot-password", $$"""{"email":"{{Next(isKnown, Accounts)}}"}"""), _ => pipes[turn++ % pipes.Length]);
        (known, unknown) = (0, 0);
        Compare("link to sign in, account, none", Accounts * TriesOfEach - 10, 10, isKnown => Pipe.PostJson(api, "/api/v1/auth/magic-link", $$"""{"email":"{{Next(isKnown, Accounts)}}"}"""), _ => pipes[turn++ % pipes.Length]);
        foreach (var pipe in pipes) pipe.Dispose();

        string Next(bool isKnown, int from) => isKnown ? $"known-{1 + from + known++ % Accounts}@example.com" : $"nobody-{1 + from + unknown++ % Accounts}@example.com";
    }

    // Shuffled as a whole and not by pairs: what one request leaves behind must fall on both kinds alike.
    private void Compare(string work, int ofEach, int warmUp, Func<bool, byte[]> request, Func<bool, Pipe> through)
    {
        var (first, second, statuses) = (new List<double>(ofEach), new List<double>(ofEach), new HashSet<int>());
        var order = Enumerable.Range(0, ofEach * 2).Select(n => n % 2 == 0).ToArray();
        _random.Shuffle(order);
        var (done, cold) = (0, warmUp * 2);
        foreach (var isFirst in Enumerable.Range(0, cold).Select(n => n % 2 == 0).Concat(order))
        {
            var (bytes, pipe) = (request(isFirst), through(isFirst));
            var start = Stopwatch.GetTimestamp();
            statuses.Add(pipe.Send(bytes));
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (done++ >= cold) (isFirst ? first : second).Add(took);
        }
        if (statuses.Count != 1) throw new InvalidOperationException($"{work}: the answers differ already by their status, {string.Join(", ", statuses)}.");
        var auc = Auc(first, second);
        _rows.Add((work, Math.Min(first.Count, second.Count), Math.Max(auc, 1 - auc), Median(first), Median(second)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{work}: {auc:F3} ({statuses.Single()})"));
    }

    /// <summary>How often one of the first is slower than one of the second; ties count half.</summary>
    internal static double Auc(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var all = first.Select(t => (Time: t, First: true)).Concat(second.Select(t => (Time: t, First: false))).OrderBy(t => t.Time).ToList();
        double ranks = 0;
        for (var i = 0; i < all.Count;)
        {
            var end = i;
            while (end < all.Count && all[end].Time == all[i].Time) end++;
            ranks += all.Skip(i).Take(end - i).Count(t => t.First) * ((i + 1 + end) / 2.0);
            i = end;
        }
        return (ranks - first.Count * (first.Count + 1) / 2.0) / ((double)first.Count * second.Count);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static JsonElement Answer(Pipe pipe, byte[] request, int status)
    {
        if (pipe.Send(request) != status) throw new InvalidOperationException($"{status} was awaited, and came {pipe.Status}: {pipe.Text()}");
        return JsonDocument.Parse(pipe.Text()).RootElement;
    }
}

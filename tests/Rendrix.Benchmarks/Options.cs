using System.Globalization;

namespace Rendrix.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Products">Products of the store that is measured.</param>
/// <param name="Tenants">Other tenants on the same installation.</param>
/// <param name="Seconds">Length of one measurement; every row has <paramref name="Rounds"/> of ours and as many of the limit.</param>
/// <param name="Rounds">How often ours and the limit take turns; the median counts.</param>
/// <param name="CheckoutSeconds">Length of a measurement of whole checkouts.</param>
/// <param name="Only">Parts of the names of rows to measure; empty measures all.</param>
/// <param name="Hold">Measure nothing; keep database and servers up for a profiler until a line is read.</param>
/// <param name="SignUps">Sign-up, host resolution and memory beside many tenants instead of the shop.</param>
/// <param name="Timing">Whether the time of answers tells foreign ids from missing ones and known accounts from unknown ones.</param>
/// <param name="Pool">How many requests go through two database connections, with failures, time-outs and callers who hang up; null for none.</param>
/// <param name="Pooler">Whether those go through PgBouncer.</param>
/// <param name="Noisy">A loud tenant beside twenty others.</param>
/// <param name="Limits">File with the limit servers' settings: this process is they.</param>
internal sealed record Options(int Products, int Tenants, double Seconds, int Rounds, double CheckoutSeconds, IReadOnlyList<string> Only, bool Hold, string? Limits, bool Editor = false, double Minutes = 3, bool SignUps = false, bool Timing = false, int? Pool = null, bool Pooler = false, bool Noisy = false)
{
    public const string Usage = """
        dotnet run -c Release --project tests/Rendrix.Benchmarks -- [options]
          --full            100,000 products beside 1,000 tenants, 60 seconds of checkouts (default: 20,000 and 200)
          --products N      products of the store that is measured
          --tenants N       other tenants
          --seconds S       length of one measurement (default 2)
          --rounds N        turns of ours and the limit, the median counts (default 3)
          --only a,b        only rows whose name holds one of these words
          --editor          the visual editor in Chromium instead of the shop: response, open, memory
          --many-tenants    10,000 tenants in one database (or --tenants N): sign-up to live store, host resolution, memory of those that idle
          --timing          what the time of an answer gives away: ids of another tenant, accounts that exist
          --pool N          N requests of 50 tenants through two database connections, of which 5 % fail, 5 % time out and 5 % hang up: whose rows come back
          --pooler          with --pool: through PgBouncer in transaction mode
          --noisy           one tenant asks 300 times a second, imports, exports and uploads; what 20 others notice of it
          --minutes M       with --editor: length of the run that watches memory (default 3)
          --hold            measures nothing: prepares everything, prints the addresses and waits for Enter (for a profiler)
        """;

    public static Options? Parse(string[] args)
    {
        var full = args.Contains("--full");
        if (args.Contains("--help") || args.Contains("-h")) return null;
        var (many, timing, pool, noisy) = (args.Contains("--many-tenants"), args.Contains("--timing"), args.Contains("--pool"), args.Contains("--noisy"));
        var seconds = Number("--seconds", 2);
        return new Options((int)Number("--products", many || timing || pool ? 100 : full || noisy ? 100_000 : 20_000), (int)Number("--tenants", many ? 10_000 : pool ? 50 : noisy ? 20 : full ? 1_000 : 200), seconds, (int)Number("--rounds", 3),
            full ? 20 : seconds, (Text("--only") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), args.Contains("--hold"), Text("--limits"), args.Contains("--editor"), Number("--minutes", 3), many, timing, pool ? (int)Number("--pool", 200_000) : null, args.Contains("--pooler"), noisy);

        string? Text(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
        double Number(string name, double otherwise) => double.TryParse(Text(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
    }

    public bool Wants(string row) => Only.Count == 0 || Only.Any(word => row.Contains(word, StringComparison.OrdinalIgnoreCase));
}

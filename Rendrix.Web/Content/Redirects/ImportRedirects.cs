using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Integrations.Imports;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Redirects;

/// <summary>A line of a file that made no redirect, and why.</summary>
public sealed record RedirectProblem(int Line, string Message);

/// <summary>What a file does or would do.</summary>
/// <param name="DryRun">Nothing was kept.</param>
/// <param name="Added">Addresses that lead on now and did not before.</param>
/// <param name="Changed">Addresses that lead elsewhere now.</param>
/// <param name="Unchanged">Lines that say what is so already.</param>
/// <param name="Problems">The first of the lines that made none.</param>
/// <param name="Failed">How many made none.</param>
public sealed record RedirectImport(bool DryRun, int Added, int Changed, int Unchanged, int Failed, IReadOnlyList<RedirectProblem> Problems);

/// <summary>
/// Reads old addresses from a file, as somebody brings them who comes from another shop: the good lines in one unit of work, each bad one with its reason. A file that is read
/// twice changes nothing the second time. Every address leads to its end in one step, those that were there before too.
/// </summary>
public sealed class ImportRedirects(TenantTransactions transactions, PlanGate plans, TimeProvider time)
{
    /// <summary>Most bytes of a file.</summary>
    public const int MostBytes = 2_000_000;
    private const int MostProblems = 200;

    /// <summary>Reads a CSV whose first row names the columns: <c>from</c> and <c>to</c>, or as Shopify and other shops write them.</summary>
    /// <param name="tenantId">The organization.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="file">The file, which can be read from its beginning again.</param>
    /// <param name="dryRun">Only tells what would happen.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<RedirectImport> RunAsync(Guid tenantId, Guid storeId, Stream file, bool dryRun, CancellationToken ct)
    {
        var (wanted, problems) = await ReadAsync(file, ct);
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        await plans.DemandAsync(db, Rendrix.Plans.PlanFeature.AdvancedSeo, ct);
        // Two files at once, or a file and a hand, would each see a store without the other's loops.
        await db.Database.ExecuteSqlAsync($"select 1 from stores where tenant_id = {tenantId} and id = {storeId} for no key update", ct);
        var rows = await db.Redirects.Where(r => r.StoreId == storeId).ToDictionaryAsync(r => r.From, StringComparer.Ordinal, ct);
        var flat = new FlatMap(rows.Values.Select(r => (r.From, r.To)));
        var (added, changed, same) = (0, 0, 0);
        foreach (var (from, (line, to)) in wanted)
        {
            var was = flat.EndOf(from);
            if (was is null && flat.Count >= SaveRedirect.MostPerStore) problems.Add(new(line, $"A store holds at most {SaveRedirect.MostPerStore:N0} redirects"));
            else if (!flat.Lead(from, to)) problems.Add(new(line, $"{to} leads back to {from}. That would be a circle"));
            else if (was is null) added++;
            else if (was == flat.EndOf(from)) same++;
            else changed++;
        }

        var now = time.GetUtcNow();
        foreach (var (from, to) in flat.All)
        {
            if (!rows.TryGetValue(from, out var row)) db.Redirects.Add(new Redirect { Id = Guid.CreateVersion7(now), StoreId = storeId, From = from, To = to, CreatedAt = now });
            else if (row.To != to) (row.To, row.Automatic) = (to, row.Automatic && !wanted.ContainsKey(from));
        }
        if (!dryRun) await db.CommitAsync(ct);
        return new(dryRun, added, changed, same, problems.Count, [.. problems.OrderBy(p => p.Line).Take(MostProblems)]);
    }

    private static async Task<(Dictionary<string, (int Line, string To)> Wanted, List<RedirectProblem> Problems)> ReadAsync(Stream file, CancellationToken ct)
    {
        var (wanted, problems) = (new Dictionary<string, (int, string)>(StringComparer.Ordinal), new List<RedirectProblem>());
        try
        {
            var table = await CsvTable.OpenAsync(file, ct);
            var (from, to) = (table.Column("from", "redirect from", "source", "source url", "old", "old url", "request path"), table.Column("to", "redirect to", "target", "target url", "new", "new url", "target path", "destination"));
            if (from < 0 || to < 0) throw Wrong("The first row needs a column from and a column to");
            var rows = 0;
            await foreach (var row in table.RowsAsync(ct))
            {
                if (++rows > SaveRedirect.MostPerStore) throw Wrong($"A file can have {SaveRedirect.MostPerStore:N0} rows, which is what a store holds");
                if (row.Problem is { } problem) { problems.Add(new(row.Line, problem)); continue; }
                var (old, target) = (RedirectRules.Normal(PathOf(row[from])), RedirectRules.Target(row[to]));
                if (old is null) problems.Add(new(row.Line, $"“{Short(row[from])}” is no path of a shop, such as /old-page. What stands behind ? or # cannot be led on"));
                else if (target is null) problems.Add(new(row.Line, $"“{Short(row[to])}” is neither a path of the shop nor an address that starts with https://"));
                else if (old == target) problems.Add(new(row.Line, $"{old} cannot lead to itself"));
                else if (!wanted.TryAdd(old, (row.Line, target)) && wanted[old].Item2 != target) problems.Add(new(row.Line, $"{old} stands on line {wanted[old].Item1} too, with another target"));
            }
        }
        catch (UnreadableCsvException e) { throw Wrong(e.Message); }
        return (wanted, problems);
    }

    // Other shops write whole addresses; what leads on is the path.
    private static string PathOf(string from) => Uri.TryCreate(from, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url.PathAndQuery : from;

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static RefusedException Wrong(string why) => new(Refusal.Invalid("file", why));
}

/// <summary>Where addresses lead, each to its end in one step.</summary>
file sealed class FlatMap
{
    private readonly Dictionary<string, string> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _sources = new(StringComparer.Ordinal);

    public FlatMap(IEnumerable<(string From, string To)> there) { foreach (var (from, to) in there) Put(from, to); }

    public int Count => _ends.Count;

    public IEnumerable<(string From, string To)> All => _ends.Select(pair => (pair.Key, pair.Value));

    public string? EndOf(string from) => _ends.GetValueOrDefault(from);

    /// <summary>False where it would lead in a circle; then nothing changed.</summary>
    public bool Lead(string from, string to)
    {
        var end = _ends.GetValueOrDefault(to, to);
        if (end == from) return false;
        Put(from, end);
        if (_sources.Remove(from, out var sources)) foreach (var source in sources) Put(source, end);
        return true;
    }

    private void Put(string from, string to)
    {
        if (_ends.TryGetValue(from, out var old) && _sources.TryGetValue(old, out var siblings)) siblings.Remove(from);
        _ends[from] = to;
        if (!_sources.TryGetValue(to, out var sources)) _sources[to] = sources = new(StringComparer.Ordinal);
        sources.Add(from);
    }
}

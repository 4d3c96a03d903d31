using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Stores;

/// <summary>Answers whether a label can be had, while a merchant types it and when a store is created.</summary>
public sealed class SubdomainAvailability(TenantTransactions transactions)
{
    private static readonly string[] Endings = ["shop", "store", "studio", "goods", "2", "3", "4", "5"];

    /// <summary>Free, or a sentence and up to two labels that are.</summary>
    /// <param name="label">As typed; case and outer spaces do not matter.</param>
    /// <param name="storeName">The store's name when known: it makes the better suggestions.</param>
    /// <param name="ct">Ends the question.</param>
    public async Task<SubdomainAnswer> AskAsync(string label, string? storeName, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await AskAsync(db, label, storeName, ct);
    }

    internal static async Task<SubdomainAnswer> AskAsync(AppDb db, string label, string? storeName, CancellationToken ct)
    {
        label = Normal(label);
        if (Subdomain.Problem(label) is { } problem) return new(label, false, problem, []);
        var candidates = Candidates(label, storeName);
        string[] asked = [label, .. candidates];
        var taken = await db.StoreDomains.AsNoTracking().Where(d => d.Kind == DomainKind.Subdomain && asked.Contains(d.Name)).Select(d => d.Name).ToListAsync(ct);
        var like = await LikeOthersAsync(db, asked, ct);
        if (!taken.Contains(label) && !like.Contains(label)) return new(label, true, null, []);
        List<string> free = [.. candidates.Where(c => !taken.Contains(c) && !like.Contains(c)).Take(2)];
        return new(label, false, Sentence(free, taken.Contains(label) ? "That address is taken" : "That address looks like another shop's"), free);
    }

    /// <summary>
    /// Whoever wants an address that looks the same waits here until this transaction ends, and then sees what it did: two shops that look alike are two
    /// names, so no unique key stands between them.
    /// </summary>
    internal static Task LockAsync(AppDb db, string label, CancellationToken ct) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"subdomain:" + Subdomain.Skeleton(label)}, 0))", ct);

    // Labels that look like one of another organization. One's own stores may look alike.
    private static async Task<HashSet<string>> LikeOthersAsync(AppDb db, IReadOnlyCollection<string> labels, CancellationToken ct)
    {
        string[] skeletons = [.. labels.Select(Subdomain.Skeleton).Distinct()];
        var others = await db.StoreDomains.AsNoTracking().Where(d => d.Kind == DomainKind.Subdomain && skeletons.Contains(d.Likeness) && d.TenantId != db.Tenant).Select(d => d.Likeness).ToListAsync(ct);
        return [.. labels.Where(l => others.Contains(Subdomain.Skeleton(l)))];
    }

    /// <summary>A label that nobody has, made of the store's name: the name itself, then with numbers.</summary>
    internal static async Task<string> FromNameAsync(AppDb db, string name, CancellationToken ct)
    {
        var stem = Subdomain.From(name);
        if (stem.Length > 34) stem = stem[..34].Trim('-');
        List<string> candidates = [.. new[] { stem, "my-" + stem, stem + "-shop" }.Where(IsAllowed), .. Enumerable.Range(2, 60).Select(n => $"{stem}-{n}").Where(IsAllowed)];
        // "halden", "halden-2", "halden-3": the word is added only where the bare name is not allowed at all.
        if (IsAllowed(stem)) candidates.RemoveAll(c => c == stem + "-shop" || c == "my-" + stem);
        var taken = await db.StoreDomains.AsNoTracking().Where(d => d.Kind == DomainKind.Subdomain && candidates.Contains(d.Name)).Select(d => d.Name).ToListAsync(ct);
        var like = await LikeOthersAsync(db, candidates, ct);
        return candidates.FirstOrDefault(c => !taken.Contains(c) && !like.Contains(c)) ?? "store-" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4));
    }

    /// <summary>The refusal when somebody else has the label.</summary>
    internal static Refusal Taken(SubdomainAnswer answer)
    {
        var sentence = answer.Problem ?? Sentence(answer.Suggestions);
        return new Refusal("ALREADY_EXISTS", sentence, StatusCodes.Status409Conflict) { Errors = new Dictionary<string, string[]> { ["subdomain"] = [sentence] } };
    }

    internal static string Normal(string label) => label.Trim().ToLowerInvariant();

    private static string Sentence(IReadOnlyList<string> free, string why = "That address is taken") => free.Count == 0 ? why + ". Choose another" : $"{why}. Try {string.Join(" or ", free)}.";

    private static List<string> Candidates(string label, string? storeName)
    {
        var stem = label.Length > 33 ? label[..33].Trim('-') : label;
        var candidates = Endings.Select(e => $"{stem}-{e}");
        if (storeName is { Length: > 0 }) candidates = candidates.Prepend(Subdomain.From(storeName));
        return [.. candidates.Where(c => c != label && IsAllowed(c)).Distinct()];
    }

    private static bool IsAllowed(string label) => Subdomain.Problem(label) is null;
}

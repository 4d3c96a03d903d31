using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Templates;

/// <summary>How many a rule is about.</summary>
/// <param name="Matching">Those that meet its conditions.</param>
/// <param name="Shown">Those of them that it decides about: no rule before it is met, and nobody chose a template by hand.</param>
public sealed record RuleCount(int Matching, int Shown);

/// <summary>Counts what rules would match, for people who are writing them. Products on sale are counted up to <see cref="CountedTo"/>.</summary>
public static class RuleMatches
{
    /// <summary>Nobody needs to know it closer.</summary>
    public const int CountedTo = 10_000;

    /// <summary>The counts of rules of one kind, in their order.</summary>
    public static async Task<IReadOnlyList<RuleCount>> CountAsync(AppDb db, Guid storeId, PageType kind, IReadOnlyList<TemplateRule> rules, CancellationToken ct)
    {
        var counts = new List<RuleCount>();
        if (rules.Count == 0) return counts;
        var tree = await db.Categories.AsNoTracking().Where(c => c.StoreId == storeId).Select(c => new { c.Id, c.ParentId, c.TemplateId }).ToListAsync(ct);
        var below = tree.ToLookup(c => c.ParentId, c => c.Id);
        var free = tree.Where(c => c.TemplateId is null).Select(c => c.Id).ToHashSet();
        var left = db.Products.AsNoTracking().OnSale(storeId).Where(p => p.TemplateId == null);
        foreach (var rule in rules)
        {
            var branch = Branch(rule, below);
            if (kind == PageType.Collection)
            {
                var shown = branch.Where(free.Contains).ToList();
                free.ExceptWith(shown);
                counts.Add(new RuleCount(branch.Count, shown.Count));
                continue;
            }
            var meets = Meets(rule, branch);
            counts.Add(new RuleCount(
                await db.Products.AsNoTracking().OnSale(storeId).Where(meets).Take(CountedTo + 1).CountAsync(ct),
                await left.Where(meets).Take(CountedTo + 1).CountAsync(ct)));
            left = left.Where(Expression.Lambda<Func<Product, bool>>(Expression.Not(meets.Body), meets.Parameters));
        }
        return counts;
    }

    // The same questions as TemplateRule.Meets, asked of the database.
    private static Expression<Func<Product, bool>> Meets(TemplateRule rule, List<Guid> branch)
    {
        var (types, tags) = (rule.Types.ToList(), rule.Tags.ToList());
        var (anyType, anyTag, anyCategory) = (types.Count == 0, tags.Count == 0, rule.Categories.Length == 0);
        var (from, to) = (rule.FromMinor ?? long.MinValue, rule.ToMinor ?? long.MaxValue);
        return p => (anyType || types.Contains(p.Type)) && (anyTag || p.Tags.Any(t => tags.Contains(t))) && (anyCategory || p.Categories.Any(c => branch.Contains(c.CategoryId))) && p.PriceMinor >= from && p.PriceMinor <= to;
    }

    private static List<Guid> Branch(TemplateRule rule, ILookup<Guid?, Guid> below)
    {
        var branch = new HashSet<Guid>();
        var rest = new Stack<Guid>(rule.Categories);
        while (rest.TryPop(out var id))
            if (branch.Add(id)) foreach (var child in below[id]) rest.Push(child);
        return [.. branch];
    }
}

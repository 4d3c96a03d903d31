using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Templates;

/// <summary>Stores the rules of a kind of template, all of them and in their order. In effect at once.</summary>
public sealed class SaveTemplateRules(TenantTransactions transactions)
{
    /// <summary>The rules of the store then. Refuses rules that name what is not there, and when somebody changed them since the caller looked.</summary>
    /// <param name="tenantId">The organization.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="kind">Product or collection.</param>
    /// <param name="seen">The store's rules as the caller saw them.</param>
    /// <param name="rules">The rules of that kind from now on.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<string> RunAsync(Guid tenantId, Guid storeId, PageType kind, string seen, IReadOnlyList<TemplateRule> rules, CancellationToken ct)
    {
        if (!kind.HasVariants()) throw new RefusedException(Refusal.NotFound("template"));
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var store = await db.Stores.FirstOrDefaultAsync(s => s.Id == storeId, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        if (store.TemplateRules != seen) throw new RefusedException(Refusal.Stale() with { Message = "Somebody changed the rules while you were looking. Look at them again, then change them." });
        var checkedRules = await CheckedAsync(db, storeId, kind, rules, ct);
        var next = TemplateRules.Write(TemplateRules.Parse(store.TemplateRules).Where(r => r.Kind != kind).Concat(checkedRules));
        store.TemplateRules = next;
        await db.TellStoreChangedAsync(store.Id, ct);
        await db.CommitAsync(ct);
        // As it is read from now on: the database writes its JSON its own way.
        await using var after = await transactions.BeginAsync(tenantId, null, ct);
        return await after.Stores.Where(s => s.Id == storeId).Select(s => s.TemplateRules).FirstAsync(ct);
    }

    private static async Task<List<TemplateRule>> CheckedAsync(AppDb db, Guid storeId, PageType kind, IReadOnlyList<TemplateRule> rules, CancellationToken ct)
    {
        var ids = new HashSet<Guid> { Guid.Empty };
        if (rules.Count > TemplateRule.Most) throw new RefusedException(Refusal.Invalid("rules", $"Use {TemplateRule.Most} rules or fewer"));
        var clean = rules.Select(rule => rule with
        {
            // No two have one id, whoever wrote them.
            Id = ids.Add(rule.Id) ? rule.Id : Guid.CreateVersion7(),
            Kind = kind,
            Types = kind == PageType.Product ? [.. rule.Types.Distinct()] : [],
            Categories = [.. rule.Categories.Distinct()],
            Tags = kind == PageType.Product ? [.. rule.Tags.Select(t => t.Trim().ToLowerInvariant()).Where(t => t.Length > 0).Distinct()] : [],
            FromMinor = kind == PageType.Product ? rule.FromMinor : null,
            ToMinor = kind == PageType.Product ? rule.ToMinor : null,
        }).ToList();
        var own = OpenTemplate.SlugOf(kind);
        var templates = (await db.Pages.Where(p => p.StoreId == storeId && p.Type == kind && p.Slug != own).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        var named = clean.SelectMany(r => r.Categories).Distinct().ToList();
        var categories = (await db.Categories.Where(c => c.StoreId == storeId && named.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        var errors = new FieldErrors();
        for (var i = 0; i < clean.Count; i++)
        {
            var (rule, at) = (clean[i], $"rules[{i}]");
            errors.Require(templates.Contains(rule.Template), at + ".templateId", "This template was deleted. Choose another one");
            errors.Require(rule.HasConditions, at, "Say which ones: choose at least one condition");
            errors.Require(rule.Categories.All(categories.Contains), at + ".categoryIds", "This category was deleted. Choose another one");
            errors.Require(rule.Types.Length <= TemplateRule.MostValues && rule.Categories.Length <= TemplateRule.MostValues && rule.Tags.Length <= TemplateRule.MostValues, at, $"Use {TemplateRule.MostValues} values or fewer in a condition");
            errors.Require(rule.Tags.All(t => t.Length <= 60), at + ".tags", "Use tags of 60 characters or fewer");
            errors.Require(rule.FromMinor is null or >= 0 && rule.ToMinor is null or >= 0 && (rule.FromMinor is not { } from || rule.ToMinor is not { } to || from <= to), at + ".priceFrom", "The lowest price must not be above the highest");
        }
        errors.ThrowIfAny();
        return clean;
    }
}

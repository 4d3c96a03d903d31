using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Api;
using Rendrix.Web.Content.Templates;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Content.Api;

/// <summary><c>/api/v1/stores/{storeId}/template-rules/{kind}</c>: which template shows which products, and which categories. The order is the meaning, so a list is read and written as a whole.</summary>
public static class TemplateRuleEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapTemplateRules(this ApiGroups api)
    {
        var rules = api.Store.MapGroup("/template-rules").WithTags("Templates");
        rules.MapGet("/{kind}", GetAsync).WithName("GetTemplateRules").WithSummary("Read the template rules of products or of collections")
            .WithDescription("kind is product or collection. The first rule that is met decides; a template chosen for one product or category by hand comes before all rules.");
        rules.MapPut("/{kind}", PutAsync).Demand(Permission.EditDesign).WithName("ReplaceTemplateRules").WithSummary("Replace the template rules of products or of collections")
            .WithDescription("All rules of the kind, in their order. In effect at once.");
    }

    private static async Task<Ok<TemplateRulesResponse>> GetAsync(CallerStore at, string kind, HttpContext http, TenantTransactions transactions, CancellationToken ct) =>
        await AnswerAsync(at.Store, KindOf(kind), at.Store.TemplateRules, http, transactions, ct);

    private static async Task<Ok<TemplateRulesResponse>> PutAsync(CallerStore at, string kind, TemplateRulesRequest request, HttpContext http, SaveTemplateRules save, TenantTransactions transactions, CancellationToken ct)
    {
        var type = KindOf(kind);
        if (request.Rules is not { } rules) throw new RefusedException(Refusal.Invalid("rules", "This field is required"));
        var errors = new FieldErrors();
        var read = rules.Select((rule, i) => rule is null ? Missing(errors, i) : rule.Read(type, Currency.Of(at.Store.Currency), errors, $"rules[{i}]")).ToList();
        errors.ThrowIfAny();
        http.DemandMatch(TagOf(type, at.Store.TemplateRules));
        return await AnswerAsync(at.Store, type, await save.RunAsync(at.TenantId, at.StoreId, type, at.Store.TemplateRules, read, ct), http, transactions, ct);
    }

    private static TemplateRule Missing(FieldErrors errors, int at)
    {
        errors.Add($"rules[{at}]", "Write a rule");
        return new TemplateRule();
    }

    private static PageType KindOf(string kind) => kind switch { "product" => PageType.Product, "collection" => PageType.Collection, _ => throw new RefusedException(Refusal.NotFound("template")) };

    // Of the rules of this kind alone: those of the other are no reason to look again.
    private static string TagOf(PageType kind, string stored) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TemplateRules.Write(TemplateRules.Parse(stored).Where(r => r.Kind == kind)))).AsSpan(0, 8));

    private static async Task<Ok<TemplateRulesResponse>> AnswerAsync(Store store, PageType kind, string stored, HttpContext http, TenantTransactions transactions, CancellationToken ct)
    {
        List<TemplateRule> rules = [.. TemplateRules.Parse(stored).Where(r => r.Kind == kind)];
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        var counts = await RuleMatches.CountAsync(db, store.Id, kind, rules, ct);
        http.SetEtag(TagOf(kind, stored));
        return TypedResults.Ok(new TemplateRulesResponse(kind, store.Currency, [.. rules.Zip(counts, (rule, count) => TemplateRuleResponse.Of(rule, count, Currency.Of(store.Currency)))]));
    }
}

/// <summary>All rules of a kind.</summary>
/// <param name="Rules">In their order: the first that is met decides. At most 50.</param>
public sealed record TemplateRulesRequest(IReadOnlyList<TemplateRuleRequest?>? Rules = null);

/// <summary>One rule. Every condition that is given must be met, by one of its values.</summary>
/// <param name="Id">Id of a rule that is there; absent for a new one.</param>
/// <param name="TemplateId">The template: a page of the kind.</param>
/// <param name="Types">Types of product.</param>
/// <param name="CategoryIds">Categories in or below which it stands.</param>
/// <param name="Tags">Tags.</param>
/// <param name="PriceFrom">Least price.</param>
/// <param name="PriceTo">Greatest price.</param>
public sealed record TemplateRuleRequest(Guid? Id = null, Guid? TemplateId = null, IReadOnlyList<ProductType>? Types = null, IReadOnlyList<Guid>? CategoryIds = null, IReadOnlyList<string>? Tags = null, AmountText? PriceFrom = null, AmountText? PriceTo = null)
{
    internal TemplateRule Read(PageType kind, Currency currency, FieldErrors errors, string at)
    {
        errors.Require(TemplateId is not null, at + ".templateId", "This field is required");
        // What only products have is refused, and not passed over in silence.
        if (kind != PageType.Product)
        {
            errors.Require(Types is not { Count: > 0 }, at + ".types", "Only products have a type");
            errors.Require(Tags is not { Count: > 0 }, at + ".tags", "Only products have tags");
            errors.Require(PriceFrom is null, at + ".priceFrom", "Only products have a price");
            errors.Require(PriceTo is null, at + ".priceTo", "Only products have a price");
        }
        return new TemplateRule
        {
            Id = Id ?? Guid.Empty, Kind = kind, Template = TemplateId ?? Guid.Empty, Types = [.. Types ?? []], Categories = [.. CategoryIds ?? []], Tags = [.. (Tags ?? []).OfType<string>()],
            FromMinor = PriceFrom?.Read(currency, errors, at + ".priceFrom")?.Minor, ToMinor = PriceTo?.Read(currency, errors, at + ".priceTo")?.Minor,
        };
    }
}

/// <summary>All rules of a kind.</summary>
/// <param name="Kind">product or collection.</param>
/// <param name="Currency">Currency of the prices.</param>
/// <param name="Rules">In their order.</param>
public sealed record TemplateRulesResponse(PageType Kind, string Currency, IReadOnlyList<TemplateRuleResponse> Rules);

/// <summary>One rule.</summary>
/// <param name="Id">The rule.</param>
/// <param name="TemplateId">The template. One that was deleted or is not live is passed over.</param>
/// <param name="Types">Types of product; empty for any.</param>
/// <param name="CategoryIds">Categories; empty for any.</param>
/// <param name="Tags">Tags; empty for any.</param>
/// <param name="PriceFrom">Least price.</param>
/// <param name="PriceTo">Greatest price.</param>
/// <param name="Matching">How many products on sale, or categories, meet it; 10001 for more than ten thousand.</param>
/// <param name="Shown">How many of them it decides about.</param>
public sealed record TemplateRuleResponse(Guid Id, Guid TemplateId, IReadOnlyList<ProductType> Types, IReadOnlyList<Guid> CategoryIds, IReadOnlyList<string> Tags, string? PriceFrom, string? PriceTo, int Matching, int Shown)
{
    internal static TemplateRuleResponse Of(TemplateRule rule, RuleCount count, Currency currency)
    {
        string? Amount(long? minor) => minor is { } m ? Money.FromMinor(m, currency).ToWire() : null;
        return new(rule.Id, rule.Template, rule.Types, rule.Categories, rule.Tags, Amount(rule.FromMinor), Amount(rule.ToMinor), count.Matching, count.Shown);
    }
}

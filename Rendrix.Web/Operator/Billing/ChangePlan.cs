using Rendrix.Amounts;
using Rendrix.Operator;
using Rendrix.Plans;
using Rendrix.Web.Plans;

namespace Rendrix.Web.Operator.Billing;

/// <summary>Makes or changes a plan of the price list, with what changed in the platform's log, in one commit.</summary>
public sealed class ChangePlan(PlatformTransactions platform, SavePlan save)
{
    /// <summary>Makes a plan (no code) or changes the plan of that code.</summary>
    public async Task<Plan> RunAsync(PlatformPerson by, string? code, PlanDraft draft, int? version, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "plan", ct);
        return await save.SaveAsync(db, code, draft, version, (before, after) => platform.Record(db, by, PlatformActions.PlanChange, null, after.Name, detail: Detail(before, after)), ct);
    }

    private static string Detail(Plan? before, Plan after)
    {
        if (before is null) return "new: " + string.Join(", ", Facts(after).Select(f => $"{f.Key} {f.Value}"));
        var (then, now) = (Facts(before), Facts(after));
        return string.Join(", ", now.Where(f => then[f.Key] != f.Value).Select(f => $"{f.Key} {then[f.Key]} → {f.Value}")) is { Length: > 0 } changed ? changed : "saved as it was";
    }

    private static Dictionary<string, string> Facts(Plan plan) => new()
    {
        ["name"] = plan.Name, ["month"] = Price(plan, BillingInterval.Month), ["year"] = Price(plan, BillingInterval.Year), ["stores"] = Limit(plan.Stores), ["products"] = Limit(plan.Products),
        ["traffic"] = plan.BandwidthBytes is { } bytes ? OperatorText.Size(bytes) : "no limit", ["calls"] = Limit(plan.ApiCalls), ["calls a minute"] = Limit(plan.ApiBurst), ["opens"] = string.Join("+", plan.Features.Order(StringComparer.Ordinal)), ["can be chosen"] = plan.Active ? "yes" : "no",
    };

    private static string Price(Plan plan, BillingInterval interval) => plan.PriceOf(interval) is { } price ? $"{price.ToWire()} {price.Currency}" : "on request";

    private static string Limit(long? limit) => limit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no limit";
}

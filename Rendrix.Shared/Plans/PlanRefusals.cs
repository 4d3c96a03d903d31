using System.Globalization;
using Rendrix.Refusals;

namespace Rendrix.Plans;

/// <summary>What plans do not allow, with the plan that would.</summary>
public static class PlanRefusals
{
    /// <summary>The HTTP status of all of them: what stands in the way is a payment.</summary>
    public const int Status = 402;

    /// <summary>A limit is reached.</summary>
    /// <param name="plans">The price list.</param>
    /// <param name="plan">The plan in force.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="used">How much is used.</param>
    /// <param name="adding">How much was asked for on top.</param>
    public static Refusal LimitReached(IReadOnlyCollection<Plan> plans, Plan plan, PlanLimit limit, long used, long adding)
    {
        var allowed = plan.LimitOf(limit) ?? 0;
        var bigger = Lifting(plans, plan, limit, used + adding);
        var thing = limit == PlanLimit.Stores ? "store" : "product";
        var fits = adding > 1 && allowed > used ? $", so {Say(allowed - used)} more fit" : "";
        var wayOut = limit == PlanLimit.Stores ? "delete a store" : "archive or delete some";
        return new Refusal("PLAN_LIMIT_REACHED", $"Your plan {plan.Name} holds {Count(allowed, thing)} and {Say(used)} {(used == 1 ? "is" : "are")} there{fits}. {(bigger is null ? "" : $"Move to {bigger.Name}, which holds {(bigger.LimitOf(limit) is { } more ? Say(more) : "any number")}, or ")}{(bigger is null ? char.ToUpperInvariant(wayOut[0]) + wayOut[1..] : wayOut)}.", Status)
        {
            Extra = new Dictionary<string, object?> { ["resource"] = limit.ToString().ToLowerInvariant(), ["limit"] = allowed, ["used"] = used, ["requested"] = adding, ["plan"] = plan.Code, ["upgradeTo"] = bigger?.Code },
        };
    }

    /// <summary>The plan does not open a feature.</summary>
    public static Refusal NotInPlan(IReadOnlyCollection<Plan> plans, Plan plan, PlanFeature feature)
    {
        var bigger = plans.Where(other => other.Active && other.Has(feature)).OrderBy(other => other.Sort).FirstOrDefault();
        return new Refusal("PLAN_LIMIT_REACHED", $"Your plan {plan.Name} is without {feature.Title}. {(bigger is null ? "No plan that can be chosen has it; write to the platform." : $"{bigger.Name} has it.")}", Status)
        {
            Extra = new Dictionary<string, object?> { ["feature"] = feature.Code, ["plan"] = plan.Code, ["upgradeTo"] = bigger?.Code },
        };
    }

    /// <summary>The smallest plan that can be chosen and would hold that many; null when none does.</summary>
    public static Plan? Lifting(IReadOnlyCollection<Plan> plans, Plan plan, PlanLimit limit, long needed) =>
        plans.Where(other => other.Active && other.Code != plan.Code && (other.LimitOf(limit) is not { } most || most >= needed)).OrderBy(other => other.Sort).FirstOrDefault();

    private static string Count(long number, string thing) => $"{Say(number)} {thing}{(number == 1 ? "" : "s")}";

    private static string Say(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

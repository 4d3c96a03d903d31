using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores.Templates;

namespace Rendrix.Web.Plans;

/// <summary>
/// Which looks a plan opens. Basic ones are everybody's, premium ones need <c>premium_themes</c>, and <c>all_themes</c> opens every one. Asked when a store is opened with a look
/// or puts another one on: what a shop wears already, it wears on, whatever becomes of its plan.
/// </summary>
public static class PlanThemes
{
    /// <summary>Whether a plan opens the look of that code.</summary>
    public static bool Opens(this Plan plan, string code) => NeedsOf(code) is var needs && (needs == PlanFeature.BasicThemes || plan.Has(needs) || plan.Has(PlanFeature.AllThemes));

    /// <summary>The feature that opens a look; unknown ones are nobody's to lock.</summary>
    public static PlanFeature NeedsOf(string code) => IndustryTemplates.Find(code)?.Needs ?? PlanFeature.BasicThemes;

    /// <summary>Which looks the plan in force does not open, each with the sentence that says so and names the plan that does.</summary>
    public static async Task<IReadOnlyDictionary<string, Refusal>> LockedLooksAsync(this PlanGate gate, AppDb db, CancellationToken ct)
    {
        var (plans, standing) = await gate.ReadAsync(db, ct);
        return IndustryTemplates.All.Where(t => !standing.Plan.Opens(t.Code)).ToDictionary(t => t.Code, t => Why(plans, standing.Plan, t));
    }

    /// <summary>Refuses with PLAN_LIMIT_REACHED unless the plan opens the look.</summary>
    public static async Task DemandLookAsync(this PlanGate gate, AppDb db, string code, CancellationToken ct)
    {
        if ((await gate.LockedLooksAsync(db, ct)).GetValueOrDefault(code) is { } why) throw new RefusedException(why);
    }

    private static Refusal Why(IReadOnlyList<Plan> plans, Plan plan, IndustryTemplate look)
    {
        var refusal = PlanRefusals.NotInPlan(plans, plan, look.Needs);
        var bigger = plans.Where(other => other.Active && other.Opens(look.Code)).OrderBy(other => other.Sort).FirstOrDefault();
        return refusal with { Message = $"The look {look.Title} is not in your plan {plan.Name}. {(bigger is null ? "No plan that can be chosen has it; write to the platform." : $"{bigger.Name} has it.")}", Extra = new Dictionary<string, object?>(refusal.Extra!) { ["upgradeTo"] = bigger?.Code } };
    }
}

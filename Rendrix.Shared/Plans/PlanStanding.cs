namespace Rendrix.Plans;

/// <summary>Which plan is in force for an organization, and why.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Subscription">What it comes from; null for the plan that organizations have by themselves.</param>
/// <param name="TrialEndsAt">When the first days end, in which an organization without a subscription may try a bigger plan; null otherwise.</param>
public sealed record PlanStanding(Plan Plan, Subscription? Subscription, DateTimeOffset? TrialEndsAt)
{
    /// <summary>The status as the contract says it.</summary>
    public SubscriptionStatus Status => Subscription?.Status ?? (TrialEndsAt is null ? SubscriptionStatus.Active : SubscriptionStatus.Trialing);

    /// <summary>Finds it out: a live subscription, else the first days, else what everybody has.</summary>
    /// <param name="plans">The price list.</param>
    /// <param name="live">The live subscription, if there is one.</param>
    /// <param name="usual">Code of the plan that everybody has.</param>
    /// <param name="trial">Code of the plan of the first days; null when there are none.</param>
    /// <param name="trialEndsAt">When they end or ended.</param>
    /// <param name="now">The moment.</param>
    public static PlanStanding Of(IReadOnlyCollection<Plan> plans, Subscription? live, string usual, string? trial, DateTimeOffset trialEndsAt, DateTimeOffset now)
    {
        Plan Find(string code) => plans.FirstOrDefault(plan => plan.Code == code) ?? throw new InvalidOperationException($"There is no plan {code}.");
        if (live is { IsLive: true }) return new PlanStanding(Find(live.PlanCode), live, null);
        var own = Find(usual);
        if (trial is null || trialEndsAt <= now) return new PlanStanding(own, null, null);
        var first = Find(trial);
        return first.Sort > own.Sort ? new PlanStanding(first, null, trialEndsAt) : new PlanStanding(own, null, null);
    }
}

/// <summary>How much of a limit is used.</summary>
/// <param name="Limit">Which.</param>
/// <param name="Used">How much is used.</param>
/// <param name="Allowed">How much the plan allows; null is without limit.</param>
public sealed record LimitUse(PlanLimit Limit, long Used, long? Allowed)
{
    /// <summary>Percent used, rounded down so that 100 means reached; null without limit.</summary>
    public int? Percent => Allowed is { } most ? most == 0 ? 100 : (int)Math.Min(999, Used * 100 / most) : null;

    /// <summary>Four fifths are used: it is said before it bites.</summary>
    public bool IsNear => Percent >= 80;

    /// <summary>Nothing is left.</summary>
    public bool IsReached => Allowed is { } most && Used >= most;
}

using Rendrix.Amounts;
using Rendrix.Plans;
using Rendrix.Refusals;

namespace Rendrix.Web.Plans.Billing;

/// <summary>A plan that somebody wants, checked.</summary>
/// <param name="Organization">Who pays.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Interval">How often it is paid.</param>
/// <param name="Price">Its price.</param>
/// <param name="TrialEndsAt">Until when nothing is to be paid; null without trial.</param>
/// <param name="ReturnPath">Page of the dashboard to come back to from the provider's.</param>
/// <param name="Waits">Whether it is to follow with the next period, and not at once.</param>
public sealed record BillingOrder(Guid Organization, Guid Actor, Plan Plan, BillingInterval Interval, Money Price, DateTimeOffset? TrialEndsAt, string ReturnPath, bool Waits = false);

/// <summary>What came of it: a subscription, or a page of the provider where the person goes on.</summary>
public sealed record BillingStep(Subscription? Subscription, string? Url);

/// <summary>
/// Who bills. Each provider carries one subscription through its life in its own way: <see cref="ManualBilling"/> with our own invoices and clock, Stripe with its own, told to us by webhook.
/// What is in force is always our own row.
/// </summary>
public interface IBillingProvider
{
    /// <summary>Stable name, kept with each subscription.</summary>
    string Code { get; }

    /// <summary>Whether it is set up here.</summary>
    bool IsReady { get; }

    /// <summary>Whether a smaller plan can be held back until the period that was paid is over; else it is in force at once, and what was paid too much is credit.</summary>
    bool HoldsChanges { get; }

    /// <summary>Begins, or says where to pay first.</summary>
    Task<BillingStep> StartAsync(BillingOrder order, CancellationToken ct);

    /// <summary>What a change would cost right now.</summary>
    Task<PlanChange> PreviewAsync(Subscription live, Plan plan, BillingInterval interval, Money price, CancellationToken ct);

    /// <summary>Changes plan and interval of the live subscription: at once, or, for an order that waits, with the next period.</summary>
    Task<Subscription> ChangeAsync(Subscription live, BillingOrder order, CancellationToken ct);

    /// <summary>Ends it at once, or with its period.</summary>
    Task<Subscription> CancelAsync(Subscription live, Guid actor, bool now, CancellationToken ct);

    /// <summary>Takes a cancellation, or a smaller plan that was to follow, back while it has not come true.</summary>
    Task<Subscription> ResumeAsync(Subscription live, Guid actor, CancellationToken ct);

    /// <summary>Where payments and invoices are looked after.</summary>
    Task<string> PortalAsync(Guid organization, Guid actor, string returnPath, CancellationToken ct);
}

/// <summary>The providers there are. New subscriptions go to the first that is set up; each goes on with the one it began with.</summary>
public sealed class BillingProviders(IEnumerable<IBillingProvider> all)
{
    /// <summary>Who bills what begins now: Stripe where its keys are set, else we ourselves.</summary>
    public IBillingProvider Current => all.Where(provider => provider.IsReady).OrderBy(provider => provider.Code == ManualBilling.Name).First();

    /// <summary>Who bills a subscription.</summary>
    public IBillingProvider Of(Subscription subscription) => Of(subscription.Provider);

    /// <summary>The provider of that name.</summary>
    public IBillingProvider Of(string code) => all.FirstOrDefault(provider => provider.Code == code && provider.IsReady)
        ?? throw new RefusedException(new Refusal("GATEWAY_NOT_CONFIGURED", $"This subscription is billed by {code}, which is not set up here any more. Write to the platform.", StatusCodes.Status409Conflict));
}

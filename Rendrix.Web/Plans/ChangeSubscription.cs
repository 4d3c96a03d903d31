using Rendrix.Amounts;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Organizations;
using Rendrix.Web.Plans.Billing;
using Rendrix.Web.Plans.Usage;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans;

/// <summary>What a change would do, before it is done.</summary>
/// <param name="Plan">The plan wanted.</param>
/// <param name="Interval">How often it is paid.</param>
/// <param name="Price">Its price.</param>
/// <param name="Change">What is credited, charged and due; null when the change comes with the end of the period.</param>
/// <param name="At">When it is in force.</param>
/// <param name="Credit">Credit of earlier changes, which is used first.</param>
/// <param name="Tax">The tax of our own invoices; none where another provider adds its own.</param>
/// <param name="Over">Limits of the wanted plan that are exceeded already: what is there stays and can be read, nothing new can be made.</param>
public sealed record ChangePreview(Plan Plan, BillingInterval Interval, Money Price, PlanChange? Change, DateTimeOffset At, Money Credit, PlanTax Tax, IReadOnlyList<LimitUse> Over)
{
    /// <summary>The tax of the change.</summary>
    public Money TaxDue => Change is { } change ? Tax.On(change.Due) : Money.Zero(Price.Currency);

    /// <summary>What the change comes to, with tax and before credit.</summary>
    public Money Total => Change is { } change ? change.Due + TaxDue : Money.Zero(Price.Currency);

    /// <summary>What is to be paid for the change.</summary>
    public Money Due => Total > Credit ? Total - Credit : Money.Zero(Price.Currency);
}

/// <summary>
/// Moves the live subscription to another plan or interval: to a bigger one at once and prorated to the second, to a smaller one with the end of what was paid, and to a free one by canceling.
/// Nothing is ever deleted because a plan became smaller.
/// </summary>
public sealed class ChangeSubscription(TenantTransactions transactions, PlanGate gate, PlanSettings settings, BillingProviders providers, CancelSubscription cancel, TimeProvider clock)
{
    /// <summary>The subscription as it is then, or the page where it is paid for first.</summary>
    public async Task<BillingStep> RunAsync(Guid organization, Guid actor, string? planCode, BillingInterval? interval, string? returnPath, Action<int>? demandMatch, CancellationToken ct)
    {
        var (live, order) = await ReadAsync(organization, actor, planCode, interval, returnPath, ct);
        demandMatch?.Invoke(live.Version);
        if (live.Currency != order.Price.Currency.Code && live.PriceMinor > 0) throw new RefusedException(new Refusal("INVALID_TRANSITION", $"This subscription is paid in {live.Currency} and the plan costs {order.Price.Currency}. Cancel first, then start again.", StatusCodes.Status409Conflict));
        if (order.Plan.IsFree && live.PriceMinor > 0) return new BillingStep(await cancel.RunAsync(organization, actor, live.Status == SubscriptionStatus.Trialing, null, ct), null);
        // From a free plan to one that costs: who bills is decided now.
        if (live is { PriceMinor: 0, Provider: ManualBilling.Name } && !order.Plan.IsFree && providers.Current.Code != ManualBilling.Name) return await providers.Current.StartAsync(order, ct);
        return new BillingStep(await providers.Of(live).ChangeAsync(live, order, ct), null);
    }

    /// <summary>What the change would cost and exceed. Without a subscription, what starting one would.</summary>
    public async Task<ChangePreview> PreviewAsync(Guid organization, Guid actor, string? planCode, BillingInterval? interval, CancellationToken ct)
    {
        var now = BillingPeriod.ToSecond(clock.GetUtcNow());
        Subscription? live;
        BillingOrder order;
        List<LimitUse> over = [];
        Money credit;
        Plan own;
        (string Country, string TaxId) payer;
        DateTimeOffset trialEnd;
        await using (var db = await transactions.BeginAsync(organization, null, ct))
        {
            (await Roster.OpenAsync(db, organization, actor, ct)).Demand(Permission.ReadBilling);
            var (plans, standing) = await gate.ReadAsync(db, ct);
            (live, own) = (standing.Subscription, standing.Plan);
            var tenant = db.Tenant;
            var account = await db.BillingAccounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == tenant, ct);
            payer = (account?.Country ?? "", account?.TaxId ?? "");
            order = StartSubscription.Order(plans, organization, actor, planCode, interval ?? live?.Interval ?? BillingInterval.Month, null);
            foreach (var use in await UsageQueries.LimitsAsync(db, order.Plan, now, ct))
                if (use.Allowed is { } most && use.Used > most) over.Add(use);
            credit = await UsageQueries.CreditAsync(db, order.Price.Currency, ct);
            trialEnd = standing.TrialEndsAt ?? DateTimeOffset.MinValue;
        }
        var none = Money.Zero(order.Price.Currency);
        var provider = live is null ? providers.Current : providers.Of(live);
        var tax = provider.Code == ManualBilling.Name ? settings.Tax.Of(payer.Country, payer.TaxId) : PlanTax.None;
        if (live is null)
            return new ChangePreview(order.Plan, order.Interval, order.Price, trialEnd > now ? new PlanChange(none, none, now, trialEnd) : new PlanChange(none, order.Price, now, BillingPeriod.EndAfter(now, order.Interval, now)), now, credit, tax, over);
        if (order.Plan.Code == live.PlanCode && order.Interval == live.Interval) return new ChangePreview(order.Plan, order.Interval, live.Price, new PlanChange(none, none, live.PeriodStart, live.PeriodEnd), now, credit, tax, over);
        if (order.Plan.IsFree && live.PriceMinor > 0) return new ChangePreview(order.Plan, order.Interval, order.Price, null, live.Status == SubscriptionStatus.Trialing ? now : live.PeriodEnd, credit, tax, over);
        if (provider.HoldsChanges && live.WaitsFor(own, order.Plan, order.Interval)) return new ChangePreview(order.Plan, order.Interval, order.Price, null, live.PeriodEnd, credit, tax, over);
        return new ChangePreview(order.Plan, order.Interval, order.Price, await provider.PreviewAsync(live, order.Plan, order.Interval, order.Price, ct), now, credit, tax, over);
    }

    private async Task<(Subscription Live, BillingOrder Order)> ReadAsync(Guid organization, Guid actor, string? planCode, BillingInterval? interval, string? returnPath, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        (await Roster.OpenAsync(db, organization, actor, ct)).Demand(Permission.ManageBilling);
        var (plans, standing) = await gate.ReadAsync(db, ct);
        var live = standing.Subscription ?? throw new RefusedException(StartSubscription.HasNone);
        var order = StartSubscription.Order(plans, organization, actor, planCode ?? live.PlanCode, interval ?? live.Interval, returnPath);
        return (live, order with { Waits = providers.Of(live).HoldsChanges && live.WaitsFor(standing.Plan, order.Plan, order.Interval) });
    }
}

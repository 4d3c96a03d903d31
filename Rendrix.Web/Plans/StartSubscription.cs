using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Organizations;
using Rendrix.Web.Plans.Billing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans;

/// <summary>Begins a subscription of an organization that has none. What is left of its first days counts as the trial.</summary>
public sealed class StartSubscription(TenantTransactions transactions, PlanGate gate, PlanSettings settings, BillingProviders providers, TimeProvider clock)
{
    /// <summary>The subscription, or the page where it is paid for first.</summary>
    public async Task<BillingStep> RunAsync(Guid organization, Guid actor, string? planCode, BillingInterval? interval, string? returnPath, CancellationToken ct)
    {
        BillingOrder order;
        await using (var db = await transactions.BeginAsync(organization, null, ct))
        {
            (await Roster.OpenAsync(db, organization, actor, ct)).Demand(Permission.ManageBilling);
            var (plans, standing) = await gate.ReadAsync(db, ct);
            order = Order(plans, organization, actor, planCode, interval ?? BillingInterval.Month, returnPath);
            if (standing.Subscription is { } live) throw new RefusedException(HasOne(live));
            if (!order.Plan.IsFree) await RefuseOwingAsync(db, ct);
            order = order with { TrialEndsAt = order.Plan.IsFree ? null : await TrialAsync(db, ct) };
        }
        return await (order.Plan.IsFree ? providers.Of(ManualBilling.Name) : providers.Current).StartAsync(order, ct);
    }

    /// <summary>Checks a wanted plan; refuses with the field that is wrong.</summary>
    internal static BillingOrder Order(IReadOnlyCollection<Plan> plans, Guid organization, Guid actor, string? planCode, BillingInterval interval, string? returnPath)
    {
        var plan = plans.FirstOrDefault(p => p.Code == planCode && p.Active)
            ?? throw new RefusedException(Refusal.Invalid("plan", $"Choose one of these plans: {string.Join(", ", plans.Where(p => p.Active).Select(p => p.Code))}"));
        var price = plan.PriceOf(interval) ?? throw new RefusedException(Refusal.Invalid("plan", $"The price of {plan.Name} is agreed with people. Write to the platform, and they set it up for you"));
        return new BillingOrder(organization, actor, plan, interval, price, null, Platform.Http.LocalPath.Or(returnPath, "/organizations"));
    }

    internal static Refusal HasOne(Subscription live) => new("INVALID_TRANSITION", $"This organization has a subscription already ({live.PlanCode}). Change that one.", StatusCodes.Status409Conflict);

    internal static Refusal HasNone => new("NOT_FOUND", "This organization has no subscription. Start one first.", StatusCodes.Status404NotFound);

    // Else a plan could be had for good by never paying and starting anew.
    private async Task RefuseOwingAsync(AppDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Invoices.AsNoTracking().Where(i => i.Status == InvoiceStatus.Uncollectible || i.Status == InvoiceStatus.Open && i.DueAt <= now).OrderBy(i => i.IssuedAt).FirstOrDefaultAsync(ct) is { } owed)
            throw new RefusedException(new Refusal("INVALID_TRANSITION", $"Invoice {owed.Number} over {owed.Due.Format()} was not paid. Pay it first, then start again.", StatusCodes.Status409Conflict));
    }

    // Once in the life of an organization: the rest of its first days, or, where the installation gives none, the first subscription's own.
    private async Task<DateTimeOffset?> TrialAsync(AppDb db, CancellationToken ct)
    {
        var now = BillingPeriod.ToSecond(clock.GetUtcNow());
        if (settings.TrialDays == 0 || await db.Subscriptions.AnyAsync(s => s.TrialEndsAt != null, ct)) return null;
        var ends = settings.Trial is null ? now.AddDays(settings.TrialDays) : await gate.TrialEndAsync(db, ct);
        return ends > now ? ends : null;
    }
}

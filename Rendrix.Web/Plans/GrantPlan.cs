using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Plans.Billing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans;

/// <summary>
/// Gives an organization a plan at a price agreed with people, Enterprise for instance, billed by ourselves. For people of the platform: the caller has checked that
/// the person may. What was there before ends, and its unused time becomes credit.
/// </summary>
public sealed class GrantPlan(TenantTransactions transactions, ManualBilling billing, TimeProvider clock)
{
    /// <summary>The subscription that begins.</summary>
    /// <param name="organization">Whose.</param>
    /// <param name="planCode">Which plan, also one that cannot be chosen.</param>
    /// <param name="interval">How often it is paid.</param>
    /// <param name="price">The agreed price; zero is a present.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<Subscription> RunAsync(Guid organization, string planCode, BillingInterval interval, Money price, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var begun = await RunAsync(db, organization, planCode, interval, price, ct);
        await db.CommitAsync(ct);
        return begun;
    }

    /// <summary>The same in the caller's unit of work of the organization, who commits it.</summary>
    internal async Task<Subscription> RunAsync(AppDb db, Guid organization, string planCode, BillingInterval interval, Money price, CancellationToken ct)
    {
        if (price < Money.Zero(price.Currency)) throw new RefusedException(Refusal.Invalid("price", "Enter an amount of 0 or more"));
        var now = BillingPeriod.ToSecond(clock.GetUtcNow());
        if (!await db.Organizations.AnyAsync(o => o.Id == organization, ct)) throw new RefusedException(Refusal.NotFound("organization"));
        await PlanGate.LockAsync(db, ct);
        var plan = await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Code == planCode, ct) ?? throw new RefusedException(Refusal.Invalid("plan", "There is no such plan"));
        if (await db.Subscriptions.FirstOrDefaultAsync(s => s.Status != SubscriptionStatus.Canceled, ct) is { } live)
        {
            if (live.Provider != ManualBilling.Name) throw new RefusedException(new Refusal("INVALID_TRANSITION", $"This organization pays {live.PlanCode} by {live.Provider}. Cancel it there first, so that nobody pays twice.", StatusCodes.Status409Conflict));
            await billing.SettleDueAsync(db, live, now, ct);
            if (live.IsLive)
            {
                await billing.CreditRestAsync(db, live, now, ct);
                live.End(SubscriptionEnd.Replaced, now);
            }
            // The unique key of the live one is free before the next takes it.
            await db.SaveAsync(ct);
        }
        var begun = await billing.BeginAsync(db, plan, interval, price, null, now, ct);
        await db.TellAccessChangedAsync(organization, ct);
        return begun;
    }
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Plans;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans.Billing;

/// <summary>
/// What happens to our own subscriptions by itself: trials end, periods begin, canceled ones are over; and invoices that nobody paid. Each message names the moment or
/// the step it is for, and does nothing when that has passed already, so a message that comes twice or late changes nothing.
/// </summary>
public sealed class AdvanceSubscriptions(ManualBilling billing, TimeProvider clock) : IConsume<SubscriptionDue>, IConsume<DunningDue>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(SubscriptionDue happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        await PlanGate.LockAsync(db, ct);
        var own = await db.Subscriptions.FirstOrDefaultAsync(s => s.Id == happened.SubscriptionId && s.Provider == ManualBilling.Name, ct);
        var now = BillingPeriod.ToSecond(clock.GetUtcNow());
        if (own is not { IsLive: true } || own.DueAt != happened.DueAt || own.DueAt > now) return;
        await billing.SettleDueAsync(db, own, now, ct);
        ManualBilling.PublishDue(db, own);
        await db.TellAccessChangedAsync(context.TenantId, ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(DunningDue happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        await PlanGate.LockAsync(db, ct);
        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == happened.InvoiceId, ct);
        if (invoice is not { Status: InvoiceStatus.Open } || invoice.DunningStep != happened.Step) return;
        var own = await db.Subscriptions.FirstOrDefaultAsync(s => s.Id == invoice.SubscriptionId, ct);
        invoice.DunningStep++;
        if (Dunning.Ends(happened.Step))
        {
            invoice.Status = InvoiceStatus.Uncollectible;
            if (own is { IsLive: true })
            {
                own.End(SubscriptionEnd.Unpaid, BillingPeriod.ToSecond(clock.GetUtcNow()));
                db.Publish(new SubscriptionUnpaid(own.Id));
            }
        }
        else
        {
            if (own is { IsLive: true }) own.Status = SubscriptionStatus.PastDue;
            if (happened.Step > 0) db.Publish(new InvoiceReminder(invoice.Id, happened.Step));
            db.Publish(new DunningDue(invoice.Id, invoice.DunningStep, Dunning.At(invoice.DueAt, invoice.DunningStep)!.Value));
        }
        if (own is not null && db.Entry(own).State == EntityState.Modified) db.Publish(new SubscriptionChanged(own.Id));
        await db.TellAccessChangedAsync(context.TenantId, ct);
    }
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Plans;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Platform.Stripe;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans.Billing.Stripe;

/// <summary>Stripe told something about a subscription or an invoice. What it says of itself is asked anew.</summary>
/// <param name="Kind">What happened, in Stripe's words.</param>
/// <param name="Subscription">Id of the subscription, if it is about one.</param>
/// <param name="Invoice">Id of the invoice, if it is about one.</param>
[Topic("billing.stripe_told")]
public sealed record StripeTold(string Kind, string? Subscription, string? Invoice) : IShopEvent;

/// <summary>
/// Copies what Stripe says into our own rows. Messages come late, twice and in any order; none of them is believed. Each only has us ask Stripe how the thing is now, and a copy
/// asked for earlier never replaces one asked for later.
/// </summary>
public sealed class FollowStripe(StripeClient stripe, TenantTransactions transactions, TimeProvider clock, ILogger<FollowStripe> log) : IRun<StripeTold>
{
    /// <inheritdoc/>
    public async Task RunAsync(StripeTold asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        if (asked.Subscription is { } subscription)
        {
            var at = clock.GetUtcNow();
            var said = await stripe.GetSubscriptionAsync(subscription, ct);
            if (said.Metadata?.GetValueOrDefault("organization") == tenantId.ToString("D")) await CopyAsync(tenantId, said, at, ct);
        }
        if (asked.Invoice is { } invoice) await CopyInvoiceAsync(tenantId, await stripe.GetInvoiceAsync(invoice, ct), asked.Kind == "invoice.payment_failed", ct);
    }

    /// <summary>Makes our subscription what Stripe says it is; null when there is none of ours and none begins.</summary>
    /// <param name="organization">Whose.</param>
    /// <param name="said">What Stripe says.</param>
    /// <param name="askedAt">When it was asked.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<Subscription?> CopyAsync(Guid organization, StripeSubscription said, DateTimeOffset askedAt, CancellationToken ct)
    {
        string? twice = null;
        Subscription? own;
        await using (var db = await transactions.BeginAsync(organization, null, ct))
        {
            await PlanGate.LockAsync(db, ct);
            own = await db.Subscriptions.FirstOrDefaultAsync(s => s.Provider == StripeBilling.Name && s.ProviderId == said.Id, ct);
            if (own?.SyncedAt >= askedAt || own is { IsLive: false } || StatusOf(said) is not { } status) return own;
            if (own is null && status == SubscriptionStatus.Canceled) return null;
            if (own is null)
            {
                if (await db.Subscriptions.FirstOrDefaultAsync(s => s.Status != SubscriptionStatus.Canceled, ct) is { } other)
                {
                    // Two pages were paid: the second is given back, so that nobody pays twice.
                    if (other.Provider == StripeBilling.Name) twice = said.Id;
                    else { other.End(SubscriptionEnd.Replaced, BillingPeriod.ToSecond(clock.GetUtcNow())); await db.SaveAsync(ct); }
                }
                if (twice is null)
                {
                    own = new Subscription { Id = Guid.CreateVersion7(clock.GetUtcNow()), Provider = StripeBilling.Name, ProviderId = said.Id, CreatedAt = said.Created };
                    db.Subscriptions.Add(own);
                }
            }
            if (own is not null)
            {
                var plans = await db.Plans.AsNoTracking().ToListAsync(ct);
                if (!Write(own, said, status, plans)) { Unknown(said); return null; }
                if (db.Entry(own).State != EntityState.Unchanged) db.Publish(new SubscriptionChanged(own.Id));
                own.SyncedAt = askedAt;
                if (own.EndReason == SubscriptionEnd.Unpaid) db.Publish(new SubscriptionUnpaid(own.Id));
                await db.TellAccessChangedAsync(organization, ct);
                await db.CommitAsync(ct);
            }
        }
        if (twice is not null)
        {
            log.LogWarning("Organization {Organization} paid a second subscription {Subscription}; it is canceled at Stripe", organization, twice);
            await stripe.CancelSubscriptionAsync(twice, new Dictionary<string, object?> { ["prorate"] = true, ["invoice_now"] = true }, ct);
        }
        return own;
    }

    private async Task CopyInvoiceAsync(Guid organization, StripeInvoice said, bool failed, CancellationToken ct)
    {
        var about = said.Parent?.SubscriptionDetails;
        InvoiceStatus? status = said.Status switch { "open" => InvoiceStatus.Open, "paid" => InvoiceStatus.Paid, "void" => InvoiceStatus.Void, "uncollectible" => InvoiceStatus.Uncollectible, _ => null };
        if (said.Id is null || status is not { } known || about?.Metadata?.GetValueOrDefault("organization") != organization.ToString("D")) return;
        await using var db = await transactions.BeginAsync(organization, null, ct);
        await PlanGate.LockAsync(db, ct);
        var cause = "stripe:" + said.Id;
        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Cause == cause, ct);
        if (invoice is null)
        {
            var name = await db.Organizations.Where(o => o.Id == organization).Select(o => o.Name).FirstAsync(ct);
            var subscription = about.Subscription?.Value;
            invoice = new Invoice
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()), Cause = cause, Provider = StripeBilling.Name, Number = said.Number ?? said.Id, Currency = said.Currency.ToUpperInvariant(), IssuedAt = said.Created, DueAt = said.DueDate ?? said.Created, TotalMinor = said.Total,
                Lines = [.. said.Lines.Data.Select(line => new InvoiceLine(line.Description ?? "", line.Amount, line.Period.Start, line.Period.End))], BillTo = new BillTo(name, "", "", ""),
                SubscriptionId = await db.Subscriptions.Where(s => s.ProviderId == subscription && s.Provider == StripeBilling.Name).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct),
            };
            db.Invoices.Add(invoice);
        }
        if (known == InvoiceStatus.Paid && invoice.Status is not (InvoiceStatus.Paid or InvoiceStatus.Void)) db.Publish(new InvoicePaid(invoice.Id));
        // What is settled stays so: an answer that was on its way before the payment does not open it again.
        if (invoice.Status is not (InvoiceStatus.Paid or InvoiceStatus.Void)) invoice.Status = known;
        (invoice.CreditMinor, invoice.HostedUrl, invoice.PaidAt) = (Math.Max(0, said.Total - said.AmountDue), said.HostedInvoiceUrl, said.StatusTransitions?.PaidAt ?? invoice.PaidAt);
        if (failed && invoice.Status == InvoiceStatus.Open) db.Publish(new InvoiceReminder(invoice.Id, ++invoice.DunningStep));
        await db.CommitAsync(ct);
    }

    private static bool Write(Subscription own, StripeSubscription said, SubscriptionStatus status, List<Plan> plans)
    {
        if (said.Items.Data is not [var item, ..]) return false;
        var plan = plans.Find(p => p.StripeMonthlyPrice == item.Price.Id || p.StripeYearlyPrice == item.Price.Id)?.Code ?? (own.PlanCode.Length > 0 ? own.PlanCode : null);
        if (plan is null) return false;
        (own.PlanCode, own.Status, own.Interval) = (plan, status, item.Price.Recurring?.Interval == "year" ? BillingInterval.Year : BillingInterval.Month);
        (own.Currency, own.PriceMinor) = (item.Price.Currency.ToUpperInvariant(), item.Price.UnitAmount ?? 0);
        (own.Anchor, own.PeriodStart, own.PeriodEnd) = (said.BillingCycleAnchor, item.CurrentPeriodStart, item.CurrentPeriodEnd);
        (own.TrialEndsAt, own.CancelAt, own.CanceledAt, own.DueAt) = (said.TrialEnd, said.CancelAt, said.CanceledAt, null);
        if (status == SubscriptionStatus.Canceled) own.End(said.CancellationDetails?.Reason == "payment_failed" ? SubscriptionEnd.Unpaid : SubscriptionEnd.Canceled, said.EndedAt ?? said.CanceledAt ?? said.Created);
        return true;
    }

    // One that was never paid for is not in force; a word that we do not know changes nothing.
    private static SubscriptionStatus? StatusOf(StripeSubscription said) => said.Status switch
    {
        "trialing" => SubscriptionStatus.Trialing,
        "active" => SubscriptionStatus.Active,
        "past_due" or "unpaid" or "paused" => SubscriptionStatus.PastDue,
        "canceled" or "incomplete_expired" => SubscriptionStatus.Canceled,
        _ => null,
    };

    private void Unknown(StripeSubscription said) => log.LogError("Subscription {Subscription} at Stripe has a price that no plan names. Enter it at the plan, then send the event again from Stripe", said.Id);
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Amounts;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Organizations;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans.Billing;

/// <summary>
/// We bill ourselves: invoices go out by mail, people of the platform note what was paid, our own clock renews and reminds. Needs no account anywhere, so that every
/// installation can run plans.
/// </summary>
public sealed class ManualBilling(TenantTransactions transactions, PlanSettings settings, HostNames hosts, TimeProvider clock) : IBillingProvider
{
    /// <summary>Its name.</summary>
    public const string Name = "manual";

    /// <inheritdoc/>
    public string Code => Name;

    /// <inheritdoc/>
    public bool IsReady => true;

    /// <inheritdoc/>
    public bool HoldsChanges => true;

    private DateTimeOffset Now => BillingPeriod.ToSecond(clock.GetUtcNow());

    /// <inheritdoc/>
    public async Task<BillingStep> StartAsync(BillingOrder order, CancellationToken ct)
    {
        var now = Now;
        await using var db = await OpenAsync(order.Organization, order.Actor, ct);
        if (await LiveAsync(db, ct) is { } live) throw new RefusedException(StartSubscription.HasOne(live));
        var begun = await BeginAsync(db, order.Plan, order.Interval, order.Price, order.TrialEndsAt, now, ct);
        await db.TellAccessChangedAsync(order.Organization, ct);
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { throw new RefusedException(StartSubscription.HasOne(begun)); }
        return new BillingStep(begun, null);
    }

    /// <inheritdoc/>
    public Task<PlanChange> PreviewAsync(Subscription live, Plan plan, BillingInterval interval, Money price, CancellationToken ct) => Task.FromResult(Proration.Of(live, price, interval, Now));

    /// <inheritdoc/>
    public async Task<Subscription> ChangeAsync(Subscription live, BillingOrder order, CancellationToken ct)
    {
        var now = Now;
        await using var db = await OpenAsync(order.Organization, order.Actor, ct);
        var own = await SameAsync(db, live, ct);
        var same = own.PlanCode == order.Plan.Code && own.Interval == order.Interval;
        if (same && own is { CancelAt: null, NextPlanCode: null } || order.Waits && own.NextPlanCode == order.Plan.Code && own.NextInterval == order.Interval) return own;
        // A period that ended while the clock's message is still on its way is billed first: nobody leaves it unpaid by changing in that moment.
        await SettleDueAsync(db, own, now, ct);
        if (!own.IsLive) throw new RefusedException(StartSubscription.HasNone);
        // The same plan again takes back what was to follow, at the price that was agreed.
        if (same) { own.Resume(); return await EndAsync(db, own, ct); }
        if (order.Waits) { own.ChangeAtPeriodEnd(order.Plan.Code, order.Interval, order.Price); return await EndAsync(db, own, ct); }
        var change = Proration.Of(own, order.Price, order.Interval, now);
        var before = await NameAsync(db, own, ct);
        // The rule of Proration.Of, asked before the old price and interval are gone.
        var restarts = own.PriceMinor == 0 || order.Interval != own.Interval;
        var trialing = own.Status == SubscriptionStatus.Trialing;
        (own.PlanCode, own.Interval, own.PriceMinor, own.Currency) = (order.Plan.Code, order.Interval, order.Price.Minor, order.Price.Currency.Code);
        var oldEnd = own.PeriodEnd;
        if (!trialing && restarts) own.StartPeriods(now);
        own.Resume();
        if (!trialing)
            await InvoiceBook.IssueAsync(db, own, $"{own.Id:N}:change:{own.Version + 1}",
            [
                new InvoiceLine($"Unused time of {before}, from {Day(now)}", -change.Credit.Minor, now, oldEnd),
                new InvoiceLine($"{order.Plan.Name}, {Day(now)} to {Day(change.PeriodEnd)}", change.Charge.Minor, now, change.PeriodEnd),
            ], settings, now, ct);
        return await EndAsync(db, own, ct);
    }

    /// <inheritdoc/>
    public async Task<Subscription> CancelAsync(Subscription live, Guid actor, bool now, CancellationToken ct)
    {
        var at = Now;
        await using var db = await OpenAsync(live.TenantId, actor, ct);
        var own = await SameAsync(db, live, ct);
        if (!now && own.CancelAt is not null) return own;
        await SettleDueAsync(db, own, at, ct);
        if (!own.IsLive) throw new RefusedException(StartSubscription.HasNone);
        if (!now && own.PriceMinor > 0) own.CancelAtPeriodEnd(at);
        else
        {
            if (settings.CreditsUnused) await CreditRestAsync(db, own, at, ct);
            own.End(SubscriptionEnd.Canceled, at);
        }
        return await EndAsync(db, own, ct);
    }

    /// <inheritdoc/>
    public async Task<Subscription> ResumeAsync(Subscription live, Guid actor, CancellationToken ct)
    {
        await using var db = await OpenAsync(live.TenantId, actor, ct);
        var own = await SameAsync(db, live, ct);
        await SettleDueAsync(db, own, Now, ct);
        if (!own.IsLive) throw new RefusedException(StartSubscription.HasNone);
        own.Resume();
        return await EndAsync(db, own, ct);
    }

    /// <inheritdoc/>
    public Task<string> PortalAsync(Guid organization, Guid actor, string returnPath, CancellationToken ct) => Task.FromResult((hosts.PublicUrl ?? "http://localhost:5080") + returnPath);

    /// <summary>Begins a subscription inside a unit of work that holds the organization's lock. The caller commits.</summary>
    internal async Task<Subscription> BeginAsync(AppDb db, Plan plan, BillingInterval interval, Money price, DateTimeOffset? trialEndsAt, DateTimeOffset now, CancellationToken ct)
    {
        var begun = Subscription.Begin(Guid.CreateVersion7(now), plan.Code, interval, price, trialEndsAt, now);
        db.Subscriptions.Add(begun);
        if (begun.Status != SubscriptionStatus.Trialing) await BillPeriodAsync(db, begun, plan.Name, now, ct);
        PublishDue(db, begun);
        return begun;
    }

    /// <summary>Brings a subscription up to a moment: every period that began is billed once, however late the clock's message comes.</summary>
    internal async Task SettleDueAsync(AppDb db, Subscription own, DateTimeOffset now, CancellationToken ct)
    {
        while (own.IsLive && own.DueAt <= now)
            // Named after it went on: another plan may have followed.
            if (own.Advance(now)) await BillPeriodAsync(db, own, await NameAsync(db, own, ct), now, ct);
    }

    /// <summary>Says that it changed, and when the clock is to look at it again.</summary>
    internal static void PublishDue(AppDb db, Subscription own)
    {
        db.Publish(new SubscriptionChanged(own.Id));
        if (own is { IsLive: true, DueAt: { } due }) db.Publish(new SubscriptionDue(own.Id, due));
    }

    private Task<Invoice?> BillPeriodAsync(AppDb db, Subscription own, string planName, DateTimeOffset now, CancellationToken ct) =>
        InvoiceBook.IssueAsync(db, own, $"{own.Id:N}:period:{own.PeriodStart.ToUnixTimeSeconds()}",
            [new InvoiceLine($"{planName}, {Day(own.PeriodStart)} to {Day(own.PeriodEnd)}", own.PriceMinor, own.PeriodStart, own.PeriodEnd)], settings, now, ct);

    /// <summary>Gives back what is left of a period that was billed, as a credit note.</summary>
    internal async Task CreditRestAsync(AppDb db, Subscription own, DateTimeOffset at, CancellationToken ct)
    {
        if (own.Status == SubscriptionStatus.Trialing) return;
        await InvoiceBook.IssueAsync(db, own, $"{own.Id:N}:end", [new InvoiceLine($"Unused time of {await NameAsync(db, own, ct)}, from {Day(at)}", -Proration.Rest(own.Price, own.PeriodStart, own.PeriodEnd, at).Minor, at, own.PeriodEnd)], settings, at, ct);
    }

    private static Task<string> NameAsync(AppDb db, Subscription own, CancellationToken ct) => db.Plans.Where(p => p.Code == own.PlanCode).Select(p => p.Name).FirstAsync(ct);

    private async Task<AppDb> OpenAsync(Guid organization, Guid actor, CancellationToken ct)
    {
        var db = await transactions.BeginAsync(organization, null, ct);
        try
        {
            (await Roster.OpenAsync(db, organization, actor, ct)).Demand(Permission.ManageBilling);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    private static async Task<Subscription> EndAsync(AppDb db, Subscription own, CancellationToken ct)
    {
        PublishDue(db, own);
        await db.TellAccessChangedAsync(own.TenantId, ct);
        await db.CommitAsync(ct);
        return own;
    }

    private static Task<Subscription?> LiveAsync(AppDb db, CancellationToken ct) => db.Subscriptions.FirstOrDefaultAsync(s => s.Status != SubscriptionStatus.Canceled, ct);

    // What was decided on must still be what is there behind the lock.
    private static async Task<Subscription> SameAsync(AppDb db, Subscription seen, CancellationToken ct)
    {
        var own = await LiveAsync(db, ct);
        if (own is null) throw new RefusedException(StartSubscription.HasNone);
        return own.Id == seen.Id && own.Version == seen.Version ? own : throw new RefusedException(Refusal.Stale());
    }

    private static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-US"));
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Organizations;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Stripe;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans.Billing.Stripe;

/// <summary>
/// Stripe bills: people pay on its page, it renews, reminds and writes invoices, and tells us by webhook. What is in force here is always copied from what Stripe says at
/// that moment (<see cref="FollowStripe"/>), never computed from a message. Calls go out before or after a unit of work, never inside one.
/// </summary>
public sealed class StripeBilling(StripeClient stripe, StripeSettings settings, PlanSettings plans, FollowStripe follow, TenantTransactions transactions, HostNames hosts, TimeProvider clock) : IBillingProvider
{
    /// <summary>Its name.</summary>
    public const string Name = "stripe";
    /// <summary>Stripe takes no trial that ends sooner.</summary>
    private static readonly TimeSpan ShortestTrial = TimeSpan.FromHours(48);

    /// <inheritdoc/>
    public string Code => Name;

    /// <inheritdoc/>
    public bool IsReady => settings.SecretKey is not null;

    /// <inheritdoc/>
    public bool HoldsChanges => false;

    private string Main => hosts.PublicUrl ?? "http://localhost:5080";

    /// <inheritdoc/>
    public async Task<BillingStep> StartAsync(BillingOrder order, CancellationToken ct)
    {
        var price = PriceOf(order.Plan, order.Interval);
        var organization = new Dictionary<string, string> { ["organization"] = order.Organization.ToString("D") };
        var parameters = new Dictionary<string, object?>
        {
            ["mode"] = "subscription", ["customer"] = await CustomerAsync(order.Organization, order.Actor, ct), ["client_reference_id"] = order.Organization.ToString("D"),
            ["line_items"] = new object[] { new Dictionary<string, object?> { ["price"] = price, ["quantity"] = 1 } },
            ["success_url"] = Main + order.ReturnPath, ["cancel_url"] = Main + order.ReturnPath, ["metadata"] = organization,
            ["subscription_data"] = new Dictionary<string, object?> { ["metadata"] = organization, ["trial_end"] = order.TrialEndsAt is { } ends && ends - clock.GetUtcNow() > ShortestTrial ? EndOfDay(ends) : null },
        };
        // The same wish is the same page for as long as a page lives, a day, unless a subscription came of it: who presses twice, or comes back before we heard of the payment, cannot pay twice.
        int earlier;
        await using (var db = await transactions.BeginAsync(order.Organization, null, ct)) earlier = await db.Subscriptions.CountAsync(ct);
        var page = await AskAsync(() => stripe.CreateCheckoutSessionAsync(parameters, Key(order.Organization, "checkout", $"{StripeForm.Encode(parameters)} {earlier}"), ct));
        return new BillingStep(null, page.Url ?? throw new InvalidOperationException("Stripe made a page without an address."));
    }

    // To the end of its day: counted from each call the same wish would be another one a second later.
    private static DateTimeOffset EndOfDay(DateTimeOffset at) => at.UtcDateTime.TimeOfDay == TimeSpan.Zero ? at : new DateTimeOffset(at.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    /// <inheritdoc/>
    public async Task<PlanChange> PreviewAsync(Subscription live, Plan plan, BillingInterval interval, Money price, CancellationToken ct)
    {
        var now = await AskAsync(() => stripe.GetSubscriptionAsync(live.ProviderId!, ct));
        var preview = await AskAsync(() => stripe.PreviewInvoiceAsync(new Dictionary<string, object?>
        {
            ["subscription"] = live.ProviderId, ["subscription_details"] = new Dictionary<string, object?> { ["items"] = Items(now, PriceOf(plan, interval)), ["proration_behavior"] = "always_invoice" },
        }, ct));
        Money Sum(Func<long, bool> which) => Money.FromMinor(Math.Abs(preview.Lines.Data.Where(line => which(line.Amount)).Sum(line => line.Amount)), preview.Currency);
        var end = preview.Lines.Data.Count == 0 ? live.PeriodEnd : preview.Lines.Data.Max(line => line.Period.End);
        return new PlanChange(Sum(amount => amount < 0), Sum(amount => amount > 0), live.PeriodStart, end);
    }

    /// <inheritdoc/>
    public async Task<Subscription> ChangeAsync(Subscription live, BillingOrder order, CancellationToken ct)
    {
        if (live.PlanCode == order.Plan.Code && live.Interval == order.Interval && live.CancelAt is null) return live;
        var asked = clock.GetUtcNow();
        var now = await AskAsync(() => stripe.GetSubscriptionAsync(live.ProviderId!, ct));
        var changed = await AskAsync(() => stripe.UpdateSubscriptionAsync(live.ProviderId!, new Dictionary<string, object?>
        {
            ["items"] = Items(now, PriceOf(order.Plan, order.Interval)), ["proration_behavior"] = "always_invoice", ["cancel_at_period_end"] = false,
            // A card that is declined changes nothing, and the person is told.
            ["payment_behavior"] = "error_if_incomplete",
        }, Key(live.TenantId, "change", $"{live.ProviderId} {live.Version} {order.Plan.Code} {order.Interval} {asked.ToUnixTimeSeconds()}"), ct));
        return await CopyAsync(live, changed, ct);
    }

    /// <inheritdoc/>
    public async Task<Subscription> CancelAsync(Subscription live, Guid actor, bool now, CancellationToken ct) => await CopyAsync(live, now
        ? await AskAsync(() => stripe.CancelSubscriptionAsync(live.ProviderId!, new Dictionary<string, object?> { ["prorate"] = plans.CreditsUnused, ["invoice_now"] = true }, ct))
        : await EndsAsync(live, true, ct), ct);

    /// <inheritdoc/>
    public async Task<Subscription> ResumeAsync(Subscription live, Guid actor, CancellationToken ct) => await CopyAsync(live, await EndsAsync(live, false, ct), ct);

    /// <inheritdoc/>
    public async Task<string> PortalAsync(Guid organization, Guid actor, string returnPath, CancellationToken ct)
    {
        var customer = await CustomerAsync(organization, actor, ct);
        var page = await AskAsync(() => stripe.CreatePortalSessionAsync(new Dictionary<string, object?> { ["customer"] = customer, ["return_url"] = Main + returnPath }, Guid.NewGuid().ToString("N"), ct));
        return page.Url ?? throw new InvalidOperationException("Stripe made a page without an address.");
    }

    private Task<StripeSubscription> EndsAsync(Subscription live, bool ends, CancellationToken ct) => AskAsync(() =>
        stripe.UpdateSubscriptionAsync(live.ProviderId!, new Dictionary<string, object?> { ["cancel_at_period_end"] = ends }, Key(live.TenantId, "ends", $"{live.ProviderId} {live.Version} {ends}"), ct));

    // Made once: the key is the organization's, and what came of it is kept.
    private async Task<string> CustomerAsync(Guid organization, Guid actor, CancellationToken ct)
    {
        string email, name;
        await using (var db = await transactions.BeginAsync(organization, null, ct))
        {
            if (await db.BillingAccounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == organization, ct) is { } account && account.StripeCustomer is { } known) return known;
            name = await db.Organizations.Where(o => o.Id == organization).Select(o => o.Name).FirstAsync(ct);
            email = await db.BillingAccounts.Where(a => a.Id == organization && a.Email != "").Select(a => a.Email).FirstOrDefaultAsync(ct) ?? await db.Users.Where(u => u.Id == actor).Select(u => u.Email).FirstAsync(ct) ?? "";
        }
        var made = await AskAsync(() => stripe.CreateCustomerAsync(new Dictionary<string, object?> { ["email"] = email, ["name"] = name, ["metadata"] = new Dictionary<string, string> { ["organization"] = organization.ToString("D") } }, Key(organization, "customer", $"{email} {name}"), ct));
        await using (var db = await transactions.BeginAsync(organization, null, ct))
        {
            (await Roster.OpenAsync(db, organization, actor, ct)).Demand(Permission.ManageBilling);
            var account = await InvoiceBook.AccountAsync(db, ct);
            account.StripeCustomer ??= made.Id;
            await db.CommitAsync(ct);
            return account.StripeCustomer;
        }
    }

    private async Task<Subscription> CopyAsync(Subscription live, StripeSubscription said, CancellationToken ct) =>
        await follow.CopyAsync(live.TenantId, said, clock.GetUtcNow(), ct) ?? throw new RefusedException(StartSubscription.HasNone);

    private static object[] Items(StripeSubscription now, string price) => [new Dictionary<string, object?> { ["id"] = now.Items.Data[0].Id, ["price"] = price }];

    private static string PriceOf(Plan plan, BillingInterval interval) => plan.StripePriceOf(interval)
        ?? throw new RefusedException(new Refusal("GATEWAY_NOT_CONFIGURED", $"{plan.Name} has no price at Stripe yet. Write to the platform.", StatusCodes.Status409Conflict));

    private static string Key(Guid organization, string what, string content) => $"rendrix:{organization:N}:{what}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32]}";

    // What a person can mend is said to them; the rest is ours and is in the log.
    private static async Task<T> AskAsync<T>(Func<Task<T>> call)
    {
        try { return await call(); }
        catch (StripeException e) when (e.Type == "card_error") { throw new RefusedException(new Refusal("PAYMENT_FAILED", $"{e.Said} Nothing was changed. Open the billing portal to use another card.", StatusCodes.Status402PaymentRequired)); }
        catch (Exception e) when (e is StripeException or HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new RefusedException(new Refusal("SERVICE_UNAVAILABLE", "Stripe cannot do this right now. Nothing was changed here. Try again in a moment.", StatusCodes.Status503ServiceUnavailable) { Extra = new Dictionary<string, object?> { ["retryAfter"] = 5 } });
        }
    }
}

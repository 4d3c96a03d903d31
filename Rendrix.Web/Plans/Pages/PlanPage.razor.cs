using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Dashboard;
using Rendrix.Web.Plans.Billing;
using Rendrix.Web.Plans.Usage;

namespace Rendrix.Web.Plans.Pages;

/// <summary>The plan of the organization: what it is, what is used of it, what others cost, who pays.</summary>
public sealed partial class PlanPage : StorePage
{
    private IReadOnlyList<Plan> _plans = [];
    private PlanStanding? _standing;
    private IReadOnlyList<LimitUse> _limits = [];
    private List<Invoice> _invoices = [];
    private BillTo _contact = new("", "", "", "");
    private static readonly (string, string)[] Countries = [("", "Not said"), .. Places.Country.All.Select(c => (c.Code, c.Name))];
    private BillingInterval _interval;
    private ChangePreview? _preview;
    private Money _credit;
    private int _orders;
    private (UsageByDay Now, UsageByDay Last, UsageByDay Earlier)? _use;
    private bool _shown;

    private string Here => Frame.Path("/settings/plan");

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken ct)
    {
        if (!May(Permission.ReadBilling)) return;
        await using var db = await Transactions.BeginAsync(ct);
        var tenant = db.Tenant;
        var (plans, standing) = await Gate.ReadAsync(db, ct);
        _standing = standing;
        _plans = [.. plans.Where(p => p.Active || p.Code == standing.Plan.Code || p.Code == standing.Subscription?.NextPlanCode)];
        if (!_shown) (_interval, _shown) = (standing.Subscription?.Interval ?? BillingInterval.Month, true);
        _limits = await UsageQueries.LimitsAsync(db, standing.Plan, Now, ct);
        _orders = await UsageQueries.OrdersAsync(db, UsageQueries.MonthOf(Now), ct);
        var month = UsageQueries.MonthOf(Now);
        Task<UsageByDay> MonthAsync(DateOnly first) => UsageByDay.ReadAsync(db, first, first.AddMonths(1).AddDays(-1), Now, ct);
        _use = (await MonthAsync(month), await MonthAsync(month.AddMonths(-1)), await MonthAsync(month.AddMonths(-2)));
        _invoices = await db.Invoices.AsNoTracking().OrderByDescending(i => i.IssuedAt).ThenByDescending(i => i.Number).Take(60).ToListAsync(ct);
        _credit = await UsageQueries.CreditAsync(db, Currency.Of(standing.Subscription?.Currency ?? standing.Plan.Currency), ct);
        if (await db.BillingAccounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == tenant, ct) is { } account) _contact = new BillTo(account.Name, account.Email, account.Address, account.TaxId, account.Country);
    }

    private async Task ChooseAsync(Plan plan)
    {
        ChangePreview? preview = null;
        if (await ActAsync(async ct => preview = await Changing.PreviewAsync(Tenant.TenantId, Member.UserId, plan.Code, _interval, ct))) _preview = preview;
    }

    private async Task ConfirmAsync()
    {
        var preview = _preview!;
        BillingStep? step = null;
        if (!await ActAsync(async ct => step = _standing?.Subscription is { } live
            ? await Changing.RunAsync(Tenant.TenantId, Member.UserId, preview.Plan.Code, preview.Interval, Here, version => { if (version != live.Version) throw new RefusedException(Refusal.Stale()); }, ct)
            : await Starting.RunAsync(Tenant.TenantId, Member.UserId, preview.Plan.Code, preview.Interval, Here, ct))) return;
        _preview = null;
        if (step?.Url is { } url) { Navigation.NavigateTo(url, forceLoad: true); return; }
        Toasts.Say(preview.Change is null ? $"{preview.Plan.Name} follows on {PlanWords.Day(preview.At)}" : $"{preview.Plan.Name} is in force");
        await ReloadAsync();
    }

    private async Task CancelAsync(bool now)
    {
        var (name, live) = (_standing!.Plan.Name, _standing.Subscription!);
        var trial = live.Status == SubscriptionStatus.Trialing;
        var question = now ? new Question($"End {name} now?", $"{(Settings.CreditsUnused ? "Unused time becomes credit" : "Unused time is not given back")}. Nothing is deleted; you can make nothing new beyond the free plan.", "End it")
            : new Question($"Cancel {name}?", $"It stays yours until {PlanWords.Day(live.PeriodEnd)}{(trial ? " and costs nothing" : "")}. Nothing is deleted after that; you can make nothing new beyond the free plan.", "Cancel subscription");
        if (await Confirms.AskAsync(question)) await DoAsync(ct => Canceling.RunAsync(Tenant.TenantId, Member.UserId, now, null, ct), now ? $"{name} has ended" : $"{name} ends on {PlanWords.Day(live.PeriodEnd)}");
    }

    private Task ResumeAsync() => DoAsync(ct => Canceling.ResumeAsync(Tenant.TenantId, Member.UserId, null, ct), $"{_standing!.Plan.Name} goes on");

    private async Task PortalAsync()
    {
        string? url = null;
        if (await ActAsync(async ct => url = await Canceling.PortalAsync(Tenant.TenantId, Member.UserId, Here, ct)) && url is not null) Navigation.NavigateTo(url, forceLoad: true);
    }

    private Task SaveContactAsync() => DoAsync(ct => Contacts.RunAsync(Tenant.TenantId, Member.UserId, _contact, ct), "Saved");

    private async Task DoAsync(Func<CancellationToken, Task> act, string says)
    {
        if (!await ActAsync(act)) return;
        Toasts.Say(says);
        await ReloadAsync();
    }

    private static Money Least(Money a, Money b) => a < b ? a : b;

    private static Tone ToneOf(PlanStanding standing) => standing.Subscription is { CancelAt: not null } or { NextPlanCode: not null } ? Tone.Warning : standing.Status switch { SubscriptionStatus.PastDue => Tone.Bad, SubscriptionStatus.Trialing => Tone.Info, _ => Tone.Good };

    private static string StatusOf(PlanStanding standing) => standing.Subscription?.CancelAt is not null ? "Ends" : standing.Subscription?.NextPlanCode is not null ? "Changes" : standing.Status switch { SubscriptionStatus.PastDue => "Past due", SubscriptionStatus.Trialing => "Trial", _ => "Active" };

    private string Says(PlanStanding standing)
    {
        if (standing.Subscription is not { } live)
            return standing.TrialEndsAt is { } ends ? $"You are trying {standing.Plan.Name} for free until {PlanWords.Day(ends)}. Then {_plans.FirstOrDefault(p => p.IsFree)?.Name ?? "the usual plan"} is in force, unless you choose another. Nothing is deleted." : $"{standing.Plan.Name} needs no subscription.";
        if (live.CancelAt is { } end) return $"Canceled: it ends on {PlanWords.Day(end)}. Until then everything stays as it is.";
        if (live.NextPlanCode is { } next) return $"It stays until {PlanWords.Day(live.PeriodEnd)}. Then {_plans.FirstOrDefault(p => p.Code == next)?.Name ?? next} follows, for {live.NextPrice.Format()} {PlanWords.Every(live.NextInterval)}.";
        if (live.Status == SubscriptionStatus.Trialing) return $"Free until {PlanWords.Day(live.PeriodEnd)}, then {live.Price.Format()} {PlanWords.Every(live.Interval)}.";
        return live.PriceMinor == 0 ? "It costs nothing." : $"{live.Price.Format()} {PlanWords.Every(live.Interval)}. The next invoice comes on {PlanWords.Day(live.PeriodEnd)}.";
    }

    private static Tone ToneOf(Invoice invoice) => invoice.IsCreditNote ? Tone.Info : invoice.Status switch { InvoiceStatus.Paid => Tone.Good, InvoiceStatus.Open => Tone.Warning, InvoiceStatus.Uncollectible => Tone.Bad, _ => Tone.Hollow };

    private static string StatusOf(Invoice invoice) => invoice.IsCreditNote ? "Credit" : invoice.Status switch { InvoiceStatus.Paid => "Paid", InvoiceStatus.Open => "To pay", InvoiceStatus.Uncollectible => "Not paid", _ => "Taken back" };
}

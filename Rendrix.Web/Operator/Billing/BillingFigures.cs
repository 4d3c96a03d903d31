using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Plans;

namespace Rendrix.Web.Operator.Billing;

/// <summary>A plan with how many organizations have it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Paying">Organizations that pay for it.</param>
/// <param name="Trying">Organizations in their trial.</param>
/// <param name="Late">Organizations that owe.</param>
public sealed record PlanFigures(Plan Plan, int Paying, int Trying, int Late);

/// <summary>An invoice that somebody owes.</summary>
/// <param name="Organization">Its name.</param>
/// <param name="Invoice">The invoice.</param>
public sealed record OwedInvoice(string Organization, Invoice Invoice);

/// <summary>What the installation earns by its plans.</summary>
/// <param name="Plans">In the order of the price list.</param>
/// <param name="Monthly">What subscriptions come to in a month, by currency: a year counts a twelfth; trials and what is past due do not count.</param>
/// <param name="Owed">Invoices of ours that are not paid, the oldest due first.</param>
/// <param name="OwedCount">How many there are in all.</param>
public sealed record BillingOverview(IReadOnlyList<PlanFigures> Plans, IReadOnlyList<Money> Monthly, IReadOnlyList<OwedInvoice> Owed, int OwedCount);

/// <summary>Reads plans, subscribers, recurring revenue and what is owed.</summary>
public sealed class BillingFigures(PlatformTransactions platform)
{
    /// <summary>How many invoices are shown.</summary>
    public const int Shown = 100;

    /// <summary>The price list.</summary>
    public async Task<IReadOnlyList<Plan>> PlansAsync(PlatformPerson by, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "billing", ct);
        return await db.Plans.AsNoTracking().OrderBy(p => p.Sort).ThenBy(p => p.Code).ToListAsync(ct);
    }

    /// <summary>As it stands now.</summary>
    public async Task<BillingOverview> ReadAsync(PlatformPerson by, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "billing", ct);
        var plans = await db.Plans.AsNoTracking().OrderBy(p => p.Sort).ThenBy(p => p.Code).ToListAsync(ct);
        var live = await db.Subscriptions.IgnoreQueryFilters().Where(s => s.Status != SubscriptionStatus.Canceled)
            .GroupBy(s => new { s.PlanCode, s.Status, s.Interval, s.Currency }).Select(g => new { g.Key.PlanCode, g.Key.Status, g.Key.Interval, g.Key.Currency, Count = g.Count(), Minor = g.Sum(s => s.PriceMinor) }).ToListAsync(ct);
        var owed = db.Invoices.IgnoreQueryFilters().AsNoTracking().Where(i => i.Provider == Web.Plans.Billing.ManualBilling.Name && (i.Status == InvoiceStatus.Open || i.Status == InvoiceStatus.Uncollectible));
        var open = await (from invoice in owed join organization in db.Organizations on invoice.TenantId equals organization.Id orderby invoice.DueAt, invoice.Id select new { organization.Name, Invoice = invoice }).Take(Shown).ToListAsync(ct);
        int Count(string plan, SubscriptionStatus status) => live.Where(s => s.PlanCode == plan && s.Status == status).Sum(s => s.Count);
        return new BillingOverview(
            [.. plans.Select(p => new PlanFigures(p, Count(p.Code, SubscriptionStatus.Active), Count(p.Code, SubscriptionStatus.Trialing), Count(p.Code, SubscriptionStatus.PastDue)))],
            // Rounded once, when all of a currency is added up.
            [.. live.Where(s => s.Status == SubscriptionStatus.Active && s.Minor > 0).GroupBy(s => s.Currency).Select(g => Money.FromMinor((long)Math.Round(g.Sum(s => s.Interval == BillingInterval.Year ? s.Minor / 12m : s.Minor), MidpointRounding.AwayFromZero), g.Key)).OrderByDescending(m => m.Minor)],
            [.. open.Select(o => new OwedInvoice(o.Name, o.Invoice))], await owed.CountAsync(ct));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Amounts;
using Rendrix.Operator;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Operator;
using Rendrix.Web.Operator.Billing;
using Rendrix.Web.Operator.Tenants;
using Rendrix.Web.Plans;
using Rendrix.Web.Tests.Plans;

namespace Rendrix.Web.Tests.Operator;

/// <summary>What people who run the installation do with plans and invoices, in the presence of two organizations.</summary>
public sealed class BillingTests(PlanWorld world) : IClassFixture<PlanWorld>
{
    [Fact]
    public async Task An_invoice_is_settled_once_for_its_organization_and_stands_in_both_logs()
    {
        var (ada, eve) = (await world.MerchantAsync("owed"), await world.MerchantAsync("owing"));
        foreach (var merchant in new[] { ada, eve }) await merchant.InAsync(s => s.GetRequiredService<GrantPlan>().RunAsync(merchant.Tenant, "pro", BillingInterval.Month, Money.FromMinor(2900, "USD"), CancellationToken.None));
        var (hers, other) = (Assert.Single(await ada.InvoicesAsync()), Assert.Single(await eve.InvoicesAsync()));
        var before = await AsAdminAsync<BillingFigures, BillingOverview>((f, by) => f.ReadAsync(by, CancellationToken.None));
        Assert.Equal(2, before.Owed.Count(o => o.Invoice.Id == hers.Id || o.Invoice.Id == other.Id));

        // Under another organization's name it is no invoice.
        await Assert.ThrowsAsync<RefusedException>(() => AsAdminAsync<SettleTenantInvoice, Invoice>((s, by) => s.PaidAsync(by, eve.Tenant, hers.Id, null, CancellationToken.None)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            try { return (await AsAdminAsync<SettleTenantInvoice, Invoice>((s, by) => s.PaidAsync(by, ada.Tenant, hers.Id, " seen at the bank ", CancellationToken.None))).Status == InvoiceStatus.Paid; }
            catch (RefusedException) { return false; }
        }));
        Assert.Single(answers, paid => paid);
        Assert.Equal((InvoiceStatus.Paid, "seen at the bank"), Assert.Single(await ada.InvoicesAsync()) is var paid ? (paid.Status, paid.PaidNote) : default);
        Assert.Equal(InvoiceStatus.Open, Assert.Single(await eve.InvoicesAsync()).Status);
        var noted = await AsAdminAsync<PlatformLog, List<PlatformEntry>>((l, by) => l.ListAsync(by, hers.Number, null, 10, CancellationToken.None));
        Assert.Equal((ada.Tenant, "29.00 USD paid"), Assert.Single(noted, e => e.OrganizationId == ada.Tenant) is var entry ? (entry.OrganizationId!.Value, entry.Detail) : default);
        Assert.NotEmpty(await ada.ReadAsync(db => db.AuditEntries.Where(e => e.Action == "invoice.change").ToListAsync()));
        Assert.Equal("Pro", (await AsAdminAsync<TenantDirectory, TenantRow>(async (d, by) => (await d.ListAsync(by, TenantFilter.Of(null, ada.Label, null), null, 5, CancellationToken.None)).Single(r => r.Id == ada.Tenant))).Plan);
    }

    [Fact]
    public async Task A_plan_is_changed_for_everybody_on_it_and_the_log_says_what_and_the_price_that_was_agreed_stays()
    {
        var ada = await world.MerchantAsync("changed");
        var code = "starter_" + Guid.NewGuid().ToString("N")[..6];
        var made = await AsAdminAsync<ChangePlan, Plan>((c, by) => c.RunAsync(by, null, new PlanDraft { Code = code, Name = "Starter", Currency = "USD", Monthly = "9.00", Yearly = "90", Stores = "1", Products = "3", Sort = "5" }, null, CancellationToken.None));
        await ada.InAsync(s => s.GetRequiredService<GrantPlan>().RunAsync(ada.Tenant, code, BillingInterval.Year, Money.FromMinor(9000, "USD"), CancellationToken.None));
        await ada.FillAsync(3);
        Assert.Equal(402, (await ada.ProductAsync("One too many")).Status);
        var draft = PlanDraft.From(made);
        (draft.Products, draft.Yearly) = ("4", "120");
        await AsAdminAsync<ChangePlan, Plan>((c, by) => c.RunAsync(by, code, draft, made.Version, CancellationToken.None));
        Assert.Equal(201, (await ada.ProductAsync("Fits now")).Status);
        Assert.Equal(9000, (await ada.SubscriptionAsync())!.PriceMinor);
        // Who saw the older plan is told so.
        Assert.Equal(412, (await Assert.ThrowsAsync<RefusedException>(() => AsAdminAsync<ChangePlan, Plan>((c, by) => c.RunAsync(by, code, draft, made.Version - 1, CancellationToken.None)))).Refusal.Status);
        var noted = await AsAdminAsync<PlatformLog, List<PlatformEntry>>((l, by) => l.ListAsync(by, "plan.change", null, 50, CancellationToken.None));
        Assert.Contains(noted, e => e.Subject == "Starter" && e.Detail == "year 90.00 USD → 120.00 USD, products 3 → 4");
        // A year counts a twelfth: 90 dollars are 7.50 a month.
        var figures = await AsAdminAsync<BillingFigures, BillingOverview>((f, by) => f.ReadAsync(by, CancellationToken.None));
        Assert.Equal(1, figures.Plans.Single(p => p.Plan.Code == code).Paying);
        Assert.True(figures.Monthly.Single(m => m.Currency.Code == "USD").Minor >= 750);
    }

    private async Task<TAnswer> AsAdminAsync<TVerb, TAnswer>(Func<TVerb, PlatformPerson, Task<TAnswer>> act) where TVerb : notnull
    {
        await using var scope = world.App.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TVerb>(), PlatformPerson.CommandLine);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Amounts;
using Rendrix.Operator;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Operator;
using Rendrix.Web.Operator.Announcements;
using Rendrix.Web.Operator.Billing;
using Rendrix.Web.Operator.Costs;
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

    [Fact]
    public async Task A_plan_is_given_at_the_agreed_price_and_announced_to_who_has_it_alone()
    {
        var (ada, eve) = (await world.MerchantAsync("given"), await world.MerchantAsync("ungiven"));
        foreach (var (plan, price, field) in new[] { ("gold", "1", "plan"), ("", "1", "plan"), ("enterprise", "", "price"), ("enterprise", "-1", "price"), ("enterprise", "450.001", "price"), ("enterprise", "1e3", "price"), ("enterprise", "99999999999", "price") })
            Assert.Equal(field, (await Assert.ThrowsAsync<RefusedException>(() => AsAdminAsync<GrantTenantPlan, Subscription>((g, by) => g.RunAsync(by, ada.Tenant, plan, null, price, CancellationToken.None)))).Refusal.Errors!.Single().Key);
        await Assert.ThrowsAsync<RefusedException>(() => AsAdminAsync<GrantTenantPlan, Subscription>((g, by) => g.RunAsync(by, Guid.NewGuid(), "enterprise", null, "450", CancellationToken.None)));
        await AsAdminAsync<GrantTenantPlan, Subscription>((g, by) => g.RunAsync(by, ada.Tenant, "enterprise", BillingInterval.Year, "4500", CancellationToken.None));
        Assert.Equal(("enterprise", 450_000L), await ada.SubscriptionAsync() is { } own ? (own.PlanCode, own.PriceMinor) : default);
        Assert.Equal(450_000, Assert.Single(await ada.InvoicesAsync()).TotalMinor);
        Assert.Contains(await AsAdminAsync<PlatformLog, List<PlatformEntry>>((l, by) => l.ListAsync(by, "plan.grant", null, 50, CancellationToken.None)), e => e.OrganizationId == ada.Tenant && e.Detail == "Enterprise, 4500.00 USD a year");

        var board = world.App.Services.GetRequiredService<AnnouncementBoard>();
        Assert.Equal("plan", (await Assert.ThrowsAsync<RefusedException>(() => AsAdminAsync<SaveAnnouncement, Announcement>((s, by) => s.RunAsync(by, new("To nobody", "", AnnouncementLevel.Info, null, null, "gold"), CancellationToken.None)))).Refusal.Errors!.Single().Key);
        var (some, all) = (await SayAsync("For Enterprise", "enterprise"), await SayAsync("For everybody", null));
        Assert.Equal([some, all], (await board.ForAsync(ada.User, ada.Tenant, CancellationToken.None)).Select(a => a.Id).Where(id => id == some || id == all).Order());
        Assert.Equal([all], (await board.ForAsync(eve.User, eve.Tenant, CancellationToken.None)).Select(a => a.Id).Where(id => id == some || id == all));
        // With the plan goes what is meant for it.
        await ada.SendAsync("DELETE", "/subscriptions?at=now", null, 200);
        await PlatformWorld.UntilAsync(async () => (await board.ForAsync(ada.User, ada.Tenant, CancellationToken.None)).All(a => a.Id != some));

        async Task<Guid> SayAsync(string title, string? plan) => (await AsAdminAsync<SaveAnnouncement, Announcement>((s, by) => s.RunAsync(by, new(title, "", AnnouncementLevel.Info, null, null, plan), CancellationToken.None))).Id;
    }

    [Fact]
    public async Task What_an_organization_costs_is_its_own_traffic_files_and_share_of_the_rows()
    {
        var (ada, eve) = (await world.MerchantAsync("costly"), await world.MerchantAsync("cheap"));
        await ada.FillAsync(200);
        world.App.Services.GetRequiredService<Rendrix.Web.Plans.Usage.UsageMeter>().AddTraffic(ada.Tenant, null, 2_500_000_000);
        await world.App.Services.GetRequiredService<Rendrix.Web.Plans.Usage.UsageMeter>().FlushAsync(CancellationToken.None);
        var (hers, other) = (await CostAsync(ada), await CostAsync(eve));
        Assert.Equal((2_500_000_000, 0.25m, 0L), (hers.Traffic.Bytes, hers.Traffic.Cost, other.Traffic.Bytes));
        Assert.True(hers.Rows >= other.Rows + 200 && hers.Database.Bytes > other.Database.Bytes && hers.Database.Cost > 0);
        // What has no price is counted and not added up.
        Assert.Null(hers.Storage.Cost);
        Assert.Equal(Money.Round(hers.Traffic.Cost!.Value + hers.Database.Cost!.Value, Currency.Of("EUR")), hers.Sum);
        Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => AsAdminAsync<TenantCosts, TenantCost>((c, by) => c.ReadAsync(by, Guid.NewGuid(), CancellationToken.None)))).Refusal.Status);

        Task<TenantCost> CostAsync(PlanMerchant merchant) => AsAdminAsync<TenantCosts, TenantCost>((c, by) => c.ReadAsync(by, merchant.Tenant, CancellationToken.None));
    }

    private async Task<TAnswer> AsAdminAsync<TVerb, TAnswer>(Func<TVerb, PlatformPerson, Task<TAnswer>> act) where TVerb : notnull
    {
        await using var scope = world.App.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TVerb>(), PlatformPerson.CommandLine);
    }
}

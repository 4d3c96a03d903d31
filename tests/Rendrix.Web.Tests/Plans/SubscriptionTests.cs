using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Amounts;
using Rendrix.Plans;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Tests.Plans;

public sealed class SubscriptionTests(PlanWorld world) : IClassFixture<PlanWorld>
{
    [Fact]
    public async Task A_trial_becomes_periods_that_are_billed_once_each_however_late_the_clock_comes()
    {
        var ada = await world.MerchantAsync("trial");
        var begun = await ada.StartAsync("pro");
        Assert.Equal(("trialing", "29.00"), (begun.GetProperty("status").GetString(), begun.GetProperty("price").GetString()));
        Assert.Empty(await ada.InvoicesAsync());
        await world.PassAsync(TimeSpan.FromDays(14.1));
        var first = Assert.Single(await ada.InvoicesAsync());
        Assert.Equal((2900, InvoiceStatus.Open), (first.TotalMinor, first.Status));
        Assert.EndsWith("-0001", first.Number);
        Assert.Contains($"Invoice {first.Number} for {ada.Label}", await ada.SubjectsAsync());
        await ada.PayAsync(first);
        // The server sleeps through two more periods; both are billed, and doing it again bills nothing.
        world.Sleep(TimeSpan.FromDays(62));
        await world.DrainAsync();
        var own = (await ada.SubscriptionAsync())!;
        Assert.Equal(3, (await ada.InvoicesAsync()).Count);
        Assert.Equal(3, (await ada.InvoicesAsync()).Select(i => i.Number).Distinct().Count());
        Assert.True(own.PeriodStart <= world.Now && own.PeriodEnd > world.Now);
        foreach (var invoice in (await ada.InvoicesAsync()).Where(i => i.IsOwed)) await ada.PayAsync(invoice);
        await ada.InAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(ada.Tenant, null, CancellationToken.None);
            db.Publish(new SubscriptionDue(own.Id, first.IssuedAt));
            await db.CommitAsync(CancellationToken.None);
            return 0;
        });
        await world.DrainAsync();
        Assert.Equal(3, (await ada.InvoicesAsync()).Count);
    }

    [Fact]
    public async Task A_change_is_billed_as_the_preview_said_and_a_smaller_plan_leaves_credit_that_pays_the_next_invoice()
    {
        var ada = await PaidProAsync("change");
        world.Sleep(TimeSpan.FromDays(10));
        await ada.SignInAsync();
        var preview = await ada.SendAsync("POST", "/subscriptions/preview", new { plan = "premium" }, 200);
        var changed = await ada.SendAsync("PATCH", "/subscriptions", new { plan = "premium" }, 200);
        Assert.Equal("premium", changed.GetProperty("plan").GetProperty("code").GetString());
        var bill = (await ada.InvoicesAsync())[^1];
        var said = decimal.Parse(preview.GetProperty("dueNow").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        // A second or two passed between the two calls: less than a cent of fifty dollars a month.
        Assert.InRange(bill.Total.Amount, said - 0.01m, said + 0.01m);
        Assert.InRange(bill.Total.Amount, 31m, 36m);
        await ada.PayAsync(bill);
        var down = await ada.SendAsync("PATCH", "/subscriptions", new { plan = "pro" }, 200);
        Assert.Equal("pro", down.GetProperty("plan").GetProperty("code").GetString());
        var credit = await CreditAsync(ada);
        Assert.InRange(credit, bill.TotalMinor - 1, bill.TotalMinor + 1);
        await world.PassAsync(TimeSpan.FromDays(22));
        var next = (await ada.InvoicesAsync())[^1];
        Assert.Equal((2900L, 2900L, InvoiceStatus.Paid, credit - 2900), (next.TotalMinor, next.CreditMinor, next.Status, await CreditAsync(ada)));
    }

    [Fact]
    public async Task Cancel_comes_true_with_the_period_can_be_taken_back_and_now_leaves_the_unused_time_as_credit()
    {
        var ada = await PaidProAsync("cancel");
        var canceled = await ada.SendAsync("DELETE", "/subscriptions", null, 200);
        Assert.Equal(canceled.GetProperty("currentPeriodEnd").GetString(), canceled.GetProperty("cancelAt").GetString());
        Assert.Equal(JsonValueKind.Null, (await ada.SendAsync("PATCH", "/subscriptions", new { cancelAtPeriodEnd = false }, 200)).GetProperty("cancelAt").ValueKind);
        await ada.SendAsync("PATCH", "/subscriptions", new { cancelAtPeriodEnd = true }, 200);
        await world.PassAsync(TimeSpan.FromDays(32));
        Assert.Equal((SubscriptionStatus.Canceled, SubscriptionEnd.Canceled), await ada.SubscriptionAsync() is { } over ? (over.Status, over.EndReason) : default);
        Assert.Single(await ada.InvoicesAsync());
        await ada.SignInAsync();
        Assert.Equal("free", (await ada.SendAsync("GET", "/subscriptions/current", null, 200)).GetProperty("plan").GetProperty("code").GetString());
        await ada.SendAsync("DELETE", "/subscriptions", null, 404);

        // Without a second trial; ended at once, what was not used pays for what is owed first.
        Assert.Equal("active", (await ada.StartAsync("pro")).GetProperty("status").GetString());
        await ada.SendAsync("DELETE", "/subscriptions?at=now", null, 200);
        var bill = (await ada.InvoicesAsync())[^1];
        Assert.True(bill is { Status: InvoiceStatus.Paid, CreditMinor: 2900 } or { Status: InvoiceStatus.Open, CreditMinor: >= 2898 }, $"{bill.Status} {bill.CreditMinor}");
    }

    [Fact]
    public async Task Nobody_paid_reminders_go_out_then_the_plan_ends_and_nothing_is_deleted()
    {
        var ada = await PaidProAsync("dunning");
        await ada.FillAsync(60);
        await world.PassAsync(TimeSpan.FromDays(31));
        var bill = (await ada.InvoicesAsync())[^1];
        Assert.Equal(InvoiceStatus.Open, bill.Status);
        await world.PassAsync(bill.DueAt - world.Now + TimeSpan.FromMinutes(1));
        Assert.Equal(SubscriptionStatus.PastDue, (await ada.SubscriptionAsync())!.Status);
        await ada.SignInAsync();
        Assert.Equal(201, (await ada.ProductAsync("Still works")).Status);
        foreach (var (day, reminders) in new[] { (2.9, 0), (3.1, 1), (6.9, 1), (7.1, 2), (14.1, 3), (20.9, 3) })
        {
            await world.PassAsync(bill.DueAt.AddDays(day) - world.Now);
            Assert.Equal(reminders, (await ada.SubjectsAsync()).Count(s => s == $"Reminder: invoice {bill.Number} for {ada.Label}"));
        }
        Assert.Equal(SubscriptionStatus.PastDue, (await ada.SubscriptionAsync())!.Status);
        await world.PassAsync(bill.DueAt.AddDays(21.1) - world.Now);
        Assert.Equal((SubscriptionStatus.Canceled, SubscriptionEnd.Unpaid), await ada.SubscriptionAsync() is { } over ? (over.Status, over.EndReason) : default);
        Assert.Contains($"Pro has ended for {ada.Label}", await ada.SubjectsAsync());
        await ada.SignInAsync();
        Assert.Equal(402, (await ada.ProductAsync("One more")).Status);
        Assert.Equal(61, await ada.ReadAsync(db => db.Products.CountAsync()));
        // Nobody has a plan for good by starting again and again.
        Assert.Contains(bill.Number, (await ada.SendAsync("POST", "/subscriptions", new { plan = "pro" }, 409)).GetProperty("detail").GetString());
        await ada.PayAsync(bill);
        await ada.StartAsync("pro");
    }

    [Fact]
    public async Task A_payment_in_time_ends_the_reminders()
    {
        var ada = await PaidProAsync("payer");
        await world.PassAsync(TimeSpan.FromDays(31));
        var bill = (await ada.InvoicesAsync())[^1];
        await world.PassAsync(bill.DueAt.AddDays(4) - world.Now);
        Assert.Equal(SubscriptionStatus.PastDue, (await ada.SubscriptionAsync())!.Status);
        await ada.PayAsync(bill);
        Assert.Equal(SubscriptionStatus.Active, (await ada.SubscriptionAsync())!.Status);
        await world.PassAsync(TimeSpan.FromDays(10));
        Assert.Single(await ada.SubjectsAsync(), s => s.StartsWith("Reminder", StringComparison.Ordinal));
        Assert.Equal("INVALID_TRANSITION", (await Assert.ThrowsAsync<Rendrix.Refusals.RefusedException>(() => ada.PayAsync(bill))).Refusal.Code);
    }

    [Fact]
    public async Task Of_eight_who_start_at_once_one_does_and_changes_at_once_are_billed_once()
    {
        var ada = await world.MerchantAsync("race");
        var starts = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ada.Caller.SendAsync("POST", "/api/v1/subscriptions", new { plan = i % 2 == 0 ? "pro" : "premium" })));
        Assert.Equal((1, 7), (starts.Count(s => s.Status == 201), starts.Count(s => s.Status == 409)));
        Assert.Equal(1, await ada.ReadAsync(db => db.Subscriptions.CountAsync()));
        var eve = await PaidProAsync("race");
        var changes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => eve.Caller.SendAsync("PATCH", "/api/v1/subscriptions", new { plan = "premium" })));
        Assert.All(changes, c => Assert.True(c.Status is 200 or 412, $"{c.Status} {c.Body}"));
        Assert.Equal(2, (await eve.InvoicesAsync()).Count);
    }

    [Fact]
    public async Task Wrong_plans_intervals_and_people_are_refused_and_another_organization_sees_nothing()
    {
        var (ada, eve) = (await PaidProAsync("mine"), await world.MerchantAsync("theirs"));
        foreach (var (body, field) in new (object, string)[] { (new { plan = "gold" }, "plan"), (new { }, "plan"), (new { plan = "enterprise" }, "plan") })
            Assert.Contains(field, (await eve.SendAsync("POST", "/subscriptions", body, 400)).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        await eve.SendAsync("POST", "/subscriptions", new { plan = "pro", interval = "week" }, 400);
        await eve.SendAsync("PATCH", "/subscriptions", new { plan = "pro" }, 404);
        await ada.SendAsync("DELETE", "/subscriptions?at=yesterday", null, 400);
        await ada.SendAsync("PATCH", "/subscriptions", new { plan = "premium", cancelAtPeriodEnd = true }, 400);
        Assert.Empty((await eve.SendAsync("GET", "/subscriptions/invoices", null, 200)).GetProperty("data").EnumerateArray());
        Assert.Single((await ada.SendAsync("GET", "/subscriptions/invoices", null, 200)).GetProperty("data").EnumerateArray());
        Assert.EndsWith("/s/x/settings/plan", (await ada.SendAsync("POST", "/subscriptions/portal", new { returnPath = "/s/x/settings/plan" }, 200)).GetProperty("url").GetString());
        Assert.DoesNotContain("evil", (await ada.SendAsync("POST", "/subscriptions/portal", new { returnPath = "//evil.example" }, 200)).GetProperty("url").GetString());
        await ada.ReadAsync(async db => { await db.Memberships.Where(m => m.UserId == ada.User).ExecuteUpdateAsync(m => m.SetProperty(x => x.Role, Rendrix.Identity.Role.Manager)); await db.CommitAsync(CancellationToken.None); return 0; });
        foreach (var (method, path) in new[] { ("GET", "/subscriptions/current"), ("GET", "/subscriptions/invoices"), ("POST", "/subscriptions/portal"), ("DELETE", "/subscriptions") })
            await ada.SendAsync(method, path, method == "POST" ? new { } : null, 403);
    }

    [Fact]
    public async Task An_organization_that_is_being_deleted_is_not_billed_again()
    {
        var ada = await PaidProAsync("closing");
        await ada.SendAsync("DELETE", $"/organizations/{ada.Tenant}", null, 200);
        await world.DrainAsync();
        var own = (await ada.SubscriptionAsync())!;
        Assert.Equal(own.PeriodEnd, own.CancelAt);
        await ada.SendAsync("POST", $"/organizations/{ada.Tenant}/restore", null, 200);
        Assert.Equal(JsonValueKind.Null, (await ada.SendAsync("PATCH", "/subscriptions", new { cancelAtPeriodEnd = false }, 200)).GetProperty("cancelAt").ValueKind);
    }

    [Fact]
    public async Task People_of_the_platform_give_enterprise_at_an_agreed_price_and_the_log_tells_of_all_of_it()
    {
        var ada = await PaidProAsync("agreed");
        var given = await ada.InAsync(s => s.GetRequiredService<GrantPlan>().RunAsync(ada.Tenant, "enterprise", BillingInterval.Year, Money.FromMinor(500_000, "USD"), CancellationToken.None));
        Assert.Equal((SubscriptionStatus.Active, 500_000), (given.Status, given.PriceMinor));
        var bill = (await ada.InvoicesAsync())[^1];
        // The month of Pro that was just paid pays its part.
        Assert.InRange(bill.CreditMinor, 2890, 2900);
        Assert.Equal("enterprise", (await ada.SendAsync("GET", "/subscriptions/current", null, 200)).GetProperty("plan").GetProperty("code").GetString());
        await ada.PayAsync(bill);
        var actions = await ada.ReadAsync(db => db.AuditEntries.Select(e => e.Action).ToListAsync());
        Assert.Equal((3, 2), (actions.Count(a => a == "subscription.start"), actions.Count(a => a == "invoice.issue")));
        Assert.Contains("invoice.change", actions);
        Assert.Contains("subscription.change", actions);
    }

    private static Task<long> CreditAsync(PlanMerchant merchant) => merchant.ReadAsync(db => db.BillingAccounts.Select(a => a.CreditMinor).FirstOrDefaultAsync());

    /// <summary>Pro, its trial over, its first month paid.</summary>
    private async Task<PlanMerchant> PaidProAsync(string name)
    {
        var merchant = await world.MerchantAsync(name);
        await merchant.ReadAsync(async db =>
        {
            // A trial that was had before: what is tried here begins with money.
            db.Subscriptions.Add(new Subscription { Id = Guid.CreateVersion7(), PlanCode = "free", Status = SubscriptionStatus.Canceled, TrialEndsAt = world.Now, EndedAt = world.Now, CreatedAt = world.Now.AddDays(-30) });
            await db.CommitAsync(CancellationToken.None);
            return 0;
        });
        Assert.Equal("active", (await merchant.StartAsync("pro")).GetProperty("status").GetString());
        await merchant.PayAsync(Assert.Single(await merchant.InvoicesAsync()));
        return merchant;
    }
}

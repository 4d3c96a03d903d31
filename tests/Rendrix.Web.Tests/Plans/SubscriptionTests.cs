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
    public async Task A_bigger_plan_is_billed_at_once_as_the_preview_said_and_a_smaller_one_follows_with_the_period_unless_it_is_taken_back()
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
        // Down: nothing to pay, nothing given back, and what was paid stays in force until it is used up.
        var foreseen = await ada.SendAsync("POST", "/subscriptions/preview", new { plan = "pro" }, 200);
        Assert.Equal(("0.00", changed.GetProperty("currentPeriodEnd").GetString()), (foreseen.GetProperty("dueNow").GetString(), foreseen.GetProperty("inForceAt").GetString()));
        var down = await ada.SendAsync("PATCH", "/subscriptions", new { plan = "pro" }, 200);
        Assert.Equal(("premium", "pro", "29.00"), (down.GetProperty("plan").GetProperty("code").GetString(), down.GetProperty("next").GetProperty("plan").GetString(), down.GetProperty("next").GetProperty("price").GetString()));
        Assert.Equal(JsonValueKind.Null, (await ada.SendAsync("PATCH", "/subscriptions", new { cancelAtPeriodEnd = false }, 200)).GetProperty("next").ValueKind);
        await ada.SendAsync("PATCH", "/subscriptions", new { cancelAtPeriodEnd = false }, 409);
        await ada.SendAsync("PATCH", "/subscriptions", new { plan = "pro" }, 200);
        // The plan that is in force, chosen again, takes it back too, at the price that was agreed; of cancel and smaller plan the later one holds.
        Assert.Equal(("premium", "79.00"), (await ada.SendAsync("PATCH", "/subscriptions", new { plan = "premium" }, 200)) is var kept ? (kept.GetProperty("plan").GetProperty("code").GetString(), kept.GetProperty("price").GetString()) : default);
        await ada.SendAsync("PATCH", "/subscriptions", new { plan = "pro" }, 200);
        Assert.Equal(JsonValueKind.Null, (await ada.SendAsync("DELETE", "/subscriptions", null, 200)).GetProperty("next").ValueKind);
        var twice = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ada.Caller.SendAsync("PATCH", "/api/v1/subscriptions", new { plan = "pro" })));
        Assert.All(twice, answer => Assert.True(answer.Status is 200 or 412, answer.Body.ToString()));
        Assert.Equal((2, 0L), ((await ada.InvoicesAsync()).Count, await CreditAsync(ada)));
        await world.PassAsync(TimeSpan.FromDays(22));
        var own = (await ada.SubscriptionAsync())!;
        Assert.Equal(("pro", 2900L, null, null), (own.PlanCode, own.PriceMinor, own.NextPlanCode, own.CancelAt));
        var next = (await ada.InvoicesAsync())[^1];
        Assert.Equal((3, 2900L, InvoiceStatus.Open), ((await ada.InvoicesAsync()).Count, next.TotalMinor, next.Status));
        Assert.StartsWith("Pro, ", Assert.Single(next.Lines).Text);
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
        var (bill, note) = ((await ada.InvoicesAsync())[^2], (await ada.InvoicesAsync())[^1]);
        Assert.True(bill is { Status: InvoiceStatus.Paid, CreditMinor: 2900 } or { Status: InvoiceStatus.Open, CreditMinor: >= 2898 }, $"{bill.Status} {bill.CreditMinor}");
        Assert.True(note is { IsCreditNote: true, Status: InvoiceStatus.Paid, TotalMinor: <= -2898 } && note.Due.IsZero, $"{note.Status} {note.TotalMinor}");
        await world.DrainAsync();
        Assert.Contains($"Credit note {note.Number} for {ada.Label}", await ada.SubjectsAsync());
    }

    [Fact]
    public async Task Tax_is_added_by_the_country_of_who_pays_a_business_elsewhere_in_the_union_owes_it_itself_and_what_is_given_back_carries_the_tax_it_was_charged_with()
    {
        var (ada, eve) = (await world.MerchantAsync("taxed"), await world.MerchantAsync("reverse"));
        foreach (var merchant in new[] { ada, eve }) await TriedBeforeAsync(merchant);
        Assert.Equal("taxId", (await Assert.ThrowsAsync<Rendrix.Refusals.RefusedException>(() => PayerAsync(eve, "FR", "FR 12345678"))).Refusal.Errors!.Single().Key);
        Assert.Equal("country", (await Assert.ThrowsAsync<Rendrix.Refusals.RefusedException>(() => PayerAsync(eve, "XX", ""))).Refusal.Errors!.Single().Key);
        await PayerAsync(ada, "FR", "");
        await PayerAsync(eve, "FR", "FR 12 345678901");
        var preview = await ada.SendAsync("POST", "/subscriptions/preview", new { plan = "pro" }, 200);
        Assert.Equal(("29.00", 20m, "5.80", "34.80"), (preview.GetProperty("charge").GetString(), preview.GetProperty("taxRate").GetDecimal(), preview.GetProperty("tax").GetString(), preview.GetProperty("dueNow").GetString()));
        await ada.StartAsync("pro");
        await eve.StartAsync("pro");
        var (hers, other) = (Assert.Single(await ada.InvoicesAsync()), Assert.Single(await eve.InvoicesAsync()));
        Assert.Equal((3480L, 580L, 2000, false, "FR"), (hers.TotalMinor, hers.TaxMinor, hers.TaxBasisPoints, hers.ReverseCharge, hers.BillTo.Country));
        Assert.Equal((2900L, 0L, 0, true), (other.TotalMinor, other.TaxMinor, other.TaxBasisPoints, other.ReverseCharge));
        await ada.PayAsync(hers);
        // She moves to where no rate holds; what was charged with tax is given back with it.
        await PayerAsync(ada, "US", "");
        await ada.SendAsync("DELETE", "/subscriptions?at=now", null, 200);
        var note = (await ada.InvoicesAsync())[^1];
        Assert.InRange(note.TotalMinor, -3480, -3478);
        Assert.Equal((2000, await CreditAsync(ada)), (note.TaxBasisPoints, -note.TotalMinor));
        var listed = (await ada.SendAsync("GET", "/subscriptions/invoices", null, 200)).GetProperty("data")[0];
        Assert.Equal((20m, "0.00"), (listed.GetProperty("taxRate").GetDecimal(), listed.GetProperty("amountDue").GetString()));
    }

    [Fact]
    public async Task Who_nears_a_limit_is_told_once_in_a_month_and_step_however_many_look_at_once()
    {
        var (ada, eve) = (await world.MerchantAsync("near"), await world.MerchantAsync("leap"));
        await ada.FillAsync(39);
        await eve.FillAsync(50);
        await LookAsync();
        Assert.DoesNotContain(await ada.SubjectsAsync(), s => s.Contains("products", StringComparison.Ordinal));
        await ada.FillAsync(1);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.InAsync(ada.Tenant, s => s.GetRequiredService<Rendrix.Web.Plans.Usage.WatchLimits>().RunAsync(CancellationToken.None))));
        await LookAsync();
        Assert.Single(await ada.SubjectsAsync(), s => s == $"80 % of your products are used for {ada.Label}");
        await ada.FillAsync(10);
        var meter = world.App.Services.GetRequiredService<Rendrix.Web.Plans.Usage.UsageMeter>();
        meter.AddTraffic(ada.Tenant, null, 850_000_000);
        await meter.FlushAsync(CancellationToken.None);
        await LookAsync();
        meter.AddTraffic(ada.Tenant, null, 200_000_000);
        await meter.FlushAsync(CancellationToken.None);
        await LookAsync();
        await LookAsync();
        string[] told = ["80 % of this month's traffic is used", "80 % of your products are used", "This month's traffic is used up", "Your plan holds no more products"];
        Assert.Equal(told, (await ada.SubjectsAsync()).Where(s => s.EndsWith($" for {ada.Label}", StringComparison.Ordinal)).Select(s => s[..^$" for {ada.Label}".Length]).Where(told.Contains).Order(StringComparer.Ordinal));
        // Who leapt over the first step hears of the second alone; one store of one is nobody's news.
        Assert.Equal([$"Your plan holds no more products for {eve.Label}"], (await eve.SubjectsAsync()).Where(s => s.Contains("plan", StringComparison.Ordinal) || s.Contains('%')));
        world.Sleep(TimeSpan.FromDays(31));
        await LookAsync();
        Assert.Equal(2, (await ada.SubjectsAsync()).Count(s => s == $"Your plan holds no more products for {ada.Label}"));

        async Task LookAsync()
        {
            await world.InAsync(ada.Tenant, s => s.GetRequiredService<Rendrix.Web.Plans.Usage.WatchLimits>().RunAsync(CancellationToken.None));
            await world.DrainAsync();
        }
    }

    private static Task<BillingAccount> PayerAsync(PlanMerchant merchant, string country, string taxId) =>
        merchant.InAsync(s => s.GetRequiredService<SaveBillingContact>().RunAsync(merchant.Tenant, merchant.User, new BillTo("", "", "", taxId, country), CancellationToken.None));

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
        Assert.Equal((3, 3), (actions.Count(a => a == "subscription.start"), actions.Count(a => a == "invoice.issue")));
        Assert.Contains("invoice.change", actions);
        Assert.Contains("subscription.change", actions);
    }

    private static Task<long> CreditAsync(PlanMerchant merchant) => merchant.ReadAsync(db => db.BillingAccounts.Select(a => a.CreditMinor).FirstOrDefaultAsync());

    /// <summary>Pro, its trial over, its first month paid.</summary>
    private async Task<PlanMerchant> PaidProAsync(string name)
    {
        var merchant = await world.MerchantAsync(name);
        await TriedBeforeAsync(merchant);
        Assert.Equal("active", (await merchant.StartAsync("pro")).GetProperty("status").GetString());
        await merchant.PayAsync(Assert.Single(await merchant.InvoicesAsync()));
        return merchant;
    }

    private Task<int> TriedBeforeAsync(PlanMerchant merchant) => merchant.ReadAsync(async db =>
    {
        // A trial that was had before: what is tried here begins with money.
        db.Subscriptions.Add(new Subscription { Id = Guid.CreateVersion7(), PlanCode = "free", Status = SubscriptionStatus.Canceled, TrialEndsAt = world.Now, EndedAt = world.Now, CreatedAt = world.Now.AddDays(-30) });
        await db.CommitAsync(CancellationToken.None);
        return 0;
    });
}

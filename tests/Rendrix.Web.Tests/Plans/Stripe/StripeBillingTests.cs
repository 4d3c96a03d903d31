using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rendrix.Plans;
using Rendrix.Web.Platform.Stripe;
using Rendrix.Web.Tests.Content;
using Rendrix.Web.Tests.Operator;

namespace Rendrix.Web.Tests.Plans.Stripe;

public sealed class StripeBillingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly PlanWorld _world = new(postgres);
    private FakeStripe _stripe = null!;
    private HttpClient _hook = null!;

    public async ValueTask InitializeAsync()
    {
        _stripe = new FakeStripe(() => _world.Now);
        await _world.InitializeAsync(web =>
        {
            web.UseSetting("Rendrix:Stripe:SecretKey", FakeStripe.Key);
            web.UseSetting("Rendrix:Stripe:WebhookSecret", FakeStripe.Secret);
            web.ConfigureServices(services => services.AddHttpClient<StripeClient>().ConfigurePrimaryHttpMessageHandler(() => _stripe));
        });
        foreach (var (id, amount, interval) in new[] { ("price_pro_m", 2900L, "month"), ("price_pro_y", 29000L, "year"), ("price_premium_m", 7900L, "month"), ("price_premium_y", 79000L, "year") }) _stripe.Prices[id] = (amount, interval);
        await _world.InAsync(Guid.NewGuid(), async services =>
        {
            await using var db = await services.GetRequiredService<Rendrix.Web.Platform.Data.TenantTransactions>().BeginGlobalAsync(CancellationToken.None);
            foreach (var plan in await db.Plans.Where(p => p.Code == "pro" || p.Code == "premium").ToListAsync()) (plan.StripeMonthlyPrice, plan.StripeYearlyPrice) = ($"price_{plan.Code}_m", $"price_{plan.Code}_y");
            await db.CommitAsync(CancellationToken.None);
            return 0;
        });
        _hook = _world.Client("localhost");
    }

    public async ValueTask DisposeAsync()
    {
        _hook.Dispose();
        await _world.DisposeAsync();
        _stripe.Dispose();
    }

    [Fact]
    public async Task Paid_on_the_page_of_stripe_changed_canceled_and_resumed_and_our_row_says_what_stripe_says()
    {
        var ada = await _world.MerchantAsync("stripe");
        _stripe.BreakNext = 1;
        var (first, again) = (await CheckoutAsync(ada, "pro"), await CheckoutAsync(ada, "pro"));
        Assert.Equal(first, again);
        Assert.Single(_stripe.All("customer"));
        Assert.Equal("free", await CurrentAsync(ada));
        var id = _stripe.Complete(first);
        await TellAllAsync();
        Assert.Equal("pro", await CurrentAsync(ada));
        var own = (await ada.SubscriptionAsync())!;
        // The trial of an organization's first subscription is Stripe's to keep.
        Assert.Equal((SubscriptionStatus.Trialing, "stripe", id, 2900), (own.Status, own.Provider, own.ProviderId, own.PriceMinor));
        _stripe.Renew(id, paid: true);
        await TellAllAsync();
        Assert.Equal(SubscriptionStatus.Active, (await ada.SubscriptionAsync())!.Status);
        var invoice = Assert.Single(await ada.InvoicesAsync());
        Assert.Equal((InvoiceStatus.Paid, "stripe", 2900), (invoice.Status, invoice.Provider, invoice.TotalMinor));
        Assert.StartsWith("https://invoice.stripe.test/", invoice.HostedUrl);

        // In the middle of the period that was paid.
        _world.Sleep(own.PeriodEnd.AddDays(10) - _world.Now);
        await ada.SignInAsync();
        var preview = await ada.SendAsync("POST", "/subscriptions/preview", new { plan = "premium" }, 200);
        Assert.True(decimal.Parse(preview.GetProperty("dueNow").GetString()!, System.Globalization.CultureInfo.InvariantCulture) is > 25 and < 40);
        _stripe.Decline = true;
        Assert.Equal("PAYMENT_FAILED", (await ada.SendAsync("PATCH", "/subscriptions", new { plan = "premium" }, 402)).GetProperty("code").GetString());
        Assert.Equal("pro", await CurrentAsync(ada));
        _world.Sleep(TimeSpan.FromSeconds(2));
        Assert.Equal("premium", (await ada.SendAsync("PATCH", "/subscriptions", new { plan = "premium" }, 200)).GetProperty("plan").GetProperty("code").GetString());
        Assert.NotEqual(JsonValueKind.Null, (await ada.SendAsync("DELETE", "/subscriptions", null, 200)).GetProperty("cancelAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await ada.SendAsync("PATCH", "/subscriptions", new { cancelAtPeriodEnd = false }, 200)).GetProperty("cancelAt").ValueKind);
        Assert.StartsWith("https://billing.stripe.test/p/cus_", (await ada.SendAsync("POST", "/subscriptions/portal", new { }, 200)).GetProperty("url").GetString());
        await TellAllAsync();
        Assert.Equal("premium", await CurrentAsync(ada));
        Assert.Equal(2, (await ada.InvoicesAsync()).Count);
        await ada.SendAsync("DELETE", "/subscriptions?at=now", null, 200);
        Assert.Equal("free", await CurrentAsync(ada));
    }

    [Fact]
    public async Task Messages_twice_shuffled_and_late_end_in_what_stripe_says_and_each_counts_once()
    {
        var (ada, eve) = (await _world.MerchantAsync("shuffle"), await _world.MerchantAsync("bystander"));
        var id = _stripe.Complete(await CheckoutAsync(ada, "premium"));
        _stripe.Renew(id, paid: true);
        var late = _stripe.Renew(id, paid: false);
        _stripe.Retry(id, late, "failed");
        _stripe.Retry(id, late, "paid");
        var third = _stripe.Renew(id, paid: false);
        var all = Take();
        var random = new Random(5);
        var shuffled = all.Concat(all).Concat(all).OrderBy(_ => random.Next()).ToList();
        var statuses = await Task.WhenAll(shuffled.Select(message => FakeStripe.SendAsync(_hook, message, _world.Now)));
        Assert.All(statuses, status => Assert.Equal(200, status));
        await _world.DrainAsync();
        // The program's own workers may still be at the last of them.
        await PlatformWorld.UntilAsync(async () => (await ada.InvoicesAsync()).Count == 3);
        await PlatformWorld.UntilAsync(async () => await ada.ReadAsync(db => db.OutboxMessages.AllAsync(m => m.DoneAt != null || m.DueAt > _world.Now.AddHours(1))));
        Assert.Equal(all.Count, await ada.ReadAsync(db => db.BillingEvents.CountAsync()));
        var own = (await ada.SubscriptionAsync())!;
        Assert.Equal((SubscriptionStatus.PastDue, "premium", 1), (own.Status, own.PlanCode, await ada.ReadAsync(db => db.Subscriptions.CountAsync())));
        Assert.Equal((long)_stripe.Object(id)["items"]!["data"]![0]!["current_period_end"]!, own.PeriodEnd.ToUnixTimeSeconds());
        Assert.Equal((3, 1), ((await ada.InvoicesAsync()).Count, (await ada.InvoicesAsync()).Count(i => i.Status == InvoiceStatus.Open)));
        // Reminded of what is open, and never of what was paid before the message was read.
        Assert.Single(await ada.SubjectsAsync(), s => s.StartsWith("Reminder", StringComparison.Ordinal));
        Assert.Null(await eve.SubscriptionAsync());

        _stripe.Retry(id, third, "given up");
        await TellAllAsync();
        Assert.Equal((SubscriptionStatus.Canceled, SubscriptionEnd.Unpaid), await ada.SubscriptionAsync() is { } over ? (over.Status, over.EndReason) : default);
        Assert.Equal("free", await CurrentAsync(ada));
        Assert.Contains($"Premium has ended for {ada.Label}", await ada.SubjectsAsync());
        // An old message changes nothing any more.
        var again = all[0].DeepClone().AsObject();
        again["id"] = "evt_again";
        Assert.Equal(200, await FakeStripe.SendAsync(_hook, again, _world.Now));
        await _world.DrainAsync();
        Assert.Equal("free", await CurrentAsync(ada));
    }

    [Fact]
    public async Task Forged_old_and_foreign_messages_change_nothing_and_two_paid_pages_leave_one_subscription()
    {
        var ada = await _world.MerchantAsync("forge");
        var (one, two) = (await CheckoutAsync(ada, "pro"), await CheckoutAsync(ada, "premium"));
        Assert.NotEqual(one, two);
        var id = _stripe.Complete(one);
        var message = Take()[0];
        Assert.Equal(400, await FakeStripe.SendAsync(_hook, message, _world.Now, "whsec_other"));
        Assert.Equal(400, await FakeStripe.SendAsync(_hook, message, _world.Now.AddSeconds(-301)));
        Assert.Equal(400, await FakeStripe.SendAsync(_hook, message, _world.Now.AddSeconds(301)));
        Assert.Equal(400, await FakeStripe.SendAsync(_hook, message, _world.Now, change: body => body.Replace("active", "canceled", StringComparison.Ordinal) + " "));
        using (var bare = await _hook.PostAsync("/webhooks/stripe/billing", new StringContent("{}", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken)) Assert.Equal(400, (int)bare.StatusCode);
        foreach (var strange in new[] { """{"id":"evt_1","type":"price.created","data":{"object":{"object":"price","id":"price_1"}}}""", """{"id":"evt_2","type":"customer.subscription.updated","data":{"object":{"object":"subscription","id":"sub_9","metadata":{"organization":"00000000-0000-0000-0000-000000000001"}}}}""", """{"id":"evt_3"}""", "[]" })
            Assert.True(await SendRawAsync(strange) is 200 or 400, strange);
        Assert.Equal(0, await ada.ReadAsync(db => db.BillingEvents.CountAsync()));
        Assert.Equal("free", await CurrentAsync(ada));
        Assert.Equal(200, await FakeStripe.SendAsync(_hook, message, _world.Now));
        await _world.DrainAsync();
        Assert.Equal("pro", await CurrentAsync(ada));
        // A message about somebody else's subscription, signed by Stripe but with our organization in it, is asked back and not believed.
        var second = _stripe.Complete(two);
        await TellAllAsync();
        Assert.Equal(("pro", "canceled", "trialing"), (await CurrentAsync(ada), (string?)_stripe.Object(second)["status"], (string?)_stripe.Object(id)["status"]));
        Assert.Equal(1, await ada.ReadAsync(db => db.Subscriptions.CountAsync()));
    }

    [Fact]
    public void Form_and_signature_agree_with_the_vectors_of_stripes_own_libraries()
    {
        static Dictionary<string, object?> One(string name, object? value) => new() { [name] = value };
        Assert.Equal("metadata[order_id]=7&metadata[k]=a%5Bb%5D", StripeForm.Encode(One("metadata", new Dictionary<string, string> { ["order_id"] = "7", ["k"] = "a[b]" })).Replace("a[b]", "a%5Bb%5D", StringComparison.Ordinal));
        Assert.Equal("c=x%20y%26z%3D%C3%BC", StripeForm.Encode(One("c", "x y&z=ü")));
        Assert.Equal("line_items[0][price]=price_1&line_items[0][quantity]=2", StripeForm.Encode(One("line_items", new object[] { new Dictionary<string, object?> { ["price"] = "price_1", ["quantity"] = 2 } })));
        Assert.Equal("created[gte]=1700000000&on=true&items=", StripeForm.Encode(new Dictionary<string, object?> { ["created"] = One("gte", DateTimeOffset.FromUnixTimeSeconds(1700000000)), ["on"] = true, ["left"] = null, ["items"] = Array.Empty<string>() }));
        Assert.Equal("871acfe933554b446cc41d791076dd56a10c0553cc61aafbeb881d0082b45043", StripeSignature.Sign(1700000000, """{"id":"evt_test_1","object":"event","type":"payment_intent.succeeded"}"""u8, "whsec_test_secret"));
        var contract = new StripeContract();
        Assert.NotNull(contract.Problem("POST", "/v1/checkout/sessions", [("mode", "monthly")]));
        Assert.NotNull(contract.Problem("POST", "/v1/checkout/sessions", [("line_item[0][price]", "price_1")]));
        Assert.NotNull(contract.Problem("POST", "/v1/plans", []));
    }

    private async Task<string> CheckoutAsync(PlanMerchant merchant, string plan) => (await merchant.SendAsync("POST", "/subscriptions", new { plan, returnPath = $"/s/{merchant.Label}/settings/plan" }, 200)).GetProperty("checkoutUrl").GetString()!;

    private static async Task<string?> CurrentAsync(PlanMerchant merchant)
    {
        await merchant.SignInAsync();
        return (await merchant.SendAsync("GET", "/subscriptions/current", null, 200)).GetProperty("plan").GetProperty("code").GetString();
    }

    private List<JsonObject> Take()
    {
        List<JsonObject> all = [.. _stripe.Messages];
        _stripe.Messages.Clear();
        return all;
    }

    private async Task TellAllAsync()
    {
        // Acting on a message may make Stripe tell more.
        for (var messages = Take(); messages.Count > 0; messages = Take())
        {
            foreach (var message in messages) Assert.Equal(200, await FakeStripe.SendAsync(_hook, message, _world.Now));
            await _world.DrainAsync();
        }
    }

    private async Task<int> SendRawAsync(string body)
    {
        var time = _world.Now.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe/billing") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={time},v1={StripeSignature.Sign(time, Encoding.UTF8.GetBytes(body), FakeStripe.Secret)}");
        using var answer = await _hook.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}

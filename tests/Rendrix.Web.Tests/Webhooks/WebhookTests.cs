using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Platform.Secrets;
using Rendrix.Web.Privacy;
using Rendrix.Web.Tests.Plans;
using Rendrix.Web.Webhooks;
using Rendrix.Webhooks;

namespace Rendrix.Web.Tests.Webhooks;

/// <summary>What happens in stores is told to their merchants' programs: two merchants, one receiver.</summary>
public sealed class WebhookTests(WebhookWorld world) : IClassFixture<WebhookWorld>
{
    [Fact]
    public async Task An_event_arrives_once_signed_and_nowhere_else_however_often_it_is_told()
    {
        var (ada, eve) = (await world.MerchantAsync("ada"), await world.MerchantAsync("eve"));
        var (hook, secret) = await world.HookAsync(ada, "once", "product.changed", "order.placed");
        var (other, _) = await world.HookAsync(ada, "orders-only", "order.placed");
        var (foreign, _) = await world.HookAsync(eve, "foreign", "product.changed");
        Assert.Equal(201, (await ada.ProductAsync("Teapot")).Status);
        await world.DrainAsync();

        var got = Assert.Single(world.Receiver.At("once"));
        Assert.Empty(world.Receiver.At("foreign"));
        Assert.Empty(world.Receiver.At("orders-only"));
        Assert.True(IsSigned(got, secret));
        Assert.Equal("application/json", got.ContentType);
        Assert.InRange(Math.Abs(world.Now.ToUnixTimeSeconds() - long.Parse(got.Timestamp, CultureInfo.InvariantCulture)), 0, 60);
        var body = JsonDocument.Parse(got.Body).RootElement;
        Assert.Equal((got.Id, "product.changed", ada.Store, "Teapot"), (body.GetProperty("id").GetString(), body.GetProperty("topic").GetString(), body.GetProperty("store_id").GetGuid(), body.GetProperty("data").GetProperty("name").GetString()));
        Assert.True(body.GetProperty("created_at").GetDateTimeOffset() <= world.Now);
        // Any bit changed, and it is not signed any more.
        Assert.False(IsSigned(got with { Body = got.Body.Replace("Teapot", "Teapod", StringComparison.Ordinal) }, secret));
        Assert.False(IsSigned(got with { Id = "evt_" + Guid.NewGuid().ToString("N") }, secret));

        // The message of the outbox comes again, as after a crash or by an operator's hand: nothing new.
        await world.SqlAsync("update outbox_messages set done_at = null where consumer = 'TellWebhooks' and tenant_id = any($1)", new[] { ada.Tenant, eve.Tenant });
        await world.DrainAsync();
        Assert.Single(world.Receiver.At("once"));
        Assert.Single(await WebhookWorld.DeliveriesAsync(ada, hook));
        Assert.Empty(await WebhookWorld.DeliveriesAsync(eve, foreign));
        Assert.Empty(await WebhookWorld.DeliveriesAsync(ada, other));

        // A process dies between sending and writing it down: the next one sends the same message with the same id, and there is one delivery with one try.
        await world.SqlAsync("delete from webhook_attempts where tenant_id = $1", ada.Tenant);
        await world.SqlAsync("update webhook_deliveries set state = 'pending', attempts = 0, round = 0, done_at = null, due_at = $2, sending_until = $2 where tenant_id = $1", ada.Tenant, world.Now.UtcDateTime.AddSeconds(60));
        await world.DrainAsync();
        Assert.Single(world.Receiver.At("once"));
        world.Sleep(TimeSpan.FromSeconds(61));
        await world.DrainAsync();
        Assert.Equal([got.Id, got.Id], world.Receiver.At("once").Select(r => r.Id));
        Assert.Equal(1, Assert.Single(await WebhookWorld.DeliveriesAsync(ada, hook)).GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task A_failing_receiver_is_tried_ten_times_in_three_days_then_switched_off_and_the_owner_is_told()
    {
        var ada = await world.MerchantAsync("ada");
        var (hook, _) = await world.HookAsync(ada, "down", "product.changed");
        world.Receiver.Answer("down", 503, new string('x', 5000) + "end");
        Assert.Equal(201, (await ada.ProductAsync("Kettle")).Status);
        await world.DrainAsync();
        var id = Assert.Single(await WebhookWorld.DeliveriesAsync(ada, hook)).GetProperty("id").GetGuid();
        TimeSpan[] waits = [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(20)];
        foreach (var (wait, tries) in waits.Select((wait, i) => (wait, i + 1)))
        {
            var row = Assert.Single(await world.SqlAsync("select d.attempts, d.state, d.due_at - max(a.at) from webhook_deliveries d join webhook_attempts a on a.delivery_id = d.id where d.id = $1 group by d.tenant_id, d.id", id));
            // Tries of seconds may have happened while we looked.
            if (tries > 1) Assert.Equal(tries, row[0]);
            if (tries > 1) Assert.InRange((TimeSpan)row[2]!, wait, wait * 1.1 + TimeSpan.FromSeconds(20));
            Assert.Equal("pending", row[1]);
            world.Sleep(wait * 1.1 + TimeSpan.FromSeconds(21));
            await world.DrainAsync();
        }
        await ada.SignInAsync();
        Assert.Equal(10, world.Receiver.At("down").Count);
        Assert.Single(world.Receiver.At("down").Select(r => r.Id).Distinct());
        var shown = await ada.SendAsync("GET", $"{hook}/deliveries/{id}", null, 200);
        Assert.Equal("failed", shown.GetProperty("delivery").GetProperty("state").GetString());
        var last = shown.GetProperty("tries")[0];
        Assert.Equal((10, 503, 1024), (last.GetProperty("number").GetInt32(), last.GetProperty("status").GetInt32(), last.GetProperty("answer").GetString()!.Length));
        var now = await ada.SendAsync("GET", hook, null, 200);
        Assert.Equal((false, "failing"), (now.GetProperty("enabled").GetBoolean(), now.GetProperty("disabledReason").GetString()));
        Assert.Contains(await ada.SubjectsAsync(), s => s.StartsWith("A webhook of ", StringComparison.Ordinal));

        // While it is off nothing is kept for it, and nothing is sent by hand but tests; switched on it begins anew.
        await ada.ProductAsync("Meanwhile");
        await world.DrainAsync();
        Assert.Single(await WebhookWorld.DeliveriesAsync(ada, hook));
        await ada.SendAsync("POST", $"{hook}/deliveries/{id}/redeliver", null, 409);
        world.Receiver.Answer("down", 200, "thanks");
        Assert.Equal("delivered", (await ada.SendAsync("POST", hook + "/test", null, 200)).GetProperty("delivery").GetProperty("state").GetString());
        await ada.SendAsync("PATCH", hook, new { enabled = true }, 200);
        await ada.SendAsync("POST", $"{hook}/deliveries/{id}/redeliver", null, 202);
        await world.DrainAsync();
        Assert.Equal(("delivered", 11), Of((await ada.SendAsync("GET", $"{hook}/deliveries/{id}", null, 200)).GetProperty("delivery")));
    }

    [Fact]
    public async Task What_a_receiver_refuses_is_not_repeated_and_gone_is_for_good_and_redirects_lead_nowhere()
    {
        var ada = await world.MerchantAsync("ada");
        var (bad, _) = await world.HookAsync(ada, "bad", "product.changed");
        var (gone, _) = await world.HookAsync(ada, "gone", "product.changed");
        var (moved, _) = await world.HookAsync(ada, "moved", "product.changed");
        world.Receiver.Answer("bad", 401, "who are you?");
        world.Receiver.Answer("gone", 410);
        world.Receiver.Answer("moved", 307, "", world.Receiver.UrlOf("canary"));
        await ada.ProductAsync("Cup");
        await world.DrainAsync();
        world.Sleep(TimeSpan.FromHours(1));
        await world.DrainAsync();
        foreach (var hook in new[] { bad, gone, moved }) Assert.Equal(("failed", 1), Of(Assert.Single(await WebhookWorld.DeliveriesAsync(ada, hook))));
        Assert.Empty(world.Receiver.At("canary"));
        Assert.True((await ada.SendAsync("GET", bad, null, 200)).GetProperty("enabled").GetBoolean());
        Assert.Equal("gone", (await ada.SendAsync("GET", gone, null, 200)).GetProperty("disabledReason").GetString());
    }

    [Fact]
    public async Task A_new_secret_signs_beside_the_old_one_for_a_day_and_both_lie_sealed()
    {
        var ada = await world.MerchantAsync("ada");
        var (hook, first) = await world.HookAsync(ada, "rotate", "product.changed");
        var second = (await ada.SendAsync("POST", hook + "/rotate-secret", null, 200)).GetProperty("secret").GetString()!;
        Assert.NotEqual(first, second);
        await ada.ProductAsync("One");
        await world.DrainAsync();
        var both = Assert.Single(world.Receiver.At("rotate"));
        Assert.True(IsSigned(both, first) && IsSigned(both, second));
        world.Sleep(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));
        await ada.SignInAsync();
        await ada.ProductAsync("Two");
        await world.DrainAsync();
        var later = world.Receiver.At("rotate")[1];
        Assert.True(!IsSigned(later, first) && IsSigned(later, second));

        Assert.False((await ada.SendAsync("GET", hook, null, 200)).TryGetProperty("secret", out _));
        var stored = Assert.Single(await world.SqlAsync("select secret, old_secret from webhooks where tenant_id = $1", ada.Tenant));
        Assert.All(stored, text => Assert.True(SecretBox.IsSealed((string)text!)));
        Assert.Equal(0L, Assert.Single(await world.SqlAsync("select count(*) from audit_details where tenant_id = $1 and (changes like $2 or changes like $3)", ada.Tenant, $"%{first[6..20]}%", $"%{second[6..20]}%"))[0]);

        // A new master key takes the secrets of tenants along, the old ones too; and back, for the program that runs here.
        const string present = "9lWg9k9T9ESiZeqWcPlMCr33kfZfi+IiGTleze1yP/8=";
        var fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var keys = MasterKeys.Read($"{fresh},{present}");
        var connections = world.Services.GetRequiredService<DatabaseConnections>();
        try
        {
            Assert.True(await new SealSecrets(connections, new SecretBox(keys)).ResealAsync(CancellationToken.None) >= 2);
            var moved = Assert.Single(await world.SqlAsync("select secret, old_secret from webhooks where tenant_id = $1", ada.Tenant));
            Assert.All(moved, text => Assert.StartsWith($"v1.{keys.Active}.", (string)text!, StringComparison.Ordinal));
            Assert.Equal([Convert.FromBase64String(second[6..]), Convert.FromBase64String(first[6..])], moved.Select(text => new SecretBox(MasterKeys.Read(fresh)).Open((string)text!, "webhook")));
        }
        finally { await new SealSecrets(connections, new SecretBox(MasterKeys.Read($"{present},{fresh}"))).ResealAsync(CancellationToken.None); }
    }

    [Fact]
    public async Task Inside_addresses_are_refused_when_saved_and_when_sent()
    {
        var ada = await world.MerchantAsync("ada");
        world.Names["inside.example"] = "10.1.2.3";
        world.Names["half.example"] = "93.184.216.34 127.0.0.1";
        world.Names["rebind.example"] = "93.184.216.34";
        foreach (var url in new[] { "https://127.0.0.1/", "https://[::1]/x", "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://2130706433/", "https://0x7f.1/", "https://169.254.169.254/latest/meta-data", "https://inside.example/", "https://half.example/", "https://nowhere.example/",
            "https://100.64.0.1/", "https://example.com:8443/", "http://rebind.example/", "https://user:pass@rebind.example/", "file:///etc/passwd", "gopher://rebind.example/", "javascript:alert(1)", "hooks", "", new string('h', 600), $"http://localhost:{world.Receiver.Port}/canary", $"http://127.0.0.1:{world.Receiver.Port + 1}/" })
        {
            var refused = await ada.SendAsync("POST", $"/stores/{ada.Store}/webhooks", new { url, topics = new[] { "product.changed" } }, 400);
            Assert.True(refused.GetProperty("errors").TryGetProperty("url", out _), url);
        }
        // Public when it was saved; when something is sent, the name leads inside.
        var made = await ada.SendAsync("POST", $"/stores/{ada.Store}/webhooks", new { url = "https://rebind.example/hook", topics = new[] { "product.changed" } }, 201);
        world.Names["rebind.example"] = "127.0.0.1";
        var test = await ada.SendAsync("POST", $"/stores/{ada.Store}/webhooks/{made.GetProperty("id").GetGuid()}/test", null, 200);
        Assert.Equal(("failed", 1), Of(test.GetProperty("delivery")));
        var attempt = test.GetProperty("tries")[0];
        Assert.Equal((JsonValueKind.Null, "", "The address is not one of a public web server"), (attempt.GetProperty("status").ValueKind, attempt.GetProperty("answer").GetString(), attempt.GetProperty("error").GetString()));
        await ada.SendAsync("PATCH", $"/stores/{ada.Store}/webhooks/{made.GetProperty("id").GetGuid()}", new { url = "https://inside.example/" }, 400);
        Assert.Empty(world.Receiver.At("canary"));
    }

    [Fact]
    public async Task Another_organizations_webhook_is_as_if_it_never_was_and_changes_stand_in_the_log()
    {
        var (ada, eve) = (await world.MerchantAsync("ada"), await world.MerchantAsync("eve"));
        var (hook, _) = await world.HookAsync(ada, "walls", "product.changed");
        await ada.ProductAsync("Bowl");
        await world.DrainAsync();
        var id = hook.Split('/')[^1];
        var delivery = Assert.Single(await WebhookWorld.DeliveriesAsync(ada, hook)).GetProperty("id").GetGuid();
        foreach (var at in new[] { hook, $"/stores/{eve.Store}/webhooks/{id}" })
            foreach (var (method, rest) in new[] { ("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/test"), ("POST", "/rotate-secret"), ("GET", "/deliveries"), ("GET", $"/deliveries/{delivery}"), ("POST", $"/deliveries/{delivery}/redeliver") })
                await eve.SendAsync(method, at + rest, method == "PATCH" ? new { note = "mine" } : null, 404);
        Assert.Empty((await eve.SendAsync("GET", $"/stores/{eve.Store}/webhooks", null, 200)).GetProperty("data").EnumerateArray());

        foreach (var (body, field) in new (object, string)[] { (new { topics = Array.Empty<string>() }, "topics"), (new { topics = new[] { "no.such" } }, "topics"), (new { note = new string('n', 101) }, "note"), (new { topics = new[] { "webhook.test" } }, "topics") })
            Assert.True((await ada.SendAsync("PATCH", hook, body, 400)).GetProperty("errors").TryGetProperty(field, out _));
        await ada.SendAsync("PATCH", hook, new { note = "Stock", topics = new[] { "order.placed", "product.changed" } }, 200);
        await ada.SendAsync("PATCH", hook, new { enabled = false }, 200);
        await ada.SendAsync("POST", hook + "/rotate-secret", null, 200);
        await ada.SendAsync("DELETE", hook, null, 204);
        var log = await ada.SendAsync("GET", $"/organizations/{ada.Tenant}/audit-log", null, 200);
        var actions = log.GetProperty("data").EnumerateArray().Select(e => e.GetProperty("action").GetString()).Where(a => a!.StartsWith("webhook.", StringComparison.Ordinal)).Reverse();
        Assert.Equal(["webhook.create", "webhook.change", "webhook.change", "webhook.rotate", "webhook.delete"], actions);
        Assert.Equal(0L, Assert.Single(await world.SqlAsync("select count(*) from webhook_deliveries where tenant_id = $1", ada.Tenant))[0]);
    }

    [Fact]
    public async Task A_plan_opens_webhooks_and_a_smaller_one_leaves_on_what_is_on()
    {
        var bob = await world.MerchantAsync("bob", plan: null);
        var refused = await bob.SendAsync("POST", $"/stores/{bob.Store}/webhooks", new { url = world.Receiver.UrlOf("bob"), topics = new[] { "product.changed" } }, 402);
        Assert.Equal(("api_access", "premium"), (refused.GetProperty("feature").GetString(), refused.GetProperty("upgradeTo").GetString()));
        await bob.StartAsync("premium");
        // Of the organization, and so told to a webhook of a store.
        var (hook, _) = await world.HookAsync(bob, "bob", "product.changed", "subscription.changed", "invoice.issued", "invoice.paid");
        // Its trial ends and it is billed.
        world.Sleep(TimeSpan.FromDays(15));
        await world.DrainAsync();
        await bob.SignInAsync();
        Assert.Contains("invoice.issued", world.Receiver.At("bob").Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("topic").GetString()));
        await bob.PayAsync((await bob.InvoicesAsync())[0]);
        await bob.SendAsync("DELETE", "/subscriptions", null, 200);
        await world.DrainAsync();
        var told = world.Receiver.At("bob").Select(r => JsonDocument.Parse(r.Body).RootElement).ToList();
        Assert.Contains("invoice.paid", told.Select(t => t.GetProperty("topic").GetString()));
        Assert.Contains("subscription.changed", told.Select(t => t.GetProperty("topic").GetString()));
        Assert.All(told, t => Assert.Equal(JsonValueKind.Null, t.GetProperty("store_id").ValueKind));

        world.Sleep(TimeSpan.FromDays(40));
        await world.DrainAsync();
        await bob.SignInAsync();
        Assert.Equal("free", (await bob.SendAsync("GET", "/subscriptions/current", null, 200)).GetProperty("plan").GetProperty("code").GetString());
        var before = world.Receiver.At("bob").Count;
        await bob.ProductAsync("After");
        await world.DrainAsync();
        Assert.Equal(before + 1, world.Receiver.At("bob").Count);
        await bob.SendAsync("PATCH", hook, new { enabled = false }, 200);
        await bob.SendAsync("PATCH", hook, new { enabled = true }, 402);
    }

    [Fact]
    public async Task Twenty_at_once_are_twenty_and_old_messages_go()
    {
        var ada = await world.MerchantAsync("ada");
        var made = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => ada.Caller.SendAsync("POST", $"/api/v1/stores/{ada.Store}/webhooks", new { url = world.Receiver.UrlOf("many"), topics = new[] { "category.changed" } })));
        Assert.Equal((20, 4), (made.Count(m => m.Status == 201), made.Count(m => m.Status == 409)));

        var bea = await world.MerchantAsync("bea");
        var (hook, _) = await world.HookAsync(bea, "kept", "product.changed");
        await bea.ProductAsync("Old");
        await world.DrainAsync();
        world.Sleep(TimeSpan.FromDays(31));
        await bea.SignInAsync();
        await bea.ProductAsync("New");
        await world.DrainAsync();
        Assert.Equal(2, (await WebhookWorld.DeliveriesAsync(bea, hook)).Count);
        await bea.InAsync(async services => { await services.GetRequiredService<SweepOldData>().RunAsync(CancellationToken.None); return true; });
        Assert.Single(await WebhookWorld.DeliveriesAsync(bea, hook));
        Assert.Equal(1L, Assert.Single(await world.SqlAsync("select count(*) from webhook_attempts where tenant_id = $1", bea.Tenant))[0]);
    }

    [Fact]
    public void Every_topic_is_an_event_that_is_told()
    {
        var catalog = new EventCatalog();
        foreach (var topic in WebhookTopic.All) Assert.Contains(typeof(TellWebhooks), catalog.ConsumersOf(catalog.EventOf(topic.Code) ?? throw new InvalidOperationException(topic.Code)));
        Assert.InRange(WebhookRetry.Span, TimeSpan.FromHours(70), TimeSpan.FromHours(72));
        Assert.Equal(TimeSpan.FromHours(1), WebhookRetry.WaitAfter(1, 0, TimeSpan.FromHours(1)));
        Assert.Equal(TimeSpan.FromDays(1), WebhookRetry.WaitAfter(1, 0, TimeSpan.MaxValue));
        Assert.Null(WebhookRetry.WaitAfter(10, 0));
    }

    // As a receiver checks it, with nothing of ours.
    private static bool IsSigned(Received got, string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var mine = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{got.Id}.{got.Timestamp}.{got.Body}")));
        return got.Signature.Split(' ').Contains("v1," + mine);
    }

    private static (string?, int) Of(JsonElement delivery) => (delivery.GetProperty("state").GetString(), delivery.GetProperty("attempts").GetInt32());
}

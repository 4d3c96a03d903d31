using System.Net;
using System.Text.Json;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Organizations;

namespace Rendrix.Web.Tests.Operator;

/// <summary>Organizations from above: found, suspended, closed, brought back.</summary>
public sealed class TenantTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly PlatformWorld _world = new(shared.App);

    [Fact]
    public async Task A_suspended_organization_closes_its_shops_can_be_looked_at_and_is_told_why_and_the_other_notices_nothing()
    {
        var (sofia, ada, eve) = (await _world.AdminAsync(), await _world.People.FounderAsync("ada"), await _world.People.FounderAsync("eve"));
        var (slug, other) = (await StoreAsync(ada, "Bright Toys"), await StoreAsync(eve, "Quiet Lamps"));
        var store = (await ada.Caller.SendAsync("GET", "/api/v1/stores")).Body.GetProperty("data")[0].GetProperty("id").GetString();
        var path = $"/api/v1/platform/tenants/{ada.Organization}";
        Assert.Equal("VALIDATION_ERROR", (await sofia.TryAsync("POST", path + "/suspend", new { reason = "  " })).Code);
        Assert.Equal((400, "VALIDATION_ERROR"), await sofia.TryAsync("POST", path + "/suspend", new { reason = "Sells fakes", state = "active" }));

        var (status, suspended) = await sofia.Caller.SendAsync("POST", path + "/suspend", new { reason = "Sells fakes <b>of others</b>" });
        Assert.Equal((200, "suspended"), (status, suspended.GetProperty("state").GetString()));
        Assert.Equal((409, "INVALID_TRANSITION"), await sofia.TryAsync("POST", path + "/suspend", new { reason = "Sells fakes" }));
        // Who, when and why, for her people too; of the other organization nothing is said.
        var said = (await ada.Caller.SendAsync("GET", $"/api/v1/organizations/{ada.Organization}")).Body.GetProperty("suspension");
        Assert.Equal(("Sells fakes <b>of others</b>", suspended.GetProperty("suspendedBy").GetString(), suspended.GetProperty("suspendedAt").GetDateTimeOffset()), (said.GetProperty("reason").GetString(), said.GetProperty("by").GetString(), said.GetProperty("since").GetDateTimeOffset()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await eve.Caller.SendAsync("GET", $"/api/v1/organizations/{eve.Organization}")).Body.GetProperty("suspension").ValueKind);
        using var shop = shared.App.Shop(slug);
        shop.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        await PlatformWorld.UntilAsync(async () => (await ShopAsync(shop, "/")).Status == HttpStatusCode.ServiceUnavailable);
        var (_, html, again) = await ShopAsync(shop, "/products/anything");
        Assert.Contains("Bright Toys takes no orders at the moment", html, StringComparison.Ordinal);
        Assert.DoesNotContain("fakes", html, StringComparison.Ordinal);
        Assert.Equal(3600, again);
        Assert.Equal((403, "TENANT_SUSPENDED"), await ada.TryAsync("GET", $"/api/storefront/{slug}/products"));
        Assert.Equal((403, "TENANT_SUSPENDED"), await ada.TryAsync("PATCH", $"/api/v1/stores/{store}", new { name = "Still here" }));
        Assert.Equal((403, "TENANT_SUSPENDED"), await ada.TryAsync("POST", "/api/v1/stores", new { name = "A way round" }));
        Assert.Equal((403, "TENANT_SUSPENDED"), await ada.TryAsync("DELETE", $"/api/v1/organizations/{ada.Organization}"));
        Assert.Equal(200, (await ada.Caller.SendAsync("GET", $"/api/v1/stores/{store}/products")).Status);
        Assert.Equal(200, (await eve.Caller.SendAsync("GET", $"/api/storefront/{other}/products")).Status);

        var mail = (await ApiCaller.MailsAsync(shared.App, ada.Email, 2)).Single(m => m.GetProperty("subject").GetString()!.EndsWith("is suspended", StringComparison.Ordinal));
        Assert.Contains("Sells fakes", mail.ToString(), StringComparison.Ordinal);
        var entry = await EntryAsync(ada, "organization.suspend");
        Assert.Contains("Sells fakes", entry.ToString(), StringComparison.Ordinal);
        Assert.Contains("support", entry.ToString(), StringComparison.Ordinal);
        Assert.Empty((await eve.Caller.SendAsync("GET", $"/api/v1/organizations/{eve.Organization}/audit-log?action=organization.suspend")).Body.GetProperty("data").EnumerateArray());

        Assert.Equal(200, (await sofia.Caller.SendAsync("POST", path + "/restore", new { reason = "Put right" })).Status);
        await PlatformWorld.UntilAsync(async () => (await ShopAsync(shop, "/")).Status == HttpStatusCode.OK);
        Assert.Equal(200, (await ada.Caller.SendAsync("PATCH", $"/api/v1/stores/{store}", new { name = "Back again" })).Status);
        Assert.Equal((409, "INVALID_TRANSITION"), await sofia.TryAsync("POST", path + "/restore", new { reason = "Twice" }));
    }

    [Fact]
    public async Task What_the_platform_closed_its_owner_cannot_open_and_what_the_owner_gave_up_the_platform_can_bring_back()
    {
        var (sofia, ada) = (await _world.AdminAsync(), await _world.People.FounderAsync("ada"));
        var (path, own) = ($"/api/v1/platform/tenants/{ada.Organization}", $"/api/v1/organizations/{ada.Organization}");
        var (_, closed) = await sofia.Caller.SendAsync("POST", path + "/close", new { reason = "Asked for by letter" });
        Assert.Equal("closing", closed.GetProperty("state").GetString());
        Assert.InRange((closed.GetProperty("endsAt").GetDateTimeOffset() - DateTimeOffset.UtcNow).TotalDays, 29.9, 30.1);
        Assert.Equal((409, "INVALID_TRANSITION"), await sofia.TryAsync("POST", path + "/close", new { reason = "Twice" }));
        Assert.Equal((403, "TENANT_SUSPENDED"), await ada.TryAsync("POST", own + "/restore"));
        Assert.Equal(200, (await sofia.Caller.SendAsync("POST", path + "/restore", new { reason = "A mistake" })).Status);
        Assert.Equal(200, (await ada.Caller.SendAsync("DELETE", own)).Status);
        Assert.Equal(200, (await sofia.Caller.SendAsync("POST", path + "/restore", new { reason = "The owner wrote" })).Status);
        Assert.Equal(JsonValueKind.Null, (await ada.Caller.SendAsync("GET", own)).Body.GetProperty("endsAt").ValueKind);
    }

    [Fact]
    public async Task Two_who_suspend_at_once_are_one_suspension_one_mail_and_one_entry()
    {
        var (sofia, ada) = (await _world.AdminAsync(), await _world.People.FounderAsync("ada"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => sofia.TryAsync("POST", $"/api/v1/platform/tenants/{ada.Organization}/suspend", new { reason = "At once" })));
        Assert.Equal([200, 409, 409, 409, 409, 409], answers.Select(a => a.Status).Order());
        await EntryAsync(ada, "organization.suspend");
        Assert.Single((await ApiCaller.MailsAsync(shared.App, ada.Email, 2)), m => m.GetProperty("subject").GetString()!.EndsWith("is suspended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_is_paged_without_gaps_and_finds_by_name_address_and_owner()
    {
        var (sofia, ada, eve) = (await _world.AdminAsync(), await _world.People.FounderAsync("Ada"), await _world.People.FounderAsync("eve"));
        var slug = await StoreAsync(ada, "Unmistakable Lanterns");
        await _world.SqlAsync("insert into organizations (id, name, slug, created_at, version) select gen_random_uuid(), 'Many ' || n, 'many-' || n, now() - n * interval '1 minute', 0 from generate_series(1, 60) n on conflict do nothing");
        foreach (var sort in new[] { "", "&sort=name" })
        {
            var (seen, cursor) = (new List<Guid>(), "");
            do
            {
                var (status, page) = await sofia.Caller.SendAsync("GET", $"/api/v1/platform/tenants?limit=7&q=many-{sort}{cursor}");
                Assert.Equal(200, status);
                seen.AddRange(page.GetProperty("data").EnumerateArray().Select(t => t.GetProperty("id").GetGuid()));
                cursor = page.GetProperty("nextCursor").GetString() is { } next ? "&cursor=" + Uri.EscapeDataString(next) : "";
            }
            while (cursor.Length > 0);
            Assert.Equal((60, 60), (seen.Count, seen.Distinct().Count()));
        }
        foreach (var words in new[] { slug, ada.Email.ToUpperInvariant(), $"ada {ada.Email[4..12]}" })
            Assert.Equal([ada.Organization], await FoundAsync(sofia, words));
        var row = (await sofia.Caller.SendAsync("GET", $"/api/v1/platform/tenants/{ada.Organization}")).Body;
        Assert.Equal((ada.Email, 1, 0), (row.GetProperty("ownerEmail").GetString(), row.GetProperty("stores").GetInt32(), row.GetProperty("ordersIn30Days").GetInt32()));
        Assert.Empty(await FoundAsync(sofia, "%"));
        Assert.DoesNotContain(eve.Organization, await FoundAsync(sofia, "unmistakable"));
        Assert.Equal((400, "VALIDATION_ERROR"), await sofia.TryAsync("GET", "/api/v1/platform/tenants?cursor=made-up"));
        Assert.Equal(200, (await sofia.Caller.SendAsync("GET", "/api/v1/platform/tenants?state=nonsense&q=" + Uri.EscapeDataString("'; drop table users --"))).Status);
    }

    [Fact]
    public async Task An_organization_where_messages_fail_needs_a_look()
    {
        var (sofia, ada) = (await _world.AdminAsync(), await _world.People.FounderAsync("ada"));
        Assert.DoesNotContain(ada.Organization, await FoundAsync(sofia, "", "attention"));
        await _world.SqlAsync($"insert into outbox_messages (tenant_id, id, event_id, topic, consumer, payload, created_at, due_at, attempts, last_error) values ('{ada.Organization}', gen_random_uuid(), gen_random_uuid(), 'order.placed', 'SendOrderMails', '{{}}', now(), now() + interval '1 hour', 4, 'SmtpException: away')");
        Assert.Contains(ada.Organization, await FoundAsync(sofia, "", "attention"));
        Assert.Equal(1, (await sofia.Caller.SendAsync("GET", $"/api/v1/platform/tenants/{ada.Organization}")).Body.GetProperty("failingMessages").GetInt32());
    }

    private static async Task<IEnumerable<Guid>> FoundAsync(Somebody admin, string words, string state = "") =>
        (await admin.Caller.SendAsync("GET", $"/api/v1/platform/tenants?limit=250&state={state}&q={Uri.EscapeDataString(words)}")).Body.GetProperty("data").EnumerateArray().Select(t => t.GetProperty("id").GetGuid()).ToList();

    private static async Task<string> StoreAsync(Somebody owner, string name)
    {
        var (status, body) = await owner.Caller.SendAsync("POST", "/api/v1/stores", new { name });
        Assert.Equal(201, status);
        return body.GetProperty("subdomain").GetString()!;
    }

    private static async Task<JsonElement> EntryAsync(Somebody owner, string action) =>
        Assert.Single((await owner.Caller.SendAsync("GET", $"/api/v1/organizations/{owner.Organization}/audit-log?action={action}")).Body.GetProperty("data").EnumerateArray());

    private static async Task<(HttpStatusCode Status, string Html, int? Again)> ShopAsync(HttpClient shop, string path)
    {
        using var answer = await shop.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), (int?)answer.Headers.RetryAfter?.Delta?.TotalSeconds);
    }
}

using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Organizations;

/// <summary>Members, roles and rights over HTTP, in the presence of another organization.</summary>
public sealed class MemberTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly OrganizationWorld _world = new(shared.App);

    [Fact]
    public async Task A_right_that_was_taken_is_gone_with_the_next_call_and_its_refusal_says_what_is_missing()
    {
        var (owner, ben) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"));
        var store = await OrganizationWorld.StoreAsync(owner, "Halden");
        await _world.JoinAsync(owner, ben, new { role = "manager" });
        Assert.Equal(200, (await ben.Caller.SendAsync("POST", $"/api/v1/organizations/{owner.Organization}/switch")).Status);
        Assert.Equal(200, (await ben.Caller.SendAsync("PATCH", $"/api/v1/stores/{store}", new { tagline = "By Ben" })).Status);

        Assert.Equal(200, (await owner.Caller.SendAsync("PATCH", Member(owner, ben), new { role = "viewer" })).Status);
        var (status, body) = await ben.Caller.SendAsync("PATCH", $"/api/v1/stores/{store}", new { tagline = "Still Ben" });
        Assert.Equal((403, "FORBIDDEN", "store.manage"), (status, body.GetProperty("code").GetString(), body.GetProperty("missingPermission").GetString()));
        Assert.Contains("“Change store settings”", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await ben.Caller.SendAsync("GET", $"/api/v1/stores/{store}")).Status);

        Assert.Equal(204, (await owner.Caller.SendAsync("DELETE", Member(owner, ben))).Status);
        Assert.Equal((401, "INVALID_SESSION"), await ben.TryAsync("GET", "/api/v1/stores"));
        Assert.Equal((404, "NOT_FOUND"), await owner.TryAsync("DELETE", Member(owner, ben)));
    }

    [Fact]
    public async Task Whoever_may_not_give_money_back_moves_orders_and_cannot_cancel_one_that_is_paid()
    {
        var (owner, ben) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"));
        var store = await OrganizationWorld.StoreAsync(owner, "Refunds");
        var shop = (await owner.Caller.SendAsync("GET", $"/api/v1/stores/{store}/settings")).Body.GetProperty("subdomain").GetString()!;
        var product = (await owner.Caller.SendAsync("POST", $"/api/v1/stores/{store}/products", new { name = "Cup", price = "9.00", status = "active", quantity = 5 })).Body;
        var variant = product.GetProperty("variants")[0].GetProperty("id").GetGuid();
        await _world.JoinAsync(owner, ben, new { role = "viewer", permissions = new[] { "orders.write" } });
        Assert.Equal(200, (await ben.Caller.SendAsync("POST", $"/api/v1/organizations/{owner.Organization}/switch")).Status);
        using var shopper = shared.App.Dashboard();
        var orders = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            var paid = await shopper.PayAsync(shop, (await shopper.CheckoutAsync(shop, await shopper.CartAsync(shop, variant))).GetProperty("checkoutId").GetGuid());
            Assert.True(paid.IsSuccessStatusCode, await paid.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        orders.AddRange((await owner.Caller.SendAsync("GET", $"/api/v1/stores/{store}/orders")).Body.GetProperty("data").EnumerateArray().Select(o => o.GetProperty("id").GetGuid()));
        string At(int order, string path = "") => $"/api/v1/stores/{store}/orders/{orders[order]}{path}";

        Assert.Equal(200, (await ben.Caller.SendAsync("PATCH", At(0), new { status = "processing" })).Status);
        var (status, refused) = await ben.Caller.SendAsync("POST", At(0, "/cancel"));
        Assert.Equal((403, "orders.refund"), (status, refused.GetProperty("missingPermission").GetString()));
        Assert.Equal((403, "FORBIDDEN"), await ben.TryAsync("PATCH", At(1), new { status = "cancelled" }));
        foreach (var order in new[] { 0, 1 }) Assert.NotEqual("cancelled", (await owner.Caller.SendAsync("GET", At(order))).Body.GetProperty("status").GetString());

        Assert.Equal(200, (await owner.Caller.SendAsync("PATCH", Member(owner, ben), new { permissions = new[] { "orders.write", "orders.refund" } })).Status);
        var (done, cancelled) = await ben.Caller.SendAsync("POST", At(0, "/cancel"));
        Assert.Equal((200, "cancelled"), (done, cancelled.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Another_organization_is_byte_for_byte_a_missing_one()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        foreach (var (method, path) in new[] { ("GET", ""), ("PATCH", ""), ("DELETE", ""), ("GET", "/members"), ("POST", "/members/invite"), ("GET", "/roles"), ("GET", "/invitations"), ("POST", "/switch"), ("POST", "/restore") })
        {
            var foreign = await eve.Caller.SendAsync(method, $"/api/v1/organizations/{ada.Organization}{path}", method == "GET" ? null : new { });
            var missing = await eve.Caller.SendAsync(method, $"/api/v1/organizations/{Guid.CreateVersion7()}{path}", method == "GET" ? null : new { });
            Assert.Equal((404, 404), (foreign.Status, missing.Status));
            Assert.Equal(missing.Body.GetProperty("detail").GetString(), foreign.Body.GetProperty("detail").GetString());
        }
        Assert.Equal(404, (await eve.Caller.SendAsync("PATCH", $"/api/v1/organizations/{eve.Organization}/members/{ada.Id}", new { role = "viewer" })).Status);
        Assert.Equal(eve.Organization, Assert.Single((await eve.Caller.SendAsync("GET", "/api/v1/organizations")).Body.GetProperty("data").EnumerateArray()).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Of_two_owners_who_demote_each_other_one_stays_and_the_last_cannot_leave()
    {
        var (ada, ben) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"));
        await _world.JoinAsync(ada, ben, new { role = "owner" });
        for (var round = 0; round < 3; round++)
        {
            var answers = await Task.WhenAll(ada.Caller.SendAsync("PATCH", Member(ada, ben), new { role = "admin" }), ben.Caller.SendAsync("PATCH", Member(ada, ada), new { role = "admin" }));
            Assert.Single(answers, answer => answer.Status == 200);
            Assert.Equal(403, answers.Single(answer => answer.Status != 200).Status);
            var (last, other) = answers[0].Status == 200 ? (ada, ben) : (ben, ada);
            Assert.Equal((409, "INVALID_TRANSITION"), await last.TryAsync("PATCH", Member(ada, last), new { role = "admin" }));
            Assert.Equal((409, "INVALID_TRANSITION"), await last.TryAsync("DELETE", Member(ada, last)));
            Assert.Equal(200, (await last.Caller.SendAsync("PATCH", Member(ada, other), new { role = "owner" })).Status);
        }
        var leaving = await Task.WhenAll(ada.TryAsync("DELETE", Member(ada, ada)), ben.TryAsync("DELETE", Member(ada, ben)));
        Assert.Equal([204, 409], leaving.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task Nobody_gives_more_than_they_hold_nor_touches_who_holds_more()
    {
        var (ada, ben, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"), await _world.FounderAsync("eve"));
        var (_, role) = await ada.Caller.SendAsync("POST", Path(ada, "/roles"), new { name = "People desk", permissions = new[] { "members.read", "members.manage", "products.read" } });
        await _world.JoinAsync(ada, ben, new { roleId = role.GetProperty("id").GetGuid() });
        await _world.JoinAsync(ada, eve, new { role = "admin" });
        foreach (var (method, path, body) in new (string, string, object)[]
        {
            ("POST", Path(ada, "/members/invite"), new { email = _world.Address("x"), role = "staff" }), ("POST", Path(ada, "/members/invite"), new { email = _world.Address("x"), role = "owner" }),
            ("POST", Path(ada, "/members/invite"), new { email = _world.Address("x"), roleId = role.GetProperty("id").GetGuid(), permissions = new[] { "orders.read" } }),
            ("PATCH", Member(ada, ben), new { role = "admin" }), ("PATCH", Member(ada, ben), new { permissions = new[] { "content.publish" } }), ("PATCH", Member(ada, eve), new { role = "writer" }), ("DELETE", Member(ada, eve), new { }),
            ("POST", Path(ada, "/roles"), new { name = "More", permissions = new[] { "orders.write" } }), ("PATCH", Path(ada, $"/roles/{role.GetProperty("id").GetGuid()}"), new { permissions = new[] { "members.manage", "stores.create" } }),
        })
            Assert.Equal((403, "FORBIDDEN"), await ben.TryAsync(method, path, method == "DELETE" ? null : body));
        // An admin is no owner, and makes none.
        Assert.Equal((403, "FORBIDDEN"), await eve.TryAsync("PATCH", Member(ada, eve), new { role = "owner" }));
        Assert.Equal((403, "FORBIDDEN"), await eve.TryAsync("PATCH", Member(ada, ada), new { role = "admin" }));
        Assert.Equal((403, "FORBIDDEN"), await eve.TryAsync("DELETE", Path(ada, "")));
        Assert.Equal((400, "VALIDATION_ERROR"), await ada.TryAsync("PATCH", Member(ada, eve), new { permissions = new[] { "organization.own" } }));
        // What ben holds he may give.
        Assert.Equal(201, (await ben.Caller.SendAsync("POST", Path(ada, "/members/invite"), new { email = _world.Address("y"), roleId = role.GetProperty("id").GetGuid() })).Status);
    }

    [Fact]
    public async Task A_member_of_one_store_sees_that_store_alone_and_a_right_of_one_store_holds_there_alone()
    {
        var (ada, ben) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"));
        var (oslo, bergen) = (await OrganizationWorld.StoreAsync(ada, "Oslo"), await OrganizationWorld.StoreAsync(ada, "Bergen"));
        await _world.JoinAsync(ada, ben, new { role = "viewer", stores = new[] { new { storeId = oslo, permissions = new[] { "products.write" } } } });
        await ben.Caller.SendAsync("POST", Path(ada, "/switch"));
        Assert.Equal(oslo, Assert.Single((await ben.Caller.SendAsync("GET", "/api/v1/stores")).Body.GetProperty("data").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal((404, "NOT_FOUND"), await ben.TryAsync("GET", $"/api/v1/stores/{bergen}"));
        Assert.Equal((404, "NOT_FOUND"), await ben.TryAsync("GET", $"/api/v1/stores/{bergen}/products"));
        Assert.Equal((404, "NOT_FOUND"), await ben.TryAsync("PATCH", $"/api/v1/stores/{bergen}", new { name = "Mine" }));
        Assert.Equal(201, (await ben.Caller.SendAsync("POST", $"/api/v1/stores/{oslo}/products", new { name = "Mug", price = "9.00", status = "draft" })).Status);
        Assert.Equal((403, "FORBIDDEN"), await ben.TryAsync("GET", Path(ada, "/members")));

        Assert.Equal(200, (await ada.Caller.SendAsync("PATCH", Member(ada, ben), new { allStores = true })).Status);
        Assert.Equal((403, "FORBIDDEN"), await ben.TryAsync("POST", $"/api/v1/stores/{bergen}/products", new { name = "Mug", price = "9.00", status = "draft" }));
        Assert.Equal(200, (await ben.Caller.SendAsync("GET", Path(ada, "/members"))).Status);
        // A store of somebody else's organization cannot be named.
        var eve = await _world.FounderAsync("eve");
        Assert.Equal((400, "VALIDATION_ERROR"), await ada.TryAsync("PATCH", Member(ada, ben), new { allStores = false, stores = new[] { new { storeId = await OrganizationWorld.StoreAsync(eve, "Eve") } } }));
    }

    [Fact]
    public async Task A_role_of_the_organization_is_in_force_at_once_cannot_be_deleted_while_worn_and_is_nobody_elses()
    {
        var (ada, ben, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"), await _world.FounderAsync("eve"));
        var store = await OrganizationWorld.StoreAsync(ada, "Halden");
        var id = (await ada.Caller.SendAsync("POST", Path(ada, "/roles"), new { name = "Packer", permissions = new[] { "orders.read" } })).Body.GetProperty("id").GetGuid();
        Assert.Equal((409, "ALREADY_EXISTS"), await ada.TryAsync("POST", Path(ada, "/roles"), new { name = "PACKER", permissions = new[] { "orders.read" } }));
        Assert.Equal((400, "VALIDATION_ERROR"), await ada.TryAsync("POST", Path(ada, "/roles"), new { name = "Owner", permissions = new[] { "orders.read" } }));
        await _world.JoinAsync(ada, ben, new { roleId = id });
        await ben.Caller.SendAsync("POST", Path(ada, "/switch"));
        Assert.Equal((403, "FORBIDDEN"), await ben.TryAsync("GET", $"/api/v1/stores/{store}/products"));
        Assert.Equal(200, (await ada.Caller.SendAsync("PATCH", Path(ada, $"/roles/{id}"), new { permissions = new[] { "orders.read", "products.read" } })).Status);
        Assert.Equal(200, (await ben.Caller.SendAsync("GET", $"/api/v1/stores/{store}/products")).Status);
        Assert.Equal((409, "INVALID_TRANSITION"), await ada.TryAsync("DELETE", Path(ada, $"/roles/{id}")));
        Assert.Equal((404, "NOT_FOUND"), await eve.TryAsync("DELETE", $"/api/v1/organizations/{eve.Organization}/roles/{id}"));
        Assert.Equal((400, "VALIDATION_ERROR"), await eve.TryAsync("POST", $"/api/v1/organizations/{eve.Organization}/members/invite", new { email = _world.Address("z"), roleId = id }));
        await ada.Caller.SendAsync("PATCH", Member(ada, ben), new { role = "viewer" });
        Assert.Equal(204, (await ada.Caller.SendAsync("DELETE", Path(ada, $"/roles/{id}"))).Status);
    }

    [Fact]
    public async Task A_stale_tag_is_refused_and_the_list_pages()
    {
        var (ada, ben) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"));
        await _world.JoinAsync(ada, ben, new { role = "staff" });
        using var read = await ada.Caller.RawAsync("GET", Member(ada, ben), null);
        var tag = read.Headers.ETag!.Tag;
        Assert.Equal(200, (await ada.Caller.SendAsync("PATCH", Member(ada, ben), new { role = "viewer" }, ("If-Match", tag))).Status);
        Assert.Equal(412, (await ada.Caller.SendAsync("PATCH", Member(ada, ben), new { role = "staff" }, ("If-Match", tag))).Status);
        var first = (await ada.Caller.SendAsync("GET", Path(ada, "/members?limit=1&include=total"))).Body;
        var second = (await ada.Caller.SendAsync("GET", Path(ada, "/members?limit=1&cursor=" + first.GetProperty("nextCursor").GetString()))).Body;
        Assert.Equal((2, ada.Id, ben.Id), (first.GetProperty("total").GetInt32(), first.GetProperty("data")[0].GetProperty("userId").GetGuid(), second.GetProperty("data")[0].GetProperty("userId").GetGuid()));
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, second.GetProperty("data")[0].GetProperty("invitedAt").ValueKind);
    }

    private static string Path(Somebody owner, string rest) => $"/api/v1/organizations/{owner.Organization}{rest}";

    private static string Member(Somebody owner, Somebody person) => Path(owner, $"/members/{person.Id}");
}

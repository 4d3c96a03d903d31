using System.Text.Json;
using Rendrix.Web.ApiKeys;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Organizations;

namespace Rendrix.Web.Tests.ApiKeys;

/// <summary>Programs that call the API with a key, in the presence of another organization.</summary>
public sealed class ApiKeyTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly OrganizationWorld _world = new(shared.App);

    [Fact]
    public async Task A_key_carries_its_rights_and_no_more_and_stops_when_it_is_taken_back()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        var (store, foreign) = (await OrganizationWorld.StoreAsync(ada, "Halden"), await OrganizationWorld.StoreAsync(eve, "Eve's"));
        var made = await MakeAsync(ada, new { name = "Stock system", permissions = new[] { "products.write", "products.read" } });
        var program = Program(made);

        Assert.Equal(201, (await program.SendAsync("POST", $"/api/v1/stores/{store}/products", new { name = "From a program", price = "12.00" })).Status);
        Assert.Equal(200, (await program.SendAsync("GET", $"/api/v1/stores/{store}/products")).Status);
        Assert.Equal(store, Assert.Single((await program.SendAsync("GET", "/api/v1/stores")).Body.GetProperty("data").EnumerateArray()).GetProperty("id").GetGuid());
        // What the key does not carry, though its person holds it.
        var (status, body) = await program.SendAsync("GET", $"/api/v1/stores/{store}/orders");
        Assert.Equal((403, "orders.read"), (status, body.GetProperty("missingPermission").GetString()));
        Assert.Equal(403, (await program.SendAsync("PATCH", $"/api/v1/stores/{store}", new { tagline = "x" })).Status);
        // Nothing of the person's own, of their other organization, of another's.
        foreach (var (method, path) in new[] { ("GET", "/api/v1/auth/me"), ("GET", "/api/v1/auth/sessions"), ("DELETE", "/api/v1/auth/sessions"), ("POST", "/api/v1/auth/2fa/enable"), ("POST", "/api/v1/organizations"), ("GET", "/api/v1/organizations"),
            ("DELETE", $"/api/v1/organizations/{ada.Organization}/members/{ada.Id}"), ("GET", Keys(ada)), ("POST", Keys(ada)), ("DELETE", $"{Keys(ada)}/{made.GetProperty("id").GetGuid()}") })
            Assert.Equal(403, (await program.SendAsync(method, path, method == "POST" ? new { } : null)).Status);
        Assert.Equal(404, (await program.SendAsync("GET", $"/api/v1/organizations/{eve.Organization}/members")).Status);
        Assert.Equal(404, (await program.SendAsync("GET", $"/api/v1/stores/{foreign}/products")).Status);

        Assert.Equal(404, (await eve.Caller.SendAsync("DELETE", $"{Keys(eve)}/{made.GetProperty("id").GetGuid()}")).Status);
        Assert.Equal(204, (await ada.Caller.SendAsync("DELETE", $"{Keys(ada)}/{made.GetProperty("id").GetGuid()}")).Status);
        Assert.Equal(401, (await program.SendAsync("GET", $"/api/v1/stores/{store}/products")).Status);
    }

    [Fact]
    public async Task A_key_for_one_store_sees_no_other_and_never_more_than_its_person_at_that_moment()
    {
        var (ada, ben) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"));
        var (first, second) = (await OrganizationWorld.StoreAsync(ada, "One"), await OrganizationWorld.StoreAsync(ada, "Two"));
        await _world.JoinAsync(ada, ben, new { role = "admin" });
        Assert.Equal(200, (await ben.Caller.SendAsync("POST", $"/api/v1/organizations/{ada.Organization}/switch")).Status);
        var program = Program(await MakeAsync(ben with { Organization = ada.Organization }, new { name = "Till", permissions = new[] { "products.read", "orders.read" }, storeId = first }));
        Assert.Equal(200, (await program.SendAsync("GET", $"/api/v1/stores/{first}/orders")).Status);
        Assert.Equal(404, (await program.SendAsync("GET", $"/api/v1/stores/{second}/orders")).Status);
        Assert.Equal(first, Assert.Single((await program.SendAsync("GET", "/api/v1/stores")).Body.GetProperty("data").EnumerateArray()).GetProperty("id").GetGuid());

        // The person becomes somebody who sees no orders: neither does the key.
        Assert.Equal(200, (await ada.Caller.SendAsync("PATCH", $"/api/v1/organizations/{ada.Organization}/members/{ben.Id}", new { role = "writer" })).Status);
        Assert.Equal(403, (await program.SendAsync("GET", $"/api/v1/stores/{first}/orders")).Status);
        Assert.Equal(200, (await program.SendAsync("GET", $"/api/v1/stores/{first}/products")).Status);
        // They leave, and come back: the key stays dead.
        Assert.Equal(204, (await ada.Caller.SendAsync("DELETE", $"/api/v1/organizations/{ada.Organization}/members/{ben.Id}")).Status);
        Assert.Equal(401, (await program.SendAsync("GET", $"/api/v1/stores/{first}/products")).Status);
    }

    [Fact]
    public async Task What_a_key_may_not_be_is_refused_at_its_field_and_its_making_and_end_are_in_the_log()
    {
        var (ada, ben, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"), await _world.FounderAsync("eve"));
        var foreign = await OrganizationWorld.StoreAsync(eve, "Eve's");
        foreach (var (body, field) in new (object, string)[]
        {
            (new { name = "", permissions = new[] { "products.read" } }, "name"), (new { name = new string('x', 61), permissions = new[] { "products.read" } }, "name"), (new { name = "a\nb", permissions = new[] { "products.read" } }, "name"),
            (new { name = "x" }, "permissions"), (new { name = "x", permissions = new[] { "everything" } }, "permissions"), (new { name = "x", permissions = new[] { "members.manage" } }, "permissions"), (new { name = "x", permissions = new[] { "apikeys.manage" } }, "permissions"),
            (new { name = "x", permissions = new[] { "products.read" }, storeId = foreign }, "storeId"), (new { name = "x", permissions = new[] { "products.read" }, expiresAt = "2020-01-01T00:00:00Z" }, "expiresAt"),
        })
        {
            var (status, refused) = await ada.Caller.SendAsync("POST", Keys(ada), body);
            Assert.Equal(400, status);
            Assert.True(refused.GetProperty("errors").TryGetProperty(field, out _), refused.ToString());
        }
        await _world.JoinAsync(ada, ben, new { role = "manager" });
        Assert.Equal(200, (await ben.Caller.SendAsync("POST", $"/api/v1/organizations/{ada.Organization}/switch")).Status);
        Assert.Equal(403, (await ben.Caller.SendAsync("POST", Keys(ada), new { name = "x", permissions = new[] { "products.read" } })).Status);

        var made = await MakeAsync(ada, new { name = "Report", permissions = new[] { "audit.read" } });
        Assert.DoesNotContain(made.GetProperty("key").GetString()!, (await ada.Caller.SendAsync("GET", Keys(ada))).Body.ToString(), StringComparison.Ordinal);
        Assert.Equal(204, (await ada.Caller.SendAsync("DELETE", $"{Keys(ada)}/{made.GetProperty("id").GetGuid()}")).Status);
        var log = (await ada.Caller.SendAsync("GET", $"/api/v1/organizations/{ada.Organization}/audit-log?action=apiKey")).Body.GetProperty("data").EnumerateArray().Select(e => e.GetProperty("action").GetString()).ToList();
        Assert.Equal(["apiKey.revoke", "apiKey.create"], log);
    }

    [Fact]
    public async Task Keys_that_are_made_up_cut_short_or_of_another_organization_are_no_keys()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        var real = ApiKeyToken.Read((await MakeAsync(ada, new { name = "Real", permissions = new[] { "products.read" } })).GetProperty("key").GetString()!)!;
        foreach (var forged in new[]
        {
            "rdx_", "rdx_" + new string('A', 86), "rdx_" + new string('é', 86), real.Write()[..^1], real.Write() + "A", ApiKeyToken.New(ada.Organization, real.Key).Write(),
            (real with { Organization = eve.Organization }).Write(), (real with { Key = Guid.CreateVersion7() }).Write(), (real with { Secret = new byte[32] }).Write(),
        })
        {
            var caller = new ApiCaller(shared.App.Dashboard());
            caller.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + forged);
            Assert.Equal(401, (await caller.SendAsync("GET", "/api/v1/stores")).Status);
        }
        var good = new ApiCaller(shared.App.Dashboard());
        good.Use(real.Write());
        Assert.Equal(200, (await good.SendAsync("GET", "/api/v1/stores")).Status);
        // A key opens the API and nothing else: the dashboard wants a person.
        Assert.NotEqual(200, (int)(await good.Http.GetAsync(new Uri("/organizations", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    private static string Keys(Somebody of) => $"/api/v1/organizations/{of.Organization}/api-keys";

    private static async Task<JsonElement> MakeAsync(Somebody by, object body)
    {
        var (status, made) = await by.Caller.SendAsync("POST", Keys(by), body);
        Assert.True(status == 201, made.ToString());
        return made;
    }

    private ApiCaller Program(JsonElement made)
    {
        var program = new ApiCaller(shared.App.Dashboard());
        program.Use(made.GetProperty("key").GetString());
        return program;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Rendrix.Stores;
using Rendrix.Web.Stores;
using Rendrix.Web.Stores.Templates;

namespace Rendrix.Web.Tests.Plans;

/// <summary>Looks and texts for search engines that plans open: refused on the server with the plan that opens them, and never taken from a shop that has them.</summary>
public sealed class PlanGateTests(PlanWorld world) : IClassFixture<PlanWorld>
{
    [Fact]
    public async Task A_look_is_put_on_where_the_plan_opens_it_and_stays_when_the_plan_becomes_smaller()
    {
        var (ada, eve) = (await world.MerchantAsync("ada"), await world.MerchantAsync("eve"));
        await ada.SendAsync("POST", $"/stores/{ada.Store}/theme", new { themeId = "kitchen" }, 200);
        var refused = await ada.SendAsync("POST", $"/stores/{ada.Store}/theme", new { themeId = "beauty" }, 402);
        Assert.Equal(("PLAN_LIMIT_REACHED", "premium_themes", "pro"), (refused.GetProperty("code").GetString(), refused.GetProperty("feature").GetString(), refused.GetProperty("upgradeTo").GetString()));
        Assert.Equal("premium", (await ada.SendAsync("POST", $"/stores/{ada.Store}/theme", new { themeId = "gadgets", publish = false }, 402)).GetProperty("upgradeTo").GetString());
        Assert.Equal("kitchen", (await ada.SendAsync("GET", $"/stores/{ada.Store}/theme/settings", null, 200)).GetProperty("themeId").GetString());
        Assert.Equal("premium_themes", (await ada.SendAsync("GET", "/themes/beauty", null, 200)).GetProperty("feature").GetString());

        await ada.StartAsync("pro");
        await ada.SendAsync("POST", $"/stores/{ada.Store}/theme", new { themeId = "beauty" }, 200);
        await ada.SendAsync("POST", $"/stores/{ada.Store}/theme", new { themeId = "gadgets" }, 402);
        // Another organization's plan is its own.
        await eve.SendAsync("POST", $"/stores/{eve.Store}/theme", new { themeId = "beauty" }, 402);

        // Back on Free the shop wears what it wore, and may put it on again; another one it may not.
        await ada.SendAsync("DELETE", "/subscriptions?at=now", null, 200);
        await world.DrainAsync();
        Assert.Equal("beauty", (await ada.SendAsync("GET", $"/stores/{ada.Store}/theme/settings", null, 200)).GetProperty("themeId").GetString());
        await ada.SendAsync("POST", $"/stores/{ada.Store}/theme", new { themeId = "beauty" }, 200);
        await ada.SendAsync("POST", $"/stores/{ada.Store}/theme", new { themeId = "nails" }, 402);
    }

    [Fact]
    public async Task A_store_opens_with_a_look_of_the_plan_and_the_first_that_is_open_when_none_is_named()
    {
        var ada = await world.MerchantAsync("ada");
        await ada.StartAsync("pro");
        await ada.SendAsync("POST", "/stores", new { name = "Gadget shop", industry = "gadgets" }, 402);
        Assert.Equal("sports", (await ada.SendAsync("POST", "/stores", new { name = "Sport shop", industry = "sports" }, 201)).GetProperty("industry").GetString());
        var bob = await world.MerchantAsync("bob");
        await bob.ReadAsync(async db => { db.Stores.Remove(db.Stores.First(s => s.Id == bob.Store)); await db.CommitAsync(CancellationToken.None); return true; });
        var opened = await bob.InAsync(services => services.GetRequiredService<CreateStore>().RunAsync(bob.Tenant, bob.User, new CreateStoreInput("Bob's", null, "", null, null, null), CancellationToken.None));
        Assert.Equal(Rendrix.Plans.PlanFeature.BasicThemes, IndustryTemplates.Find((await bob.ReadAsync(db => Task.FromResult(db.Stores.First(s => s.Id == opened.StoreId).Industry))))!.Needs);
    }

    [Fact]
    public async Task A_second_location_asks_for_the_plan_that_opens_it_and_the_first_is_everybodys()
    {
        var ada = await world.MerchantAsync("ada");
        var refused = await ada.SendAsync("POST", $"/stores/{ada.Store}/locations", new { name = "Depot" }, 402);
        Assert.Equal(("multi_warehouse", "enterprise"), (refused.GetProperty("feature").GetString(), refused.GetProperty("upgradeTo").GetString()));
        Assert.Equal("Shop floor", (await ada.SendAsync("PATCH", $"/stores/{ada.Store}/locations/{ada.Store}", new { name = "Shop floor" }, 200)).GetProperty("name").GetString());
        Assert.Single((await ada.SendAsync("GET", $"/stores/{ada.Store}/locations", null, 200)).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task The_installations_line_stands_at_the_foot_of_shops_until_the_plan_takes_it_away()
    {
        var (ada, eve) = (await world.MerchantAsync("ada"), await world.MerchantAsync("eve"));
        using var shop = world.Client($"{ada.Label}.localhost");
        using var other = world.Client($"{eve.Label}.localhost");
        // Twice each: kept pages too.
        for (var i = 0; i < 2; i++) Assert.Contains("""<a href="https://rendrix.example/" rel="noopener" style="text-decoration:underline">A shop of Rendrix</a></p>""", await shop.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await world.InAsync(ada.Tenant, async s => await s.GetRequiredService<Rendrix.Web.Plans.GrantPlan>().RunAsync(ada.Tenant, "enterprise", Rendrix.Plans.BillingInterval.Month, Rendrix.Amounts.Money.FromMinor(100, "USD"), CancellationToken.None));
        world.App.Services.GetRequiredService<Rendrix.Web.Plans.PlanCache>().Forget(ada.Tenant);
        for (var i = 0; i < 2; i++) Assert.DoesNotContain("badge-line", await shop.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("badge-line", await other.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_redirects_at_once_ask_for_more_than_one_by_hand()
    {
        var ada = await world.MerchantAsync("ada");
        await ada.StartAsync("pro");
        await ada.SendAsync("POST", $"/stores/{ada.Store}/redirects", new { from = "/old", to = "/products" }, 201);
        using var file = new StringContent("from,to\n/older,/products\n", System.Text.Encoding.UTF8, "text/csv");
        using var answer = await ada.Caller.Http.PostAsync(new Uri($"/api/v1/stores/{ada.Store}/redirects/import", UriKind.Relative), file, TestContext.Current.CancellationToken);
        Assert.Equal(402, (int)answer.StatusCode);
        Assert.Equal(("advanced_seo", "premium"), Of(System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement));
    }

    [Fact]
    public async Task Texts_for_search_engines_are_written_where_the_plan_opens_them_and_stay_and_can_be_cleared_where_it_no_longer_does()
    {
        var ada = await world.MerchantAsync("ada");
        var at = $"/stores/{ada.Store}";
        var free = await ada.SendAsync("POST", at + "/products", new { name = "Plain", price = "5.00", status = "active", seo = new { title = "", description = "" } }, 201);
        var product = $"{at}/products/{free.GetProperty("id").GetGuid()}";
        Assert.Equal(("seo_tools", "pro"), Of(await ada.SendAsync("PATCH", product, new { seo = new { title = "Best plain thing" } }, 402)));
        Assert.Equal(("seo_tools", "pro"), Of(await ada.SendAsync("POST", at + "/products", new { name = "Found", price = "5.00", seo = new { title = "Found" } }, 402)));
        Assert.Equal(("seo_tools", "pro"), Of(await ada.SendAsync("POST", at + "/categories", new { name = "Cups", seo = new { title = "All cups" } }, 402)));
        Assert.Equal(("seo_tools", "pro"), Of(await ada.SendAsync("POST", at + "/pages", new { title = "About", seo = new { title = "About us" } }, 402)));
        Assert.Equal(("seo_tools", "pro"), Of(await ada.SendAsync("POST", at + "/redirects", new { from = "/old", to = "/products" }, 402)));
        var page = $"{at}/pages/{(await ada.SendAsync("POST", at + "/pages", new { title = "About" }, 201)).GetProperty("id").GetGuid()}";
        await ada.SendAsync("PATCH", page, new { seo = new { noIndex = true } }, 200);

        await ada.StartAsync("pro");
        await ada.SendAsync("PATCH", product, new { seo = new { title = "Best plain thing" } }, 200);
        await ada.SendAsync("PATCH", page, new { seo = new { title = "About us", description = "Who we are and why we make cups." } }, 200);
        await ada.SendAsync("POST", at + "/redirects", new { from = "/old", to = "/products" }, 201);

        await ada.SendAsync("DELETE", "/subscriptions?at=now", null, 200);
        await world.DrainAsync();
        // Everything else of it is saved as ever, a new address leads on by itself, and the text stays until it is cleared.
        var renamed = await ada.SendAsync("PATCH", product, new { name = "Plainer", slug = "plainer" }, 200);
        Assert.Equal("Best plain thing", renamed.GetProperty("seo").GetProperty("title").GetString());
        Assert.Equal(2, (await ada.SendAsync("GET", at + "/redirects", null, 200)).GetProperty("data").GetArrayLength());
        await ada.SendAsync("PATCH", product, new { seo = new { title = "Another" } }, 402);
        await ada.SendAsync("PATCH", product, new { seo = new { title = "" } }, 200);
        await ada.SendAsync("PATCH", page, new { title = "About the makers" }, 200);
    }

    private static (string?, string?) Of(System.Text.Json.JsonElement refused) => (refused.GetProperty("feature").GetString(), refused.GetProperty("upgradeTo").GetString());
}

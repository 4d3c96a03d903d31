using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Plans;
using Rendrix.Web.Plans;
using Rendrix.Web.Plans.Usage;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Operator;

namespace Rendrix.Web.Tests.Plans;

public sealed class PlanLimitTests(PlanWorld world) : IClassFixture<PlanWorld>
{
    [Fact]
    public async Task A_key_needs_a_plan_that_opens_the_api_and_rests_while_there_is_none()
    {
        var ada = await world.MerchantAsync("keys");
        var keys = $"/organizations/{ada.Tenant}/api-keys";
        var refused = await ada.SendAsync("POST", keys, new { name = "Stock system", permissions = new[] { "products.read" } }, 402);
        Assert.Equal(("PLAN_LIMIT_REACHED", "premium"), (refused.GetProperty("code").GetString(), refused.GetProperty("upgradeTo").GetString()));
        await GrantAsync(ada, "premium");
        var program = new ApiCaller(world.Client("localhost"));
        program.Use((await ada.SendAsync("POST", keys, new { name = "Stock system", permissions = new[] { "products.read" } }, 201)).GetProperty("key").GetString());
        Assert.Equal(200, (await program.SendAsync("GET", $"/api/v1/stores/{ada.Store}/products")).Status);
        // A person's own calls are the dashboard's and go on; the key is there again with the plan.
        await GrantAsync(ada, "pro");
        await PlatformWorld.UntilAsync(async () => (await program.SendAsync("GET", $"/api/v1/stores/{ada.Store}/products")).Status == 402);
        Assert.Equal(200, (await ada.Caller.SendAsync("GET", $"/api/v1/stores/{ada.Store}/products")).Status);
        await GrantAsync(ada, "premium");
        await PlatformWorld.UntilAsync(async () => (await program.SendAsync("GET", $"/api/v1/stores/{ada.Store}/products")).Status == 200);

        static Task GrantAsync(PlanMerchant merchant, string plan) => merchant.InAsync(s => s.GetRequiredService<GrantPlan>().RunAsync(merchant.Tenant, plan, BillingInterval.Month, Rendrix.Amounts.Money.FromMinor(0, "USD"), CancellationToken.None));
    }

    [Fact]
    public async Task The_price_list_is_what_the_mission_says_and_needs_no_sign_in()
    {
        using var http = world.Client("localhost");
        var plans = (await http.GetFromJsonAsync<JsonElement>("/api/v1/subscriptions/plans")).GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["free 0.00 0.00 1 50 1000000000", "pro 29.00 290.00 3 500 10000000000", "premium 79.00 790.00 10 5000 100000000000", "enterprise     "],
            plans.Select(p => string.Join(' ', p.GetProperty("code"), p.GetProperty("monthlyPrice"), p.GetProperty("yearlyPrice"), p.GetProperty("limits").GetProperty("stores"), p.GetProperty("limits").GetProperty("products"), p.GetProperty("limits").GetProperty("bandwidthBytes"))));
        Assert.Equal([false, false, true, true], plans.Select(p => p.GetProperty("features").EnumerateArray().Any(f => f.GetString() == "api_access")));
    }

    [Fact]
    public async Task Of_twenty_who_want_the_last_five_places_five_get_one_and_the_others_are_told_the_way_up()
    {
        var (ada, eve) = (await world.MerchantAsync("last"), await world.MerchantAsync("other"));
        await ada.FillAsync(45);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ada.ProductAsync($"Mug {i}")));
        Assert.Equal((5, 15), (answers.Count(a => a.Status == 201), answers.Count(a => a.Status == 402)));
        Assert.Equal(50, await ada.ReadAsync(db => db.Products.CountAsync()));
        var refused = answers.First(a => a.Status == 402).Body;
        Assert.Equal(("PLAN_LIMIT_REACHED", "products", 50, 50, "free", "pro"), (refused.GetProperty("code").GetString(), refused.GetProperty("resource").GetString(), refused.GetProperty("limit").GetInt32(), refused.GetProperty("used").GetInt32(), refused.GetProperty("plan").GetString(), refused.GetProperty("upgradeTo").GetString()));
        Assert.Equal(201, (await eve.ProductAsync("Hers")).Status);
    }

    [Fact]
    public async Task Archived_products_take_no_place_and_need_one_to_come_back()
    {
        var ada = await world.MerchantAsync("archive");
        await ada.FillAsync(49);
        var (_, mug) = await ada.ProductAsync("Mug");
        var id = mug.GetProperty("id").GetGuid();
        Assert.Equal(402, (await ada.ProductAsync("Cup")).Status);
        Assert.Equal(201, (await ada.ProductAsync("Put away", "archived")).Status);
        await ada.SendAsync("PATCH", $"/stores/{ada.Store}/products/{id}", new { status = "archived" }, 200);
        Assert.Equal(201, (await ada.ProductAsync("Cup")).Status);
        await ada.SendAsync("PATCH", $"/stores/{ada.Store}/products/{id}", new { status = "active" }, 402);
        await ada.SendAsync("POST", $"/stores/{ada.Store}/products/bulk", new { ids = new[] { id }, status = "active" }, 402);
        // What is there can be changed at the limit.
        await ada.SendAsync("PATCH", $"/stores/{ada.Store}/products/{id}", new { name = "Old mug" }, 200);
    }

    [Fact]
    public async Task One_store_fits_however_many_are_asked_for_at_once_and_pro_holds_three()
    {
        var ada = await world.MerchantAsync("stores");
        Assert.Equal(402, (await ada.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Second" })).Status);
        await ada.StartAsync("pro");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => ada.Caller.SendAsync("POST", "/api/v1/stores", new { name = $"More {i}" })));
        Assert.Equal((2, 2), (answers.Count(a => a.Status == 201), answers.Count(a => a.Status == 402)));
        Assert.Equal("premium", answers.First(a => a.Status == 402).Body.GetProperty("upgradeTo").GetString());
        Assert.Equal(3, await ada.ReadAsync(db => db.Stores.CountAsync()));
    }

    [Fact]
    public async Task An_import_that_does_not_fit_writes_nothing_and_says_how_many_would()
    {
        var ada = await world.MerchantAsync("import");
        await ada.FillAsync(20);
        var refused = await ImportAsync(ada, 31);
        Assert.Equal("failed", refused.GetProperty("status").GetString());
        Assert.StartsWith("This file would make 31 products. Your plan Free holds 50 products and 20 are there, so 30 more fit. Move to Pro, which holds 500,", refused.GetProperty("error").GetString());
        Assert.Equal(20, await ada.ReadAsync(db => db.Products.CountAsync()));
        Assert.Equal(30, (await ImportAsync(ada, 30)).GetProperty("created").GetInt32());
        // The same file again changes what is there and takes no place.
        Assert.Equal(("done", 0), (await ImportAsync(ada, 30)) is var again ? (again.GetProperty("status").GetString(), again.GetProperty("failed").GetInt32()) : default);
    }

    [Fact]
    public async Task What_is_over_a_smaller_plan_stays_and_nothing_new_can_be_made()
    {
        var ada = await world.MerchantAsync("over");
        await ada.StartAsync("pro");
        await ada.FillAsync(60);
        Assert.Equal(201, (await ada.ProductAsync("Mug")).Status);
        var preview = await ada.SendAsync("POST", "/subscriptions/preview", new { plan = "free" }, 200);
        Assert.Equal("products", preview.GetProperty("exceeded")[0].GetProperty("resource").GetString());
        await ada.SendAsync("DELETE", "/subscriptions?at=now", null, 200);
        Assert.Equal(402, (await ada.ProductAsync("Cup")).Status);
        Assert.Equal(61, (await ada.SendAsync("GET", $"/stores/{ada.Store}/products?include=total", null, 200)).GetProperty("total").GetInt32());
        var usage = await ada.SendAsync("GET", "/subscriptions/usage", null, 200);
        Assert.Equal(("free", 122), (usage.GetProperty("plan").GetString(), usage.GetProperty("limits").EnumerateArray().Single(l => l.GetProperty("resource").GetString() == "products").GetProperty("percent").GetInt32()));
    }

    [Fact]
    public async Task Traffic_of_shoppers_is_counted_for_the_shop_they_visit_to_the_byte()
    {
        var (ada, eve) = (await world.MerchantAsync("traffic"), await world.MerchantAsync("quiet"));
        using var shop = world.Client(ada.Label + ".localhost");
        var bytes = 0;
        foreach (var path in new[] { "/", "/products", "/css/store.css", "/nothing-here" }) bytes += (await (await shop.GetAsync(path)).Content.ReadAsByteArrayAsync()).Length;
        using var dashboard = world.Client("localhost");
        bytes += (await (await dashboard.GetAsync($"/api/storefront/{ada.Label}/products")).Content.ReadAsByteArrayAsync()).Length;
        using var head = await shop.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/products"));
        var meter = world.App.Services.GetRequiredService<UsageMeter>();
        await Task.WhenAll(meter.FlushAsync(CancellationToken.None), meter.FlushAsync(CancellationToken.None));
        Assert.Equal(bytes, Bandwidth(await ada.SendAsync("GET", "/subscriptions/usage", null, 200)));
        Assert.Equal(0, Bandwidth(await eve.SendAsync("GET", "/subscriptions/usage", null, 200)));
        meter.AddTraffic(ada.Tenant, null, 1000);
        meter.AddTraffic(Guid.NewGuid(), null, 1000);
        await meter.FlushAsync(CancellationToken.None);
        Assert.Equal(bytes + 1000, Bandwidth(await ada.SendAsync("GET", "/subscriptions/usage", null, 200)));
    }

    [Fact]
    public async Task A_saved_plan_is_in_force_at_once_for_who_has_it_and_its_price_for_who_comes_later()
    {
        var ada = await world.MerchantAsync("saved");
        await SaveAsync(null, new PlanDraft { Code = "tiny", Name = "Tiny", Monthly = "5.00", Yearly = "50.00", Stores = "1", Products = "1", Sort = "15" }, null);
        await ada.StartAsync("tiny");
        Assert.Equal((201, 402), ((await ada.ProductAsync("Mug")).Status, (await ada.ProductAsync("Cup")).Status));
        var plan = await ada.ReadAsync(db => db.Plans.AsNoTracking().FirstAsync(p => p.Code == "tiny"));
        var draft = PlanDraft.From(plan);
        (draft.Products, draft.Monthly, draft.Active) = ("2", "9.00", false);
        await SaveAsync("tiny", draft, plan.Version);
        Assert.Equal(201, (await ada.ProductAsync("Cup")).Status);
        var current = await ada.SendAsync("GET", "/subscriptions/current", null, 200);
        Assert.Equal(("5.00", "tiny"), (current.GetProperty("price").GetString(), current.GetProperty("plan").GetProperty("code").GetString()));
        Assert.Equal("PRECONDITION_FAILED", (await Assert.ThrowsAsync<Rendrix.Refusals.RefusedException>(() => SaveAsync("tiny", draft, plan.Version))).Refusal.Code);
        Assert.Equal("ALREADY_EXISTS", (await Assert.ThrowsAsync<Rendrix.Refusals.RefusedException>(() => SaveAsync(null, draft, null))).Refusal.Code);
        // Nobody new can choose it.
        var eve = await world.MerchantAsync("late");
        Assert.Contains("plan", (await eve.SendAsync("POST", "/subscriptions", new { plan = "tiny" }, 400)).GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    private Task<Plan> SaveAsync(string? code, PlanDraft draft, int? version) => world.InAsync(Guid.NewGuid(), services => services.GetRequiredService<SavePlan>().RunAsync(code, draft, version, CancellationToken.None));

    private static long Bandwidth(JsonElement usage) => usage.GetProperty("days").EnumerateArray().Sum(d => d.GetProperty("bandwidthBytes").GetInt64());

    private async Task<JsonElement> ImportAsync(PlanMerchant merchant, int products)
    {
        var csv = "slug,name,price\n" + string.Concat(Enumerable.Range(0, products).Select(i => $"thing-{i},Thing {i},5.00\n"));
        using var body = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await merchant.Caller.Http.PostAsync($"/api/v1/stores/{merchant.Store}/products/import", body);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var job = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        for (var i = 0; ; i++)
        {
            await world.DrainAsync();
            var now = await merchant.SendAsync("GET", $"/stores/{merchant.Store}/products/import/{job}", null, 200);
            if (now.GetProperty("status").GetString() is "done" or "failed") return now;
            Assert.True(i < 300);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}

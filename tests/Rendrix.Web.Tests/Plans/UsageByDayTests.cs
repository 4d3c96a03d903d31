using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Plans;
using Rendrix.Web.Plans.Usage;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Privacy;

namespace Rendrix.Web.Tests.Plans;

public sealed class UsageByDayTests(PlanWorld world) : IClassFixture<PlanWorld>
{
    [Fact]
    public async Task What_is_used_stands_by_day_and_store_and_another_organization_has_no_part_in_it()
    {
        var (ada, eve) = (await world.MerchantAsync("days"), await world.MerchantAsync("other"));
        var second = await Catalog.Merchant.AddStoreAsync(world.App.Services, ada.Tenant, ada.Label + "-b");
        var meter = world.App.Services.GetRequiredService<UsageMeter>();
        var first = DateOnly.FromDateTime(world.Now.UtcDateTime);
        await meter.FlushAsync(CancellationToken.None);
        var calls = Sum(await UsageAsync(ada), "apiRequests");
        meter.AddTraffic(ada.Tenant, ada.Store, 1000);
        meter.AddTraffic(ada.Tenant, second, 3000);
        meter.AddTraffic(eve.Tenant, eve.Store, 77);
        await ada.FillAsync(5);
        // Three calls, of which one is about a store of somebody else: it is the organization's own call and no store's.
        await ada.SendAsync("GET", $"/stores/{ada.Store}", null, 200);
        await ada.SendAsync("GET", $"/stores/{eve.Store}", null, 404);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => meter.FlushAsync(CancellationToken.None)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.InAsync(ada.Tenant, async s => { await s.GetRequiredService<NoteLevels>().RunAsync(CancellationToken.None); return true; })));

        world.Sleep(TimeSpan.FromDays(1));
        await ada.SignInAsync();
        await ada.FillAsync(2);
        meter.AddTraffic(ada.Tenant, second, 500);
        await meter.FlushAsync(CancellationToken.None);
        var use = await UsageAsync(ada, $"?from={first:yyyy-MM-dd}&to={first.AddDays(1):yyyy-MM-dd}");
        var days = use.GetProperty("days").EnumerateArray().ToList();
        Assert.Equal([(4000L, 5L, 2L), (500, 7, 2)], days.Select(d => (d.GetProperty("bandwidthBytes").GetInt64(), d.GetProperty("products").GetInt64(), d.GetProperty("stores").GetInt64())));
        Assert.True(days[0].GetProperty("apiRequests").GetInt64() >= calls + 2);
        var stores = use.GetProperty("stores").EnumerateArray().ToDictionary(s => s.GetProperty("storeId").ValueKind == JsonValueKind.Null ? Guid.Empty : s.GetProperty("storeId").GetGuid());
        Assert.Equal((3500, 1000, 0), (stores[second].GetProperty("bandwidthBytes").GetInt64(), stores[ada.Store].GetProperty("bandwidthBytes").GetInt64(), stores[Guid.Empty].GetProperty("bandwidthBytes").GetInt64()));
        Assert.Equal(1, stores[ada.Store].GetProperty("apiRequests").GetInt64());
        Assert.DoesNotContain(eve.Store, stores.Keys);
        Assert.Equal(4500, use.GetProperty("bandwidthBytes").GetInt64());
        Assert.Equal(77, Sum(await UsageAsync(eve, $"?from={first:yyyy-MM-dd}&to={first.AddDays(1):yyyy-MM-dd}"), "bandwidthBytes"));

        // Days nobody looked at are told as such, and none that are still to come.
        var wide = await UsageAsync(ada, $"?from={first.AddDays(-2):yyyy-MM-dd}&to={first.AddDays(90):yyyy-MM-dd}");
        Assert.Equal(4, wide.GetProperty("days").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, wide.GetProperty("days")[0].GetProperty("products").ValueKind);

        // As a file: no spreadsheet computes a store's name, and what is gone keeps its line.
        await ada.InAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(ada.Tenant, null, CancellationToken.None);
            (await db.Stores.FirstAsync(x => x.Id == second)).Name = "=1+1";
            db.UsageDays.Add(new UsageDay { Id = Guid.CreateVersion7(), Day = first, Metric = UsageDay.Bandwidth, ShopId = Guid.NewGuid(), Amount = 9 });
            await db.CommitAsync(CancellationToken.None);
            return true;
        });
        var csv = Encoding.UTF8.GetString(await ada.ReadAsync(async db => await UsageFile.WriteAsync(await UsageByDay.ReadAsync(db, first, first, world.Now, CancellationToken.None), CancellationToken.None)));
        Assert.Contains($"{first:yyyy-MM-dd},,All stores,4009,0,", csv, StringComparison.Ordinal);
        Assert.Contains($"{first:yyyy-MM-dd},{second:D},'=1+1,3000,0,0,", csv, StringComparison.Ordinal);
        Assert.Contains(",A store that is gone,9,0,0,", csv, StringComparison.Ordinal);

        // Old days go with the rest of what is old, the others stay.
        await ada.InAsync(async s =>
        {
            await using (var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(ada.Tenant, null, CancellationToken.None))
            {
                db.UsageDays.Add(new UsageDay { Id = Guid.CreateVersion7(), Day = first.AddDays(-900), Metric = UsageDay.Bandwidth, Amount = 1 });
                await db.CommitAsync(CancellationToken.None);
            }
            await s.GetRequiredService<SweepOldData>().RunAsync(CancellationToken.None);
            return true;
        });
        Assert.Equal(first, await ada.ReadAsync(db => db.UsageDays.MinAsync(u => u.Day)));
    }

    [Theory]
    [InlineData("?from=2027-02-30", "from")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?to=0001-01-01", "to")]
    [InlineData("?to=9999-12-31", "to")]
    [InlineData("?from=2027-03-02&to=2027-03-01", "from")]
    [InlineData("?from=2025-01-01&to=2027-01-01", "from")]
    public async Task A_span_that_cannot_be_is_refused_by_its_name(string query, string field)
    {
        var ada = await world.MerchantAsync("span");
        Assert.NotEmpty((await ada.SendAsync("GET", "/subscriptions/usage" + query, null, 400)).GetProperty("errors").GetProperty(field).EnumerateArray());
        // A plan that holds one store refuses a second one at once, whether one waits for it or not.
        var (status, _) = await ada.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Second" }, ("Prefer", "respond-async"));
        Assert.Equal(402, status);
    }

    private static Task<JsonElement> UsageAsync(PlanMerchant merchant, string query = "") => merchant.SendAsync("GET", "/subscriptions/usage" + query, null, 200);

    private static long Sum(JsonElement usage, string what) => usage.GetProperty("days").EnumerateArray().Sum(d => d.GetProperty(what).GetInt64());
}

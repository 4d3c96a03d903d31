using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Inventory;
using Rendrix.Refusals;
using Rendrix.Web.Inventory;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Catalog;

namespace Rendrix.Web.Tests.Inventory;

/// <summary>Locations, corrections, transfers and reservations through the API, with another merchant beside.</summary>
public sealed class InventoryApiTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Corrections_are_carried_out_all_or_none_and_name_what_is_wrong_by_its_place()
    {
        using var north = await Merchant.OpenAsync(fixture.App, "adjust-north");
        using var south = await Merchant.OpenAsync(fixture.App, "adjust-south");
        var mine = await LedgerTests.VariantsAsync(north, 2);
        var theirs = (await LedgerTests.VariantsAsync(south, 1))[0];

        var wrong = await north.Http.PostAsJsonAsync($"{north.Api}/inventory/adjustments", new
        {
            changes = new object[]
            {
                new { variantId = mine[0], delta = 5 }, new { variantId = theirs, delta = 1 }, new { variantId = mine[1], locationId = south.StoreId, delta = 1 }, new { variantId = mine[1], delta = -8 },
            },
        });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(["changes[1].variantId", "changes[2].locationId", "changes[3].delta"], Fields(await wrong.JsonAsync()));
        foreach (var (body, field) in new (object, string)[]
        {
            (new { changes = Array.Empty<object>() }, "changes"), (new { changes = new object[] { new { sku = "NO-SUCH", delta = 1 } } }, "changes[0].sku"), (new { changes = new object[] { new { variantId = mine[0], delta = 1, available = 2 } } }, "changes[0]"),
            (new { changes = new object[] { new { variantId = mine[0], available = -1 } } }, "changes[0].available"), (new { changes = new object[] { new { variantId = mine[0], sku = "THING-0", delta = 1 } } }, "changes[0].variantId"),
            (new { changes = new object[] { new { variantId = mine[0], delta = 1 } }, note = new string('x', 201) }, "note"), (new { changes = new object?[] { null } }, "changes[0]"), (new { changes = new object[] { new { variantId = mine[0], delta = 1 } }, reason = "sold" }, "reason"),
        })
        {
            var refused = await north.Http.PostAsJsonAsync($"{north.Api}/inventory/adjustments", body);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains(field, Fields(await refused.JsonAsync()));
        }
        Assert.Equal([7, 7], await north.ReadAsync(db => db.Variants.OrderBy(v => v.Id).Select(v => v.Quantity).ToListAsync()));

        var done = await (await north.Http.PostAsJsonAsync($"{north.Api}/inventory/adjustments", new { changes = new object[] { new { sku = "THING-0", delta = -2 }, new { variantId = mine[1], onHand = 11 } }, note = "Counted twice", reason = "counted" })).JsonAsync();
        Assert.Equal([(7, 5), (7, 11)], done.GetProperty("changes").EnumerateArray().Select(c => (c.GetProperty("before").GetInt32(), c.GetProperty("after").GetInt32())));
        var moves = await (await north.Http.GetAsync($"{north.Api}/inventory/movements?reason=counted")).JsonAsync();
        Assert.Equal([-2, 4], moves.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("available").GetInt32()).Order());
        Assert.All(moves.GetProperty("data").EnumerateArray(), m => Assert.Equal("Counted twice", m.GetProperty("note").GetString()));
        Assert.Equal(7, await south.ReadAsync(db => db.Variants.Select(v => v.Quantity).SingleAsync()));
    }

    [Fact]
    public async Task A_transfer_goes_its_way_once_in_parts_and_what_is_called_off_comes_back()
    {
        using var north = await Merchant.OpenAsync(fixture.App, "transfer-north");
        using var south = await Merchant.OpenAsync(fixture.App, "transfer-south");
        var items = await LedgerTests.VariantsAsync(north, 2);
        var depot = (await (await north.Http.PostAsJsonAsync($"{north.Api}/locations", new { name = "Depot", sells = false })).JsonAsync()).GetProperty("id").GetGuid();
        object Body(int first, int second) => new { fromLocationId = north.StoreId, toLocationId = depot, lines = new[] { new { variantId = items[0], quantity = first }, new { variantId = items[1], quantity = second } } };

        var id = (await (await north.Http.PostAsJsonAsync($"{north.Api}/transfers", Body(8, 2))).JsonAsync()).GetProperty("id").GetGuid();
        Assert.Equal(7, await AvailableAsync(items[0], north.StoreId));
        var tooMany = await north.Http.PostAsync($"{north.Api}/transfers/{id}/send", null);
        Assert.Equal(("lines[0].quantity", HttpStatusCode.BadRequest), (Fields(await tooMany.JsonAsync()).Single(), tooMany.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await north.Http.PutAsJsonAsync($"{north.Api}/transfers/{id}", Body(5, 2))).StatusCode);
        // Sent by four hands at once: one succeeds.
        var sends = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => north.Http.PostAsync($"{north.Api}/transfers/{id}/send", null)));
        Assert.Equal(1, sends.Count(s => s.IsSuccessStatusCode));
        Assert.All(sends.Where(s => !s.IsSuccessStatusCode), s => Assert.Equal(HttpStatusCode.Conflict, s.StatusCode));
        Assert.Equal((2, 5, 2), (await AvailableAsync(items[0], north.StoreId), (await LevelAsync(items[0], depot)).Incoming, await SoldAsync(items[0])));

        var more = await north.Http.PostAsJsonAsync($"{north.Api}/transfers/{id}/receive", new { lines = new[] { new { variantId = items[0], quantity = 6 } } });
        Assert.Equal("lines[0].quantity", Fields(await more.JsonAsync()).Single());
        Assert.Equal("in_transit", (await (await north.Http.PostAsJsonAsync($"{north.Api}/transfers/{id}/receive", new { lines = new[] { new { variantId = items[0], quantity = 3 } } })).JsonAsync()).GetProperty("status").GetString());
        Assert.Equal((3, 2), ((await LevelAsync(items[0], depot)) is var l ? (l.Available, l.Incoming) : default));
        // The depot does not sell, so the shop has two of the first still.
        Assert.Equal(2, await SoldAsync(items[0]));
        Assert.Equal(HttpStatusCode.NotFound, (await south.Http.PostAsync($"{south.Api}/transfers/{id}/cancel", null)).StatusCode);
        Assert.Equal("cancelled", (await (await north.Http.PostAsync($"{north.Api}/transfers/{id}/cancel", null)).JsonAsync()).GetProperty("status").GetString());
        Assert.Equal((4, 7, 0), (await AvailableAsync(items[0], north.StoreId), await AvailableAsync(items[1], north.StoreId), (await LevelAsync(items[1], depot)).Incoming));
        Assert.Equal("INVALID_TRANSITION", (await (await north.Http.PostAsync($"{north.Api}/transfers/{id}/receive", null)).JsonAsync()).GetProperty("code").GetString());

        // When the depot begins to sell, the shop has what lies there too; it cannot be deleted while it holds something.
        Assert.Equal(HttpStatusCode.OK, (await north.Http.PatchAsJsonAsync($"{north.Api}/locations/{depot}", new { sells = true })).StatusCode);
        Assert.Equal(7, await SoldAsync(items[0]));
        Assert.Equal(HttpStatusCode.Conflict, (await north.Http.DeleteAsync($"{north.Api}/locations/{depot}")).StatusCode);

        async Task<StockLevel> LevelAsync(Guid variant, Guid place) => await north.ReadAsync(db => db.StockLevels.SingleAsync(x => x.VariantId == variant && x.LocationId == place));
        async Task<int> AvailableAsync(Guid variant, Guid place) => (await LevelAsync(variant, place)).Available;
        Task<int> SoldAsync(Guid variant) => north.ReadAsync(db => db.Variants.Where(v => v.Id == variant).Select(v => v.Quantity).SingleAsync());
    }

    [Fact]
    public async Task A_location_has_a_name_of_its_own_and_the_first_one_stays_and_sells()
    {
        using var north = await Merchant.OpenAsync(fixture.App, "place-north");
        using var south = await Merchant.OpenAsync(fixture.App, "place-south");
        Assert.Equal(("Main location", true), (await (await north.Http.GetAsync($"{north.Api}/locations/{north.StoreId}")).JsonAsync()) is var first ? (first.GetProperty("name").GetString(), first.GetProperty("first").GetBoolean()) : default);
        foreach (var (body, field) in new (object, string)[] { (new { }, "name"), (new { name = " " }, "name"), (new { name = "MAIN location" }, "name"), (new { name = new string('x', 101) }, "name"), (new { name = "Van", position = -1 }, "position"), (new { name = "Van", address = new string('x', 301) }, "address") })
            Assert.Contains(field, Fields(await (await north.Http.PostAsJsonAsync($"{north.Api}/locations", body)).JsonAsync()));
        var names = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => north.Http.PostAsJsonAsync($"{north.Api}/locations", new { name = "Van" })));
        Assert.Equal((1, 5), (names.Count(n => n.StatusCode == HttpStatusCode.Created), names.Count(n => n.StatusCode == HttpStatusCode.BadRequest)));
        Assert.Contains("sells", Fields(await (await north.Http.PatchAsJsonAsync($"{north.Api}/locations/{north.StoreId}", new { sells = false })).JsonAsync()));
        Assert.Equal(HttpStatusCode.Conflict, (await north.Http.DeleteAsync($"{north.Api}/locations/{north.StoreId}")).StatusCode);
        var van = (await names.First(n => n.StatusCode == HttpStatusCode.Created).JsonAsync()).GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.NotFound, (await south.Http.GetAsync($"{south.Api}/locations/{van}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await south.Http.DeleteAsync($"{south.Api}/locations/{van}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await north.Http.DeleteAsync($"{north.Api}/locations/{van}")).StatusCode);
    }

    [Fact]
    public async Task What_a_shopper_is_paying_for_is_nobody_elses_until_the_time_is_over()
    {
        using var north = await Merchant.OpenAsync(fixture.App, "hold-north");
        await north.CreateAsync(new { name = "Last lamp", price = "5.00", quantity = 1, sku = "LAMP", status = "active" });
        var lamp = await north.ReadAsync(db => db.Variants.Select(v => v.Id).SingleAsync());
        var now = DateTimeOffset.UtcNow;
        var (mine, theirs) = (await CartAsync(), await CartAsync());
        Assert.Null(await HoldAsync(mine, now));
        Assert.Null(await HoldAsync(mine, now));
        Assert.Equal(new Stock.Missing(lamp, Held: true), await HoldAsync(theirs, now.AddMinutes(14)));
        Assert.Equal(1, (await (await north.Http.GetAsync($"{north.Api}/inventory?sku=LAMP")).JsonAsync()).GetProperty("data")[0].GetProperty("reserved").GetInt32());
        Assert.Null(await HoldAsync(theirs, now.AddMinutes(16)));
        Assert.Equal(new Stock.Missing(lamp, Held: true), await HoldAsync(mine, now.AddMinutes(17)));

        async Task<Guid> CartAsync() => (await north.Http.CartAsync(north.Subdomain, lamp));
        Task<Stock.Missing?> HoldAsync(Guid cart, DateTimeOffset at) => north.InAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(CancellationToken.None);
            var missing = await Stock.ReserveAsync(db, north.StoreId, cart, new Dictionary<Guid, int> { [lamp] = 1 }, at, CancellationToken.None);
            await db.CommitAsync(CancellationToken.None);
            return missing;
        });
    }

    [Fact]
    public async Task A_stock_that_gets_low_is_told_once_and_again_only_after_it_was_filled_up()
    {
        using var north = await Merchant.OpenAsync(fixture.App, "low-north");
        await north.CreateAsync(new { name = "Candle", price = "5.00", quantity = 20, sku = "CANDLE" });
        var candle = await north.ReadAsync(db => db.Variants.Select(v => v.Id).SingleAsync());
        await north.InAsync(async s => { await s.GetRequiredService<SetLowStock>().RunAsync(north.StoreId, candle, 10, CancellationToken.None); return 0; });
        foreach (var delta in new[] { -9, -1, -2, 30, -40 + 12 }) await north.InAsync(s => s.GetRequiredService<AdjustStock>().RunAsync(north.StoreId, [new StockChange(candle, Delta: delta)], StockReason.Adjusted, null, null, CancellationToken.None));
        Assert.Equal(2, await north.ReadAsync(db => db.OutboxMessages.Where(m => m.Topic == "stock.low").Select(m => m.EventId).Distinct().CountAsync()));
        Assert.Equal("SKU", (await (await north.Http.GetAsync($"{north.Api}/inventory?low=true")).JsonAsync()).GetProperty("data").EnumerateArray().Select(v => v.GetProperty("sku").GetString() == "CANDLE" ? "SKU" : "?").Single());
    }

    [Fact]
    public async Task A_file_of_a_stocktake_is_read_row_by_row_and_books_the_differences_that_were_seen()
    {
        using var north = await Merchant.OpenAsync(fixture.App, "count-north");
        var items = await LedgerTests.VariantsAsync(north, 3);
        var csv = "SKU;Counted\r\nTHING-0;4\r\nTHING-1;7\r\nTHING-0;1\r\nNOPE;3\r\nTHING-2;-1\r\nTHING-2;2.5\r\n;5\r\n";
        var (lines, problems) = await north.InAsync(s => s.GetRequiredService<Stocktake>().ReadAsync(north.StoreId, north.StoreId, new MemoryStream(Encoding.UTF8.GetBytes(csv)), CancellationToken.None));
        Assert.Equal([(7, 5), (7, 7)], lines.Select(l => (l.Expected, l.Counted)));
        Assert.Equal([5, 6, 7, 8], problems.Select(p => p.Row));
        // One is sold between counting and booking: it is neither undone nor counted twice.
        await north.InAsync(s => s.GetRequiredService<AdjustStock>().RunAsync(north.StoreId, [new StockChange(items[0], Delta: -1)], StockReason.Adjusted, null, null, CancellationToken.None));
        Assert.Equal(1, await north.InAsync(s => s.GetRequiredService<Stocktake>().ApplyAsync(north.StoreId, north.StoreId, lines, null, null, CancellationToken.None)));
        Assert.Equal([4, 7, 7], await north.ReadAsync(db => db.Variants.OrderBy(v => v.Id).Select(v => v.Quantity).ToListAsync()));
        foreach (var bad in new[] { "", "name,price\r\nx,1\r\n", "\0\0\0", "sku,counted\r\n\"open" })
            Assert.Contains("file", (await Assert.ThrowsAsync<RefusedException>(() => north.InAsync(s => s.GetRequiredService<Stocktake>().ReadAsync(north.StoreId, north.StoreId, new MemoryStream(Encoding.UTF8.GetBytes(bad)), CancellationToken.None)))).Refusal.Errors!.Keys);
    }

    private static List<string> Fields(JsonElement problem) => [.. problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)];
}

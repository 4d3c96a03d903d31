using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rendrix.Inventory;
using Rendrix.Orders;
using Rendrix.Refusals;
using Rendrix.Web.Inventory;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Catalog;

namespace Rendrix.Web.Tests.Inventory;

/// <summary>Every quantity is what its movements add up to, whatever happens in between.</summary>
public sealed class LedgerTests(AppFixture fixture) : IClassFixture<AppFixture>, IDisposable
{
    private readonly IServiceScope _scope = fixture.App.Services.CreateScope();

    private const int Goal = 10_000;

    [Fact]
    public async Task After_ten_thousand_random_receipts_sales_refunds_transfers_and_crashes_quantities_are_what_the_ledger_says()
    {
        using var north = await Merchant.OpenAsync(fixture.App, "ledger-north");
        using var south = await Merchant.OpenAsync(fixture.App, "ledger-south");
        var variants = await VariantsAsync(north, 12);
        var other = (await VariantsAsync(south, 1))[0];
        var places = new List<Guid> { north.StoreId };
        for (var i = 0; i < 3; i++) places.Add((await north.InAsync(s => s.GetRequiredService<SaveLocation>().RunAsync(north.StoreId, null, new LocationDraft($"Place {i}", Sells: i < 2), null, CancellationToken.None))).Id);

        var random = new Random(20_261_201);
        var (done, crashed, refused) = (0, 0, 0);
        var open = new List<Order>();
        var sent = new List<Guid>();
        while (done < Goal)
        {
            var crash = random.Next(5) == 0;
            try
            {
                var made = await StepAsync(crash);
                if (crash) crashed++; else done += made;
            }
            catch (RefusedException) { refused++; }
        }

        Assert.True(crashed > 10 && refused > 0 && open.Count > 0, $"{crashed} crashed, {refused} refused, {open.Count} orders open: the run asked too little");
        var (levels, ledger) = await north.ReadAsync(async db => (
            await db.StockLevels.OrderBy(l => l.VariantId).ThenBy(l => l.LocationId).Select(l => new { l.VariantId, l.LocationId, l.Available, l.Committed, l.Incoming }).ToListAsync(),
            await db.StockMovements.GroupBy(m => new { m.VariantId, m.LocationId }).Select(g => new { g.Key.VariantId, g.Key.LocationId, Available = g.Sum(m => m.Delta), Committed = g.Sum(m => m.Committed), Incoming = g.Sum(m => m.Incoming) }).OrderBy(l => l.VariantId).ThenBy(l => l.LocationId).ToListAsync()));
        Assert.Equal(ledger, levels);
        Assert.True(levels.Count >= 40);
        // What is for sale is what lies at the locations that sell, and lists say the same.
        var selling = await north.ReadAsync(async db => (await db.Locations.Where(l => l.Sells).Select(l => l.Id).ToListAsync()).ToHashSet());
        foreach (var variant in await north.ReadAsync(db => db.Variants.Include(v => v.Product).ToListAsync()))
        {
            Assert.Equal(levels.Where(l => l.VariantId == variant.Id && selling.Contains(l.LocationId)).Sum(l => l.Available), variant.Quantity);
            Assert.Equal((variant.Quantity, variant.Quantity > 0), (variant.Product!.Quantity, variant.Product.Available));
        }
        Assert.Equal(open.Sum(o => o.Lines.Sum(l => l.Quantity)), levels.Sum(l => l.Committed));
        Assert.Equal(7, await south.ReadAsync(db => db.Variants.Where(v => v.Id == other).Select(v => v.Quantity).SingleAsync()));

        async Task<int> StepAsync(bool crash)
        {
            await using var db = await BeginAsync(north);
            var (now, made, after) = (DateTimeOffset.UtcNow, 0, (Action)(() => { }));
            switch (random.Next(8))
            {
                case 0 or 1:
                    var wishes = variants.OrderBy(_ => random.Next()).Take(10).SelectMany(v => places.Select(p => new StockChange(v, p, Delta: random.Next(random.Next(6) == 0 ? -12 : -2, 12)))).ToList();
                    made = (await AdjustStock.ApplyAsync(db, north.StoreId, wishes, StockReason.Adjusted, null, null, now, CancellationToken.None)).Count;
                    break;
                case 2:
                    var counted = variants.OrderBy(_ => random.Next()).Take(10).SelectMany(v => places.Select(p => new StockChange(v, p, OnHand: random.Next(0, 60)))).ToList();
                    made = (await AdjustStock.ApplyAsync(db, north.StoreId, counted, StockReason.Counted, null, null, now, CancellationToken.None)).Count;
                    break;
                case 3 or 4:
                    var wanted = variants.OrderBy(_ => random.Next()).Take(10).ToDictionary(v => v, _ => random.Next(1, 9));
                    var (cart, taken) = (Guid.CreateVersion7(), new List<Stock.Taken>());
                    if (await Stock.TakeAsync(db, cart, wanted, taken, now, CancellationToken.None) is not null) throw new RefusedException(new Refusal("OUT_OF_STOCK", "Too few."));
                    var order = new Order { Id = Guid.CreateVersion7(), StoreId = north.StoreId };
                    // Two lines of one variant, as carts may have.
                    foreach (var (variant, quantity) in wanted)
                        foreach (var piece in quantity > 4 ? new[] { 2, quantity - 2 } : [quantity]) order.Lines.Add(new OrderLine { Id = Guid.CreateVersion7(), StoreId = north.StoreId, VariantId = variant, Quantity = piece, StockTaken = true });
                    Stock.Sell(db, order, taken, now);
                    (made, after) = (order.Lines.Count, () => open.Add(order));
                    break;
                case 5 when open.Count > 0:
                    var ended = open[random.Next(open.Count)];
                    if (random.Next(3) == 0) await Stock.WriteOffAsync(db, ended, now, CancellationToken.None);
                    else { if (random.Next(2) == 0) { await Stock.FulfilAsync(db, ended, now, CancellationToken.None); await db.SaveAsync(CancellationToken.None); } await Stock.RestockAsync(db, ended, now, CancellationToken.None); }
                    (made, after) = (ended.Lines.Count, () => open.Remove(ended));
                    break;
                case 6:
                    // Through the verb, which commits by itself: a crash is before it.
                    if (crash) return 0;
                    var (from, to) = (random.Next(4) is 3 ? (Guid?)null : places[random.Next(4)], places[random.Next(4)]);
                    var lines = variants.OrderBy(_ => random.Next()).Take(10).Select(v => new TransferLine(v, random.Next(1, 6))).ToList();
                    sent.Add((await north.InAsync(async s => { var move = s.GetRequiredService<MoveTransfer>(); var draft = await move.SaveAsync(north.StoreId, null, new TransferDraft(from, to, lines), null, CancellationToken.None); return await move.SendAsync(north.StoreId, draft.Id, null, null, CancellationToken.None); })).Id);
                    return lines.Count;
                case 7 when sent.Count > 0:
                    if (crash) return 0;
                    var id = sent[random.Next(sent.Count)];
                    if (random.Next(3) == 0) { await north.InAsync(s => s.GetRequiredService<MoveTransfer>().CancelAsync(north.StoreId, id, null, null, CancellationToken.None)); sent.Remove(id); return 10; }
                    var some = await north.ReadAsync(db => db.StockTransferLines.Where(l => l.TransferId == id && l.Received < l.Quantity).OrderBy(l => l.Id).Take(6).ToListAsync());
                    var ends = (await north.InAsync(s => s.GetRequiredService<MoveTransfer>().ReceiveAsync(north.StoreId, id, [.. some.Select(l => new TransferLine(l.VariantId, 1 + random.Next(l.Open)))], null, null, CancellationToken.None))).Status;
                    if (ends == TransferStatus.Received) sent.Remove(id);
                    return some.Count;
            }
            if (crash)
            {
                await db.SaveAsync(CancellationToken.None);
                return 0;
            }
            await db.CommitAsync(CancellationToken.None);
            after();
            return made;
        }
    }

    [Fact]
    public async Task Sixteen_hands_on_the_same_stock_at_once_lose_and_invent_no_piece()
    {
        using var north = await Merchant.OpenAsync(fixture.App, "ledger-hands");
        var variants = await VariantsAsync(north, 4);
        var second = (await north.InAsync(s => s.GetRequiredService<SaveLocation>().RunAsync(north.StoreId, null, new LocationDraft("Second"), null, CancellationToken.None))).Id;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(hand => Task.Run(async () =>
        {
            var random = new Random(hand);
            for (var i = 0; i < 12; i++)
            {
                try
                {
                    await using var db = await BeginAsync(north);
                    if (hand % 2 == 0)
                        await AdjustStock.ApplyAsync(db, north.StoreId, [.. variants.OrderBy(_ => random.Next()).Take(3).Select(v => new StockChange(v, random.Next(2) == 0 ? second : null, Delta: random.Next(-3, 6)))], StockReason.Adjusted, null, null, DateTimeOffset.UtcNow, CancellationToken.None);
                    else
                    {
                        var (wanted, taken) = (variants.OrderBy(_ => random.Next()).Take(2).ToDictionary(v => v, _ => 1 + random.Next(2)), new List<Stock.Taken>());
                        if (await Stock.TakeAsync(db, Guid.CreateVersion7(), wanted, taken, DateTimeOffset.UtcNow, CancellationToken.None) is not null) continue;
                        var order = new Order { Id = Guid.CreateVersion7(), StoreId = north.StoreId };
                        foreach (var (variant, quantity) in wanted) order.Lines.Add(new OrderLine { Id = Guid.CreateVersion7(), StoreId = north.StoreId, VariantId = variant, Quantity = quantity, StockTaken = true });
                        Stock.Sell(db, order, taken, DateTimeOffset.UtcNow);
                    }
                    await db.CommitAsync(CancellationToken.None);
                }
                catch (RefusedException) { /* Too few at that place: nothing was done. */ }
            }
        })));
        foreach (var variant in await north.ReadAsync(db => db.Variants.ToListAsync()))
        {
            var (available, moved) = await north.ReadAsync(async db => (await db.StockLevels.Where(l => l.VariantId == variant.Id).SumAsync(l => l.Available), await db.StockMovements.Where(m => m.VariantId == variant.Id).SumAsync(m => m.Delta)));
            Assert.Equal((variant.Quantity, variant.Quantity), (available, moved));
            Assert.True(variant.Quantity >= 0);
        }
    }

    [Fact]
    public async Task An_entry_of_the_ledger_cannot_be_changed()
    {
        using var north = await Merchant.OpenAsync(fixture.App, "ledger-fixed");
        await VariantsAsync(north, 1);
        await using var db = await BeginAsync(north);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.StockMovements.ExecuteUpdateAsync(s => s.SetProperty(m => m.Delta, 1_000)));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_total_that_is_set_to_less_than_the_first_location_has_is_taken_from_the_others_too()
    {
        using var north = await Merchant.OpenAsync(fixture.App, "ledger-total");
        var product = await north.CreateAsync(new { name = "Kettle", price = "9.00", quantity = 4, sku = "KETTLE" });
        var variant = await north.ReadAsync(db => db.Variants.Select(v => v.Id).SingleAsync());
        var second = (await north.InAsync(s => s.GetRequiredService<SaveLocation>().RunAsync(north.StoreId, null, new LocationDraft("Second"), null, CancellationToken.None))).Id;
        await north.InAsync(s => s.GetRequiredService<AdjustStock>().RunAsync(north.StoreId, [new StockChange(variant, second, Available: 10)], StockReason.Adjusted, null, null, CancellationToken.None));
        var answer = await north.Http.PatchAsJsonAsync($"{north.Api}/products/{product.GetProperty("id").GetGuid()}", new { quantity = 3 });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var levels = await north.ReadAsync(db => db.StockLevels.ToDictionaryAsync(l => l.LocationId, l => l.Available));
        Assert.Equal((0, 3), (levels[north.StoreId], levels[second]));
    }

    internal static async Task<List<Guid>> VariantsAsync(Merchant merchant, int count)
    {
        for (var i = 0; i < count; i++) await merchant.CreateAsync(new { name = $"Thing {i}", price = "5.00", quantity = 7, sku = $"THING-{i}" });
        return await merchant.ReadAsync(db => db.Variants.OrderBy(v => v.Id).Select(v => v.Id).ToListAsync());
    }

    public void Dispose() => _scope.Dispose();

    private Task<AppDb> BeginAsync(Merchant merchant) => _scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, CancellationToken.None);
}

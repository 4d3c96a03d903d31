using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Cast;
using Rendrix.Orders;
using Rendrix.Refusals;
using Rendrix.Web.Orders;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Tests.Orders;

public sealed class OrderEdgeTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Variants_with_a_thousand_million_pieces_each_are_sold_like_any_other()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        await using (var db = await OpenAsync(app, acme))
        {
            var mug = await db.Variants.SingleAsync(v => v.Id == acme["Blue mug"].Id);
            mug.Quantity = 1_000_000_000;
            for (var i = 1; i < 4; i++)
                db.Variants.Add(new Rendrix.Catalog.Variant { Id = Guid.CreateVersion7(), StoreId = acme.StoreId, ProductId = mug.ProductId, OptionValues = [$"{i}"], PriceMinor = 100, Currency = "EUR", Quantity = 1_000_000_000, Position = i });
            await db.CommitAsync(CancellationToken.None);
        }
        var checkout = (await client.CheckoutAsync("acme", await client.CartAsync("acme", acme["Blue mug"].Id))).GetProperty("checkoutId").GetGuid();
        Assert.Equal(HttpStatusCode.Created, (await client.PayAsync("acme", checkout)).StatusCode);
    }

    /// <summary>Sent, brought back, given back: each step once, with the stock and the money where they belong.</summary>
    [Fact]
    public async Task A_delivered_order_comes_back_and_is_paid_back()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        var checkout = (await client.CheckoutAsync("acme", await client.CartAsync("acme", acme["Blue mug"].Id))).GetProperty("checkoutId").GetGuid();
        await client.PayAsync("acme", checkout);
        var actor = new OrderActor(null, "Ada");
        var id = await app.InScopeAsync(async s => { s.GetRequiredService<CurrentTenant>().Enter(acme.TenantId); await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(CancellationToken.None); return await db.Orders.Select(o => o.Id).SingleAsync(); });
        async Task<Order> MoveAsync(Func<MoveOrder, Task<Order>> move) => await app.InScopeAsync(s => { s.GetRequiredService<CurrentTenant>().Enter(acme.TenantId); return move(s.GetRequiredService<MoveOrder>()); });

        Assert.Equal("INVALID_TRANSITION", (await Assert.ThrowsAsync<RefusedException>(() => MoveAsync(m => m.ReturnAsync(acme.StoreId, id, true, null, actor, CancellationToken.None)))).Refusal.Code);
        await MoveAsync(m => m.StartProcessingAsync(acme.StoreId, id, actor, CancellationToken.None));
        await MoveAsync(m => m.ShipAsync(acme.StoreId, id, null, actor, CancellationToken.None));
        await MoveAsync(m => m.DeliverAsync(acme.StoreId, id, actor, CancellationToken.None));
        Assert.Equal("INVALID_TRANSITION", (await Assert.ThrowsAsync<RefusedException>(() => MoveAsync(m => m.RefundAsync(acme.StoreId, id, actor, CancellationToken.None)))).Refusal.Code);
        var returned = await MoveAsync(m => m.ReturnAsync(acme.StoreId, id, true, "Wrong color", actor, CancellationToken.None));
        Assert.Equal((OrderStatus.Returned, FulfilmentStatus.Returned, FinancialStatus.Paid), (returned.Status, returned.FulfilmentStatus, returned.FinancialStatus));
        // Who may not give money back moves the order all the same, but for that.
        var packer = actor with { NoRefund = new Refusal("FORBIDDEN", "You need the right “Give money back”", 403) };
        Assert.Equal("FORBIDDEN", (await Assert.ThrowsAsync<RefusedException>(() => MoveAsync(m => m.RefundAsync(acme.StoreId, id, packer, CancellationToken.None)))).Refusal.Code);
        var refunds = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try { await MoveAsync(m => m.RefundAsync(acme.StoreId, id, actor, CancellationToken.None)); return 1; }
            catch (RefusedException) { return 0; }
        }));
        Assert.Equal(1, refunds.Sum());
        await using var read = await OpenAsync(app, acme);
        var order = await read.Orders.Include(o => o.Payments).Include(o => o.Events).SingleAsync();
        Assert.Equal((OrderStatus.Refunded, FinancialStatus.Refunded, Rendrix.Payments.PaymentStatus.Refunded), (order.Status, order.FinancialStatus, Assert.Single(order.Payments).Status));
        Assert.Equal(["placed", "paid", "processing", "shipped", "delivered", "returned", "restocked", "refunded"], order.Events.Where(e => e.Kind != "email").OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Kind));
        Assert.Equal(10, (await read.Variants.SingleAsync(v => v.Id == acme["Blue mug"].Id)).Quantity);
    }

    [Fact]
    public async Task A_country_without_postal_codes_takes_no_control_characters_there_either()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        var cartId = await client.CartAsync("acme", acme["Blue mug"].Id);
        var answer = await client.PostAsJsonAsync("/api/storefront/acme/checkout", new { cartId, email = "ada@example.com", shippingAddress = new { firstName = "Ada", lastName = "Moss", address1 = "1 Peak Road", city = "Hong Kong", postalCode = new string('9', 21), country = "HK" } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.JsonAsync()).GetProperty("errors").TryGetProperty("shippingAddress.postalCode", out _));
    }

    [Fact]
    public async Task A_wrong_tracking_address_moves_nothing()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        var checkout = (await client.CheckoutAsync("acme", await client.CartAsync("acme", acme["Blue mug"].Id))).GetProperty("checkoutId").GetGuid();
        var id = (await (await client.PayAsync("acme", checkout)).JsonAsync()).GetProperty("orderId").GetGuid();

        await app.InScopeAsync(async services =>
        {
            services.GetRequiredService<CurrentTenant>().Enter(acme.TenantId);
            var move = services.GetRequiredService<MoveOrder>();
            await Assert.ThrowsAsync<RefusedException>(() => move.ShipAsync(acme.StoreId, id, new Tracking(null, null, "http://x"), new OrderActor(null, ""), CancellationToken.None));
            var refused = await Assert.ThrowsAsync<RefusedException>(() => move.DeliverAsync(acme.StoreId, id, new OrderActor(null, ""), CancellationToken.None));
            Assert.Equal("INVALID_TRANSITION", refused.Refusal.Code);
            return true;
        });
        await using var db = await OpenAsync(app, acme);
        Assert.Equal(OrderStatus.Pending, (await db.Orders.SingleAsync()).Status);
    }

    [Fact]
    public async Task A_cancelled_order_gives_its_goods_back_once_whoever_presses_twice()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services, mugs: 10);
        var checkout = (await client.CheckoutAsync("acme", await client.CartAsync("acme", acme["Blue mug"].Id, 4))).GetProperty("checkoutId").GetGuid();
        var id = (await (await client.PayAsync("acme", checkout)).JsonAsync()).GetProperty("orderId").GetGuid();

        var tries = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.InScopeAsync(async services =>
        {
            services.GetRequiredService<CurrentTenant>().Enter(acme.TenantId);
            try { await services.GetRequiredService<MoveOrder>().CancelAsync(acme.StoreId, id, restock: true, "Changed their mind", new OrderActor(null, "Ada"), CancellationToken.None); return true; }
            catch (RefusedException e) when (e.Refusal.Code == "INVALID_TRANSITION") { return false; }
        })));

        Assert.Single(tries, done => done);
        await using var db = await OpenAsync(app, acme);
        Assert.Equal(10, (await db.Variants.SingleAsync(v => v.Id == acme["Blue mug"].Id)).Quantity);
        var order = await db.Orders.Include(o => o.Events).SingleAsync();
        Assert.Equal((OrderStatus.Cancelled, FinancialStatus.Refunded), (order.Status, order.FinancialStatus));
        Assert.Contains(order.Events, e => e.Kind == "restocked");
    }

    private static async Task<AppDb> OpenAsync(RunningApp app, CastShop shop) =>
        await app.Services.CreateAsyncScope().ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(shop.TenantId, null, CancellationToken.None);
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Cast;
using Rendrix.Inventory;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Tests.Checkout;

public sealed class CheckoutRaceTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Two_hundred_buyers_of_the_last_ten_get_exactly_ten_orders_and_clear_refusals()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services, mugs: 10);
        var checkouts = new List<Guid>();
        for (var i = 0; i < 200; i++) checkouts.Add((await client.CheckoutAsync("acme", await client.CartAsync("acme", acme["Blue mug"].Id), $"buyer{i}@example.com")).GetProperty("checkoutId").GetGuid());

        var answers = await Task.WhenAll(checkouts.Select(id => client.PayAsync("acme", id)));

        var other = answers.FirstOrDefault(a => a.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.Conflict));
        Assert.True(other is null, $"{answers.Count(a => a.StatusCode == other?.StatusCode)} were answered {other?.StatusCode}: {(other is null ? "" : await other.Content.ReadAsStringAsync())}");
        Assert.Equal((10, 190), (answers.Count(a => a.StatusCode == HttpStatusCode.Created), answers.Count(a => a.StatusCode == HttpStatusCode.Conflict)));
        foreach (var refused in answers.Where(a => a.StatusCode == HttpStatusCode.Conflict)) Assert.Equal("OUT_OF_STOCK", (await refused.JsonAsync()).GetProperty("code").GetString());
        await using var db = await OpenAsync(app, acme);
        Assert.Equal(0, (await db.Variants.SingleAsync(v => v.Id == acme["Blue mug"].Id)).Quantity);
        Assert.Equal(Enumerable.Range(1001, 10).Select(n => (long)n), await db.Orders.OrderBy(o => o.Number).Select(o => o.Number).ToListAsync());
        Assert.Equal(-10, await db.StockMovements.Where(m => m.Reason == StockReason.Sold).SumAsync(m => m.Delta));
        Assert.Equal(10, await db.Payments.CountAsync());
        Assert.False((await db.Products.SingleAsync(p => p.Id == acme["Blue mug"].ProductId)).Available);
    }

    [Fact]
    public async Task The_same_completion_sent_twenty_times_at_once_is_one_order_that_all_callers_get()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        var checkout = (await client.CheckoutAsync("acme", await client.CartAsync("acme", acme["Blue mug"].Id, 2))).GetProperty("checkoutId").GetGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PayAsync("acme", checkout)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.JsonAsync()))).Select(j => j.GetProperty("orderId").GetGuid()).Distinct());
        await using var db = await OpenAsync(app, acme);
        Assert.Equal(1, await db.Orders.CountAsync());
        Assert.Equal(1, await db.Payments.CountAsync());
        Assert.Equal(8, (await db.Variants.SingleAsync(v => v.Id == acme["Blue mug"].Id)).Quantity);
    }

    [Fact]
    public async Task One_cart_paid_through_two_checkouts_from_two_tabs_is_one_order()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        var cart = await client.CartAsync("acme", acme["Blue mug"].Id);
        var tabs = new[] { await client.CheckoutAsync("acme", cart), await client.CheckoutAsync("acme", cart) };

        var answers = await Task.WhenAll(tabs.SelectMany(t => Enumerable.Repeat(t.GetProperty("checkoutId").GetGuid(), 5)).Select(id => client.PayAsync("acme", id)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        await using var db = await OpenAsync(app, acme);
        Assert.Equal(1, await db.Orders.CountAsync());
        Assert.Equal(9, (await db.Variants.SingleAsync(v => v.Id == acme["Blue mug"].Id)).Quantity);
    }

    [Fact]
    public async Task Carts_with_the_same_two_variants_in_opposite_order_never_deadlock()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services, mugs: 100);
        await using (var db = await OpenAsync(app, acme))
        {
            await db.Variants.Where(v => v.Id == acme["Lamp"].Id).ExecuteUpdateAsync(s => s.SetProperty(v => v.Quantity, 100));
            await db.CommitAsync(CancellationToken.None);
        }
        var checkouts = new List<Guid>();
        for (var i = 0; i < 40; i++)
        {
            var (first, second) = i % 2 == 0 ? ("Blue mug", "Lamp") : ("Lamp", "Blue mug");
            var cart = await client.CartAsync("acme", acme[first].Id);
            await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(client, $"/api/storefront/acme/cart/{cart}/items", new { variantId = acme[second].Id, quantity = 1 });
            checkouts.Add((await client.CheckoutAsync("acme", cart)).GetProperty("checkoutId").GetGuid());
        }

        var answers = await Task.WhenAll(checkouts.Select(id => client.PayAsync("acme", id)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        await using var after = await OpenAsync(app, acme);
        Assert.Equal([60, 60], await after.Variants.Where(v => v.TrackInventory).Select(v => v.Quantity).ToListAsync());
    }

    [Theory]
    [InlineData("test_declined", HttpStatusCode.PaymentRequired, "PAYMENT_FAILED")]
    [InlineData("test_3ds", HttpStatusCode.PaymentRequired, "PAYMENT_REQUIRES_ACTION")]
    [InlineData("nonsense", HttpStatusCode.BadRequest, "VALIDATION_ERROR")]
    public async Task A_payment_that_is_not_made_leaves_stock_and_cart_as_they_were(string token, HttpStatusCode status, string code)
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        var checkout = (await client.CheckoutAsync("acme", await client.CartAsync("acme", acme["Blue mug"].Id))).GetProperty("checkoutId").GetGuid();

        var answer = await client.PayAsync("acme", checkout, token);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await answer.JsonAsync()).GetProperty("code").GetString());
        await using (var db = await OpenAsync(app, acme)) Assert.Equal((0, 10), (await db.Orders.CountAsync(), (await db.Variants.SingleAsync(v => v.Id == acme["Blue mug"].Id)).Quantity));
        // Who may still pay keeps what they are paying for; a card that was declined holds nothing.
        await using (var db = await OpenAsync(app, acme)) Assert.Equal(code is "PAYMENT_REQUIRES_ACTION" or "SERVICE_UNAVAILABLE" ? 1 : 0, await db.StockReservations.CountAsync());
        Assert.Equal(HttpStatusCode.Created, (await client.PayAsync("acme", checkout)).StatusCode);
        await using (var db = await OpenAsync(app, acme)) Assert.Equal(0, await db.StockReservations.CountAsync());
    }

    [Fact]
    public async Task A_price_raised_after_the_total_was_shown_is_never_charged_unseen()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        var cart = await client.CartAsync("acme", acme["Blue mug"].Id);
        var checkout = (await client.CheckoutAsync("acme", cart)).GetProperty("checkoutId").GetGuid();
        await using (var db = await OpenAsync(app, acme))
        {
            await db.Variants.ExecuteUpdateAsync(s => s.SetProperty(v => v.PriceMinor, 2999));
            await db.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.PayAsync("acme", checkout)).StatusCode);

        var again = await client.CheckoutAsync("acme", cart);
        Assert.Equal("29.99", again.GetProperty("subtotal").GetString());
        Assert.Equal(HttpStatusCode.Created, (await client.PayAsync("acme", again.GetProperty("checkoutId").GetGuid())).StatusCode);
    }

    [Fact]
    public async Task Amounts_add_up_in_a_currency_without_decimals_and_with_tax_on_top()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var globex = await Cast.Cast.GlobexAsync(app.Services);
        var shown = await client.CheckoutAsync("globex", await client.CartAsync("globex", globex["Blue mug"].Id, 3));
        Assert.Equal(("JPY", "9600", "800", "1040", "11440"), (shown.GetProperty("currency").GetString(), shown.GetProperty("subtotal").GetString(), shown.GetProperty("shippingTotal").GetString(), shown.GetProperty("taxTotal").GetString(), shown.GetProperty("total").GetString()));
        Assert.Equal("11440", (await (await client.PayAsync("globex", shown.GetProperty("checkoutId").GetGuid())).JsonAsync()).GetProperty("total").GetString());
    }

    [Fact]
    public async Task A_cart_of_one_shop_is_unknown_in_the_other()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        await Cast.Cast.GlobexAsync(app.Services);
        var cart = await client.CartAsync("acme", acme["Blue mug"].Id);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/storefront/globex/cart/{cart}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(client, "/api/storefront/globex/cart", new { items = new[] { new { variantId = acme["Blue mug"].Id } } })).StatusCode);
    }

    private static async Task<AppDb> OpenAsync(RunningApp app, CastShop shop)
    {
        var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(shop.TenantId, null, CancellationToken.None);
    }
}

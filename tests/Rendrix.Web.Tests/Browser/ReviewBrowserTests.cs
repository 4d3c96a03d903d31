using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rendrix.Web.Orders;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>From the parcel to the stars on the product page: a shopper without script writes, the shop publishes and answers.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReviewBrowserTests(BrowserWorld world)
{
    private const string Shop = "reviews-toys";

    [Fact]
    public Task A_buyer_reviews_without_script_and_the_shop_publishes_and_answers() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var order = await ShippedAsync(merchant);
        var shopper = await visit.OpenAsync(width: 390, height: 844, script: false);
        // Looks at the same pages with script, which the check of accessibility needs.
        var reader = await visit.OpenAsync(width: 390, height: 844);
        await visit.StepAsync("write", async () =>
        {
            await shopper.GotoAsync(world.ShopOf(Shop) + order);
            await shopper.LinkTo("Review it: Barnaby Bear").ClickAsync();
            await shopper.AtAsync("/review");
            var form = shopper.Url;
            visit.Expect("status of 422");
            await shopper.Button("Send the review").ClickAsync();
            await Expect(shopper.Locator(".alert[role=alert]")).ToContainTextAsync("Change 2 fields to send it");
            await shopper.Locator("label.opt").Nth(3).ClickAsync();
            await shopper.GetByLabel("In a few words").FillAsync("A friend for years");
            await shopper.Locator("#text").FillAsync("Soft, and <b>still</b> whole.");
            await reader.GotoAsync(form);
            await AccessibleAsync(reader, "the form");
            await shopper.Button("Send the review").ClickAsync();
            await Expect(shopper.Locator("h1")).ToHaveTextAsync("Thank you");
            await shopper.LinkTo("Back to the product").ClickAsync();
            await Expect(shopper.Locator(".rev-list")).ToHaveCountAsync(0);
        });

        var desk = await visit.OpenAsync(merchant.SignedIn);
        await visit.StepAsync("publish", async () =>
        {
            await desk.OpenReadyAsync($"{world.Dashboard}/s/{world.Own(Shop)}/orders");
            await Expect(desk.GetByLabel("1 to read").First).ToHaveTextAsync("1");
            await desk.GetByRole(AriaRole.Navigation, new() { Name = "Store", Exact = true }).GetByRole(AriaRole.Link, new() { Name = "Reviews", Exact = false }).ClickAsync();
            await desk.LoadedAsync();
            await AccessibleAsync(desk, "reviews");
            await desk.GetByLabel("Select the review of Barnaby Bear by Ada").CheckAsync();
            await desk.Locator(".bulk").GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
            await Expect(desk.GetByText("1 review published")).ToBeVisibleAsync();
            await Expect(desk.GetByLabel("1 to read")).ToHaveCountAsync(0);
        });
        await visit.StepAsync("answer", async () =>
        {
            await desk.LinkTo("A friend for years").ClickAsync();
            await desk.LoadedAsync();
            await desk.GetByLabel("What the shop says to it").FillAsync("He says hello.");
            await desk.Button("Save reply").ClickAsync();
            await Expect(desk.GetByText("Reply saved")).ToBeVisibleAsync();
            await AccessibleAsync(desk, "a review");
            await desk.SetViewportSizeAsync(390, 844);
            await AccessibleAsync(desk, "a review on a phone");
            await desk.OpenReadyAsync($"{world.Dashboard}/s/{world.Own(Shop)}/reviews");
            await desk.LoadedAsync();
            await AccessibleAsync(desk, "reviews on a phone");
            await desk.Button("Who may write").ClickAsync();
            await desk.GetByLabel("Reviews come from").SelectOptionAsync("Everyone");
            await AccessibleAsync(desk, "who may write");
            await desk.Button("Save").ClickAsync();
            await Expect(desk.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        });
        await visit.StepAsync("read", async () =>
        {
            for (var left = 40; left > 0 && await shopper.LinkTo("Write a review").CountAsync() == 0; left--) await shopper.ReloadAsync();
            await Expect(shopper.Locator(".rev-text").First).ToHaveTextAsync("Soft, and <b>still</b> whole.");
            await Expect(shopper.Locator(".rev-reply")).ToContainTextAsync("He says hello.");
            await Expect(shopper.Locator(".rev-by")).ToContainTextAsync("Verified purchase");
            foreach (var width in new[] { 390, 1440 })
            {
                await reader.SetViewportSizeAsync(width, 900);
                await reader.GotoAsync(shopper.Url);
                await AccessibleAsync(reader, $"the product, {width} px");
            }
            await shopper.GetByRole(AriaRole.Link, new() { Name = "4.0 of 5 stars, 1 review" }).ClickAsync();
            await shopper.AtAsync("/products/barnaby-bear/reviews");
            await reader.GotoAsync(shopper.Url);
            await AccessibleAsync(reader, "all reviews");
        });
    });

    private static async Task AccessibleAsync(IPage page, string what)
    {
        await page.SettledAsync();
        var violations = await Axe.ViolationsAsync(page, what);
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        Assert.True(await page.EvaluateAsync<bool>("() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"), $"Something sticks out of {what}");
    }

    // Path of the page of an order that has left the shop.
    private async Task<string> ShippedAsync(Merchant merchant)
    {
        var variant = await ReadAsync(merchant, db => db.Variants.Where(v => v.StoreId == merchant.StoreId && v.Product!.Slug == "barnaby-bear").OrderBy(v => v.Position).Select(v => v.Id).FirstAsync());
        var checkout = await world.Http.CheckoutAsync(merchant.Subdomain, await world.Http.CartAsync(merchant.Subdomain, variant), "ada@reviews.example");
        Assert.True((await world.Http.PayAsync(merchant.Subdomain, checkout.GetProperty("checkoutId").GetGuid())).IsSuccessStatusCode);
        var order = await ReadAsync(merchant, db => db.Orders.AsNoTracking().SingleAsync(o => o.StoreId == merchant.StoreId && o.Email == "ada@reviews.example"));
        await world.App.InScopeAsync(async s =>
        {
            s.GetRequiredService<CurrentTenant>().Enter(merchant.TenantId);
            var move = s.GetRequiredService<MoveOrder>();
            await move.StartProcessingAsync(merchant.StoreId, order.Id, new OrderActor(null, "Ingrid Halden"), CancellationToken.None);
            return await move.ShipAsync(merchant.StoreId, order.Id, null, new OrderActor(null, "Ingrid Halden"), CancellationToken.None);
        });
        return $"/orders/{order.Number}?token={Uri.EscapeDataString(order.AccessToken)}";
    }

    private Task<T> ReadAsync<T>(Merchant merchant, Func<AppDb, Task<T>> read) => world.App.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, CancellationToken.None);
        return await read(db);
    });
}

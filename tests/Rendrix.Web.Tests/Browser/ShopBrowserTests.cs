using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>The shop in a browser: without script it sells all the same, and what is cached belongs to nobody.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ShopBrowserTests(BrowserWorld world)
{
    private static readonly string[] CachedPaths = ["/", "/categories/wooden-toys", "/products/marble-hill", "/pages/about"];

    [Fact]
    public Task A_shopper_without_script_buys_what_they_chose() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync();
        var page = await visit.OpenAsync(script: false);
        await page.GotoAsync(world.ShopOf(merchant.Subdomain) + "/");
        await page.LinkTo("Barnaby Bear", exact: false).First.ClickAsync();
        await page.AtAsync("/products/barnaby-bear");
        await page.Locator("label.opt", new() { HasText = "40 cm" }).ClickAsync();
        await page.Locator("label.opt", new() { Has = page.Locator("input[value=Oat]") }).ClickAsync();
        await page.Locator("button.buy").ClickAsync();

        await page.AtAsync("/cart");
        var line = page.Locator(".lines li");
        await Expect(line).ToContainTextAsync("40 cm / Oat");
        await page.Button("One more Barnaby Bear", exact: false).ClickAsync();
        await Expect(page.GetByLabel("Quantity of Barnaby Bear")).ToHaveValueAsync("2");
        await page.GetByLabel("Quantity of Barnaby Bear").FillAsync("3");
        await page.Button("Save quantity").ClickAsync();
        await Expect(page.Locator(".cart-head")).ToContainTextAsync("3 items");

        visit.Expect("status of 422");
        await page.LinkTo("Check out", exact: false).ClickAsync();
        await page.FillCheckoutAsync("bo@example.com");
        await page.Locator("#city").FillAsync("");
        await page.Button("Pay ", exact: false).ClickAsync();
        await Expect(page.Locator(".alert[role=alert]")).ToContainTextAsync("Change one field to pay");
        await Expect(page.Locator("#city")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#email")).ToHaveValueAsync("bo@example.com");
        await Expect(page.Locator("#address1")).ToHaveValueAsync("12 Quay Street");
        await Expect(page.Locator("#country")).ToHaveValueAsync("NO");
        await page.Locator("#city").FillAsync("Bergen");
        await page.Button("Pay ", exact: false).ClickAsync();
        var number = await page.OrderNumberAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("#" + number);
        await Expect(page.Locator("main")).ToContainTextAsync("3 pieces");
    });

    [Fact]
    public Task A_declined_payment_is_told_and_the_cart_stays() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync();
        var page = await visit.OpenAsync();
        var shop = world.ShopOf(merchant.Subdomain);
        await page.GotoAsync(shop + "/products/stack-a-cactus");
        await page.Locator("button.buy").ClickAsync();
        await Expect(page.Locator("[data-cart]").First).ToHaveTextAsync("Cart 1");
        await page.GotoAsync(shop + "/checkout");
        await page.FillCheckoutAsync("bo@example.com");
        await page.Locator("label", new() { HasText = "Test payment that is declined" }).ClickAsync();
        visit.Expect("status of 402");
        await page.Button("Pay ", exact: false).ClickAsync();
        await Expect(page.Locator(".alert[role=alert]")).ToBeVisibleAsync();
        await Expect(page.Locator("#lastName")).ToHaveValueAsync("Moss");
        await page.GotoAsync(shop + "/cart");
        await Expect(page.Locator(".lines li")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task A_page_of_the_shop_loads_no_framework_and_one_script_of_its_own_at_most() => world.RunAsync(async visit =>
    {
        foreach (var name in KnownPages.OfTheShop)
        {
            var merchant = await world.MerchantAsync();
            var page = await world.OpenAsync(visit, name);
            var scripts = new List<string>();
            page.Request += (_, request) => { if (request.ResourceType is "script" or "websocket") lock (scripts) scripts.Add(request.Url); };
            if (name is not "checkout with errors") await page.ReloadAsync();
            // A search box brings what suggests products beside it.
            Assert.True(scripts.Count <= (name is "search" ? 2 : 1), $"{name} loads {string.Join(", ", scripts)}");
            Assert.All(scripts, s => Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(world.ShopOf(merchant.Subdomain)) + (name is "search" ? "/js/(shop|blocks/suggest)" : "/js/shop"), s));
            Assert.Equal(0, await page.Locator("script[src*='_framework'], script[src*='_content'], script:not([src]):not([type='application/json']):not([type='application/ld+json'])").CountAsync());
            await page.CloseAsync();
        }
    });

    [Fact]
    public Task Products_are_suggested_as_one_types_and_chosen_by_keyboard() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync();
        var page = await visit.OpenAsync(width: 390, height: 844);
        await page.GotoAsync(world.ShopOf(merchant.Subdomain) + "/search?q=duck");
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Search the shop" });
        await box.FillAsync("bea");
        var options = page.GetByRole(AriaRole.Option);
        await Expect(options.First).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page, "suggestions"));
        await box.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeHiddenAsync();
        await box.PressAsync("ArrowDown");
        await Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        await box.PressAsync("Enter");
        await page.AtAsync(new System.Text.RegularExpressions.Regex("/products/[a-z0-9-]+$"));
    });

    [Fact]
    public Task A_cached_page_is_the_same_for_everybody() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync();
        var shop = world.ShopOf(merchant.Subdomain);
        var buyer = await visit.OpenAsync();
        var stranger = await visit.OpenAsync();
        await buyer.GotoAsync(shop + "/products/marble-hill");
        await buyer.Locator("button.buy").ClickAsync();
        await Expect(buyer.Locator("[data-cart]").First).ToHaveTextAsync("Cart 1");
        Assert.NotEmpty(await buyer.Context.CookiesAsync());
        foreach (var path in CachedPaths)
        {
            var (theirs, headers) = await ReadAsync(buyer, shop + path);
            var (ours, _) = await ReadAsync(stranger, shop + path);
            Assert.Equal(theirs, ours);
            Assert.DoesNotContain("set-cookie", headers.Keys);
            Assert.DoesNotContain("RequestVerificationToken", theirs, StringComparison.Ordinal);
            Assert.DoesNotContain("<!--Blazor", theirs, StringComparison.Ordinal);
            Assert.DoesNotContain("Cart 1", theirs, StringComparison.Ordinal);
        }
        Assert.Empty(await stranger.Context.CookiesAsync());
    });

    [Fact]
    public Task One_shop_serves_the_same_at_its_host_and_below_the_platforms() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync();
        var page = await visit.OpenAsync();
        await page.GotoAsync($"{world.Dashboard}/store/{merchant.Subdomain}/");
        await page.LinkTo("Barnaby Bear", exact: false).First.ClickAsync();
        await page.AtAsync($"/store/{merchant.Subdomain}/products/barnaby-bear");
        await page.Locator("button.buy").ClickAsync();
        await Expect(page.Locator("[data-cart]").First).ToHaveTextAsync("Cart 1");
        await page.LinkTo("Cart, 1 item").ClickAsync();
        await page.AtAsync($"/store/{merchant.Subdomain}/cart");
        await Expect(page.Locator(".lines li")).ToHaveCountAsync(1);
    });

    private static async Task<(string Html, IReadOnlyDictionary<string, string> Headers)> ReadAsync(IPage page, string url)
    {
        var answer = await page.GotoAsync(url);
        return (await answer!.TextAsync(), await answer.AllHeadersAsync());
    }
}

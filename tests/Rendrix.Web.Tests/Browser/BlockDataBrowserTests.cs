using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Web.Content;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Blocks that show by the cart, that are repeated for products, and containers that differ on phones.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BlockDataBrowserTests(BrowserWorld world)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Blocks_follow_the_cart_at_once_and_without_script_stand_as_for_an_empty_one() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("carts-toys");
        await PageAsync(merchant, live: true,
            Words("Nothing in your cart yet", ("@cart", "empty")), Words("Carry on", ("@cart", "some")), Words("A gift for you", ("@cart", "total"), ("@cartFrom", "100000")), Words("Only on phones", ("@cart", "some"), ("@devices", "phone")),
            BlockNode.Create("featured_product", [new("Product", "barnaby-bear")]));
        var address = world.ShopOf(merchant.Subdomain) + "/pages/gift-ideas";

        var plain = await visit.OpenAsync(script: false);
        await plain.GotoAsync(address);
        await Expect(plain.GetByText("Nothing in your cart yet")).ToBeVisibleAsync();
        await Expect(plain.GetByText("Carry on")).ToBeHiddenAsync();

        var page = await visit.OpenAsync();
        await page.GotoAsync(address);
        await Expect(page.GetByText("Nothing in your cart yet")).ToBeVisibleAsync();
        await Expect(page.GetByText("Carry on")).ToBeHiddenAsync();
        await page.Locator("button.buy").First.ClickAsync();
        await Expect(page.GetByText("Carry on")).ToBeVisibleAsync();
        await Expect(page.GetByText("Nothing in your cart yet")).ToBeHiddenAsync();
        await Expect(page.GetByText("A gift for you")).ToBeHiddenAsync();
        await Expect(page.GetByText("Only on phones")).ToBeHiddenAsync();
        await page.SetViewportSizeAsync(390, 844);
        await Expect(page.GetByText("Only on phones")).ToBeVisibleAsync();

        // The next page knows before it has asked.
        await page.RouteAsync("**/cart/count*", route => route.AbortAsync());
        visit.Expect("ERR_FAILED");
        await page.ReloadAsync();
        await Expect(page.GetByText("Carry on")).ToBeVisibleAsync();
        await Expect(page.GetByText("Nothing in your cart yet")).ToBeHiddenAsync();
    });

    [Fact]
    public Task A_repetition_is_typed_once_and_shows_everywhere_and_what_rests_is_found_in_the_outline() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("repeats-toys");
        var id = await PageAsync(merchant, live: false,
            Words("For a full cart", ("@cart", "some")),
            BlockNode.Create("repeat", [new("Count", "3"), new("Sort", "name")], [BlockNode.Create("text", [new("Text", "Made to last")], id: "t1"), BlockNode.Create("heading", [new("Text@bind", "product.name"), new("Level", "h3")], id: "n1")], id: "r1"));
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.GotoAsync($"{world.Dashboard}/s/{merchant.Subdomain}/pages/{id:D}/edit");
        var canvas = await page.EditorAsync();

        // Typing holds the patch back that would bring the paragraph anew, and the copies follow when it ends.
        var first = canvas.Locator("[data-ed=t1] p");
        await first.ClickAsync();
        await first.DblClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("Made to be repaired", new() { Delay = 30 });
        await Expect(first).ToHaveTextAsync("Made to be repaired");
        await page.Keyboard.PressAsync("Enter");
        await Expect(canvas.GetByText("Made to be repaired")).ToHaveCountAsync(3);
        await Expect(canvas.Locator("[data-ed=t1]")).ToHaveCountAsync(1);

        // Shop data is about the first product of the list.
        await canvas.Locator("[data-ed=n1] h3").ClickAsync();
        await Expect(page.Locator(".bind-says")).ToContainTextAsync("Now: " + await canvas.Locator("[data-ed=n1] h3").InnerTextAsync());

        var full = canvas.GetByText("For a full cart");
        await Expect(full).ToBeHiddenAsync();
        var row = page.GetByRole(AriaRole.Treeitem, new() { NameRegex = new("not as previewed") });
        await Expect(row.Locator(".badge")).ToHaveTextAsync("When");
        await row.ClickAsync();
        await Expect(page.Locator(".ed-when")).ToContainTextAsync("Shows while something is in the cart. Not on the page as you preview it.");
        await page.Button("Preview as", exact: false).ClickAsync();
        await page.Button("Cart with goods").ClickAsync();
        await Expect(full).ToBeVisibleAsync();
        await Expect(page.Locator(".ed-when")).ToHaveTextAsync("Shows while something is in the cart.");
        await page.SettledAsync();
        var violations = await Axe.ViolationsAsync(page, "a block with a condition", ".ed-insp");
        Assert.True(violations.Count == 0, string.Join("\n", violations));
    });

    [Fact]
    public Task A_container_looks_different_on_phones_around_the_same_children() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("devices-toys");
        await PageAsync(merchant, live: true,
            BlockNode.Create("section", [new("Scheme", "page"), new("Scheme@phone", "contrast"), new("Width", "page"), new("Width@tablet", "narrow"), new("Height@phone", "half")], [Words("In a section")], id: "s1"),
            BlockNode.Create("accordion", [new("Title", "All about delivery"), new("Title@phone", "Delivery")], [BlockNode.Create("accordion_item", id: "i1")], id: "a1"));
        var page = await visit.OpenAsync();
        await page.GotoAsync(world.ShopOf(merchant.Subdomain) + "/pages/gift-ideas");
        var band = page.Locator(".band");
        var (wide, color) = (await WidthAsync(), await ColorAsync());
        await Expect(page.GetByText("All about delivery")).ToBeVisibleAsync();
        await Expect(page.Locator("h2", new() { HasTextRegex = new("^Delivery$") })).ToBeHiddenAsync();
        Assert.True(wide > 900, $"{wide} px on a wide screen");
        await page.SetViewportSizeAsync(1000, 900);
        var narrow = await WidthAsync();
        Assert.True(narrow < 850, $"{narrow} px on a tablet");
        Assert.Equal(color, await ColorAsync());
        await page.SetViewportSizeAsync(390, 844);
        Assert.NotEqual(color, await ColorAsync());
        Assert.True((await band.BoundingBoxAsync())!.Height >= 420, "half the screen");
        await Expect(page.GetByText("All about delivery")).ToBeHiddenAsync();
        await Expect(page.Locator("h2", new() { HasTextRegex = new("^Delivery$") })).ToBeVisibleAsync();

        Task<double> WidthAsync() => band.Locator(".band-in").EvaluateAsync<double>("e => e.getBoundingClientRect().width");
        Task<string> ColorAsync() => band.EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor");
    });

    private static BlockNode Words(string text, params (string Key, string Text)[] props) => BlockNode.Create("heading", props.Select(p => KeyValuePair.Create(p.Key, p.Text)).Prepend(new("Text", text)));

    private Task<Guid> PageAsync(Merchant merchant, bool live, params BlockNode[] blocks) => world.App.InScopeAsync(async services =>
    {
        var id = await services.GetRequiredService<CreatePage>().RunAsync(merchant.TenantId, merchant.StoreId, "Gift ideas", Ct);
        Assert.NotNull(await services.GetRequiredService<SaveDraft>().RunAsync(merchant.TenantId, merchant.StoreId, id, 1, PageDocument.Of(blocks), Ct));
        if (live) Assert.Empty(await services.GetRequiredService<PublishPage>().RunAsync(merchant.TenantId, merchant.StoreId, id, null, Ct));
        return id;
    });
}

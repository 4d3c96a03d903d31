using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>The theme panel in a browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ThemeBrowserTests(BrowserWorld world)
{
    [Fact]
    public Task A_new_button_color_shows_on_every_canvas_at_once_and_in_the_shop_when_it_is_published() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("theme-toys");
        var address = $"{world.Dashboard}/s/{merchant.Subdomain}/pages/{merchant.HomePageId:D}/edit?panel=theme";
        var ingrid = await visit.OpenAsync(merchant.SignedIn);
        var jonas = await visit.OpenAsync(await world.ColleagueAsync(merchant, "Jonas", "Berg"));
        var shopper = await visit.OpenAsync();
        await Task.WhenAll(ingrid.GotoAsync(address), jonas.GotoAsync(address), shopper.GotoAsync(world.ShopOf(merchant.Subdomain) + "/"));
        var (hers, his) = (await ingrid.EditorAsync(), await jonas.EditorAsync());
        var button = hers.Locator(".hero .btn").First;
        await Expect(button).ToHaveCSSAsync("background-color", "rgb(207, 58, 32)");
        // A canvas that is loaded anew would have forgotten this.
        await ingrid.EvaluateAsync("() => { document.querySelector('.ed-frame iframe').contentWindow.stillTheSame = true; }");

        // Too light for its white text: the panel says so and proposes what can be read.
        var color = ingrid.Locator("[data-token='scheme.page.onAccent']");
        await ingrid.Locator("[data-token='scheme.page.accent'] input[type=color]").FillAsync("#ffb3a0");
        await Expect(button).ToHaveCSSAsync("background-color", "rgb(255, 179, 160)");
        await Expect(his.Locator(".hero .btn").First).ToHaveCSSAsync("background-color", "rgb(255, 179, 160)");
        await Expect(color.Locator(".low")).ToHaveCountAsync(1);
        await color.Locator(".th-fix").ClickAsync();
        await Expect(color.Locator(".low")).ToHaveCountAsync(0);
        await Expect(button).Not.ToHaveCSSAsync("color", "rgb(255, 255, 255)");

        // Typed, with the keyboard, and taken back with the button of the editor.
        var typed = ingrid.Locator("[data-token='scheme.page.accent'] .th-hex");
        await typed.FillAsync("#00527A");
        await Expect(button).ToHaveCSSAsync("background-color", "rgb(0, 82, 122)");
        await ingrid.GetByRole(AriaRole.Button, new() { Name = "Undo: Change button of Page" }).ClickAsync();
        await Expect(button).ToHaveCSSAsync("background-color", "rgb(255, 179, 160)");
        await ingrid.GetByRole(AriaRole.Button, new() { Name = "Redo: Change button of Page" }).ClickAsync();
        await Expect(button).ToHaveCSSAsync("background-color", "rgb(0, 82, 122)");
        Assert.True(await ingrid.EvaluateAsync<bool>("() => document.querySelector('.ed-frame iframe').contentWindow.stillTheSame === true"));

        // A library theme moves the hero too; it shows on this canvas alone until it is chosen.
        await ingrid.Locator("[data-part=themes] summary").ClickAsync();
        await ingrid.GetByRole(AriaRole.Radio, new() { Name = "Sports" }).CheckAsync(new() { Force = true });
        await Expect(hers.Locator(".hero[data-kind=full]")).ToHaveCountAsync(1);
        await Expect(his.Locator(".hero[data-kind=full]")).ToHaveCountAsync(0);
        await ingrid.Button("Back to yours").ClickAsync();
        await Expect(hers.Locator(".hero[data-kind=full]")).ToHaveCountAsync(0);
        await Expect(button).ToHaveCSSAsync("background-color", "rgb(0, 82, 122)");

        // The shop has heard nothing of all this.
        await shopper.ReloadAsync();
        await Expect(shopper.Locator(".hero .btn").First).ToHaveCSSAsync("background-color", "rgb(207, 58, 32)");
        await ingrid.Button("Publish theme").ClickAsync();
        await Expect(ingrid.Locator(".th-foot")).ToContainTextAsync("This theme is live");
        await shopper.ReloadAsync();
        await Expect(shopper.Locator(".hero .btn").First).ToHaveCSSAsync("background-color", "rgb(0, 82, 122)");
    });
}

using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Text written on the page itself.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EditorTypingTests(BrowserWorld world)
{
    [Fact]
    public Task Formatted_text_is_written_on_the_page_and_an_input_method_keeps_its_keys() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("typing-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.OpenReadyAsync($"{world.Dashboard}/s/{merchant.Subdomain}/pages");
        await page.LoadedAsync();
        await page.Button("New page").ClickAsync();
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Our workshop");
        await page.Button("Create page").ClickAsync();
        var canvas = await page.EditorAsync();
        var text = canvas.Locator("[data-ed-rich]").First;
        await text.DblClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Made by hand");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Control+B");
        await page.Keyboard.TypeAsync("in Bergen");
        // Enter that chooses a word of an input method ends nothing.
        await text.EvaluateAsync("el => el.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true }))");
        await Expect(text).ToHaveAttributeAsync("contenteditable", "true");
        await Expect(canvas.GetByRole(AriaRole.Toolbar, new() { Name = "Text", Exact = true })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(text).Not.ToHaveAttributeAsync("contenteditable", "true");
        await Expect(page.Locator(".ed-saved")).ToHaveAttributeAsync("data-state", "saved");
        await page.ReloadAsync();
        canvas = await page.EditorAsync();
        await Expect(canvas.Locator("[data-ed-rich] p").First).ToHaveTextAsync("Made by hand");
        await Expect(canvas.Locator("[data-ed-rich] :is(strong, b)")).ToHaveTextAsync("in Bergen");
    });
}

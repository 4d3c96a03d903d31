using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Hover, touch and reduced motion switched on in the editor: the canvas looks so, and nothing of the page is changed by it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CanvasStatesTests(BrowserWorld world)
{
    private const string Probe = """
        #probe { color: rgb(1, 1, 1); transition: color 9s }
        .hero:hover ~ #probe, #probe:hover { color: rgb(2, 2, 2) }
        #probe::before { content: "plain" }
        @media (hover: hover) and (min-width: 100px) { #probe:hover { outline: 3px solid } }
        @media (hover: none), (pointer: coarse) { #probe::before { content: "finger" } }
        @media (prefers-reduced-motion: reduce) { #probe::after { content: "still" } }
        @media (prefers-reduced-motion: no-preference) { #probe::after { content: "moving" } }
        """;

    [Fact]
    public Task States_are_switched_by_keyboard_and_the_page_stays_as_it_is() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("states-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
        await page.GotoAsync($"{world.Dashboard}/s/{merchant.Subdomain}/pages/{merchant.HomePageId:D}/edit");
        var canvas = await page.EditorAsync();
        var frame = page.Frames.First(f => f.Url.Contains("/canvas/", StringComparison.Ordinal));
        await canvas.Locator("body").EvaluateAsync("(body, css) => { const style = document.createElement('style'); style.textContent = css; document.head.append(style); const probe = document.createElement('p'); probe.id = 'probe'; document.querySelector('main').append(probe); }", Probe);
        // The canvas takes its own rule for what is far below back when nobody waits; what is compared is what it says from then on.
        await frame.WaitForFunctionAsync("() => [...document.styleSheets].filter(s => s.href?.includes('/css/canvas')).every(s => [...s.cssRules].every(r => r.style?.contentVisibility !== 'auto'))");
        var button = canvas.Locator(".hero .btn").First;
        var said = page.Locator(".ed > p[role=status]");
        Task<string> MarkupAsync() => frame.EvaluateAsync<string>("() => document.documentElement.outerHTML.replace(/<rendrix-marks.*?<\\/rendrix-marks>/s, '')");
        Task<string> SheetsAsync() => frame.EvaluateAsync<string>("() => [...document.styleSheets].map(s => [...s.cssRules].map(r => r.cssText).join('\\n')).join('\\n')");
        Task<string> LookAsync(string part, string name) => canvas.Locator("#probe").EvaluateAsync<string>("(el, [part, name]) => getComputedStyle(el, part || null)[name]", new[] { part, name });
        Task<string> ButtonAsync() => button.EvaluateAsync<string>("el => { el.style.transition = 'none'; const bg = getComputedStyle(el).backgroundColor; el.removeAttribute('style'); return bg; }");
        var (markup, sheets, plain) = (await MarkupAsync(), await SheetsAsync(), await ButtonAsync());
        Assert.Equal(("\"plain\"", "\"moving\""), (await LookAsync("::before", "content"), await LookAsync("::after", "content")));

        // By keyboard alone: the menu, the choice by arrows, the switches by the space bar.
        await page.GetByRole(AriaRole.Button, new() { Name = "States of the page", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var menu = page.GetByRole(AriaRole.Group, new() { Name = "States of the page" });
        await Expect(menu).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(said).ToHaveTextAsync("Hover states show on the selected block");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(said).ToHaveTextAsync("Hover states show everywhere");
        Assert.Equal("solid", await LookAsync("", "outlineStyle"));
        Assert.NotEqual(plain, await ButtonAsync());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await Expect(said).ToHaveTextAsync("Shown as on a touch screen");
        // What asks for a device that can hover is gone, what a tap leaves behind is not.
        Assert.Equal(("\"finger\"", "none"), (await LookAsync("::before", "content"), await LookAsync("", "outlineStyle")));
        Assert.NotEqual(plain, await ButtonAsync());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await Expect(said).ToHaveTextAsync("Shown with reduced motion");
        Assert.Equal("\"still\"", await LookAsync("::after", "content"));
        Assert.Contains("0s", await button.EvaluateAsync<string>("el => getComputedStyle(el).transitionDuration"), StringComparison.Ordinal);
        Assert.Equal(markup, await MarkupAsync());

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "States of the page, 3 on" })).ToBeFocusedAsync();
        var complaints = await Axe.ViolationsAsync(page, "the editor's bar", ".ed-bar");
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));

        // By single keys; switched off, every rule says what it said.
        await page.Keyboard.PressAsync("4");
        await page.Keyboard.PressAsync("5");
        await page.Keyboard.PressAsync("6");
        await Expect(said).ToHaveTextAsync("Shown with the motion of this device");
        Assert.Equal(sheets, await SheetsAsync());
        Assert.Equal(plain, await ButtonAsync());
    });

    [Fact]
    public Task Hover_on_the_selected_block_follows_the_selection_and_a_reload_keeps_it() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("states-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.GotoAsync($"{world.Dashboard}/s/{merchant.Subdomain}/pages/{merchant.HomePageId:D}/edit");
        var canvas = await page.EditorAsync();
        var hero = canvas.Locator(".hero .btn").First;
        const string Look = "el => { el.style.transition = 'none'; const bg = getComputedStyle(el).backgroundColor; el.removeAttribute('style'); return bg; }";
        var plain = await hero.EvaluateAsync<string>(Look);
        await page.GetByRole(AriaRole.Button, new() { Name = "States of the page", Exact = true }).ClickAsync();
        await page.GetByText("Selected block", new() { Exact = true }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(plain, await hero.EvaluateAsync<string>(Look));
        await canvas.Locator(".hero h1").First.ClickAsync();
        await Expect(page.Locator(".ed-insp h2")).Not.ToHaveTextAsync("Settings");
        await page.Mouse.MoveAsync(5, 5);
        var hovered = await hero.EvaluateAsync<string>(Look);
        Assert.NotEqual(plain, hovered);
        await page.EvaluateAsync("() => { const w = document.querySelector('.ed-frame iframe').contentWindow; w.rendrixCanvas = undefined; w.location.reload(); }");
        canvas = await page.EditorAsync();
        await Expect(canvas.Locator(".hero .btn").First).ToBeVisibleAsync();
        Assert.Equal(hovered, await canvas.Locator(".hero .btn").First.EvaluateAsync<string>(Look));
        // Another block is selected, and this one is as it was.
        await page.GetByRole(AriaRole.Tree).FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator(".ed-row[aria-selected=true]")).ToHaveCountAsync(1);
        await page.WaitForFunctionAsync($"plain => ({Look})(document.querySelector('.ed-frame iframe').contentDocument.querySelector('.hero .btn')) === plain", plain);
    });
}

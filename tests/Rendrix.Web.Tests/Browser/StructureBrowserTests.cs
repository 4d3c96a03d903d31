using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Web.Content;
using Rendrix.Web.Platform.Data;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Arranging blocks in a browser: by pointer and by keyboard alike, with keys that never fire while somebody writes.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class StructureBrowserTests(BrowserWorld world)
{
    private const string Shop = "structure-toys";
    private static readonly (string Code, string Name, string After)[] Rest = [("product_grid", "Product grid", "Questions and answers"), ("image_text", "Image with text", "Product grid"), ("testimonials", "Testimonials", "Image with text")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The acceptance of the editor: both ways lead to the same page.</summary>
    [Fact]
    public Task A_page_built_by_pointer_is_the_page_built_by_keyboard() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var (first, second) = (await EmptyPageAsync(merchant, "By pointer"), await EmptyPageAsync(merchant, "By keyboard"));
        var page = await visit.OpenAsync(merchant.SignedIn);

        await visit.StepAsync("by pointer", async () =>
        {
            await page.GotoAsync(EditorOf(first));
            var canvas = await page.EditorAsync();
            // From the panel onto the page: the first block into the empty page, the second below it, the third between the two.
            await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).First.ClickAsync();
            await DragAsync(page, Chip(page, "hero"), canvas.Locator("[data-ed-slot=children]").First, .5f);
            await Expect(canvas.Locator("section.hero")).ToHaveCountAsync(1);
            await DragAsync(page, Chip(page, "newsletter"), canvas.Locator("section.hero"), .95f);
            await Expect(canvas.Locator("[data-ed]:not([data-ed=root])")).ToHaveCountAsync(2);
            await DragAsync(page, Chip(page, "faq"), canvas.Locator("section.hero"), .95f);
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Questions and answers");
            // Inside the outline: the last becomes the second.
            await page.GetByRole(AriaRole.Button, new() { Name = "Outline", Exact = true }).First.ClickAsync();
            await DragAsync(page, Row(page, "Newsletter"), Row(page, "Questions and answers"), .2f);
            await Expect(page.GetByRole(AriaRole.Treeitem).Nth(1)).ToContainTextAsync("Newsletter");
            // A text typed on the page, a setting changed in the panel.
            await canvas.Locator("section.hero [data-ed-prop=Title]").DblClickAsync();
            await page.Keyboard.TypeAsync("Made for small hands");
            await page.Keyboard.PressAsync("Enter");
            await Row(page, "Newsletter").ClickAsync();
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Newsletter");
            await page.Locator(".ed-insp").GetByLabel("Title", new() { Exact = true }).FillAsync("Once a month");
            await Expect(canvas.GetByText("Once a month")).ToBeVisibleAsync();
            // The rest of a home page, from the tiles into the outline: goods, a story with a picture, voices.
            foreach (var (code, name, after) in Rest)
            {
                await DragAsync(page, page.Locator($".ed-quick [data-chip={code}]"), Row(page, after), .9f);
                await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync(name);
            }
            await Row(page, "Product grid").ClickAsync();
            // The block before has a title too.
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Product grid");
            await page.Locator(".ed-insp").GetByLabel("Title", new() { Exact = true }).FillAsync("Loved this autumn");
            await Expect(canvas.GetByText("Loved this autumn")).ToBeVisibleAsync();
            await Row(page, "Image with text").ClickAsync();
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Image with text");
            await page.Locator(".ed-insp [data-set=Image] button").First.ClickAsync();
            var window = page.GetByRole(AriaRole.Dialog, new() { Name = "Choose a picture" });
            await window.Locator(".md-item").First.ClickAsync();
            await window.GetByRole(AriaRole.Button, new() { Name = "Use picture", Exact = true }).ClickAsync();
            await Expect(window).ToHaveCountAsync(0);
            await Expect(canvas.Locator(".duo img, .split img, [data-ed] img").First).ToBeAttachedAsync();
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Publish") }).ClickAsync();
            await PublishNow(page).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        });

        await visit.StepAsync("by keyboard", async () =>
        {
            await page.GotoAsync(EditorOf(second));
            var canvas = await page.EditorAsync();
            var tree = page.GetByRole(AriaRole.Tree);
            var said = page.Locator(".ed-left [aria-live=assertive]");
            await page.Keyboard.PressAsync("a");
            await Expect(page.Locator("[data-gallery-find]")).ToBeFocusedAsync();
            await Chip(page, "hero").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(canvas.Locator("section.hero")).ToHaveCountAsync(1);
            await Chip(page, "newsletter").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Newsletter");
            // The keyboard's own drag: picked up from the panel, carried to a place, dropped.
            await Chip(page, "faq").FocusAsync();
            await page.Keyboard.PressAsync("Shift+Enter");
            await Expect(said).ToHaveTextAsync(new Regex("^Picked up Questions and answers, position 3 of 3 in Page"));
            await page.Keyboard.PressAsync("ArrowUp");
            await Expect(said).ToHaveTextAsync("Position 2 of 3 in Page");
            await page.Keyboard.PressAsync("Space");
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Questions and answers");
            // The last becomes the second, by the same keys that move any block.
            await tree.FocusAsync();
            await page.Keyboard.PressAsync("End");
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Newsletter");
            await page.Keyboard.PressAsync("Control+Shift+ArrowUp");
            await Expect(page.GetByRole(AriaRole.Treeitem).Nth(1)).ToContainTextAsync("Newsletter");
            await page.Keyboard.PressAsync("Home");
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Hero");
            await page.Keyboard.PressAsync("i");
            await FillFocusedAsync(page, "Headline", "Made for small hands");
            await tree.FocusAsync();
            await page.Keyboard.PressAsync("ArrowDown");
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Newsletter");
            await page.Keyboard.PressAsync("Enter");
            await FillFocusedAsync(page, "Title", "Once a month");
            await Expect(canvas.GetByText("Once a month")).ToBeVisibleAsync();
            await tree.FocusAsync();
            await page.Keyboard.PressAsync("End");
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Questions and answers");
            await page.Keyboard.PressAsync("a");
            await Expect(page.Locator("[data-gallery-find]")).ToBeFocusedAsync();
            foreach (var (code, name, _) in Rest)
            {
                await Chip(page, code).FocusAsync();
                await page.Keyboard.PressAsync("Enter");
                await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync(name);
            }
            await page.GetByRole(AriaRole.Button, new() { Name = "Outline", Exact = true }).First.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await tree.FocusAsync();
            await page.Keyboard.PressAsync("ArrowUp");
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Image with text");
            await page.Locator(".ed-insp [data-set=Image] button").First.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            var window = page.GetByRole(AriaRole.Dialog, new() { Name = "Choose a picture" });
            await window.Locator(".md-item").First.FocusAsync();
            await page.Keyboard.PressAsync("Space");
            var use = window.GetByRole(AriaRole.Button, new() { Name = "Use picture", Exact = true });
            // What is off takes no focus, and the key would go to the picture.
            await Expect(use).ToBeEnabledAsync();
            await use.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(window).ToHaveCountAsync(0);
            await tree.FocusAsync();
            await page.Keyboard.PressAsync("ArrowUp");
            await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("Product grid");
            await page.Keyboard.PressAsync("i");
            await FillFocusedAsync(page, "Title", "Loved this autumn");
            await Expect(canvas.GetByText("Loved this autumn")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Control+Shift+Enter");
            await PublishNow(page).FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        });

        var shopper = await visit.OpenAsync(script: false);
        var (one, two) = (await MainAsync(shopper, "by-pointer"), await MainAsync(shopper, "by-keyboard"));
        Assert.Contains("Made for small hands", one, StringComparison.Ordinal);
        Assert.Contains("Once a month", one, StringComparison.Ordinal);
        Assert.Contains("Loved this autumn", one, StringComparison.Ordinal);
        Assert.Contains("<img", one, StringComparison.Ordinal);
        Assert.Equal(one, two);
    });

    [Fact]
    public Task No_shortcut_fires_while_somebody_writes_in_any_language() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var id = await PageAsync(merchant, "Writing", PageDocument.Of(Heading("h1", "Zażółć"), Heading("h2", "Two")));
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.GotoAsync(EditorOf(id));
        var canvas = await page.EditorAsync();
        var rows = page.GetByRole(AriaRole.Treeitem);
        await rows.First.ClickAsync();
        await page.Keyboard.PressAsync("Control+d");
        await Expect(rows).ToHaveCountAsync(3);

        // What a key event asks for, by the very function and table the editor uses; what nobody can press here is made by hand.
        async Task<string?> ActAsync(string key, string code, bool ctrl = false, bool shift = false, bool alt = false, bool altGraph = false, bool composing = false, int keyCode = 0) => await page.EvaluateAsync<string?>("""
            async e => {
              const keys = await import('/js/editor-keys.js');
              const event = new KeyboardEvent('keydown', { key: e.key, code: e.code, ctrlKey: e.ctrl, shiftKey: e.shift, altKey: e.alt, isComposing: e.composing, keyCode: e.keyCode, modifierAltGraph: e.altGraph });
              return keys.ask(event, { typing: false, outline: false, page: true, single: true });
            }
            """, new { key, code, ctrl, shift, alt, altGraph, composing, keyCode });
        Assert.Equal("undo", await ActAsync("z", "KeyZ", ctrl: true));
        Assert.Equal("undo", await ActAsync("z", "KeyY", ctrl: true)); // QWERTZ: the key that writes z
        Assert.Equal("redo", await ActAsync("y", "KeyZ", ctrl: true));
        Assert.Equal("undo", await ActAsync("я", "KeyZ", ctrl: true)); // Cyrillic: the key's place
        Assert.Equal("redo", await ActAsync("Z", "KeyZ", ctrl: true, shift: true));
        Assert.Equal("help", await ActAsync("?", "Minus", shift: true)); // where a German keyboard has it
        Assert.Equal("phone", await ActAsync("\"", "Digit3")); // a French keyboard writes a sign here
        foreach (var (letter, code) in new[] { ("ą", "KeyA"), ("ć", "KeyC"), ("ę", "KeyE"), ("ł", "KeyL"), ("ń", "KeyN"), ("ó", "KeyO"), ("ś", "KeyS"), ("ź", "KeyX"), ("ż", "KeyZ") })
        {
            Assert.Null(await ActAsync(letter, code, altGraph: true));
            Assert.Null(await ActAsync(letter, code, ctrl: true, alt: true)); // how Windows tells AltGr
            Assert.Null(await ActAsync(letter, code, alt: true)); // Option on a Mac
        }
        Assert.Null(await ActAsync("z", "KeyZ", ctrl: true, composing: true));
        Assert.Null(await ActAsync("Process", "KeyZ", ctrl: true, keyCode: 229));
        Assert.Null(await ActAsync("Dead", "Quote", ctrl: true));

        // The same for real: typed on the page and in a panel, letters and keys of shortcuts are letters.
        await canvas.Locator("[data-ed=h1][data-ed-prop], [data-ed=h1] [data-ed-prop]").First.DblClickAsync();
        await page.Keyboard.TypeAsync("oai123?/ ");
        await page.Keyboard.InsertTextAsync("żółw");
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.PressAsync("Control+c");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Expect(canvas.Locator("[data-ed=h1]")).ToHaveTextAsync("oai123?/ żół");
        await rows.Nth(2).ClickAsync();
        var field = page.Locator(".ed-insp [data-set=Text] input");
        await field.FillAsync("Words");
        await field.PressAsync("Delete");
        await field.PressAsync("Control+d");
        await field.PressAsync("Control+z");
        await field.PressAsync("?");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        // Out of the field they are shortcuts again, and the sheet lists what they do.
        await rows.Nth(2).ClickAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(rows).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(rows).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        // All of it is below each other, nothing beside the sheet where no scroll bar leads.
        Assert.True(await page.Locator(".keys-list").EvaluateAsync<bool>("list => list.scrollWidth <= list.clientWidth"), "part of the shortcuts is out of sight");
        await page.Keyboard.TypeAsync("paste");
        await Expect(page.Locator(".keys-list dt")).ToHaveTextAsync(["Paste after the selected block", "Paste only layout and style"]);
        // The first Escape empties the search, as in every search field; the second closes.
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Blocks_travel_by_clipboard_to_another_store_and_a_page_of_two_thousand_stays_quick() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var other = await world.MerchantAsync("editors-toys");
        var sections = Enumerable.Range(0, 50).Select(i => BlockNode.Create("faq", new Dictionary<string, string> { ["Title"] = $"Part {i}" }, children: [.. Enumerable.Range(0, 40).Select(j => BlockNode.Create("faq_item", id: $"q{i}-{j}"))], id: $"f{i}"));
        var large = await PageAsync(merchant, "Two thousand", PageDocument.Of([.. sections]));
        var target = await PageAsync(other, $"Pasted {Guid.NewGuid():N}", PageDocument.Of(Heading("h1", "Before")));
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync(EditorOf(large));
        var canvas = await page.EditorAsync();
        var (tree, rows) = (page.GetByRole(AriaRole.Tree), page.GetByRole(AriaRole.Treeitem));
        await page.GetByRole(AriaRole.Button, new() { Name = "Unfold all" }).ClickAsync();
        await Expect(tree.Locator("#row-q0-0")).ToBeVisibleAsync();
        // Only what is in sight is drawn, whatever there is; a block chosen elsewhere scrolls into sight.
        Assert.InRange(await rows.CountAsync(), 20, 80);
        await tree.EvaluateAsync("el => { el.scrollTop = el.scrollHeight; }");
        await Expect(tree.Locator("#row-q49-39")).ToBeInViewportAsync();
        Assert.InRange(await rows.CountAsync(), 20, 80);
        await Expect(tree.Locator("#row-q49-39")).ToHaveAttributeAsync("aria-posinset", "40");
        await tree.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(tree.Locator("#row-f0")).ToBeInViewportAsync();
        await Expect(tree.Locator("#row-f0")).ToHaveAttributeAsync("aria-selected", "true");

        // Three rows chosen with Shift and arrows, named apart, copied.
        await page.GetByRole(AriaRole.Button, new() { Name = "Fold all", Exact = true }).ClickAsync();
        await tree.FocusAsync();
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await Expect(page.Locator(".ed-insp h2")).ToHaveTextAsync("3 blocks");
        await page.Keyboard.PressAsync("Control+c");
        await Expect(page.GetByText("3 blocks copied").First).ToBeAttachedAsync();

        var stranger = await visit.OpenAsync(other.SignedIn);
        await stranger.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await stranger.GotoAsync(EditorOf(target, world.Own("editors-toys")));
        var theirs = await stranger.EditorAsync();
        await stranger.BringToFrontAsync();
        await stranger.GetByRole(AriaRole.Treeitem).First.ClickAsync();
        await stranger.Keyboard.PressAsync("Control+v");
        await Expect(stranger.GetByRole(AriaRole.Treeitem)).ToHaveCountAsync(4);
        await Expect(theirs.GetByText("Part 2")).ToBeVisibleAsync();
        Assert.Equal(1 + 3 * 41, await theirs.Locator("[data-ed]:not([data-ed=root])").CountAsync());
        // One step, and what is no block of ours gets a sentence or becomes a text.
        await stranger.Keyboard.PressAsync("Control+z");
        await Expect(stranger.GetByRole(AriaRole.Treeitem)).ToHaveCountAsync(1);
        await stranger.EvaluateAsync("() => navigator.clipboard.writeText('{\"rendrix\":\"blocks\", oh')");
        await stranger.Keyboard.PressAsync("Control+v");
        await Expect(stranger.GetByRole(AriaRole.Alert)).ToContainTextAsync("The copied blocks are damaged. Copy them again");
        await stranger.EvaluateAsync("() => navigator.clipboard.writeText('Just <words>')");
        await stranger.Keyboard.PressAsync("Control+v");
        await Expect(theirs.GetByText("Just <words>")).ToBeVisibleAsync();
    });

    private static BlockNode Heading(string id, string text) => BlockNode.Create("heading", new Dictionary<string, string> { ["Text"] = text }, id: id);

    private static ILocator PublishNow(IPage page) => page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Publish (now|all the same)$") });

    private static ILocator Chip(IPage page, string code) => page.Locator($".ed-left .ed-chip[data-chip={code}]").First;

    private static ILocator Row(IPage page, string name) => page.GetByRole(AriaRole.Treeitem, new() { NameRegex = new Regex("^" + name) }).First;

    private string EditorOf(Guid id, string? shop = null) => $"{world.Dashboard}/s/{shop ?? world.Own(Shop)}/pages/{id:D}/edit";

    // With the mouse, as a hand does it: pressed, moved in steps, rested until the line shows, let go.
    private static async Task DragAsync(IPage page, ILocator from, ILocator to, float part)
    {
        await from.ScrollIntoViewIfNeededAsync();
        var start = (await from.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(start.X + Math.Min(60, start.Width / 2), start.Y + start.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(start.X + Math.Min(60, start.Width / 2) + 12, start.Y + start.Height / 2 + 4, new() { Steps = 3 });
        await to.ScrollIntoViewIfNeededAsync();
        var end = (await to.BoundingBoxAsync())!;
        var (x, y) = (end.X + Math.Min(60, end.Width / 2), end.Y + end.Height * part);
        await page.Mouse.MoveAsync(x, y, new() { Steps = 6 });
        await page.WaitForFunctionAsync("() => { const held = document.querySelector('.ed-held'); const line = document.querySelector('.ed-frame iframe').contentDocument.querySelector('rendrix-marks').shadowRoot.querySelector('.line'); return held && !held.classList.contains('no') && (!line.hidden || document.querySelector('.ed-line:not([hidden])')); }");
        await page.Mouse.UpAsync();
        await Expect(page.Locator(".ed-held")).ToHaveCountAsync(0);
    }

    // Tab goes through the settings as through any form, until the one with that label has the focus.
    private static async Task FillFocusedAsync(IPage page, string label, string text)
    {
        await page.WaitForFunctionAsync("() => document.activeElement?.closest('.ed-insp')");
        for (var give = 40; await page.EvaluateAsync<string?>("() => document.activeElement.labels?.[0]?.textContent ?? null") != label; give--)
        {
            Assert.True(give > 0, $"Tab never reached {label}");
            await page.Keyboard.PressAsync("Tab");
        }
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(text);
    }

    // What shoppers get between header and footer; ids of blocks are chance.
    private async Task<string> MainAsync(IPage page, string slug)
    {
        await page.GotoAsync($"{world.ShopOf(Shop)}/pages/{slug}");
        return BlockId().Replace(await page.Locator("main .blocks").InnerHTMLAsync(), "block");
    }

    private Task<Guid> EmptyPageAsync(Merchant merchant, string title) => PageAsync(merchant, title, PageDocument.Empty);

    private async Task<Guid> PageAsync(Merchant merchant, string title, PageDocument document)
    {
        var id = await world.App.InScopeAsync(s => s.GetRequiredService<CreatePage>().RunAsync(merchant.TenantId, merchant.StoreId, title, Ct));
        await world.App.InScopeAsync(s => s.GetRequiredService<SaveDraft>().RunAsync(merchant.TenantId, merchant.StoreId, id, 1, document, Ct));
        return id;
    }

    [GeneratedRegex("b[0-9a-f]{12}")]
    private static partial Regex BlockId();
}

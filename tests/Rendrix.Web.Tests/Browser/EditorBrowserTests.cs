using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>The visual editor in a browser: two people on one page, and one who uses no mouse.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EditorBrowserTests(BrowserWorld world)
{
    private const string Shop = "editors-toys";

    [Fact]
    public Task Two_people_on_one_page_see_each_others_edits_within_two_seconds() => world.RunAsync(async visit =>
    {
        // A store of its own: in the other tests' one somebody may still be seen who has just left.
        var merchant = await world.MerchantAsync("pair-toys");
        var address = $"{world.Dashboard}/s/{merchant.Subdomain}/pages/{merchant.HomePageId:D}/edit";
        var ingrid = await visit.OpenAsync(merchant.SignedIn);
        var jonas = await visit.OpenAsync(await world.ColleagueAsync(merchant, "Jonas", "Berg"));
        await Task.WhenAll(ingrid.GotoAsync(address), jonas.GotoAsync(address));
        var (hers, his) = (await ingrid.EditorAsync(), await jonas.EditorAsync());
        await Expect(ingrid.GetByRole(AriaRole.Group, new() { Name = "Also here: Jonas Berg" })).ToBeVisibleAsync();

        await hers.Locator(".hero h1").First.ClickAsync();
        await his.Locator(".hero h1").First.ClickAsync();
        await ingrid.Locator(".ed-insp").GetByLabel("Headline", new() { Exact = true }).FillAsync("Hers, from Bergen");
        await SeenAsync(his.Locator(".hero h1").First, "Hers, from Bergen");
        await Expect(jonas.Locator(".ed-insp").GetByLabel("Headline", new() { Exact = true })).ToHaveValueAsync("Hers, from Bergen");
        await jonas.Locator(".ed-insp").GetByLabel("Line above", new() { Exact = true }).FillAsync("His, from Oslo");
        await SeenAsync(hers.Locator(".hero .eyebrow").First, "His, from Oslo");
        await Expect(hers.Locator(".hero h1").First).ToHaveTextAsync("Hers, from Bergen");

        // Each takes back their own step, not the other's.
        await ingrid.GetByRole(AriaRole.Button, new() { NameRegex = new("^Undo: ") }).First.ClickAsync();
        await Expect(his.Locator(".hero h1").First).Not.ToHaveTextAsync("Hers, from Bergen");
        await Expect(his.Locator(".hero .eyebrow").First).ToHaveTextAsync("His, from Oslo");
    });

    [Fact]
    public Task A_link_to_the_editor_begins_the_canvas_and_it_is_asked_for_once() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var page = await visit.OpenAsync(merchant.SignedIn);
        var asked = 0;
        page.Request += (_, request) => { if (request.Url.Contains("/canvas/", StringComparison.Ordinal)) Interlocked.Increment(ref asked); };
        await page.OpenReadyAsync($"{world.Dashboard}/s/{world.Own(Shop)}/pages");
        var link = page.Locator($"main a[href='/s/{world.Own(Shop)}/pages/{merchant.HomePageId:D}/edit']").First;
        // A press that becomes no click leaves nothing behind.
        await link.DispatchEventAsync("pointerdown", new { pointerType = "mouse", bubbles = true });
        await Expect(page.Locator("body > rendrix-frame[early] iframe")).ToHaveCountAsync(1);
        await Expect(page.Locator("body > rendrix-frame[early]")).ToHaveCountAsync(0);
        asked = 0;

        await link.ClickAsync();
        var canvas = await page.EditorAsync();
        await canvas.Locator(".hero h1").First.ClickAsync();
        await Expect(page.Locator(".ed-insp").GetByLabel("Headline", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(1, asked);
        await Expect(page.Locator("rendrix-frame[early]")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_block_is_moved_with_the_keyboard_and_each_step_is_announced() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.GotoAsync($"{world.Dashboard}/s/{world.Own(Shop)}/pages/{merchant.HomePageId:D}/edit");
        var canvas = await page.EditorAsync();
        var tree = page.GetByRole(AriaRole.Tree);
        var said = page.Locator(".ed-left [aria-live=assertive]");
        await tree.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        var first = await tree.Locator("[aria-selected=true]").GetAttributeAsync("id");
        await page.Keyboard.PressAsync("Space");
        await Expect(said).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^Picked up \w.*, position 1 of \d+ in Page\. Arrow keys move it"));
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(said).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^Position 2 of \d+ in Page$"));
        await page.Keyboard.PressAsync("Space");
        await Expect(said).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^Dropped \w.* at position 2 of \d+ in Page$"));
        await Expect(tree.GetByRole(AriaRole.Treeitem).Nth(1)).ToHaveAttributeAsync("id", first!);
        await Expect(tree).ToBeFocusedAsync();
        var moved = first!["row-".Length..];
        await Expect(canvas.Locator("[data-ed=root] > [data-ed]").Nth(1)).ToHaveAttributeAsync("data-ed", moved);

        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(said).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Position 1 of "));
        await page.Keyboard.PressAsync("Escape");
        await Expect(said).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Move cancelled, .* is back at position 2 of "));
    });

    [Fact]
    public Task A_draft_survives_a_reload_and_stays_out_of_the_shop() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var page = await visit.OpenAsync(merchant.SignedIn);
        var shopper = await visit.OpenAsync();
        await page.GotoAsync($"{world.Dashboard}/s/{world.Own(Shop)}/pages/{merchant.HomePageId:D}/edit");
        var canvas = await page.EditorAsync();
        await canvas.Locator(".hero h1").First.ClickAsync();
        await page.Locator(".ed-insp").GetByLabel("Text", new() { Exact = true }).FillAsync("Only a draft");
        await Expect(canvas.Locator(".hero")).ToContainTextAsync("Only a draft");
        await Expect(page.Locator(".ed-saved")).ToHaveAttributeAsync("data-state", "saved");
        await page.ReloadAsync();
        await Expect((await page.EditorAsync()).Locator(".hero")).ToContainTextAsync("Only a draft");
        await shopper.GotoAsync(world.ShopOf(Shop) + "/");
        Assert.DoesNotContain("Only a draft", await shopper.ContentAsync(), StringComparison.Ordinal);
    });

    private static async Task SeenAsync(ILocator where, string text)
    {
        var clock = Stopwatch.StartNew();
        await Expect(where).ToHaveTextAsync(text, new() { Timeout = 2_000 });
        TestContext.Current.TestOutputHelper?.WriteLine($"“{text}” seen after {clock.ElapsedMilliseconds} ms");
    }
}

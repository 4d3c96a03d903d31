using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Header and footer as they are met on a page, and the editor on desks and phones of every width.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SitePartBrowserTests(BrowserWorld world)
{
    private const string Shop = "parts-toys";

    [Fact]
    public Task The_header_is_named_on_any_page_by_mouse_and_keyboard_and_leads_to_where_it_is_edited() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.GotoAsync($"{world.Dashboard}/s/{world.Own(Shop)}/pages/{merchant.HomePageId:D}/edit");
        var canvas = await page.EditorAsync();
        var settings = page.Locator(".ed-insp");

        await canvas.Locator(".site-head .logo").First.ClickAsync();
        await Expect(settings).ToContainTextAsync("This is the header of all pages.");
        await Expect(settings).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"every place that shows it: \d+ pages, 12 products and \d+ categor(y|ies)"));
        await Expect(canvas.Locator("rendrix-marks .tag").First).ToHaveTextAsync("Header of all pages");
        // It belongs to the page no more than before: nothing moves or deletes it from here, and a block takes the selection back.
        await Expect(canvas.Locator("rendrix-marks .tools").First).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(page.Locator(".ed-notice")).ToContainTextAsync("It is changed on a page of its own.");
        await Expect(canvas.Locator(".site-head .logo").First).ToBeVisibleAsync();
        await canvas.Locator(".hero h1").First.ClickAsync();
        await Expect(settings.GetByLabel("Headline", new() { Exact = true })).ToBeVisibleAsync();

        // By keyboard: beside the outline, and on a link of the header itself.
        var footer = page.Locator(".ed-part[data-part='@footer']");
        await footer.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(settings).ToContainTextAsync("This is the footer of all pages.");
        await Expect(footer).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Locator(".ed > p[role=status]")).ToHaveTextAsync("This is the footer of all pages.");
        await canvas.Locator(".site-head a").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(settings).ToContainTextAsync("This is the header of all pages.");

        await settings.GetByRole(AriaRole.Link, new() { Name = "Edit header" }).ClickAsync();
        await page.AtAsync(new System.Text.RegularExpressions.Regex("/edit\\?part=header$"));
        canvas = await page.EditorAsync();
        await Expect(page.Locator(".ed-banner")).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"Publishing changes \d+ pages, 12 products and \d+ categor"));
        await Expect(page.Locator(".ed-row[aria-selected=true]")).ToContainTextAsync("Header");
        await Expect(page.Locator(".ed-part")).ToHaveCountAsync(0);

        // From page to page by the list of pages.
        await page.Locator(".ed-picker").First.ClickAsync();
        await page.Locator("#ed-pages").GetByRole(AriaRole.Link, new() { Name = "Home" }).ClickAsync();
        await page.AtAsync(new System.Text.RegularExpressions.Regex($"/{merchant.HomePageId:D}/edit$"));
        await Expect(page.Locator("h1")).ToHaveTextAsync("Edit Home");
        canvas = await page.EditorAsync();
        await canvas.Locator(".hero h1").First.ClickAsync();
        await Expect(settings.GetByLabel("Headline", new() { Exact = true })).ToBeVisibleAsync();
    });

    [Theory]
    [InlineData(1024)]
    [InlineData(1200)]
    [InlineData(1343)]
    [InlineData(1440)]
    public Task The_page_is_drawn_at_half_its_size_or_larger(int width) => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var page = await visit.OpenAsync(merchant.SignedIn, width: width);
        await page.GotoAsync($"{world.Dashboard}/s/{world.Own(Shop)}/pages/{merchant.HomePageId:D}/edit");
        var canvas = await page.EditorAsync();
        var scale = await page.Locator(".ed-frame").EvaluateAsync<double>("el => Number(el.dataset.scale)");
        Assert.True(scale >= 0.5, $"At {width} px the page is drawn at {scale:P0}.");
        await Expect(page.Locator(".ed-insp")).ToBeVisibleAsync();
        // The outline comes when it is asked for, and goes.
        var tree = page.GetByRole(AriaRole.Tree);
        if (width < 1344)
        {
            await Expect(tree).ToBeHiddenAsync();
            await page.Locator(".ed-rail").GetByRole(AriaRole.Button, new() { Name = "Outline" }).ClickAsync();
            await Expect(tree).ToBeVisibleAsync();
            await page.Locator(".ed-left").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
            await Expect(tree).ToBeHiddenAsync();
        }
        else await Expect(tree).ToBeVisibleAsync();
        var bar = await page.Locator(".ed-bar").EvaluateAsync<bool>("el => el.scrollWidth <= el.clientWidth");
        Assert.True(bar, $"The bar is wider than {width} px.");
    }, $"Half_{width}");

    [Fact]
    public Task The_first_drawing_of_the_editor_has_its_bars_on_a_phone() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        // Without script there is only the first drawing.
        var page = await visit.OpenAsync(merchant.SignedIn, width: 390, height: 844, script: false);
        await page.GotoAsync($"{world.Dashboard}/s/{world.Own(Shop)}/pages/{merchant.HomePageId:D}/edit");
        var toolbar = page.GetByRole(AriaRole.Navigation, new() { Name = "Editor" });
        await Expect(toolbar).ToBeVisibleAsync();
        await Expect(toolbar.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Outline", "Add", "Edit", "Theme", "Undo", "Preview"]);
        var early = await toolbar.BoundingBoxAsync();
        var later = await visit.OpenAsync(merchant.SignedIn, width: 390, height: 844);
        await later.GotoAsync($"{world.Dashboard}/s/{world.Own(Shop)}/pages/{merchant.HomePageId:D}/edit");
        await later.EditorAsync();
        var late = await later.GetByRole(AriaRole.Navigation, new() { Name = "Editor" }).BoundingBoxAsync();
        Assert.Equal((early!.X, early.Y, early.Width, early.Height), (late!.X, late.Y, late.Width, late.Height));
    });
}

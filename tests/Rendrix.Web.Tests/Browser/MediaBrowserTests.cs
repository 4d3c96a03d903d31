using Microsoft.Playwright;
using Rendrix.Web.Tests.Media;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Pictures in the editor: dropped into the library's window and onto the page itself.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MediaBrowserTests(BrowserWorld world)
{
    private const string Dropped = """
        (el, [name, base64]) => {
          const files = new DataTransfer();
          files.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type: 'image/jpeg' }));
          for (const type of ['dragenter', 'dragover', 'drop']) el.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: files }));
        }
        """;

    [Fact]
    public Task A_picture_dropped_into_the_library_gets_its_words_and_its_focus_and_shows_on_the_page_in_sizes() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("picture-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.GotoAsync($"{world.Dashboard}/s/{merchant.Subdomain}/pages/{merchant.HomePageId:D}/edit");
        var canvas = await page.EditorAsync();
        await canvas.Locator(".hero h1").First.ClickAsync();
        await page.Locator(".ed-insp").GetByLabel("Picture description", new() { Exact = true }).FillAsync("");
        await page.Locator(".ed-insp [data-set=Image]").GetByRole(AriaRole.Button, new() { Name = "Replace", Exact = true }).ClickAsync();
        var window = page.GetByRole(AriaRole.Dialog, new() { Name = "Choose a picture" });
        await Expect(window.Locator(".md-item").First).ToBeVisibleAsync();
        await window.Locator(".md").EvaluateAsync(Dropped, new[] { "blue-kiln.jpg", Convert.ToBase64String(TestPictures.Jpeg(800, 600, 5)) });

        var side = window.GetByRole(AriaRole.Complementary, new() { Name = "blue-kiln.jpg" });
        await side.GetByRole(AriaRole.Button, new() { Name = "Use “Blue kiln”" }).ClickAsync();
        await Expect(side.GetByLabel("Alt text", new() { Exact = true })).ToHaveValueAsync("Blue kiln");
        var dot = side.GetByRole(AriaRole.Button, new() { NameRegex = new("^Focal point, ") });
        await dot.PressAsync("Shift+ArrowLeft");
        await dot.PressAsync("Shift+ArrowUp");
        await dot.PressAsync("ArrowUp");
        await Expect(dot).ToHaveAccessibleNameAsync("Focal point, 40 percent from the left, 38 percent from the top. Arrow keys move it");
        // The editor below the window has its own test.
        Assert.DoesNotContain(await Axe.ViolationsAsync(page, "picker"), v => v.Contains("dialog", StringComparison.Ordinal) || v.Contains("md-", StringComparison.Ordinal));
        await window.GetByRole(AriaRole.Button, new() { Name = "Use picture", Exact = true }).ClickAsync();
        await Expect(window).ToHaveCountAsync(0);

        var picture = canvas.Locator(".hero img").First;
        await Expect(picture).ToHaveAttributeAsync("srcset", new System.Text.RegularExpressions.Regex("/320\\.webp 320w, .*/800\\.webp 800w$"));
        await Expect(picture).ToHaveAttributeAsync("alt", "Blue kiln");
        await Expect(picture).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex("object-position: ?40% 38%"));
        Assert.True(await picture.EvaluateAsync<bool>("async el => { await el.decode(); return el.naturalWidth > 0; }"));

        // Dropped where no picture can stand inside, it becomes a block of its own.
        var before = await canvas.Locator(".atom.picture img").CountAsync();
        await canvas.Locator("section.sec[data-ed] h2").First.EvaluateAsync(Dropped, new[] { "red-kiln.jpg", Convert.ToBase64String(TestPictures.Jpeg(640, 480, 9)) });
        await Expect(canvas.Locator(".atom.picture img")).ToHaveCountAsync(before + 1);
        await Expect(page.Locator(".ed-saved")).ToHaveAttributeAsync("data-state", "saved");

        // The library's own page knows where the picture is used.
        await page.OpenReadyAsync($"{world.Dashboard}/s/{merchant.Subdomain}/media");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new(@"^blue-kiln\.jpg ?: Blue kiln") }).ClickAsync();
        await Expect(page.Locator(".md-places li")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Home.*draft"));
        Assert.Empty(await Axe.ViolationsAsync(page, "media"));
    });
}

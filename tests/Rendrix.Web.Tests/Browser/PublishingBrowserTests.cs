using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rendrix.Identity;
using Rendrix.Web.Content;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>What stands between a draft and the shop, in a browser: the review, the versions, and people who may not publish.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PublishingBrowserTests(BrowserWorld world)
{
    [Fact]
    public Task A_theme_that_is_not_live_is_told_in_the_review_and_goes_live_with_the_page() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("review-theme-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        var shopper = await visit.OpenAsync();
        await page.GotoAsync($"{world.Dashboard}/s/{merchant.Subdomain}/pages/{merchant.HomePageId:D}/edit?panel=theme");
        var canvas = await page.EditorAsync();
        var hex = page.Locator("[data-token='scheme.page.accent'] .th-hex");
        var live = await hex.InputValueAsync();
        await hex.FillAsync("#0055AA");
        await Expect(page.Locator(".th-foot [role=status]")).ToHaveTextAsync("Saved to draft. The shop shows the live theme");
        await WriteAsync(page, canvas, "In the new blue");
        await page.Locator(".ed-bar").GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish") }).ClickAsync();
        var review = page.GetByRole(AriaRole.Dialog, new() { Name = "Review Home" });
        await Expect(review.Locator(".pub-theme")).ToContainTextAsync("The theme has changes that are not live.");
        await review.GetByText("What is different in the theme").ClickAsync();
        await Expect(review.Locator(".pub-theme dt")).ToHaveTextAsync("Button of Page");
        await Expect(review.Locator(".pub-theme del")).ToHaveTextAsync(live);
        await Expect(review.Locator(".pub-theme ins")).ToHaveTextAsync("#0055AA");
        // The picture shows what shoppers will see: the live theme, until the other is taken along.
        Task Accent(string side, string color) => page.WaitForFunctionAsync("([side, color]) => { const at = document.querySelector(`[data-side=${side}] iframe`)?.contentDocument; return at?.body && at.defaultView.getComputedStyle(at.body).getPropertyValue('--accent').trim().toLowerCase() === color.toLowerCase(); }", new[] { side, color });
        await Accent("new", live);
        await review.GetByRole(AriaRole.Switch, new() { Name = "Publish the theme too" }).CheckAsync();
        await Accent("new", "#0055AA");
        await Accent("old", live);
        await page.SettledAsync();
        var violations = await Axe.ViolationsAsync(page, "the review with a theme", "dialog.pub");
        Assert.True(violations.Count == 0, string.Join('\n', violations));
        await review.GetByRole(AriaRole.Button, new() { Name = "Publish both" }).ClickAsync();
        await Expect(page.Locator(".toast", new() { HasText = "Page and theme published" })).ToBeVisibleAsync();
        await shopper.GotoAsync(world.ShopOf(merchant.Subdomain) + "/");
        for (var i = 0; i < 20 && await shopper.Locator("h1").First.InnerTextAsync() != "In the new blue"; i++) await shopper.ReloadAsync();
        await Expect(shopper.Locator("h1").First).ToHaveTextAsync("In the new blue");
        Assert.Contains("--accent:#0055AA", await shopper.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        await Expect(page.Locator(".th-foot [role=status]")).ToHaveTextAsync("This theme is live");

        // A color nobody can read is found while it is picked, with the way to put it right.
        await page.Locator("[data-token='scheme.page.text'] .th-hex").FillAsync("#DDDDDD");
        await Expect(page.Locator(".ed-found")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d+ to look at$"));
        await page.Locator(".ed-found").ClickAsync();
        await Expect(page.Locator("[data-check=contrast]").First).ToContainTextAsync("Text on background in the colors of Page has a contrast of");
        await page.Locator("[data-check=contrast]").First.GetByRole(AriaRole.Button, new() { Name = "Open the theme" }).ClickAsync();
        await Expect(page.Locator(".th-panel")).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_draft_is_reviewed_published_found_too_late_by_another_and_restored() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("review-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        var shopper = await visit.OpenAsync();
        await page.GotoAsync($"{world.Dashboard}/s/{world.Own("review-toys")}/pages/{merchant.HomePageId:D}/edit");
        var canvas = await page.EditorAsync();
        var before = await canvas.Locator(".hero h1").First.InnerTextAsync();
        await WriteAsync(page, canvas, "Reviewed before it goes live");

        await visit.StepAsync("The review tells the change in words and on both pages", async () =>
        {
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish") }).ClickAsync();
            var review = page.GetByRole(AriaRole.Dialog, new() { Name = "Review Home" });
            await Expect(review.Locator(".pub-changes dd").First).ToContainTextAsync(before);
            await Expect(review.Locator(".pub-changes ins").First).ToHaveTextAsync("Reviewed before it goes live");
            foreach (var (side, text) in new[] { ("old", before), ("new", "Reviewed before it goes live") })
                await Expect(review.FrameLocator($"[data-side={side}] iframe").Locator("[data-diff=changed] h1")).ToHaveTextAsync(text);
            await Expect(review.Locator(".pub-weight")).ToBeVisibleAsync();
            await review.GetByLabel("Phone, 390 pixels").CheckAsync();
            await Expect(review.Locator("[data-side=new] iframe")).ToHaveCSSAsync("width", "390px");
            await page.SettledAsync();
            var violations = await Axe.ViolationsAsync(page, "the review", "dialog.pub");
            Assert.True(violations.Count == 0, string.Join('\n', violations));
        });

        await visit.StepAsync("Somebody was quicker: it is said, and looked at again", async () =>
        {
            await world.App.InScopeAsync(s => s.GetRequiredService<PublishPage>().RunAsync(merchant.TenantId, merchant.StoreId, merchant.HomePageId, null, CancellationToken.None));
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish (now|all the same)$") }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Version 2 went live while you were looking" })).ToBeVisibleAsync();
            await page.Button("Review again").ClickAsync();
            await Expect(page.GetByText("The draft is the same as the page that is live")).ToBeVisibleAsync();
            await page.Button("Close the review").ClickAsync();
            await WriteAsync(page, canvas, "Third words");
        });

        await visit.StepAsync("Published with a note, it is in the shop and in the history", async () =>
        {
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish") }).ClickAsync();
            await page.GetByLabel("Note for this version").FillAsync("Autumn headline");
            await Expect(page.Locator(".pub-changes ins").First).ToHaveTextAsync("Third words");
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish (now|all the same)$") }).ClickAsync();
            await Expect(page.Locator(".toast", new() { HasText = "Page published" })).ToBeVisibleAsync();
            await ShowsAsync(shopper, "Third words");
            await page.Button("Versions").First.ClickAsync();
            await Expect(page.Locator("[data-version='3']")).ToContainTextAsync("Autumn headline");
            await Expect(page.Locator("[data-version='3'] .badge")).ToHaveTextAsync("Live");
            var violations = await Axe.ViolationsAsync(page, "versions", ".ed-left");
            await page.Button("Page details").First.ClickAsync();
            await Expect(page.GetByLabel("Title for search engines")).ToBeVisibleAsync();
            violations = [.. violations, .. await Axe.ViolationsAsync(page, "page details", ".ed-left")];
            await page.Button("Checks").First.ClickAsync();
            await Expect(page.Locator(".pub-weight")).ToBeVisibleAsync();
            violations = [.. violations, .. await Axe.ViolationsAsync(page, "checks", ".ed-left")];
            Assert.True(violations.Count == 0, string.Join('\n', violations));
            await page.Button("Versions").First.ClickAsync();
        });

        await visit.StepAsync("Two versions are compared, and the first one comes back", async () =>
        {
            await page.Button("Compare version 3").ClickAsync();
            await Expect(page.Locator("dialog.pub .pub-changes ins").First).ToHaveTextAsync("Third words");
            // What was drawn is not yet in front: a key pressed before that reaches the page below.
            await Expect(page.Locator("dialog.pub:modal")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator("dialog.pub")).ToHaveCountAsync(0);
            await page.Locator("[data-version='1']").GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
            await Expect(page.Locator(".toast", new() { HasText = "Version 1 is live again" })).ToBeVisibleAsync();
            await ShowsAsync(shopper, before);
            await Expect(canvas.Locator(".hero h1").First).ToHaveTextAsync(before);
        });

        async Task ShowsAsync(IPage shop, string text)
        {
            await shop.GotoAsync(world.ShopOf("review-toys") + "/");
            for (var i = 0; i < 20 && await shop.Locator("h1").First.InnerTextAsync() != text; i++) await shop.ReloadAsync();
            await Expect(shop.Locator("h1").First).ToHaveTextAsync(text);
        }
    });

    [Fact]
    public Task A_writer_writes_asks_for_review_and_the_owner_sees_it() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("writer-toys");
        var writer = await visit.OpenAsync(await world.ColleagueAsync(merchant, "Wilma", "Word", Role.Writer));
        var owner = await visit.OpenAsync(merchant.SignedIn);
        await writer.GotoAsync($"{world.Dashboard}/s/{world.Own("writer-toys")}/pages/{merchant.HomePageId:D}/edit");
        var canvas = await writer.EditorAsync();
        await WriteAsync(writer, canvas, "Written by Wilma");
        await Expect(writer.Locator(".ed-insp").GetByText("Your role changes texts, pictures and links").First).ToBeVisibleAsync();
        await Expect(writer.Locator(".ed-insp [data-set=Kind] select")).ToBeDisabledAsync();
        await Expect(writer.Locator(".ed-rail").GetByRole(AriaRole.Button, new() { Name = "Add" })).ToHaveCountAsync(0);
        await canvas.Locator(".hero").First.FocusAsync();
        await writer.Keyboard.PressAsync("Delete");
        await Expect(canvas.Locator(".hero h1").First).ToHaveTextAsync("Written by Wilma");

        await writer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Review") }).ClickAsync();
        await writer.GetByLabel("Note for whoever publishes").FillAsync("Please look at the headline");
        await writer.Button("Ask for review").ClickAsync();
        await Expect(writer.Locator(".toast", new() { HasText = "Asked for review" })).ToBeVisibleAsync();

        await owner.OpenReadyAsync($"{world.Dashboard}/s/{world.Own("writer-toys")}/pages");
        await Expect(owner.GetByText("Ready to publish")).ToBeVisibleAsync();
        await owner.GotoAsync($"{world.Dashboard}/s/{world.Own("writer-toys")}/pages/{merchant.HomePageId:D}/edit");
        await owner.EditorAsync();
        await owner.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish") }).ClickAsync();
        await Expect(owner.GetByText("Wilma Word says this is ready to publish.")).ToBeVisibleAsync();
        await Expect(owner.GetByText("Please look at the headline")).ToBeVisibleAsync();
    });

    private static async Task WriteAsync(IPage page, IFrameLocator canvas, string headline)
    {
        await canvas.Locator(".hero h1").First.ClickAsync();
        await page.Locator(".ed-insp").GetByLabel("Headline", new() { Exact = true }).FillAsync(headline);
        await Expect(canvas.Locator(".hero h1").First).ToHaveTextAsync(headline);
        await Expect(page.Locator(".ed-saved")).ToHaveAttributeAsync("data-state", "saved");
    }
}

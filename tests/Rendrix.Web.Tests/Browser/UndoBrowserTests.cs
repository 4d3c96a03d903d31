using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Undo beyond blocks: page details in the editor, whole pages in the list.</summary>
[Collection(BrowserCollection.Name)]
public sealed class UndoBrowserTests(BrowserWorld world)
{
    [Fact]
    public Task Details_and_whole_pages_are_taken_back() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("undo-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.OpenReadyAsync($"{world.Dashboard}/s/{merchant.Subdomain}/pages");
        await page.LoadedAsync();

        await visit.StepAsync("A page that was made is unmade", async () =>
        {
            await page.Button("New page").ClickAsync();
            await page.GetByLabel("Title", new() { Exact = true }).FillAsync("By mistake");
            await page.Button("Create page").ClickAsync();
            await page.EditorAsync();
            await page.Locator(".toast", new() { HasText = "By mistake created" }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await page.AtAsync($"/s/{merchant.Subdomain}/pages");
            await page.LoadedAsync();
            await Expect(page.LinkTo("By mistake")).ToHaveCountAsync(0);
        });

        await visit.StepAsync("A page that was deleted is back", async () =>
        {
            await page.Button("Delete Our story", exact: false).ClickAsync();
            await page.Button("Delete page").ClickAsync();
            await Expect(page.LinkTo("Our story", exact: false)).ToHaveCountAsync(0);
            await page.Locator(".toast", new() { HasText = "Our story deleted" }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(page.LinkTo("Our story", exact: false).First).ToBeVisibleAsync();
            // The one that was unmade waits with the deleted ones.
            await page.GetByText("Deleted pages").ClickAsync();
            var complaints = await Axe.ViolationsAsync(page, "pages with deleted ones");
            Assert.True(complaints.Count == 0, string.Join('\n', complaints));
            await page.Button("Restore By mistake").ClickAsync();
            await Expect(page.LinkTo("By mistake")).ToBeVisibleAsync();
        });

        await visit.StepAsync("Details are undone and redone like any step", async () =>
        {
            await page.LinkTo("By mistake").ClickAsync();
            var canvas = await page.EditorAsync();
            await page.Button("Page details").First.ClickAsync();
            await page.GetByLabel("Title of the page", new() { Exact = true }).FillAsync("On purpose");
            await page.Button("Apply").ClickAsync();
            await Expect(page.Locator(".ed-picker b").First).ToHaveTextAsync("On purpose");
            var undo = page.GetByRole(AriaRole.Button, new() { Name = "Undo: Change page title" }).First;
            await undo.ClickAsync();
            await Expect(page.Locator(".ed-picker b").First).ToHaveTextAsync("By mistake");
            await Expect(page.GetByLabel("Title of the page", new() { Exact = true })).ToHaveValueAsync("By mistake");
            await Expect(page.Locator(".ed > p[role=status]")).ToHaveTextAsync("Undone: Change page title");
            await page.GetByRole(AriaRole.Button, new() { Name = "Redo: Change page title" }).First.ClickAsync();
            await Expect(page.Locator(".ed-picker b").First).ToHaveTextAsync("On purpose");
            await page.ReloadAsync();
            await page.EditorAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo: Change page title" }).First).ToBeVisibleAsync();
        });
    });
}

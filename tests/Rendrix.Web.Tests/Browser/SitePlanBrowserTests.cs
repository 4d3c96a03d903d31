using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>A sale week is planned in the dashboard, meets another plan, and is called off.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SitePlanBrowserTests(BrowserWorld world)
{
    [Fact]
    public Task Several_pages_are_planned_together_and_what_meets_is_said() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("plan-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.OpenReadyAsync($"{world.Dashboard}/s/{merchant.Subdomain}/pages");
        await page.LoadedAsync();
        await page.LinkTo("Planned").ClickAsync();
        await Expect(page.GetByText("Nothing is planned")).ToBeVisibleAsync();

        await PlanAsync("Sale week");
        ILocator Of(string name) => page.Locator("[data-plan]").Filter(new() { Has = page.GetByText(name, new() { Exact = true }) });
        var sale = Of("Sale week");
        await Expect(sale).ToContainTextAsync("09:00: Home, Our story, the theme. Planned by Ingrid Halden");
        await Expect(sale.Locator(".planned-clash")).ToHaveCountAsync(0);

        await PlanAsync("Second sale");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Plan several pages" });
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Sale week changes");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Plan it all the same" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(sale.Locator(".planned-clash")).ToContainTextAsync("Second sale changes");
        var violations = await Axe.ViolationsAsync(page, "what is planned");
        Assert.True(violations.Count == 0, string.Join('\n', violations));
        await page.SetViewportSizeAsync(320, 700);
        Assert.True(await page.EvaluateAsync<bool>("() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"), "Something sticks out at 320 px");

        await page.Button("Cancel Second sale").ClickAsync();
        await page.Button("Cancel the plan").ClickAsync();
        await Expect(Of("Second sale")).ToContainTextAsync("Cancelled");
        await Expect(page.Locator(".planned-clash")).ToHaveCountAsync(0);

        async Task PlanAsync(string name)
        {
            await page.Button("Plan several pages").ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Plan several pages" });
            await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            foreach (var picked in new[] { "Home", "Our story" }) await dialog.Locator(".planned-pick label", new() { HasText = picked }).GetByRole(AriaRole.Checkbox).CheckAsync();
            await dialog.GetByRole(AriaRole.Switch).CheckAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Schedule", Exact = true }).ClickAsync();
        }
    });
}

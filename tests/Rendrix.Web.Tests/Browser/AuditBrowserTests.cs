using Microsoft.Playwright;
using Rendrix.Web.Tests.Auditing;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>A merchant changes a setting, finds the change in the log with before and after, checks the chain, and answers a customer who wants to be forgotten.</summary>
[Collection(PagesCollection.Name)]
public sealed class AuditBrowserTests(BrowserWorld world)
{
    [Fact]
    public Task A_change_of_settings_is_found_read_and_checked() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("audit-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.OpenReadyAsync($"{world.Dashboard}/s/{merchant.Subdomain}/settings");
        await page.LoadedAsync();
        await page.GetByLabel("Tax rate").FillAsync("7.25");
        await page.Button("Save").ClickAsync();
        await Expect(page.GetByText("Settings saved")).ToBeVisibleAsync();
        await world.App.ChainAsync(merchant.TenantId);

        await page.LinkTo("Activity log").ClickAsync();
        await page.AtAsync($"/s/{merchant.Subdomain}/settings/activity");
        await page.OpenReadyAsync($"{world.Dashboard}/s/{merchant.Subdomain}/settings/activity?action=settings");
        await StandsAsync(page);
        await Expect(page.GetByLabel("Kind")).ToHaveValueAsync("settings");
        var entry = page.Locator(".log li").First;
        await Expect(page.Locator(".log li")).ToHaveCountAsync(1);
        await entry.Locator("summary").ClickAsync();
        await Expect(entry.Locator(".log-changes")).ToContainTextAsync("725");
        // The circuit knows who sits behind it and from where.
        await Expect(entry.Locator(".log-who")).ToContainTextAsync("Ingrid Halden");
        await Expect(entry.Locator(".log-facts")).ToContainTextAsync("127.0.0.1");
        await Expect(entry.Locator(".log-facts")).ToContainTextAsync("Chrome");

        await page.Button("Verify").ClickAsync();
        await Expect(page.Locator(".log-verdict")).ToContainTextAsync("Intact since");
        var download = await page.RunAndWaitForDownloadAsync(() => page.LinkTo("CSV").ClickAsync());
        Assert.Contains("settings.change", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);

        await world.App.AsOwnerAsync($"update audit_details set changes = replace(changes, '725', '0') where tenant_id = '{merchant.TenantId}' and changes like '%725%'");
        await page.Button("Verify").ClickAsync();
        await Expect(page.Locator(".log-verdict")).ToContainTextAsync("The record breaks at entry");
    });

    // Loaded, drawn, and not loading again.
    private static async Task StandsAsync(IPage page)
    {
        await page.LoadedAsync();
        await page.SettledAsync();
        await page.LoadedAsync();
    }

    [Fact]
    public Task A_customer_is_found_and_erased() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("privacy-toys");
        using (var letters = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "forget.me@example.net" }))
            Assert.True((int)(await world.Http.PostAsync(new Uri($"/store/{merchant.Subdomain}/newsletter", UriKind.Relative), letters)).StatusCode is 200 or 303);
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.OpenReadyAsync($"{world.Dashboard}/s/{merchant.Subdomain}/settings/privacy");
        await page.LoadedAsync();
        await page.GetByLabel("Email of the customer").FillAsync("nobody@example.net");
        await page.Button("Find").ClickAsync();
        await Expect(page.GetByText("Nothing is held of this address")).ToBeVisibleAsync();
        await page.GetByLabel("Email of the customer").FillAsync("Forget.Me@example.net");
        await page.Button("Find").ClickAsync();
        await Expect(page.GetByText("0 orders, 0 checkouts, the newsletter")).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.LinkTo("Export as JSON").ClickAsync());
        Assert.Contains("forget.me@example.net", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        await page.Button("Erase").ClickAsync();
        var question = page.GetByRole(AriaRole.Alertdialog);
        await question.GetByRole(AriaRole.Textbox).FillAsync("forget.me@example.net");
        await question.GetByRole(AriaRole.Button, new() { Name = "Erase" }).ClickAsync();
        await Expect(page.GetByText("The person is gone.")).ToBeVisibleAsync();
        Assert.Empty(await world.App.TracesAsync("forget.me"));
    });
}

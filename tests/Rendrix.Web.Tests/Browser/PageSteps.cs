using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Rendrix.Web.Tests.Browser;

/// <summary>What tests do again and again with a page.</summary>
public static partial class PageSteps
{
    /// <summary>Opens an address of the dashboard and waits until it can be used.</summary>
    public static async Task OpenReadyAsync(this IPage page, string url)
    {
        await page.GotoAsync(url);
        await page.ReadyAsync();
    }

    /// <summary>Waits until the dashboard's page can be used: its circuit has drawn.</summary>
    public static Task ReadyAsync(this IPage page) => page.Locator("body[data-ready]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

    /// <summary>Waits until a page of the dashboard shows its content: headings are there, skeletons are gone.</summary>
    public static async Task LoadedAsync(this IPage page)
    {
        await page.Locator("h1").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await Assertions.Expect(page.Locator("main .wait, main [aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>Waits for fonts, finished transitions and two drawn frames.</summary>
    public static Task SettledAsync(this IPage page) => page.EvaluateAsync("""
        async () => {
          await document.fonts.ready;
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
          await Promise.race([Promise.all(document.getAnimations().filter(a => a.effect?.getTiming().iterations !== Infinity).map(a => a.finished.catch(() => {}))), new Promise(done => setTimeout(done, 1000))]);
        }
        """);

    /// <summary>Waits until the editor and the shop's page in its frame know each other.</summary>
    public static async Task<IFrameLocator> EditorAsync(this IPage page)
    {
        await page.ReadyAsync();
        await page.WaitForFunctionAsync("() => window.rendrixEditor && document.querySelector('.ed[data-keys]') && document.querySelector('.ed-frame iframe')?.contentWindow?.rendrixCanvas && document.querySelector('.ed-frame iframe').contentDocument.readyState === 'complete'");
        return page.FrameLocator(".ed-frame iframe");
    }

    /// <summary>A link by its words.</summary>
    public static ILocator LinkTo(this IPage page, string name, bool exact = true) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = exact });

    /// <summary>A button by its words.</summary>
    public static ILocator Button(this IPage page, string name, bool exact = true) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = exact });

    /// <summary>Waits until an address path is shown, whatever the query.</summary>
    public static Task AtAsync(this IPage page, string path) => page.AtAsync(new Regex("^https?://[^/]+" + Regex.Escape(path) + @"(?:[?#].*)?$"));

    /// <summary>
    /// Waits until the address fits. It is asked for again and again: Playwright's WaitForURL looks at the address first and listens for navigations
    /// then, and never hears of one that comes in between. The document itself says whether it is loaded, for the same reason.
    /// </summary>
    public static async Task AtAsync(this IPage page, Regex address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(address);
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>Fills the checkout with a person who lives in Bergen.</summary>
    public static async Task FillCheckoutAsync(this IPage page, string email)
    {
        await page.Locator("#email").FillAsync(email);
        await page.Locator("#country").SelectOptionAsync("NO");
        await page.Locator("#firstName").FillAsync("Ada");
        await page.Locator("#lastName").FillAsync("Moss");
        await page.Locator("#address1").FillAsync("12 Quay Street");
        await page.Locator("#postalCode").FillAsync("5003");
        await page.Locator("#city").FillAsync("Bergen");
    }

    /// <summary>The order's number on the page after payment.</summary>
    public static async Task<string> OrderNumberAsync(this IPage page)
    {
        await page.AtAsync(OrderPath());
        return OrderPath().Match(page.Url).Groups[1].Value;
    }

    [GeneratedRegex(@"/orders/(\d+)\?token=")]
    private static partial Regex OrderPath();
}

using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>The pages a person meets, by name, and how to get to each.</summary>
public static class KnownPages
{
    /// <summary>Pages of a shop.</summary>
    public static readonly string[] OfTheShop = ["home", "category", "product", "search", "page", "cart", "checkout", "checkout with errors", "order", "404"];

    /// <summary>Pages before a store: static, without a circuit, then the wizard's steps.</summary>
    public static readonly string[] BeforeTheStore = ["front page", "login", "register", "register with errors", "forgot", "sign in by mail", "wizard: shop", "wizard: look", "wizard: market"];

    /// <summary>Pages of the dashboard.</summary>
    public static readonly string[] OfTheDashboard = ["dashboard home", "products", "product edit", "product new", "import", "inventory", "item stock", "new transfer", "stocktake", "locations", "categories", "newsletter", "orders", "order detail", "shipping dialog", "search results", "design", "pages", "planned", "redirects", "template rules", "editor", "editor: header of all pages", "editor: blocks to add", "editor: theme", "settings", "domains", "profile", "security", "new password", "activity log", "privacy", "people", "invite dialog", "organization", "organizations", "plan", "plan dialog", "api keys", "webhooks", "webhook", "webhook: a message", "store life", "copy a store"];

    /// <summary>Opens a window that shows the page, ready for use.</summary>
    public static async Task<IPage> OpenAsync(this BrowserWorld world, Visit visit, string name, int width = 1440)
    {
        var merchant = await world.MerchantAsync();
        var sale = await world.SaleAsync();
        if (name is "domains") await world.ClaimAsync(merchant, "shop.bücher-toys.com");
        var hook = name.StartsWith("webhook:", StringComparison.Ordinal) || name is "webhook" ? await world.HookAsync(merchant) : Guid.Empty;
        if (OfTheShop.Contains(name))
        {
            var page = await visit.OpenAsync(width: width);
            var shop = world.ShopOf(merchant.Subdomain);
            if (name is "404") visit.Expect("status of 404");
            if (name is "cart" or "checkout" or "checkout with errors") await page.PutIntoCartAsync(shop);
            await page.GotoAsync(shop + name switch
            {
                "category" => "/categories/wooden-toys",
                "product" => "/products/barnaby-bear",
                "search" => "/search?q=duck",
                "page" => "/pages/about",
                "cart" => "/cart",
                "checkout" or "checkout with errors" => "/checkout",
                "order" => sale.Path,
                "404" => "/products/nothing-of-that-name",
                _ => "/",
            });
            if (name is "checkout with errors")
            {
                visit.Expect("status of 422");
                await page.Locator("#email").FillAsync("nobody");
                await page.Button("Pay ", exact: false).ClickAsync();
                await page.Locator(".alert[role=alert]").WaitForAsync();
            }
            return page;
        }
        var signedIn = OfTheDashboard.Contains(name) || name.StartsWith("wizard", StringComparison.Ordinal);
        var window = await visit.OpenAsync(signedIn ? merchant.SignedIn : null, width);
        await window.OpenReadyAsync(world.Dashboard + name switch
        {
            "front page" => "/",
            "login" => "/login",
            "register" or "register with errors" => "/register",
            "forgot" => "/forgot",
            "sign in by mail" => "/login/mail",
            "profile" => "/account",
            "security" => "/account/security",
            "new password" => "/account/password",
            "dashboard home" => $"/s/{merchant.Subdomain}",
            "products" => $"/s/{merchant.Subdomain}/products",
            "product edit" => $"/s/{merchant.Subdomain}/products/{sale.ProductId:D}",
            "product new" => $"/s/{merchant.Subdomain}/products/new",
            "import" => $"/s/{merchant.Subdomain}/products/import",
            "inventory" => $"/s/{merchant.Subdomain}/inventory",
            "item stock" => $"/s/{merchant.Subdomain}/inventory/{await world.VariantOfAsync(merchant, sale.ProductId):D}",
            "new transfer" => $"/s/{merchant.Subdomain}/inventory/transfers/new",
            "stocktake" => $"/s/{merchant.Subdomain}/inventory/count",
            "locations" => $"/s/{merchant.Subdomain}/settings/locations",
            "categories" => $"/s/{merchant.Subdomain}/categories",
            "newsletter" => $"/s/{merchant.Subdomain}/newsletter",
            "orders" => $"/s/{merchant.Subdomain}/orders",
            "order detail" or "shipping dialog" => $"/s/{merchant.Subdomain}/orders/{sale.Number}",
            "search results" => $"/s/{merchant.Subdomain}/search?q=bear",
            "design" => $"/s/{merchant.Subdomain}/design",
            "pages" => $"/s/{merchant.Subdomain}/pages",
            "planned" => $"/s/{merchant.Subdomain}/pages/planned",
            "redirects" => $"/s/{merchant.Subdomain}/pages/redirects",
            "template rules" => $"/s/{merchant.Subdomain}/pages/rules",
            "settings" => $"/s/{merchant.Subdomain}/settings",
            "domains" => $"/s/{merchant.Subdomain}/settings/domains",
            "activity log" => $"/s/{merchant.Subdomain}/settings/activity",
            "privacy" => $"/s/{merchant.Subdomain}/settings/privacy",
            "people" or "invite dialog" => $"/s/{merchant.Subdomain}/settings/people",
            "organization" => $"/s/{merchant.Subdomain}/settings/organization",
            "organizations" => "/organizations",
            "plan" or "plan dialog" => $"/s/{merchant.Subdomain}/settings/plan",
            "api keys" => $"/s/{merchant.Subdomain}/settings/api-keys",
            "webhooks" => $"/s/{merchant.Subdomain}/settings/webhooks",
            "webhook" or "webhook: a message" => $"/s/{merchant.Subdomain}/settings/webhooks/{hook:D}",
            "store life" => $"/s/{merchant.Subdomain}/settings/life",
            "copy a store" => $"/s/{merchant.Subdomain}/settings/life/copy",
            "editor" or "editor: header of all pages" or "editor: blocks to add" or "editor: theme" => $"/s/{merchant.Subdomain}/pages/{merchant.HomePageId:D}/edit",
            _ => "/new-store",
        });
        switch (name)
        {
            case "register with errors":
                await window.Button("Create account").ClickAsync();
                await window.Locator("[aria-invalid=true]").First.WaitForAsync();
                break;
            case "wizard: look" or "wizard: market":
                await window.GetByLabel("Name of the shop").FillAsync("Paper Kite");
                await Expect(window.GetByText("Free. Your own domain can come later")).ToBeVisibleAsync();
                await window.Button("Choose a look").ClickAsync();
                await window.Button("Next: your market").WaitForAsync();
                if (name == "wizard: look") break;
                await window.Button("Next: your market").ClickAsync();
                await window.Button("Put it live").WaitForAsync();
                break;
            case "shipping dialog":
                await window.LoadedAsync();
                await window.Locator(width >= 640 ? ".foot" : ".actbar").GetByRole(AriaRole.Button, new() { Name = "Ship 1 item" }).ClickAsync();
                await window.GetByRole(AriaRole.Dialog).WaitForAsync();
                break;
            case "inventory":
                // With its dialog on a desk; on a phone the item's own page has it.
                await window.LoadedAsync();
                if (width >= 640) { await window.Locator("tbody tr").First.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync(); await window.GetByRole(AriaRole.Dialog).WaitForAsync(); }
                break;
            case "plan dialog":
                await window.LoadedAsync();
                await window.Locator("[data-plan=pro]").GetByRole(AriaRole.Button).ClickAsync();
                await window.GetByRole(AriaRole.Dialog).WaitForAsync();
                break;
            case "activity log":
                await window.LoadedAsync();
                await window.Locator(".log summary").First.ClickAsync();
                await window.Button("Verify").ClickAsync();
                await window.Locator(".log-verdict").WaitForAsync();
                break;
            case "webhook: a message":
                await window.LoadedAsync();
                await window.Locator(".log summary").First.ClickAsync();
                await window.Locator(".log details[open]").GetByText("no such receiver").First.WaitForAsync();
                break;
            case "invite dialog":
                await window.LoadedAsync();
                await window.Button("Invite").ClickAsync();
                await window.GetByRole(AriaRole.Dialog).WaitForAsync();
                foreach (var part in await window.Locator("dialog summary").AllAsync()) await part.ClickAsync();
                break;
            case "editor: blocks to add":
                await window.EditorAsync();
                await window.Locator(width >= 640 ? ".ed-rail" : ".ed-phone").GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
                await window.Locator("[data-chip=hero]").WaitForAsync();
                break;
            case "editor: theme":
                await window.EditorAsync();
                await window.Locator(width >= 640 ? ".ed-rail" : ".ed-phone").GetByRole(AriaRole.Button, new() { Name = "Theme" }).ClickAsync();
                await window.Locator("[data-part=versions] summary").WaitForAsync();
                foreach (var part in await window.Locator(".th-panel summary").AllAsync())
                    if (await part.EvaluateAsync<bool>("el => !el.parentElement.open")) await part.ClickAsync();
                await window.Locator(".th-versions li").First.WaitForAsync();
                break;
            case "editor: header of all pages":
                await (await window.EditorAsync()).Locator(".site-head").ClickAsync();
                await Expect(window.Locator(".ed-insp h2")).ToHaveTextAsync("Header of all pages");
                if (width < 640) await window.Locator(".ed-phone").GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
                break;
            case "editor":
                var canvas = await window.EditorAsync();
                if (width >= 640) await canvas.Locator(".hero h1").ClickAsync();
                break;
            default: break;
        }
        await window.LoadedAsync();
        return window;
    }

    private static async Task PutIntoCartAsync(this IPage page, string shop)
    {
        await page.GotoAsync(shop + "/products/marble-hill");
        await page.Locator("button.buy").ClickAsync();
        await Expect(page.Locator("#say")).ToContainTextAsync("Marble Hill is in your cart.");
    }
}

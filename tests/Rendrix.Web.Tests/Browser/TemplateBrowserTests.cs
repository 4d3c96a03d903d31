using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Templates;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Templates in a browser: a merchant changes the product page, a shopper filters and is shown again what they looked at.</summary>
[Collection(BrowserCollection.Name)]
public sealed class TemplateBrowserTests(BrowserWorld world)
{
    private const string Shop = "templates-toys";

    [Fact]
    public Task A_product_page_is_previewed_bound_to_shop_data_and_put_live() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.OpenReadyAsync($"{world.Dashboard}/s/{world.Own(Shop)}/pages");
        await page.LinkTo("Product page").ClickAsync();
        await page.AtAsync(new Regex("/edit$"));
        var canvas = await page.EditorAsync();
        await Expect(canvas.Locator("h1")).ToHaveTextAsync("Barnaby Bear");
        await page.Button("Preview as", exact: false).ClickAsync();
        await page.Button("Comet Rocket").ClickAsync();
        await Expect(canvas.Locator("h1")).ToHaveTextAsync("Comet Rocket");
        await page.Button("Preview as", exact: false).ClickAsync();
        await page.Button("A sold-out product").ClickAsync();
        await Expect(canvas.Locator("button.buy")).ToHaveTextAsync("Sold out");

        await canvas.Locator("[data-ed=related-products] h2").ClickAsync();
        await page.Button("Fill title from shop data").ClickAsync();
        await page.Locator(".bind-menu:popover-open").GetByRole(AriaRole.Button, new() { NameRegex = new("^Name Barnaby Bear") }).First.ClickAsync();
        await Expect(canvas.Locator("[data-ed=related-products] h2")).ToHaveTextAsync("Barnaby Bear");
        await Expect(page.Locator(".bind")).ToContainTextAsync("Product: name");
        await page.SettledAsync();
        var violations = await Axe.ViolationsAsync(page, "the settings of a template", ".ed-insp");
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish (now|all the same)$") }).ClickAsync();
        await Expect(page.Locator("dialog.pub")).ToHaveCountAsync(0);

        var shopper = await visit.OpenAsync(script: false);
        await shopper.GotoAsync(world.ShopOf(Shop) + "/products/marble-hill");
        for (var left = 40; left > 0 && await shopper.Locator("main h2", new() { HasText = "Marble Hill" }).CountAsync() == 0; left--) await shopper.ReloadAsync();
        await Expect(shopper.Locator("main h2", new() { HasText = "Marble Hill" })).ToBeVisibleAsync();
        await shopper.Locator("button.buy").ClickAsync();
        await shopper.AtAsync("/cart");
    });

    [Fact]
    public Task A_merchant_lets_rules_choose_the_template_and_sees_how_many_they_are_about() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("rules-toys");
        await world.App.InScopeAsync(async s =>
        {
            foreach (var (title, words) in new[] { ("Small things", "Small and cheap"), ("Big things", "Worth saving for") })
            {
                var id = await s.GetRequiredService<OpenTemplate>().AddAsync(merchant.TenantId, merchant.StoreId, PageType.Product, title, CancellationToken.None);
                await s.GetRequiredService<SaveDraft>().RunAsync(merchant.TenantId, merchant.StoreId, id, 1, PageDocument.Of(BlockNode.Create("heading", new Dictionary<string, string> { ["Text"] = words })), CancellationToken.None);
                await s.GetRequiredService<PublishPage>().RunAsync(merchant.TenantId, merchant.StoreId, id, null, CancellationToken.None);
            }
            return 0;
        });
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.OpenReadyAsync($"{world.Dashboard}/s/{merchant.Subdomain}/pages");
        await page.LinkTo("Template rules").ClickAsync();
        await page.AtAsync(new Regex("/pages/rules$"));
        var rules = page.Locator("[data-rule]");
        foreach (var (template, from) in new[] { ("Big things", "0"), ("Small things", "0.01") })
        {
            await page.Button("Add rule").ClickAsync();
            var form = page.GetByRole(AriaRole.Dialog, new() { Name = "New rule" });
            await Expect(form.Locator(".rules-count")).ToHaveTextAsync("Choose at least one condition");
            await form.GetByLabel("Show with the template").SelectOptionAsync(new SelectOptionValue { Label = template });
            await form.GetByLabel("Price from").FillAsync(from);
            await Expect(form.Locator(".rules-count")).ToHaveTextAsync(new Regex("^12 products match"));
            await form.GetByRole(AriaRole.Button, new() { Name = "Add rule" }).ClickAsync();
            await Expect(form).ToHaveCountAsync(0);
        }
        await Expect(rules.Nth(0)).ToContainTextAsync("12 products match");
        await Expect(rules.Nth(1)).ToContainTextAsync("12 products match, 0 of them by this rule");
        var shopper = await visit.OpenAsync(script: false);
        await ShowsAsync("Worth saving for");
        await page.Button("Move rule 2 up").ClickAsync();
        await Expect(rules.Nth(0)).ToContainTextAsync("Small things");
        await ShowsAsync("Small and cheap");
        await page.SettledAsync();
        var violations = await Axe.ViolationsAsync(page, "template rules with rules");
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        await page.Button("Delete rule 1").ClickAsync();
        await Expect(rules).ToHaveCountAsync(1);
        await page.Locator(".toast", new() { HasText = "Rule deleted" }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(rules).ToHaveCountAsync(2);

        async Task ShowsAsync(string words)
        {
            await shopper.GotoAsync(world.ShopOf(merchant.Subdomain) + "/products/marble-hill");
            for (var left = 40; left > 0 && await shopper.GetByText(words).CountAsync() == 0; left--) await shopper.ReloadAsync();
            await Expect(shopper.GetByText(words)).ToBeVisibleAsync();
        }
    });

    [Fact]
    public Task A_shopper_filters_without_script_and_sees_again_what_they_looked_at() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("filters-toys");
        var shop = world.ShopOf(merchant.Subdomain);
        var plain = await visit.OpenAsync(script: false);
        await plain.GotoAsync(shop + "/products");
        await plain.GetByLabel(new Regex("^Tomato")).CheckAsync();
        await plain.Button("Show products").ClickAsync();
        await Expect(plain.Locator(".bar .count")).ToHaveTextAsync("1 product");
        await Expect(plain.Locator(".card h3")).ToHaveTextAsync("Comet Rocket");
        await plain.LinkTo("Remove the filter Color, Tomato").ClickAsync();
        await Expect(plain.Locator(".card")).ToHaveCountAsync(12);

        await world.App.InScopeAsync(async s =>
        {
            var id = await s.GetRequiredService<OpenTemplate>().RunAsync(merchant.TenantId, merchant.StoreId, PageType.Search, CancellationToken.None);
            var document = StandardTemplates.Of(PageType.Search);
            await s.GetRequiredService<SaveDraft>().RunAsync(merchant.TenantId, merchant.StoreId, id, 1, new PageDocument(document.Root.WithSlot("children", [.. document.Root.Children("children"), BlockNode.Create("recently_viewed", id: "seen")])), CancellationToken.None);
            return await s.GetRequiredService<PublishPage>().RunAsync(merchant.TenantId, merchant.StoreId, id, null, CancellationToken.None);
        });
        var page = await visit.OpenAsync();
        foreach (var product in new[] { "barnaby-bear", "marble-hill" }) await page.GotoAsync($"{shop}/products/{product}");
        await page.GotoAsync(shop + "/search");
        for (var left = 40; left > 0 && await page.Locator("[data-recent]").CountAsync() == 0; left--) await page.ReloadAsync();
        await Expect(page.Locator("[data-recent] .card h3")).ToHaveTextAsync(["Marble Hill", "Barnaby Bear, New"]);
        await Expect(page.Locator("[data-recent]")).ToBeVisibleAsync();
        await page.SettledAsync();
        Assert.Empty(await Axe.ViolationsAsync(page, "recently viewed"));
    });
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rendrix.Domains;
using Rendrix.Web.Platform.Data;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>The page of a store's domains, as a merchant goes through it.</summary>
[Collection(PagesCollection.Name)]
public sealed class DomainsBrowserTests(BrowserWorld world)
{
    [Fact]
    public Task A_merchant_adds_a_domain_sees_its_records_makes_it_the_first_and_removes_it() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("domain-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.OpenReadyAsync($"{world.Dashboard}/s/{world.Own("domain-toys")}/settings");
        await page.LinkTo("Domains").ClickAsync();
        await Expect(page.GetByText("No domain of your own yet")).ToBeVisibleAsync();

        await page.GetByLabel("Domain", new() { Exact = true }).FillAsync("https://shop.toys.com/path");
        await page.Button("Add domain").ClickAsync();
        await Expect(page.GetByText("without a path or port")).ToBeVisibleAsync();
        await page.GetByLabel("Domain", new() { Exact = true }).FillAsync("Bücher.domain-toys.com");
        await page.Button("Add domain").ClickAsync();
        var card = page.Locator(".domain", new() { HasText = "bücher.domain-toys.com" });
        await Expect(card.GetByText("Waiting for DNS")).ToBeVisibleAsync();
        await Expect(card.GetByText("xn--bcher-kva.domain-toys.com").First).ToBeVisibleAsync();
        await Expect(card.GetByText("_rendrix.xn--bcher-kva.domain-toys.com").First).ToBeVisibleAsync();
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Copy value of the TXT record" })).ToBeVisibleAsync();

        await card.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Expect(card.GetByText("could not be read")).ToBeVisibleAsync();
        await Expect(card.GetByText("Last look")).ToBeVisibleAsync();

        // As the clock's own look finds it later; the page follows by itself.
        await WorksAsync(merchant);
        await Expect(card.GetByText("Connected", new() { Exact = true })).ToBeVisibleAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Make primary" }).ClickAsync();
        await Expect(card.GetByText("Primary", new() { Exact = true })).ToBeVisibleAsync();

        await card.GetByRole(AriaRole.Button, new() { Name = "Remove bücher.domain-toys.com" }).ClickAsync();
        await page.Button("Remove domain").ClickAsync();
        await Expect(page.GetByText("No domain of your own yet")).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_new_free_address_opens_the_dashboard_there_and_the_old_one_leads_on() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("moving-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.OpenReadyAsync($"{world.Dashboard}/s/{world.Own("moving-toys")}/settings/domains");
        await page.Button("Change").ClickAsync();
        await page.GetByLabel("New address").FillAsync("admin");
        await page.Button("Change address").ClickAsync();
        await Expect(page.GetByText("That name is reserved").First).ToBeVisibleAsync();
        await page.GetByLabel("New address").FillAsync(world.Own("moved-toys"));
        await page.Button("Change address").ClickAsync();
        await page.AtAsync($"/s/{world.Own("moved-toys")}/settings/domains");
        await Expect(page.GetByText("leads here. It is kept for you until")).ToBeVisibleAsync();
        await page.GotoAsync($"{world.Dashboard}/s/{world.Own("moving-toys")}/orders?status=open");
        await page.AtAsync($"/s/{world.Own("moved-toys")}/orders");
        await page.GotoAsync(world.ShopOf("moving-toys") + "/products?sort=name");
        await page.AtAsync(new Regex("^" + Regex.Escape(world.ShopOf("moved-toys") + "/products?sort=name") + "$"));
    });

    private Task WorksAsync(Merchant merchant) => world.App.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, CancellationToken.None);
        var claim = await db.DomainClaims.SingleAsync(c => c.StoreId == merchant.StoreId);
        claim.Take(new DomainDiagnosis(true, Pointing.Here, true, []), DateTimeOffset.UtcNow);
        await db.CommitAsync(CancellationToken.None);
        return 0;
    });
}

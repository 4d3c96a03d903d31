using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rendrix.Amounts;
using Rendrix.Plans;
using Rendrix.Web.Plans;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>A merchant chooses a plan after seeing what it costs, cancels and comes back, says who pays, and meets a limit before it bites.</summary>
[Collection(PagesCollection.Name)]
public sealed class PlanBrowserTests(BrowserWorld world)
{
    [Fact]
    public Task A_plan_is_chosen_changed_canceled_and_its_limit_is_said_where_products_are_made() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("plan-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.OpenReadyAsync($"{world.Dashboard}/s/{merchant.Subdomain}/settings/plan");
        await page.LoadedAsync();

        await visit.StepAsync("Pro is chosen for a year, after the price is seen", async () =>
        {
            await page.GetByText("Yearly", new() { Exact = true }).ClickAsync();
            await Expect(page.Locator("[data-plan=pro]")).ToContainTextAsync("$290");
            await page.Locator("[data-plan=pro]").GetByRole(AriaRole.Button).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Move to Pro?" });
            await Expect(dialog).ToContainTextAsync("Due now");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Move" }).ClickAsync();
            await Expect(page.Locator("[data-current-plan=pro]")).ToBeVisibleAsync();
        });

        await visit.StepAsync("It is canceled, and goes on after all", async () =>
        {
            await page.Button("Cancel subscription").ClickAsync();
            await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Cancel subscription" }).ClickAsync();
            await page.Button("Go on with Pro").ClickAsync();
            await Expect(page.Button("Cancel subscription")).ToBeVisibleAsync();
        });

        await visit.StepAsync("Who pays is said, and an address that is none is refused beside the field", async () =>
        {
            await page.GetByLabel("Email for invoices").FillAsync("nobody");
            await page.Button("Save").ClickAsync();
            await Expect(page.Locator("[aria-invalid=true]")).ToHaveCountAsync(1);
            await page.GetByLabel("Email for invoices").FillAsync("bills@plan-toys.example");
            await page.Button("Save").ClickAsync();
            await Expect(page.Locator("[aria-invalid=true]")).ToHaveCountAsync(0);
        });

        await visit.StepAsync("At the limit the page of products says so, with the way up, and the form refuses with the same words", async () =>
        {
            await world.App.InScopeAsync(async s =>
            {
                await s.GetRequiredService<SavePlan>().RunAsync(null, new PlanDraft { Code = world.Own("shelf").Replace("-", "", StringComparison.Ordinal), Name = "Shelf", Monthly = "1", Yearly = "10", Products = "3", Sort = "12" }, null, CancellationToken.None);
                await s.GetRequiredService<GrantPlan>().RunAsync(merchant.TenantId, world.Own("shelf").Replace("-", "", StringComparison.Ordinal), BillingInterval.Month, Money.FromMinor(100, "USD"), CancellationToken.None);
                return 0;
            });
            await page.OpenReadyAsync($"{world.Dashboard}/s/{merchant.Subdomain}/products");
            await Expect(page.Locator("[data-limit=products]")).ToContainTextAsync("no more can be made. Free holds 50.");
            await page.Locator("[data-limit=products]").GetByRole(AriaRole.Link, new() { Name = "See plans" }).ClickAsync();
            await page.AtAsync($"/s/{merchant.Subdomain}/settings/plan");
            await page.LoadedAsync();
            var invoice = await page.Locator(".invoices a").First.GetAttributeAsync("href");
            await page.GotoAsync(world.Dashboard + invoice);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Invoice" })).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Total" })).ToContainTextAsync("$1.00");
        });
    });
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rendrix.Web.Operator.Admins;
using Rendrix.Web.Platform;
using Rendrix.Web.Platform.Data;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>The platform's own area in a browser: found, suspended, looked at as support, brought back.</summary>
[Collection(PagesCollection.Name)]
public sealed class PlatformBrowserTests(BrowserWorld world)
{
    private string Operator => $"owner@{world.Own("operator-toys")}.example";

    [Fact]
    public Task An_admin_suspends_an_organization_whose_owner_reads_why_looks_as_support_and_brings_it_back() => world.RunAsync(async visit =>
    {
        var (merchant, operators) = (await world.MerchantAsync("suspended-toys"), await world.MerchantAsync("operator-toys"));
        await world.App.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginGlobalAsync(TestContext.Current.CancellationToken);
            await db.Users.Where(u => u.Email == Operator).ExecuteUpdateAsync(u => u.SetProperty(x => x.EmailConfirmed, true), TestContext.Current.CancellationToken);
            await db.CommitAsync(TestContext.Current.CancellationToken);
            return 0;
        });
        await using var says = new StringWriter();
        Assert.Equal(0, await AdminCommand.Of(["platform", "grant", Operator])!.RunAsync(world.App.Connections, world.App.Services.GetRequiredService<DataDirectory>(), world.App.Services.GetRequiredService<IConfiguration>(), says, TestContext.Current.CancellationToken));
        var (admin, owner) = (await visit.OpenAsync(operators.SignedIn), await visit.OpenAsync(merchant.SignedIn));
        await owner.OpenReadyAsync($"{world.Dashboard}/s/{world.Own("suspended-toys")}/products");

        await visit.StepAsync("Every page is accessible, wide and narrow", async () =>
        {
            foreach (var path in new[] { "/platform", "/platform/tenants", "/platform/plans", "/platform/import", "/platform/themes", "/platform/announcements", "/platform/flags", "/platform/admins", "/platform/jobs", "/platform/log", $"/platform/tenants/{merchant.TenantId:D}" })
            {
                await admin.SetViewportSizeAsync(1440, 900);
                await admin.OpenReadyAsync(world.Dashboard + path);
                await admin.LoadedAsync();
                Assert.Empty(await Axe.ViolationsAsync(admin, path));
                await admin.SetViewportSizeAsync(390, 900);
                await admin.SettledAsync();
                Assert.Empty(await Axe.ViolationsAsync(admin, $"{path} at 390"));
                Assert.Equal((path, true), (path, await admin.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")));
            }
            await admin.SetViewportSizeAsync(1440, 900);
        });

        await visit.StepAsync("The organization is found by its address and suspended with a reason", async () =>
        {
            await admin.OpenReadyAsync(world.Dashboard + "/platform/tenants?q=suspended-toys");
            await admin.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
            await admin.GetByLabel("Reason").First.FillAsync("Sells what it may not");
            await admin.Button("Suspend").ClickAsync();
            await admin.GetByRole(AriaRole.Alertdialog).Or(admin.GetByRole(AriaRole.Dialog)).GetByRole(AriaRole.Button, new() { Name = "Suspend", Exact = true }).ClickAsync();
            await Expect(admin.GetByText("Suspended since")).ToBeVisibleAsync();
        });

        await visit.StepAsync("The owner, whose page is open, reads why", async () =>
        {
            await Expect(owner.GetByText("Sells what it may not")).ToBeVisibleAsync();
            Assert.Empty(await Axe.ViolationsAsync(owner, "suspended"));
            visit.Expect("status of 503");
            visit.Expect("503 from GET");
            var shop = await visit.OpenAsync();
            await shop.GotoAsync(world.ShopOf("suspended-toys"));
            await Expect(shop.GetByRole(AriaRole.Heading, new() { Name = "Closed for now" })).ToBeVisibleAsync();
            Assert.Empty(await Axe.ViolationsAsync(shop, "closed shop"));
        });

        await visit.StepAsync("Support looks by breaking the glass, and ends", async () =>
        {
            var form = admin.Locator("form[action$='/support']");
            await form.GetByLabel("Reason", new() { Exact = true }).FillAsync("Owner asked by phone");
            await form.GetByLabel("Break the glass").CheckAsync();
            await form.GetByLabel("I know that every owner").CheckAsync();
            await form.GetByRole(AriaRole.Button).ClickAsync();
            await admin.AtAsync("/support");
            await admin.OpenReadyAsync($"{world.Dashboard}/s/{world.Own("suspended-toys")}");
            await Expect(admin.Locator(".supportbar")).ToBeVisibleAsync();
            Assert.Empty(await Axe.ViolationsAsync(admin, "as support"));
            await admin.Button("End").ClickAsync();
            await admin.AtAsync($"/platform/tenants/{merchant.TenantId:D}");
        });

        await visit.StepAsync("It is brought back, and the owner's page says nothing any more", async () =>
        {
            await admin.ReadyAsync();
            await admin.LoadedAsync();
            await admin.GetByLabel("Reason").First.FillAsync("Put right");
            await admin.Button("Restore").ClickAsync();
            await Expect(admin.GetByText("Suspended since")).ToBeHiddenAsync();
            await Expect(owner.GetByText("Sells what it may not")).ToBeHiddenAsync();
        });
    });
}

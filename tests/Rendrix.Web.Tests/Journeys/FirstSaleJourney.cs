using Microsoft.Playwright;
using Rendrix.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Journeys;

/// <summary>From a stranger on the front page to a parcel on its way, in a real browser, with nothing in between that a person would not do.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FirstSaleJourney(BrowserWorld world)
{
    private string Shop => world.Own("tin-soldier");
    private string Merchant => $"nora@{Shop}.example";
    private string Shopper => $"ada@{Shop}.example";
    private const string Headline = "Toys that outlive childhood";

    [Fact]
    public Task A_stranger_opens_a_store_and_ships_the_first_order() => world.RunAsync(async visit =>
    {
        var merchant = await visit.OpenAsync();
        var shopper = await visit.OpenAsync();
        var shop = world.ShopOf(Shop);
        var number = "";

        await visit.StepAsync("A stranger signs up", async () =>
        {
            await merchant.GotoAsync(world.Dashboard + "/");
            await merchant.LinkTo("Open your store").First.ClickAsync();
            await merchant.AtAsync("/register");
            await merchant.GetByLabel("First name").FillAsync("Nora");
            await merchant.GetByLabel("Last name").FillAsync("Lind");
            await merchant.GetByLabel("Name of your business").FillAsync("Tin Soldier");
            await merchant.GetByLabel("Email").FillAsync(Merchant);
            await merchant.GetByLabel("Password").FillAsync("Nine-Lead-Drummers-9");
            await merchant.Button("Create account").ClickAsync();
            await Expect(merchant.GetByRole(AriaRole.Heading, new() { Name = "Check your mail" })).ToBeVisibleAsync();
        });

        await visit.StepAsync("The mail's link confirms the address and signs in", async () =>
        {
            var mail = await world.MailAsync(Merchant, "Confirm your address");
            var link = mail.Links.Single(l => l.Contains("/verify", StringComparison.Ordinal));
            Assert.StartsWith(world.Dashboard + "/", link, StringComparison.Ordinal);
            await merchant.GotoAsync(link);
            await merchant.Button("Confirm address").ClickAsync();
            await merchant.AtAsync("/new-store");
        });

        await visit.StepAsync("The wizard opens a toy shop on its own address", async () =>
        {
            await merchant.ReadyAsync();
            await merchant.GetByLabel("Name of the shop").FillAsync("Tin Soldier");
            await merchant.GetByLabel("Address", new() { Exact = true }).FillAsync(Shop);
            await Expect(merchant.GetByText("Free. Your own domain can come later")).ToBeVisibleAsync();
            await merchant.Button("Choose a look").ClickAsync();
            await merchant.Locator("label", new() { Has = merchant.Locator("input[name=industry][value=toys]") }).ClickAsync();
            await Expect(merchant.Locator("input[name=industry][value=toys]")).ToBeCheckedAsync();
            await merchant.Button("Next: your market").ClickAsync();
            await merchant.Button("Put it live").ClickAsync();
            await Expect(merchant.GetByRole(AriaRole.Heading, new() { Name = "Your store is live" })).ToBeVisibleAsync();
            await merchant.LinkTo("Go to your store").ClickAsync();
            await merchant.AtAsync($"/s/{Shop}");
        });

        await visit.StepAsync("The shop answers a shopper on its own host", async () =>
        {
            var answer = await shopper.GotoAsync(shop + "/");
            Assert.Equal(200, answer!.Status);
            await Expect(shopper.Locator("h1")).ToBeVisibleAsync();
            Assert.NotEqual(Headline, await shopper.Locator("h1").InnerTextAsync());
            await Expect(shopper.Locator("main .faq")).ToHaveCountAsync(1);
        });

        await visit.StepAsync("The merchant rewrites the headline on the page itself", async () =>
        {
            await merchant.LinkTo("Pages").First.ClickAsync();
            await merchant.AtAsync($"/s/{Shop}/pages");
            await merchant.Locator("tr", new() { HasText = "On every page" }).WaitForAsync();
            await merchant.Locator("tbody tr").First.GetByRole(AriaRole.Link).First.ClickAsync();
            var canvas = await merchant.EditorAsync();
            var title = canvas.Locator(".hero [data-ed-prop=Title]").First;
            await title.DblClickAsync();
            await Expect(title).ToHaveAttributeAsync("contenteditable", "plaintext-only");
            await merchant.Keyboard.PressAsync("Control+A");
            await merchant.Keyboard.TypeAsync(Headline);
            await merchant.Keyboard.PressAsync("Enter");
            await Expect(title).ToHaveTextAsync(Headline);
            // The inspector shows what was typed on the page.
            await Expect(merchant.Locator(".ed-insp").GetByLabel("Headline", new() { Exact = true })).ToHaveValueAsync(Headline);
        });

        await visit.StepAsync("A block is added, taken back and put again", async () =>
        {
            var canvas = await merchant.EditorAsync();
            await merchant.Locator(".ed-rail").GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
            await merchant.Locator(".ed-gallery[data-pictures=ready]").WaitForAsync();
            await merchant.Locator("[data-chip=faq]").First.PressAsync("Enter");
            await Expect(canvas.Locator("main .faq")).ToHaveCountAsync(2);
            await merchant.GetByRole(AriaRole.Button, new() { NameRegex = new("^Undo: ") }).First.ClickAsync();
            await Expect(canvas.Locator("main .faq")).ToHaveCountAsync(1);
            await merchant.GetByRole(AriaRole.Button, new() { NameRegex = new("^Redo: ") }).First.ClickAsync();
            await Expect(canvas.Locator("main .faq")).ToHaveCountAsync(2);
        });

        await visit.StepAsync("What is published is in the shop at once", async () =>
        {
            await merchant.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish") }).ClickAsync();
            await merchant.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish (now|all the same)$") }).ClickAsync();
            await Expect(merchant.Locator(".toast", new() { HasText = "Page published" })).ToBeVisibleAsync();
            await shopper.ReloadAsync();
            await Expect(shopper.Locator("h1")).ToHaveTextAsync(Headline, new() { Timeout = 1 });
            await Expect(shopper.Locator("main .faq")).ToHaveCountAsync(2, new() { Timeout = 1 });
        });

        await visit.StepAsync("A trial of a Shopify file says what would come", async () =>
        {
            var file = Fixtures.ShopifyApparel();
            await merchant.OpenReadyAsync($"{world.Dashboard}/s/{Shop}/products");
            await merchant.LinkTo("Import").ClickAsync();
            await merchant.AtAsync($"/s/{Shop}/products/import");
            await merchant.Locator("#file").SetInputFilesAsync(file);
            await Expect(Figure(merchant, "Would add")).ToHaveTextAsync("20");
        });

        await visit.StepAsync("The file is imported: 20 products are new", async () =>
        {
            await merchant.Button("Import 20 products").ClickAsync();
            await Expect(Figure(merchant, "Added")).ToHaveTextAsync("20");
            await Expect(Figure(merchant, "Left out")).ToHaveTextAsync("0");
            await Expect(merchant.LinkTo("See your products")).ToBeVisibleAsync();
        });

        await visit.StepAsync("The same file again adds nothing", async () =>
        {
            await merchant.LinkTo("Import another file").ClickAsync();
            await merchant.Locator("#file").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await merchant.GetByRole(AriaRole.Switch, new() { Name = "Try first" }).UncheckAsync();
            await merchant.Locator("#file").SetInputFilesAsync(Fixtures.ShopifyApparel());
            await Expect(merchant.LinkTo("See your products")).ToBeVisibleAsync();
            await Expect(Figure(merchant, "Added")).ToHaveTextAsync("0");
            await merchant.LinkTo("See your products").ClickAsync();
            await Expect(merchant.Locator(".pagehead .count")).ToHaveTextAsync("32");
            await shopper.GotoAsync(shop + "/products/ocean-blue-shirt");
            await Expect(shopper.Locator("h1")).ToHaveTextAsync("Ocean Blue Shirt");
        });

        await visit.StepAsync("A shopper goes from a category to a product and chooses a variant", async () =>
        {
            await shopper.GotoAsync(shop + "/categories/wooden-toys");
            await shopper.LinkTo("Marble Hill", exact: false).First.ClickAsync();
            await shopper.AtAsync("/products/marble-hill");
            await shopper.Locator("label.opt", new() { HasText = "Tower" }).ClickAsync();
            await Expect(shopper.Locator("button.buy")).ToHaveTextAsync("Add to cart, $84");
        });

        await visit.StepAsync("It goes into the cart", async () =>
        {
            await shopper.Locator("button.buy").ClickAsync();
            await Expect(shopper.Locator("#say")).ToContainTextAsync("Marble Hill is in your cart.");
            await shopper.LinkTo("Cart, 1 item").ClickAsync();
            await shopper.AtAsync("/cart");
            await Expect(shopper.Locator(".lines li")).ToHaveCountAsync(1);
            await Expect(shopper.Locator(".lines li")).ToContainTextAsync("Tower");
        });

        await visit.StepAsync("Checkout, and the test gateway is paid", async () =>
        {
            await shopper.LinkTo("Check out", exact: false).ClickAsync();
            await shopper.AtAsync("/checkout");
            await shopper.FillCheckoutAsync(Shopper);
            await shopper.Locator("label", new() { Has = shopper.Locator("input[value='test:test_ok']") }).ClickAsync();
            await shopper.Button("Pay ", exact: false).ClickAsync();
            number = await shopper.OrderNumberAsync();
            await Expect(shopper.Locator("h1")).ToHaveTextAsync("Thank you, Ada");
            await Expect(shopper.Locator("main")).ToContainTextAsync("#" + number);
        });

        await visit.StepAsync("The confirmation reaches the shopper by mail", async () =>
        {
            var mail = await world.MailAsync(Shopper, $"#{number} is confirmed");
            Assert.Contains("Marble Hill", mail.Text, StringComparison.Ordinal);
            Assert.Contains(mail.Links, l => l.StartsWith($"{shop}/orders/{number}?token=", StringComparison.Ordinal));
        });

        await visit.StepAsync("The merchant finds the order and starts packing", async () =>
        {
            await merchant.LinkTo("Orders", exact: false).First.ClickAsync();
            await merchant.AtAsync($"/s/{Shop}/orders");
            await merchant.Locator("tr", new() { HasText = "Ada Moss" }).GetByRole(AriaRole.Link).First.ClickAsync();
            await merchant.AtAsync($"/s/{Shop}/orders/{number}");
            await merchant.Button("Start packing").First.ClickAsync();
            await Expect(merchant.Locator(".toast", new() { HasText = "Packing started" })).ToBeVisibleAsync();
            await Expect(merchant.Button("Start packing")).ToHaveCountAsync(0);
        });

        await visit.StepAsync("The order is shipped with a tracking number", async () =>
        {
            await merchant.Button("Ship 1 item").First.ClickAsync();
            var dialog = merchant.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Carrier").FillAsync("Posten");
            await dialog.GetByLabel("Tracking number").FillAsync("NO-4711");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Mark as shipped" }).ClickAsync();
            await Expect(merchant.Locator("main")).ToContainTextAsync("NO-4711");
            await Expect(merchant.Button("Mark as delivered").First).ToBeVisibleAsync();
        });

        await visit.StepAsync("The shopper hears of it by mail and on the order's page", async () =>
        {
            var mail = await world.MailAsync(Shopper, $"#{number} is on its way");
            Assert.Contains("NO-4711", mail.Text, StringComparison.Ordinal);
            await shopper.ReloadAsync();
            await Expect(shopper.Locator("main")).ToContainTextAsync("Your order is on its way.");
            await Expect(shopper.Locator("main")).ToContainTextAsync("Posten: NO-4711");
            await Expect(shopper.Locator("[aria-current=step]")).ToHaveTextAsync("On its way");
        });
    });

    private static ILocator Figure(IPage page, string name) => page.Locator("dl.kpis > div", new() { Has = page.GetByText(name, new() { Exact = true }) }).Locator("dd");
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>People in a browser: invited by mail, joined, given other roles while they work, removed.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PeopleBrowserTests(BrowserWorld world)
{
    private string Wilma => $"wilma@{world.Own("people-toys")}.example";

    [Fact]
    public Task A_writer_joins_and_writes_becomes_a_designer_while_the_editor_is_open_and_is_removed() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("people-toys");
        var owner = await visit.OpenAsync(merchant.SignedIn);
        var wilma = await visit.OpenAsync();
        await owner.OpenReadyAsync($"{world.Dashboard}/s/{world.Own("people-toys")}/settings/people");

        await visit.StepAsync("The owner invites a writer, each right in words", async () =>
        {
            await owner.Button("Invite").ClickAsync();
            var dialog = owner.GetByRole(AriaRole.Dialog, new() { Name = "Invite somebody" });
            await dialog.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("Writer");
            await dialog.GetByText("What Writer may do").ClickAsync();
            await Expect(dialog.Locator(".rights li.has", new() { HasText = "Edit pages" })).ToBeVisibleAsync();
            await Expect(dialog.Locator(".rights li:not(.has)", new() { HasText = "Publish pages" })).ToBeVisibleAsync();
            await Button(dialog, "Send invitation").ClickAsync();
            await Expect(dialog.GetByText("Enter your email address")).ToBeVisibleAsync();
            await AccessibleAsync(owner, "inviting");
            await dialog.GetByLabel("Email").FillAsync(Wilma);
            await Button(dialog, "Send invitation").ClickAsync();
            await Expect(owner.Locator($"[data-invited='{Wilma}']")).ToContainTextAsync("Writer");
            await AccessibleAsync(owner, "people");
        });

        await visit.StepAsync("She joins by the link in the mail", async () =>
        {
            var mail = await world.MailAsync(Wilma, $"Join {world.Own("people-toys")}");
            await wilma.GotoAsync(world.Dashboard + new Uri(mail.Links[0]).PathAndQuery);
            await Expect(wilma.GetByRole(AriaRole.Heading, new() { Name = $"Join {world.Own("people-toys")}" })).ToBeVisibleAsync();
            await AccessibleAsync(wilma, "invitation");
            await wilma.GetByLabel("First name").FillAsync("Wilma");
            await wilma.GetByLabel("Last name").FillAsync("Word");
            await wilma.GetByLabel("Password").FillAsync("Wooden-Train-1878");
            await wilma.Button($"Join {world.Own("people-toys")}").ClickAsync();
            await wilma.AtAsync("/");
            await Expect(wilma.LinkTo("Halden Toys")).ToBeVisibleAsync();
        });

        await visit.StepAsync("A writer sees no orders, changes texts and no layout", async () =>
        {
            await wilma.OpenReadyAsync($"{world.Dashboard}/s/{world.Own("people-toys")}/orders");
            await Expect(wilma.GetByText("You need the right “See orders”")).ToBeVisibleAsync();
            await Expect(wilma.GetByRole(AriaRole.Navigation, new() { Name = "Store", Exact = true }).GetByText("Orders")).ToHaveCountAsync(0);
            await wilma.OpenReadyAsync($"{world.Dashboard}/s/{world.Own("people-toys")}/settings");
            // The parts of the settings that are closed to her are not offered.
            await Expect(wilma.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(AriaRole.Link)).ToHaveTextAsync(["Store", "People", "Organization"]);
            await wilma.GotoAsync($"{world.Dashboard}/s/{world.Own("people-toys")}/pages/{merchant.HomePageId:D}/edit");
            var canvas = await wilma.EditorAsync();
            await canvas.Locator(".hero h1").First.ClickAsync();
            await wilma.Locator(".ed-insp").GetByLabel("Headline", new() { Exact = true }).FillAsync("Written by Wilma");
            await Expect(canvas.Locator(".hero h1").First).ToHaveTextAsync("Written by Wilma");
            await Expect(wilma.Locator(".ed-insp [data-set=Kind] select")).ToBeDisabledAsync();
            await Expect(AddOf(wilma)).ToHaveCountAsync(0);
        });

        await visit.StepAsync("Made a designer while the editor is open, she may lay out at once, and asks for review but cannot publish", async () =>
        {
            await ReloadedAsync(owner);
            await owner.Locator($"[data-person='{Wilma}']").GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
            var dialog = owner.GetByRole(AriaRole.Dialog, new() { Name = "Change Wilma Word" });
            await dialog.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("Designer");
            await Button(dialog, "Save").ClickAsync();
            await Expect(owner.Locator($"[data-person='{Wilma}']")).ToContainTextAsync("Designer");
            await Expect(AddOf(wilma)).ToBeVisibleAsync();
            await Expect(wilma.Locator(".ed-insp [data-set=Kind] select")).ToBeEnabledAsync();
            await wilma.GetByRole(AriaRole.Button, new() { NameRegex = new("^Review") }).ClickAsync();
            await Expect(wilma.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish (now|all the same)$") })).ToHaveCountAsync(0);
            await wilma.GetByLabel("Note for whoever publishes").FillAsync("Ready");
            await wilma.Button("Ask for review").ClickAsync();
            await Expect(wilma.Locator(".toast", new() { HasText = "Asked for review" })).ToBeVisibleAsync();
        });

        await visit.StepAsync("Removed, her editor closes and the store is gone", async () =>
        {
            await owner.Locator($"[data-person='{Wilma}']").GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
            await Button(owner.GetByRole(AriaRole.Alertdialog), "Remove").ClickAsync();
            await Expect(owner.Locator($"[data-person='{Wilma}']")).ToHaveCountAsync(0);
            // Her session was signed in to that organization alone, so she stands at the door again.
            await wilma.AtAsync(new Regex("/login|^https?://[^/]+/$"));
            await Expect(wilma.LinkTo("Halden Toys")).ToHaveCountAsync(0);
        });
    });

    [Fact]
    public Task An_owner_makes_a_role_renames_the_organization_deletes_it_and_brings_it_back() => world.RunAsync(async visit =>
    {
        var owner = await visit.OpenAsync((await world.MerchantAsync("closing-toys")).SignedIn, 390);
        await owner.OpenReadyAsync($"{world.Dashboard}/s/{world.Own("closing-toys")}/settings/people");
        await owner.Button("New role").ClickAsync();
        var dialog = owner.GetByRole(AriaRole.Dialog, new() { Name = "New role" });
        await dialog.GetByLabel("Name of the role").FillAsync("Packer");
        await dialog.GetByLabel("See orders").CheckAsync();
        await AccessibleAsync(owner, "a new role");
        await Button(dialog, "Save role").ClickAsync();
        await owner.Locator("[data-role=Packer] summary").ClickAsync();
        await Expect(owner.Locator("[data-role=Packer] .rights li.has")).ToHaveCountAsync(1);

        await owner.OpenReadyAsync($"{world.Dashboard}/s/{world.Own("closing-toys")}/settings/organization");
        await owner.GetByLabel("Name of the organization").FillAsync("Closing Time");
        await owner.Button("Save").ClickAsync();
        await Expect(owner.Locator(".toast", new() { HasText = "Organization saved" })).ToBeVisibleAsync();
        await AccessibleAsync(owner, "the organization");
        await owner.Button("Delete organization").ClickAsync();
        var question = owner.GetByRole(AriaRole.Alertdialog);
        await Expect(Button(question, "Delete")).ToBeDisabledAsync();
        await question.GetByLabel($"Type {world.Own("closing-toys")} to confirm").FillAsync(world.Own("closing-toys"));
        await Button(question, "Delete").ClickAsync();
        await Expect(owner.GetByText("This organization is being deleted.")).ToBeVisibleAsync();
        await Expect(owner.Button("Bring the organization back")).ToBeVisibleAsync();

        await owner.OpenReadyAsync(world.Dashboard + "/organizations");
        await owner.Button("Bring back Closing Time").ClickAsync();
        await Expect(owner.Locator("[data-organization='Closing Time'] .st")).ToHaveTextAsync("Live");
        await AccessibleAsync(owner, "organizations");
    });

    private static ILocator Button(ILocator part, string name) => part.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator AddOf(IPage page) => page.Locator(".ed-rail").GetByRole(AriaRole.Button, new() { Name = "Add" });

    private static async Task ReloadedAsync(IPage page)
    {
        await page.ReloadAsync();
        await page.ReadyAsync();
        await page.LoadedAsync();
    }

    private static async Task AccessibleAsync(IPage page, string what)
    {
        await page.SettledAsync();
        var violations = await Axe.ViolationsAsync(page, what);
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }
}

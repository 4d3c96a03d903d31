using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rendrix.Web.Identity;
using Rendrix.Web.Tests.Identity;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Ways in, as a person with a browser takes them.</summary>
[Collection(PagesCollection.Name)]
public sealed class SignInBrowserTests(BrowserWorld world)
{
    private const string Password = "Copper-Lantern-42!";

    [Fact]
    public Task A_passkey_is_made_named_used_and_removed() => world.RunAsync(async visit =>
    {
        var page = await OpenAsync(visit, $"{world.Own("passkey")}@example.com");
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        var made = await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true },
        });
        var authenticator = made!.Value.GetProperty("authenticatorId").GetString()!;
        await visit.StepAsync("make one", async () =>
        {
            await page.GotoAsync(world.Dashboard + "/account/security");
            await page.GetByLabel("Name for a new passkey").FillAsync("Work laptop");
            await page.Button("Add a passkey").ClickAsync();
            await Expect(page.GetByText("The passkey is added")).ToBeVisibleAsync();
            await Expect(page.GetByText("Work laptop")).ToBeVisibleAsync();
        });
        await visit.StepAsync("name it", async () =>
        {
            await page.GetByText("Rename", new() { Exact = true }).ClickAsync();
            await page.GetByLabel("Name of the passkey").FillAsync("Old laptop");
            await page.Button("Save").ClickAsync();
            await Expect(page.GetByText("Old laptop")).ToBeVisibleAsync();
        });
        await visit.StepAsync("sign in with it", async () =>
        {
            // Nobody touches the device: what the page offers by itself waits.
            await PresenceAsync(device, authenticator, false);
            await SignOutAsync(page);
            await page.GotoAsync(world.Dashboard + "/login");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" })).ToBeVisibleAsync();
            await PresenceAsync(device, authenticator, true);
            await page.Button("Use a passkey").ClickAsync();
            await page.AtAsync("/");
        });
        await visit.StepAsync("remove it", async () =>
        {
            await page.GotoAsync(world.Dashboard + "/account/security");
            await page.Button("Remove Old laptop").ClickAsync();
            await Expect(page.GetByText("No passkeys yet")).ToBeVisibleAsync();
            await PresenceAsync(device, authenticator, false);
            await SignOutAsync(page);
            await page.GotoAsync(world.Dashboard + "/login");
            visit.Expect("status of 401");
            await PresenceAsync(device, authenticator, true);
            await page.Button("Use a passkey").ClickAsync();
            await Expect(page.GetByText("This passkey was not accepted")).ToBeVisibleAsync();
        });
    });

    [Fact]
    public Task Two_factor_sign_in_is_turned_on_and_asked_for() => world.RunAsync(async visit =>
    {
        var page = await OpenAsync(visit, $"{world.Own("two-factor")}@example.com");
        await visit.StepAsync("it waits for a confirmed address", async () =>
        {
            await page.GotoAsync(world.Dashboard + "/account/two-factor");
            await Expect(page.GetByText("Confirm your email address first")).ToBeVisibleAsync();
            Assert.Empty(await Axe.ViolationsAsync(page, "two-factor unconfirmed"));
            await Stale.UnconfirmAsync(world.App, $"{world.Own("two-factor")}@example.com", confirmed: true);
        });
        AppCode app = null!;
        await visit.StepAsync("turn it on", async () =>
        {
            await page.GotoAsync(world.Dashboard + "/account/security");
            await page.LinkTo("Turn on").ClickAsync();
            app = new AppCode(await page.Locator("[data-secret]").InnerTextAsync());
            await Expect(page.Locator(".qr svg")).ToBeVisibleAsync();
            Assert.Empty(await Axe.ViolationsAsync(page, "two-factor"));
            await page.GetByLabel("Code", new() { Exact = true }).FillAsync(app.Show(-1));
            await page.Button("Turn on").ClickAsync();
            await Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        });
        var recovery = (await page.Locator(".codes li").First.InnerTextAsync()).Trim();
        await visit.StepAsync("sign in with a code", async () =>
        {
            await SignOutAsync(page);
            await SignInAsync(page, $"{world.Own("two-factor")}@example.com");
            await page.AtAsync("/login/code");
            Assert.Empty(await Axe.ViolationsAsync(page, "code"));
            await page.GetByLabel("Code", new() { Exact = true }).FillAsync(app.Show());
            await page.Button("Sign in").ClickAsync();
            await page.AtAsync("/");
        });
        await visit.StepAsync("turn it off with a recovery code", async () =>
        {
            await page.GotoAsync(world.Dashboard + "/account/security");
            await page.LinkTo("Turn off").ClickAsync();
            await page.GetByLabel("Password").FillAsync(Password);
            await page.GetByLabel("Code", new() { Exact = true }).FillAsync(recovery);
            await page.Button("Turn off").ClickAsync();
            await Expect(page.GetByText("Two-factor sign-in is off")).ToBeVisibleAsync();
        });
    });

    [Fact]
    public Task An_open_page_ends_when_its_session_is_ended_elsewhere() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("ended-toys");
        var open = await visit.OpenAsync(merchant.SignedIn);
        await open.OpenReadyAsync($"{world.Dashboard}/s/{world.Own("ended-toys")}/orders");
        await open.LoadedAsync();
        var person = await world.App.InScopeAsync(async s => await s.GetRequiredService<SignIn>().CheckAsync($"owner@{world.Own("ended-toys")}.example", "Wooden-Train-1878", null, null, CancellationToken.None));
        var elsewhere = await visit.OpenAsync();
        await SignInAsync(elsewhere, person.Email!, "Wooden-Train-1878");
        await elsewhere.AtAsync("/");
        await elsewhere.GotoAsync(world.Dashboard + "/account/security");
        await elsewhere.Button("Sign out everywhere else").ClickAsync();
        await Expect(elsewhere.GetByText("You are signed out everywhere else")).ToBeVisibleAsync();
        await open.AtAsync(new Regex(@"/login\?returnUrl="));
    });

    [Fact]
    public Task A_mailed_link_signs_in_by_its_button() => world.RunAsync(async visit =>
    {
        await RegisterAsync($"{world.Own("mailed")}@example.com");
        var page = await visit.OpenAsync();
        await page.GotoAsync(world.Dashboard + "/login");
        await page.LinkTo("Send me a link").ClickAsync();
        // The page before has a field of that name too.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in by mail" })).ToBeVisibleAsync();
        await page.GetByLabel("Email").FillAsync($"{world.Own("mailed")}@example.com");
        await page.Button("Send the link").ClickAsync();
        await Expect(page.GetByText("Check your mail")).ToBeVisibleAsync();
        var link = world.Dashboard + new Uri((await world.MailAsync($"{world.Own("mailed")}@example.com", "Your link to sign in")).Links[0]).PathAndQuery;
        // A scanner reads it first, twice.
        for (var i = 0; i < 2; i++) Assert.Contains($"{world.Own("mailed")}@example.com", await world.Http.GetStringAsync(new Uri(link).PathAndQuery, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await page.GotoAsync(link);
        await page.Button("Sign in").ClickAsync();
        await page.AtAsync("/");
        await page.GotoAsync(link);
        await Expect(page.GetByText("This link does not work any more")).ToBeVisibleAsync();
    });

    private async Task<IPage> OpenAsync(Visit visit, string email)
    {
        await RegisterAsync(email);
        var page = await visit.OpenAsync();
        await SignInAsync(page, email);
        await page.AtAsync("/");
        return page;
    }

    private Task<Registered?> RegisterAsync(string email) =>
        world.App.InScopeAsync(s => s.GetRequiredService<RegisterMerchant>().RunAsync(new Registration(email, Password, "Grace", "Hopper", email.Split('@')[0]), CancellationToken.None));

    private async Task SignInAsync(IPage page, string email, string password = Password)
    {
        await page.GotoAsync(world.Dashboard + "/login");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GetByTitle("Grace Hopper").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.AtAsync("/login");
    }

    private static Task PresenceAsync(ICDPSession device, string authenticator, bool there) =>
        device.SendAsync("WebAuthn.setAutomaticPresenceSimulation", new() { ["authenticatorId"] = authenticator, ["enabled"] = there });
}

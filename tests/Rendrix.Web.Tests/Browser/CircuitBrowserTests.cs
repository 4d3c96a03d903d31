using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>
/// The script of the runtime before drives this server (docs: BlazorScript.targets), a pairing nobody else tests. Each thing the product needs of it is done here once.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed partial class CircuitBrowserTests(BrowserWorld world)
{
    private const string Shop = "circuit-toys";

    [Fact]
    public Task After_a_lost_connection_the_page_comes_back_with_what_was_typed() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var page = await visit.OpenAsync(merchant.SignedIn);
        var sockets = new List<IWebSocketRoute>();
        await page.RouteWebSocketAsync(Socket(), socket =>
        {
            socket.ConnectToServer();
            sockets.Add(socket);
        });
        await page.OpenReadyAsync($"{world.Dashboard}/s/{world.Own(Shop)}/products/new");
        await page.LoadedAsync();
        var name = page.GetByLabel("Name", new() { Exact = true });
        await name.FillAsync("Paper kite");
        await Expect(page.GetByText("This product is not saved yet")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { window.notReloaded = true; }");
        Assert.Single(sockets);

        visit.Expect("Connection disconnected");
        visit.Expect("WebSocket");
        // The framework's own script answers calls from the server while there is no connection; it says so and the answer is asked for again.
        visit.Expect("Cannot send data if the connection is not in the 'Connected' State");
        await sockets[0].CloseAsync(new() { Code = 1011, Reason = "cut" });
        for (var give = Environment.TickCount64 + 30_000; sockets.Count < 2 && Environment.TickCount64 < give;) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(sockets.Count >= 2, "The page did not try to connect again.");
        await Expect(page.Locator("#components-reconnect-modal")).Not.ToHaveClassAsync(new Regex("components-reconnect-(show|failed|rejected)"));
        await Expect(name).ToHaveValueAsync("Paper kite");
        await name.FillAsync("Paper kite, red");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Price", Exact = true }).FillAsync("18");
        await page.Locator("[data-save]").First.ClickAsync();
        await page.AtAsync(new Regex("/products/[0-9a-f-]{32,36}$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Paper kite, red");
        Assert.True(await page.EvaluateAsync<bool>("() => window.notReloaded === true"));
    });

    [Fact]
    public Task Clicks_bindings_uploads_and_navigation_reach_the_server_and_back() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync(Shop);
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.OpenReadyAsync($"{world.Dashboard}/s/{world.Own(Shop)}");
        await page.LoadedAsync();
        await page.EvaluateAsync("() => { window.notReloaded = true; }");

        // oninput binding and NavigateTo
        await page.Locator("#find").FillAsync("duck");
        await page.Keyboard.PressAsync("Enter");
        await page.AtAsync(new Regex(@"/search\?q=duck$"));
        await Expect(page.Locator("main")).ToContainTextAsync("Pull-Along Duck");

        // links inside the circuit
        await page.LinkTo("Pull-Along Duck").First.ClickAsync();
        await page.AtAsync(new Regex("/products/[0-9a-f-]{32,36}$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Pull-Along Duck");
        await Expect(page.Locator(".pic img")).ToHaveCountAsync(3);

        // file upload
        await page.Locator("main input[type=file]").SetInputFilesAsync(new FilePayload { Name = "duck.png", MimeType = "image/png", Buffer = await page.ScreenshotAsync() });
        await Expect(page.Locator(".pic img")).ToHaveCountAsync(4);

        // onclick, and a dialog opened through interop
        await page.Locator(".pic button").Last.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.Locator("[data-save]").First.ClickAsync();
        await Expect(page.Locator(".toast")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await page.AtAsync(new Regex(@"/search\?q=duck$"));
        Assert.True(await page.EvaluateAsync<bool>("() => window.notReloaded === true"));
    });

    [GeneratedRegex("/_blazor")]
    private static partial Regex Socket();
}

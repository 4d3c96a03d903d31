using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>The editor while the connection is down: nothing done on the page is lost.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EditorOfflineTests(BrowserWorld world)
{
    [Fact]
    public Task Edits_made_while_offline_are_kept_on_the_device_and_replayed() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("offline-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        var sockets = new List<IWebSocketRoute>();
        var down = false;
        await page.RouteWebSocketAsync(new Regex("/_blazor"), socket =>
        {
            if (down) { _ = socket.CloseAsync(new() { Code = 1011, Reason = "down" }); return; }
            socket.ConnectToServer();
            sockets.Add(socket);
        });
        await page.RouteAsync(new Regex("/_blazor/negotiate"), route => down ? route.AbortAsync() : route.ContinueAsync());
        await page.GotoAsync($"{world.Dashboard}/s/{merchant.Subdomain}/pages/{merchant.HomePageId:D}/edit");
        var canvas = await page.EditorAsync();
        var blocks = canvas.Locator("[data-ed-slot=children]").First.Locator("> [data-ed]");
        var before = await IdsAsync();

        visit.Expect("Connection disconnected");
        visit.Expect("WebSocket");
        visit.Expect("Failed to");
        visit.Expect("ERR_FAILED");
        visit.Expect("Error:");
        down = true;
        await sockets[^1].CloseAsync(new() { Code = 1011, Reason = "cut" });
        await Expect(page.Locator(".ed-offline")).ToBeVisibleAsync();

        // A text on the page, a block gone, another one further up.
        await canvas.Locator(".hero h1").First.DblClickAsync();
        await page.Keyboard.TypeAsync("Written on a train");
        await page.Keyboard.PressAsync("Enter");
        await canvas.Locator($"[data-ed=\"{before[2]}\"]").ClickAsync(new() { Position = new() { X = 8, Y = 8 } });
        await canvas.GetByRole(AriaRole.Button, new() { Name = "Move up", Exact = true }).ClickAsync();
        await canvas.Locator($"[data-ed=\"{before[3]}\"]").ClickAsync(new() { Position = new() { X = 8, Y = 8 } });
        await canvas.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        string[] wanted = [before[0], before[2], before[1], .. before[4..]];
        Assert.Equal(wanted, await IdsAsync());
        await Expect(page.Locator(".ed")).ToHaveAttributeAsync("data-kept", "3");

        down = false;
        await Expect(page.Locator(".ed")).Not.ToHaveAttributeAsync("data-kept", new Regex("."), new() { Timeout = 60_000 });
        await Expect(page.Locator(".ed-saved")).ToHaveAttributeAsync("data-state", "saved");
        Assert.Equal(wanted, await IdsAsync());
        // What the server has is what the page shows.
        await page.ReloadAsync();
        canvas = await page.EditorAsync();
        blocks = canvas.Locator("[data-ed-slot=children]").First.Locator("> [data-ed]");
        Assert.Equal(wanted, await IdsAsync());
        await Expect(canvas.Locator(".hero h1").First).ToHaveTextAsync("Written on a train");

        async Task<string[]> IdsAsync() => await blocks.EvaluateAllAsync<string[]>("list => list.map(b => b.dataset.ed)");
    });
}

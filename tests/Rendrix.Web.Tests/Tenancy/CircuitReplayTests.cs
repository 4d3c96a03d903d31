using System.Net;
using System.Net.WebSockets;
using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Identity;
using Rendrix.Web.Tests.Organizations;
using Rendrix.Web.Tests.Auditing;
using Rendrix.Web.Tests.Stores;

namespace Rendrix.Web.Tests.Tenancy;

/// <summary>
/// The frames of an owner's circuit, recorded on the wire and sent again where they do not belong: into the circuit of a viewer, of another organization's owner, of nobody, by the owner's own secret on somebody
/// else's line, and after the owner signed out. Sent again by somebody who may, they act, so that the silence means something. Broken frames end their own line and nothing else.
/// </summary>
public sealed class CircuitReplayTests(PostgresFixture postgres)
{
    private RunningApp _app = null!;
    private int _port;

    [Fact]
    public async Task Frames_of_an_owner_sent_again_in_another_circuit_change_nothing_and_the_rest_goes_on()
    {
        await using var app = _app = await RunningApp.StartAsync(postgres);
        _port = app.Listen();
        var world = new OrganizationWorld(app);
        var (ada, vera, eve) = (await world.FounderAsync("ada-replay"), await world.FounderAsync("vera-replay"), await world.FounderAsync("eve-replay"));
        await world.JoinAsync(ada, vera, new { role = "viewer" });
        var (store, foreign) = (await StoreLifeWorld.OpenAsync(ada, "Replayed"), await StoreLifeWorld.OpenAsync(eve, "Elsewhere"));
        var (path, elsewhere) = ($"/s/{store.Slug}/categories", $"/s/{foreign.Slug}/categories");
        using var adas = await SignInAsync(ada.Email);
        using var veras = await SignInAsync(vera.Email);
        using var eves = await SignInAsync(eve.Email);
        await using var watch = await WriteWatch.BeginAsync(app, ada.Organization);

        // Somebody who goes on working through all of it.
        await using var bystander = await OpenAsync(adas, path);
        var frames = await ActAsync(adas, path, watch);
        // On a machine with much to do a page may be drawn once more before the frame arrives, and its numbers are others then.
        var acted = false;
        for (var i = 0; i < 5 && !acted; i++)
        {
            await using var again = await OpenAsync(adas, path);
            await again.ReplayAsync(frames);
            acted = await ActedAsync(watch);
        }
        Assert.True(acted, "Frames sent again by somebody who may do nothing either.");

        var changed = new List<string>();
        await using (var viewer = await OpenAsync(veras, path)) await AttackAsync("in a viewer's circuit", viewer);
        await using (var other = await OpenAsync(eves, elsewhere)) await AttackAsync("in the circuit of another organization's owner", other);
        var adasPage = CircuitSocket.Read(await adas.Browser.GetStringAsync(new Uri(path, UriKind.Relative), Ct));
        await using (var borrowed = await CircuitSocket.ConnectAsync(_port, eves.Cookie))
        {
            // The sealed parts of the owner's page at the owner's address, on another organization's line.
            await borrowed.StartAsync(_port, path, adasPage);
            await AttackAsync("with the parts of the owner's page, on another organization's line", borrowed);
        }
        await using (var nobody = await CircuitSocket.ConnectAsync(_port, null))
        {
            await nobody.StartAsync(_port, path, adasPage);
            await AttackAsync("with the parts of the owner's page, on the line of nobody", nobody);
        }
        await using (var early = await CircuitSocket.ConnectAsync(_port, eves.Cookie)) await AttackAsync("before any circuit was opened", early);
        // Whoever has the secret gets the circuit, and is in it who they are.
        await using (var taken = await OpenAsync(adas, path))
        {
            await using var thief = await CircuitSocket.ConnectAsync(_port, veras.Cookie);
            await thief.ComeBackAsync(taken.Secret!);
            await AttackAsync("by the circuit's secret, on a viewer's line", thief);
        }
        await using (var taken = await OpenAsync(adas, path))
        {
            await using var thief = await CircuitSocket.ConnectAsync(_port, null);
            await thief.ComeBackAsync(taken.Secret!);
            await AttackAsync("by the circuit's secret, on the line of nobody", thief);
        }

        // Frames that no browser sends: cut, bent, of methods that are not there, with bodies that are none.
        var random = new Random(4);
        for (var round = 0; round < 40; round++)
        {
            await using var broken = await CircuitSocket.ConnectAsync(_port, veras.Cookie);
            var frame = frames[random.Next(frames.Count)].ToArray();
            switch (round % 4)
            {
                case 0: frame = frame[..random.Next(1, frame.Length)]; break;
                case 1: for (var i = 0; i < 8; i++) frame[random.Next(frame.Length)] = (byte)random.Next(256); break;
                case 2: frame = CircuitSocket.Pack("x", new[] { "Dispose", "OnConnectedAsync", "UpdateRootComponents", "ResumeCircuit", "PauseCircuit" }[random.Next(5)], "{", null, "[[[[", true); break;
                default: random.NextBytes(frame); break;
            }
            await broken.SendAsync(frame);
        }
        Assert.Empty(await watch.SinceAsync());

        // After sign-out: the owner's own open line, and the way back by the secret.
        await using var left = await OpenAsync(adas, path);
        await using var stays = await OpenAsync(await SignInAsync(ada.Email), path);
        using (var signedOut = await adas.Browser.PostFormAsync("/logout", [])) Assert.True((int)signedOut.StatusCode is 302 or 303, $"Signing out answered {signedOut.StatusCode}");
        await watch.SinceAsync();
        await AttackAsync("on the owner's own line after signing out", left);
        await using (var back = await CircuitSocket.ConnectAsync(_port, adas.Cookie))
        {
            await back.ComeBackAsync(left.Secret!);
            await AttackAsync("by the secret and the dead cookie", back);
        }
        Assert.True(changed.Count == 0, string.Join('\n', changed));

        // The owner's other session never noticed; the line of the dead one is closed to acts but the server is there.
        Assert.True(await PressAllAsync(stays, watch), $"The circuit of the owner's other session stopped: {stays.Error}");
        Assert.True(bystander.IsOpen && bystander.Batches > 0, bystander.Error);
        foreach (var origin in new[] { "http://evil.example", $"http://shop.localhost:{_port}", "null" })
            Assert.Contains("403", (await Assert.ThrowsAsync<WebSocketException>(() => CircuitSocket.ConnectAsync(_port, veras.Cookie, origin))).Message, StringComparison.Ordinal);
        using var health = await veras.Browser.GetAsync(new Uri("/health/ready", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);

        async Task AttackAsync(string how, CircuitSocket line)
        {
            await line.ReplayAsync(frames);
            changed.AddRange((await watch.SinceAsync()).Select(row => $"{how}: {row}"));
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The frame of a press that acts on a page as it was opened: a press draws the page anew, and its numbers with it, so each button is tried on a line of its own.
    private async Task<List<byte[]>> ActAsync(Browsing person, string path, WriteWatch watch)
    {
        for (var n = 0; ; n++)
        {
            await using var circuit = await OpenAsync(person, path);
            long button;
            lock (circuit.Buttons)
            {
                Assert.True(n < circuit.Buttons.Count, $"None of {circuit.Buttons.Count} buttons did anything: {circuit.Error}");
                button = circuit.Buttons.ElementAt(n);
            }
            await circuit.PressAsync(button);
            if (await ActedAsync(watch)) return [.. circuit.Sent];
        }
    }

    // Buttons by their place on the page, one after the other, until one of them acts.
    private static async Task<bool> PressAllAsync(CircuitSocket circuit, WriteWatch watch)
    {
        for (var n = 0; n < 40 && circuit.IsOpen; n++)
        {
            long button;
            lock (circuit.Buttons)
            {
                if (n >= circuit.Buttons.Count) return false;
                button = circuit.Buttons.ElementAt(n);
            }
            await circuit.PressAsync(button);
            if (await ActedAsync(watch)) return true;
        }
        return false;
    }

    // What a press does is done a little after it is answered.
    private static async Task<bool> ActedAsync(WriteWatch watch)
    {
        for (var i = 0; i < 15; i++)
        {
            if ((await watch.SinceAsync()).Count > 0) return true;
            await Task.Delay(60, Ct);
        }
        return false;
    }

    private async Task<CircuitSocket> OpenAsync(Browsing person, string path)
    {
        var page = CircuitSocket.Read(await person.Browser.GetStringAsync(new Uri(path, UriKind.Relative), Ct));
        Assert.Equal(2, page.Markers.Length);
        var circuit = await CircuitSocket.ConnectAsync(_port, person.Cookie);
        Assert.True(await circuit.StartAsync(_port, path, page), $"No circuit at {path}: {circuit.Error}");
        // The page reads its rows after its first drawing.
        await StoreLifeWorld.UntilAsync(() => Task.FromResult(circuit.Batches >= 2), "The page was not drawn.");
        await Task.Delay(200, Ct);
        return circuit;
    }

    private async Task<Browsing> SignInAsync(string email)
    {
        var jar = new CookieContainer();
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://localhost:{_port}") };
        using var answer = await browser.SubmitAsync("/login", new() { ["Input.Email"] = email, ["Input.Password"] = ApiCaller.Password });
        Assert.True((int)answer.StatusCode is 302 or 303, $"Signing in answered {answer.StatusCode}");
        return new Browsing(browser, jar.GetCookieHeader(browser.BaseAddress));
    }

    private sealed record Browsing(HttpClient Browser, string Cookie) : IDisposable
    {
        public void Dispose() => Browser.Dispose();
    }
}

using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Web.Storefront;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Storefront;

/// <summary>A shop's rush waits in its own queue and is turned away there; nobody else waits for it.</summary>
public sealed class ShopTurnsTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shop_alone_has_all_turns_and_the_loudest_leaves_the_others_a_processor()
    {
        var clock = new Hand();
        var turns = new ShopTurns(clock, new ConfigurationBuilder().AddInMemoryCollection([new("Rendrix:Shops:AtOnce", "2")]).Build());
        var running = new Queue<IDisposable>();
        for (var i = 0; i < turns.Most; i++) running.Enqueue((await turns.TakeAsync("loud", Ct))!);
        var waiting = Enumerable.Range(0, ShopTurns.MostWaiting).Select(_ => turns.TakeAsync("loud", Ct).AsTask()).ToList();
        Assert.All(waiting, w => Assert.False(w.IsCompleted));
        // Alone, whoever leaves is followed at once.
        clock.Go(TimeSpan.FromSeconds(2));
        running.Dequeue().Dispose();
        running.Enqueue((await waiting[0])!);
        // Somebody else comes and does not wait; from now on the loud one is followed only when it has come down to one.
        using var other = await turns.TakeAsync("quiet", Ct);
        Assert.NotNull(other);
        clock.Go(TimeSpan.FromSeconds(1));
        while (running.Count > 1) running.Dequeue().Dispose();
        Assert.All(waiting.Skip(1), w => Assert.False(w.IsCompleted));
        running.Dequeue().Dispose();
        running.Enqueue((await waiting[1])!);
        Assert.All(waiting.Skip(2), w => Assert.False(w.IsCompleted));
        // A caller who hangs up leaves the queue, and the place is another's.
        using var gone = new CancellationTokenSource();
        var last = turns.TakeAsync("loud", gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);
        Assert.False(turns.TakeAsync("loud", Ct).AsTask().IsCompleted);
        Assert.False(turns.TakeAsync("loud", Ct).AsTask().IsCompleted);
        // While others ask its queue is short.
        Assert.Null(await turns.TakeAsync("loud", Ct));
    }

    [Fact]
    public async Task Long_work_rests_while_shoppers_are_served_and_not_alone()
    {
        var clock = new Hand();
        var turns = new ShopTurns(clock, new ConfigurationBuilder().Build());
        var since = clock.GetTimestamp();
        clock.Go(TimeSpan.FromMilliseconds(300));
        Assert.True(turns.GiveWayAsync(since, Ct).AsTask().IsCompletedSuccessfully);
        using var shopper = await turns.TakeAsync("acme", Ct);
        clock.Go(TimeSpan.FromMilliseconds(700));
        using var over = new CancellationTokenSource();
        var rest = turns.GiveWayAsync(since, over.Token).AsTask();
        Assert.False(rest.IsCompleted);
        // Whoever ends the work does not wait for its rest.
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rest);
    }

    [Fact]
    public async Task A_full_queue_answers_429_with_a_time_and_the_shop_next_door_and_kept_files_go_on()
    {
        var (acme, globex) = (await fixture.AcmeAsync(), await Cast.Cast.GlobexAsync(fixture.App.Services));
        using var shop = fixture.App.Shop(acme.Subdomain);
        using var next = fixture.App.Shop(globex.Subdomain);
        using var api = fixture.App.Dashboard();
        var turns = fixture.App.Services.GetRequiredService<ShopTurns>();
        using var over = new CancellationTokenSource();
        var taken = new List<IDisposable>();
        for (var i = 0; i < turns.Most; i++) taken.Add((await turns.TakeAsync(acme.Subdomain, Ct))!);
        var waiting = Enumerable.Range(0, ShopTurns.MostWaitingAlone).Select(_ => turns.TakeAsync(acme.Subdomain, over.Token).AsTask()).ToList();
        foreach (var (client, path) in new[] { (shop, "/products?variant=9"), (api, $"/api/storefront/{acme.Subdomain}/products") })
        {
            using var refused = await client.GetAsync(new Uri(path, UriKind.Relative), Ct);
            Assert.Equal((HttpStatusCode.TooManyRequests, "3"), (refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
        }
        foreach (var (client, path) in new[] { (next, "/products?variant=9"), (api, $"/api/storefront/{globex.Subdomain}/products") })
            using (var served = await client.GetAsync(new Uri(path, UriKind.Relative), Ct)) Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        await over.CancelAsync();
        foreach (var wait in waiting) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        taken.ForEach(t => t.Dispose());
        using (var again = await shop.GetAsync(new Uri("/products?variant=9", UriKind.Relative), Ct)) Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    // Time that goes when it is told to.
    private sealed class Hand : TimeProvider
    {
        private long _now = 1;

        public void Go(TimeSpan time) => _now += time.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;
    }
}

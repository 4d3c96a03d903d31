using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Blocks;
using Rendrix.Cast;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Schedules;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Tests.Content;

/// <summary>Pages that go live and back at a time. The clock is ours; the worker that runs beside the tests sees the same one.</summary>
public sealed class PagePlanTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly MovedClock _clock = new();
    private RunningApp _base = null!;
    private WebApplicationFactory<Program> _app = null!;
    private CastShop _acme = null!, _globex = null!;
    private Guid _page;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _base = await RunningApp.StartAsync(postgres);
        _app = _base.WithWebHostBuilder(host => host.ConfigureServices(services => services.AddSingleton<TimeProvider>(_clock)));
        _acme = await Cast.Cast.AcmeAsync(_app.Services);
        _globex = await Cast.Cast.GlobexAsync(_app.Services);
        _page = await In<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "Sale week", Ct));
        await SaveAsync("everyday");
        Assert.Empty(await In<PublishPage, int[]>(async v => [.. (await v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, Ct)).Select(_ => 1)]));
        await SaveAsync("sale");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _base.DisposeAsync();
    }

    [Fact]
    public async Task A_page_goes_live_at_its_time_once_and_back_at_the_other()
    {
        var plan = await PlanAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(25));
        await SaveAsync("written after the plan was made");
        await PassAsync(TimeSpan.FromMinutes(59));
        Assert.Equal(("everyday", 1), await LiveAsync());
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(("sale", 2), await LiveAsync());
        Assert.Equal((ScheduleState.Live, 1, 2), (await OneAsync(plan.Id)) is var s ? (s.State, s.BeforeNumber, s.PublishedNumber!.Value) : default);
        Assert.True((await PageAsync()).HasUnpublishedChanges, "what was written afterwards is still to be published");
        await DrainAsync();
        Assert.Equal(("sale", 2), await LiveAsync());

        await PassAsync(TimeSpan.FromHours(24));
        Assert.Equal(("everyday", 3), await LiveAsync());
        Assert.Equal(ScheduleState.Reverted, (await OneAsync(plan.Id)).State);
        Assert.Equal("written after the plan was made", PageDocument.Parse((await PageAsync()).Draft).Find("h1")!.Prop("Text"));
    }

    [Fact]
    public async Task A_crash_in_the_middle_neither_loses_nor_repeats_it()
    {
        var plan = await PlanAsync(TimeSpan.FromHours(1), null);
        _clock.Passed += TimeSpan.FromHours(2);
        // Many workers at once, as when several processes come back after a crash and all find the same message.
        var workers = Enumerable.Range(0, 4).Select(_ => DrainAsync());
        await Task.WhenAll(workers);
        Assert.Equal(("sale", 2), await LiveAsync());
        Assert.Equal(ScheduleState.Done, (await OneAsync(plan.Id)).State);

        // The message comes again: its plan is over, so nothing happens.
        await using (var db = await OpenAsync())
        {
            await db.OutboxMessages.Where(m => m.Topic == "page.schedule_due").ExecuteUpdateAsync(set => set.SetProperty(m => m.DoneAt, (DateTimeOffset?)null), Ct);
            await db.CommitAsync(Ct);
        }
        await DrainAsync();
        Assert.Equal(("sale", 2), await LiveAsync());
    }

    [Fact]
    public async Task What_somebody_published_in_between_stays()
    {
        var plan = await PlanAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(3));
        await PassAsync(TimeSpan.FromHours(2));
        await SaveAsync("by hand");
        await In<PublishPage, int>(async v => (await v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, Ct)).Count);
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(("by hand", 3), await LiveAsync());
        var over = await OneAsync(plan.Id);
        Assert.Equal((ScheduleState.Left, "Version 3 had been published in between, so it was left as it is"), (over.State, over.Outcome));
    }

    [Fact]
    public async Task A_plan_that_was_called_off_does_nothing_and_one_that_is_live_stays()
    {
        var first = await PlanAsync(TimeSpan.FromHours(1), null);
        await CancelAsync(first.Id);
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(("everyday", 1), await LiveAsync());
        Assert.Equal(409, (await Assert.ThrowsAsync<RefusedException>(() => CancelAsync(first.Id))).Refusal.Status);

        var second = await PlanAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(2));
        await PassAsync(TimeSpan.FromMinutes(90));
        await CancelAsync(second.Id);
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Equal("sale", (await LiveAsync()).Text);
        Assert.Equal((ScheduleState.Done, "It stays live"), (await OneAsync(second.Id)) is var s ? (s.State, s.Outcome) : default);
    }

    [Fact]
    public async Task A_page_that_was_never_live_goes_offline_again_and_its_next_version_has_a_new_number()
    {
        var campaign = await In<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "Campaign", Ct));
        await In<SchedulePage, ScheduleOutcome>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, campaign, null, new SchedulePlan(_clock.GetUtcNow().AddHours(1), _clock.GetUtcNow().AddHours(2)), Ct));
        await PassAsync(TimeSpan.FromMinutes(61));
        using var shop = _app.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("http://acme.localhost"), AllowAutoRedirect = false });
        Assert.Equal(System.Net.HttpStatusCode.OK, (await shop.GetAsync(new Uri("/pages/campaign", UriKind.Relative), Ct)).StatusCode);
        await PassAsync(TimeSpan.FromHours(1));
        await using (var db = await OpenAsync()) Assert.Equal(0, (await db.Pages.SingleAsync(p => p.Id == campaign, Ct)).PublishedNumber);
        await In<PublishPage, int>(async v => (await v.RunAsync(_acme.TenantId, _acme.StoreId, campaign, null, Ct)).Count);
        await using (var db = await OpenAsync()) Assert.Equal(2, (await db.Pages.SingleAsync(p => p.Id == campaign, Ct)).PublishedNumber);
    }

    [Fact]
    public async Task Overlaps_wrong_times_and_pages_that_could_not_go_live_are_refused()
    {
        await PlanAsync(TimeSpan.FromHours(10), TimeSpan.FromHours(20));
        var overlap = await Assert.ThrowsAsync<RefusedException>(() => PlanAsync(TimeSpan.FromHours(15), null));
        Assert.Equal("ALREADY_EXISTS", overlap.Refusal.Code);
        Assert.NotNull((await In<SchedulePage, ScheduleOutcome>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, new SchedulePlan(_clock.GetUtcNow().AddHours(15), null) { EvenIfOverlapping = true }, Ct))).Schedule);
        Assert.Contains("publishAt", (await Assert.ThrowsAsync<RefusedException>(() => PlanAsync(TimeSpan.FromHours(-1), null))).Refusal.Errors!.Keys);
        Assert.Contains("revertAt", (await Assert.ThrowsAsync<RefusedException>(() => PlanAsync(TimeSpan.FromHours(40), TimeSpan.FromHours(40)))).Refusal.Errors!.Keys);
        foreach (var (tenant, store) in new[] { (_globex.TenantId, _globex.StoreId), (_globex.TenantId, _acme.StoreId), (_acme.TenantId, _globex.StoreId) })
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => In<SchedulePage, ScheduleOutcome>(v => v.RunAsync(tenant, store, _page, null, new SchedulePlan(_clock.GetUtcNow().AddDays(9), null), Ct)))).Refusal.Status);

        var broken = PageDocument.Of(BlockNode.Create("gadget", id: "g"));
        Assert.Equal("g", Assert.Single((await In<SchedulePage, ScheduleOutcome>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, new SchedulePlan(_clock.GetUtcNow().AddDays(9), null) { Document = broken }, Ct))).Problems).BlockId);
    }

    private async Task<PageSchedule> PlanAsync(TimeSpan inTime, TimeSpan? back)
    {
        var now = _clock.GetUtcNow();
        return (await In<SchedulePage, ScheduleOutcome>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, new SchedulePlan(now + inTime, back is { } end ? now + end : null), Ct))).Schedule!;
    }

    private Task<PageSchedule> CancelAsync(Guid id) => In<SchedulePage, PageSchedule>(v => v.CancelAsync(_acme.TenantId, _acme.StoreId, _page, id, Ct));

    private async Task PassAsync(TimeSpan time)
    {
        _clock.Passed += time;
        await DrainAsync();
    }

    // Until nothing is left: the program's own worker may hold a message at this moment.
    private async Task DrainAsync()
    {
        for (var i = 0; i < 200; i++)
        {
            await _app.Services.GetRequiredService<OutboxWorker>().DrainAsync(Ct);
            await using var db = await OpenAsync();
            var now = _clock.GetUtcNow();
            if (!await db.OutboxMessages.AnyAsync(m => m.DoneAt == null && m.QuarantinedAt == null && m.DueAt <= now, Ct)) return;
            await Task.Delay(20, Ct);
        }
        Assert.Fail("There are messages that nobody takes");
    }

    private async Task SaveAsync(string text)
    {
        var revision = (await PageAsync()).DraftRevision;
        Assert.NotNull(await In<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, revision, PageDocument.Of(BlockNode.Create("heading", new Dictionary<string, string> { ["Text"] = text }, id: "h1")), Ct)));
    }

    private async Task<Page> PageAsync()
    {
        await using var db = await OpenAsync();
        return await db.Pages.AsNoTracking().SingleAsync(p => p.Id == _page, Ct);
    }

    private async Task<PageSchedule> OneAsync(Guid id)
    {
        await using var db = await OpenAsync();
        return await db.PageSchedules.AsNoTracking().SingleAsync(s => s.Id == id, Ct);
    }

    private async Task<(string Text, int Number)> LiveAsync()
    {
        await using var db = await OpenAsync();
        var page = await db.Pages.AsNoTracking().SingleAsync(p => p.Id == _page, Ct);
        var version = await db.PageVersions.AsNoTracking().SingleAsync(v => v.PageId == _page && v.Number == page.PublishedNumber, Ct);
        return (PageDocument.Parse(version.Document).Find("h1")!.Prop("Text")!, page.PublishedNumber);
    }

    private async Task<AppDb> OpenAsync() => await _app.Services.CreateScope().ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);

    private async Task<T> In<TVerb, T>(Func<TVerb, Task<T>> act) where TVerb : notnull
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TVerb>());
    }
}

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Blocks;
using Rendrix.Cast;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Theme;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Schedules;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Tests.Content;

/// <summary>Several pages and the theme that go live and back together, once each, all or none. The clock is ours.</summary>
public sealed class SitePlanTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly MovedClock _clock = new();
    private RunningApp _base = null!;
    private WebApplicationFactory<Program> _app = null!;
    private CastShop _acme = null!, _globex = null!;
    private Guid _sale, _news;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _base = await RunningApp.StartAsync(postgres);
        _app = _base.WithWebHostBuilder(host => host.ConfigureServices(services => services.AddSingleton<TimeProvider>(_clock)));
        _acme = await Cast.Cast.AcmeAsync(_app.Services);
        _globex = await Cast.Cast.GlobexAsync(_app.Services);
        _sale = await In<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "Sale", Ct));
        await SaveAsync(_sale, "everyday");
        Assert.Empty(await PublishAsync(_sale));
        await SaveAsync(_sale, "half price");
        _news = await In<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "News", Ct));
        await SaveAsync(_news, "it begins");
        await PaintAsync("0f766e");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _base.DisposeAsync();
    }

    [Fact]
    public async Task Everything_goes_live_together_once_and_back_together_once()
    {
        var before = await ThemeAsync();
        var plan = await PlanAsync(1, 25);
        await SaveAsync(_sale, "written after the plan was made");
        await PaintAsync("be185d");
        await PassAsync(TimeSpan.FromMinutes(59));
        Assert.Equal(("everyday", 1, null, 0), await LiveAsync());
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(("half price", 2, "it begins", 1), await LiveAsync());
        var sale = await ThemeAsync();
        Assert.Contains("0f766e", sale, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ScheduleState.Live, (await OneAsync(plan)).State);
        await using (var db = await OpenAsync()) Assert.True((await db.StoreThemes.SingleAsync(t => t.StoreId == _acme.StoreId, Ct)).HasUnpublishedChanges, "what was changed afterwards is still to be published");

        await PassAsync(TimeSpan.FromHours(24));
        Assert.Equal(("everyday", 3, null, 0), await LiveAsync());
        Assert.Equal(ThemeTokens.Parse(before).ToJson(), ThemeTokens.Parse(await ThemeAsync()).ToJson());
        var over = await OneAsync(plan);
        Assert.Equal((ScheduleState.Reverted, ""), (over.State, over.Outcome));
        await using (var db = await OpenAsync()) Assert.Equal("written after the plan was made", PageDocument.Parse((await db.Pages.SingleAsync(p => p.Id == _sale, Ct)).Draft).Find("h1")!.Prop("Text"));
    }

    [Fact]
    public async Task A_crash_or_many_workers_neither_lose_nor_repeat_it()
    {
        var plan = await PlanAsync(1, null);
        _clock.Passed += TimeSpan.FromHours(2);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DrainAsync()));
        Assert.Equal(("half price", 2, "it begins", 1), await LiveAsync());
        Assert.Equal(ScheduleState.Done, (await OneAsync(plan)).State);
        var theme = await ThemeVersionsAsync();
        await using (var db = await OpenAsync())
        {
            await db.OutboxMessages.Where(m => m.Topic == "site.plan_due").ExecuteUpdateAsync(set => set.SetProperty(m => m.DoneAt, (DateTimeOffset?)null), Ct);
            await db.CommitAsync(Ct);
        }
        await DrainAsync();
        Assert.Equal(("half price", 2, "it begins", 1), await LiveAsync());
        Assert.Equal(theme, await ThemeVersionsAsync());
    }

    [Fact]
    public async Task Work_that_ends_before_its_commit_leaves_nothing_and_is_done_whole_the_next_time()
    {
        var plan = await PlanAsync(1, null);
        var due = new SitePlanDue(plan, _acme.StoreId, (await OneAsync(plan)).PublishAt, Back: false);
        var theme = await ThemeVersionsAsync();
        // Everything is done and the process dies: the transaction was not committed. Before its time, so that no other worker takes it meanwhile.
        await using (var scope = _app.Services.CreateAsyncScope())
        await using (var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct))
        {
            await scope.ServiceProvider.GetRequiredService<CarryOutSitePlans>().ConsumeAsync(due, new ConsumeContext(db, _acme.TenantId, _acme.StoreId, Guid.Empty, Guid.Empty), Ct);
            await db.SaveAsync(Ct);
            Assert.Equal(2, (await db.Pages.SingleAsync(p => p.Id == _sale, Ct)).PublishedNumber);
        }
        Assert.Equal(("everyday", 1, null, 0), await LiveAsync());
        Assert.Equal(theme, await ThemeVersionsAsync());
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(("half price", 2, "it begins", 1), await LiveAsync());
        Assert.Equal(theme + 1, await ThemeVersionsAsync());
    }

    [Fact]
    public async Task When_one_page_cannot_go_live_none_does()
    {
        var plan = await PlanAsync(1, null);
        var theme = await ThemeVersionsAsync();
        await In<DeletePage, bool>(async v => { await v.RunAsync(_acme.TenantId, _acme.StoreId, _news, Ct); return true; });
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(("everyday", 1), (await LiveAsync()) is var l ? (l.Sale, l.SaleNumber) : default);
        Assert.Equal(theme, await ThemeVersionsAsync());
        var failed = await OneAsync(plan);
        Assert.Equal((ScheduleState.Failed, "One of its pages had been deleted, so nothing went live"), (failed.State, failed.Outcome));
    }

    [Fact]
    public async Task What_somebody_published_in_between_stays_and_the_rest_goes_back()
    {
        var plan = await PlanAsync(1, 3);
        await PassAsync(TimeSpan.FromHours(2));
        await SaveAsync(_sale, "by hand");
        Assert.Empty(await PublishAsync(_sale));
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(("by hand", 3, null, 0), await LiveAsync());
        var over = await OneAsync(plan);
        Assert.Equal((ScheduleState.Reverted, "Published in between, so left as it is: Sale"), (over.State, over.Outcome));
    }

    [Fact]
    public async Task A_plan_that_was_called_off_does_nothing_and_one_that_is_live_stays()
    {
        var first = await PlanAsync(1, null);
        await CancelAsync(first);
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Equal("everyday", (await LiveAsync()).Sale);
        Assert.Equal(409, (await Assert.ThrowsAsync<RefusedException>(() => CancelAsync(first))).Refusal.Status);
        var second = await PlanAsync(1, 2);
        await PassAsync(TimeSpan.FromMinutes(90));
        await CancelAsync(second);
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Equal("half price", (await LiveAsync()).Sale);
        Assert.Equal((ScheduleState.Done, "It stays live"), (await OneAsync(second)) is var s ? (s.State, s.Outcome) : default);
    }

    [Fact]
    public async Task Conflicts_are_said_in_words_both_ways_and_wrong_wishes_are_refused()
    {
        await PlanAsync(10, 20);
        var again = await Assert.ThrowsAsync<RefusedException>(() => PlanAsync(15, 30));
        Assert.Equal("ALREADY_EXISTS", again.Refusal.Code);
        Assert.StartsWith("Sale week changes ", again.Refusal.Message, StringComparison.Ordinal);
        Assert.Contains("News", again.Refusal.Message, StringComparison.Ordinal);
        Assert.Contains("the theme at the same time.", again.Refusal.Message, StringComparison.Ordinal);
        var now = _clock.GetUtcNow();
        // A plan of one page meets it too, and shows in the calendar with what it meets.
        await Assert.ThrowsAsync<RefusedException>(() => In<SchedulePage, ScheduleOutcome>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _news, null, new SchedulePlan(now.AddHours(12), null), Ct)));
        await In<SchedulePage, ScheduleOutcome>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _news, null, new SchedulePlan(now.AddHours(12), null) { EvenIfOverlapping = true }, Ct));
        await using (var db = await OpenAsync())
        {
            var calendar = await SiteCalendar.ReadAsync(db, _acme.StoreId, now, Ct);
            Assert.Equal(["Sale week", "News"], calendar.All.Select(p => p.Name));
            Assert.Equal(["A plan of its own changes News at the same time."], calendar.Of(calendar.All[0]));
            Assert.Equal(["Sale week changes News at the same time."], calendar.Of(calendar.All[1]));
            Assert.Empty((await SiteCalendar.ReadAsync(db, _globex.StoreId, now, Ct)).All);
        }
        async Task<IReadOnlyDictionary<string, string[]>> WrongAsync(SiteWish wish) => (await Assert.ThrowsAsync<RefusedException>(() => In<PlanSite, SiteOutcome>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, null, wish, Ct)))).Refusal.Errors!;
        Assert.Contains("publishAt", (await WrongAsync(new("Late", now.AddHours(-1), null, [_sale], false))).Keys);
        Assert.Contains("revertAt", (await WrongAsync(new("Short", now.AddHours(40), now.AddHours(40), [_sale], false))).Keys);
        Assert.Contains("pages", (await WrongAsync(new("Empty", now.AddHours(40), null, [], false))).Keys);
        Assert.Contains("name", (await WrongAsync(new(" ", now.AddHours(40), null, [_sale], false))).Keys);
        var broken = await In<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, new NewPage("Broken", Document: PageDocument.Of(BlockNode.Create("gadget", id: "g"))), Ct));
        var stopped = await In<PlanSite, SiteOutcome>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, null, new SiteWish("Broken", now.AddHours(40), null, [_sale, broken], false), Ct));
        Assert.StartsWith("Broken: ", Assert.Single(stopped.Problems).Message, StringComparison.Ordinal);
        Assert.Null(stopped.Plan);
    }

    [Fact]
    public async Task Another_tenant_sees_plans_and_touches_none()
    {
        var plan = await PlanAsync(1, null);
        foreach (var (tenant, store) in new[] { (_globex.TenantId, _globex.StoreId), (_globex.TenantId, _acme.StoreId), (_acme.TenantId, _globex.StoreId) })
        {
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => In<PlanSite, SitePlan>(v => v.CancelAsync(tenant, store, plan, Ct)))).Refusal.Status);
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => In<PlanSite, SiteOutcome>(v => v.RunAsync(tenant, store, null, new SiteWish("Theirs", _clock.GetUtcNow().AddHours(1), null, [_sale], false), Ct)))).Refusal.Status);
        }
        await using var scope = _app.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_globex.TenantId, null, Ct);
        Assert.Equal((0, 0), (await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from site_plans where tenant_id = {_acme.TenantId}").SingleAsync(Ct), await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from site_plan_pages where tenant_id = {_acme.TenantId}").SingleAsync(Ct)));
    }

    [Fact]
    public async Task A_plan_is_checked_in_the_theme_that_it_puts_live()
    {
        await using (var db = await OpenAsync())
        {
            (await db.Stores.SingleAsync(s => s.Id == _acme.StoreId, Ct)).BlockInaccessible = true;
            await db.CommitAsync(Ct);
        }
        using (var open = await _app.Services.GetRequiredService<ThemeSessions>().OpenAsync(_acme.TenantId, _acme.StoreId, Ct))
        {
            // Words nobody could read, in the draft alone.
            open.Session.Do(Guid.CreateVersion7(), ThemeEdit.Set("scheme.page.text", open.Session.Theme["scheme.page.bg"]));
            Assert.True(await open.Open.SaveAsync(Ct));
        }
        var at = _clock.GetUtcNow().AddHours(1);
        Task<SiteOutcome> Wish(bool theme) => In<PlanSite, SiteOutcome>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, null, new SiteWish("Sale week", at, null, [_news], theme), Ct));
        var refused = await Wish(theme: true);
        Assert.Null(refused.Plan);
        Assert.Contains(refused.Problems, p => p.Message.Contains("contrast", StringComparison.Ordinal));
        Assert.Empty((await Wish(theme: false)).Problems);
    }

    private async Task<Guid> PlanAsync(double inHours, double? back)
    {
        var now = _clock.GetUtcNow();
        var outcome = await In<PlanSite, SiteOutcome>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, null, new SiteWish("Sale week", now.AddHours(inHours), back is { } end ? now.AddHours(end) : null, [_sale, _news], true), Ct));
        Assert.Empty(outcome.Problems);
        return outcome.Plan!.Id;
    }

    private Task<SitePlan> CancelAsync(Guid id) => In<PlanSite, SitePlan>(v => v.CancelAsync(_acme.TenantId, _acme.StoreId, id, Ct));

    private Task<IReadOnlyList<PublishProblem>> PublishAsync(Guid page) => In<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, page, null, Ct));

    private async Task PaintAsync(string color)
    {
        using var open = await _app.Services.GetRequiredService<ThemeSessions>().OpenAsync(_acme.TenantId, _acme.StoreId, Ct);
        open.Session.Do(Guid.CreateVersion7(), ThemeEdit.Set("scheme.page.accent", "#" + color));
        Assert.True(await open.Open.SaveAsync(Ct));
    }

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

    private async Task SaveAsync(Guid id, string text)
    {
        int revision;
        await using (var db = await OpenAsync()) revision = await db.Pages.Where(p => p.Id == id).Select(p => p.DraftRevision).SingleAsync(Ct);
        Assert.NotNull(await In<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, id, revision, PageDocument.Of(BlockNode.Create("heading", new Dictionary<string, string> { ["Text"] = text }, id: "h1")), Ct)));
    }

    private async Task<SitePlan> OneAsync(Guid id)
    {
        await using var db = await OpenAsync();
        return await db.SitePlans.AsNoTracking().SingleAsync(p => p.Id == id, Ct);
    }

    private async Task<string> ThemeAsync()
    {
        await using var db = await OpenAsync();
        return await db.Stores.Where(s => s.Id == _acme.StoreId).Select(s => s.Theme).SingleAsync(Ct);
    }

    private async Task<int> ThemeVersionsAsync()
    {
        await using var db = await OpenAsync();
        return await db.ThemeVersions.CountAsync(v => v.StoreId == _acme.StoreId, Ct);
    }

    private async Task<(string? Sale, int SaleNumber, string? News, int NewsNumber)> LiveAsync()
    {
        await using var db = await OpenAsync();
        async Task<(string?, int)> OfAsync(Guid id)
        {
            if (await db.Pages.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, Ct) is not { PublishedNumber: > 0 and var number }) return (null, 0);
            return (PageDocument.Parse((await db.PageVersions.AsNoTracking().SingleAsync(v => v.PageId == id && v.Number == number, Ct)).Document).Find("h1")!.Prop("Text"), number);
        }
        var ((sale, saleNumber), (news, newsNumber)) = (await OfAsync(_sale), await OfAsync(_news));
        return (sale, saleNumber, news, newsNumber);
    }

    private async Task<AppDb> OpenAsync() => await _app.Services.CreateScope().ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);

    private async Task<T> In<TVerb, T>(Func<TVerb, Task<T>> act) where TVerb : notnull
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TVerb>());
    }
}

using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Blocks;
using Rendrix.Cast;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Publishing;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Redirects;
using Rendrix.Web.Content.Schedules;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Tests.Content;

/// <summary>What was done to pages as a whole and to their details is taken back exactly, with two shops beside each other.</summary>
public sealed class RestorePageTests(PostgresFixture postgres) : IAsyncLifetime
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
        _page = await In<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "About us", Ct));
        Assert.Empty(await In<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, Ct)));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _base.DisposeAsync();
    }

    [Fact]
    public async Task A_deleted_page_is_nowhere_and_comes_back_as_it_was()
    {
        using var shop = _app.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("http://acme.localhost"), AllowAutoRedirect = false });
        var before = await RowsAsync();
        await DeleteAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await shop.GetAsync(new Uri("/pages/about-us", UriKind.Relative), Ct)).StatusCode);
        await using (var db = await OpenAsync())
        {
            Assert.DoesNotContain(await db.PageRowsAsync(_acme.StoreId, Ct), r => r.Id == _page);
            Assert.Equal("About us", Assert.Single(await db.DeletedPagesAsync(_acme.StoreId, Ct)).Title);
            Assert.Empty(await db.DeletedPagesAsync(_globex.StoreId, Ct));
        }
        Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => In<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, 1, PageDocument.Empty, Ct)))).Refusal.Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => DeleteAsync())).Refusal.Status);
        // Nobody else brings it back.
        foreach (var (tenant, store) in new[] { (_globex.TenantId, _globex.StoreId), (_globex.TenantId, _acme.StoreId), (_acme.TenantId, _globex.StoreId) })
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => In<RestorePage, Page>(v => v.RunAsync(tenant, store, _page, Ct)))).Refusal.Status);

        await RestoreAsync();
        Assert.Equal(before, await RowsAsync());
        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync(new Uri("/pages/about-us", UriKind.Relative), Ct)).StatusCode);
    }

    [Fact]
    public async Task An_address_that_was_taken_meanwhile_is_said_and_nothing_is_overwritten()
    {
        await DeleteAsync();
        var other = await In<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, new NewPage("Our story", Slug: "about-us"), Ct));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => RestoreAsync());
        Assert.Equal(("ALREADY_EXISTS", "The page Our story has the address /pages/about-us by now. Give that page another address, then restore this one."), (refused.Refusal.Code, refused.Refusal.Message));
        await In<RevisePage, RevisedPage>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, other, new PageDetails("Our story", "story", "", ""), Ct));
        Assert.Equal("about-us", (await RestoreAsync()).Slug);

        // Two who restore what fits one place: the database lets one in.
        await DeleteAsync();
        await In<RevisePage, RevisedPage>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, other, new PageDetails("Our story", "about-us", "", ""), Ct));
        await In<DeletePage, bool>(async v => { await v.RunAsync(_acme.TenantId, _acme.StoreId, other, Ct); return true; });
        var outcomes = await Task.WhenAll(new[] { _page, other }.Select(async id =>
        {
            try { return (await In<RestorePage, Page>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, id, Ct))).Id; }
            catch (RefusedException taken) { Assert.Equal("ALREADY_EXISTS", taken.Refusal.Code); return Guid.Empty; }
        }));
        Assert.Single(outcomes, id => id != Guid.Empty);
    }

    [Fact]
    public async Task It_goes_for_good_after_its_time_unless_it_was_restored()
    {
        await DeleteAsync();
        await RestoreAsync();
        _clock.Passed += TimeSpan.FromDays(DeletePage.DaysKept - 1);
        await DeleteAsync();
        _clock.Passed += TimeSpan.FromDays(2);
        await DrainAsync();
        // The message of the first time came, and this is the second.
        await RestoreAsync();
        await DeleteAsync();
        _clock.Passed += TimeSpan.FromDays(DeletePage.DaysKept) + TimeSpan.FromMinutes(1);
        await DrainAsync();
        Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => RestoreAsync())).Refusal.Status);
        await using var db = await OpenAsync();
        Assert.False(await db.PageVersions.AnyAsync(v => v.PageId == _page, Ct));
    }

    [Theory, InlineData(10, "Done"), InlineData(600, "Failed")]
    public async Task A_plan_waits_with_its_page_and_is_carried_out_when_it_was_missed_by_moments(int minutes, string state)
    {
        var now = _clock.GetUtcNow();
        var plan = (await In<SchedulePage, ScheduleOutcome>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, new SchedulePlan(now.AddMinutes(5), null), Ct))).Schedule!;
        await DeleteAsync();
        _clock.Passed += TimeSpan.FromMinutes(minutes);
        await DrainAsync();
        await RestoreAsync();
        await DrainAsync();
        await using var db = await OpenAsync();
        Assert.Equal(state, (await db.PageSchedules.SingleAsync(s => s.Id == plan.Id, Ct)).State.ToString());
        Assert.Equal(state == "Done" ? 2 : 1, (await db.Pages.SingleAsync(p => p.Id == _page, Ct)).PublishedNumber);
    }

    [Fact]
    public async Task All_steps_of_the_details_back_and_all_again_leave_page_and_redirects_as_they_were()
    {
        var store = await In<TenantTransactions, StoreInfo>(async t =>
        {
            await using var db = await t.BeginAsync(_acme.TenantId, null, Ct);
            return StoreInfo.Of(await db.Stores.AsNoTracking().SingleAsync(s => s.Id == _acme.StoreId, Ct));
        });
        using var open = await _app.Services.GetRequiredService<EditorSessions>().OpenAsync(_acme.TenantId, _acme.StoreId, _page, Ct);
        var (session, ada) = (open.Page.Session, Guid.CreateVersion7());
        await In<SaveRedirect, Redirect>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, null, "/old", "/pages/about-us", null, Ct));
        await In<SaveRedirect, Redirect>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, null, "/pages/step-2", "/products", null, Ct));
        var random = new Random(8);
        var states = new List<string> { await DetailsAsync() };
        for (var step = 0; step < 12; step++)
        {
            var form = SaveDetails.FormOf(PageDetails.Of(await PageAsync()));
            form = random.Next(3) switch { 0 => form with { Title = $"Title {step}" }, 1 => form with { Slug = $"step-{step}" }, _ => form with { SeoTitle = $"Found as {step}", NoIndex = !form.NoIndex } };
            if (step == 2) form = form with { Slug = "step-2" };
            await In<SaveDetails, bool>(async v => { await v.SaveAsync(store, session, ada, form, all: true, Ct); return true; });
            states.Add(await DetailsAsync());
        }
        for (var step = 11; step >= 0; step--)
        {
            Assert.NotNull((await StepAsync(redo: false)).Name);
            Assert.Equal(states[step], await DetailsAsync());
        }
        Assert.Null((await StepAsync(redo: false)).Name);
        for (var step = 1; step <= 12; step++)
        {
            Assert.NotNull((await StepAsync(redo: true)).Name);
            Assert.Equal(states[step], await DetailsAsync());
        }

        Task<(string? Name, DetailsForm? Now)> StepAsync(bool redo) => In<SaveDetails, (string?, DetailsForm?)>(v => v.StepAsync(store, session, ada, redo, all: true, Ct));
    }

    private async Task<string> DetailsAsync()
    {
        await using var db = await OpenAsync();
        var redirects = await db.Redirects.AsNoTracking().Where(r => r.StoreId == _acme.StoreId).OrderBy(r => r.From).Select(r => $"{r.From} to {r.To}").ToListAsync(Ct);
        return $"{PageDetails.Of(await PageAsync())} {string.Join(", ", redirects)}";
    }

    // Everything of the page but the moment of its last change.
    private async Task<string> RowsAsync()
    {
        await using var db = await OpenAsync();
        var page = await db.Pages.AsNoTracking().SingleAsync(p => p.Id == _page, Ct);
        var versions = await db.PageVersions.AsNoTracking().Where(v => v.PageId == _page).OrderBy(v => v.Number).ToListAsync(Ct);
        return System.Text.Json.JsonSerializer.Serialize(new { page, versions });
    }

    private Task DeleteAsync() => In<DeletePage, bool>(async v => { await v.RunAsync(_acme.TenantId, _acme.StoreId, _page, Ct); return true; });

    private Task<Page> RestoreAsync() => In<RestorePage, Page>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, Ct));

    private async Task<Page> PageAsync()
    {
        await using var db = await OpenAsync();
        return await db.Pages.AsNoTracking().SingleAsync(p => p.Id == _page, Ct);
    }

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

    private async Task<AppDb> OpenAsync() => await _app.Services.CreateScope().ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);

    private async Task<T> In<TVerb, T>(Func<TVerb, Task<T>> act) where TVerb : notnull
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TVerb>());
    }
}

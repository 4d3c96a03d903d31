using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rendrix.Blocks;
using Rendrix.Cast;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Tests.Content;

/// <summary>Drafts, versions and the open pages, on a real database with two shops.</summary>
public sealed class PublishingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private RunningApp _app = null!;
    private CastShop _acme = null!, _globex = null!;
    private Guid _page;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(postgres);
        _acme = await Cast.Cast.AcmeAsync(_app.Services);
        _globex = await Cast.Cast.GlobexAsync(_app.Services);
        _page = await Verb<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "About us", Ct));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_new_page_is_a_draft_with_an_address_of_its_own()
    {
        var again = await Verb<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "About us", Ct));
        var (first, second) = (await PageAsync(_page), await PageAsync(again));
        Assert.Equal(("about-us", "about-us-2"), (first.Slug, second.Slug));
        Assert.Equal((0, true), (first.PublishedNumber, first.HasUnpublishedChanges));
    }

    [Fact]
    public async Task Drafts_are_saved_only_on_the_revision_they_build_on()
    {
        Assert.Equal(2, await SaveAsync(1, Text("one")));
        Assert.Null(await SaveAsync(1, Text("two")));
        Assert.Equal(3, await SaveAsync(2, Text("three")));
        Assert.Equal("three", PageDocument.Parse((await PageAsync(_page)).Draft).Find("h1")!.Prop("Text"));
    }

    [Fact]
    public async Task Another_tenant_can_neither_save_nor_publish_nor_open_the_page()
    {
        foreach (var (tenant, store) in new[] { (_globex.TenantId, _globex.StoreId), (_globex.TenantId, _acme.StoreId), (_acme.TenantId, _globex.StoreId) })
        {
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => Verb<SaveDraft, int?>(v => v.RunAsync(tenant, store, _page, 1, Text("x"), Ct)))).Refusal.Status);
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => PublishAsync(tenant, store))).Refusal.Status);
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => Verb<RestoreVersion, IReadOnlyList<PublishProblem>>(v => v.RunAsync(tenant, store, _page, 1, null, Ct)))).Refusal.Status);
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => _app.Services.GetRequiredService<EditorSessions>().OpenAsync(tenant, store, _page, Ct))).Refusal.Status);
        }
        Assert.Equal(1, (await PageAsync(_page)).DraftRevision);
    }

    [Fact]
    public async Task Publishing_makes_a_version_cleans_rich_text_and_tells_the_cache()
    {
        await SaveAsync(1, PageDocument.Of(BlockNode.Create("rich_text", new Dictionary<string, string> { ["Html"] = "<p onclick=x>Hi<script>bad()</script></p>" }, id: "r1")));
        Assert.Empty(await PublishAsync());
        var page = await PageAsync(_page);
        Assert.Equal((1, 2, false), (page.PublishedNumber, page.PublishedRevision, page.HasUnpublishedChanges));
        await using var db = await OpenAsync();
        Assert.Equal("<p>Hi</p>", PageDocument.Parse((await db.PageVersions.SingleAsync(v => v.PageId == _page, Ct)).Document).Find("r1")!.Prop("Html"));
    }

    [Fact]
    public async Task What_shoppers_must_not_see_is_named_and_not_published()
    {
        await SaveAsync(1, PageDocument.Of(
            BlockNode.Create("gadget", id: "b1"),
            BlockNode.Create("hero", new Dictionary<string, string> { ["ButtonLink"] = "javascript:alert(1)" }, id: "b2"),
            BlockNode.Create("faq_item", id: "b3"),
            BlockNode.Create("product_grid", new Dictionary<string, string> { ["Count"] = "9000" }, id: "b4")));
        var problems = await PublishAsync();
        Assert.Equal(["b1", "b2", "b3", "b4"], problems.Select(p => p.BlockId));
        Assert.Equal(0, (await PageAsync(_page)).PublishedNumber);
    }

    [Fact]
    public async Task Going_back_is_publishing_an_older_version_again()
    {
        await SaveAsync(1, Text("first"));
        await PublishAsync();
        await SaveAsync(2, Text("second"));
        await PublishAsync();
        Assert.Empty(await Verb<RestoreVersion, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, 1, null, Ct)));
        var page = await PageAsync(_page);
        Assert.Equal((3, 4, false), (page.PublishedNumber, page.DraftRevision, page.HasUnpublishedChanges));
        Assert.Equal("first", PageDocument.Parse(page.Draft).Find("h1")!.Prop("Text"));
        await using var db = await OpenAsync();
        Assert.Equal([1, 2, 3], await db.PageVersions.Where(v => v.PageId == _page).OrderBy(v => v.Number).Select(v => v.Number).ToListAsync(Ct));
    }

    [Fact]
    public async Task Eight_people_who_publish_at_once_make_eight_versions_in_a_row()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PublishAsync()));
        await using var db = await OpenAsync();
        Assert.Equal(Enumerable.Range(1, 8), await db.PageVersions.Where(v => v.PageId == _page).OrderBy(v => v.Number).Select(v => v.Number).ToListAsync(Ct));
        Assert.Equal(8, (await PageAsync(_page)).PublishedNumber);
    }

    [Fact]
    public async Task Two_people_share_one_session_and_it_saves_itself()
    {
        await SaveAsync(1, Text("start"));
        var sessions = _app.Services.GetRequiredService<EditorSessions>();
        using var ada = await sessions.OpenAsync(_acme.TenantId, _acme.StoreId, _page, Ct);
        using var grace = await sessions.OpenAsync(_acme.TenantId, _acme.StoreId, _page, Ct);
        Assert.Same(ada.Page.Session, grace.Page.Session);
        ada.Page.Session.Do(Guid.CreateVersion7(), new ChangeProp("h1", "Text", "typed"));
        for (var i = 0; i < 100 && ada.Page.Session.Saving != SaveState.Saved; i++) await Task.Delay(100, Ct);
        Assert.Equal("typed", PageDocument.Parse((await PageAsync(_page)).Draft).Find("h1")!.Prop("Text"));
        Assert.Equal(3, ada.Page.Session.Revision);
    }

    [Fact]
    public async Task Two_processes_that_edit_one_page_lose_nothing()
    {
        await SaveAsync(1, PageDocument.Of(BlockNode.Create("heading", id: "h1"), BlockNode.Create("heading", id: "h2")));
        EditorSessions Process() => new(_app.Services.GetRequiredService<IServiceScopeFactory>(), _app.Services.GetRequiredService<BlockRules>(), TimeProvider.System, NullLogger<EditorSessions>.Instance);
        using var here = await Process().OpenAsync(_acme.TenantId, _acme.StoreId, _page, Ct);
        using var there = await Process().OpenAsync(_acme.TenantId, _acme.StoreId, _page, Ct);
        here.Page.Session.Do(Guid.CreateVersion7(), new ChangeProp("h1", "Text", "from here"));
        there.Page.Session.Do(Guid.CreateVersion7(), new ChangeProp("h2", "Text", "from there"));
        Assert.True(await here.Page.SaveAsync(Ct));
        Assert.True(await there.Page.SaveAsync(Ct));

        var stored = PageDocument.Parse((await PageAsync(_page)).Draft);
        Assert.Equal(("from here", "from there"), (stored.Find("h1")!.Prop("Text"), stored.Find("h2")!.Prop("Text")));
        Assert.Equal("from here", there.Page.Session.Document.Find("h1")!.Prop("Text"));
    }

    [Fact]
    public async Task Details_are_checked_and_the_front_page_cannot_be_deleted()
    {
        var other = await Verb<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "Contact", Ct));
        var taken = await Assert.ThrowsAsync<RefusedException>(() => Verb<RevisePage, bool>(async v => { await v.RunAsync(_acme.TenantId, _acme.StoreId, other, new PageDetails("Contact", "about-us", "", ""), Ct); return true; }));
        Assert.Contains("slug", taken.Refusal.Errors!.Keys);
        await Verb<DeletePage, bool>(async v => { await v.RunAsync(_acme.TenantId, _acme.StoreId, other, Ct); return true; });
        await using var db = await OpenAsync();
        Assert.False(await db.Pages.AnyAsync(p => p.Id == other, Ct));
        db.Pages.Add(new Page { TenantId = _acme.TenantId, Id = Guid.CreateVersion7(), StoreId = _acme.StoreId, Type = PageType.Home, Title = "Home", Slug = "home", Draft = PageDocument.Empty.ToJson() });
        var home = db.Pages.Local.Single().Id;
        await db.CommitAsync(Ct);
        await Assert.ThrowsAsync<RefusedException>(() => Verb<DeletePage, bool>(async v => { await v.RunAsync(_acme.TenantId, _acme.StoreId, home, Ct); return true; }));
    }

    private static PageDocument Text(string text) => PageDocument.Of(BlockNode.Create("heading", new Dictionary<string, string> { ["Text"] = text }, id: "h1"));

    private Task<T> Verb<TVerb, T>(Func<TVerb, Task<T>> run) where TVerb : notnull => _app.InScopeAsync(services => run(services.GetRequiredService<TVerb>()));

    private Task<int?> SaveAsync(int expected, PageDocument document) => Verb<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, expected, document, Ct));

    private Task<IReadOnlyList<PublishProblem>> PublishAsync() => PublishAsync(_acme.TenantId, _acme.StoreId);

    private Task<IReadOnlyList<PublishProblem>> PublishAsync(Guid tenant, Guid store) => Verb<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(tenant, store, _page, null, Ct));

    private async Task<AppDb> OpenAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
    }

    private async Task<Page> PageAsync(Guid id)
    {
        await using var db = await OpenAsync();
        return await db.Pages.AsNoTracking().SingleAsync(p => p.Id == id, Ct);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Blocks;
using Rendrix.Cast;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Library;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Storefront;
using Rendrix.Web.Stores.Templates;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Tests.Content;

/// <summary>The library of sections, synced ones, and words over the whole site; on a real database with two shops.</summary>
public sealed class SectionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly BlockRules Rules = BlockRules.Of(BlockCatalog.Default.All.Select(k => k.Component));
    private RunningApp _app = null!;
    private CastShop _acme = null!, _globex = null!;
    private StoreInfo _store = null!, _other = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(postgres);
        _acme = await Cast.Cast.AcmeAsync(_app.Services);
        _globex = await Cast.Cast.GlobexAsync(_app.Services);
        (_store, _other) = (await InfoAsync(_acme), await InfoAsync(_globex));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_saved_section_is_the_whole_organizations_and_nobody_elses()
    {
        var clip = new BlockClip("https://acme.example", [Heading("Hello", "h1")]);
        var id = await Verb<SaveSection, Guid>(v => v.RunAsync(_acme.TenantId, " Greeting ", clip, null, Ct));
        var card = Assert.Single(await Cards(_store), c => c.Mine);
        Assert.Equal(("mine:" + id, "Greeting", false), (card.Key, card.Name, card.IsSynced));
        Assert.DoesNotContain(await Cards(_other), c => c.Mine);
        Assert.Equal(404, (await Refused(() => Clip(_other, card.Key))).Status);
        Assert.Equal(404, (await Refused(() => Verb<DeleteSection, bool>(async v => { await v.RunAsync(_globex.TenantId, _globex.StoreId, SectionKey.Of(card.Key), Ct); return true; }))).Status);

        var back = await Clip(_store, card.Key);
        Assert.Equal(("https://acme.example", "Hello"), (back.From, Assert.Single(back.Blocks).Prop("Text")));

        foreach (var (name, says) in new[] { ("", "Enter a name of 1 to 80 characters"), (new string('n', 81), "Enter a name of 1 to 80 characters"), ("Greeting", "Another section has this name. Choose another one") })
            Assert.Equal(says, (await Refused(() => Verb<SaveSection, Guid>(v => v.RunAsync(_acme.TenantId, name, clip, null, Ct)))).Errors!["name"][0]);
        Assert.Contains("Select the blocks", (await Refused(() => Verb<SaveSection, Guid>(v => v.RunAsync(_acme.TenantId, "Empty", new BlockClip("", []), null, Ct)))).Errors!["name"][0], StringComparison.Ordinal);

        await Verb<RenameSection, bool>(async v => { await v.RunAsync(_acme.TenantId, _acme.StoreId, SectionKey.Of(card.Key), "Welcome", Ct); return true; });
        Assert.Equal("Welcome", Assert.Single(await Cards(_store), c => c.Mine).Name);
        await Verb<DeleteSection, bool>(async v => { await v.RunAsync(_acme.TenantId, _acme.StoreId, SectionKey.Of(card.Key), Ct); return true; });
        Assert.DoesNotContain(await Cards(_store), c => c.Mine);
        Assert.Equal(404, (await Refused(() => Clip(_store, "nonsense"))).Status);
    }

    [Fact]
    public async Task Every_ready_section_fits_a_page_as_it_is_and_brings_its_pictures_along()
    {
        Assert.Equal(IndustryTemplates.All.Select(t => t.Code).Order(StringComparer.Ordinal), StarterSections.All.Select(s => s.Industry).Distinct().Order(StringComparer.Ordinal));
        Assert.All(StarterSections.All.GroupBy(s => s.Industry), g => Assert.True(g.Count() >= 4, g.Key));
        foreach (var starter in StarterSections.All)
        {
            var clip = await Clip(_store, "starter:" + starter.Code);
            Assert.DoesNotContain(clip.Blocks.SelectMany(b => b.Walk()).SelectMany(b => b.Props.Values), v => v.StartsWith("art:", StringComparison.Ordinal));
            var plan = clip.Paste(PageDocument.Empty, Rules, null, "");
            Assert.True(plan is { Edit: not null, Why: null }, $"{starter.Code}: {plan.Why}");
            Assert.Empty(PublishCheck.Problems(Assert.IsType<Applied>(plan.Edit!.Apply(PageDocument.Empty, Rules)).Document, PageType.Standard, Rules));
        }
        Assert.All(await Cards(_store), c => Assert.StartsWith("starter:toys", c.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_synced_section_shows_what_is_live_of_it_everywhere_with_what_may_differ()
    {
        var heading = Heading("Same everywhere", "h1");
        var section = await Verb<SaveSection, Guid>(v => v.SyncAsync(_acme.TenantId, _acme.StoreId, "Promise", new BlockClip("", [heading.With(BlockBasics.DiffersKey, "Text"), BlockNode.Create("rich_text", new Dictionary<string, string> { ["Html"] = "<p>Fixed words</p>" }, id: "r1")]), null, Ct));
        var plain = Place(section, "one");
        var differs = Place(section, "two").With("Differs", SyncedTexts.Of(Place(section, "x")).With("h1", "Text", "Only here <i>"));
        var sly = Place(section, "three").With("Differs", """{"r1.Html":"<p>Not allowed</p>","h1.Text":"x"}""").With("Differs", """{"r1.Html":"<p>Not allowed</p>"}""");
        var page = await PublishedAsync("Uses", PageDocument.Of(plain, differs, sly));

        var shop = _app.Shop("acme");
        var html = await shop.GetStringAsync("/pages/uses", Ct);
        Assert.Equal((2, 1, 3, 0), (Count(html, "Same everywhere"), Count(html, "Only here &lt;i&gt;"), Count(html, "Fixed words"), Count(html, "Not allowed")));
        Assert.DoesNotContain("data-ed", html, StringComparison.Ordinal);

        // Its own editor is a page's: what is published there shows in every place.
        var document = PageDocument.Of(heading.With("Text", "Changed once").With(BlockBasics.DiffersKey, "Text"));
        await Verb<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, section, 1, document, Ct));
        Assert.Contains("Same everywhere", await shop.GetStringAsync("/pages/uses", Ct), StringComparison.Ordinal);
        Assert.Empty(await Verb<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, section, null, Ct)));
        for (var give = 100; Count(html = await shop.GetStringAsync("/pages/uses", Ct), "Changed once") != 2; give--) { Assert.True(give > 0, html); await Task.Delay(50, Ct); }
        Assert.Equal((1, 0), (Count(html, "Only here &lt;i&gt;"), Count(html, "Fixed words")));

        // It is no page: it has no address and stands in no list.
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await shop.GetAsync($"/pages/section-{section:N}", Ct)).StatusCode);
        await using (var db = await OpenAsync()) Assert.DoesNotContain(await db.PageRowsAsync(_acme.StoreId, Ct), r => r.Id == section);

        var card = Assert.Single(await Cards(_store), c => c.IsSynced);
        Assert.Equal(("synced:" + section, 3), (card.Key, card.Uses));
        Assert.Equal("It still stands on Uses. Delete or detach it there first, and publish.", (await Refused(() => DeleteAsync(card.Key))).Message);
        Assert.Equal("Only here <i>", (await Clip(_store, "blocks:" + section)).Differing(differs).Blocks[0].Prop("Text"));

        // Gone from the draft is not enough: shoppers still see it.
        await Verb<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, page, 2, PageDocument.Empty, Ct));
        Assert.Equal("INVALID_TRANSITION", (await Refused(() => DeleteAsync(card.Key))).Code);
        await Verb<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, page, null, Ct));
        await DeleteAsync(card.Key);
        Assert.DoesNotContain(await Cards(_store), c => c.IsSynced);
    }

    [Fact]
    public async Task A_page_brings_the_stylesheets_of_blocks_that_only_a_synced_section_holds()
    {
        var section = await Verb<SaveSection, Guid>(v => v.SyncAsync(_acme.TenantId, _acme.StoreId, "Questions", new BlockClip("", [BlockNode.Create("testimonials", id: "q1")]), null, Ct));
        await PublishedAsync("Styled", PageDocument.Of(Place(section, "one")));
        var html = await _app.Shop("acme").GetStringAsync("/pages/styled", Ct);
        var style = BlockCatalog.Default.Find("testimonials")!.About.Style;
        Assert.NotEmpty(style);
        // A small one stands in the page, another is linked.
        Assert.Contains(_app.Services.GetRequiredService<ShopAssets>().InPage($"css/{style}.css") ?? $"/css/{style}", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_in_a_section_is_refused_and_one_of_another_shop_shows_nothing()
    {
        var section = await Verb<SaveSection, Guid>(v => v.SyncAsync(_acme.TenantId, _acme.StoreId, "Inner", new BlockClip("", [Heading("Inside", "h1")]), null, Ct));
        Assert.Contains("cannot hold another one", (await Refused(() => Verb<SaveSection, Guid>(v => v.SyncAsync(_acme.TenantId, _acme.StoreId, "Outer", new BlockClip("", [Place(section, "p1")]), null, Ct)))).Errors!["name"][0], StringComparison.Ordinal);

        // Written past the checks, even itself into itself, it is left out and nothing turns in circles.
        await using (var db = await OpenAsync())
        {
            var version = await db.PageVersions.SingleAsync(v => v.PageId == section, Ct);
            version.Document = PageDocument.Of(Place(section, "self"), Heading("Inside", "h1")).ToJson();
            await db.CommitAsync(Ct);
        }
        await PublishedAsync("Circle", PageDocument.Of(Place(section, "p1")));
        Assert.Equal(1, Count(await _app.Shop("acme").GetStringAsync("/pages/circle", Ct), "Inside"));

        var foreign = await Verb<CreatePage, Guid>(v => v.RunAsync(_globex.TenantId, _globex.StoreId, "Borrowed", Ct));
        await Verb<SaveDraft, int?>(v => v.RunAsync(_globex.TenantId, _globex.StoreId, foreign, 1, PageDocument.Of(Place(section, "p1")), Ct));
        Assert.Empty(await Verb<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_globex.TenantId, _globex.StoreId, foreign, null, Ct)));
        Assert.DoesNotContain("Inside", await _app.Shop("globex").GetStringAsync("/pages/borrowed", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_found_in_every_draft_of_the_store_and_replaced_through_the_pages_session()
    {
        var about = await DraftAsync("About", PageDocument.Of(Heading("Fine mugs", "h1"), Heading("Mugs again", "h2")));
        await DraftAsync("Contact", PageDocument.Of(Heading("Write to us", "h1")));
        await Verb<CreatePage, Guid>(v => v.RunAsync(_globex.TenantId, _globex.StoreId, "Mugs of Globex", Ct));
        var here = Guid.CreateVersion7();
        var query = new FindQuery("mugs");
        var found = Assert.Single(await Verb<SiteWords, IReadOnlyList<PageFindings>>(v => v.FindAsync(_store, here, query, Ct)));
        Assert.Equal((about, 2), (found.PageId, found.Findings.Count));
        Assert.Empty(await Verb<SiteWords, IReadOnlyList<PageFindings>>(v => v.FindAsync(_store, about, query, Ct)));

        // Somebody else is writing on that page; what they have not saved yet is kept.
        var (ada, grace) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var lease = await _app.Services.GetRequiredService<EditorSessions>().OpenAsync(_acme.TenantId, _acme.StoreId, about, Ct);
        lease.Page.Session.Do(grace, new ChangeProp("h2", "Text", "Mugs by Grace"));
        Assert.Null(await Verb<SiteWords, string?>(v => v.ReplaceAsync(_store, about, ada, query, "Cups", null, Ct)));
        await using (var db = await OpenAsync())
        {
            var stored = PageDocument.Parse((await db.Pages.AsNoTracking().SingleAsync(p => p.Id == about, Ct)).Draft);
            Assert.Equal(("Fine Cups", "Cups by Grace"), (stored.Find("h1")!.Prop("Text"), stored.Find("h2")!.Prop("Text")));
        }
        Assert.Equal("Replace “mugs” in 2 places", lease.Page.Session.Steps(ada).Undo);
        Assert.Equal("These words are no longer there", await Verb<SiteWords, string?>(v => v.ReplaceAsync(_store, about, ada, query, "Cups", null, Ct)));
        Assert.Equal(404, (await Refused(() => Verb<SiteWords, string?>(v => v.ReplaceAsync(_other, about, ada, query, "Cups", null, Ct)))).Status);
    }

    private static int Count(string html, string words) => html.Split(words).Length - 1;

    private static BlockNode Heading(string text, string id) => BlockNode.Create("heading", new Dictionary<string, string> { ["Text"] = text }, id: id);

    private static BlockNode Place(Guid section, string id) => BlockNode.Create("synced_section", new Dictionary<string, string> { ["Section"] = section.ToString() }, id: id);

    private async Task<Guid> DraftAsync(string title, PageDocument document)
    {
        var page = await Verb<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, title, Ct));
        Assert.Equal(2, await Verb<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, page, 1, document, Ct)));
        return page;
    }

    private async Task<Guid> PublishedAsync(string title, PageDocument document)
    {
        var page = await DraftAsync(title, document);
        Assert.Empty(await Verb<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, page, null, Ct)));
        return page;
    }

    private Task<IReadOnlyList<SectionCard>> Cards(StoreInfo store) => Verb<SectionLibrary, IReadOnlyList<SectionCard>>(v => v.CardsAsync(store, Ct));

    private Task<BlockClip> Clip(StoreInfo store, string key) => Verb<SectionLibrary, BlockClip>(v => v.ClipAsync(store, key, Ct));

    private Task DeleteAsync(string key) => Verb<DeleteSection, bool>(async v => { await v.RunAsync(_acme.TenantId, _acme.StoreId, SectionKey.Of(key), Ct); return true; });

    private static async Task<Refusal> Refused(Func<Task> act) => (await Assert.ThrowsAsync<RefusedException>(act)).Refusal;

    private Task<T> Verb<TVerb, T>(Func<TVerb, Task<T>> run) where TVerb : notnull => _app.InScopeAsync(services => run(services.GetRequiredService<TVerb>()));

    private async Task<AppDb> OpenAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
    }

    private async Task<StoreInfo> InfoAsync(CastShop shop)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(shop.TenantId, null, Ct);
        return StoreInfo.Of(await db.Stores.AsNoTracking().SingleAsync(s => s.Id == shop.StoreId, Ct));
    }
}

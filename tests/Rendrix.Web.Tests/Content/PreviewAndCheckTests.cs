using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Blocks;
using Rendrix.Cast;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Publishing;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Checks;
using Rendrix.Web.Content.Previews;
using Rendrix.Web.Content.Redirects;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores;

namespace Rendrix.Web.Tests.Content;

/// <summary>Preview links on the shop's own host, and the checks before publishing.</summary>
public sealed class PreviewAndCheckTests(PostgresFixture postgres) : IAsyncLifetime
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
        _page = await In<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "About us", Ct));
        await SaveAsync(BlockNode.Create("heading", new Dictionary<string, string> { ["Text"] = "Live words" }, id: "h1"));
        Assert.Empty(await In<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, Ct)));
        await SaveAsync(BlockNode.Create("heading", new Dictionary<string, string> { ["Text"] = "Draft words" }, id: "h1"));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_stranger_with_the_link_sees_the_draft_shops_in_it_and_leaves_no_trace_for_others()
    {
        var made = await MakeAsync(null);
        Assert.StartsWith("http://acme.localhost", made.Url, StringComparison.Ordinal);
        using var friend = _app.Shop("acme");
        using var other = _app.Shop("acme");
        await other.GetStringAsync(new Uri("/pages/about-us", UriKind.Relative), Ct);

        using var enter = await friend.GetAsync(new Uri(new Uri(made.Url).AbsolutePath, UriKind.Relative), Ct);
        Assert.Equal((HttpStatusCode.Redirect, "/pages/about-us"), (enter.StatusCode, enter.Headers.Location!.OriginalString));
        Assert.Contains("httponly", Assert.Single(enter.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        using var seen = await friend.GetAsync(new Uri("/pages/about-us", UriKind.Relative), Ct);
        var html = await seen.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Draft words", html, StringComparison.Ordinal);
        Assert.Contains("Preview of the draft of About us", html, StringComparison.Ordinal);
        Assert.Contains("noindex", html, StringComparison.Ordinal);
        Assert.Equal(("noindex, nofollow", true), (Assert.Single(seen.Headers.GetValues("X-Robots-Tag")), seen.Headers.CacheControl!.NoStore));

        // Shopping works: the cart is the real one.
        using (var add = new FormUrlEncodedContent(new Dictionary<string, string> { ["variantId"] = _acme["Blue mug"].Id.ToString(), ["quantity"] = "1" }))
        using (var added = await friend.PostAsync(new Uri("/cart/add", UriKind.Relative), add, Ct)) Assert.True((int)added.StatusCode < 400, added.StatusCode.ToString());
        Assert.Contains("Blue mug", await friend.GetStringAsync(new Uri("/cart", UriKind.Relative), Ct), StringComparison.Ordinal);

        var plain = await other.GetStringAsync(new Uri("/pages/about-us", UriKind.Relative), Ct);
        Assert.Contains("Live words", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("Preview of", plain, StringComparison.Ordinal);
        using (await friend.GetAsync(new Uri("/preview/leave", UriKind.Relative), Ct)) { }
        Assert.Contains("Live words", await friend.GetStringAsync(new Uri("/pages/about-us", UriKind.Relative), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_goes_through_the_checkout_and_leaves_no_order_no_stock_taken_and_no_mail()
    {
        await _app.InScopeAsync(async s => { await s.GetRequiredService<SwitchStore>().TestModeAsync(_acme.TenantId, _acme.StoreId, on: false, Ct); return 0; });
        var made = await MakeAsync(null);
        using var friend = _app.Shop("acme");
        using (await friend.GetAsync(new Uri(new Uri(made.Url).AbsolutePath, UriKind.Relative), Ct)) { }
        using (var add = new FormUrlEncodedContent(new Dictionary<string, string> { ["variantId"] = _acme["Blue mug"].Id.ToString(), ["quantity"] = "2" }))
        using (var added = await friend.PostAsync(new Uri("/cart/add", UriKind.Relative), add, Ct)) Assert.True((int)added.StatusCode < 400, added.StatusCode.ToString());
        var (stock, orders) = await CountsAsync();
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await friend.GetStringAsync(new Uri("/checkout", UriKind.Relative), Ct));
        Assert.Equal(["test:test_ok", "test:test_declined"], page.QuerySelectorAll("input[name=payment]").Select(i => i.GetAttribute("value")));
        var form = new Dictionary<string, string>
        {
            ["email"] = "friend@example.com", ["country"] = "NO", ["firstName"] = "Ada", ["lastName"] = "Moss", ["address1"] = "12 Quay Street", ["postalCode"] = "5003", ["city"] = "Bergen",
            ["shippingRateId"] = "standard", ["seenTotal"] = page.QuerySelector("input[name=seenTotal]")!.GetAttribute("value")!, ["payment"] = "test:test_ok",
        };
        async Task<(HttpStatusCode Status, string Html)> PayAsync(HttpClient client, string payment)
        {
            using var content = new FormUrlEncodedContent(new Dictionary<string, string>(form) { ["payment"] = payment });
            using var answer = await client.PostAsync(new Uri("/checkout", UriKind.Relative), content, Ct);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
        }
        // Twice, for nobody can buy a preview up.
        for (var i = 0; i < 2; i++)
        {
            var (status, html) = await PayAsync(friend, "test:test_ok");
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("Thank you, Ada", html, StringComparison.Ordinal);
            Assert.Contains("Nothing was ordered, paid or sent.", html, StringComparison.Ordinal);
            Assert.Contains("Preview of the draft of About us", html, StringComparison.Ordinal);
        }
        Assert.True((int)(await PayAsync(friend, "test:test_declined")).Status >= 400);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PayAsync(friend, "stripe:tok")).Status);
        Assert.Equal((stock, orders), await CountsAsync());
        // Taken back, the link is no way to a test payment any more.
        await In<PreviewLinks, bool>(async v => { await v.RevokeAsync(_acme.TenantId, _acme.StoreId, _page, made.Link.Id, Ct); return true; });
        var (after, plain) = await PayAsync(friend, "test:test_ok");
        Assert.DoesNotContain("Nothing was ordered", plain, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine($"After: {after}");

        async Task<(int Stock, int Orders)> CountsAsync()
        {
            await using var db = await OpenAsync();
            return (await db.Variants.Where(v => v.Id == _acme["Blue mug"].Id).Select(v => v.Quantity).SingleAsync(Ct), await db.Orders.CountAsync(Ct) + await db.CheckoutSessions.CountAsync(Ct));
        }
    }

    [Fact]
    public async Task Links_end_are_taken_back_and_belong_to_one_store()
    {
        var version = await MakeAsync(1);
        using var friend = _app.Shop("acme");
        using (await friend.GetAsync(new Uri(new Uri(version.Url).AbsolutePath, UriKind.Relative), Ct)) { }
        Assert.Contains("version 1 of About us", await friend.GetStringAsync(new Uri("/pages/about-us", UriKind.Relative), Ct), StringComparison.Ordinal);

        using var globex = _app.Shop("globex");
        using (var foreign = await globex.GetAsync(new Uri(new Uri(version.Url).AbsolutePath, UriKind.Relative), Ct)) Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        await Assert.ThrowsAsync<RefusedException>(() => In<PreviewLinks, bool>(async v => { await v.RevokeAsync(_globex.TenantId, _globex.StoreId, _page, version.Link.Id, Ct); return true; }));
        await Assert.ThrowsAsync<RefusedException>(() => In<PreviewLinks, MadePreview>(v => v.MakeAsync(_globex.TenantId, _globex.StoreId, _page, null, TimeSpan.FromHours(1), null, Ct)));

        Assert.Single(await In<PreviewLinks, IReadOnlyList<MadePreview>>(v => v.ListAsync(_acme.TenantId, _acme.StoreId, _page, Ct)));
        await In<PreviewLinks, bool>(async v => { await v.RevokeAsync(_acme.TenantId, _acme.StoreId, _page, version.Link.Id, Ct); return true; });
        Assert.DoesNotContain("version 1 of", await friend.GetStringAsync(new Uri("/pages/about-us", UriKind.Relative), Ct), StringComparison.Ordinal);
        using var fresh = _app.Shop("acme");
        using (var ended = await fresh.GetAsync(new Uri(new Uri(version.Url).AbsolutePath, UriKind.Relative), Ct))
        {
            Assert.Equal(HttpStatusCode.NotFound, ended.StatusCode);
            Assert.Contains("This preview has ended", await ended.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        var old = await MakeAsync(null);
        await using (var db = await OpenAsync())
        {
            await db.PreviewLinks.Where(l => l.Id == old.Link.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(-1)), Ct);
            await db.CommitAsync(Ct);
        }
        using (var ended = await fresh.GetAsync(new Uri(new Uri(old.Url).AbsolutePath, UriKind.Relative), Ct)) Assert.Equal(HttpStatusCode.NotFound, ended.StatusCode);
        foreach (var made in new[] { "x", new string('a', 300), "..%2f.." })
            using (var wrong = await fresh.GetAsync(new Uri("/preview/" + made, UriKind.Relative), Ct)) Assert.InRange((int)wrong.StatusCode, 400, 404);
    }

    [Fact]
    public async Task The_checks_name_the_block_and_bring_what_puts_it_right()
    {
        var picture = Guid.CreateVersion7();
        await using (var db = await OpenAsync())
        {
            db.MediaFiles.Add(new MediaFile { Id = picture, StoreId = _acme.StoreId, Name = "kiln.jpg", ContentType = "image/jpeg", Bytes = 2_400_000, Width = 4000, Height = 3000, Alt = "The kiln at night", Hash = "kiln", CreatedAt = DateTimeOffset.UtcNow });
            await db.MovedAsync(_acme.StoreId, "/pages/old", "/pages/about-us", DateTimeOffset.UtcNow, Ct);
            await db.CommitAsync(Ct);
        }
        var document = PageDocument.Of(
            Block("hero", "hero", ("Title", "First"), ("Image", $"/media/{picture:N}.jpg"), ("ButtonLabel", "Go"), ("ButtonLink", "/products/gone")),
            Block("hero", "second", ("Title", "Second"), ("ButtonLabel", "Old"), ("ButtonLink", "/pages/old")),
            Block("heading", "low", ("Text", "Too low"), ("Level", "h3")),
            Block("button", "here", ("Label", "click here"), ("Link", "https://example.com")),
            Block("button", "empty", ("Label", "Nowhere"), ("Link", "")),
            Block("button", "plain", ("Label", "Insecure"), ("Link", "http://example.com/a")),
            Block("button", "mug", ("Label", "The mug"), ("Link", "/products/blue-mug?ref=1")),
            Block("featured_collection", "goods", ("Category", "no-such-category")),
            Block("rich_text", "sample"));
        var report = await In<PageChecks, CheckReport>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, document, Ct));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', report.Findings.Select(f => $"{f.Level} {f.Check} {f.BlockId}: {f.Message} | {f.Fix?.Label}")) + "\n" + report.Weight);

        Has("hero", "picture-text", FindingLevel.Warning, fix: "Use “The kiln at night”");
        Has("hero", "links", FindingLevel.Error, says: "There is no product at /products/gone");
        Has("hero", "weight", FindingLevel.Warning, says: "kiln.jpg is 2.4 MB");
        Has("second", "headings", FindingLevel.Error, says: "The page has a second title", fix: "Make it level 2");
        Has("second", "links", FindingLevel.Note, says: "/pages/old was moved to /pages/about-us", fix: "Use the new address");
        Has("low", "headings", FindingLevel.Warning, fix: "Make it level 2");
        Has("here", "link-names", FindingLevel.Warning, says: "“click here” does not say where the link leads");
        Has("empty", "empty-links", FindingLevel.Error, says: "“Nowhere” leads nowhere");
        Has("plain", "links", FindingLevel.Warning, fix: "Use the new address");
        Has("goods", "goods", FindingLevel.Error);
        Has("sample", "sample-texts", FindingLevel.Warning);
        Assert.Contains(report.Findings, f => f is { Check: "search-texts", InDetails: true });
        Assert.DoesNotContain(report.Findings, f => f.BlockId == "mug");
        Assert.True(report.Weight is { Html: > 1_000, Css: > 1_000, ImageCount: >= 1, Seconds: > 2 }, report.Weight.ToString());

        // Every offered fix is an edit that fits, and after all of them the checks have nothing to offer.
        var rules = _app.Services.GetRequiredService<BlockRules>();
        foreach (var fix in report.Findings.Where(f => f.Fix is not null).Select(f => f.Fix!)) document = Assert.IsType<Applied>(fix.Edit.Apply(document, rules)).Document;
        var after = await In<PageChecks, CheckReport>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, document, Ct));
        Assert.DoesNotContain(after.Findings, f => f.Fix is not null);

        void Has(string block, string check, FindingLevel level, string? says = null, string? fix = "?")
        {
            var found = report.Findings.Where(f => f.BlockId == block && f.Check == check).ToList();
            Assert.True(found.Any(f => f.Level == level && (says is null || f.Message == says) && (fix == "?" || fix is null && f.Fix is null || f.Fix?.Label == fix)), $"{block}, {check}: " + string.Join(" / ", found.Select(f => $"{f.Level}: {f.Message} [{f.Fix?.Label}]")));
        }
    }

    [Fact]
    public async Task A_store_that_blocks_inaccessible_pages_does_not_publish_them_and_warns_otherwise()
    {
        await SaveAsync(Block("hero", "one", ("Title", "First")), Block("hero", "two", ("Title", "Second")));
        await using (var db = await OpenAsync())
        {
            (await db.Stores.SingleAsync(s => s.Id == _acme.StoreId, Ct)).BlockInaccessible = true;
            await db.CommitAsync(Ct);
        }
        var problem = Assert.Single(await In<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, Ct)));
        Assert.Equal(("two", "The page has a second title"), (problem.BlockId, problem.Message));
        await using (var db = await OpenAsync())
        {
            (await db.Stores.SingleAsync(s => s.Id == _acme.StoreId, Ct)).BlockInaccessible = false;
            await db.CommitAsync(Ct);
        }
        Assert.Empty(await In<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, Ct)));
    }

    [Fact]
    public async Task What_was_reviewed_goes_live_and_not_what_came_after()
    {
        var reviewed = PageDocument.Of(Block("heading", "h1", ("Text", "Reviewed")));
        var revision = await SaveAsync([.. reviewed.Root.Children("children")]);
        await SaveAsync(Block("heading", "h1", ("Text", "Typed meanwhile")));
        Assert.Empty(await In<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, new PublishOrder { Document = reviewed, Revision = revision, Base = 1, Note = "As reviewed" }, Ct)));
        await using var db = await OpenAsync();
        var page = await db.Pages.SingleAsync(p => p.Id == _page, Ct);
        var version = await db.PageVersions.SingleAsync(v => v.PageId == _page && v.Number == 2, Ct);
        Assert.Equal(("Reviewed", "As reviewed", true), (PageDocument.Parse(version.Document).Find("h1")!.Prop("Text"), version.Note, page.HasUnpublishedChanges));
    }

    [Fact]
    public async Task Search_texts_and_the_social_card_are_in_the_page_and_noindex_is_obeyed()
    {
        await In<RevisePage, bool>(async v => { await v.RunAsync(_acme.TenantId, _acme.StoreId, _page, new PageDetails("About us", "about-us", "About </script><b>Acme", "Who we are") { Canonical = "/pages/story", SocialImage = "/media/card.jpg", NoIndex = true }, Ct); return true; });
        using var shop = _app.Shop("acme");
        string html;
        for (var i = 0; ; i++)
        {
            html = await shop.GetStringAsync(new Uri("/pages/about-us", UriKind.Relative), Ct);
            if (html.Contains("noindex", StringComparison.Ordinal) || i == 50) break;
            await Task.Delay(50, Ct);
        }
        Assert.Contains("""<meta name="robots" content="noindex">""", html, StringComparison.Ordinal);
        Assert.Matches("""<link rel="canonical" href="http://acme\.localhost(:\d+)?/pages/story" ?/?>""", html);
        Assert.Matches("""<meta property="og:image" content="http://acme\.localhost(:\d+)?/media/card\.jpg" ?/?>""", html);
        Assert.DoesNotContain("</script><b>", html, StringComparison.Ordinal);
        var wrong = await Assert.ThrowsAsync<RefusedException>(() => In<RevisePage, bool>(async v => { await v.RunAsync(_acme.TenantId, _acme.StoreId, _page, new PageDetails("About us", "about-us", "", "") { Canonical = "javascript:alert(1)", SocialImage = "javascript:x" }, Ct); return true; }));
        Assert.Equal(["canonical", "socialImage"], wrong.Refusal.Errors!.Keys.Order());
    }

    private static BlockNode Block(string type, string id, params (string Name, string Value)[] props) => BlockNode.Create(type, props.ToDictionary(p => p.Name, p => p.Value), id: id);

    private Task<MadePreview> MakeAsync(int? number) => In<PreviewLinks, MadePreview>(v => v.MakeAsync(_acme.TenantId, _acme.StoreId, _page, number, TimeSpan.FromHours(1), null, Ct));

    private async Task<int> SaveAsync(params BlockNode[] blocks)
    {
        await using var db = await OpenAsync();
        var revision = await db.Pages.Where(p => p.Id == _page).Select(p => p.DraftRevision).SingleAsync(Ct);
        return (await In<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, revision, PageDocument.Of(blocks), Ct)))!.Value;
    }

    private async Task<AppDb> OpenAsync() => await _app.Services.CreateScope().ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);

    private Task<T> In<TVerb, T>(Func<TVerb, Task<T>> act) where TVerb : notnull => _app.InScopeAsync(services => act(services.GetRequiredService<TVerb>()));
}

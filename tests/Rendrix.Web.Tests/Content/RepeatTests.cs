using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Blocks;
using Rendrix.Cast;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Tests.Content;

/// <summary>Blocks that are repeated for products, in the shop and on the canvas.</summary>
public sealed class RepeatTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly BlockRules Rules = BlockRules.Of(BlockCatalog.Default.All.Select(k => k.Component));
    private RunningApp _app = null!;
    private CastShop _acme = null!;
    private Guid _page;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(postgres);
        _acme = await Cast.Cast.AcmeAsync(_app.Services);
        await Cast.Cast.GlobexAsync(_app.Services);
        _page = await Verb<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "About us", Ct));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Lists_come_in_their_order_cut_to_their_length_and_from_this_shop_alone()
    {
        await PriceAsync("gift-card", 500, "gift");
        await PriceAsync("lamp", 9_000, "light");
        await PublishAsync(
            Repeat("a", ("Sort", "price-asc")), Repeat("b", ("Sort", "name"), ("Count", "2")), Repeat("c", ("Sort", "price-desc"), ("InStock", "true")),
            Repeat("d", ("Source", "tag"), ("Tag", " Light ")), Repeat("e", ("Source", "category"), ("Category", "nowhere")), Repeat("f", ("Source", "page")));
        using var shop = _app.Shop("acme");
        var html = await shop.GetStringAsync("/pages/about-us", Ct);
        var page = new HtmlParser().ParseDocument(html);
        Assert.Equal(["Gift card Blue mug Lamp", "Blue mug Gift card", "Blue mug Gift card", "Lamp"],
            page.QuerySelectorAll("main .cells").Select(list => string.Join(' ', list.QuerySelectorAll("h3").Select(h => h.TextContent))));
        Assert.Equal("€5", page.QuerySelector("main a.btn")!.TextContent);
        Assert.DoesNotContain("data-ed", html, StringComparison.Ordinal);
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());

        // What the canvas shows is what the shop serves, marks apart.
        var view = await _app.InScopeAsync(async s => await s.GetRequiredService<Canvas>().ViewAsync(await StoreAsync(s), _page, true, null, Ct));
        using var dashboard = _app.Dashboard();
        using var answer = await dashboard.GetAsync("/store/acme/pages/about-us", Ct);
        Assert.Equal(MainOf(await answer.Content.ReadAsStringAsync(Ct)), System.Text.RegularExpressions.Regex.Replace(MainOf(await DrawAsync(view)), " data-ed(-[a-z]+)?=\"[^\"]*\"", ""));
    }

    [Fact]
    public async Task A_page_is_old_when_few_are_left_of_a_product_that_is_repeated_on_it()
    {
        await PublishAsync(BlockNode.Create("repeat", children: [BlockNode.Create("heading", [new("Text@bind", "product.name"), new("@stock", "few")])]));
        using var shop = _app.Shop("acme");
        Assert.Empty(await NamesAsync(shop));
        using (var api = _app.Dashboard())
        using (var paid = await api.PayAsync("acme", (await api.CheckoutAsync("acme", await api.CartAsync("acme", _acme["Blue mug"].Id, 6))).GetProperty("checkoutId").GetGuid()))
            Assert.True(paid.IsSuccessStatusCode);
        for (var give = Environment.TickCount64 + 20_000; (await NamesAsync(shop)).Count == 0; await Task.Delay(50, Ct)) Assert.True(Environment.TickCount64 < give, "The page stayed as it was.");
        Assert.Equal(["Blue mug"], await NamesAsync(shop));
    }

    [Fact]
    public async Task A_change_inside_brings_the_whole_repetition_and_what_leaves_it_is_drawn_anew()
    {
        var start = PageDocument.Of(BlockNode.Create("repeat", [new("Sort", "name")], [BlockNode.Create("heading", [new("Text@bind", "product.name")], id: "h1"), BlockNode.Create("text", [new("Text", "Words")], id: "t1")], id: "r1"), BlockNode.Create("section", id: "s1"));
        var changed = Do(start, new ChangeProp("t1", "Text", "Other words"));
        var patch = Assert.Single(await PaintAsync(changed, ["t1"], start));
        Assert.Equal("r1", patch.Id);
        var html = new HtmlParser().ParseDocument(patch.Html);
        Assert.Equal(["Other words", "Other words", "Other words"], html.QuerySelectorAll("p").Select(p => p.TextContent));
        Assert.Equal(["r1", "h1", "t1"], html.QuerySelectorAll("[data-ed]").Select(e => e.GetAttribute("data-ed")));

        var moved = Do(changed, new MoveBlock("h1", "s1", "children", 0));
        var patches = await PaintAsync(moved, ["r1", "s1"], changed);
        Assert.Equal(["r1", "s1"], patches.Select(p => p.Id));
        // On a page about no product the heading has its own words again, so its living element would be wrong there.
        Assert.Contains("data-ed=\"h1\"", patches[1].Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Blue mug", patches[1].Html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-ed-keep", patches[0].Html + patches[1].Html, StringComparison.Ordinal);
        // And back again.
        Assert.Contains("Blue mug", (await PaintAsync(changed, ["r1", "s1"], moved))[0].Html, StringComparison.Ordinal);
    }

    private static BlockNode Repeat(string id, params (string Key, string Text)[] props) => BlockNode.Create("repeat", props.Select(p => KeyValuePair.Create(p.Key, p.Text)),
        [BlockNode.Create("heading", [new("Text@bind", "product.name"), new("Level", "h3")], id: id + "1"), BlockNode.Create("button", [new("Label@bind", "product.price"), new("Link@bind", "product.url")], id: id + "2")], id: id);

    private static PageDocument Do(PageDocument document, Edit edit) => Assert.IsType<Applied>(edit.Apply(document, Rules)).Document;

    private Task<IReadOnlyList<CanvasPatch>> PaintAsync(PageDocument document, IReadOnlyCollection<string> ids, PageDocument shown) => _app.InScopeAsync(async s =>
    {
        var store = await StoreAsync(s);
        return await s.GetRequiredService<CanvasPainter>().PaintAsync(store, await s.GetRequiredService<Canvas>().ShopAsync(store, _page, null, Ct), new PaintRequest(document, ids, shown), Ct);
    });

    private async Task PublishAsync(params BlockNode[] blocks)
    {
        Assert.NotNull(await Verb<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, 1, PageDocument.Of(blocks), Ct)));
        Assert.Empty(await Verb<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, Ct)));
    }

    private Task<int> PriceAsync(string slug, long minor, string tag) => _app.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
        var product = await db.Products.Include(p => p.Variants).SingleAsync(p => p.StoreId == _acme.StoreId && p.Slug == slug, Ct);
        foreach (var variant in product.Variants) variant.PriceMinor = minor;
        product.Tags = [tag];
        product.Summarize();
        await db.CommitAsync(Ct);
        return 0;
    });

    private static async Task<IReadOnlyList<string>> NamesAsync(HttpClient shop) => [.. new HtmlParser().ParseDocument(await shop.GetStringAsync("/pages/about-us", Ct)).QuerySelectorAll("main h2").Select(h => h.TextContent)];

    private static string MainOf(string html) => new HtmlParser().ParseDocument(html).QuerySelector("main")!.OuterHtml;

    private async Task<string> DrawAsync(CanvasView view)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await using var renderer = new Microsoft.AspNetCore.Components.Web.HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CanvasPage>(Microsoft.AspNetCore.Components.ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString());
    }

    private Task<T> Verb<TVerb, T>(Func<TVerb, Task<T>> run) where TVerb : notnull => _app.InScopeAsync(services => run(services.GetRequiredService<TVerb>()));

    private async Task<StoreInfo> StoreAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
        return StoreInfo.Of(await db.Stores.AsNoTracking().SingleAsync(s => s.Id == _acme.StoreId, Ct));
    }
}

using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Blocks;
using Rendrix.Cast;
using Rendrix.Content;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Checks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Tests.Storefront;

/// <summary>Blocks that show by cart and stock, in the shop of one merchant beside another's.</summary>
public sealed class ConditionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private RunningApp _app = null!;
    private CastShop _acme = null!;
    private Guid _page;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(postgres);
        _acme = await Cast.Cast.AcmeAsync(_app.Services, mugs: 7);
        await Cast.Cast.GlobexAsync(_app.Services, mugs: 2);
        _page = await Verb<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "About us", Ct));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_kept_page_is_the_same_whatever_the_cart_and_the_browser_is_told_what_to_ask()
    {
        await PublishAsync(Words("Nothing yet", ("@cart", "empty")), Words("Carry on", ("@cart", "some")), Words("A gift for you", ("@cart", "total"), ("@cartFrom", "30")));
        using var stranger = _app.Shop("acme");
        using var buyer = _app.Shop("acme");
        var (plain, kept) = await KeptAsync(stranger);
        Assert.True(kept);
        using (var add = new FormUrlEncodedContent(new Dictionary<string, string> { ["variantId"] = _acme["Blue mug"].Id.ToString(), ["quantity"] = "2" }))
        using (var added = await buyer.PostAsync(new Uri("/cart/add", UriKind.Relative), add, Ct)) Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        var (full, alsoKept) = await KeptAsync(buyer);
        Assert.True(alsoKept);
        Assert.Equal(plain, full);
        Assert.Equal(["empty", "some", "3000"], new HtmlParser().ParseDocument(full).QuerySelectorAll("main .at").Select(e => e.GetAttribute("data-if-cart")));

        // Pages without such a block ask for the number alone.
        Assert.Equal("""{"count":0,"subtotal":0}""", await stranger.GetStringAsync("/cart/count?worth", Ct));
        Assert.Equal("""{"count":2,"subtotal":3998}""", await buyer.GetStringAsync("/cart/count?worth", Ct));
        Assert.Equal("""{"count":2}""", await buyer.GetStringAsync("/cart/count", Ct));
        using var other = _app.Shop("globex");
        Assert.Equal("""{"count":0,"subtotal":0}""", await other.GetStringAsync("/cart/count?worth", Ct));
    }

    [Fact]
    public async Task A_page_about_something_else_follows_the_stock_of_a_product_it_names()
    {
        await PublishAsync(Words("Plenty", ("@stock", "in"), ("@stockOf", "blue-mug")), Words("Nearly gone", ("@stock", "few"), ("@stockOf", "blue-mug")), Words("All sold", ("@stock", "out"), ("@stockOf", "blue-mug")), Words("Never sold here", ("@stock", "out"), ("@stockOf", "purple-mug")));
        using var shop = _app.Shop("acme");
        Assert.True((await KeptAsync(shop)).Kept);
        Assert.Equal(["Plenty", "Never sold here"], await ShownAsync(shop));

        // Three of seven are sold: four are few, and the page that was kept is old.
        await BuyAsync(3);
        await UntilAsync(async () => (await ShownAsync(shop)).Contains("Nearly gone"));
        Assert.Equal(["Plenty", "Nearly gone", "Never sold here"], await ShownAsync(shop));
        await BuyAsync(4);
        await UntilAsync(async () => (await ShownAsync(shop)).Contains("All sold"));
        Assert.Equal(["All sold", "Never sold here"], await ShownAsync(shop));
    }

    [Fact]
    public async Task The_canvas_shows_what_applies_to_the_cart_it_is_previewed_with_and_keeps_the_rest()
    {
        await SaveAsync(1, [Words("Nothing yet", ("@cart", "empty")), Words("Carry on", ("@cart", "some")), Words("A gift for you", ("@cart", "total"), ("@cartFrom", "30"))]);
        Assert.Equal([false, true, true], await RestsAsync(null));
        Assert.Equal([false, true, true], await RestsAsync("cart:empty"));
        // Mug and gift card at 19.99 each.
        Assert.Equal([true, false, false], await RestsAsync("cart:full"));
        Assert.Equal(3, (await ViewAsync("cart:full")).QuerySelectorAll("main .at[data-ed]").Length);
        Assert.Equal(["Carry on", "A gift for you"], (await ViewAsync("cart:full", editing: false)).QuerySelectorAll("main h2").Select(h => h.TextContent));
    }

    [Fact]
    public async Task Conditions_that_cannot_be_met_are_found_before_publishing()
    {
        await SaveAsync(1, [Words("a", ("@stock", "in")), Words("b", ("@stock", "in"), ("@stockOf", "purple-mug")), Words("c", ("@stock", "out"), ("@stockOf", "lamp"))]);
        var report = await Verb<PageChecks, Client.Editor.Publishing.CheckReport>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, Ct));
        var found = report.Findings.Where(f => f.Check == "condition").Select(f => f.Message).ToList();
        Assert.Equal(2, found.Count);
        Assert.Contains("this page has none", found[0], StringComparison.Ordinal);
        Assert.Contains("purple-mug, which is not on sale", found[1], StringComparison.Ordinal);
    }

    private static int _next;

    private static BlockNode Words(string text, params (string Key, string Text)[] conditions) =>
        BlockNode.Create("heading", conditions.Select(c => KeyValuePair.Create(c.Key, c.Text)).Prepend(new("Text", text)), id: "w" + Interlocked.Increment(ref _next).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task SaveAsync(int revision, BlockNode[] blocks) =>
        Assert.NotNull(await Verb<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, revision, PageDocument.Of(blocks), Ct)));

    private async Task PublishAsync(params BlockNode[] blocks)
    {
        await SaveAsync(1, blocks);
        Assert.Empty(await Verb<PublishPage, IReadOnlyList<Client.Editor.PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, _page, null, Ct)));
        using var shop = _app.Shop("acme");
        await UntilAsync(async () => (await shop.GetAsync("/pages/about-us", Ct)).StatusCode == HttpStatusCode.OK);
    }

    private static async Task<(string Html, bool Kept)> KeptAsync(HttpClient shop)
    {
        for (var i = 0; ; i++)
        {
            using var answer = await shop.GetAsync("/pages/about-us", Ct);
            if (answer.Headers.Age is not null || i == 4) return (await answer.Content.ReadAsStringAsync(Ct), answer.Headers.Age is not null);
        }
    }

    private static async Task<IReadOnlyList<string>> ShownAsync(HttpClient shop) =>
        [.. new HtmlParser().ParseDocument(await shop.GetStringAsync("/pages/about-us", Ct)).QuerySelectorAll("main h2").Select(h => h.TextContent)];

    private async Task<IReadOnlyList<bool>> RestsAsync(string? wish) => [.. (await ViewAsync(wish)).QuerySelectorAll("main .at[data-ed]").Select(e => e.HasAttribute("data-ed-rests"))];

    private async Task<IDocument> ViewAsync(string? wish, bool editing = true)
    {
        var view = await _app.InScopeAsync(async s => await s.GetRequiredService<Canvas>().ViewAsync(await StoreAsync(s), _page, editing, wish, Ct));
        await using var scope = _app.Services.CreateAsyncScope();
        await using var renderer = new Microsoft.AspNetCore.Components.Web.HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>());
        return new HtmlParser().ParseDocument(await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CanvasPage>(Microsoft.AspNetCore.Components.ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString()));
    }

    private async Task BuyAsync(int quantity)
    {
        using var api = _app.Dashboard();
        var cart = await api.CartAsync("acme", _acme["Blue mug"].Id, quantity);
        var checkout = await api.CheckoutAsync("acme", cart);
        using var paid = await api.PayAsync("acme", checkout.GetProperty("checkoutId").GetGuid());
        Assert.True(paid.IsSuccessStatusCode, await paid.Content.ReadAsStringAsync(Ct));
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var give = Environment.TickCount64 + 20_000; !await holds(); await Task.Delay(50, Ct))
            Assert.True(Environment.TickCount64 < give, "It did not come about in time.");
    }

    private Task<T> Verb<TVerb, T>(Func<TVerb, Task<T>> run) where TVerb : notnull => _app.InScopeAsync(services => run(services.GetRequiredService<TVerb>()));

    private async Task<StoreInfo> StoreAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
        return StoreInfo.Of(await db.Stores.AsNoTracking().SingleAsync(s => s.Id == _acme.StoreId, Ct));
    }
}

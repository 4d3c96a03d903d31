using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Blocks;
using Rendrix.Cast;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Templates;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Tests.Storefront;

/// <summary>Templates, filters and previews on a real database with two shops that sell the same things.</summary>
public sealed class TemplateTests(PostgresFixture postgres) : IAsyncLifetime
{
    private RunningApp _app = null!;
    private CastShop _acme = null!, _globex = null!;
    private HttpClient _shop = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(postgres);
        _acme = await Cast.Cast.AcmeAsync(_app.Services);
        _globex = await Cast.Cast.GlobexAsync(_app.Services);
        // Eight shirts here and twenty there: a count that reaches across is seen at once.
        await ShirtsAsync(_acme, 8);
        await ShirtsAsync(_globex, 20);
        _shop = _app.Shop("acme");
    }

    public async ValueTask DisposeAsync()
    {
        _shop.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Filters_count_and_leave_out_within_the_shop_alone()
    {
        var all = await PageAsync("/categories/shirts");
        Assert.Equal(["Blue", "Red", "Green"], Facet(all, "Color").Select(f => f.Name));
        Assert.Equal([4, 4, 4], Facet(all, "Color").Select(f => f.Count));
        Assert.Equal([4, 4], Facet(all, "Size").Select(f => f.Count));
        Assert.Equal("8 products", all.QuerySelector(".bar .count")!.TextContent);

        var red = await PageAsync("/categories/shirts?opt=Color%3ARed");
        Assert.Equal(4, red.QuerySelectorAll(".card").Length);
        Assert.Equal("4 products", red.QuerySelector(".bar .count")!.TextContent);
        Assert.Equal([4, 4, 4], Facet(red, "Color").Select(f => f.Count));
        Assert.True(((AngleSharp.Html.Dom.IHtmlInputElement)red.QuerySelector(".filters input[value='Color:Red']")!).IsChecked);
        Assert.Equal("/categories/shirts", red.QuerySelector(".chosen a")!.GetAttribute("href"));

        // Two values of an option are alternatives, two options must both fit.
        Assert.Equal(6, (await PageAsync("/categories/shirts?opt=Color%3ARed&opt=Color%3AGreen")).QuerySelectorAll(".card").Length);
        var both = await PageAsync("/categories/shirts?opt=Color%3ARed&opt=Size%3AS&sort=price-desc");
        Assert.Equal("2 products", both.QuerySelector(".bar .count")!.TextContent);
        Assert.Equal(["Shirt 5", "Shirt 1, Sold out"], both.QuerySelectorAll(".card h3").Select(h => h.TextContent));
        Assert.Contains("opt=Color%3ARed", both.QuerySelector(".chosen li:nth-child(2) a")!.GetAttribute("href")!, StringComparison.Ordinal);
        Assert.Contains(both.QuerySelectorAll("form.sort input[type=hidden]"), i => i.GetAttribute("value") == "Color:Red");

        Assert.Equal(3, (await PageAsync("/categories/shirts?min=12&max=14")).QuerySelectorAll(".card").Length);
        Assert.Equal(7, (await PageAsync("/categories/shirts?stock=in")).QuerySelectorAll(".card").Length);
        var nothing = await PageAsync("/categories/shirts?min=5000");
        Assert.Contains("Nothing fits all of these filters", nothing.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await PageAsync("/categories/shirts?opt=Color%3A%3Cscript%3Ealert(1)%3C%2Fscript%3E")).QuerySelectorAll("main script"));
    }

    [Theory]
    [InlineData("/products?opt=Color%3ARare")]
    [InlineData("/categories/shirts?opt=Color%3ARare&sort=newest")]
    [InlineData("/products?opt=Color%3ARare&sort=price-asc")]
    public async Task In_a_shop_too_large_to_look_through_at_once_the_list_goes_on(string address)
    {
        // Six thousand plain mugs, the oldest and dearest of which is the only rare one.
        await _app.InScopeAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
            // All columns but those the database makes itself.
            var columns = await db.Database.SqlQuery<string>($"select string_agg(quote_ident(attname), ', ' order by attnum) as \"Value\" from pg_attribute where attrelid = 'products'::regclass and attnum > 0 and not attisdropped and attgenerated = ''").SingleAsync(Ct);
            await db.Database.ExecuteSqlAsync(System.Runtime.CompilerServices.FormattableStringFactory.Create("insert into products (" + columns + ") select " + string.Join(", ", columns.Split(", ").Select(c => "r." + c)) + """
                 from products p cross join generate_series(1, 6000) n cross join lateral jsonb_populate_record(null::products, to_jsonb(p) || jsonb_build_object(
                    'id', ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0')), 'slug', 'many-' || n, 'name', 'Many ' || n, 'name_lower', 'many ' || n, 'price_minor', 100000 - n, 'price_max_minor', 100000 - n,
                    'options', case when n = 1 then jsonb_build_array(jsonb_build_object('name', 'Color', 'values', jsonb_build_array(jsonb_build_object('name', 'Rare')))) else '[]'::jsonb end)) r
                where p.tenant_id = {0} and p.slug = 'blue-mug'
                """, _acme.TenantId), Ct);
            await db.Database.ExecuteSqlAsync($"""
                insert into product_categories select r.* from products p cross join lateral (select * from product_categories where tenant_id = {_acme.TenantId} limit 1) l
                cross join lateral jsonb_populate_record(null::product_categories, to_jsonb(l) || jsonb_build_object('id', gen_random_uuid(), 'product_id', p.id)) r where p.tenant_id = {_acme.TenantId} and p.slug like 'many-%'
                """, Ct);
            await db.CommitAsync(Ct);
            return 0;
        });
        // As a database that is left alone for a minute does by itself.
        await using (var setup = new Npgsql.NpgsqlConnection(_app.Connections.Setup))
        {
            await setup.OpenAsync(Ct);
            await using var analyze = new Npgsql.NpgsqlCommand("analyze products, product_categories", setup);
            await analyze.ExecuteNonQueryAsync(Ct);
        }
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await HtmlAsync(address.Split('?')[0]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{address.Split('?')[0]}: {clock.ElapsedMilliseconds} ms");
        clock.Restart();
        var first = await PageAsync(address);
        TestContext.Current.TestOutputHelper?.WriteLine($"{address}: {clock.ElapsedMilliseconds} ms");
        Assert.Empty(first.QuerySelectorAll(".card"));
        Assert.Equal("", first.QuerySelector(".bar .count")!.TextContent);
        var next = first.QuerySelector("a[rel=next]")!;
        Assert.Equal("Look further", next.TextContent);
        var second = await PageAsync(next.GetAttribute("href")!);
        Assert.Equal("Many 1", Assert.Single(second.QuerySelectorAll(".card h3")).TextContent);
        Assert.Null(second.QuerySelector("a[rel=next]"));
    }

    [Fact]
    public async Task A_filtered_page_is_kept_under_one_filter_and_never_under_made_up_ones()
    {
        foreach (var kept in new[] { "/categories/shirts?opt=Color%3ARed", "/categories/shirts?min=&max=&opt=Size%3AM", "/categories/shirts?stock=in&sort=name", "/products?opt=Color%3ABlue" })
            Assert.True(await IsKeptAsync(kept), $"{kept} is not kept.");
        foreach (var madeUp in new[] { "/categories/shirts?opt=Color%3AMauve", "/categories/shirts?min=11", "/categories/shirts?opt=Color%3ARed&opt=Size%3AM", "/categories/shirts?stock=in&opt=Size%3AM", "/categories/shirts?stock=out", "/products/shirt-1?opt=Color%3ARed" })
            Assert.False(await IsKeptAsync(madeUp), $"{madeUp} is kept.");
    }

    [Fact]
    public async Task What_nobody_described_tells_search_engines_its_name_and_the_shops()
    {
        foreach (var (address, name) in new[] { ("/products", "All products"), ("/products/gift-card", "Gift card") })
            Assert.StartsWith($"{name} · ", (await PageAsync(address)).QuerySelector("meta[name=description]")?.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_page_is_kept_until_its_template_goes_live()
    {
        Assert.True(await IsKeptAsync("/products/blue-mug"));
        var template = await PublishAsync(PageType.Product, document => new PageDocument(document.Root.WithSlot("children", [BlockNode.Create("heading", new Dictionary<string, string> { ["Text"] = "Own words" }), .. document.Root.Children("children")])));
        await UntilAsync(async () => (await HtmlAsync("/products/blue-mug")).Contains("Own words", StringComparison.Ordinal));
        Assert.True(await IsKeptAsync("/products/blue-mug"));
        var page = await PageAsync("/products/blue-mug");
        Assert.Equal("Blue mug", Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Contains("\"@type\":\"Product\"", page.QuerySelector("script[type='application/ld+json']")!.TextContent, StringComparison.Ordinal);
        using var other = _app.Shop("globex");
        Assert.DoesNotContain("Own words", await other.GetStringAsync("/products/blue-mug", Ct), StringComparison.Ordinal);

        // Deleted, the standard one is back.
        await Verb<DeletePage>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, template, Ct));
        await UntilAsync(async () => !(await HtmlAsync("/products/blue-mug")).Contains("Own words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_product_and_a_category_may_have_a_template_of_their_own()
    {
        var gifts = await AddAsync(PageType.Product, "Gifts", "A gift");
        var sale = await AddAsync(PageType.Collection, "Sale", "On sale now");
        await Verb<ChooseTemplate>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, PageType.Product, _acme["Gift card"].ProductId, gifts, Ct));
        var shirts = await ShirtCategoryAsync();
        await Verb<ChooseTemplate>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, PageType.Collection, shirts, sale, Ct));
        await UntilAsync(async () => (await HtmlAsync("/products/gift-card")).Contains("A gift", StringComparison.Ordinal));
        await UntilAsync(async () => (await HtmlAsync("/categories/shirts")).Contains("On sale now", StringComparison.Ordinal));
        Assert.DoesNotContain("A gift", await HtmlAsync("/products/blue-mug"), StringComparison.Ordinal);
        Assert.DoesNotContain("On sale now", await HtmlAsync("/products"), StringComparison.Ordinal);

        // Another shop's template, one of another kind, and one that is gone.
        await RefusedAsync(v => v.RunAsync(_globex.TenantId, _globex.StoreId, PageType.Product, _globex["Gift card"].ProductId, gifts, Ct));
        await RefusedAsync(v => v.RunAsync(_acme.TenantId, _acme.StoreId, PageType.Product, _acme["Gift card"].ProductId, sale, Ct));
        await RefusedAsync(v => v.RunAsync(_acme.TenantId, _acme.StoreId, PageType.Product, _globex["Gift card"].ProductId, gifts, Ct));
        await Verb<DeletePage>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, gifts, Ct));
        await UntilAsync(async () => !(await HtmlAsync("/products/gift-card")).Contains("A gift", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rules_choose_templates_in_their_order_and_never_over_what_was_chosen_by_hand()
    {
        var (gifts, cheap, sale) = (await AddAsync(PageType.Product, "Gifts", "A gift"), await AddAsync(PageType.Product, "Cheap", "A bargain"), await AddAsync(PageType.Collection, "Sale", "On sale now"));
        var shirts = await ShirtCategoryAsync();
        // Below shirts there is one more category with one product of its own, and a draft template that nobody sees.
        var tees = await BelowAsync(shirts, "Tees", "shirt-8");
        var draft = await Verb<OpenTemplate, Guid>(v => v.AddAsync(_acme.TenantId, _acme.StoreId, PageType.Product, "Draft", Ct));
        await Verb<ChooseTemplate>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, PageType.Product, _acme["Blue mug"].ProductId, gifts, Ct));
        TemplateRule[] rules =
        [
            new() { Template = draft, Categories = [shirts] },
            new() { Template = gifts, Categories = [tees] },
            new() { Template = cheap, Categories = [shirts], FromMinor = 1100, ToMinor = 1300 },
            new() { Template = gifts, Categories = [shirts], Types = [ProductType.Variable] },
        ];
        var seen = await Verb<SaveTemplateRules, string>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, PageType.Product, "[]", rules, Ct));
        seen = await Verb<SaveTemplateRules, string>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, PageType.Collection, seen, [new TemplateRule { Template = sale, Categories = [shirts] }], Ct));
        await UntilAsync(async () => (await HtmlAsync("/products/shirt-2")).Contains("A bargain", StringComparison.Ordinal));
        await UntilAsync(async () => (await HtmlAsync("/categories/tees")).Contains("On sale now", StringComparison.Ordinal));
        Assert.Contains("On sale now", await HtmlAsync("/categories/shirts"), StringComparison.Ordinal);
        Assert.DoesNotContain("On sale now", await HtmlAsync("/products"), StringComparison.Ordinal);
        Assert.Contains("A gift", await HtmlAsync("/products/shirt-8"), StringComparison.Ordinal);
        Assert.Contains("A gift", await HtmlAsync("/products/shirt-5"), StringComparison.Ordinal);
        Assert.Contains("A gift", await HtmlAsync("/products/blue-mug"), StringComparison.Ordinal);
        Assert.DoesNotContain("A gift", await HtmlAsync("/products/lamp"), StringComparison.Ordinal);
        using (var other = _app.Shop("globex")) Assert.DoesNotContain("A bargain", await other.GetStringAsync("/products/shirt-2", Ct), StringComparison.Ordinal);

        // Counted as it shows: in the order of the rules, what was chosen by hand left out.
        var counts = await _app.InScopeAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
            return await RuleMatches.CountAsync(db, _acme.StoreId, PageType.Product, [.. rules.Skip(1)], Ct);
        });
        Assert.Equal([new RuleCount(1, 1), new RuleCount(3, 3), new RuleCount(8, 4)], counts);

        // The other way round the first one decides.
        seen = await Verb<SaveTemplateRules, string>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, PageType.Product, seen, [rules[3], rules[2]], Ct));
        await UntilAsync(async () => (await HtmlAsync("/products/shirt-2")).Contains("A gift", StringComparison.Ordinal));
        // By hand comes before every rule, and a deleted template is passed over.
        var second = await _app.InScopeAsync(async s => { await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct); return await db.Products.Where(p => p.StoreId == _acme.StoreId && p.Slug == "shirt-2").Select(p => p.Id).SingleAsync(Ct); });
        await Verb<ChooseTemplate>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, PageType.Product, second, cheap, Ct));
        await UntilAsync(async () => (await HtmlAsync("/products/shirt-2")).Contains("A bargain", StringComparison.Ordinal));
        await Verb<DeletePage>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, gifts, Ct));
        await UntilAsync(async () => (await HtmlAsync("/products/shirt-3")).Contains("A bargain", StringComparison.Ordinal));
        Assert.DoesNotContain("A gift", await HtmlAsync("/products/shirt-5"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_name_what_is_there_and_are_not_written_over_what_others_wrote()
    {
        var gifts = await AddAsync(PageType.Product, "Gifts", "A gift");
        var shirts = await ShirtCategoryAsync();
        var own = await Verb<OpenTemplate, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, PageType.Product, Ct));
        Task<string> Save(Guid tenant, Guid store, string seen, params TemplateRule[] rules) => Verb<SaveTemplateRules, string>(v => v.RunAsync(tenant, store, PageType.Product, seen, rules, Ct));
        async Task<Refusal> Refused(Func<Task<string>> act) => (await Assert.ThrowsAsync<RefusedException>(act)).Refusal;
        var good = new TemplateRule { Template = gifts, Categories = [shirts] };
        // Another shop knows neither the template nor the category; nor does anybody know another tenant's store.
        Assert.Contains("rules[0].templateId", (await Refused(() => Save(_globex.TenantId, _globex.StoreId, "[]", good))).Errors!.Keys);
        Assert.Equal(404, (await Refused(() => Save(_globex.TenantId, _acme.StoreId, "[]", good))).Status);
        var theirs = await Verb<OpenTemplate, Guid>(v => v.AddAsync(_globex.TenantId, _globex.StoreId, PageType.Product, "Theirs", Ct));
        Assert.Contains("rules[0].categoryIds", (await Refused(() => Save(_globex.TenantId, _globex.StoreId, "[]", good with { Template = theirs }))).Errors!.Keys);
        Assert.Contains("rules[0].templateId", (await Refused(() => Save(_acme.TenantId, _acme.StoreId, "[]", good with { Template = own }))).Errors!.Keys);
        Assert.Contains("rules[0]", (await Refused(() => Save(_acme.TenantId, _acme.StoreId, "[]", new TemplateRule { Template = gifts }))).Errors!.Keys);
        Assert.Contains("rules[0].priceFrom", (await Refused(() => Save(_acme.TenantId, _acme.StoreId, "[]", good with { FromMinor = 2, ToMinor = 1 }))).Errors!.Keys);
        Assert.Contains("rules", (await Refused(() => Save(_acme.TenantId, _acme.StoreId, "[]", [.. Enumerable.Repeat(good, TemplateRule.Most + 1)]))).Errors!.Keys);
        var seen = await Save(_acme.TenantId, _acme.StoreId, "[]", good);
        Assert.Equal(412, (await Refused(() => Save(_acme.TenantId, _acme.StoreId, "[]", good))).Status);
        Assert.Equal("[]", await Save(_acme.TenantId, _acme.StoreId, seen));
    }

    [Theory]
    [InlineData(PageType.Product, "/products/shirt-2", "product:shirt-2")]
    [InlineData(PageType.Product, "/products/gift-card", "product:gift-card")]
    [InlineData(PageType.Product, "/products/lamp", "sold-out")]
    [InlineData(PageType.Collection, "/categories/shirts", "collection:shirts")]
    [InlineData(PageType.Collection, "/products", "collection:")]
    [InlineData(PageType.Collection, "/products", "cart:full")]
    [InlineData(PageType.Product, "/products/shirt-2", "product:shirt-2;cart:full")]
    [InlineData(PageType.Search, "/search", "search:")]
    [InlineData(PageType.Cart, "/cart", "cart:empty")]
    [InlineData(PageType.NotFound, "/nothing-here", null)]
    public async Task The_canvas_of_a_template_is_what_the_shop_serves(PageType kind, string address, string? wish)
    {
        var id = await Verb<OpenTemplate, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, kind, Ct));
        Assert.Equal(id, await Verb<OpenTemplate, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, kind, Ct)));
        // The newest lamp of the shop is the one that is sold out, shirt 1 apart.
        if (wish == "sold-out") await SoldOutAloneAsync();
        using var dashboard = _app.Dashboard();
        using var answer = await dashboard.GetAsync("/store/acme" + address, Ct);
        var published = MainOf(await answer.Content.ReadAsStringAsync(Ct));
        foreach (var editing in new[] { true, false })
        {
            var view = await _app.InScopeAsync(async s => await s.GetRequiredService<Canvas>().ViewAsync(await StoreAsync(s), id, editing, wish, Ct));
            var canvas = MainOf(await DrawAsync(view));
            Assert.Equal(editing, canvas.Contains(" data-ed=", StringComparison.Ordinal));
            Assert.Equal(published, System.Text.RegularExpressions.Regex.Replace(canvas, " data-ed(-slot|-prop|-empty)?=\"[^\"]*\"", ""));
        }
    }

    [Fact]
    public async Task A_wish_that_cannot_be_met_shows_the_sample_and_an_empty_shop_says_what_is_missing()
    {
        var id = await Verb<OpenTemplate, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, PageType.Product, Ct));
        foreach (var wish in new[] { "product:gone", "nonsense", "product:", "collection:shirts", null })
        {
            var shop = await _app.InScopeAsync(async s => await s.GetRequiredService<Canvas>().ShopAsync(await StoreAsync(s), id, wish, Ct));
            Assert.NotNull(shop.Page.Product);
            Assert.Equal(shop.Page.Product.Name, shop.Bound("product.name"));
            Assert.Null(shop.Bound("collection.name"));
        }
        await _app.InScopeAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
            await db.Products.Where(p => p.StoreId == _acme.StoreId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, ProductStatus.Archived), Ct);
            await db.CommitAsync(Ct);
            return 0;
        });
        var view = await _app.InScopeAsync(async s => await s.GetRequiredService<Canvas>().ViewAsync(await StoreAsync(s), id, true, null, Ct));
        Assert.Contains("Choose a product, or use this on the product page", await DrawAsync(view), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_shows_the_product_of_its_setting_before_that_of_the_page()
    {
        await PublishAsync(PageType.Product, _ => PageDocument.Of(
            BlockNode.Create("product_title"), BlockNode.Create("product_title", Named("shirt-3")), BlockNode.Create("product_card", Named("shirt-4")), BlockNode.Create("buy_box", Named("archived-long-ago")), BlockNode.Create("featured_product", Named("lamp"))));
        await UntilAsync(async () => (await HtmlAsync("/products/blue-mug")).Contains("Shirt 3", StringComparison.Ordinal));
        var page = await PageAsync("/products/blue-mug");
        Assert.Equal("Blue mug", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Shirt 3", "Lamp"], page.QuerySelectorAll("main h2").Select(h => h.TextContent));
        Assert.Equal("Shirt 4", page.QuerySelector(".card h3")!.TextContent);
        var form = Assert.Single(page.QuerySelectorAll("form[data-buy]"));
        Assert.True(form.QuerySelector("button.buy")!.HasAttribute("disabled"));
        Assert.Equal("out", form.QuerySelector(".stock")!.GetAttribute("data-stock"));
    }

    [Fact]
    public async Task Cards_of_what_was_looked_at_come_in_order_and_only_of_what_is_on_sale()
    {
        var cards = new HtmlParser().ParseDocument(await HtmlAsync("/cards?of=shirt-5,blue-mug,nothing,shirt-5,..%2Fcart,shirt-2"));
        Assert.Equal(["Shirt 5", "Blue mug", "Shirt 2"], cards.QuerySelectorAll(".card h3").Select(h => h.TextContent));
        Assert.Empty(new HtmlParser().ParseDocument(await HtmlAsync("/cards")).QuerySelectorAll(".card"));
        using var answer = await _shop.GetAsync("/cards?of=blue-mug", Ct);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    private static Dictionary<string, string> Named(string slug) => new() { ["Product"] = slug };

    private static List<(string Name, int Count)> Facet(IDocument page, string option) =>
        [.. page.QuerySelectorAll(".filters fieldset").Single(f => f.QuerySelector("legend")!.TextContent == option).QuerySelectorAll("label").Select(l => (l.QuerySelector("span")!.TextContent, int.Parse(l.QuerySelector("em")!.TextContent, System.Globalization.CultureInfo.InvariantCulture)))];

    private static string MainOf(string html) => new HtmlParser().ParseDocument(html).QuerySelector("main")!.OuterHtml;

    private async Task<string> HtmlAsync(string address)
    {
        using var answer = await _shop.GetAsync(address, Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {(int)answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private async Task<IDocument> PageAsync(string address) => new HtmlParser().ParseDocument(await HtmlAsync(address));

    private async Task<bool> IsKeptAsync(string address)
    {
        for (var i = 0; i < 4; i++)
            if ((await _shop.GetAsync(address, Ct)).Headers.Age is not null) return true;
        return false;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var give = Environment.TickCount64 + 20_000; !await holds(); await Task.Delay(50, Ct))
            Assert.True(Environment.TickCount64 < give, "It did not come about in time.");
    }

    private async Task<Guid> PublishAsync(PageType kind, Func<PageDocument, PageDocument> change)
    {
        var id = await Verb<OpenTemplate, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, kind, Ct));
        Assert.Equal(2, await Verb<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, id, 1, change(StandardTemplates.Of(kind)), Ct)));
        await GoLiveAsync(id);
        return id;
    }

    private async Task<Guid> AddAsync(PageType kind, string title, string words)
    {
        var id = await Verb<OpenTemplate, Guid>(v => v.AddAsync(_acme.TenantId, _acme.StoreId, kind, title, Ct));
        await Verb<SaveDraft, int?>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, id, 1, PageDocument.Of(BlockNode.Create("heading", new Dictionary<string, string> { ["Text"] = words })), Ct));
        await GoLiveAsync(id);
        return id;
    }

    private async Task GoLiveAsync(Guid id) => Assert.Empty(await Verb<PublishPage, IReadOnlyList<Client.Editor.PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, id, null, Ct)));

    private async Task RefusedAsync(Func<ChooseTemplate, Task> run) => await Assert.ThrowsAsync<RefusedException>(() => Verb(run));

    private Task<T> Verb<TVerb, T>(Func<TVerb, Task<T>> run) where TVerb : notnull => _app.InScopeAsync(services => run(services.GetRequiredService<TVerb>()));

    private Task Verb<TVerb>(Func<TVerb, Task> run) where TVerb : notnull => _app.InScopeAsync(async services => { await run(services.GetRequiredService<TVerb>()); return 0; });

    private async Task<StoreInfo> StoreAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
        return StoreInfo.Of(await db.Stores.AsNoTracking().SingleAsync(s => s.Id == _acme.StoreId, Ct));
    }

    private async Task<string> DrawAsync(CanvasView view)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await using var renderer = new Microsoft.AspNetCore.Components.Web.HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CanvasPage>(Microsoft.AspNetCore.Components.ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString());
    }

    private async Task<Guid> ShirtCategoryAsync() => await _app.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
        return await db.Categories.Where(c => c.StoreId == _acme.StoreId && c.Slug == "shirts").Select(c => c.Id).SingleAsync(Ct);
    });

    private Task<Guid> BelowAsync(Guid above, string name, string product) => _app.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
        var now = TimeProvider.System.GetUtcNow();
        var category = new Category { Id = Guid.CreateVersion7(now), StoreId = _acme.StoreId, ParentId = above, Name = name, Slug = name.ToLowerInvariant(), CreatedAt = now, UpdatedAt = now };
        db.Categories.Add(category);
        db.ProductCategories.Add(new ProductCategory { Id = Guid.CreateVersion7(now), StoreId = _acme.StoreId, CategoryId = category.Id, ProductId = await db.Products.Where(p => p.StoreId == _acme.StoreId && p.Slug == product).Select(p => p.Id).SingleAsync(Ct) });
        await db.CommitAsync(Ct);
        return category.Id;
    });

    private Task<int> SoldOutAloneAsync() => _app.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
        await db.Products.Where(p => p.StoreId == _acme.StoreId && p.Slug == "shirt-1").ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, ProductStatus.Archived), Ct);
        await db.CommitAsync(Ct);
        return 0;
    });

    // Odd shirts come in red and green, even ones in blue and green; the first is sold out. Sizes alternate by pairs.
    private Task<int> ShirtsAsync(CastShop shop, int count) => _app.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(shop.TenantId, null, Ct);
        var now = TimeProvider.System.GetUtcNow();
        var category = new Category { Id = Guid.CreateVersion7(now), StoreId = shop.StoreId, Name = "Shirts", Slug = "shirts", CreatedAt = now, UpdatedAt = now };
        db.Categories.Add(category);
        for (var n = 1; n <= count; n++)
        {
            var (color, size) = (n % 2 == 1 ? "Red" : "Blue", n % 4 < 2 ? "S" : "M");
            var product = new Product
            {
                Id = Guid.CreateVersion7(now.AddMilliseconds(n)), StoreId = shop.StoreId, Name = $"Shirt {n}", Slug = $"shirt-{n}", Status = ProductStatus.Active, Currency = shop.Currency, CreatedAt = now, UpdatedAt = now, PublishedAt = now,
                Options = [new ProductOption("Color", n <= 4 ? [new OptionValue(color, "#ff0000"), new OptionValue("Green", "#00ff00")] : [new OptionValue(color, "#ff0000")]), new ProductOption("Size", [new OptionValue(size)])],
            };
            foreach (var value in product.Options[0].Values)
                product.Variants.Add(new Variant { Id = Guid.CreateVersion7(now), StoreId = shop.StoreId, ProductId = product.Id, OptionValues = [value.Name, size], Position = product.Variants.Count, PriceMinor = 1000 + n * 100, Currency = shop.Currency, Quantity = n == 1 ? 0 : 10 });
            product.Categories.Add(new ProductCategory { Id = Guid.CreateVersion7(now), StoreId = shop.StoreId, ProductId = product.Id, CategoryId = category.Id });
            product.Summarize();
            db.Products.Add(product);
        }
        await db.CommitAsync(Ct);
        return 0;
    });
}

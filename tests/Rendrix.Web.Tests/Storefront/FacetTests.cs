using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Amounts;
using Rendrix.Cast;
using Rendrix.Catalog;
using Rendrix.Storefront;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Search;
using Rendrix.Web.Storefront;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Tests.Storefront;

/// <summary>Three shops that sell the same made-up things, two of them of one tenant.</summary>
public sealed class FacetWorld(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly string[] Vendors = ["", "Halden", "Nordlys", "Müller & Søn", "O'Hara \"Co\""], Tags = ["wool", "oak", "50% off", "new", "a,b"], Colors = ["Red", "Blue", "Green"], Sizes = ["S", "M", "L"];

    public RunningApp App { get; private set; } = null!;
    public CastShop Acme { get; private set; } = null!;
    public CastShop Globex { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await RunningApp.StartAsync(postgres);
        (Acme, Globex) = (await Cast.Cast.AcmeAsync(App.Services), await Cast.Cast.GlobexAsync(App.Services));
        await FillAsync(Acme.TenantId, Acme.StoreId, 70, seed: 7);
        await FillAsync(Globex.TenantId, Globex.StoreId, 40, seed: 8);
        var now = TimeProvider.System.GetUtcNow();
        var second = Guid.CreateVersion7(now);
        await App.InScopeAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(Acme.TenantId, null, CancellationToken.None);
            db.StoreDomains.Add(new StoreDomain { Kind = DomainKind.Subdomain, Name = "acme-two", TenantId = Acme.TenantId, StoreId = second, VerifiedAt = now });
            db.Stores.Add(new Store { Id = second, Name = "Acme two", Subdomain = "acme-two", Industry = "toys", Currency = "EUR", CreatedAt = now });
            await db.CommitAsync(CancellationToken.None);
            return 0;
        });
        await FillAsync(Acme.TenantId, second, 30, seed: 9);
    }

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    private Task FillAsync(Guid tenant, Guid store, int products, int seed) => App.InScopeAsync(async s =>
    {
        var random = new Random(seed);
        var now = TimeProvider.System.GetUtcNow();
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(tenant, null, CancellationToken.None);
        var categories = new Dictionary<string, Guid>();
        foreach (var (slug, above) in new[] { ("rooms", null), ("kitchen", "rooms"), ("bath", "rooms"), ("tiles", "bath"), ("gifts", null), ("toys", null), ("trains", "toys") })
        {
            var category = new Category { Id = Guid.CreateVersion7(now), StoreId = store, ParentId = above is null ? null : categories[above], Name = "The " + slug, Slug = slug, CreatedAt = now, UpdatedAt = now };
            db.Categories.Add(category);
            categories[slug] = category.Id;
        }
        for (var n = 0; n < products; n++)
        {
            var colors = Some(Colors);
            var product = new Product
            {
                Id = Guid.CreateVersion7(now), StoreId = store, Name = $"Thing {n}", Slug = $"thing-{n}", Status = random.Next(8) == 0 ? ProductStatus.Draft : ProductStatus.Active, Currency = "EUR", CreatedAt = now, UpdatedAt = now, PublishedAt = now,
                Vendor = Vendors[random.Next(Vendors.Length)], Tags = Some(Tags),
                Options = colors.Count == 0 ? [] : [new ProductOption("Color", [.. colors.Select(c => new OptionValue(c))]), new ProductOption("Size", [.. Some(Sizes).DefaultIfEmpty("M").Select(v => new OptionValue(v))])],
            };
            product.Variants.Add(new Variant { Id = Guid.CreateVersion7(now), StoreId = store, ProductId = product.Id, PriceMinor = 100 * random.Next(1, 40), Currency = "EUR", TrackInventory = true, Quantity = random.Next(3) });
            foreach (var slug in Some([.. categories.Keys]).Take(3)) product.Categories.Add(new ProductCategory { Id = Guid.CreateVersion7(now), StoreId = store, ProductId = product.Id, CategoryId = categories[slug] });
            product.Summarize();
            db.Products.Add(product);
        }
        await db.CommitAsync(CancellationToken.None);
        return 0;

        List<string> Some(string[] of) => [.. of.Where(_ => random.Next(3) == 0)];
    });
}

/// <summary>What lists can be filtered by, against a count by hand.</summary>
public sealed class FacetTests(FacetWorld world) : IClassFixture<FacetWorld>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly RunningApp _app = world.App;

    [Theory]
    [InlineData("products")]
    [InlineData("rooms")]
    [InlineData("search")]
    public async Task Every_list_holds_what_was_picked_and_every_number_is_that_of_the_list_it_leads_to(string which)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(world.Acme.TenantId, null, Ct);
        var shelves = scope.ServiceProvider.GetRequiredService<ShopShelves>();
        var store = StoreInfo.Of(await db.Stores.AsNoTracking().SingleAsync(s => s.Id == world.Acme.StoreId, Ct));
        var oracle = new Oracle(await db.Products.AsNoTracking().Include(p => p.Categories).Where(p => p.StoreId == store.StoreId && p.Status == ProductStatus.Active).ToListAsync(Ct),
            await db.Categories.AsNoTracking().Where(c => c.StoreId == store.StoreId).ToListAsync(Ct));
        var all = which switch { "rooms" => oracle.Fitting([("category", "rooms")]), "search" => oracle.Products.Where(p => p.Name.StartsWith("Thing", StringComparison.Ordinal)), _ => oracle.Products };
        var list = oracle with { Products = [.. all] };
        Assert.InRange(list.Products.Count, 20, 70);
        var random = new Random(3);
        for (var n = 0; n < 25; n++)
        {
            var picked = n == 0 ? [] : Draw(random);
            var filter = ListFilter.Read(key => [.. picked.Where(p => p.Key == key).Select(p => p.Value)], Currency.Of("EUR"));
            var said = string.Join('&', picked.Select(p => $"{p.Key}={p.Value}"));
            var (first, ids) = (await PageAsync(null), new List<Guid>());
            for (var page = first; ; page = await PageAsync(page.Page.Next))
            {
                ids.AddRange(page.Page.Products.Select(p => p.Id));
                if (page.Page.Next is null) break;
            }
            var expected = list.Fitting(picked).Select(p => p.Id).Order().ToList();
            Assert.Equal(expected, ids.Order());
            Assert.Equal(expected.Count, first.Page.Total);
            var facets = first.Facets!;
            Assert.Equal((expected.Count, list.Products.Count), (facets.Left, facets.All));
            Assert.Equal(list.Fitting([.. picked.Where(p => p.Key != "stock"), ("stock", "in")]).Count(), facets.InStock);
            foreach (var (key, values) in new[] { ("category", facets.Categories), ("vendor", facets.Vendors), ("tag", facets.Tags) })
            {
                foreach (var value in values) Assert.True(list.Fitting([.. picked.Where(p => p.Key != key), (key, value.Key)]).Count() == value.Count, $"{which}?{said}: {key} {value.Key} says {value.Count}");
                // All that leads anywhere is there, nothing else unless it is picked, and the most frequent first.
                var offered = key switch { "vendor" => list.Products.Select(p => p.Vendor).Where(v => v.Length > 0), "tag" => list.Products.SelectMany(p => p.Tags), _ => which == "rooms" ? ["kitchen", "bath"] : ["rooms", "gifts", "toys"] };
                var leading = offered.Distinct().Where(v => list.Fitting([.. picked.Where(p => p.Key != key), (key, v)]).Any());
                Assert.Equal(leading.Union(picked.Where(p => p.Key == key).Select(p => p.Value)).Order(StringComparer.Ordinal), values.Select(v => v.Key).Order(StringComparer.Ordinal));
                Assert.Equal(values.Select(v => v.Count).OrderDescending(), values.Select(v => v.Count));
            }
            foreach (var option in facets.Options)
                foreach (var value in option.Values)
                    Assert.True(list.Fitting([.. picked.Where(p => !p.Value.StartsWith(option.Name + ":", StringComparison.Ordinal)), ("opt", $"{option.Name}:{value.Name}")]).Count() == value.Count, $"{which}?{said}: {option.Name} {value.Name} says {value.Count}");

            async Task<ListingView> PageAsync(string? after)
            {
                var ask = new ListAsk(n % 2 == 0 ? null : "name", after, filter, true);
                return which == "search" ? await Listings.OfSearchAsync(db, store, shelves, _app.Services.GetRequiredService<IProductSearch>(), "thing", ask, Ct)
                    : await Listings.OfAsync(db, store, shelves, which == "rooms" ? (await CategoryQueries.CategoryAsync(db, store, shelves, "rooms", Ct))! : Listings.AllProducts([]), ask, Ct);
            }
        }
    }

    [Fact]
    public async Task A_shop_offers_what_it_sells_itself_and_takes_each_choice_off_again()
    {
        using var shop = _app.Shop("acme");
        var page = await HtmlAsync(shop, "/products?vendor=Nordlys&vendor=Halden&tag=wool&category=rooms");
        Assert.Equal(["The rooms ×", "Halden ×", "Nordlys ×", "wool ×", "Clear all"], page.QuerySelectorAll(".chosen a").Select(a => a.TextContent.Trim()));
        Assert.Equal("/products?category=rooms&vendor=Nordlys&tag=wool", page.QuerySelectorAll(".chosen a")[1].GetAttribute("href"));
        Assert.Equal("/products", page.QuerySelectorAll(".chosen a")[^1].GetAttribute("href"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.Null((await HtmlAsync(shop, "/products")).QuerySelector("meta[name=robots]"));
        Assert.EndsWith("/products", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
        foreach (var (key, value) in new[] { ("vendor", "Halden"), ("vendor", "Nordlys"), ("tag", "wool"), ("category", "rooms") })
            Assert.True(((AngleSharp.Html.Dom.IHtmlInputElement)page.QuerySelector($".filters input[name={key}][value={value}]")!).IsChecked);
        // The order keeps the filters, and the filters the order.
        Assert.Equal(["rooms", "Halden", "Nordlys", "wool"], page.QuerySelectorAll("form.sort input[type=hidden]").Select(i => i.GetAttribute("value")));
        Assert.Equal("best", (await HtmlAsync(shop, "/search?q=thing&vendor=Halden")).QuerySelector("form.sort option[selected]")!.GetAttribute("value"));
        Assert.NotEmpty((await HtmlAsync(shop, "/search?q=thing&sort=newest&vendor=Halden")).QuerySelectorAll(".filters input[type=hidden][name=sort][value=newest]"));
    }

    [Theory]
    [InlineData("vendor=%00")]
    [InlineData("vendor=Nobody")]
    [InlineData("vendor=&tag=&category=")]
    [InlineData("vendor=%27%20or%201%3D1%20--")]
    [InlineData("tag=%7B%22a%22%2Cb%7D&tag=%5C")]
    [InlineData("tag=%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("category=nowhere")]
    [InlineData("category=..%2F..%2Fadmin&category=ROOMS")]
    [InlineData("vendor=%ED%A0%80&vendor=%FF")]
    [InlineData("opt=Nothing:Of%20that%20kind")]
    [InlineData("vendor=Halden&vendor[]=x&tag[0]=y")]
    public async Task Whatever_a_stranger_asks_for_is_answered_with_a_way_out(string query)
    {
        using var shop = _app.Shop("acme");
        foreach (var path in new[] { "/products?", "/categories/rooms?", "/search?q=thing&" })
        {
            var page = await HtmlAsync(shop, path + query);
            Assert.Empty(page.QuerySelectorAll("main script"));
            if (page.QuerySelectorAll(".card").Length > 0) continue;
            Assert.Contains("Nothing fits all of these filters", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("vendor=", page.QuerySelector(".empty-list a")!.GetAttribute("href")!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Longer_and_more_values_than_anybody_needs_are_left_out()
    {
        using var shop = _app.Shop("acme");
        var many = string.Join('&', Enumerable.Range(0, 300).Select(n => $"vendor=v{n}&tag=t{n}&category=c{n}"));
        var page = await HtmlAsync(shop, "/products?" + many);
        Assert.Equal((60 + 1, 0), (page.QuerySelectorAll(".chosen li").Length, page.QuerySelectorAll(".card").Length));
        Assert.Null((await HtmlAsync(shop, "/products?vendor=" + new string('x', 201))).QuerySelector(".chosen"));
        Assert.NotNull((await HtmlAsync(shop, "/products?vendor=" + new string('x', 200))).QuerySelector(".chosen"));
    }

    [Fact]
    public async Task Pages_are_kept_under_one_value_that_the_shop_sells_and_under_no_other()
    {
        using var shop = _app.Shop("acme");
        foreach (var kept in new[] { "/products?vendor=Halden", "/products?tag=wool&sort=name", "/categories/rooms?category=bath", "/products?vendor=O%27Hara%20%22Co%22", "/products?min=&max=&tag=50%25+off" })
            Assert.True(await IsKeptAsync(shop, kept), $"{kept} is not kept.");
        foreach (var madeUp in new[] { "/products?vendor=Nobody", "/products?vendor=halden", "/products?vendor=Halden&vendor=Nordlys", "/products?vendor=Halden&vendor=Halden", "/products?tag=wool&vendor=Halden", "/products?category=nowhere", "/products/thing-3?vendor=Halden", "/?tag=wool", "/products?vendor=" })
            Assert.False(await IsKeptAsync(shop, madeUp), $"{madeUp} is kept.");
        // A kept page of one value is not that of another.
        Assert.NotEqual((await HtmlAsync(shop, "/products?vendor=Halden")).QuerySelector(".chosen")!.TextContent, (await HtmlAsync(shop, "/products?vendor=Nordlys")).QuerySelector(".chosen")!.TextContent);
    }

    private static List<(string Key, string Value)> Draw(Random random)
    {
        var picked = new List<(string, string)>();
        Some("vendor", "Halden", "Nordlys", "Müller & Søn", "O'Hara \"Co\"", "Nobody");
        Some("tag", "wool", "oak", "50% off", "a,b");
        Some("category", "kitchen", "bath", "gifts", "trains", "rooms");
        Some("opt", "Color:Red", "Color:Blue", "Size:S", "Size:L");
        if (random.Next(4) == 0) picked.Add(("stock", "in"));
        if (random.Next(4) == 0) picked.Add(("min", $"{random.Next(1, 12)}"));
        if (random.Next(4) == 0) picked.Add(("max", $"{random.Next(14, 40)}"));
        return picked;

        void Some(string key, params string[] of)
        {
            if (random.Next(2) == 0) picked.AddRange(of.OrderBy(_ => random.Next()).Take(random.Next(1, 3)).Select(v => (key, v)));
        }
    }

    private static async Task<IDocument> HtmlAsync(HttpClient shop, string address)
    {
        using var answer = await shop.GetAsync(address, Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {(int)answer.StatusCode}");
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
    }

    private static async Task<bool> IsKeptAsync(HttpClient shop, string address)
    {
        for (var i = 0; i < 4; i++)
            if ((await shop.GetAsync(address, Ct)).Headers.Age is not null) return true;
        return false;
    }

    /// <summary>The rules again, in the plainest words: one product after the other.</summary>
    private sealed record Oracle(IReadOnlyList<Product> Products, IReadOnlyList<Category> Categories)
    {
        public IEnumerable<Product> Fitting(IReadOnlyList<(string Key, string Value)> picked) =>
            Products.Where(p => picked.GroupBy(v => v.Key == "opt" ? v.Value.Split(':')[0] : v.Key + "=").All(facet => facet.Any(v => Fits(p, v.Key, v.Value))));

        private bool Fits(Product p, string key, string value) => key switch
        {
            "vendor" => p.Vendor == value,
            "tag" => p.Tags.Contains(value),
            "stock" => p.Available,
            "min" => p.PriceMaxMinor >= 100 * long.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
            "max" => p.PriceMinor <= 100 * long.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
            "category" => p.Categories.Any(c => Above(c.CategoryId).Contains(value)),
            _ => p.Options.Any(o => o.Values.Any(v => $"{o.Name}:{v.Name}" == value)),
        };

        private IEnumerable<string> Above(Guid? id) => Categories.FirstOrDefault(c => c.Id == id) is { } category ? Above(category.ParentId).Prepend(category.Slug) : [];
    }
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rendrix.Cast;
using Rendrix.Catalog;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Catalog;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Search;
using Rendrix.Web.Storefront;
using Rendrix.Web.Stores;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Tests.Storefront;

/// <summary>A shop with a few products whose words are known.</summary>
public sealed class SearchWorld(PostgresFixture postgres) : IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    public RunningApp App { get; private set; } = null!;
    public CastShop Shop { get; private set; } = null!;
    public CastShop Other { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await RunningApp.StartAsync(postgres);
        Shop = await Cast.Cast.AcmeAsync(App.Services);
        Other = await Cast.Cast.GlobexAsync(App.Services);
        foreach (var (name, vendor, tags, description, sku) in new[]
        {
            ("Wooden train", "Halden", new[] { "toys" }, "<p>Runs on rails of beech.</p>", "HT-001"),
            ("Wooden crane", "Halden", ["toys"], "<p>Lifts loads.</p>", "HT-002"),
            ("Café au lait bowl", "Müller & Søn", ["kitchen"], "<p>For mornings by the <b>mountain</b>.</p>", "BOWL-7"),
            ("Berry picker", "Nordlys", ["garden"], "<p>Picks lingonberries.</p>", "NP-9"),
            ("Rain boots", "Nordlys", ["outdoor"], "<p>Wooden handle on the box, a train ride away.</p>", "NB-1"),
        }) await AddAsync(name, vendor, tags, description, sku);
        // Corrections know words a moment after the product.
        while (await App.Services.GetRequiredService<OutboxWorker>().DrainAsync(Ct) > 0) await Task.Yield();
    }

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    public Task<Guid> AddAsync(string name, string vendor, string[] tags, string description, string sku, ProductStatus status = ProductStatus.Active, long price = 4800) =>
        SaveAsync(null, _ => new ProductDraft { Name = name, Vendor = vendor, Tags = [.. tags], Description = description, Status = status, Variants = [new VariantDraft { Sku = sku, PriceMinor = price, Quantity = 5 }] });

    public async Task<Guid> SaveAsync(Guid? id, Func<Product?, ProductDraft> change)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentTenant>().Enter(Shop.TenantId);
        return (await scope.ServiceProvider.GetRequiredService<SaveProduct>().RunAsync(Shop.StoreId, id, (p, _) => change(p), null, Ct)).Id;
    }
}

/// <summary>What shoppers type, and what the shop finds.</summary>
public sealed class SearchTests(SearchWorld world) : IClassFixture<SearchWorld>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly RunningApp _app = world.App;
    private readonly CastShop _shop = world.Shop, _other = world.Other;

    [Theory]
    [InlineData("train", "Wooden train|Rain boots")]                       // names before texts
    [InlineData("wooden train", "Wooden train|Rain boots")]
    [InlineData("WOOD", "Wooden crane|Wooden train|Rain boots")]           // beginnings of words; the newer of equals first
    [InlineData("cafe", "Café au lait bowl")]                              // accents are nothing
    [InlineData("muller son", "Café au lait bowl")]
    [InlineData("berries", "Berry picker")]                                // stems of the store's language
    [InlineData("mountains", "Café au lait bowl")]                         // in formatted texts too
    [InlineData("the train", "Wooden train|Rain boots")]                   // words of no weight
    [InlineData("bowl-7", "Café au lait bowl")]                            // article numbers, begun ones too
    [InlineData("ht-00", "Wooden crane|Wooden train")]
    [InlineData("ooden tr", "Wooden train")]                               // a part of the name, where nothing begins so
    [InlineData("garden", "Berry picker")]
    [InlineData("'; drop table products; --", "")]
    [InlineData("% _ \\ ' : & | ! ( ) * <->", "")]
    [InlineData("\U0001F600", "")]
    public async Task Words_find_what_people_mean(string typed, string names) => Assert.Equal(names, string.Join('|', (await FindAsync(typed)).Names));

    [Theory]
    [InlineData("woden trian", "wooden train", "Wooden train")]
    [InlineData("berri pikcer", "berri picker", "Berry picker")]
    [InlineData("kitchn", "kitchen", "Café au lait bowl")]
    [InlineData("xylophone", null, "")]
    [InlineData("zz", null, "")]
    public async Task Mistyped_words_find_the_nearest_and_say_so(string typed, string? meant, string first)
    {
        var (names, corrected) = await FindAsync(typed);
        Assert.Equal((meant, first), (corrected, names.FirstOrDefault() ?? ""));
        using var shopper = _app.Shop(_shop.Subdomain);
        var page = await shopper.GetStringAsync("/search?q=" + Uri.EscapeDataString(typed), Ct);
        Assert.Equal(meant is not null, page.Contains($"“{meant}”", StringComparison.Ordinal) && page.Contains("class=\"meant\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Synonyms_of_the_store_find_each_other_and_drafts_stay_with_the_staff()
    {
        Assert.Empty((await FindAsync("locomotive")).Names);
        await using (var scope = _app.Services.CreateAsyncScope())
        {
            var change = scope.ServiceProvider.GetRequiredService<ChangeStore>();
            var refused = await Assert.ThrowsAsync<RefusedException>(() => change.RunAsync(_shop.TenantId, _shop.StoreId, new StorePatch { Synonyms = ["train", "a, " + new string('x', 61)] }, null, Ct));
            Assert.Equal(["Line 1 of the synonyms names one word only. Write two or more, separated by commas: sofa, couch", "A word of line 2 of the synonyms is longer than 60 characters"], refused.Refusal.Errors!["synonyms"]);
            await change.RunAsync(_shop.TenantId, _shop.StoreId, new StorePatch { Synonyms = ["Train, locomotive, Zug", "", "gumboots ,  rain boots"] }, null, Ct);
        }
        Assert.Equal("Wooden train", (await FindAsync("locomotive")).Names[0]);
        Assert.Equal("Wooden train", (await FindAsync("zug")).Names[0]);
        Assert.Equal(["Rain boots"], (await FindAsync("gumboots")).Names);
        await world.AddAsync("Secret sled", "Halden", [], "", "S-1", ProductStatus.Draft);
        Assert.Empty((await FindAsync("sled")).Names);
        Assert.Equal(["Secret sled"], (await FindAsync("sled", onSale: false)).Names);
    }

    [Fact]
    public async Task Another_tenants_products_are_never_found_whatever_store_is_named()
    {
        // As the other tenant, by the id of this one's store; with this tenant, while the storefront of another store of it is set; and with nothing set.
        await using (var db = await _app.Services.CreateAsyncScope().ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_other.TenantId, null, Ct))
        {
            Assert.Empty((await Search.FindAsync(db, new SearchAsk(_shop.StoreId, "train", "en-US", false, 50), Ct)).Ids);
            Assert.Empty((await Search.FindAsync(db, new SearchAsk(_other.StoreId, "train", "en-US", false, 50), Ct)).Ids);
            await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlAsync($"insert into search_words (tenant_id, id, store_id, word) values ({_shop.TenantId}, gen_random_uuid(), {_shop.StoreId}, 'theirs')", Ct));
        }
        await using var app = new NpgsqlConnection(_app.Connections.App);
        await app.OpenAsync(Ct);
        foreach (var set in new[] { "select 1", $"select set_config('app.tenant', '{_shop.TenantId}', false), set_config('app.store', '{_other.StoreId}', false)" })
        {
            await using (var context = new NpgsqlCommand(set, app)) await context.ExecuteNonQueryAsync(Ct);
            await using var ask = new NpgsqlCommand($"select (select count(*) from search.products('{_shop.StoreId}', 'train', 'en-US', false, 50)) + (select count(*) from search_words) + case when search.corrected('{_shop.StoreId}', 'trian', 'en-US', false) is null then 0 else 1 end", app);
            // A storefront's own words are all that a set store shows.
            Assert.Equal(0L, await ask.ExecuteScalarAsync(Ct));
        }
    }

    [Fact]
    public async Task A_search_is_ordered_filtered_and_paged_and_suggests_as_one_types()
    {
        for (var n = 0; n < 30; n++) await world.AddAsync($"Marble {n:00}", "Glashaus", ["glass"], "", $"M-{n:00}", price: 100 + n);
        using var shopper = _app.Shop(_shop.Subdomain);
        var page = System.Net.WebUtility.HtmlDecode(await shopper.GetStringAsync("/search?q=marble&sort=price-desc", Ct));
        Assert.Contains("30 products for “marble”", page, StringComparison.Ordinal);
        Assert.Matches("(?s)Marble 29.*Marble 28.*Marble 06", page);
        var next = Regex.Match(page, "href=\"(/search[^\"]*after=24[^\"]*)\"").Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        Assert.Matches("(?s)Marble 05.*Marble 00", await shopper.GetStringAsync(next, Ct));
        var best = System.Net.WebUtility.HtmlDecode(await shopper.GetStringAsync("/search?q=marble", Ct));
        Assert.Contains("value=\"best\" selected", best, StringComparison.Ordinal);
        Assert.Contains("name=\"q\" value=\"marble\"", best, StringComparison.Ordinal);

        // Pages without filters pass them over; the list itself knows them.
        await using (var db = await _app.Services.CreateAsyncScope().ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_shop.TenantId, null, Ct))
        {
            var found = (await Search.FindAsync(db, new SearchAsk(_shop.StoreId, "marble", "en-US", true, 1_001), Ct)).Ids;
            var dear = await ProductQueries.PageOfFoundAsync(db, found, null, ListFilter.None with { MinMinor = 120 }, null, Ct);
            Assert.Equal((10, true), (dear.Total, dear.Products.All(p => p.PriceMinor >= 120)));
        }

        var suggested = await shopper.GetStringAsync("/search/suggest?q=marb", Ct);
        Assert.Equal(6, Regex.Count(suggested, "\"url\":\"/products/marble-"));
        Assert.Equal("{\"products\":[]}", await shopper.GetStringAsync("/search/suggest?q=m", Ct));
        Assert.Equal("{\"products\":[]}", await shopper.GetStringAsync("/search/suggest?q=nothing+of+that+name", Ct));
    }

    [Fact]
    public async Task A_changed_product_is_found_by_its_new_words_at_once()
    {
        var id = await world.AddAsync("Kite", "Halden", [], "", "K-1");
        Assert.Equal(["Kite"], (await FindAsync("kite")).Names);
        await world.SaveAsync(id, p => ProductDraft.From(p!) with { Name = "Windsock" });
        Assert.Equal(["Windsock"], (await FindAsync("windsock")).Names);
        Assert.Empty((await FindAsync("kite")).Names);
    }

    [Fact]
    public async Task A_store_that_changes_its_language_is_searched_in_the_new_one()
    {
        await world.AddAsync("Rote Äpfel", "Hof", [], "<p>Wie in alten Bücher.</p>", "AP-1");
        Assert.Empty((await FindAsync("Büchern", locale: "de-DE")).Names);
        await ChangeAsync("de-DE");
        Assert.Equal(["Rote Äpfel"], (await FindAsync("Büchern", locale: "de-DE")).Names);
        await ChangeAsync("en-US");
        Assert.Equal("Berry picker", (await FindAsync("berries")).Names[0]);

        async Task ChangeAsync(string locale)
        {
            await using (var scope = _app.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<ChangeStore>().RunAsync(_shop.TenantId, _shop.StoreId, new StorePatch { Locale = locale }, null, Ct);
            while (await _app.Services.GetRequiredService<OutboxWorker>().DrainAsync(Ct) > 0) await Task.Yield();
        }
    }

    private IProductSearch Search => _app.Services.GetRequiredService<IProductSearch>();

    private async Task<(List<string> Names, string? Corrected)> FindAsync(string typed, bool onSale = true, string locale = "en-US")
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_shop.TenantId, null, Ct);
        var found = await Search.FindAsync(db, new SearchAsk(_shop.StoreId, typed, locale, onSale, 50), Ct);
        var names = await db.Products.Where(p => found.Ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, Ct);
        return ([.. found.Ids.Select(id => names[id])], found.Corrected);
    }
}

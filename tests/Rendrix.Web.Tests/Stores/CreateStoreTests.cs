using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Blocks;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Fields;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Identity;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores;
using Rendrix.Web.Stores.Templates;
using Rendrix.Web.Tenancy;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Stores;

/// <summary>One program for all; each test is an organization of its own, and the addresses it asks for are asked for by no other.</summary>
public sealed class CreateStoreTests(AppFixture shared) : IClassFixture<AppFixture>, IAsyncLifetime
{
    private readonly RunningApp _app = shared.App;
    private readonly Guid _organization = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Industries => [.. IndustryTemplates.All.Select(t => t.Code)];

    public async ValueTask InitializeAsync()
    {
        await _app.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginGlobalAsync(Ct);
            db.Organizations.Add(new Organization { Id = _organization, Name = "Acme", Slug = $"acme-{_organization:N}" });
            await db.CommitAsync(Ct);
            return 0;
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory, MemberData(nameof(Industries))]
    public async Task A_store_of_each_industry_is_whole(string industry)
    {
        var template = IndustryTemplates.Find(industry)!;
        var store = await CreateAsync(new CreateStoreInput("Halden Goods", $"halden-{industry}", industry));

        await ReadAsync(async db =>
        {
            var domain = await db.StoreDomains.SingleAsync(d => d.StoreId == store.StoreId, Ct);
            Assert.Equal((DomainKind.Subdomain, $"halden-{industry}", _organization), (domain.Kind, domain.Name, domain.TenantId));
            Assert.NotNull(domain.VerifiedAt);
            Assert.Equal(1001, (await db.OrderCounters.SingleAsync(c => c.StoreId == store.StoreId, Ct)).Next);
            Assert.Equal(["footer-1", "footer-2", "footer-3", "main"], await db.Menus.Where(m => m.StoreId == store.StoreId).OrderBy(m => m.Handle).Select(m => m.Handle).ToListAsync(Ct));
            Assert.Equal(["about", "home", "privacy", "returns", "shipping", "site", "terms"], await db.Pages.Where(p => p.StoreId == store.StoreId).OrderBy(p => p.Slug).Select(p => p.Slug).ToListAsync(Ct));
            Assert.Equal(7, await db.PageVersions.CountAsync(v => v.StoreId == store.StoreId && v.Number == 1, Ct));
            Assert.Equal(template.Categories.Select(c => c.Slug), await db.Categories.Where(c => c.StoreId == store.StoreId).OrderBy(c => c.Position).Select(c => c.Slug).ToListAsync(Ct));

            var products = await db.Products.Include(p => p.Variants).Include(p => p.Images).Include(p => p.Categories).Where(p => p.StoreId == store.StoreId).AsSplitQuery().ToListAsync(Ct);
            Assert.Equal(12, products.Count);
            Assert.All(products, p =>
            {
                Assert.Equal(ProductStatus.Active, p.Status);
                Assert.InRange(p.Images.Count, 2, 8);
                Assert.All(p.Images, i => Assert.NotEqual("", i.Alt));
                Assert.Equal(p.Images.MinBy(i => i.Position)!.Url, p.CoverUrl);
                Assert.NotEmpty(p.Categories);
                Assert.True(p.PriceMinor >= 500, p.Name);
                Assert.True(p.Summary.Length > 10 && p.Description.Length > 60, p.Name);
                Assert.All(p.Variants, v => Assert.True(v.Sku is not null && (v.ImageUrl is null || p.Images.Exists(i => i.Url == v.ImageUrl)), p.Name));
            });
            Assert.Contains(products, p => p.CompareAtMinor > p.PriceMinor);
            Assert.Contains(products.SelectMany(p => p.Variants), v => v.Quantity == 0);
            Assert.Contains(products.SelectMany(p => p.Variants), v => v.Quantity is > 0 and <= 5);
            Assert.All(products.SelectMany(p => p.Variants), v => Assert.Equal(v.Quantity, db.StockMovements.Where(m => m.VariantId == v.Id).Sum(m => m.Delta)));
            Assert.All(await db.Categories.Where(c => c.StoreId == store.StoreId).Select(c => new { c.Slug, Count = db.ProductCategories.Count(l => l.CategoryId == c.Id) }).ToListAsync(Ct), c => Assert.True(c.Count > 0, $"The shelf {c.Slug} is empty"));

            var files = _app.Services.GetRequiredService<FileStore>();
            foreach (var file in await db.MediaFiles.Where(f => f.StoreId == store.StoreId).ToListAsync(Ct))
            {
                await using var content = files.Open(_organization, file.Id);
                Assert.Equal(file.Bytes, content?.Length);
            }
            return 0;
        });
    }

    [Theory, MemberData(nameof(Industries))]
    public async Task Every_block_is_known_every_setting_fits_and_every_link_leads_somewhere(string industry)
    {
        var store = await CreateAsync(new CreateStoreInput("Halden & Sons", $"links-{industry}", industry));
        await ReadAsync(async db =>
        {
            var pages = await db.Pages.Where(p => p.StoreId == store.StoreId).ToListAsync(Ct);
            var categories = await db.Categories.Where(c => c.StoreId == store.StoreId).Select(c => c.Slug).ToListAsync(Ct);
            var media = (await db.MediaFiles.Where(f => f.StoreId == store.StoreId).ToListAsync(Ct)).Select(f => f.Url).ToList();
            var targets = pages.Where(p => p.Type == PageType.Standard).Select(p => "/pages/" + p.Slug).Concat(pages.Where(p => p.Type == PageType.Policy).Select(p => "/policies/" + p.Slug))
                .Concat(categories.Select(c => "/categories/" + c)).Concat(await db.Products.Where(p => p.StoreId == store.StoreId).Select(p => "/products/" + p.Slug).ToListAsync(Ct)).Concat(["/products", "/"]).ToHashSet();
            foreach (var page in pages)
            {
                Assert.Equal(page.Draft, (await db.PageVersions.SingleAsync(v => v.PageId == page.Id, Ct)).Document);
                var document = PageDocument.Parse(page.Draft);
                Assert.Equal(page.Type == PageType.Site ? "site" : "page", document.Root.Type);
                foreach (var place in document.Places.Values) Check(place, document);
            }
            var links = (await db.Menus.Where(m => m.StoreId == store.StoreId).ToListAsync(Ct)).SelectMany(m => m.Links);
            Assert.All(links, l => Assert.True(targets.Contains(l.Url) || l.Url.StartsWith("mailto:", StringComparison.Ordinal), l.Url));

            void Check(PageDocument.Place place, PageDocument document)
            {
                var node = place.Node;
                var kind = BlockCatalog.Default.Find(node.Type);
                Assert.True(kind is not null, node.Type);
                if (place.ParentId is { } parent) Assert.True(kind.MayStandIn(BlockCatalog.Default.Find(document.Find(parent)!.Type)!, place.Slot), $"{node.Type} in {place.Slot}");
                foreach (var (name, value) in node.Props)
                {
                    var field = kind.Schema.Find(name);
                    Assert.True(field is not null, $"{node.Type}.{name}");
                    Assert.Null(FieldCheck.Problem(field, value));
                    if (field.Kind == FieldKind.Link && value.Length > 0) Assert.True(targets.Contains(value), $"{node.Type}.{name} = {value}");
                    if (field.Kind == FieldKind.Category && value.Length > 0) Assert.Contains(value, categories);
                    if (field.Kind == FieldKind.Image && value.Length > 0) Assert.Contains(value, media);
                    Assert.DoesNotContain("{", value);
                }
            }
            return 0;
        });
    }

    [Fact]
    public async Task The_most_prominent_product_is_the_newest()
    {
        var store = await CreateAsync(new CreateStoreInput("Fast One"));
        Assert.Equal("Barnaby Bear", await ReadAsync(db => db.Products.Where(p => p.StoreId == store.StoreId).OrderByDescending(p => p.Id).Select(p => p.Name).FirstAsync(Ct)));
    }

    [Theory]
    [InlineData("admin"), InlineData("paypa1"), InlineData("Rendrix"), InlineData("ab"), InlineData("-halden"), InlineData("hal--den"), InlineData("halden shop"), InlineData("12345"), InlineData("häuser")]
    public async Task Reserved_and_misleading_addresses_are_refused(string label)
    {
        var refusal = await RefusedAsync(new CreateStoreInput("Halden", label));
        Assert.Equal(("VALIDATION_ERROR", 400), (refusal.Code, refusal.Status));
        Assert.True(refusal.Errors!.ContainsKey("subdomain"));
    }

    [Fact]
    public async Task Nonsense_is_refused_field_by_field()
    {
        var refusal = await RefusedAsync(new CreateStoreInput("  ", null, "spaceships", "XXX", "ZZ", "not a locale"));
        Assert.Equal(["country", "currency", "industry", "locale", "name"], refusal.Errors!.Keys.Order());
        Assert.Equal(0, await ReadAsync(db => db.Stores.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_taken_address_is_refused_with_two_that_are_free()
    {
        await CreateAsync(new CreateStoreInput("Halden Ceramics", "halden"));
        var refusal = await RefusedAsync(new CreateStoreInput("Halden Ceramics", "HALDEN"));
        Assert.Equal(("ALREADY_EXISTS", 409, "That address is taken. Try halden-ceramics or halden-shop."), (refusal.Code, refusal.Status, refusal.Message));
        Assert.Equal([refusal.Message], refusal.Errors!["subdomain"]);

        var ask = await _app.InScopeAsync(s => s.GetRequiredService<SubdomainAvailability>().AskAsync(" Halden", null, Ct));
        Assert.Equal(("halden", false), (ask.Label, ask.IsFree));
        Assert.Equal(["halden-shop", "halden-store"], ask.Suggestions);
        Assert.True((await _app.InScopeAsync(s => s.GetRequiredService<SubdomainAvailability>().AskAsync("halden-shop", null, Ct))).IsFree);
        Assert.Equal("That name is reserved. Add your brand to it", (await _app.InScopeAsync(s => s.GetRequiredService<SubdomainAvailability>().AskAsync("www", null, Ct))).Problem);
    }

    [Theory]
    [InlineData("Ardmoor", "ardmoor,ardmoor-2,ardmoor-3"), InlineData("Shop", "my-shop,shop-shop,shop-2"), InlineData("Ümläut & Sons", "umlaut-sons,umlaut-sons-2,umlaut-sons-3")]
    public async Task An_address_made_of_the_name_counts_up(string name, string expected)
    {
        var labels = new List<string>();
        for (var i = 0; i < 3; i++) labels.Add((await CreateAsync(new CreateStoreInput(name))).Identifier);
        Assert.Equal(expected, string.Join(',', labels));
    }

    [Fact]
    public async Task A_name_without_latin_letters_gets_an_address_all_the_same()
    {
        var store = await CreateAsync(new CreateStoreInput("陶器の店", Currency: "JPY"));
        Assert.StartsWith("store-", store.Identifier, StringComparison.Ordinal);
        Assert.Equal(("JPY", "en-JP", true, 1000), (store.Currency, store.Locale, store.PricesIncludeTax, store.TaxBasisPoints));
        Assert.Equal(3800, await ReadAsync(db => db.Products.Where(p => p.StoreId == store.StoreId && p.Slug == "comet-rocket").Select(p => p.PriceMinor).SingleAsync(Ct)));
        Assert.Equal((490, 4500), (store.ShippingRateMinor, store.FreeShippingFromMinor));
        Assert.Contains("¥4,500", await ReadAsync(db => db.Pages.Where(p => p.StoreId == store.StoreId && p.Slug == "site").Select(p => p.Draft).SingleAsync(Ct)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("USD", null, 0, false, "en-US", 490, 4500), InlineData("EUR", null, 1900, true, "en-DE", 490, 4500), InlineData("EUR", "FI", 2550, true, "en-FI", 490, 4500), InlineData("KWD", null, 0, false, "en-US", 4900, 45000)]
    public async Task Tax_and_shipping_begin_as_the_country_has_them(string currency, string? country, int tax, bool included, string locale, long shipping, long free)
    {
        var store = await CreateAsync(new CreateStoreInput("Region", Currency: currency, Country: country));
        Assert.Equal((tax, included, locale, shipping, free), (store.TaxBasisPoints, store.PricesIncludeTax, store.Locale, store.ShippingRateMinor, store.FreeShippingFromMinor));
    }

    [Fact]
    public async Task Of_two_who_want_one_address_at_once_one_gets_it_and_the_other_leaves_nothing()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async n =>
        {
            try { return (await CreateAsync(new CreateStoreInput($"Rival {n}", "rival"))).Name; }
            catch (RefusedException e) { return e.Refusal.Code; }
        }));
        Assert.Equal(3, outcomes.Count(o => o == "ALREADY_EXISTS"));
        await ReadAsync(async db =>
        {
            Assert.Equal(1, await db.Stores.CountAsync(Ct));
            Assert.Equal(1, await db.StoreDomains.CountAsync(d => d.Name == "rival", Ct));
            Assert.Equal((12, 7, 4, 1), (await db.Products.CountAsync(Ct), await db.Pages.CountAsync(Ct), await db.Menus.CountAsync(Ct), await db.OrderCounters.CountAsync(Ct)));
            return 0;
        });
    }

    [Fact]
    public async Task Two_stores_of_one_name_at_once_both_open()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => CreateAsync(new CreateStoreInput("Twins"))));
        Assert.Equal(["twins", "twins-2", "twins-3"], stores.Select(s => s.Identifier).Order());
    }

    [Fact]
    public async Task A_store_of_an_unknown_organization_is_refused() =>
        Assert.Equal("NOT_FOUND", (await Assert.ThrowsAsync<RefusedException>(() => _app.InScopeAsync(s => s.GetRequiredService<CreateStore>().RunAsync(Guid.CreateVersion7(), null, new CreateStoreInput("Nobody"), Ct)))).Refusal.Code);

    private Task<StoreInfo> CreateAsync(CreateStoreInput input) => _app.InScopeAsync(s => s.GetRequiredService<CreateStore>().RunAsync(_organization, null, input, Ct));

    private async Task<Refusal> RefusedAsync(CreateStoreInput input) => (await Assert.ThrowsAsync<RefusedException>(() => CreateAsync(input))).Refusal;

    private Task<T> ReadAsync<T>(Func<AppDb, Task<T>> read) => _app.InScopeAsync(async services =>
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(_organization, null, Ct);
        return await read(db);
    });
}

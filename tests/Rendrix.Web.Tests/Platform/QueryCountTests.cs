using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rendrix.Blocks;
using Rendrix.Cast;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Reviews;
using Rendrix.Web.Catalog.Pages;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Templates;
using Rendrix.Web.Orders;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Reviews;
using Rendrix.Web.Storefront;

namespace Rendrix.Web.Tests.Platform;

/// <summary>
/// How many statements the main pages send. Each has an upper bound, and the number is the same for a few products as for many:
/// a page that asks once per row would pass with five and be slow with fifty.
/// </summary>
public sealed class QueryCountTests(PostgresFixture postgres, QueryCountTests.Shops shops) : IClassFixture<QueryCountTests.Shops>
{
    private const int Few = 5, Many = 50;

    // Drawn afresh: kept pages are keyed by path and by this query key among others.
    public static TheoryData<string, string, int> Pages => new()
    {
        { "home", "/?variant=@", 3 },
        { "category, newest first", "/categories/things?variant=@", 1 },
        { "category, cheapest first", "/categories/things?sort=price-asc&variant=@", 1 },
        { "all products", "/products?variant=@", 1 },
        { "category, filtered", "/categories/things?opt=Color:Red&sort=name&variant=@", 3 },
        { "category, filtered, newest first", "/categories/things?opt=Color:Red&variant=@", 4 },
        { "cards of what was looked at", "/cards?of=thing-1,thing-2,thing-3", 1 },
        { "product", "/products/thing-3?variant=@", 5 },
        { "category, by category and option", "/categories/all-things?category=things&opt=Color:Red&sort=name&variant=@", 3 },
        { "all products, by tag and brand", "/products?tag=none&vendor=Nobody&variant=@", 2 },
        // What was found, what it can be filtered by, the cards; filtered, also which of it fit.
        { "search", "/search?q=thing", 3 },
        { "search, filtered", "/search?q=thing&opt=Color:Red", 4 },
        { "cart", "/cart", 2 },
        { "number in the cart", "/cart/count", 1 },
        { "checkout", "/checkout", 1 },
        { "list over HTTP", "/api/storefront/acme/products?limit=24", 1 },
        { "product over HTTP", "/api/storefront/acme/products/thing-3", 5 },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_sends_few_statements_however_much_the_shop_sells(string page, string address, int most)
    {
        var few = await CountAsync(shops.Few, shops.FewAcme, address);
        var many = await CountAsync(shops.Many, shops.ManyAcme, address);
        Assert.NotEmpty(many);
        Assert.True(many.Count <= most, $"{page} sends {many.Count} statements, at most {most} were expected:\n{string.Join("\n\n", many)}");
        Assert.True(few.Count == many.Count, $"{page} sends {few.Count} statements for {Few} products and {many.Count} for {Many}:\n{string.Join("\n\n", many)}");
    }

    [Fact]
    public async Task A_page_that_repeats_blocks_asks_for_all_its_products_together()
    {
        // The page, its lists, then products, variants and pictures of all of them, and stock that a condition names.
        var one = await CountAsync(Few, times: 1);
        var many = await CountAsync(Many, times: 5);
        Assert.Equal(6, many.Count);
        Assert.True(one.Count == many.Count, $"One repeat sends {one.Count} statements, five send {many.Count}:\n{string.Join("\n\n", many)}");

        async Task<List<string>> CountAsync(int products, int times)
        {
            await using var app = await RunningApp.StartAsync(postgres);
            var acme = await SeedAsync(app, products);
            await RepeatAsync(app, acme, times);
            return await QueryCountTests.CountAsync(app, acme, "/pages/about-us?variant=@");
        }

        static Task RepeatAsync(RunningApp app, CastShop shop, int times) => app.InScopeAsync(async s =>
        {
            var page = await s.GetRequiredService<CreatePage>().RunAsync(shop.TenantId, shop.StoreId, "About us", CancellationToken.None);
            string[] sorts = ["newest", "price-asc", "price-desc", "name", "newest"];
            var blocks = Enumerable.Range(0, times).Select(n => BlockNode.Create("repeat", [new("Sort", sorts[n]), new("Count", "24"), new("Source", n == 4 ? "sale" : "all")],
                [BlockNode.Create("product_gallery"), BlockNode.Create("product_title"), BlockNode.Create("buy_box"), BlockNode.Create("text", [new("Text", "Last ones"), new("@stock", "few")])]));
            await s.GetRequiredService<SaveDraft>().RunAsync(shop.TenantId, shop.StoreId, page, 1, PageDocument.Of([.. blocks, BlockNode.Create("text", [new("Text", "Mugs"), new("@stock", "in"), new("@stockOf", "blue-mug")])]), CancellationToken.None);
            Assert.Empty(await s.GetRequiredService<PublishPage>().RunAsync(shop.TenantId, shop.StoreId, page, null, CancellationToken.None));
            return 0;
        });
    }

    [Fact]
    public async Task Rules_about_templates_cost_a_product_page_and_a_category_nothing()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        var acme = await SeedAsync(app, Few);
        await Ruled(app, acme);
        Assert.Equal(5, (await CountAsync(app, acme, "/products/thing-3?variant=@")).Count);
        Assert.Single(await CountAsync(app, acme, "/categories/things?variant=@"));

        static Task Ruled(RunningApp app, CastShop shop) => app.InScopeAsync(async s =>
        {
            foreach (var kind in new[] { PageType.Product, PageType.Collection })
            {
                var template = await s.GetRequiredService<OpenTemplate>().AddAsync(shop.TenantId, shop.StoreId, kind, "Other", CancellationToken.None);
                Assert.Empty(await s.GetRequiredService<PublishPage>().RunAsync(shop.TenantId, shop.StoreId, template, null, CancellationToken.None));
                await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(shop.TenantId, null, CancellationToken.None);
                var above = await db.Categories.Where(c => c.StoreId == shop.StoreId && c.Slug == "all-things").Select(c => c.Id).SingleAsync();
                var seen = await db.Stores.Where(x => x.Id == shop.StoreId).Select(x => x.TemplateRules).SingleAsync();
                await s.GetRequiredService<SaveTemplateRules>().RunAsync(shop.TenantId, shop.StoreId, kind, seen, [new TemplateRule { Template = template, Categories = [above] }], CancellationToken.None);
            }
            return 0;
        });
    }

    [Fact]
    public async Task A_product_page_asks_once_for_reviews_and_not_at_all_where_there_are_none()
    {
        // Without reviews the page sends five, see above: what they come to stands on the product.
        await using var app = await RunningApp.StartAsync(postgres);
        var acme = await SeedAsync(app, Few);
        await ReviewAsync(app, acme);
        Assert.Equal(6, (await CountAsync(app, acme, "/products/thing-3?variant=@")).Count);
        Assert.Equal(2, (await CountAsync(app, acme, "/products/thing-3/reviews?after=@")).Count);

        static Task ReviewAsync(RunningApp app, CastShop shop) => app.InScopeAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(shop.TenantId, null, CancellationToken.None);
            var product = await db.Products.Where(p => p.Slug == "thing-3").Select(p => p.Id).SingleAsync();
            for (var n = 0; n < 30; n++) db.Reviews.Add(new Review { Id = Guid.CreateVersion7(), StoreId = shop.StoreId, ProductId = product, Stars = n % 5 + 1, Text = "Good", Author = "Ada", Status = ReviewStatus.Published, CreatedAt = DateTimeOffset.UnixEpoch });
            await db.SaveAsync(CancellationToken.None);
            await Ratings.CountAsync(db, [product], CancellationToken.None);
            await db.CommitAsync(CancellationToken.None);
            return 0;
        });
    }

    [Fact]
    public async Task Lists_of_the_dashboard_are_one_statement_each()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        var shop = await SeedAsync(app, Many);
        using var client = app.Dashboard();
        for (var i = 0; i < 3; i++)
        {
            var cart = await client.CartAsync("acme", shop["Blue mug"].Id);
            Assert.True((await client.PayAsync("acme", (await client.CheckoutAsync("acme", cart)).GetProperty("checkoutId").GetGuid())).IsSuccessStatusCode);
        }
        // Before the unit of work begins: EF asks only now and then whether anybody listens to it.
        using var statements = new Statements(app);
        await using var db = await app.Services.CreateAsyncScope().ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(shop.TenantId, null, CancellationToken.None);
        // The outbox worker is at the orders' mails in the meantime.
        statements.Only = db;
        statements.Taken();

        Assert.Equal(51, (await ProductRow.Of(db.Products.AsNoTracking().Where(p => p.StoreId == shop.StoreId).OrderByDescending(p => p.Id).Take(51)).ToListAsync()).Count);
        Assert.Single(statements.Taken());
        Assert.Equal(3, (await Rendrix.Web.Orders.Pages.OrderRow.Of(db.Orders.AsNoTracking().Where(o => o.StoreId == shop.StoreId).OrderByDescending(o => o.Number).Take(51)).ToListAsync()).Count);
        Assert.Single(statements.Taken());
        Assert.Equal(3, (await db.PageOfOrdersAsync(shop.StoreId, new OrderFilter(), null, 51, CancellationToken.None)).Count);
        Assert.Single(statements.Taken());
    }

    private static async Task<List<string>> CountAsync(RunningApp app, CastShop acme, string address)
    {
        var api = address.StartsWith("/api", StringComparison.Ordinal);
        using var client = api ? app.Dashboard() : app.Shop("acme");
        if (address.StartsWith("/cart", StringComparison.Ordinal) || address == "/checkout")
            using (var headless = app.Dashboard())
                client.DefaultRequestHeaders.Add("Cookie", $"rdx_cart={await headless.CartAsync("acme", acme["Blue mug"].Id):N}");
        // The first visit reads what every page shares, menus and theme and the tree of categories; it stays in memory,
        // unless what was seeded just before is swept from it between the visits (the cache sweeps each change a second time): then both are made again.
        var cache = app.Services.GetRequiredService<ShopCache>();
        for (var visit = 0; ;)
        {
            var swept = cache.Evictions;
            await GetAsync(client, Next());
            // Only what the request itself asks: the outbox worker may be at what was seeded.
            using var counted = new Activity("counted").SetIdFormat(ActivityIdFormat.W3C).Start();
            client.DefaultRequestHeaders.Remove("traceparent");
            client.DefaultRequestHeaders.Add("traceparent", counted.Id);
            using var statements = new Statements(app) { Trace = counted.TraceId };
            await GetAsync(client, Next());
            var taken = statements.Taken();
            if (cache.Evictions == swept) return taken;

            string Next() => address.Replace("@", $"{++visit}", StringComparison.Ordinal);
        }
    }

    private static async Task GetAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<CastShop> SeedAsync(RunningApp app, int products)
    {
        var acme = await Cast.Cast.AcmeAsync(app.Services, mugs: 100);
        await using var scope = app.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(acme.TenantId, null, CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        var above = new Category { Id = Guid.CreateVersion7(now), StoreId = acme.StoreId, Name = "All things", Slug = "all-things", CreatedAt = now, UpdatedAt = now };
        var category = new Category { Id = Guid.CreateVersion7(now), StoreId = acme.StoreId, ParentId = above.Id, Name = "Things", Slug = "things", CreatedAt = now, UpdatedAt = now };
        db.Categories.AddRange(above, category);
        for (var n = 1; n <= products; n++)
        {
            var product = new Product
            {
                Id = Guid.CreateVersion7(now), StoreId = acme.StoreId, Name = $"Thing {n}", Slug = $"thing-{n}", Status = ProductStatus.Active, Currency = acme.Currency, CreatedAt = now, UpdatedAt = now, PublishedAt = now,
                Options = [new ProductOption("Color", [new OptionValue("Red", "#ff0000"), new OptionValue("Blue", "#0000ff")])],
            };
            foreach (var color in new[] { "Red", "Blue" })
                product.Variants.Add(new Variant { Id = Guid.CreateVersion7(now), StoreId = acme.StoreId, ProductId = product.Id, OptionValues = [color], Position = product.Variants.Count, PriceMinor = 1000 + n, Currency = acme.Currency, Quantity = 10 });
            product.Images.Add(new ProductImage { Id = Guid.CreateVersion7(now), StoreId = acme.StoreId, ProductId = product.Id, Url = $"/media/{product.Id:N}.webp", Alt = product.Name });
            product.Categories.Add(new ProductCategory { Id = Guid.CreateVersion7(now), StoreId = acme.StoreId, ProductId = product.Id, CategoryId = category.Id });
            product.Summarize();
            db.Products.Add(product);
        }
        await db.CommitAsync(CancellationToken.None);
        return acme;
    }

    /// <summary>The two shops that the pages of the list are counted in.</summary>
    public sealed class Shops(PostgresFixture postgres) : IAsyncLifetime
    {
        public RunningApp Few { get; private set; } = null!;
        public RunningApp Many { get; private set; } = null!;
        public CastShop FewAcme { get; private set; } = null!;
        public CastShop ManyAcme { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            (Few, Many) = (await RunningApp.StartAsync(postgres), await RunningApp.StartAsync(postgres));
            (FewAcme, ManyAcme) = (await SeedAsync(Few, QueryCountTests.Few), await SeedAsync(Many, QueryCountTests.Many));
        }

        public async ValueTask DisposeAsync()
        {
            await Few.DisposeAsync();
            await Many.DisposeAsync();
        }
    }

    /// <summary>Listens to the statements that one app's requests send; told from other apps' of this process by the name of its database.</summary>
    private sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _database;
        private readonly List<string> _seen = [];
        private readonly List<IDisposable> _subscriptions = [];

        public Statements(RunningApp app)
        {
            _database = new NpgsqlConnectionStringBuilder(app.Connections.App).Database!;
            lock (_subscriptions) _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        /// <summary>The one context to listen to; null listens to all.</summary>
        public DbContext? Only { get; set; }

        /// <summary>The one request to listen to; null listens to all.</summary>
        public ActivityTraceId? Trace { get; init; }

        /// <summary>The statements since the last call; those that only open a unit of work are left out.</summary>
        public List<string> Taken()
        {
            lock (_seen)
            {
                List<string> taken = [.. _seen];
                _seen.Clear();
                return taken;
            }
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name != DbLoggerCategory.Name) return;
            lock (_subscriptions) _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is not CommandEventData { Command: { } command } told || Only is not null && told.Context != Only || Trace is { } trace && Activity.Current?.TraceId != trace || command.Connection?.Database != _database || command.CommandText.StartsWith("SET LOCAL", StringComparison.Ordinal)) return;
            lock (_seen) _seen.Add(command.CommandText);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose() { lock (_subscriptions) _subscriptions.ForEach(s => s.Dispose()); }
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Catalog;
using Rendrix.Integrations;
using Rendrix.Web.Integrations;
using Rendrix.Web.Integrations.Exports;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tests.Catalog;

namespace Rendrix.Web.Tests.Integrations;

public sealed class ImportTests(PostgresFixture postgres)
{
    private const string Header = "slug,name,price,quantity,sku,categories,tags,option1_name,option1_value,description,image_url\n";

    [Fact]
    public async Task The_public_shopify_file_makes_20_products_and_the_second_run_makes_none()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var file = Merchant.Fixture("shopify-apparel.csv");

        var first = await north.ImportAsync(file);
        Assert.Equal(("done", "shopify", 20, 0, 22, 22), (first.GetProperty("status").GetString(), first.GetProperty("format").GetString(), first.GetProperty("created").GetInt32(), first.GetProperty("failed").GetInt32(), first.GetProperty("totalRows").GetInt32(), first.GetProperty("doneRows").GetInt32()));
        Assert.Equal((20, 22, 22), (await north.ReadAsync(db => db.Products.CountAsync()), await north.ReadAsync(db => db.Variants.CountAsync()), await north.ReadAsync(db => db.ImportRows.CountAsync())));
        var versions = await north.ReadAsync(db => db.Products.OrderBy(p => p.Id).Select(p => p.Version).ToListAsync());

        var second = await north.ImportAsync(file);
        Assert.Equal((0, 0, 20, 0), Counts(second));
        Assert.Equal((20, 22), (await north.ReadAsync(db => db.Products.CountAsync()), await north.ReadAsync(db => db.Variants.CountAsync())));
        Assert.Equal(versions, await north.ReadAsync(db => db.Products.OrderBy(p => p.Id).Select(p => p.Version).ToListAsync()));
    }

    [Fact]
    public async Task The_public_woocommerce_file_gives_every_row_an_outcome()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var file = Merchant.Fixture("woocommerce-sample_products.csv");

        Assert.Equal((13, 0, 2, 0), Counts(await north.ImportAsync(file)));
        Assert.Equal((13, 20), (await north.ReadAsync(db => db.Products.CountAsync()), await north.ReadAsync(db => db.Variants.CountAsync())));
        Assert.Equal(24, await north.ReadAsync(db => db.ImportRows.CountAsync()));
        Assert.Equal(["Accessories", "Clothing", "Hoodies", "Music", "Tshirts"], await north.ReadAsync(db => db.Categories.Select(c => c.Name).Order().ToListAsync()));
        Assert.Equal((0, 0, 15, 0), Counts(await north.ImportAsync(file)));
    }

    [Fact]
    public async Task A_trial_run_says_the_same_and_keeps_nothing()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var job = await north.ImportAsync(Merchant.Fixture("shopify-apparel.csv"), dryRun: true);
        Assert.Equal((20, 0, 0, 0), Counts(job));
        Assert.Equal((0, 0, 0, 22), (await north.ReadAsync(db => db.Products.CountAsync()), await north.ReadAsync(db => db.Categories.CountAsync()), await north.ReadAsync(db => db.StockMovements.CountAsync()), await north.ReadAsync(db => db.ImportRows.CountAsync())));
    }

    [Fact]
    public async Task What_we_export_reads_back_unchanged_here_and_in_another_store()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        await north.ImportAsync("slug,name,summary,description,status,vendor,tags,categories,option1_name,option1_value,option1_swatch,option2_name,option2_value,sku,barcode,price,compare_at_price,cost,quantity,track_inventory,allow_backorders,weight_grams,seo_title,seo_description\n"
            + "tee,'=Tee;=1,\"Soft, \"\"very\"\"\",\"<p onclick=x>Hi <b>you</b> &amp; me</p><script>alert(1)</script>plain < text\",active,Acme,\"new, a\\,b\",\"Cloth > Tops\\, warm, Sale > 50 \\> 20\",Color,Red,#ff0000,Size,S,T-1,'-0123,10.00,12.00,5,3,true,false,200,Buy,-now\n"
            + "tee,,,,,,,,,Blue,#00f,,M,T-2,,11,,,0,false,true,,,\n"
            + "mug,Mug,,two\nlines,draft,,,,,,,,,,,4.50,,,7,true,false,,,\n");
        await north.ImportAsync(Merchant.Fixture("woocommerce-sample_products.csv"));
        var csv = await ExportAsync(north);
        var before = await SnapshotAsync(north, north.StoreId);

        var again = await north.ImportAsync(csv);
        Assert.Equal((0, 0, 15, 0), Counts(again));
        Assert.Equal(before, await SnapshotAsync(north, north.StoreId));
        Assert.Equal(csv, await ExportAsync(north));

        var other = await Merchant.AddStoreAsync(app, north.TenantId, "south");
        using var body = new StringContent(csv, Encoding.UTF8, "text/csv");
        var job = (await (await north.Http.PostAsync($"/api/v1/stores/{other}/products/import", body)).JsonAsync()).GetProperty("id").GetGuid();
        await app.Services.GetRequiredService<OutboxWorker>().DrainAsync(CancellationToken.None);
        for (var i = 0; i < 100 && !(await north.ReadAsync(db => db.ImportJobs.SingleAsync(j => j.Id == job))).IsOver; i++) await Task.Delay(50);
        Assert.Equal(before, await SnapshotAsync(north, other));
        // No cell of the file would be computed, in whatever locale it is opened.
        foreach (var cell in csv.Split(',', ';', '\t', '\n', '\r')) Assert.False(cell.TrimStart('"') is ['=' or '+' or '-' or '@', ..], cell);
    }

    [Fact]
    public async Task An_import_touches_only_what_the_file_speaks_about_and_only_its_store()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        using var south = await Merchant.OpenAsync(app, "south");
        var sibling = await Merchant.AddStoreAsync(app, north.TenantId, "west");
        await south.ImportAsync(Header + "mug,Mug,1,5,M-1,,,,,,\n");
        await north.ImportAsync(Header + "mug,Mug,10,5,M-1,Kitchen,blue,,,Nice,\n");

        var job = await north.ImportAsync("slug,name,price\nmug,Big mug,12\n");
        Assert.Equal((0, 1, 0, 0), Counts(job));
        var mug = await north.ReadAsync(db => db.Products.Include(p => p.Variants).Include(p => p.Categories).SingleAsync());
        Assert.Equal(("Big mug", 1200L, 5, "M-1", "blue", "<p>Nice</p>", 1), (mug.Name, mug.PriceMinor, mug.Variants[0].Quantity, mug.Variants[0].Sku, mug.Tags.Single(), mug.Description, mug.Categories.Count));
        Assert.Equal((100L, "Mug"), await south.ReadAsync(db => db.Products.Select(p => new ValueTuple<long, string>(p.PriceMinor, p.Name)).SingleAsync()));
        Assert.Equal(0, await north.ReadAsync(db => db.Products.CountAsync(p => p.StoreId == sibling)));
        Assert.Equal(HttpStatusCode.NotFound, (await south.Http.GetAsync($"{south.Api}/products/import/{job.GetProperty("id").GetGuid()}")).StatusCode);
    }

    [Fact]
    public async Task Stock_sold_meanwhile_is_seen_and_leaves_a_trail()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        await north.ImportAsync(Header + "mug,Mug,10,5,,,,,,,\n");
        await north.ImportAsync(Header + "mug,Mug,10,8,,,,,,,\n");
        Assert.Equal([5, 3], await north.ReadAsync(db => db.StockMovements.OrderBy(m => m.Id).Select(m => m.Delta).ToListAsync()));
        Assert.Equal(8, await north.ReadAsync(db => db.Products.Select(p => p.Quantity).SingleAsync()));
    }

    [Fact]
    public async Task Failed_rows_come_back_with_their_reason_and_can_be_mended()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var job = await north.ImportAsync(Header + "a,A,1,1,,,,,,,\nb,B,\"1,5\",1,,,,,,'=2,\nc,C,1,x,,,,,,,\nd,D,1,1,,,,,,,\n");
        Assert.Equal((2, 0, 0, 2), Counts(job));
        var rows = job.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal([3, 4], rows.Select(r => r.GetProperty("line").GetInt32()));
        var errors = await north.Http.GetStringAsync($"{north.Api}/products/import/{job.GetProperty("id").GetGuid()}/errors");
        Assert.Contains("rendrix_reason", errors, StringComparison.Ordinal);
        Assert.Equal(3, errors.TrimEnd().Split("\r\n").Length);
        Assert.Equal((2, 0, 0, 0), Counts(await north.ImportAsync(errors.Replace("\"1,5\"", "1.5", StringComparison.Ordinal).Replace(",x,", ",7,", StringComparison.Ordinal))));
        Assert.Equal("<p>=2</p>", await north.ReadAsync(db => db.Products.Where(p => p.Slug == "b").Select(p => p.Description).SingleAsync()));
    }

    [Fact]
    public async Task A_crash_at_any_batch_repeats_nothing_and_loses_nothing()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var csv = new StringBuilder(Header);
        for (var i = 0; i < 230; i++) csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"p-{i},Product {i},{i}.00,3,SKU-{i},Shelf {i % 7},,,,,\n");
        var job = await north.InAsync(s => s.GetRequiredService<StartImport>().RunAsync(north.StoreId, new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())), "big.csv", false, null, CancellationToken.None));
        // Workers that die at many points, several at once, together with the outbox's own.
        for (var round = 0; round < 12; round++)
        {
            using var dies = new CancellationTokenSource(TimeSpan.FromMilliseconds(20 + round * 15));
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => RunAsync(app, north, job, dies.Token))));
        }
        var done = await north.WaitAsync(job.Id);
        Assert.Equal((230, 0, 0, 0), Counts(done));
        Assert.Equal((230, 230, 230, 7), (await north.ReadAsync(db => db.Products.CountAsync()), await north.ReadAsync(db => db.ImportRows.CountAsync()), await north.ReadAsync(db => db.StockMovements.CountAsync()), await north.ReadAsync(db => db.Categories.CountAsync())));
    }

    [Fact]
    public async Task A_cancelled_import_stops_and_says_what_it_did()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var job = await north.InAsync(s => s.GetRequiredService<StartImport>().RunAsync(north.StoreId, new MemoryStream(Encoding.UTF8.GetBytes("slug,name,price\na,A,1\n")), "a.csv", false, null, CancellationToken.None));
        var cancelled = await (await north.Http.PostAsync($"{north.Api}/products/import/{job.Id}/cancel", null)).JsonAsync();
        Assert.Contains(cancelled.GetProperty("status").GetString(), new[] { "cancelled", "done" });
        await RunAsync(app, north, job, CancellationToken.None);
        Assert.Equal(cancelled.GetProperty("created").GetInt32(), await north.ReadAsync(db => db.Products.CountAsync()));
    }

    [Fact]
    public async Task Uploads_that_are_no_catalog_are_refused_at_the_door()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        foreach (var (type, text, status) in new[] { ("text/csv", "a,b\n1,2\n", 400), ("text/csv", "", 400), ("application/zip", "PK", 415), ("text/csv", "PK\u0003\u0004xxxx", 400) })
        {
            using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            body.Headers.ContentType = new MediaTypeHeaderValue(type);
            Assert.Equal(status, (int)(await north.Http.PostAsync($"{north.Api}/products/import", body)).StatusCode);
        }
        Assert.Equal(0, await north.ReadAsync(db => db.ImportJobs.CountAsync()));

        using var form = new MultipartFormDataContent { { new StringContent("true"), "dryRun" }, { new StringContent("slug,name,price\na,A,1\n", Encoding.UTF8, "text/csv"), "file", "../../a.csv" } };
        var answer = await north.Http.PostAsync($"{north.Api}/products/import", form);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var job = await answer.JsonAsync();
        Assert.Equal(("a.csv", true), (job.GetProperty("fileName").GetString(), job.GetProperty("dryRun").GetBoolean()));
    }

    [Fact]
    public async Task Pictures_that_cannot_be_had_never_fail_the_product()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var job = await north.ImportAsync(Header + "a,A,1,1,,,,,,,http://127.0.0.1/x.png\n");
        Assert.Equal((1, 0, 0, 0), Counts(job));
        for (var i = 0; i < 100; i++)
        {
            await app.Services.GetRequiredService<OutboxWorker>().DrainAsync(CancellationToken.None);
            if ((await north.ReadAsync(db => db.ImportRows.SingleAsync())).Message.Contains("not one of a public web server", StringComparison.Ordinal)) return;
            await Task.Delay(50);
        }
        Assert.Fail("The outcome never told of the picture.");
    }

    [Fact]
    public async Task A_starter_catalog_is_written_at_once_inside_the_callers_transaction()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var csv = new StringBuilder("slug,name,price,quantity,categories,option1_name,option1_value,status\n");
        for (var p = 0; p < 12; p++)
            for (var v = 0; v < (p < 4 ? 4 : 3); v++) csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"p-{p},{(v == 0 ? $"Product {p}" : "")},{p + 1}.00,5,{(v == 0 ? "Toys > Wood" : "")},{(v == 0 ? "Size" : "")},S{v},active\n");
        var elapsed = TimeSpan.MaxValue;
        for (var run = 0; run < 3; run++)
            await north.InAsync(async s =>
            {
                await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(CancellationToken.None);
                var store = await db.Stores.SingleAsync();
                var started = System.Diagnostics.Stopwatch.GetTimestamp();
                var result = await s.GetRequiredService<ImportCatalog>().RunNowAsync(db, store, new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())), CancellationToken.None);
                if (System.Diagnostics.Stopwatch.GetElapsedTime(started) is var took && took < elapsed) elapsed = took;
                Assert.Equal((12, 0), (result.Created, result.Failed));
                return 0;
            });
        Assert.Equal(0, await north.ReadAsync(db => db.Products.CountAsync()));
        Assert.True(elapsed < TimeSpan.FromMilliseconds(300), $"It took {elapsed.TotalMilliseconds:N0} ms.");
    }

    private static async Task RunAsync(RunningApp app, Merchant merchant, ImportJob job, CancellationToken ct)
    {
        try { await merchant.InAsync(async s => { await ActivatorUtilities.CreateInstance<RunImport>(s).RunAsync(new ImportRequested(job.StoreId, job.Id), job.TenantId, null, ct); return 0; }); }
        catch (OperationCanceledException) { /* the worker died */ }
        _ = app;
    }

    private static async Task<string> ExportAsync(Merchant merchant)
    {
        using var file = new MemoryStream();
        await merchant.InAsync(async s => { await s.GetRequiredService<ProductCsv>().WriteAsync(merchant.StoreId, file, "", CancellationToken.None); return 0; });
        return new UTF8Encoding(false).GetString(file.ToArray()).TrimStart('\uFEFF');
    }

    private static async Task<string> SnapshotAsync(Merchant merchant, Guid store) => await merchant.ReadAsync(async db =>
    {
        var products = await db.Products.AsNoTracking().Where(p => p.StoreId == store).Include(p => p.Variants.OrderBy(v => v.Position)).OrderBy(p => p.Slug).ToListAsync();
        return string.Join('\n', products.Select(p => string.Join('|', p.Slug, p.Name, p.Summary, p.Description, p.Status, p.Type, p.Vendor, string.Join(',', p.Tags), p.SeoTitle, p.SeoDescription, p.PriceMinor, p.CompareAtMinor, p.Quantity, p.Available,
            string.Join(';', p.Options.Select(o => $"{o.Name}={string.Join(',', o.Values)}")), string.Join(';', p.Variants.Select(v => $"{v.Title} {v.Sku} {v.Barcode} {v.PriceMinor} {v.CompareAtMinor} {v.CostMinor} {v.Quantity} {v.TrackInventory} {v.AllowBackorders} {v.WeightGrams}")))));
    });

    private static (int, int, int, int) Counts(System.Text.Json.JsonElement job) =>
        (job.GetProperty("created").GetInt32(), job.GetProperty("updated").GetInt32(), job.GetProperty("skipped").GetInt32(), job.GetProperty("failed").GetInt32());
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rendrix.Stores;
using Rendrix.Web.Dashboard;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Stores;
using Rendrix.Web.Stores.Closing;
using Rendrix.Web.Stores.Cloning;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Auditing;
using Rendrix.Web.Tests.Organizations;
using Rendrix.Web.Tests.Tenancy;
using static Rendrix.Web.Tests.Stores.StoreLifeWorld;

namespace Rendrix.Web.Tests.Stores;

public sealed class CloneStoreTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly OrganizationWorld _world = new(shared.App);

    [Fact]
    public async Task A_copy_shows_the_same_pages_under_its_own_ids_and_nothing_that_belongs_to_the_first_comes_along()
    {
        var ada = await _world.FounderAsync("ada");
        var (store, slug) = await OpenAsync(ada, "Lantern Goods");
        await OrderAsync(shared.App, slug);
        var icon = await shared.App.ReadAsync(ada.Organization, async db => (await db.MediaFiles.AsNoTracking().OrderBy(f => f.Id).FirstAsync(f => f.StoreId == store)).Url);
        Assert.Equal(200, (await ada.Caller.SendAsync("PATCH", $"/api/v1/stores/{store}", new { tagline = "Made by hand", taxRate = "7.5", shippingRate = "4.20", iconUrl = icon, logoUrl = icon })).Status);
        Assert.Equal(201, (await ada.Caller.SendAsync("POST", $"/api/v1/stores/{store}/redirects", new { from = "/old-shelf", to = "/categories" })).Status);
        var preview = (await ada.Caller.SendAsync("GET", $"/api/v1/stores/{store}/clone/preview")).Body;
        Assert.Contains(preview.GetProperty("stays").EnumerateArray(), s => s.GetProperty("what").GetString() == "orders" && s.GetProperty("count").GetInt32() == 1);

        var job = await CloneAsync(ada, store, new { name = "Lantern Goods", subdomain = slug + "-twin" });
        Assert.Equal("done", job.GetProperty("status").GetString());
        var (twin, label) = (job.GetProperty("id").GetGuid(), job.GetProperty("slug").GetString()!);
        Assert.Equal("active", (await ada.Caller.SendAsync("GET", $"/api/v1/stores/{twin}")).Body.GetProperty("status").GetString());
        await using (var scope = shared.App.Services.CreateAsyncScope())
        {
            await OpenCircuit.AsAsync(scope, "/s/" + slug, ada.Id, ada.Organization);
            var told = Assert.Single((await scope.ServiceProvider.GetRequiredService<FrameReader>().ReadAsync(CancellationToken.None)).Jobs);
            Assert.Equal(("Copy Lantern Goods", false, null), (told.Title, told.Running, told.Problem));
        }
        await UntilAsync(async () => (await ada.Caller.SendAsync("GET", $"/api/storefront/{label}/products")).Status == 200);
        var category = (await ada.Caller.SendAsync("GET", $"/api/storefront/{slug}/categories")).Body.GetProperty("data")[0].GetProperty("slug").GetString();
        var product = (await ada.Caller.SendAsync("GET", $"/api/storefront/{slug}/products")).Body.GetProperty("data")[0].GetProperty("slug").GetString();
        foreach (var path in new[] { "/", $"/categories/{category}", $"/products/{product}", "/pages/about", "/search?q=a" }) Assert.Equal(await PageAsync(shared.App, slug, path), await PageAsync(shared.App, label, path));

        var (before, after) = (await RowsAsync(shared.App, ada.Organization, store), await RowsAsync(shared.App, ada.Organization, twin));
        foreach (var table in new[] { "pages", "menus", "redirects", "categories", "products", "variants", "product_images", "product_categories" }) Assert.Equal(before[table], after[table]);
        foreach (var table in new[] { "orders", "order_lines", "payments", "carts", "checkout_sessions", "reviews", "newsletter_subscribers", "consent_records" }) Assert.DoesNotContain(table, after.Keys);
        await shared.App.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(ada.Organization, null, TestContext.Current.CancellationToken);
            var made = await db.Stores.FirstAsync(s => s.Id == twin, TestContext.Current.CancellationToken);
            Assert.Equal(("Made by hand", 750, 420L), (made.Tagline, made.TaxBasisPoints, made.ShippingRateMinor));
            // No text of the copy names anything of the first store.
            Assert.Equal(made.IconUrl, made.LogoUrl);
            Assert.NotEqual(icon, made.IconUrl);
            Assert.True(await db.MediaFiles.AnyAsync(f => f.StoreId == twin && f.Id == Rendrix.Media.MediaFile.IdIn(made.IconUrl)!.Value));
            var old = (await db.MediaFiles.Where(f => f.StoreId == store).Select(f => f.Id).ToListAsync()).Concat(await db.Pages.Where(p => p.StoreId == store).Select(p => p.Id).ToListAsync()).Concat(await db.Products.Where(p => p.StoreId == store).Select(p => p.Id).ToListAsync()).Append(store).ToList();
            var texts = string.Join(' ', await db.Pages.Where(p => p.StoreId == twin).Select(p => p.Draft).ToListAsync()) + string.Join(' ', await db.PageVersions.Where(p => p.StoreId == twin).Select(p => p.Document).ToListAsync()) + made.Theme + string.Join(' ', await db.Categories.Where(c => c.StoreId == twin).Select(c => c.ImageUrl).ToListAsync());
            Assert.DoesNotContain(old, id => texts.Contains(id.ToString("N"), StringComparison.Ordinal) || texts.Contains(id.ToString("D"), StringComparison.Ordinal));
            var stock = await db.Variants.Where(v => v.StoreId == twin).SumAsync(v => v.Quantity);
            Assert.Equal(stock, await db.StockMovements.Where(m => m.StoreId == twin).SumAsync(m => m.Delta));
            // What is mistyped in the copy finds what the copy has.
            Assert.NotEmpty(await db.Set<Rendrix.Search.SearchWord>().Where(w => w.StoreId == twin).ToListAsync(TestContext.Current.CancellationToken));
            return true;
        });
        // Its pictures are its own: the first store goes, they stay.
        var picture = (await ada.Caller.SendAsync("GET", $"/api/storefront/{label}/products")).Body.GetProperty("data")[0].GetProperty("images")[0].GetProperty("url").GetString()!;
        var file = Rendrix.Media.MediaFile.IdIn(new Uri(new Uri("http://localhost"), picture).AbsolutePath)!.Value;
        Assert.Contains(file.ToString("N"), FilesOf(shared.App, ada.Organization));
    }

    [Fact]
    public async Task Parts_are_chosen_bad_input_is_named_and_others_cannot_copy()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        var (store, slug) = await OpenAsync(ada, "Parts");
        var path = $"/api/v1/stores/{store}/clone";
        foreach (var (body, field) in new (object, string)[] { (new { name = "" }, "name"), (new { name = "x", parts = Array.Empty<string>() }, "parts"), (new { name = "x", parts = new[] { "orders" } }, "parts"), (new { name = "x", subdomain = "Not A Label" }, "subdomain") })
        {
            var (status, problem) = await ada.Caller.SendAsync("POST", path, body);
            Assert.Equal(400, status);
            Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field).EnumerateArray());
        }
        Assert.Equal((409, "ALREADY_EXISTS"), await ada.TryAsync("POST", path, new { name = "Same", subdomain = slug }));
        Assert.Equal((404, "NOT_FOUND"), await eve.TryAsync("POST", path, new { name = "Stolen" }));
        Assert.Equal((404, "NOT_FOUND"), await eve.TryAsync("GET", path + "/preview"));
        await _world.JoinAsync(ada, eve, new { role = "manager" });
        await eve.Caller.SendAsync("POST", $"/api/v1/organizations/{ada.Organization}/switch");
        Assert.Equal((403, "FORBIDDEN"), await eve.TryAsync("POST", path, new { name = "Manager" }));

        var design = await CloneAsync(ada, store, new { name = "Only looks", parts = new[] { "design" } });
        var catalog = await CloneAsync(ada, store, new { name = "Only goods", parts = new[] { "catalog" } });
        Assert.Equal(("done", "done"), (design.GetProperty("status").GetString(), catalog.GetProperty("status").GetString()));
        var (looks, goods) = (await RowsAsync(shared.App, ada.Organization, design.GetProperty("id").GetGuid()), await RowsAsync(shared.App, ada.Organization, catalog.GetProperty("id").GetGuid()));
        Assert.DoesNotContain("products", looks.Keys);
        Assert.True(looks["pages"] > 3 && goods["products"] > 3 && goods["pages"] > 3);
        foreach (var job in new[] { design, catalog }) await PageAsync(shared.App, job.GetProperty("slug").GetString()!, "/");
    }

    [Fact]
    public async Task Ended_at_every_statement_it_goes_on_and_everything_is_there_once()
    {
        var ada = await _world.FounderAsync("ada");
        var (store, _) = await OpenAsync(ada, "Crash Course");
        var job = await BeginQuietlyAsync(ada, store);
        var target = job.TargetId;
        var broke = 0;
        for (var at = 1; ; at += at < 12 ? 1 : 1 + at / 9)
        {
            await shared.App.AsOwnerAsync($"update store_clones set attempts = 0 where id = '{job.Id}'");
            var (transactions, breaker) = Breaking(shared.App, at);
            try { await RunAsync(transactions, ada.Organization, job); }
            catch (IOException) { broke++; continue; }
            catch (DbUpdateException e) when (e.InnerException is IOException) { broke++; continue; }
            // Not whole, not seen.
            if (!breaker.Broke) break;
        }
        Assert.True(broke > 12, $"{broke} ends were tried");
        var (before, after) = (await RowsAsync(shared.App, ada.Organization, store), await RowsAsync(shared.App, ada.Organization, target));
        foreach (var table in new[] { "pages", "menus", "categories", "products", "variants", "product_images", "product_categories" }) Assert.Equal(before[table], after[table]);
        var names = await shared.App.ReadAsync(ada.Organization, async db => (Status: (await db.Stores.FirstAsync(s => s.Id == target)).Status, Files: await db.MediaFiles.Where(f => f.StoreId == target).Select(f => f.BlobId ?? f.Id).ToListAsync(), Job: await db.StoreClones.AsNoTracking().FirstAsync(c => c.Id == job.Id)));
        Assert.Equal((StoreStatus.Active, CloneStatus.Done), (names.Status, names.Job.Status));
        Assert.Equal(after["products"], before["products"]);
        Assert.All(names.Files, f => Assert.Contains(f.ToString("N"), FilesOf(shared.App, ada.Organization)));
    }

    [Fact]
    public async Task A_copy_that_is_stopped_or_fails_leaves_nothing_and_nobody_saw_it()
    {
        var ada = await _world.FounderAsync("ada");
        var (store, _) = await OpenAsync(ada, "Half Way");
        var files = FilesOf(shared.App, ada.Organization);
        var job = await BeginQuietlyAsync(ada, store);
        // Some steps, then the end of the worker.
        var (some, _) = Breaking(shared.App, 35);
        try { await RunAsync(some, ada.Organization, job); } catch (Exception e) when (e is IOException or DbUpdateException) { /* it died */ }
        Assert.Equal("making", (await ada.Caller.SendAsync("GET", $"/api/v1/stores/{job.TargetId}")).Body.GetProperty("status").GetString());
        Assert.Equal((404, "TENANT_NOT_FOUND"), await ada.TryAsync("GET", $"/api/storefront/{job.Subdomain}/products"));
        using (var shop = shared.App.Shop(job.Subdomain)) Assert.Equal(404, (int)(await shop.GetAsync(new Uri("/", UriKind.Relative))).StatusCode);
        Assert.Equal((403, "FORBIDDEN"), await ada.TryAsync("PATCH", $"/api/v1/stores/{job.TargetId}", new { name = "Mine" }));
        Assert.Equal((403, "FORBIDDEN"), await ada.TryAsync("POST", $"/api/v1/stores/{job.TargetId}/products", new { name = "Thing", price = "1.00" }));
        Assert.Equal((409, "INVALID_TRANSITION"), await ada.TryAsync("DELETE", $"/api/v1/stores/{job.TargetId}"));
        Assert.Equal((409, "INVALID_TRANSITION"), await ada.TryAsync("POST", $"/api/v1/stores/{store}/archive"));
        Assert.Equal("cancelled", (await ada.Caller.SendAsync("POST", $"/api/v1/stores/{store}/clone/{job.Id}/cancel")).Body.GetProperty("status").GetString());
        await UntilAsync(async () => (await RowsAsync(shared.App, ada.Organization, job.TargetId)).Count == 0);
        await UntilAsync(() => Task.FromResult(FilesOf(shared.App, ada.Organization).SetEquals(files)));
        Assert.Equal((404, "NOT_FOUND"), await ada.TryAsync("GET", $"/api/v1/stores/{job.TargetId}"));

        // One that does not come to its end is given up, and says so.
        var second = await BeginQuietlyAsync(ada, store);
        await shared.App.AsOwnerAsync($"update store_clones set attempts = 6 where id = '{second.Id}'");
        await shared.App.InScopeAsync(async s => { await RunAsync(s.GetRequiredService<TenantTransactions>(), ada.Organization, second); return true; });
        await UntilAsync(async () => (await RowsAsync(shared.App, ada.Organization, second.TargetId)).Count == 0);
        var told = (await ada.Caller.SendAsync("GET", $"/api/v1/stores/{store}/clone/{second.Id}")).Body;
        Assert.Equal("failed", told.GetProperty("status").GetString());
        Assert.NotEmpty(told.GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task No_more_than_three_are_on_their_way_however_many_ask_at_once()
    {
        var ada = await _world.FounderAsync("ada");
        var (store, _) = await OpenAsync(ada, "Rush");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ada.TryAsync("POST", $"/api/v1/stores/{store}/clone", new { name = "Rush " + i })));
        Assert.All(answers, a => Assert.True(a.Status is 202 or 429, a.ToString()));
        Assert.Contains(answers, a => a.Status == 202);
        await UntilAsync(async () => (await ada.Caller.SendAsync("GET", $"/api/v1/stores/{store}/clone")).Body.GetProperty("data").EnumerateArray().All(j => j.GetProperty("status").GetString() == "done"));
        // The same key is the same copy.
        var (first, again) = (await ada.Caller.SendAsync("POST", $"/api/v1/stores/{store}/clone", new { name = "Keyed" }, ("Idempotency-Key", "clone-once")), await ada.Caller.SendAsync("POST", $"/api/v1/stores/{store}/clone", new { name = "Keyed" }, ("Idempotency-Key", "clone-once")));
        Assert.Equal(first.Body.GetProperty("jobId").GetGuid(), again.Body.GetProperty("jobId").GetGuid());
    }

    // Begun without the message that wakes a worker, so that the test is the only one who works.
    private async Task<StoreClone> BeginQuietlyAsync(Somebody owner, Guid store)
    {
        var job = await shared.App.InScopeAsync(async services =>
        {
            var quiet = new CloneStore(services.GetRequiredService<TenantTransactions>(), services.GetRequiredService<Rendrix.Web.Plans.PlanGate>(), services.GetRequiredService<TimeProvider>());
            return await quiet.BeginAsync(owner.Organization, store, owner.Id, "Copy " + Guid.NewGuid().ToString("N")[..6], null, CloneParts.All, announce: false, CancellationToken.None);
        });
        return job;
    }

    private Task RunAsync(TenantTransactions transactions, Guid tenant, StoreClone job)
    {
        var s = shared.App.Services;
        var create = new CreateStore(transactions, null!, null!, s.GetRequiredService<ArtImages>(), s.GetRequiredService<FileStore>(), null!, s.GetRequiredService<TimeProvider>());
        return new RunClone(transactions, s.GetRequiredService<FileStore>(), create, s.GetRequiredService<TimeProvider>(), NullLogger<RunClone>.Instance).RunAsync(new CloneRequested(job.StoreId, job.Id), tenant, job.StoreId, CancellationToken.None);
    }
}

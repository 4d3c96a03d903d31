using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Stores;
using Rendrix.Web.Media;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores.Closing;
using Rendrix.Web.Stores.Handover;
using Rendrix.Web.Tenancy;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Auditing;
using Rendrix.Web.Tests.Identity;
using Rendrix.Web.Tests.Organizations;
using Rendrix.Web.Tests.Tenancy;
using static Rendrix.Web.Tests.Stores.StoreLifeWorld;

namespace Rendrix.Web.Tests.Stores;

public sealed class StoreLifeTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly OrganizationWorld _world = new(shared.App);

    [Fact]
    public async Task An_archived_store_sells_nothing_can_be_looked_at_and_comes_back_with_one_call()
    {
        var ada = await _world.FounderAsync("ada");
        var (store, slug) = await OpenAsync(ada, "Winter Shop");
        var (path, shopApi) = ($"/api/v1/stores/{store}", $"/api/storefront/{slug}/products");
        var product = (await ada.Caller.SendAsync("GET", path + "/products")).Body.GetProperty("data")[0].GetProperty("id").GetGuid();
        Assert.NotEqual(JsonValueKind.Null, (await ada.Caller.SendAsync("POST", path + "/archive")).Body.GetProperty("archivedAt").ValueKind);
        Assert.Equal((409, "INVALID_TRANSITION"), await ada.TryAsync("POST", path + "/archive"));
        await UntilAsync(async () => await ada.TryAsync("GET", shopApi) == (403, "TENANT_SUSPENDED"));
        using (var shop = shared.App.Shop(slug))
        {
            var asked = new HttpRequestMessage(HttpMethod.Get, "/products/barnaby-bear");
            asked.Headers.TryAddWithoutValidation("Accept", "text/html");
            var answer = await shop.SendAsync(asked);
            Assert.Equal((503, "3600", true), ((int)answer.StatusCode, answer.Headers.GetValues("Retry-After").Single(), (await answer.Content.ReadAsStringAsync()).Contains("Winter Shop takes no orders at the moment", StringComparison.Ordinal)));
            Assert.Equal(503, (int)(await shop.PostAsync(new Uri("/cart", UriKind.Relative), null)).StatusCode);
        }
        foreach (var (method, rest, body) in new (string, string, object?)[] { ("PATCH", "", new { name = "Still" }), ("POST", "/products", new { name = "Thing", price = "1.00" }), ("DELETE", $"/products/{product}", null), ("POST", "/pages", new { title = "More", type = "standard" }), ("POST", "/domains", new { name = "shop.winter-goods.com" }) })
            Assert.Equal((403, "FORBIDDEN"), await ada.TryAsync(method, path + rest, body));
        Assert.Equal(200, (await ada.Caller.SendAsync("GET", path + "/products")).Status);
        Assert.Equal("closed", (await ada.Caller.SendAsync("GET", path)).Body.GetProperty("status").GetString());
        Assert.Equal(200, (await ada.Caller.RawAsync("GET", path + "/export", null)).StatusCode.GetHashCode());
        Assert.Equal(200, (await ada.Caller.SendAsync("POST", path + "/unarchive")).Status);
        Assert.Equal((409, "INVALID_TRANSITION"), await ada.TryAsync("POST", path + "/unarchive"));
        await UntilAsync(async () => (await ada.Caller.SendAsync("GET", shopApi)).Status == 200);
        Assert.Equal(200, (await ada.Caller.SendAsync("PATCH", path, new { name = "Open again" })).Status);

        // What the platform closed stays closed, whatever its owner does.
        await shared.App.AsOwnerAsync($"update stores set status = 'suspended' where id = '{store}'");
        await ada.Caller.SendAsync("POST", path + "/archive");
        await ada.Caller.SendAsync("POST", path + "/unarchive");
        Assert.Equal("suspended", (await ada.Caller.SendAsync("GET", path)).Body.GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_export_holds_everything_and_its_products_read_back()
    {
        var ada = await _world.FounderAsync("ada");
        var (store, slug) = await OpenAsync(ada, "Packed");
        await OrderAsync(shared.App, slug);
        var answer = await ada.Caller.RawAsync("GET", $"/api/v1/stores/{store}/export", null);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var names = zip.Entries.Select(e => e.FullName).ToList();
        foreach (var wanted in new[] { "README.txt", "settings.json", "products.csv", "orders.csv", "customers.csv", "newsletter.csv", "reviews.csv", "redirects.csv", "theme.json", "menus.json", "pages/home.json", "pages/about.json" }) Assert.Contains(wanted, names);
        Assert.True(names.Count(n => n.StartsWith("media/", StringComparison.Ordinal)) > 5);
        Assert.DoesNotContain(names, n => n.Contains("..", StringComparison.Ordinal) || n.Contains('\\', StringComparison.Ordinal));
        Assert.Contains("ada@example.com", await TextAsync("orders.csv"), StringComparison.Ordinal);
        Assert.Contains("ada@example.com", await TextAsync("customers.csv"), StringComparison.Ordinal);
        // Into another store of the same owner, by the import we offer.
        var (other, _) = await OpenAsync(ada, "Unpacked");
        var products = (await ada.Caller.SendAsync("GET", $"/api/v1/stores/{store}/products?include=total")).Body.GetProperty("total").GetInt32();
        var started = await ada.Caller.RawAsync("POST", $"/api/v1/stores/{other}/products/import?dryRun=true", new StringContent(await TextAsync("products.csv"), Encoding.UTF8, "text/csv"));
        var import = await ApiCaller.ReadAsync(started);
        JsonElement job = default;
        await UntilAsync(async () => (job = (await ada.Caller.SendAsync("GET", $"/api/v1/stores/{other}/products/import/{import.GetProperty("id").GetGuid()}")).Body).GetProperty("status").GetString() == "done");
        Assert.Equal((0, products), (job.GetProperty("failed").GetInt32(), job.GetProperty("created").GetInt32() + job.GetProperty("updated").GetInt32() + job.GetProperty("skipped").GetInt32()));

        // Whoever finds an open session gets nothing: it asks who that is.
        await Stale.MakeAsync(shared.App, ada.Id);
        Assert.Equal((403, "FORBIDDEN"), await ada.TryAsync("GET", $"/api/v1/stores/{store}/export"));
        Assert.Equal((403, "FORBIDDEN"), await ada.TryAsync("DELETE", $"/api/v1/stores/{store}"));
        Assert.Equal((403, "FORBIDDEN"), await ada.TryAsync("POST", $"/api/v1/stores/{store}/transfer", new { email = _world.Address("eve") }));

        async Task<string> TextAsync(string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            return await reader.ReadToEndAsync();
        }
    }

    [Fact]
    public async Task A_deleted_store_can_be_brought_back_and_at_its_end_nothing_is_left_and_its_address_is_free()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        var ((store, slug), (kept, _)) = (await OpenAsync(ada, "Going"), await OpenAsync(ada, "Staying"));
        await OrderAsync(shared.App, slug);
        Assert.Equal(201, (await ada.Caller.SendAsync("POST", $"/api/v1/stores/{store}/domains", new { name = $"shop.{slug}-goods.com" })).Status);
        var (path, others) = ($"/api/v1/stores/{store}", await RowsAsync(shared.App, ada.Organization, kept));
        Assert.Equal((404, "NOT_FOUND"), await eve.TryAsync("DELETE", path));
        Assert.NotEqual(JsonValueKind.Null, (await ada.Caller.SendAsync("DELETE", path)).Body.GetProperty("endsAt").ValueKind);
        Assert.Equal((409, "INVALID_TRANSITION"), await ada.TryAsync("DELETE", path));
        Assert.Equal((409, "INVALID_TRANSITION"), await ada.TryAsync("POST", path + "/archive"));
        Assert.Equal((403, "FORBIDDEN"), await ada.TryAsync("PATCH", path, new { name = "No" }));
        using (var shop = shared.App.Shop(slug)) await UntilAsync(async () => (int)(await shop.GetAsync(new Uri("/", UriKind.Relative))).StatusCode == 410);
        Assert.Contains(await ApiCaller.MailsAsync(shared.App, ada.Email, 2), m => m.GetProperty("subject").GetString() == "Going is being deleted");
        Assert.Equal(200, (await ada.Caller.SendAsync("POST", path + "/restore")).Status);
        Assert.Equal((409, "INVALID_TRANSITION"), await ada.TryAsync("POST", path + "/restore"));
        await UntilAsync(async () => (await ada.Caller.SendAsync("GET", $"/api/storefront/{slug}/products")).Status == 200);

        await ada.Caller.SendAsync("DELETE", path);
        await EndAsync(ada.Organization, store, due => due);
        Assert.Equal(200, (await ada.Caller.SendAsync("GET", path)).Status);
        var past = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        await shared.App.AsOwnerAsync($"update stores set ends_at = '2023-11-14T22:13:20Z' where id = '{store}'");
        Assert.Equal((409, "INVALID_TRANSITION"), await ada.TryAsync("POST", path + "/restore"));
        var files = FilesOf(shared.App, ada.Organization);
        // Twice at once, as after a lease that ran out.
        await Task.WhenAll(EndAsync(ada.Organization, store, _ => past), EndAsync(ada.Organization, store, _ => past));
        Assert.Empty(await RowsAsync(shared.App, ada.Organization, store));
        Assert.Equal(others, await RowsAsync(shared.App, ada.Organization, kept));
        var mine = await shared.App.ReadAsync(ada.Organization, db => db.MediaFiles.Where(f => f.StoreId == kept).Select(f => f.BlobId ?? f.Id).ToListAsync());
        Assert.True(FilesOf(shared.App, ada.Organization).SetEquals(mine.Select(f => f.ToString("N"))));
        Assert.True(files.Count > mine.Count);
        Assert.Equal((404, "NOT_FOUND"), await ada.TryAsync("GET", path));
        await UntilAsync(async () => (await ada.Caller.SendAsync("GET", $"/api/storefront/{slug}/products")).Status == 404);
        Assert.Equal(201, (await eve.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Next", subdomain = slug })).Status);
        Assert.True(await shared.App.AsOwnerAsync($"select count(*) from audit_entries where tenant_id = '{ada.Organization}' and subject_id = '{store}' and action = 'store.delete'") >= 2);
    }

    [Fact]
    public async Task A_store_is_handed_over_with_everything_and_the_giver_keeps_only_its_log()
    {
        var (ada, eve, ben) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"), await _world.FounderAsync("ben"));
        var ((store, slug), (kept, _)) = (await OpenAsync(ada, "Handed"), await OpenAsync(ada, "Kept"));
        await OrderAsync(shared.App, slug);
        await _world.JoinAsync(ada, ben, new { role = "staff", allStores = false, stores = new object[] { new { storeId = store }, new { storeId = kept } } });
        var path = $"/api/v1/stores/{store}";
        Assert.Equal((400, "VALIDATION_ERROR"), await ada.TryAsync("POST", path + "/transfer", new { email = "nobody" }));
        Assert.Equal((404, "NOT_FOUND"), await eve.TryAsync("POST", path + "/transfer", new { email = eve.Email }));
        Assert.Equal(201, (await ada.Caller.SendAsync("POST", path + "/transfer", new { email = eve.Email })).Status);
        Assert.Equal((409, "ALREADY_EXISTS"), await ada.TryAsync("POST", path + "/transfer", new { email = ben.Email }));
        var first = await OfferAsync(eve.Email, 1);
        Assert.Equal(204, (await ada.Caller.SendAsync("DELETE", path + "/transfer")).Status);
        Assert.Equal((400, "VALIDATION_ERROR"), await eve.TryAsync("POST", "/api/v1/store-offers/accept", new { token = first, organizationId = eve.Organization }));
        await ada.Caller.SendAsync("POST", path + "/transfer", new { email = eve.Email });
        var token = await OfferAsync(eve.Email, 2);
        Assert.Equal("Handed", (await eve.Caller.SendAsync("POST", "/api/v1/store-offers/look", new { token })).Body.GetProperty("store").GetString());
        Assert.Equal((403, "FORBIDDEN"), await ben.TryAsync("POST", "/api/v1/store-offers/accept", new { token, organizationId = ben.Organization }));
        Assert.Equal((404, "NOT_FOUND"), await eve.TryAsync("POST", "/api/v1/store-offers/accept", new { token, organizationId = ben.Organization }));
        Assert.Equal((400, "VALIDATION_ERROR"), await eve.TryAsync("POST", "/api/v1/store-offers/accept", new { token }));
        await RefusedByTheDatabaseAsync(ada.Organization, store);

        var before = await RowsAsync(shared.App, ada.Organization, store);
        var files = await shared.App.ReadAsync(ada.Organization, db => db.MediaFiles.Where(f => f.StoreId == store).Select(f => f.BlobId ?? f.Id).ToListAsync());
        // The answer comes once, however often it is given; a late taking back finds it on its way.
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => eve.TryAsync("POST", "/api/v1/store-offers/accept", new { token, organizationId = eve.Organization })));
        Assert.Single(answers, a => a.Status == 202);
        await UntilAsync(async () => (await eve.Caller.SendAsync("GET", path)).Status == 200, "The store did not arrive.");
        await UntilAsync(async () => (await eve.Caller.SendAsync("GET", path + "/transfer")).Body.GetProperty("status").GetString() == "done");
        Assert.Empty(await RowsAsync(shared.App, ada.Organization, store));
        Assert.Equal(before, await RowsAsync(shared.App, eve.Organization, store));
        foreach (var (method, rest, body) in new (string, string, object?)[] { ("GET", "", null), ("GET", "/orders", null), ("PATCH", "", new { name = "Mine" }), ("DELETE", "", null), ("GET", "/export", null) }) Assert.Equal((404, "NOT_FOUND"), await ada.TryAsync(method, path + rest, body));
        Assert.Equal(1, (await eve.Caller.SendAsync("GET", path + "/orders?include=total")).Body.GetProperty("total").GetInt32());
        await UntilAsync(async () => (await eve.Caller.SendAsync("GET", $"/api/storefront/{slug}/products")).Status == 200);
        await PageAsync(shared.App, slug, "/");
        await OrderAsync(shared.App, slug);
        await UntilAsync(() => Task.FromResult(files.TrueForAll(f => FilesOf(shared.App, eve.Organization).Contains(f.ToString("N")) && !FilesOf(shared.App, ada.Organization).Contains(f.ToString("N")))));
        foreach (var organization in new[] { ada.Organization, eve.Organization }) Assert.Equal(1, await shared.App.AsOwnerAsync($"select count(*) from audit_entries where tenant_id = '{organization}' and subject_id = '{store}' and action = 'store.transfer'"));
        Assert.True(await shared.App.AsOwnerAsync($"select count(*) from audit_entries where tenant_id = '{ada.Organization}' and subject_id = '{store}' and action = 'store.create'") == 1);
        var named = await shared.App.ReadAsync(ada.Organization, async db => (await db.Memberships.AsNoTracking().FirstAsync(m => m.OrganizationId == ada.Organization && m.UserId == ben.Id)).Stores);
        Assert.Equal([kept], named.Select(s => s.StoreId));
        // What the old organization asks again changes nothing.
        await MoveAsync(ada.Organization, store, eve.Organization, shared.App.Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<TenantTransactions>());
        Assert.Equal(1, await shared.App.AsOwnerAsync($"select count(*) from audit_entries where tenant_id = '{eve.Organization}' and subject_id = '{store}' and action = 'store.transfer'"));
    }

    [Fact]
    public async Task Ended_at_every_statement_a_store_is_here_or_there_and_never_in_between()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        var (store, slug) = await OpenAsync(ada, "Between");
        await OrderAsync(shared.App, slug);
        await AcceptedAsync(store, ada, eve);
        var before = await RowsAsync(shared.App, ada.Organization, store);
        var broke = 0;
        for (var at = 1; ; at += at < 12 ? 1 : 1 + at / 9)
        {
            var (transactions, breaker) = Breaking(shared.App, at);
            try { await MoveAsync(ada.Organization, store, eve.Organization, transactions); }
            catch (Exception e) when (e is IOException || e.InnerException is IOException) { broke++; }
            var (here, there) = (await RowsAsync(shared.App, ada.Organization, store), await RowsAsync(shared.App, eve.Organization, store));
            Assert.True(here.Count == 0 && there.SequenceEqual(before) || there.Count == 0 && here.SequenceEqual(before), $"Torn at {at}");
            if (!breaker.Broke) break;
        }
        Assert.True(broke > 12, $"{broke} ends were tried");
        Assert.Equal(before, await RowsAsync(shared.App, eve.Organization, store));
        foreach (var organization in new[] { ada.Organization, eve.Organization }) Assert.Equal(1, await shared.App.AsOwnerAsync($"select count(*) from audit_entries where tenant_id = '{organization}' and subject_id = '{store}' and action = 'store.transfer'"));
    }

    [Fact]
    public async Task A_dashboard_that_is_open_ends_when_its_store_goes_to_another_organization_also_for_who_belongs_to_both()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        await _world.JoinAsync(eve, ada, new { role = "admin" });
        var (store, slug) = await OpenAsync(ada, "Watched");
        await AcceptedAsync(store, ada, eve);
        await using var scope = shared.App.Services.CreateAsyncScope();
        var open = await OpenCircuit.AsAsync(scope, $"/s/{slug}/orders", ada.Id, ada.Organization);
        Assert.True(open.Member.May(Permission.ReadOrders));
        await MoveAsync(ada.Organization, store, eve.Organization, shared.App.Services.CreateScope().ServiceProvider.GetRequiredService<TenantTransactions>());
        await UntilAsync(() => Task.FromResult(open is { Member.IsSet: false, Navigation.Left: "/" }), "The circuit went on.");
        Assert.Throws<ScopeClosedException>(() => open.Tenant.TenantId);
        Assert.Throws<ScopeClosedException>(() => open.Tenant.RequireStore);
    }

    [Fact]
    public async Task Who_writes_in_the_second_of_a_move_is_asked_to_come_again_and_then_gets_the_order()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        var (store, slug) = await OpenAsync(ada, "Moving Day");
        var offer = await AcceptedAsync(store, ada, eve);
        using var buyer = shared.App.Dashboard();
        using var other = shared.App.Dashboard();
        var products = (await ApiCaller.ReadAsync(await buyer.GetAsync(new Uri($"/api/storefront/{slug}/products?limit=50", UriKind.Relative)))).GetProperty("data").EnumerateArray();
        var product = products.First(p => p.GetProperty("available").GetBoolean()).GetProperty("slug").GetString();
        var variant = (await ApiCaller.ReadAsync(await buyer.GetAsync(new Uri($"/api/storefront/{slug}/products/{product}", UriKind.Relative)))).GetProperty("variants").EnumerateArray().First(v => v.GetProperty("available").GetBoolean()).GetProperty("id").GetGuid();
        var checkout = (await buyer.CheckoutAsync(slug, await buyer.CartAsync(slug, variant))).GetProperty("checkoutId").GetGuid();

        // The move as it is, held open before its commit.
        await using var source = NpgsqlDataSource.Create(shared.App.Connections.App);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var move = new NpgsqlCommand($"set local app.tenant = '{ada.Organization}'; select 1 from stores where tenant_id = '{ada.Organization}' and id = '{store}' for update; select store_move('{offer}'); select pg_notify('rendrix_store', '{store}')", connection, transaction)) await move.ExecuteNonQueryAsync();
        var paying = buyer.PayAsync(slug, checkout);
        var filling = other.PostAsJsonAsync($"/api/storefront/{slug}/cart", new { items = new[] { new { variantId = variant, quantity = 1 } } });
        await UntilAsync(async () => await shared.App.AsOwnerAsync("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") >= 2, "Nobody waited for the move.");
        await transaction.CommitAsync();
        foreach (var answer in new[] { await paying, await filling })
            Assert.Equal((503, "SERVICE_UNAVAILABLE", "1"), ((int)answer.StatusCode, (await ApiCaller.ReadAsync(answer)).GetProperty("code").GetString(), answer.Headers.GetValues("Retry-After").Single()));
        HttpResponseMessage again = null!;
        await UntilAsync(async () => (again = await buyer.PayAsync(slug, checkout)).StatusCode != System.Net.HttpStatusCode.ServiceUnavailable);
        Assert.Equal(System.Net.HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(1, await shared.App.AsOwnerAsync($"select count(*) from orders where tenant_id = '{eve.Organization}' and store_id = '{store}'"));
        Assert.Equal(0, await shared.App.AsOwnerAsync($"select count(*) from orders where tenant_id = '{ada.Organization}' and store_id = '{store}'"));
        await other.CartAsync(slug, variant);
    }

    [Fact]
    public async Task Stores_that_arrive_and_open_at_once_do_not_pass_the_plans_limit()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        await shared.App.InScopeAsync(async services => { await services.GetRequiredService<GrantPlan>().RunAsync(eve.Organization, "free", BillingInterval.Month, Rendrix.Amounts.Money.FromMinor(0, "USD"), CancellationToken.None); return 0; });
        var (first, second) = ((await OpenAsync(ada, "First")).Id, (await OpenAsync(ada, "Second")).Id);
        foreach (var store in new[] { first, second }) await AcceptedAsync(store, ada, eve);
        var opening = eve.TryAsync("POST", "/api/v1/stores", new { name = "Third" });
        await Task.WhenAll(new[] { first, second }.Select(store => MoveAsync(ada.Organization, store, eve.Organization, shared.App.Services.CreateScope().ServiceProvider.GetRequiredService<TenantTransactions>())));
        var opened = await opening;
        Assert.Equal(1, await shared.App.AsOwnerAsync($"select count(*) from stores where tenant_id = '{eve.Organization}'"));
        Assert.Equal(opened.Status == 201 ? 2 : 1, await shared.App.AsOwnerAsync($"select count(*) from stores where tenant_id = '{ada.Organization}'"));
        // What stayed says why, with all its files, and can be offered again.
        var stayed = await shared.App.ReadAsync(ada.Organization, db => db.StoreTransfers.AsNoTracking().ToListAsync());
        Assert.All(stayed, t => Assert.Contains("has no room for it any more", t.Error, StringComparison.Ordinal));
        Assert.Equal(200, (await ada.Caller.SendAsync("GET", $"/api/v1/stores/{stayed[0].StoreId}")).Status);
    }

    private async Task<Guid> AcceptedAsync(Guid store, Somebody from, Somebody to) => await shared.App.InScopeAsync(async services =>
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(from.Organization, null, CancellationToken.None);
        var (now, id) = (DateTimeOffset.UtcNow, Guid.CreateVersion7());
        db.StoreTransfers.Add(new StoreTransfer { Id = id, StoreId = store, FromOrganization = from.Organization, ToOrganization = to.Organization, OfferedBy = from.Id, AcceptedBy = to.Id, Email = to.Email, NormalizedEmail = to.Email.ToUpperInvariant(), CreatedAt = now, ExpiresAt = now.AddDays(7), AcceptedAt = now });
        await db.CommitAsync(CancellationToken.None);
        return id;
    });

    // The function itself says no: without an accepted offer, of another tenant's, to an organization whose owner did not accept.
    private async Task RefusedByTheDatabaseAsync(Guid tenant, Guid store)
    {
        await using var source = NpgsqlDataSource.Create(shared.App.Connections.App);
        await using var connection = await source.OpenConnectionAsync();
        foreach (var spoil in new[] { "select 1", $"update store_transfers set accepted_at = now(), accepted_by = offered_by, to_organization = from_organization where store_id = '{store}'", $"update store_transfers set accepted_at = now(), accepted_by = offered_by, to_organization = (select id from organizations where id <> from_organization limit 1) where store_id = '{store}' and revoked_at is null" })
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var act = new NpgsqlCommand($"set local app.tenant = '{tenant}'; {spoil}; select store_move((select id from store_transfers where store_id = '{store}' and revoked_at is null limit 1))", connection, transaction);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => act.ExecuteNonQueryAsync())).SqlState);
            await transaction.RollbackAsync();
        }
    }

    private async Task MoveAsync(Guid from, Guid store, Guid to, TenantTransactions transactions)
    {
        var services = shared.App.Services;
        var offer = await FindAsync(from) ?? await FindAsync(to) ?? throw new InvalidOperationException("There is no accepted offer.");
        await new MoveStore(transactions, services.GetRequiredService<PlanGate>(), services.GetRequiredService<FileStore>(), services.GetRequiredService<TimeProvider>(), NullLogger<MoveStore>.Instance).RunAsync(new StoreTransferAccepted(store, offer, to), from, store, CancellationToken.None);

        Task<Guid?> FindAsync(Guid tenant) => shared.App.ReadAsync(tenant, async db => (await db.StoreTransfers.AsNoTracking().FirstOrDefaultAsync(t => t.StoreId == store && t.AcceptedAt != null))?.Id);
    }

    private Task<bool> EndAsync(Guid organization, Guid store, Func<DateTimeOffset, DateTimeOffset> due) => shared.App.InScopeAsync(async services =>
    {
        var ends = await shared.App.ReadAsync(organization, async db => (await db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == store))?.EndsAt);
        await services.GetRequiredService<EndStore>().RunAsync(new StoreEndingDue(store, due(ends ?? DateTimeOffset.UnixEpoch)), organization, store, CancellationToken.None);
        return true;
    });

    private async Task<string> OfferAsync(string email, int sent)
    {
        List<JsonElement> offers = [];
        await UntilAsync(async () => (offers = [.. (await ApiCaller.MailsAsync(shared.App, email, 0)).Where(m => m.GetProperty("subject").GetString()!.Contains("offers you the store", StringComparison.Ordinal))]).Count >= sent, "No offer reached " + email);
        return ApiCaller.TokenOf(offers[^1]);
    }
}

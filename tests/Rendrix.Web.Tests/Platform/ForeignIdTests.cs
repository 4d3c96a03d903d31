using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Rendrix.Content;
using Rendrix.Web.Content.Templates;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Organizations;
using Rendrix.Web.Tests.Stores;

namespace Rendrix.Web.Tests.Platform;

/// <summary>
/// Ids of another tenant, and of the same organization's other store, wherever an id may stand: in the path of every endpoint and in every member of every body that holds one, both read from the
/// running program. Each is answered as an id that never was, nothing of the others changes, and no row of the caller's store ever holds one of theirs.
/// </summary>
public sealed partial class ForeignIdTests(ForeignIdTests.Fixture shared) : IClassFixture<ForeignIdTests.Fixture>
{
    // What else a body needs so that the id in it is what decides; with an own id of that table it is carried out, so that the refusal of a foreign one means something.
    private static readonly Dictionary<string, (string Example, string Own)> Examples = new()
    {
        ["POST /api/v1/stores/{storeId}/products/ categoryIds"] = ("""{"name":"Probe $","price":"1.00"}""", "categories"),
        ["POST /api/v1/stores/{storeId}/products/ images.mediaId"] = ("""{"name":"Probe $","price":"1.00"}""", "media_files"),
        ["PATCH /api/v1/stores/{storeId}/products/{productId:guid} categoryIds"] = ("{}", "categories"),
        ["PATCH /api/v1/stores/{storeId}/products/{productId:guid} images.mediaId"] = ("{}", "media_files"),
        ["PATCH /api/v1/stores/{storeId}/products/{productId:guid} variants.id"] = ("{}", "variants"),
        ["POST /api/v1/stores/{storeId}/products/bulk ids"] = ("""{"status":"active"}""", "products"),
        ["POST /api/v1/stores/{storeId}/categories/ parentId"] = ("""{"name":"Probe $"}""", "categories"),
        ["PUT /api/v1/stores/{storeId}/template-rules/{kind} rules.categoryIds"] = ("""{"rules":[{"templateId":"{template}"}]}""", "categories"),
        ["POST /api/v1/stores/{storeId}/schedules/ pageIds"] = ("""{"name":"Probe $","publishAt":"{soon}","allowOverlap":true}""", "pages"),
        ["POST /api/v1/organizations/{organizationId}/api-keys/ storeId"] = ("""{"name":"Probe $","permissions":["products.read"]}""", "stores"),
        ["POST /api/v1/organizations/{organizationId}/members/invite roleId"] = ("""{"email":"probe-$@people.example","role":"custom"}""", "custom_roles"),
        ["POST /api/v1/organizations/{organizationId}/members/invite stores.storeId"] = ("""{"email":"probe-$@people.example","role":"staff","allStores":false,"stores":[{"permissions":[]}]}""", "stores"),
        ["POST /api/storefront/{storeSlug}/cart/{cartId:guid}/items variantId"] = ("""{"quantity":1}""", "variants"),
        ["POST /api/storefront/{storeSlug}/cart/{cartId:guid}/items productId"] = ("""{"quantity":1}""", "products"),
    };

    [Fact]
    public async Task A_foreign_id_in_a_path_is_answered_like_one_that_never_was()
    {
        var world = await shared.WorldAsync();
        var before = await world.OthersAsync();
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var (method, path, _) in BodyShapes.Endpoints(shared.App).Where(e => !e.Path.StartsWith("/api/v1/platform", StringComparison.Ordinal)))
            foreach (var parameter in Parameters().Matches(path).Select(m => m.Groups[1].Value).Where(p => p.EndsWith("Id", StringComparison.Ordinal) || p == "id"))
            {
                var missing = await world.AskAsync(method, path, parameter, Guid.CreateVersion7(), "{}");
                foreach (var foreign in world.Foreign(parameter))
                {
                    asked++;
                    var answer = await world.AskAsync(method, path, parameter, foreign, "{}");
                    // A limit that was reached says nothing of the id: the missing one was counted with it.
                    if (answer.Status == 429) continue;
                    if (answer.Status < 400 || answer.Status >= 500 || answer != missing) wrong.Add($"{method} {path} with a foreign {parameter}: {answer}, and a missing one: {missing}");
                }
            }
        Assert.True(asked > 300, $"{asked} requests");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {asked}:\n" + string.Join('\n', wrong.Distinct()));
        Assert.Empty(await world.HeldAsync());
        Assert.Equal(before, await world.OthersAsync());
    }

    [Fact]
    public async Task A_foreign_id_in_a_body_is_refused_where_an_own_one_is_taken()
    {
        var world = await shared.WorldAsync();
        var before = await world.OthersAsync();
        var json = shared.App.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var (wrong, asked, members, taken) = (new List<string>(), 0, new List<string>(), new HashSet<string>());
        foreach (var (method, path, endpoint) in BodyShapes.Endpoints(shared.App).Where(e => !e.Path.StartsWith("/api/v1/platform", StringComparison.Ordinal)))
        {
            if (BodyShapes.BodyOf(endpoint) is not { } body) continue;
            foreach (var member in BodyShapes.IdMembers(body, json))
            {
                var name = $"{method} {path} {string.Join('.', member.Where(m => m != "[]"))}";
                members.Add(name);
                var example = Examples.GetValueOrDefault(name, ("{}", ""));
                foreach (var foreign in world.ForeignIn(path))
                {
                    asked++;
                    var answer = await world.AskAsync(method, path, null, default, world.Body(example.Item1, member, foreign));
                    // Answers for many at once say for each what became of it.
                    if (answer.Status >= 500 || answer.Status < 400 && !(path.EndsWith("/bulk", StringComparison.Ordinal) && (answer.Text.Contains("not_found", StringComparison.Ordinal) || answer.Text.Contains("failed", StringComparison.Ordinal) || answer.Text.Contains("\"changed\":0", StringComparison.Ordinal))))
                        wrong.Add($"{name} took a foreign id: {answer}");
                }
                if (example.Item2 == "") continue;
                var own = await world.AskAsync(method, path, null, default, world.Body(example.Item1, member, world.Own(example.Item2)));
                if (own.Status < 300) taken.Add(name);
                else wrong.Add($"{name} refuses an own id: {own}");
            }
        }
        Assert.True(members.Count >= 20 && asked > 500, $"{members.Count} members, {asked} requests");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {asked}; members without an example: {string.Join(", ", members.Except(Examples.Keys))}\n" + string.Join('\n', wrong.Distinct()));
        Assert.Equal(Examples.Keys.Order(), taken.Order());
        Assert.Empty(await world.HeldAsync());
        Assert.Equal(before, await world.OthersAsync());
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameters();

    /// <summary>What was answered, without what differs from request to request.</summary>
    internal sealed record Answer(int Status, string Text);

    /// <summary>One app for both attacks, with the limits of requests out of the way.</summary>
    public sealed class Fixture(PostgresFixture postgres) : IAsyncLifetime
    {
        private Task<World>? _world;

        public RunningApp App { get; private set; } = null!;

        internal Task<World> WorldAsync() => _world ??= World.MakeAsync(App);

        public async ValueTask InitializeAsync() => App = await RunningApp.StartAsync(postgres, settings: new Dictionary<string, string> { ["Rendrix:RateLimits:RequestsPerMinute"] = "1000000", ["Rendrix:RateLimits:ByPlan"] = "false" });

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    /// <summary>Ada with two stores, and Bea with hers; everything stands in Ada's first.</summary>
    internal sealed class World
    {
        // Written by the program in its own time, whoever is attacked.
        private static readonly string[] Moving = ["outbox_messages", "audit_links", "usage_days", "idempotency_keys"];
        private readonly Dictionary<string, List<Guid>> _own = [], _foreign = [];
        private RunningApp _app = null!;
        private Somebody _ada = null!, _bea = null!;
        private (Guid Id, string Slug) _here, _beside, _there;
        private List<(string Table, bool OfStore, string Entity)> _tables = [];
        private int _probe;

        public IReadOnlyList<Guid> AllForeign { get; private set; } = [];

        public static async Task<World> MakeAsync(RunningApp app)
        {
            var (world, people) = (new World { _app = app }, new OrganizationWorld(app));
            (world._ada, world._bea) = (await people.FounderAsync("ada"), await people.FounderAsync("bea"));
            world._here = await FillAsync(app, world._ada, "Here");
            world._beside = await FillAsync(app, world._ada, "Beside");
            world._there = await FillAsync(app, world._bea, "There");
            await world.ReadAsync();
            return world;
        }

        public Guid Own(string table) => _own[table][0];

        /// <summary>Rows of others that a parameter of this name could mean; of all tables when none is called so.</summary>
        public IEnumerable<Guid> Foreign(string parameter) => parameter switch
        {
            "storeId" => [_there.Id],
            "organizationId" => [_bea.Organization],
            "userId" or "customerId" => [_bea.Id],
            _ => TableOf(parameter) is { } table && _foreign.TryGetValue(table, out var rows) ? rows : AllForeign,
        };

        /// <summary>Everything of others; where the organization itself is meant, its other store is no stranger.</summary>
        public IEnumerable<Guid> ForeignIn(string path) => path.StartsWith("/api/v1/organizations", StringComparison.Ordinal) ? AllForeign.Where(id => id != _beside.Id) : AllForeign;

        public string Body(string example, string[] member, Guid id) =>
            BodyShapes.With(JsonNode.Parse(example.Replace("$", (++_probe).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{soon}", DateTimeOffset.UtcNow.AddDays(1).AddMinutes(_probe).ToString("O", CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{template}", _template.ToString(), StringComparison.Ordinal)), member, id.ToString()).ToJsonString();

        /// <summary>Ada asks, with her own ids wherever nothing else is said.</summary>
        public async Task<Answer> AskAsync(string method, string pattern, string? parameter, Guid value, string body)
        {
            var path = Parameters().Replace(pattern, m => m.Groups[1].Value is var name && name == parameter ? value.ToString() : name switch
            {
                "storeId" => _here.Id.ToString(),
                "storeSlug" => _here.Slug,
                "organizationId" => _ada.Organization.ToString(),
                "userId" => _ada.Id.ToString(),
                "kind" => "product",
                _ when m.Value.Contains(":int", StringComparison.Ordinal) => "1",
                _ => TableOf(name) is { } table && _own.TryGetValue(table, out var rows) ? rows[0].ToString() : name.EndsWith("Id", StringComparison.Ordinal) ? Guid.CreateVersion7().ToString() : "none",
            });
            var content = method is "GET" ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            using var answer = await _ada.Caller.RawAsync(method, path, content);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new((int)answer.StatusCode, Ids().Replace(text, "…"));
        }

        /// <summary>Rows of Ada's organization and first store that hold an id of somebody else's.</summary>
        public async Task<List<string>> HeldAsync()
        {
            var held = new List<string>();
            var names = AllForeign.Append(_there.Id).Append(_bea.Organization).Select(id => id.ToString()).ToArray();
            foreach (var (table, ofStore, _) in _tables.Where(t => !Moving.Contains(t.Table)))
            {
                var where = table == "stores" ? $"and id = '{_here.Id}'" : ofStore ? $"and store_id = '{_here.Id}'" : "";
                held.AddRange(await ListAsync($"select '{table} ' || left(t::text, 300) from {table} t where tenant_id = '{_ada.Organization}' {where} and t::text ~ '{string.Join('|', ofStore || table == "stores" ? names : names.Where(n => !_ofAda.Contains(n)))}'"));
            }
            return held;
        }

        /// <summary>What others have, as one text for each table.</summary>
        public async Task<string> OthersAsync()
        {
            var all = new List<string>();
            foreach (var (table, ofStore, _) in _tables.Where(t => !Moving.Contains(t.Table)))
            {
                var beside = table == "stores" ? $"or id = '{_beside.Id}'" : ofStore ? $"or store_id = '{_beside.Id}'" : "";
                all.AddRange(await ListAsync($"select '{table} ' || count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table} t where tenant_id = '{_bea.Organization}' {beside}"));
            }
            return string.Join('\n', all);
        }

        private readonly HashSet<string> _ofAda = [];
        private Guid _template;

        private static async Task<(Guid Id, string Slug)> FillAsync(RunningApp app, Somebody owner, string name)
        {
            var store = await StoreLifeWorld.OpenAsync(owner, name);
            await StoreLifeWorld.OrderAsync(app, store.Slug);
            var (here, home) = ($"/api/v1/stores/{store.Id}", $"/api/v1/organizations/{owner.Organization}");
            await DoneAsync(here + "/redirects", new { from = "/old", to = "/categories" });
            await DoneAsync(home + "/roles", new { name = $"Packer {name}", permissions = new[] { "products.read" } });
            await DoneAsync(home + "/api-keys", new { name, permissions = new[] { "products.read" } });
            await DoneAsync(home + "/members/invite", new { email = $"{Guid.NewGuid():N}@people.example", role = "staff" });
            // A template that rules can name.
            var template = await app.InScopeAsync(async services => await services.GetRequiredService<OpenTemplate>().AddAsync(owner.Organization, store.Id, PageType.Product, "Named", CancellationToken.None));
            await DoneAsync($"{here}/pages/{template}/publish", new { });
            using var buyer = app.Dashboard();
            var variant = await app.InScopeAsync(async services =>
            {
                await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(owner.Organization, null, CancellationToken.None);
                return await db.Variants.Where(v => v.StoreId == store.Id && v.Quantity > 3).Select(v => v.Id).FirstAsync();
            });
            await buyer.CartAsync(store.Slug, variant);
            return store;

            async Task DoneAsync(string path, object body)
            {
                var (status, answer) = await owner.Caller.SendAsync("POST", path, body);
                Assert.True(status is 200 or 201, $"{path}: {status} {answer}");
            }
        }

        private async Task ReadAsync()
        {
            await using (var db = await _app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync())
                _tables = [.. db.Model.GetEntityTypes().Where(e => e.FindProperty("TenantId") is not null && e.FindProperty("Id")?.ClrType == typeof(Guid)).Select(e => (e.GetTableName()!, e.FindProperty("StoreId") is { IsNullable: false }, e.ClrType.Name))];
            foreach (var (table, ofStore, _) in _tables)
            {
                var (here, beside) = table == "stores" ? ($"id = '{_here.Id}'", $"id = '{_beside.Id}'") : ofStore ? ($"store_id = '{_here.Id}'", $"store_id = '{_beside.Id}'") : ("true", "false");
                var own = await IdsAsync($"select id from {table} where tenant_id = '{_ada.Organization}' and {here} order by id limit 2");
                var foreign = (await IdsAsync($"select id from {table} where tenant_id = '{_bea.Organization}' order by id limit 1")).Concat(await IdsAsync($"select id from {table} where tenant_id = '{_ada.Organization}' and {beside} order by id limit 1")).ToList();
                if (own.Count > 0) _own[table] = own;
                if (foreign.Count > 0) _foreign[table] = foreign;
                // The organization's own rows may name its other store and what is in it.
                _ofAda.UnionWith((await IdsAsync($"select id from {table} where tenant_id = '{_ada.Organization}'")).Select(id => id.ToString()));
            }
            // Of pages, one that can go live and one that a rule can name.
            _template = (await IdsAsync($"select id from pages where store_id = '{_here.Id}' and type = 'product' and title = 'Named'"))[0];
            _own["pages"] = await IdsAsync($"select id from pages where store_id = '{_here.Id}' and slug = 'about'");
            _own["carts"] = await IdsAsync($"select id from carts where store_id = '{_here.Id}' order by id desc limit 1");
            _own["products"] = await IdsAsync($"select product_id from variants where store_id = '{_here.Id}' group by 1 having count(*) = 1 and min(quantity) > 3 order by 1 limit 1");
            _own["variants"] = await IdsAsync($"select id from variants where product_id = '{_own["products"][0]}'");
            AllForeign = [.. _foreign.Where(f => !Moving.Contains(f.Key) && !f.Key.StartsWith("audit", StringComparison.Ordinal)).SelectMany(f => f.Value)];
        }

        // productId is a row of products; some parameters are called otherwise.
        private string? TableOf(string parameter) => parameter switch
        {
            "mediaId" => "media_files",
            "keyId" => "api_keys",
            "roleId" => "custom_roles",
            "linkId" => "preview_links",
            "jobId" => "import_jobs",
            "itemId" => "cart_lines",
            "domainId" => "domain_claims",
            "scheduleId" => "site_plans",
            "customerId" => "orders",
            _ => _tables.FirstOrDefault(t => t.Entity + "Id" == char.ToUpperInvariant(parameter[0]) + parameter[1..]).Table,
        };

        private async Task<List<Guid>> IdsAsync(string sql) => [.. (await ListAsync(sql)).Select(Guid.Parse)];

        private async Task<List<string>> ListAsync(string sql)
        {
            await using var connection = new NpgsqlConnection(_app.Connections.Setup);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync()) rows.Add(reader.GetValue(0).ToString()!);
            return rows;
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\"(requestId|traceId)\":\"[^\"]*\"")]
    private static partial Regex Ids();
}

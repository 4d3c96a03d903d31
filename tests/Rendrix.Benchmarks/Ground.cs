using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Rendrix.Stores;
using Rendrix.Web.Catalog;
using Rendrix.Web.Identity;
using Rendrix.Web.Integrations;
using Rendrix.Web.Media;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Data.Embedded;
using Rendrix.Web.Stores;
using Rendrix.Web.Tenancy;

namespace Rendrix.Benchmarks;

/// <summary>
/// The ground everything stands on: a private PostgreSQL with its ordinary settings (what is committed is on the disk), one full store opened by the
/// product's own code, and idle tenants beside it. Rows in number are written by SQL as the superuser; their ids follow from their numbers.
/// </summary>
internal sealed class Ground : IAsyncDisposable
{
    /// <summary>Address of the store that is measured.</summary>
    public const string Label = "bench";
    /// <summary>Tenants that own pages and products and are visited before memory is read.</summary>
    public const int HotTenants = 100;
    private const int Leaves = 40;
    private readonly EmbeddedPostgres _server;
    private int _disposed;

    private Ground(EmbeddedPostgres server, string folder, string connection, StoreInfo store, Options options)
    {
        (_server, Folder, Connection, Store, Options) = (server, folder, connection, store, options);
        // Ctrl+C and kill end this process without its finally blocks.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Folder of this run; deleted at its end.</summary>
    public string Folder { get; }
    /// <summary>The superuser's connection.</summary>
    public string Connection { get; }
    /// <summary>The store that is measured.</summary>
    public StoreInfo Store { get; }
    /// <summary>The command line.</summary>
    public Options Options { get; }
    /// <summary>The database server's log.</summary>
    public string ServerLog => Path.Combine(Folder, "postgres", "server.log");

    /// <summary>Starts the database and fills it.</summary>
    public static async Task<Ground> MakeAsync(Options options, string folder)
    {
        var server = await EmbeddedPostgres.StartAsync(Path.Combine(folder, "postgres"), AppContext.BaseDirectory, "", CancellationToken.None);
        try
        {
            var connection = server.ConnectionString("rendrix");
            var connections = new DatabaseConnections(connection);
            await DatabaseSetup.RunAsync(connections, CancellationToken.None);
            var ground = new Ground(server, folder, connection, await OpenStoreAsync(connections, folder), options);
            await ground.FillAsync();
            return ground;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Id of the product with a number from 1 to <see cref="Options.Products"/>; greater numbers are newer.</summary>
    public static Guid Product(long number) => Guid.ParseExact($"{1_732_000_000_000 + number:x12}70008{number:x15}", "N");

    /// <summary>Id of the first variant of a product.</summary>
    public static Guid Variant(long product) => Product(product * 2);

    /// <summary>Slug of a product.</summary>
    public static string Slug(long number) => $"product-{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Slug of a category at the bottom of the tree.</summary>
    public static string Leaf(int number) => $"leaf-{number % Leaves + 1}";

    /// <summary>Subdomain of another tenant.</summary>
    public static string Neighbour(int number) => $"tenant-{number}";

    /// <summary>Makes carts with two lines each; answers their ids.</summary>
    public async Task<Guid[]> MakeCartsAsync(int count)
    {
        var carts = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToArray();
        await ExecuteAsync("""
            insert into carts (tenant_id, id, store_id, currency, created_at, updated_at) select $1, c, $2, $3, now(), now() from unnest($4) c;
            """, Store.TenantId, Store.StoreId, Store.Currency, carts);
        await ExecuteAsync("""
            insert into cart_lines (tenant_id, id, store_id, cart_id, variant_id, product_id, quantity, name, variant_title, slug, image_url, unit_price_minor, added_at)
            select $1, gen_random_uuid(), $2, c.id, v.id, v.product_id, 1, 'x', '', 'x', null, v.price_minor, now()
            from unnest($3) with ordinality c(id, n) cross join generate_series(0, 1) line
            join lateral (select * from variants where tenant_id = $1 and id = bench_key((((c.n * 7919 + line * 104729) % $4) + 1) * 2)) v on true
            """, Store.TenantId, Store.StoreId, carts, (long)Options.Products);
        return carts;
    }

    /// <summary>Runs one statement as the superuser.</summary>
    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        await _server.DisposeAsync();
        try { Directory.Delete(Folder, recursive: true); }
        catch (IOException e) { await Console.Error.WriteLineAsync($"{Folder} could not be deleted: {e.Message}"); }
    }

    /// <summary>The product's rooms around a store and its address, without a server.</summary>
    public static ServiceProvider Rooms(DatabaseConnections connections, string folder, TimeProvider clock)
    {
        var data = DataDirectory.Open(new ConfigurationBuilder().AddInMemoryCollection([new("RENDRIX_DATA", Path.Combine(folder, "data"))]).Build(), folder);
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Rendrix:Plans:Default", "enterprise")]).Build());
        services.AddPlatform(connections, data).AddTenancy().AddStores().AddMedia().AddCatalog().AddIntegrations().AddPlans().AddSingleton(Host.CreateEmptyApplicationBuilder(null).Environment).AddSingleton(clock);
        return services.BuildServiceProvider();
    }

    private static async Task<StoreInfo> OpenStoreAsync(DatabaseConnections connections, string folder)
    {
        await using var provider = Rooms(connections, folder, TimeProvider.System);
        await using var scope = provider.CreateAsyncScope();
        var organization = Guid.CreateVersion7();
        await using (var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(organization, null, CancellationToken.None))
        {
            db.Organizations.Add(new Organization { Id = organization, Name = "Bench", Slug = Label, CreatedAt = TimeProvider.System.GetUtcNow() });
            await db.CommitAsync(CancellationToken.None);
        }
        return await scope.ServiceProvider.GetRequiredService<CreateStore>().RunAsync(organization, null, new CreateStoreInput("Bench", Label, "toys", "EUR", "NL"), CancellationToken.None);
    }

    private async Task FillAsync()
    {
        var (tenant, store) = (Store.TenantId, Store.StoreId);
        await ExecuteAsync("""
            create function bench_key(n bigint) returns uuid language sql immutable as $$ select (lpad(to_hex(1732000000000 + n), 12, '0') || '70008' || lpad(to_hex(n), 15, '0'))::uuid $$;
            create function bench_pick(words text[], n bigint) returns text language sql immutable as $$ select words[1 + n % array_length(words, 1)] $$;
            """);
        await ExecuteAsync("""
            insert into categories (tenant_id, id, store_id, parent_id, name, slug, description, position, seo_title, seo_description, created_at, updated_at, version)
            select $1, bench_key(n), $2, null, 'Shelf ' || n, 'shelf-' || n, 'Things for shelf ' || n || '.', 100 + n, '', '', now(), now(), 0 from generate_series(1, 8) n
            union all
            select $1, bench_key(100 + n), $2, bench_key(1 + n % 8), 'Leaf ' || n, 'leaf-' || n, 'A small part of a shelf.', n, '', '', now(), now(), 0 from generate_series(1, 40) n
            """, tenant, store);
        await ExecuteAsync("""
            with covers as (select array_agg(cover_url) urls from products where tenant_id = $1 and cover_url is not null)
            insert into products (tenant_id, id, store_id, name, name_lower, slug, summary, description, status, type, vendor, tags, options, seo_title, seo_description, currency,
                                  price_minor, price_max_minor, compare_at_minor, available, quantity, cover_url, cover_alt, created_at, updated_at, published_at, version)
            select $1, bench_key(n), $2, name, lower(name), 'product-' || n, 'A ' || lower(name) || ' for every day of the week.',
                   '<p>' || repeat('Made in small numbers by people who take their time. ', 10) || '</p><ul><li>Dishwasher safe</li><li>Packed without plastic</li></ul>',
                   'active', 'variable', bench_pick('{Halden,Moss & Son,Quay,Ardmoor,Fell}', n / 3), array['bench', 'tag' || n % 50],
                   '[{"name":"Color","values":[{"name":"Blue","swatch":"#2f5d8a"},{"name":"Sand","swatch":"#d9c7a3"}]}]', '', '', $3,
                   500 + n * 37 % 9000, 600 + n * 37 % 9000, case when n % 4 = 0 then 900 + n * 37 % 9000 end, true, 2000000, bench_pick(urls, n), name, now(), now() - n * interval '1 second', now(), 0
            from (select n, bench_pick('{Blue,Quiet,Tall,Round,Plain,Old,Warm,Slow,Small,Wide,Deep}', n) || ' ' || bench_pick('{oak,linen,steel,clay,glass,wool,paper}', n / 11) || ' '
                  || bench_pick('{mug,lamp,bowl,chair,vase,basket,throw,kettle,print,board,clock,stool,tray}', n / 77) || ' ' || n as name from generate_series(1::bigint, $4) n) named cross join covers
            """, tenant, store, Store.Currency, (long)Options.Products);
        await ExecuteAsync("""
            insert into variants (tenant_id, id, store_id, product_id, sku, option_values, price_minor, compare_at_minor, currency, position, quantity, track_inventory, allow_backorders)
            select p.tenant_id, bench_key(n * 2 + side), p.store_id, p.id, 'B-' || n || '-' || side, array[case side when 0 then 'Blue' else 'Sand' end], p.price_minor + side * 100, p.compare_at_minor, p.currency, side, 1000000, true, false
            from generate_series(1::bigint, $2) n join products p on p.tenant_id = $1 and p.id = bench_key(n) cross join generate_series(0, 1) side
            """, tenant, (long)Options.Products);
        await ExecuteAsync("""
            insert into product_images (tenant_id, id, store_id, product_id, url, alt, position)
            select p.tenant_id, bench_key(n), p.store_id, p.id, p.cover_url, p.name, 0 from generate_series(1::bigint, $2) n join products p on p.tenant_id = $1 and p.id = bench_key(n) where p.cover_url is not null
            """, tenant, (long)Options.Products);
        await ExecuteAsync("insert into product_categories (tenant_id, id, store_id, product_id, category_id) select $1, bench_key(n), $2, bench_key(n), bench_key(101 + n % 40) from generate_series(1::bigint, $3) n", tenant, store, (long)Options.Products);
        if (Options.SignUps || Options.Timing || Options.Pool is not null || Options.Noisy) return;
        await AddNeighboursAsync(HotTenants);
        await AddPgbenchAsync();
        await ExecuteAsync("vacuum (analyze)");
    }

    /// <summary>Every other tenant has a store and its address; the first of them also a copy of the first store's pages, menus and starter products.</summary>
    public async Task AddNeighboursAsync(int most)
    {
        await ExecuteAsync("""
            insert into organizations (id, name, slug, created_at) select md5('tenant' || n)::uuid, 'Tenant ' || n, 'tenant-' || n, now() from generate_series(1, $1) n
            """, Options.Tenants);
        await CopyAsync("stores", Options.Tenants, "s.id = $2", ("subdomain", "'tenant-' || n"), ("name", "'Tenant ' || n"));
        await ExecuteAsync("""
            insert into store_domains (kind, name, tenant_id, store_id, verified_at)
            select 'subdomain', 'tenant-' || n, md5('tenant' || n)::uuid, md5('tenant' || n || $2::text)::uuid, now() from generate_series(1, $1) n
            """, Options.Tenants, Store.StoreId);
        var hot = Math.Min(most, Options.Tenants);
        await CopyAsync("menus", hot, "s.store_id = $2");
        await CopyAsync("pages", hot, "s.store_id = $2");
        await CopyAsync("page_versions", hot, "s.store_id = $2");
        await CopyAsync("categories", hot, "s.store_id = $2 and s.slug !~ '^(shelf|leaf)-'");
        await CopyAsync("products", hot, "s.store_id = $2 and s.slug !~ '^product-'");
        await CopyAsync("product_categories", hot, "s.store_id = $2 and s.product_id in (select id from products where tenant_id = s.tenant_id and slug !~ '^product-')");
    }

    // Copies rows of the first store to tenants 1..count: every uuid becomes a new one, the same old one the same new one of that tenant.
    internal async Task CopyAsync(string table, int count, string which, params (string Column, string Value)[] changed)
    {
        var columns = new List<(string Name, string Type)>();
        await using (var connection = new NpgsqlConnection(Connection))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("select column_name, data_type from information_schema.columns where table_name = $1 and table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position", connection) { Parameters = { new() { Value = table } } };
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) columns.Add((reader.GetString(0), reader.GetString(1)));
        }
        var values = columns.Select(c => c.Name == "tenant_id" ? "md5('tenant' || n)::uuid"
            : changed.FirstOrDefault(x => x.Column == c.Name) is { Value: { } value } ? value
            : c.Type == "uuid" ? $"case when s.{c.Name} is null then null else md5('tenant' || n || s.{c.Name}::text)::uuid end" : "s." + c.Name);
        await ExecuteAsync($"insert into {table} ({string.Join(", ", columns.Select(c => c.Name))}) select {string.Join(", ", values)} from {table} s cross join generate_series(1, $1) n where {which}", count, Store.StoreId);
    }

    // The tables of `pgbench -i -s 10`.
    private Task AddPgbenchAsync() => ExecuteAsync("""
        create table pgbench_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100);
        create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
        create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100);
        create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
        insert into pgbench_branches select n, 0, '' from generate_series(1, 10) n;
        insert into pgbench_tellers select n, 1 + (n - 1) / 10, 0, '' from generate_series(1, 100) n;
        insert into pgbench_accounts select n, 1 + (n - 1) / 100000, 0, '' from generate_series(1, 1000000) n;
        """);
}

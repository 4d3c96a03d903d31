using Npgsql;
using Rendrix.Cast;

namespace Rendrix.Web.Tests.Tenancy;

/// <summary>As the app's own role in a plain SQL session: what the database itself refuses, whatever the program does.</summary>
public sealed class IsolationTests(PostgresFixture postgres)
{
    [Fact]
    public async Task With_a_tenant_set_no_table_shows_a_row_of_another_and_with_nothing_set_none_shows_any()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        var globex = await Cast.Cast.GlobexAsync(app.Services);
        foreach (var shop in new[] { acme, globex })
        {
            var checkout = await client.CheckoutAsync(shop.Subdomain, await client.CartAsync(shop.Subdomain, shop["Blue mug"].Id));
            await client.PayAsync(shop.Subdomain, checkout.GetProperty("checkoutId").GetGuid());
        }

        foreach (var table in await TablesAsync(app))
        {
            Assert.Equal(0, await CountAsync(app, acme.TenantId, $"select count(*) from {table} where tenant_id <> '{acme.TenantId}'"));
            Assert.Equal(0, await CountAsync(app, null, $"select count(*) from {table}"));
        }
        Assert.Equal(1, await CountAsync(app, acme.TenantId, "select count(*) from orders"));
        Assert.Equal(1, await CountAsync(app, globex.TenantId, "select count(*) from orders"));
    }

    [Fact]
    public async Task An_insert_or_a_move_to_another_tenant_is_refused_by_the_database()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        var globex = await Cast.Cast.GlobexAsync(app.Services);
        var insert = $"insert into menus (tenant_id, id, store_id, handle, title, links) values ('{globex.TenantId}', gen_random_uuid(), '{globex.StoreId}', 'x', '', '[]')";
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(app, acme.TenantId, insert))).SqlState);
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(app, null, insert))).SqlState);
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(app, acme.TenantId, $"update products set tenant_id = '{globex.TenantId}'"))).SqlState);
        Assert.Equal(0, await CountAsync(app, acme.TenantId, $"with gone as (delete from products where tenant_id = '{globex.TenantId}' returning 1) select count(*) from gone"));
    }

    [Fact]
    public async Task A_host_is_read_by_everyone_and_written_by_its_tenant_alone()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        var globex = await Cast.Cast.GlobexAsync(app.Services);
        Assert.Equal(2, await CountAsync(app, null, "select count(*) from store_domains"));
        Assert.Equal(0, await CountAsync(app, acme.TenantId, $"with moved as (update store_domains set name = 'mine' where tenant_id = '{globex.TenantId}' returning 1) select count(*) from moved"));
        Assert.Equal(0, await CountAsync(app, acme.TenantId, $"with gone as (delete from store_domains where tenant_id = '{globex.TenantId}' returning 1) select count(*) from gone"));
        Assert.Equal(1, await CountAsync(app, acme.TenantId, "with moved as (update store_domains set name = 'acme-two' where name = 'acme' returning 1) select count(*) from moved"));
        foreach (var tenant in new Guid?[] { acme.TenantId, null })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(app, tenant, $"insert into store_domains (kind, name, tenant_id, store_id, verified_at) values ('custom', 'x.example', '{globex.TenantId}', '{globex.StoreId}', now())"))).SqlState);
        foreach (var table in new[] { "users", "organizations" })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(app, acme.TenantId, $"delete from {table}"))).SqlState);
    }

    [Fact]
    public async Task A_row_cannot_point_at_a_row_of_another_tenant_even_where_the_policy_is_content()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        var globex = await Cast.Cast.GlobexAsync(app.Services);
        var sql = $"insert into product_images (tenant_id, id, store_id, product_id, url, alt, position) values ('{acme.TenantId}', gen_random_uuid(), '{acme.StoreId}', '{globex["Blue mug"].ProductId}', '', '', 0)";
        Assert.Equal("23503", (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(app, acme.TenantId, sql))).SqlState);
    }

    [Fact]
    public async Task On_a_storefront_the_store_is_demanded_too()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        Assert.Equal(3, await CountAsync(app, acme.TenantId, "select count(*) from products", acme.StoreId));
        Assert.Equal(0, await CountAsync(app, acme.TenantId, "select count(*) from products", Guid.NewGuid()));
        Assert.Equal(0, await CountAsync(app, acme.TenantId, "select count(*) from stores", Guid.NewGuid()));
    }

    [Fact]
    public async Task The_app_role_cannot_switch_the_wall_off()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        foreach (var sql in new[] { "alter table orders disable row level security", "set role rendrix_platform", "set role rendrix_owner", "truncate orders", "drop policy tenant_only on orders", "create table x (id int)" })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(app, null, sql))).SqlState);
    }

    [Theory]
    [InlineData("No Reset On Close=true")]
    [InlineData("Multiplexing=true")]
    public void Connection_settings_that_carry_a_tenant_over_are_refused_at_start(string setting) =>
        Assert.All(new[] { true, false }, inPooler => Assert.Throws<Web.Platform.StartupProblem>(() =>
            new Web.Platform.Data.DatabaseConnections("Host=127.0.0.1;Username=postgres;Database=x;" + (inPooler ? "" : setting), pooler: inPooler ? "Host=127.0.0.1;Port=6432;Database=x;" + setting : null)));

    [Fact]
    public void Requests_go_through_a_pooler_unprepared_and_what_belongs_to_a_session_goes_past_it()
    {
        var connections = new Web.Platform.Data.DatabaseConnections("Host=db.example;Username=setup;Password=x;Database=x;SSL Mode=Require", pooler: "Host=pooler.example;Port=6432;Database=y;SSL Mode=Require");
        foreach (var through in new[] { connections.App, connections.Platform }.Select(c => new NpgsqlConnectionStringBuilder(c))) Assert.Equal(("pooler.example", 6432, "y", 0), (through.Host, through.Port, through.Database, through.MaxAutoPrepare));
        foreach (var past in new[] { connections.Setup, connections.Owner, connections.Listening }.Select(c => new NpgsqlConnectionStringBuilder(c))) Assert.Equal(("db.example", "x"), (past.Host, past.Database));
        Assert.Equal(200, new NpgsqlConnectionStringBuilder(new Web.Platform.Data.DatabaseConnections("Host=db.example;Username=setup;Password=x;Database=x;SSL Mode=Require").App).MaxAutoPrepare);
    }

    private static async Task<List<string>> TablesAsync(RunningApp app)
    {
        await using var connection = new NpgsqlConnection(app.Connections.Setup);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'store_domains' order by 1", connection);
        var tables = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        Assert.True(tables.Count > 15);
        return tables;
    }

    private static async Task<long> CountAsync(RunningApp app, Guid? tenant, string sql, Guid? store = null)
    {
        await using var connection = new NpgsqlConnection(app.Connections.App);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (tenant is { } t) await ExecuteAsync($"set local app.tenant = '{t}'");
        if (store is { } s) await ExecuteAsync($"set local app.store = '{s}'");
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        return Convert.ToInt64(await command.ExecuteScalarAsync() ?? 0L, System.Globalization.CultureInfo.InvariantCulture);

        async Task ExecuteAsync(string set)
        {
            await using var setting = new NpgsqlCommand(set, connection, transaction);
            await setting.ExecuteNonQueryAsync();
        }
    }
}

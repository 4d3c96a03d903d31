using Npgsql;

namespace Rendrix.Web.Tests.Tenancy;

/// <summary>Walks the live catalog of the migrated database: a table that breaks the rules of tenancy fails here by itself.</summary>
public sealed class CatalogLintTests(PostgresFixture postgres)
{
    // Tables that belong to no tenant; every name here is a decision, written in docs/decisions/0001.
    private static readonly string[] Global =
    [
        "__EFMigrationsHistory", "users", "user_claims", "user_logins", "user_tokens", "organizations", "memberships", "store_domains", "refresh_tokens", "sessions", "second_factors", "recovery_codes", "passkeys", "avatars", "dev_mails", "data_protection_keys",
        // The platform's price list: everybody reads it, and no tenant owns it (docs/decisions/0060).
        "plans",
        // Of the installation and of no tenant (docs/decisions/0065): who runs it, what they did, and what they switch and say for everybody.
        "platform_admins", "platform_log", "support_sessions", "flag_settings", "announcements", "announcement_dismissals", "template_offers",
    ];

    [Fact]
    public async Task Every_table_is_global_by_decision_or_has_a_tenant() =>
        Assert.Empty(await ListAsync("""
            select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relname = any($1)
            and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull)
            """));

    [Fact]
    public async Task Every_tenant_table_forces_row_security() =>
        Assert.Empty(await ListAsync("select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relname = any($1) and not (c.relrowsecurity and c.relforcerowsecurity)"));

    [Fact]
    public async Task Every_tenant_table_has_one_permissive_policy_with_using_and_check_that_name_the_tenant() =>
        Assert.Empty(await ListAsync("""
            select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relname = any($1)
            and ((select count(*) from pg_policy p where p.polrelid = c.oid) <> 1 or exists (
              select 1 from pg_policy p where p.polrelid = c.oid and (not p.polpermissive or p.polcmd <> '*'
                or coalesce(pg_get_expr(p.polqual, p.polrelid), '') not like '%tenant_id = (NULLIF(current_setting(''app.tenant''%'
                or coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') not like '%tenant_id = (NULLIF(current_setting(''app.tenant''%')))
            """));

    [Fact]
    public async Task A_global_table_that_names_tenants_is_written_by_its_tenant_alone() =>
        Assert.Empty(await ListAsync("""
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname = any($1)
            and (not (c.relrowsecurity and c.relforcerowsecurity) or exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd <> 'r'
                and coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') not like '%tenant_id = (NULLIF(current_setting(''app.tenant''%'))
            """));

    [Fact]
    public async Task Every_table_of_a_store_demands_the_store_too() =>
        Assert.Empty(await ListAsync("""
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'store_id' and a.attnotnull
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relname = any($1)
            and not exists (select 1 from pg_policy p where p.polrelid = c.oid and pg_get_expr(p.polqual, p.polrelid) like '%app.store%' and pg_get_expr(p.polwithcheck, p.polrelid) like '%app.store%')
            """));

    [Fact]
    public async Task Every_key_and_unique_index_of_a_tenant_table_begins_with_the_tenant() =>
        Assert.Empty(await ListAsync("""
            select c.relname || '.' || ic.relname from pg_index i join pg_class c on c.oid = i.indrelid join pg_class ic on ic.oid = i.indexrelid
            where c.relnamespace = 'public'::regnamespace and not c.relname = any($1)
            and (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0]) is distinct from 'tenant_id'
            """));

    [Fact]
    public async Task Every_foreign_key_between_tenant_tables_carries_the_tenant_and_never_sets_null() =>
        Assert.Empty(await ListAsync("""
            select k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
            where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and not c.relname = any($1) and not t.relname = any($1)
            and (k.confdeltype in ('n', 'd') or (select attname from pg_attribute where attrelid = c.oid and attnum = k.conkey[1]) <> 'tenant_id'
                 or (select attname from pg_attribute where attrelid = t.oid and attnum = k.confkey[1]) <> 'tenant_id')
            """));

    [Fact]
    public async Task No_global_table_points_at_a_tenant_table() =>
        Assert.Empty(await ListAsync("""
            select k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
            where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.relname = any($1) and not t.relname = any($1)
            """));

    [Fact]
    public async Task The_app_role_owns_nothing_and_cannot_bypass_or_truncate() =>
        Assert.Empty(await ListAsync("""
            select 'role' from pg_roles where rolname = 'rendrix_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
            union all select c.relname from pg_class c where c.relowner = 'rendrix_app'::regrole
            union all select c.relname from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
              and (has_table_privilege('rendrix_app', c.oid, 'TRUNCATE') or has_table_privilege('rendrix_app', c.oid, 'REFERENCES') or has_table_privilege('rendrix_app', c.oid, 'TRIGGER'))
            union all select 'schema' where has_schema_privilege('rendrix_app', 'public', 'CREATE') and $1::text[] is not null
            """));

    [Fact]
    public async Task No_trigger_view_or_definer_function_goes_round_the_policies() =>
        Assert.Empty(await ListAsync("""
            select c.relname from pg_class c where c.relkind in ('v', 'm') and c.relnamespace = 'public'::regnamespace and not c.relname = any($1)
            union all select t.tgname from pg_trigger t where not t.tgisinternal
            union all select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and not p.proname in ('audit_erase', 'audit_expire', 'audit_end', 'store_move')
            """));

    /// <summary>The functions of the audit log (docs/decisions/0047) run as the owner, whom the policies bind; they fix their search path, ask for the tenant, and nobody but the app role calls them.</summary>
    [Fact]
    public async Task The_definer_functions_of_the_audit_log_are_bound_to_the_tenant_and_to_the_app_role() =>
        Assert.Empty(await ListAsync("""
            select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and $1::text[] is not null
            and (p.proowner <> 'rendrix_owner'::regrole or (select rolbypassrls or rolsuper from pg_roles where oid = p.proowner)
              or not coalesce(p.proconfig::text, '') like '%search_path=pg_catalog, public%' or p.prosrc not like '%current_setting(''app.tenant'', true)%'
              or not has_function_privilege('rendrix_app', p.oid, 'EXECUTE') or exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0) or has_function_privilege('rendrix_platform', p.oid, 'EXECUTE'))
            """));

    /// <summary>The functions of search (docs/decisions/0082) run past the policies: each fixes its search path, takes the tenant from the transaction and names it with every table, and nobody but the app role calls them. No other schema has any.</summary>
    [Fact]
    public async Task The_functions_that_search_past_the_policies_are_bound_to_the_tenant_and_to_the_app_role() =>
        Assert.Empty(await ListAsync("""
            select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where $1::text[] is not null and n.nspname not in ('pg_catalog', 'information_schema') and (n.nspname = 'search' or p.prosecdef and n.nspname <> 'public')
            and (n.nspname <> 'search' or p.proowner <> 'rendrix_platform'::regrole or not coalesce(p.proconfig::text, '') like '%search_path=pg_catalog, public, pg_temp%'
              or p.prosecdef and (p.prosrc not like '%tenant uuid := nullif(current_setting(''app.tenant'', true)%' or p.prosrc not like '%if tenant is null or fence <> wanted%')
              -- As often as it reads one of our tables it names the tenant.
              or (select count(*) from regexp_matches(p.prosrc, '(from|join|into) (products|variants|stores|search_words)', 'g')) > (select count(*) from regexp_matches(p.prosrc, 'tenant_id = tenant|select tenant,|tenant_id = \w\.tenant_id', 'g'))
              or not has_function_privilege('rendrix_app', p.oid, 'EXECUTE') or exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0))
            """));

    /// <summary>A store that changes hands takes every table along that has a store; a new table without one is named in StoreWalls.Stays, with the reason.</summary>
    [Fact]
    public async Task Every_tenant_table_moves_with_its_store_or_stays_by_decision()
    {
        var without = await ListAsync("""
            select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relname = any($1) and c.relname <> 'stores'
            and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'store_id' and not a.attisdropped)
            """);
        Assert.Empty(without.Except(Rendrix.Web.Stores.Handover.StoreWalls.Stays.Keys));
    }

    [Fact]
    public async Task The_audit_log_is_written_and_read_and_nothing_else() =>
        Assert.Empty(await ListAsync("""
            select t || ' ' || r || ' ' || p from unnest(array['audit_entries', 'audit_details', 'audit_links']) t, unnest(array['rendrix_app', 'rendrix_platform']) r, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
            where $1::text[] is not null and has_table_privilege(r, t, p) <> (p in ('SELECT', 'INSERT'))
            """));

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await postgres.NewDatabaseAsync());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = Global } } };
        var found = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        return found;
    }
}

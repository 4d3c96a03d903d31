using Npgsql;

namespace Rendrix.Web.Tests.Tenancy;

/// <summary>
/// Notes every row of an organization that anybody changes and commits, by triggers of the test's own database. What a single call changed is known at once, without reading every table before and after it.
/// </summary>
internal sealed class WriteWatch : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly Guid _organization;

    private WriteWatch(NpgsqlConnection connection, Guid organization) => (_connection, _organization) = (connection, organization);

    /// <summary>Begins; what the program writes in its own time (deliveries, the audit's chain, counters, sessions) is left out.</summary>
    public static async Task<WriteWatch> BeginAsync(RunningApp app, Guid organization)
    {
        var connection = new NpgsqlConnection(app.Connections.Setup);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            create table if not exists noted_writes (tenant uuid, what text);
            create or replace function note_write() returns trigger language plpgsql security definer as $$
            declare
                was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
                now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
                one jsonb := coalesce(now, was);
            begin
                if was is distinct from now then
                    insert into noted_writes (tenant, what) values (coalesce(one ->> 'tenant_id', one ->> 'organization_id', one ->> 'id')::uuid, tg_table_name || ' ' || lower(tg_op) || ' ' || left(case when tg_op = 'UPDATE'
                        then (select '[' || string_agg(key, ' ' order by key) || '] ' || jsonb_object_agg(key, value)::text from jsonb_each(now) where was -> key is distinct from value) else one::text end, 200));
                end if;
                return null;
            end $$;
            do $$ declare t text; begin
                for t in select c.relname from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                    and (c.relname = 'organizations' or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname in ('tenant_id', 'organization_id')))
                    and c.relname not in ('outbox_messages', 'audit_links', 'usage_days', 'usage_notices', 'idempotency_keys', 'sessions', 'refresh_tokens', 'noted_writes')
                    and not exists (select 1 from pg_trigger g where g.tgrelid = c.oid and g.tgname = 'note_write')
                loop execute format('create trigger note_write after insert or update or delete on %I for each row execute function note_write()', t); end loop;
            end $$;
            """, connection);
        await command.ExecuteNonQueryAsync();
        var watch = new WriteWatch(connection, organization);
        await watch.SinceAsync();
        return watch;
    }

    /// <summary>What was changed since it was asked last.</summary>
    public async Task<List<string>> SinceAsync()
    {
        var rows = new List<string>();
        await using var command = new NpgsqlCommand("delete from noted_writes where tenant = $1 returning what", _connection) { Parameters = { new() { Value = _organization } } };
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

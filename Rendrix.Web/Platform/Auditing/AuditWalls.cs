using Microsoft.EntityFrameworkCore.Migrations;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Platform.Auditing;

/// <summary>
/// What the database itself allows with the audit log. Both roles of the program insert and read; nothing is updated or deleted but by the two functions
/// here. They run as the owner of the tables, whom the row policies bind like everybody (FORCE), so they reach the transaction's tenant alone; and each does
/// only what an entry of the same transaction says, which the chain then keeps.
/// </summary>
internal static class AuditWalls
{
    /// <summary>Names of the functions, for the check that there are no others of their kind.</summary>
    public static readonly string[] Functions = ["audit_erase", "audit_expire"];

    /// <summary>Run after the general grants, at each start.</summary>
    public const string Grants = $"""
        revoke update, delete on audit_entries, audit_details, audit_links from {DatabaseConnections.AppRole}, {DatabaseConnections.PlatformRole};
        revoke all on function audit_erase(uuid), audit_expire(uuid) from public;
        grant execute on function audit_erase(uuid), audit_expire(uuid) to {DatabaseConnections.AppRole};
        """;

    /// <summary>Called by the migration that makes the tables.</summary>
    public static void Apply(MigrationBuilder migration)
    {
        // Field names: actors and changes hold ids of entries separated by commas; through and hash name the last link that goes.
        migration.Sql("""
            create or replace function audit_erase(erasure uuid) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
            declare
              tenant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
              told jsonb;
            begin
              select d.changes::jsonb into told from audit_entries e join audit_details d on d.tenant_id = e.tenant_id and d.id = e.id
                where e.tenant_id = tenant and d.tenant_id = tenant and e.id = erasure and e.action = 'privacy.erase';
              if told is null then raise exception 'There is no erasure % here.', erasure using errcode = 'insufficient_privilege'; end if;
              update audit_details set actor_salt = null, actor_name = null, address = null, device = null where tenant_id = tenant
                and id in (select unnest(string_to_array(c->>'after', ',')::uuid[]) from jsonb_array_elements(told) c where c->>'field' = 'actors');
              update audit_details d set change_salt = null, subject_name = null, changes = null where d.tenant_id = tenant
                and d.id in (select unnest(string_to_array(c->>'after', ',')::uuid[]) from jsonb_array_elements(told) c where c->>'field' = 'changes')
                and not exists (select 1 from audit_entries e where e.tenant_id = tenant and e.id = d.id and e.action in ('privacy.erase', 'audit.expire'));
            end $$;
            """);
        migration.Sql("""
            create or replace function audit_expire(expiry uuid) returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
            declare
              tenant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
              told jsonb;
              through bigint;
              removed bigint;
            begin
              select d.changes::jsonb into told from audit_entries e join audit_details d on d.tenant_id = e.tenant_id and d.id = e.id
                where e.tenant_id = tenant and d.tenant_id = tenant and e.id = expiry and e.action = 'audit.expire'
                and not exists (select 1 from audit_links l where l.tenant_id = tenant and l.id = e.id);
              if told is null then raise exception 'There is no expiry % here.', expiry using errcode = 'insufficient_privilege'; end if;
              select (c->>'after')::bigint into through from jsonb_array_elements(told) c where c->>'field' = 'through';
              if not exists (select 1 from audit_links l where l.tenant_id = tenant and l.sequence = through
                  and l.hash = (select c->>'after' from jsonb_array_elements(told) c where c->>'field' = 'hash'))
                or not exists (select 1 from audit_links l where l.tenant_id = tenant and l.sequence > through)
                or exists (select 1 from audit_links l join audit_entries e on e.tenant_id = l.tenant_id and e.id = l.id
                  where l.tenant_id = tenant and e.tenant_id = tenant and l.sequence <= through and e.at > now() - interval '1 year')
              then raise exception 'Entries of the last year, the last entry and what is not in the chain stay.' using errcode = 'insufficient_privilege'; end if;
              delete from audit_details d where d.tenant_id = tenant and exists (select 1 from audit_links l where l.tenant_id = tenant and l.id = d.id and l.sequence <= through);
              delete from audit_entries e where e.tenant_id = tenant and exists (select 1 from audit_links l where l.tenant_id = tenant and l.id = e.id and l.sequence <= through);
              delete from audit_links where tenant_id = tenant and sequence <= through;
              get diagnostics removed = row_count;
              return removed;
            end $$;
            """);
    }
}

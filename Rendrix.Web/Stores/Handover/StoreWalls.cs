using Microsoft.EntityFrameworkCore.Migrations;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Stores.Handover;

/// <summary>
/// What the database itself allows with stores that change hands. The tenant stands in every key and the row policies bind every role of the program, so one function moves
/// a store, in one transaction: it takes the rows out as the giving tenant and puts them in as the taking one, and the policies check both halves. It runs as the owner of
/// the tables, whom the policies bind like everybody (FORCE), and does nothing without an accepted offer of the giving tenant to an organization whose owner accepted it.
/// Which tables move is read from the catalog: those with a store. Those without stay (docs/decisions/0072).
/// </summary>
internal static class StoreWalls
{
    /// <summary>Tables of a tenant that no store's move touches, and why. A new table has a store or stands here, or a test fails.</summary>
    public static readonly IReadOnlyDictionary<string, string> Stays = new Dictionary<string, string>
    {
        ["audit_entries"] = "The log stays with the organization in which things were done; both get an entry of the move",
        ["audit_details"] = "As the entries they belong to",
        ["audit_links"] = "The chain of one organization",
        ["custom_roles"] = "Roles belong to people of the organization",
        ["invitations"] = "They ask people into the organization",
        ["saved_sections"] = "Everyone in the organization has them, in every store",
        ["subscriptions"] = "The organization pays, whichever stores it has",
        ["invoices"] = "What the organization was billed stays its own",
        ["billing_accounts"] = "Who is billed for the organization",
        ["billing_events"] = "What the billing provider told of the organization",
        ["usage_days"] = "What was used before the move was used by the organization that gives",
        ["store_openings"] = "How a store was opened is told to the organization that asked for it",
        ["usage_notices"] = "What the organization was told of its limits",
        ["idempotency_keys"] = "Answers to callers of the organization",
    };

    /// <summary>Run after the general grants, at each start.</summary>
    public const string Grants = $"""
        revoke all on function store_move(uuid) from public;
        grant execute on function store_move(uuid) to {DatabaseConnections.AppRole};
        do $$ begin execute format('grant temporary on database %I to {DatabaseConnections.OwnerRole}', current_database()); end $$;
        """;

    /// <summary>Called by the migration.</summary>
    public static void Apply(MigrationBuilder migration) => migration.Sql("""
        create or replace function store_move(transfer uuid) returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
        declare
          giver uuid := nullif(current_setting('app.tenant', true), '')::uuid;
          taker uuid;
          moving uuid;
          waiting text[];
          ready text[];
          ordered text[] := '{}';
          tab text;
          into_columns text;
          from_columns text;
          n bigint;
          moved bigint := 0;
        begin
          select t.to_organization, t.store_id into taker, moving from store_transfers t join stores s on s.tenant_id = t.tenant_id and s.id = t.store_id
            where t.tenant_id = giver and s.tenant_id = giver and t.id = transfer and t.from_organization = giver and t.to_organization <> giver
              and t.accepted_at is not null and t.finished_at is null and t.revoked_at is null and t.error = '' and s.ends_at is null
              and exists (select 1 from organizations o where o.id = t.to_organization and o.ends_at is null)
              and exists (select 1 from memberships m where m.organization_id = t.to_organization and m.user_id = t.accepted_by and m.role = 'owner')
            for update of s, t;
          if moving is null then raise exception 'There is no accepted offer % here.', transfer using errcode = 'insufficient_privilege'; end if;

          waiting := array['stores'] || array(select c.relname::text from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'audit\_%' and c.relname <> 'store_domains'
            and (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('tenant_id', 'store_id') and not a.attisdropped) = 2);
          -- What is pointed at before what points at it.
          while cardinality(waiting) > 0 loop
            ready := array(select w from unnest(waiting) w where not exists (select 1 from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
              where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.relname = w and p.oid <> c.oid and p.relname::text = any(waiting)));
            if cardinality(ready) = 0 then raise exception 'Tables point at each other in a circle: %', waiting; end if;
            ordered := ordered || ready;
            waiting := array(select w from unnest(waiting) w where w <> all(ready));
          end loop;
          ordered := ordered || array['store_domains'];

          for i in reverse cardinality(ordered)..1 loop
            tab := ordered[i];
            execute format('create temp table %I (like public.%I) on commit drop', 'move_' || tab, tab);
            -- Of the messages only those still to be delivered: what was done, and what asked for this, stays where it was done.
            execute format('with gone as (delete from public.%I where tenant_id = $1 and %s = $2 %s returning *) insert into pg_temp.%I select * from gone', tab, case tab when 'stores' then 'id' else 'store_id' end,
              case tab when 'outbox_messages' then 'and done_at is null and topic <> ''store.transfer_accepted''' else '' end, 'move_' || tab) using giver, moving;
            get diagnostics n = row_count;
            moved := moved + n;
          end loop;

          perform set_config('app.tenant', taker::text, true);
          foreach tab in array ordered loop
            select string_agg(quote_ident(a.attname), ', ' order by a.attnum), string_agg(case a.attname when 'tenant_id' then '$1' else quote_ident(a.attname) end, ', ' order by a.attnum) into into_columns, from_columns
              from pg_attribute a where a.attrelid = format('public.%I', tab)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
            execute format('insert into public.%I (%s) select %s from pg_temp.%I', tab, into_columns, from_columns, 'move_' || tab) using taker;
          end loop;
          perform set_config('app.tenant', giver::text, true);
          return moved;
        end $$;
        """);
}

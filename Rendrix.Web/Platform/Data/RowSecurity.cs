using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Rendrix.Web.Platform.Data;

/// <summary>
/// The database's own wall between tenants. Every table with a tenant gets FORCE ROW LEVEL SECURITY and one permissive policy that demands the
/// transaction's tenant, and its store as well when a store is set. No context means no rows. One policy, no sub-select, no IS NULL:
/// that form also holds on every shard of a distributed database (docs/decisions/0001-tenancy-and-keys.md).
/// </summary>
internal static class RowSecurity
{
    /// <summary>Called at the end of each migration, for all tables of its model; safe to repeat.</summary>
    public static void Apply(MigrationBuilder migration, IModel model)
    {
        foreach (var entity in model.GetEntityTypes().Where(e => e.FindProperty("TenantId") is not null && e.FindProperty("Id") is not null))
            migration.Sql(PolicyOf(entity.GetTableName()!, StoreColumn(entity)));
    }

    /// <summary>
    /// Which store a host belongs to is asked before any tenant is known, so everyone reads the table of hosts; a row is written, moved and deleted
    /// by its tenant alone. One policy for each command, since a policy for all of them would open or close reading and writing together.
    /// </summary>
    public static void ApplyToDomains(MigrationBuilder migration)
    {
        const string own = "tenant_id = nullif(current_setting('app.tenant', true), '')::uuid";
        migration.Sql($"""
            alter table store_domains enable row level security;
            alter table store_domains force row level security;
            create policy anyone_reads on store_domains for select using (true);
            create policy tenant_adds on store_domains for insert with check ({own});
            create policy tenant_changes on store_domains for update using ({own}) with check ({own});
            create policy tenant_deletes on store_domains for delete using ({own});
            """);
    }

    private static string? StoreColumn(IEntityType entity) =>
        entity.GetTableName() == "stores" ? "id" : entity.FindProperty("StoreId") is { IsNullable: false } ? "store_id" : null;

    private static string PolicyOf(string table, string? storeColumn)
    {
        var rule = "tenant_id = nullif(current_setting('app.tenant', true), '')::uuid";
        if (storeColumn is not null) rule += $" and {storeColumn} = coalesce(nullif(current_setting('app.store', true), '')::uuid, {storeColumn})";
        return $"""
            alter table {table} enable row level security;
            alter table {table} force row level security;
            drop policy if exists tenant_only on {table};
            create policy tenant_only on {table} using ({rule}) with check ({rule});
            """;
    }
}

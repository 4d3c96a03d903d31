using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rendrix.Auditing;
using Rendrix.Web.Auditing;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Tests.Auditing;

/// <summary>What tests of the audit log ask of the running app.</summary>
internal static class AuditWorld
{
    /// <summary>Records something in a transaction of its own.</summary>
    public static async Task<Guid> RecordAsync(this RunningApp app, Guid tenant, string action, AuditSubject subject, IEnumerable<AuditChange>? changes = null, AuditActor? by = null) => await app.InScopeAsync(async services =>
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(tenant, null, CancellationToken.None);
        var id = Audit.Record(db, action, subject, changes, by);
        await db.CommitAsync(CancellationToken.None);
        return id;
    });

    /// <summary>Delivers messages until every entry has its place. Two workers may hold one each, so it is asked again until none is left.</summary>
    public static async Task ChainAsync(this RunningApp app, Guid tenant)
    {
        for (var i = 0; i < 500; i++)
        {
            await app.Services.GetRequiredService<OutboxWorker>().DrainAsync(CancellationToken.None);
            if (await app.AsOwnerAsync($"select count(*) from audit_entries e where e.tenant_id = '{tenant}' and not exists (select 1 from audit_links l where l.tenant_id = e.tenant_id and l.id = e.id)") == 0) return;
            await Task.Delay(20);
        }
        throw new TimeoutException("Entries did not get into the chain.");
    }

    public static Task<AuditVerdict> VerifyAsync(this RunningApp app, Guid tenant, (long, string)? anchor = null) =>
        app.InScopeAsync(services => services.GetRequiredService<VerifyAudit>().RunAsync(tenant, anchor, CancellationToken.None));

    /// <summary>As the superuser: what somebody with the database in their hands can do. Answers the first value, or how many rows changed.</summary>
    public static async Task<long> AsOwnerAsync(this RunningApp app, string sql)
    {
        await using var connection = new NpgsqlConnection(app.Connections.Setup);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is long value ? value : 0;
    }

    public static async Task<T> ReadAsync<T>(this RunningApp app, Guid tenant, Func<AppDb, Task<T>> read) => await app.InScopeAsync(async services =>
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(tenant, null, CancellationToken.None);
        return await read(db);
    });

    /// <summary>Every text and JSON column of every table that holds the words, as table.column.</summary>
    public static async Task<List<string>> TracesAsync(this RunningApp app, params string[] words)
    {
        await using var connection = new NpgsqlConnection(app.Connections.Setup);
        await connection.OpenAsync();
        var columns = new List<(string Table, string Column)>();
        await using (var list = new NpgsqlCommand("select table_name, column_name from information_schema.columns where table_schema = 'public' and (data_type in ('text', 'character varying', 'json', 'jsonb', 'inet', 'ARRAY'))", connection))
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync()) columns.Add((reader.GetString(0), reader.GetString(1)));
        Assert.True(columns.Count > 100, "The list of columns looks too short to prove anything.");
        var found = new List<string>();
        foreach (var (table, column) in columns)
            foreach (var word in words)
            {
                await using var look = new NpgsqlCommand($"select count(*) from \"{table}\" where \"{column}\"::text ilike $1", connection) { Parameters = { new() { Value = "%" + word + "%" } } };
                if (await look.ExecuteScalarAsync() is long and > 0) found.Add($"{table}.{column}: {word}");
            }
        return found;
    }
}

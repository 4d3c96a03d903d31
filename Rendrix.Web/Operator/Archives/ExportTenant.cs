using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Rendrix.Auditing;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Media;
using Rendrix.Web.Operator.Tenants;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Operator.Archives;

/// <summary>
/// Writes everything an organization owns into one archive: each table row by row, as of one moment, then its files. Passwords, second factors and sign-ins of
/// its people stay behind. Recorded in its audit log and the platform's.
/// </summary>
public sealed class ExportTenant(PlatformTransactions platform, FileStore files, TimeProvider clock)
{
    /// <summary>Writes the archive to a stream, never holding more than a row of it.</summary>
    public async Task<ArchiveManifest> RunAsync(PlatformPerson by, Guid organization, Stream to, CancellationToken ct)
    {
        await using (var log = await platform.BeginAsync(by, "export", organization, ct))
        {
            var name = await log.Organizations.Where(o => o.Id == organization).Select(o => o.Name).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("organization"));
            Audit.Record(log, AuditActions.OrganizationExport, new("organization", organization, name), by: SuspendTenant.OfPlatform(by));
            platform.Record(log, by, PlatformActions.TenantExport, organization, name);
            await log.CommitAsync(ct);
        }
        await using var db = await platform.BeginAsync(by, "export", organization, ct);
        // Everything as of one moment: orders and their lines, links and their entries.
        await db.Database.ExecuteSqlAsync($"set transaction isolation level repeatable read, read only", ct);
        var place = await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == organization, ct) ?? throw new RefusedException(Refusal.NotFound("organization"));
        var entries = new List<ArchiveEntry>();
        await using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (table, sql) in Global().Concat(TenantArchive.TablesOf(db.Model).Select(t => (t, $"select to_jsonb(t)::text from {t} t where t.tenant_id = $1{TenantArchive.Condition(t)} order by t.id"))))
                entries.Add(await TableAsync(db, zip, table, sql, organization, ct));
            foreach (var file in files.ListOf(organization))
                if (files.Open(organization, file) is { } content) await using (content) entries.Add(await FileAsync(zip, TenantArchive.FileEntry(file), content, ct));
            var manifest = new ArchiveManifest(TenantArchive.Format, TenantArchive.Version, TenantArchive.SchemaOf(db), organization, place.Name, place.Slug, clock.GetUtcNow(), entries);
            await using var last = zip.CreateEntry(TenantArchive.Manifest).Open();
            await JsonSerializer.SerializeAsync(last, manifest, TenantArchive.Json, ct);
            return manifest;
        }
    }

    // Of people only who they are: an archive that is lost gives nobody's password away.
    private static IEnumerable<(string Table, string Sql)> Global() =>
    [
        ("organizations", "select to_jsonb(t)::text from organizations t where t.id = $1"),
        ("users", "select jsonb_build_object('id', u.id, 'email', u.email, 'first_name', u.first_name, 'last_name', u.last_name, 'created_at', u.created_at)::text from users u where u.id in (select m.user_id from memberships m where m.organization_id = $1) order by u.id"),
        ("memberships", "select to_jsonb(t)::text from memberships t where t.organization_id = $1 order by t.user_id"),
        ("store_domains", "select to_jsonb(t)::text from store_domains t where t.tenant_id = $1 order by t.kind, t.name"),
    ];

    private static async Task<ArchiveEntry> TableAsync(AppDb db, ZipArchive zip, string table, string sql, Guid organization, CancellationToken ct)
    {
        var name = TenantArchive.TableEntry(table);
        await using var content = new MeteredStream(zip.CreateEntry(name).Open(), long.MaxValue);
        var rows = 0L;
        // The names of tables come from the model, never from anybody's input.
        await using (var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction()) { Parameters = { new() { Value = organization } } })
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
            {
                await content.WriteAsync(Encoding.UTF8.GetBytes(reader.GetString(0) + "\n"), ct);
                rows++;
            }
        return new ArchiveEntry(name, content.Bytes, content.Sha256(), rows);
    }

    private static async Task<ArchiveEntry> FileAsync(ZipArchive zip, string name, Stream file, CancellationToken ct)
    {
        // Pictures do not get smaller.
        await using var content = new MeteredStream(zip.CreateEntry(name, CompressionLevel.NoCompression).Open(), long.MaxValue);
        await file.CopyToAsync(content, ct);
        return new ArchiveEntry(name, content.Bytes, content.Sha256(), 0);
    }
}

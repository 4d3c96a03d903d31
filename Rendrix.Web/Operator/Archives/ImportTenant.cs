using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Auditing;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Media;
using Rendrix.Web.Operator.Tenants;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Operator.Archives;

/// <summary>
/// Takes an organization in from an archive of another installation: all of it in one transaction, or nothing. Every part is measured against the manifest's size and hash,
/// rows of any other organization are refused, and so is an organization, short name or address that is here already.
/// </summary>
public sealed class ImportTenant(PlatformTransactions platform, FileStore files, IConfiguration configuration, TimeProvider clock)
{
    private const int LongestLine = 32 * 1024 * 1024;
    private const int Batch = 200;
    private const long LargestManifest = 256L * 1024 * 1024;
    private readonly long _most = configuration.GetValue("Rendrix:Platform:ImportMaxBytes", 50L * 1024 * 1024 * 1024);

    /// <summary>Takes it in; answers its manifest.</summary>
    public async Task<ArchiveManifest> RunAsync(PlatformPerson by, Stream from, CancellationToken ct)
    {
        ZipArchive zip;
        try { zip = new ZipArchive(from, ZipArchiveMode.Read, leaveOpen: true); }
        catch (InvalidDataException) { throw TenantArchive.Broken("it is no ZIP file, or cut short"); }
        using (zip)
        {
            var manifest = await ManifestAsync(zip, ct);
            await using var db = await platform.BeginAsync(by, "import", manifest.OrganizationId, ct);
            Check(db, manifest, zip);
            await DemandAbsentAsync(db, manifest, ct);
            if (files.ListOf(manifest.OrganizationId).Any()) throw Exists("Files of this organization lie here already, of an import or an organization before. Remove its folder first.");
            try
            {
                await TakeAsync(db, by, manifest, zip, ct);
                return manifest;
            }
            catch (Exception e)
            {
                files.DeleteAllOf(manifest.OrganizationId);
                throw e switch
                {
                    InvalidDataException or JsonException => TenantArchive.Broken("a part of it cannot be read"),
                    PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "store_domains" } => Exists("An address of one of its stores is taken here already."),
                    PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => Exists("Something of it is here already."),
                    PostgresException { SqlState: [var a, var b, ..] } wrong when (a, b) is ('2', '2') or ('2', '3') => TenantArchive.Broken($"its rows do not fit together ({wrong.SqlState})"),
                    _ => e,
                };
            }
        }
    }

    private async Task<ArchiveManifest> ManifestAsync(ZipArchive zip, CancellationToken ct)
    {
        if (zip.GetEntry(TenantArchive.Manifest) is not { } entry) throw TenantArchive.Broken("it has no manifest");
        ArchiveManifest? manifest;
        try
        {
            await using var content = new MeteredStream(entry.Open(), LargestManifest);
            manifest = await JsonSerializer.DeserializeAsync<ArchiveManifest>(content, TenantArchive.Json, ct);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException) { throw TenantArchive.Broken("its manifest cannot be read"); }
        if (manifest is not { Format: TenantArchive.Format, Version: TenantArchive.Version, Entries: not null } || manifest.OrganizationId == Guid.Empty) throw TenantArchive.Broken("it is of another kind or version");
        return manifest;
    }

    private void Check(AppDb db, ArchiveManifest manifest, ZipArchive zip)
    {
        if (manifest.Schema != TenantArchive.SchemaOf(db)) throw TenantArchive.Broken($"it was written by another version of Rendrix ({manifest.Schema}). Bring both to the same version");
        var known = TenantArchive.Global.Concat(TenantArchive.TablesOf(db.Model)).ToHashSet(StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in manifest.Entries)
        {
            if (entry.Bytes < 0 || !named.Add(entry.Name)) throw TenantArchive.Broken("its manifest names a part twice");
            if (TenantArchive.FileOf(entry.Name) is null && (TenantArchive.TableOf(entry.Name) is not { } table || !known.Contains(table))) throw TenantArchive.Broken("it holds a part that is no table and no file");
        }
        if (manifest.Entries.Sum(e => e.Bytes) > _most) throw TenantArchive.Broken("it is larger than this installation takes (Rendrix__Platform__ImportMaxBytes)");
        if (!known.All(t => named.Contains(TenantArchive.TableEntry(t))) || zip.Entries.Count != named.Count + 1 || !zip.Entries.All(e => e.FullName == TenantArchive.Manifest || named.Contains(e.FullName)))
            throw TenantArchive.Broken("what it holds is not what its manifest says");
    }

    // Of two imports of one archive at once, the second waits here and then finds the organization: before it could touch the files of the first.
    private static async Task DemandAbsentAsync(AppDb db, ArchiveManifest manifest, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({manifest.OrganizationId.ToString()}, 7))", ct);
        if (await db.Organizations.AnyAsync(o => o.Id == manifest.OrganizationId, ct)) throw Exists("This organization is here already.");
        if (await db.Organizations.AnyAsync(o => o.Slug == manifest.Slug, ct)) throw Exists($"Another organization here has the short name {manifest.Slug}.");
    }

    private async Task TakeAsync(AppDb db, PlatformPerson by, ArchiveManifest manifest, ZipArchive zip, CancellationToken ct)
    {
        var id = manifest.OrganizationId;
        await db.Database.ExecuteSqlAsync($"create temp table taken_rows (entry jsonb not null) on commit drop", ct);

        var parts = manifest.Entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
        foreach (var table in TenantArchive.Global.Concat(TenantArchive.TablesOf(db.Model)))
        {
            await StageAsync(db, zip, parts[TenantArchive.TableEntry(table)], ct);
            if (table == "users") await PeopleAsync(db, ct);
            else await InsertAsync(db, table, id, ct);
            if (table == "organizations" && !await db.Organizations.AnyAsync(o => o.Id == id && o.Slug == manifest.Slug, ct)) throw TenantArchive.Broken("its organization is not the one its manifest names");
            await db.Database.ExecuteSqlAsync($"truncate taken_rows", ct);
        }
        foreach (var part in manifest.Entries)
            if (TenantArchive.FileOf(part.Name) is { } file)
            {
                await using var content = new MeteredStream(zip.GetEntry(part.Name)!.Open(), part.Bytes);
                await files.SaveAsync(id, file, content, ct);
                Compare(part, content);
            }
        Audit.Record(db, AuditActions.OrganizationImport, new("organization", id, manifest.Name), by: SuspendTenant.OfPlatform(by));
        platform.Record(db, by, PlatformActions.TenantImport, id, manifest.Name, detail: $"{manifest.Entries.Sum(e => e.Rows)} rows, archive of {manifest.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        foreach (var store in await db.Stores.Select(s => s.Id).ToListAsync(ct)) await db.TellStoreChangedAsync(store, ct);
        await db.CommitAsync(ct);
    }

    private static async Task StageAsync(AppDb db, ZipArchive zip, ArchiveEntry part, CancellationToken ct)
    {
        await using var content = new MeteredStream(zip.GetEntry(part.Name)!.Open(), part.Bytes);
        var rows = 0L;
        var batch = new List<string>(Batch);
        using (var reader = new StreamReader(content, new UTF8Encoding(false, true), false, 65_536, leaveOpen: true))
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (line.Length > LongestLine) throw TenantArchive.Broken("a row of it is too long");
                batch.Add(line);
                rows++;
                if (batch.Count == Batch) await FlushAsync();
            }
        await FlushAsync();
        Compare(part, content);
        if (rows != part.Rows) throw TenantArchive.Broken($"{part.Name} has other rows than its manifest says");

        async Task FlushAsync()
        {
            if (batch.Count > 0) await db.Database.ExecuteSqlAsync($"insert into taken_rows select unnest({batch.ToArray()})::jsonb", ct);
            batch.Clear();
        }
    }

    private static void Compare(ArchiveEntry part, MeteredStream content)
    {
        if (content.Bytes != part.Bytes || content.Sha256() != part.Sha256) throw TenantArchive.Broken($"{part.Name} is not what its manifest says: it was changed, or damaged on the way");
    }

    // One statement for each table, so that rows may point at each other in any order.
    private static async Task InsertAsync(AppDb db, string table, Guid organization, CancellationToken ct)
    {
        var owner = table switch { "organizations" => "id", "memberships" => "organization_id", _ => "tenant_id" };
        if (await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from taken_rows where entry->>{owner} is distinct from {organization.ToString("D")}").SingleAsync(ct) > 0) throw TenantArchive.Broken("it holds rows of another organization");
        var columns = await db.Database.SqlQuery<string>($"select quote_ident(attname) as \"Value\" from pg_attribute where attrelid = to_regclass({table}) and attnum > 0 and not attisdropped and attgenerated = '' order by attnum").ToListAsync(ct);
        // Table and columns come from the model and the catalog, never from the archive.
        var (list, from) = (string.Join(',', columns), string.Join(',', columns.Select(c => "r." + c)));
        var people = table == "memberships" ? from.Replace("r.user_id", "coalesce((select (p.entry->>'here')::uuid from taken_people p where p.entry->>'id' = r.user_id::text), r.user_id)", StringComparison.Ordinal)
            : table == "organizations" ? from.Replace("r.support_until", "null::timestamptz", StringComparison.Ordinal) : from;
#pragma warning disable EF1002
        await db.Database.ExecuteSqlRawAsync($"insert into {table} ({list}) select {people} from taken_rows, jsonb_populate_record(null::{table}, entry) r", ct);
#pragma warning restore EF1002
    }

    // People are found by their address. Who is not here gets an account without a password and with an unconfirmed address: they ask for a new password, which proves it.
    private async Task PeopleAsync(AppDb db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"create temp table taken_people (entry jsonb not null) on commit drop", ct);
        foreach (var text in await db.Database.SqlQuery<string>($"select entry::text as \"Value\" from taken_rows").ToListAsync(ct))
        {
            var person = JsonNode.Parse(text)!.AsObject();
            var email = person["email"]?.GetValue<string>() ?? "";
            if (EmailAddress.Problem(email) is not null || !Guid.TryParse(person["id"]?.GetValue<string>(), out var id)) throw TenantArchive.Broken("a person in it has no address");
            var normalized = EmailAddress.Normalize(email);
            var here = await db.Users.Where(u => u.NormalizedEmail == normalized).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct);
            if (here is null)
            {
                var now = clock.GetUtcNow();
                here = await db.Users.AnyAsync(u => u.Id == id, ct) ? Guid.CreateVersion7(now) : id;
                db.Users.Add(new User
                {
                    Id = here.Value, Email = email, NormalizedEmail = normalized, UserName = email, NormalizedUserName = normalized, FirstName = Name(person["first_name"]), LastName = Name(person["last_name"]), SecurityStamp = Guid.NewGuid().ToString("N"), CreatedAt = now,
                });
                await db.SaveAsync(ct);
            }
            await db.Database.ExecuteSqlAsync($"insert into taken_people select jsonb_build_object('id', {id.ToString("D")}::text, 'here', {here.Value.ToString("D")}::text)", ct);
        }
    }

    private static string Name(JsonNode? name) => name?.GetValue<string>() is { Length: > 0 } text ? text.Length <= 100 ? text : text[..100] : "";

    private static RefusedException Exists(string why) => new(new Refusal("ALREADY_EXISTS", $"{why} Nothing was changed.", StatusCodes.Status409Conflict));
}

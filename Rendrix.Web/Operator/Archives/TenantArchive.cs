using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rendrix.Refusals;
using Rendrix.Web.Organizations;

namespace Rendrix.Web.Operator.Archives;

/// <summary>One file inside an archive.</summary>
/// <param name="Name"><c>tables/orders.jsonl</c> or <c>files/{id}</c>.</param>
/// <param name="Bytes">Its size, unpacked.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hex.</param>
/// <param name="Rows">Lines of a table.</param>
public sealed record ArchiveEntry(string Name, long Bytes, string Sha256, long Rows);

/// <summary>What an archive says of itself, in <c>manifest.json</c>, its last entry.</summary>
/// <param name="Format">Always <see cref="TenantArchive.Format"/>.</param>
/// <param name="Version">Version of the format.</param>
/// <param name="Schema">Newest migration of the program that wrote it; one of the same reads it.</param>
/// <param name="OrganizationId">Whose.</param>
/// <param name="Name">By name.</param>
/// <param name="Slug">By short name.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Entries">Everything else in it.</param>
public sealed record ArchiveManifest(string Format, int Version, string Schema, Guid OrganizationId, string Name, string Slug, DateTimeOffset CreatedAt, IReadOnlyList<ArchiveEntry> Entries);

/// <summary>The form of an archive of one organization: a ZIP of JSON lines for each table, its files, and a manifest with sizes and hashes (docs/decisions/0069).</summary>
public static partial class TenantArchive
{
    /// <summary>Name of the format.</summary>
    public const string Format = "rendrix-organization";
    /// <summary>Its version.</summary>
    public const int Version = 1;
    /// <summary>Name of the manifest inside.</summary>
    public const string Manifest = "manifest.json";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Global tables of which an archive holds the organization's rows, before the tables it owns.</summary>
    internal static readonly string[] Global = ["organizations", "users", "memberships", "store_domains"];

    /// <summary>Tables the organization owns, in an order in which each stands after what it points at. Answers of past requests stay behind.</summary>
    internal static IReadOnlyList<string> TablesOf(IModel model) =>
        [.. EndOrganization.InOrder([.. model.GetEntityTypes().Where(e => e.FindProperty("TenantId") is not null && e.FindProperty("Id") is not null && e.GetTableName() != "idempotency_keys")]).AsEnumerable().Reverse()];

    /// <summary>What a row of a table must be to go along. Of the messages only those planned for later, since what is due now is sent here and not twice, and those that put entries of the log into its chain, which is there as well.</summary>
    internal static string Condition(string table) => table == "outbox_messages" ? " and t.done_at is null and (t.topic = 'audit.written' or t.last_error is null and t.due_at > now() + interval '1 minute')" : "";

    /// <summary>The newest migration of this program.</summary>
    internal static string SchemaOf(DbContext db) => db.Database.GetMigrations().Last();

    internal static string TableEntry(string table) => $"tables/{table}.jsonl";

    internal static string FileEntry(Guid file) => $"files/{file:N}";

    /// <summary>The table of an entry, or null.</summary>
    internal static string? TableOf(string entry) => TableName().Match(entry) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The file of an entry, or null. Nothing but 32 hexadecimal digits is a name: no path in an archive leads anywhere.</summary>
    internal static Guid? FileOf(string entry) => FileName().Match(entry) is { Success: true } match ? Guid.ParseExact(match.Groups[1].Value, "N") : null;

    internal static RefusedException Broken(string why) => new(new Refusal("VALIDATION_ERROR", $"The archive was not taken: {why}. Nothing was changed.", StatusCodes.Status400BadRequest));

    [GeneratedRegex(@"\Atables/([a-z_]{1,60})\.jsonl\z")]
    private static partial Regex TableName();

    [GeneratedRegex(@"\Afiles/([0-9a-f]{32})\z")]
    private static partial Regex FileName();
}

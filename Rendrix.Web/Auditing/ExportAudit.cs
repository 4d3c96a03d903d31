using System.Text.Json;
using CsvHelper;
using Rendrix.Auditing;
using Rendrix.Web.Integrations;
using Rendrix.Web.Integrations.Exports;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Auditing;

/// <summary>Writes the audit log as CSV for people and as JSON lines for programs that check the hashes; page by page, so that memory does not grow with it.</summary>
public sealed class ExportAudit(TenantTransactions transactions)
{
    private const int PageSize = 500;
    private static readonly string[] Columns = ["sequence", "at", "action", "actorKind", "actorId", "actorName", "impersonatorId", "address", "device", "storeId", "subjectKind", "subjectId", "subjectName", "changes", "hash"];

    /// <summary>UTF-8 with mark; no spreadsheet computes any of it.</summary>
    public async Task CsvAsync(Guid tenantId, AuditFilter filter, Stream target, CancellationToken ct)
    {
        using var page = new MemoryStream();
        await using var writer = CsvWriter.Create(page, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var column in Columns) writer.WriteField(column);
        writer.EndRecord();
        await EachPageAsync(tenantId, filter, async rows =>
        {
            foreach (var row in rows)
            {
                foreach (var cell in Cells(AuditEntryResponse.From(row))) writer.WriteField(FormulaGuard.Guard(cell ?? ""));
                writer.EndRecord();
            }
            await writer.FlushAsync(ct);
            await page.HandOnAsync(target, ct);
        }, ct);
    }

    /// <summary>One entry a line, as the API answers it.</summary>
    public Task JsonLinesAsync(Guid tenantId, AuditFilter filter, Stream target, JsonSerializerOptions json, CancellationToken ct) => EachPageAsync(tenantId, filter, async rows =>
    {
        using var page = new MemoryStream();
        foreach (var row in rows)
        {
            await JsonSerializer.SerializeAsync(page, AuditEntryResponse.From(row), json, ct);
            page.WriteByte((byte)'\n');
        }
        await page.HandOnAsync(target, ct);
    }, ct);

    private async Task EachPageAsync(Guid tenantId, AuditFilter filter, Func<List<AuditRow>, Task> write, CancellationToken ct)
    {
        (DateTimeOffset, Guid)? after = null;
        while (true)
        {
            // A unit of work per page: a slow reader holds no transaction open.
            List<AuditRow> rows;
            await using (var db = await transactions.BeginAsync(tenantId, null, ct)) rows = await db.AuditPageAsync(filter, after, PageSize, ct);
            await write(rows);
            if (rows.Count < PageSize) return;
            after = (rows[^1].Entry.At, rows[^1].Entry.Id);
        }
    }

    private static string?[] Cells(AuditEntryResponse e) =>
    [
        e.Sequence?.ToString(System.Globalization.CultureInfo.InvariantCulture), e.At, e.Action, AppDbConventions.Snake(e.Actor.Kind.ToString()), e.Actor.Id?.ToString("D"), e.Actor.Name, e.Actor.ImpersonatorId?.ToString("D"), e.Actor.Address, e.Actor.Device,
        e.StoreId?.ToString("D"), e.Subject.Kind, e.Subject.Id?.ToString("D"), e.Subject.Name, e.Changes is null ? "erased" : string.Join("; ", e.Changes.Select(Say)), e.Hash,
    ];

    private static string Say(AuditChange c) => $"{c.Field}: {c.Before ?? "(nothing)"} > {c.After ?? "(nothing)"}";
}

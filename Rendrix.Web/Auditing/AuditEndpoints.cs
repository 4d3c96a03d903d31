using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Rendrix.Web.Auditing;

/// <summary><c>/api/v1/organizations/{organizationId}/audit-log</c>: read, take along, check. And the same file for the dashboard.</summary>
public static class AuditEndpoints
{
    private const string Newest = "audit:-at";
    private const string Filters = "Filters: actor (id, or part of a name), action (settings.change, or settings), subject (id, kind, or part of a name), from, to, storeId.";

    /// <summary>Maps the endpoints.</summary>
    public static void MapAudit(this ApiGroups api)
    {
        var audit = api.V1.MapGroup("/organizations/{organizationId:guid}/audit-log").WithTags("Audit log");
        audit.MapGet("", ListAsync).Demand(Permission.ReadAudit).WithName("ListAuditLog").WithSummary("List what was done, newest first").WithDescription(Filters);
        audit.MapGet("/export", ExportAsync).WithMetadata(RequestLimits.Unbounded).Demand(Permission.ReadAudit).CountAsLong().WithName("ExportAuditLog").WithSummary("Download the audit log as CSV or JSON lines").WithDescription("format=csv or format=jsonl. " + Filters);
        audit.MapGet("/verification", VerifyAsync).WithMetadata(RequestLimits.Unbounded).Demand(Permission.ReadAudit).CountAsLong().WithName("VerifyAuditLog").WithSummary("Compute the chain of hashes again and say where it breaks")
            .WithDescription("Send sequence and hash of an earlier check along, kept outside, and it is also found when entries were cut off the end.");
    }

    /// <summary>Maps <c>/s/{store}/settings/activity/export</c>.</summary>
    public static IEndpointRouteBuilder MapAuditFile(this IEndpointRouteBuilder app)
    {
        app.MapGet("/s/{store}/settings/activity/export", (HttpContext http, CurrentTenant tenant, CurrentMember member, ExportAudit export, IOptions<JsonOptions> json, string? format) =>
            member.May(Permission.ReadAudit) ? (IResult)File(tenant.TenantId, http, export, json, format) : Results.Text("Your role here cannot see the activity log. Ask an owner or admin.", statusCode: StatusCodes.Status403Forbidden)).ExcludeFromDescription();
        return app;
    }

    private static async Task<Ok<Page<AuditEntryResponse>>> ListAsync(Caller caller, Guid organizationId, PageQuery page, HttpContext http, TenantTransactions transactions, CancellationToken ct)
    {
        DemandOwn(caller, organizationId);
        var filter = AuditFilter.Of(http.Request.Query);
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var rows = await db.AuditPageAsync(filter, page.After<DateTimeOffset, Guid>(Newest), page.Take, ct);
        var total = page.WithTotal ? await db.AuditMatching(filter).LongCountAsync(ct) : (long?)null;
        return TypedResults.Ok(page.Answer(rows, AuditEntryResponse.From, Newest, r => [r.Entry.At, r.Entry.Id], total));
    }

    private static PushStreamHttpResult ExportAsync(Caller caller, Guid organizationId, HttpContext http, ExportAudit export, IOptions<JsonOptions> json, string? format = null)
    {
        DemandOwn(caller, organizationId);
        return File(caller.OrganizationId, http, export, json, format);
    }

    private static async Task<Ok<AuditVerdict>> VerifyAsync(Caller caller, Guid organizationId, VerifyAudit verify, CancellationToken ct, long? sequence = null, string? hash = null)
    {
        DemandOwn(caller, organizationId);
        if (sequence is null != hash is null) throw new RefusedException(Refusal.Invalid(sequence is null ? "sequence" : "hash", "Send sequence and hash together"));
        if (hash is not null && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))) throw new RefusedException(Refusal.Invalid("hash", "Send the hash of a check: 64 lower-case hexadecimal digits"));
        if (sequence is < 1) throw new RefusedException(Refusal.Invalid("sequence", "Send the place of a check: 1 or more"));
        return TypedResults.Ok(await verify.RunAsync(caller.OrganizationId, sequence is { } at ? (at, hash!) : null, ct));
    }

    private static PushStreamHttpResult File(Guid tenant, HttpContext http, ExportAudit export, IOptions<JsonOptions> json, string? format)
    {
        var filter = AuditFilter.Of(http.Request.Query);
        http.Response.Headers.CacheControl = "no-store";
        return format switch
        {
            null or "csv" => TypedResults.Stream(body => export.CsvAsync(tenant, filter, body, http.RequestAborted), "text/csv; charset=utf-8", "audit-log.csv"),
            "jsonl" => TypedResults.Stream(body => export.JsonLinesAsync(tenant, filter, body, json.Value.SerializerOptions, http.RequestAborted), "application/x-ndjson", "audit-log.jsonl"),
            _ => throw new RefusedException(Refusal.Invalid("format", "Use csv or jsonl")),
        };
    }

    // Another organization answers like one that never was.
    private static void DemandOwn(Caller caller, Guid organizationId)
    {
        if (organizationId != caller.OrganizationId) throw new RefusedException(Refusal.NotFound("organization"));
    }
}

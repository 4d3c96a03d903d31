using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Rendrix.Identity;
using Rendrix.Integrations;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Integrations.Exports;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Integrations;

/// <summary>Where an import stands.</summary>
public sealed record ImportResponse(
    Guid Id, ImportStatus Status, string Format, string FileName, bool DryRun, int TotalRows, int DoneRows, int Created, int Updated, int Skipped, int Failed, string? Error,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, IReadOnlyList<ImportRowResponse> Rows)
{
    /// <summary>From the stored job, with the rows that have something to say.</summary>
    public static ImportResponse From(ImportJob j, IReadOnlyList<ImportRowResponse> rows) =>
        new(j.Id, j.Status, j.Format, j.FileName, j.DryRun, j.TotalRows, j.DoneRows, j.Created, j.Updated, j.Skipped, j.Failed, j.Error.Length > 0 ? j.Error : null, j.CreatedAt, j.StartedAt, j.FinishedAt, rows);
}

/// <summary>The outcome of one line.</summary>
public sealed record ImportRowResponse(int Line, ImportOutcome Outcome, string Product, string Message, Guid? ProductId);

/// <summary><c>…/products/import</c> and <c>…/products/export</c>.</summary>
public static class ImportEndpoints
{
    private const int MostRows = 200;

    /// <summary>Maps the endpoints.</summary>
    public static void MapImports(this ApiGroups api)
    {
        var products = api.Store.MapGroup("/products").WithTags("Product import and export");
        products.MapPost("/import", StartAsync).WithMetadata(RequestLimits.Unbounded).Demand(Permission.WriteProducts).CountAsLong().WithMetadata(new RequestSizeLimitAttribute(StartImport.MaxBytes + 1_048_576)).Accepts<IFormFile>("multipart/form-data", "text/csv")
            .WithName("ImportProducts").WithSummary("Upload a product CSV of Shopify, WooCommerce or Rendrix; ?dryRun=true tries it and keeps nothing");
        products.MapGet("/import/{jobId:guid}", GetAsync).Demand(Permission.ReadProducts).WithName("GetImport").WithSummary("Read how far an import is and what became of its rows");
        products.MapPost("/import/{jobId:guid}/cancel", CancelAsync).Demand(Permission.WriteProducts).WithName("CancelImport").WithSummary("Stop an import; what it imported stays");
        products.MapGet("/import/{jobId:guid}/errors", ErrorsAsync).Demand(Permission.ReadProducts).WithName("GetImportErrors").WithSummary("Download the rows that failed, with reasons, as CSV");
        products.MapGet("/export", ExportAsync).WithMetadata(RequestLimits.Unbounded).Demand(Permission.ReadProducts).CountAsLong().WithName("ExportProducts").WithSummary("Download all products as CSV that reads back unchanged");
    }

    private static async Task<Accepted<ImportResponse>> StartAsync(CallerStore at, HttpContext http, StartImport start, CancellationToken ct, bool dryRun = false)
    {
        var job = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? await FromFormAsync(at, http, type, start, dryRun, ct)
            : type is not null && type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase) ? await start.RunAsync(at.StoreId, http.Request.Body, "products.csv", dryRun, at.Caller.UserId, ct)
            : throw new RefusedException(new Refusal("INVALID_INPUT", "Send the file as text/csv, or as the part “file” of multipart/form-data.", StatusCodes.Status415UnsupportedMediaType));
        return TypedResults.Accepted($"/api/v1/stores/{at.StoreId}/products/import/{job.Id}", ImportResponse.From(job, []));
    }

    // Read part by part: the file goes to the disk as it comes and never into memory.
    private static async Task<ImportJob> FromFormAsync(CallerStore at, HttpContext http, MediaTypeHeaderValue type, StartImport start, bool dryRun, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200) throw new RefusedException(new Refusal("INVALID_INPUT", "The multipart boundary is missing.", 400));
        var reader = new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 16_384 };
        try
        {
            for (var parts = 0; parts < 20 && await reader.ReadNextSectionAsync(ct) is { } part; parts++)
            {
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)) continue;
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value;
                if (name == "dryRun") { using var text = new StreamReader(part.Body); var buffer = new char[8]; dryRun = new string(buffer, 0, await text.ReadBlockAsync(buffer, ct)).Trim() is "true" or "1"; }
                else if (name == "file") return await start.RunAsync(at.StoreId, part.Body, (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value ?? "products.csv", dryRun, at.Caller.UserId, ct);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException && e is not BadHttpRequestException) { throw new RefusedException(new Refusal("INVALID_INPUT", "The multipart body cannot be read.", 400)); }
        throw new RefusedException(Refusal.Invalid("file", "Send the file as the part “file”"));
    }

    private static async Task<Ok<ImportResponse>> GetAsync(CallerStore at, Guid jobId, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var job = await FindAsync(db, at, jobId, ct);
        var rows = await db.ImportRows.Where(r => r.JobId == jobId && (r.Outcome == ImportOutcome.Failed || r.Message != "")).OrderBy(r => r.Line).Take(MostRows).Select(r => new ImportRowResponse(r.Line, r.Outcome, r.ProductKey, r.Message, r.ProductId)).ToListAsync(ct);
        return TypedResults.Ok(ImportResponse.From(job, rows));
    }

    private static async Task<Ok<ImportResponse>> CancelAsync(CallerStore at, Guid jobId, CancelImport cancel, CancellationToken ct) => TypedResults.Ok(ImportResponse.From(await cancel.RunAsync(at.StoreId, jobId, ct), []));

    private static async Task<PushStreamHttpResult> ErrorsAsync(CallerStore at, Guid jobId, TenantTransactions transactions, ImportErrorsCsv errors, CancellationToken ct)
    {
        ImportJob job;
        await using (var db = await transactions.BeginAsync(ct)) job = await FindAsync(db, at, jobId, ct);
        return TypedResults.Stream(target => errors.WriteAsync(job, target, ct), "text/csv; charset=utf-8", $"import-errors-{job.CreatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");
    }

    private static PushStreamHttpResult ExportAsync(CallerStore at, ProductCsv csv, HostNames hosts, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Stream(target => csv.WriteAsync(at.StoreId, target, hosts.UrlOf(at.Store.Subdomain), ct), "text/csv; charset=utf-8", $"{at.Store.Subdomain}-products-{clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");

    private static async Task<ImportJob> FindAsync(AppDb db, CallerStore at, Guid jobId, CancellationToken ct) =>
        await db.ImportJobs.AsNoTracking().FirstOrDefaultAsync(j => j.StoreId == at.StoreId && j.Id == jobId, ct) ?? throw new RefusedException(Refusal.NotFound("import"));
}

/// <summary>Registers the room.</summary>
public static class IntegrationsRoom
{
    /// <summary>Imports and exports.</summary>
    public static IServiceCollection AddIntegrations(this IServiceCollection services) =>
        services.AddScoped<StartImport>().AddScoped<CancelImport>().AddScoped<ImportCatalog>().AddScoped<ProductCsv>().AddScoped<ImportErrorsCsv>();
}

using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Rendrix.Content;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Content.Redirects;
using Rendrix.Web.Integrations.Exports;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Api;

/// <summary><c>/api/v1/stores/{storeId}/redirects</c>: old addresses and where they lead.</summary>
public static class RedirectEndpoints
{
    private const string List = "redirects:id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapRedirects(this ApiGroups api)
    {
        var redirects = api.Store.MapGroup("/redirects").WithTags("Redirects");
        redirects.MapGet("", ListAsync).WithName("ListRedirects").WithSummary("List redirects");
        redirects.MapPost("", CreateAsync).Demand(Permission.EditDesign).WithName("CreateRedirect").WithSummary("Lead an old address on");
        redirects.MapPost("/import", ImportAsync).Demand(Permission.EditDesign).WithMetadata(new RequestSizeLimitAttribute(ImportRedirects.MostBytes)).Accepts<string>("text/csv").WithName("ImportRedirects").WithSummary("Read many redirects from a CSV with the columns from and to; ?dryRun=true keeps nothing");
        redirects.MapGet("/export", ExportAsync).Demand(Permission.EditDesign).WithMetadata(RequestLimits.Unbounded).CountAsLong().WithName("ExportRedirects").WithSummary("Download all redirects as CSV that reads back unchanged");
        redirects.MapGet("/{redirectId:guid}", GetAsync).WithName("GetRedirect").WithSummary("Read a redirect");
        redirects.MapPatch("/{redirectId:guid}", PatchAsync).Demand(Permission.EditDesign).WithName("UpdateRedirect").WithSummary("Change a redirect");
        redirects.MapDelete("/{redirectId:guid}", DeleteAsync).Demand(Permission.EditDesign).WithName("DeleteRedirect").WithSummary("Delete a redirect");
    }

    private static async Task<Ok<Page<RedirectResponse>>> ListAsync(CallerStore at, PageQuery page, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var all = db.Redirects.AsNoTracking().Where(r => r.StoreId == at.StoreId);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<Guid>(List) is { } after) all = all.Where(r => r.Id.CompareTo(after) > 0);
        return TypedResults.Ok(page.Answer(await all.OrderBy(r => r.Id).Take(page.Take).ToListAsync(ct), RedirectResponse.Of, List, r => [r.Id], total));
    }

    private static async Task<Created<RedirectResponse>> CreateAsync(CallerStore at, RedirectRequest request, HttpContext http, SaveRedirect save, CancellationToken ct)
    {
        var row = await save.RunAsync(at.TenantId, at.StoreId, null, request.From, request.To, null, ct);
        http.SetEtag(row.Version);
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/redirects/{row.Id}", RedirectResponse.Of(row));
    }

    private static async Task<Ok<RedirectResponse>> GetAsync(CallerStore at, Guid redirectId, HttpContext http, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var row = await db.Redirects.AsNoTracking().FirstOrDefaultAsync(r => r.StoreId == at.StoreId && r.Id == redirectId, ct) ?? throw new RefusedException(Refusal.NotFound("redirect"));
        http.SetEtag(row.Version);
        return TypedResults.Ok(RedirectResponse.Of(row));
    }

    private static async Task<Ok<RedirectResponse>> PatchAsync(CallerStore at, Guid redirectId, RedirectRequest request, HttpContext http, SaveRedirect save, CancellationToken ct)
    {
        var row = await save.RunAsync(at.TenantId, at.StoreId, redirectId, request.From, request.To, r => http.DemandMatch(r.Version), ct);
        http.SetEtag(row.Version);
        return TypedResults.Ok(RedirectResponse.Of(row));
    }

    private static async Task<Ok<RedirectImport>> ImportAsync(CallerStore at, HttpContext http, ImportRedirects import, CancellationToken ct, bool dryRun = false)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
            throw new RefusedException(new Refusal("INVALID_INPUT", "Send the file as text/csv.", StatusCodes.Status415UnsupportedMediaType));
        using var file = new MemoryStream();
        await http.Request.Body.CopyToAsync(file, ct);
        return TypedResults.Ok(await import.RunAsync(at.TenantId, at.StoreId, file, dryRun, ct));
    }

    private static PushStreamHttpResult ExportAsync(CallerStore at, TenantTransactions transactions, CancellationToken ct) => TypedResults.Stream(async target =>
    {
        List<Redirect> rows;
        await using (var db = await transactions.BeginAsync(at.TenantId, null, ct))
            rows = await db.Redirects.AsNoTracking().Where(r => r.StoreId == at.StoreId).OrderBy(r => r.From).ToListAsync(ct);
        using var page = new MemoryStream();
        await using var writer = CsvWriter.Create(page, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var name in new[] { "from", "to" }) writer.WriteField(name);
        writer.EndRecord();
        // No cell can begin like a formula: each is a path or an https address.
        foreach (var row in rows) { writer.WriteField(row.From); writer.WriteField(row.To); writer.EndRecord(); }
        await writer.FlushAsync(ct);
        await page.HandOnAsync(target, ct);
    }, "text/csv; charset=utf-8", $"{at.Store.Subdomain}-redirects.csv");

    private static async Task<NoContent> DeleteAsync(CallerStore at, Guid redirectId, HttpContext http, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var row = await db.Redirects.FirstOrDefaultAsync(r => r.StoreId == at.StoreId && r.Id == redirectId, ct) ?? throw new RefusedException(Refusal.NotFound("redirect"));
        http.DemandMatch(row.Version);
        db.Redirects.Remove(row);
        await db.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Content.Redirects;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

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

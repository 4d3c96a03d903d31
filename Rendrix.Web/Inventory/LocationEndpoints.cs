using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Inventory;

/// <summary><c>/api/v1/stores/{storeId}/locations</c>: the places goods lie at.</summary>
public static class LocationEndpoints
{
    private const string List = "locations:id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapLocations(this ApiGroups api)
    {
        var locations = api.Store.MapGroup("/locations").WithTags("Inventory");
        locations.MapGet("", ListAsync).Demand(Permission.ReadProducts).WithName("ListLocations").WithSummary("List the places goods lie at");
        locations.MapPost("", CreateAsync).Demand(Permission.ManageStore).WithName("CreateLocation").WithSummary("Make a location");
        locations.MapGet("/{locationId:guid}", GetAsync).Demand(Permission.ReadProducts).WithName("GetLocation").WithSummary("Read a location");
        locations.MapPatch("/{locationId:guid}", PatchAsync).Demand(Permission.ManageStore).WithName("UpdateLocation").WithSummary("Change a location").WithDescription("When a location begins or stops to sell, what shoppers can buy follows in the same transaction.");
        locations.MapDelete("/{locationId:guid}", DeleteAsync).Demand(Permission.ManageStore).WithName("DeleteLocation").WithSummary("Delete a location that holds and expects nothing");
    }

    private static async Task<Ok<Page<LocationResponse>>> ListAsync(CallerStore at, PageQuery page, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var all = db.Locations.AsNoTracking().Where(l => l.StoreId == at.StoreId);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<Guid>(List) is { } after) all = all.Where(l => l.Id.CompareTo(after) > 0);
        return TypedResults.Ok(page.Answer(await all.OrderBy(l => l.Id).Take(page.Take).ToListAsync(ct), LocationResponse.From, List, l => [l.Id], total));
    }

    private static async Task<Created<LocationResponse>> CreateAsync(CallerStore at, LocationRequest request, HttpContext http, SaveLocation save, CancellationToken ct)
    {
        var location = await save.RunAsync(at.StoreId, null, request.ToDraft(), null, ct);
        http.SetEtag(location.Version);
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/locations/{location.Id}", LocationResponse.From(location));
    }

    private static async Task<Ok<LocationResponse>> GetAsync(CallerStore at, Guid locationId, HttpContext http, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var location = await db.Locations.AsNoTracking().FirstOrDefaultAsync(l => l.StoreId == at.StoreId && l.Id == locationId, ct) ?? throw new RefusedException(Refusal.NotFound("location"));
        http.SetEtag(location.Version);
        return TypedResults.Ok(LocationResponse.From(location));
    }

    private static async Task<Ok<LocationResponse>> PatchAsync(CallerStore at, Guid locationId, LocationRequest request, HttpContext http, SaveLocation save, CancellationToken ct)
    {
        var location = await save.RunAsync(at.StoreId, locationId, request.ToDraft(), v => http.DemandMatch(v), ct);
        http.SetEtag(location.Version);
        return TypedResults.Ok(LocationResponse.From(location));
    }

    private static async Task<NoContent> DeleteAsync(CallerStore at, Guid locationId, HttpContext http, SaveLocation save, CancellationToken ct)
    {
        await save.DeleteAsync(at.StoreId, locationId, v => http.DemandMatch(v), ct);
        return TypedResults.NoContent();
    }
}

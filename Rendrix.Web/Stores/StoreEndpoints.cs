using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Stores.Openings;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores;

/// <summary><c>/api/v1/stores</c>: the stores of the caller's organization.</summary>
public static class StoreEndpoints
{
    private const string Oldest = "stores:id";
    // Seconds. Opening takes two or three; nobody needs to ask more often.
    private const string PollAfter = "1";

    /// <summary>Maps the endpoints.</summary>
    public static void MapStores(this ApiGroups api)
    {
        api.V1.MapGet("/stores", ListAsync).WithTags("Stores").WithName("ListStores").WithSummary("List stores");
        api.V1.MapPost("/stores", CreateAsync).Demand(Permission.CreateStores).WithTags("Stores").WithName("CreateStore").WithSummary("Open a store")
            .WithDescription("Opens a whole shop in one step: address, theme, pages, menus and sample products of the industry. With the header Prefer: respond-async the answer is 202 at once, and Location names the job to poll.");
        api.V1.MapGet("/stores/provision/status/{jobId:guid}", OpeningAsync).Demand(Permission.CreateStores).WithTags("Stores").WithName("GetStoreOpening").WithSummary("Read how far a store is that opens in the background")
            .WithDescription("Of a POST to /stores with Prefer: respond-async. Ask again after the seconds of Retry-After until status is done or failed; kept for 30 days.");
        api.Store.MapGet("", Get).WithTags("Stores").WithName("GetStore").WithSummary("Read a store");
        api.Store.MapPatch("", PatchAsync).Demand(Permission.ManageStore).WithTags("Stores").WithName("UpdateStore").WithSummary("Change a store's name, contact, shipping and tax");
        api.Store.MapGet("/settings", Get).WithTags("Stores").WithName("GetStoreSettings").WithSummary("Read a store's settings: the store itself");
        api.Store.MapPatch("/settings", PatchAsync).Demand(Permission.ManageStore).WithTags("Stores").WithName("UpdateStoreSettings").WithSummary("Change a store's settings: the same as changing the store");
    }

    private static async Task<Ok<Page<StoreResponse>>> ListAsync(Caller caller, PageQuery page, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var after = page.After<Guid>(Oldest);
        var open = db.Stores.AsNoTracking();
        if (caller.Rights?.OnlyStores is { } only) open = open.Where(s => only.Contains(s.Id));
        var rows = await open.Where(s => after == null || s.Id > after).OrderBy(s => s.Id).Take(page.Take).ToListAsync(ct);
        var total = page.WithTotal ? await open.LongCountAsync(ct) : (long?)null;
        return TypedResults.Ok(page.Answer(rows, s => Show(s, hosts), Oldest, s => [s.Id], total));
    }

    private static async Task<Results<Created<StoreResponse>, Accepted<OpeningResponse>>> CreateAsync(Caller caller, CreateStoreRequest body, CreateStore create, OpenStore open, TenantTransactions transactions, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        var input = new CreateStoreInput(body.Name ?? "", body.Subdomain, body.Industry ?? body.Template, body.Currency, body.Country, body.Locale);
        // What the header changes is the answer, so whoever keeps answers must look at it.
        http.Response.Headers.Append("Vary", Preference.HeaderName);
        if (Preference.WantsAsync(http.Request.Headers[Preference.HeaderName]))
        {
            var job = await open.RunAsync(caller, input, ct);
            http.Response.Headers[Preference.AppliedName] = Preference.Async;
            http.Response.Headers.RetryAfter = PollAfter;
            return TypedResults.Accepted($"/api/v1/stores/provision/status/{job.Id}", OpeningResponse.From(job, hosts.UrlOf));
        }
        var opened = await create.RunAsync(caller.OrganizationId, caller.UserId, input, ct);
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var store = await db.Stores.AsNoTracking().FirstAsync(s => s.Id == opened.StoreId, ct);
        http.SetEtag(store.Version);
        return TypedResults.Created($"/api/v1/stores/{store.Id}", Show(store, hosts));
    }

    private static async Task<Ok<OpeningResponse>> OpeningAsync(Guid jobId, Caller caller, TenantTransactions transactions, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var job = await db.StoreOpenings.AsNoTracking().FirstOrDefaultAsync(o => o.Id == jobId, ct) ?? throw new RefusedException(Refusal.NotFound("job"));
        http.SetEtag(job.Version);
        http.Response.Headers.CacheControl = "no-store";
        if (!job.IsOver) http.Response.Headers.RetryAfter = PollAfter;
        return TypedResults.Ok(OpeningResponse.From(job, hosts.UrlOf));
    }

    private static Ok<StoreResponse> Get(CallerStore at, HostNames hosts, HttpContext http) => Answer(at.Store, hosts, http);

    private static async Task<Ok<StoreResponse>> PatchAsync(CallerStore at, StorePatch body, ChangeStore change, HostNames hosts, HttpContext http, CancellationToken ct) =>
        Answer(await change.RunAsync(at.TenantId, at.StoreId, body, http.DemandMatch, ct), hosts, http);

    private static Ok<StoreResponse> Answer(Store store, HostNames hosts, HttpContext http)
    {
        http.SetEtag(store.Version);
        return TypedResults.Ok(Show(store, hosts));
    }

    private static StoreResponse Show(Store store, HostNames hosts) => StoreResponse.From(store, store.PrimaryDomain, hosts.UrlOf(store));
}

using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Api;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Stores.Cloning;
using Rendrix.Web.Stores.Closing;
using Rendrix.Web.Stores.Exports;
using Rendrix.Web.Stores.Handover;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores;

/// <summary>What becomes of a store: copied, archived, deleted and brought back, taken along, handed over.</summary>
public static class StoreLifeEndpoints
{
    private const string Newest = "clones:-id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapStoreLife(this ApiGroups api)
    {
        var store = api.Store.MapGroup("").WithTags("Store life");
        store.MapGet("/clone/preview", PreviewAsync).Demand(Permission.CreateStores).WithName("PreviewClone").WithSummary("What a copy would hold, and what stays and why").WithDescription("parts: design, catalog, settings, separated by commas; all when left out.");
        store.MapPost("/clone", CloneAsync).Demand(Permission.CreateStores).WithName("CloneStore").WithSummary("Copy a store").WithDescription("In the background; poll the job. Nobody sees the new store before it is whole, and a copy that fails leaves nothing.");
        store.MapGet("/clone", ClonesAsync).Demand(Permission.CreateStores).WithName("ListClones").WithSummary("List copies of a store, the newest first");
        store.MapGet("/clone/{jobId:guid}", CloneStateAsync).Demand(Permission.CreateStores).WithName("GetClone").WithSummary("Read how far a copy is");
        store.MapPost("/clone/{jobId:guid}/cancel", CancelCloneAsync).Demand(Permission.CreateStores).WithName("CancelClone").WithSummary("Stop a copy; nothing of it stays");
        store.MapPost("/archive", ArchiveAsync).Demand(Permission.EndStores).WithName("ArchiveStore").WithSummary("Put a store away").WithDescription("Its shop closes, and the store can be looked at and downloaded, not changed, until it is brought back.");
        store.MapPost("/unarchive", UnarchiveAsync).Demand(Permission.EndStores).WithName("UnarchiveStore").WithSummary("Bring an archived store back");
        store.MapDelete("", DeleteAsync).Demand(Permission.EndStores).DemandFreshProof().WithName("DeleteStore").WithSummary("Delete a store, with 30 days to bring it back")
            .WithDescription("Its shop closes at once and nothing in it can be changed. Everything is kept until endsAt and can be restored or downloaded; then it is deleted for good.");
        store.MapPost("/restore", RestoreAsync).Demand(Permission.EndStores).WithName("RestoreStore").WithSummary("Bring a store back that is being deleted");
        store.MapGet("/export", ExportAsync).WithMetadata(RequestLimits.Unbounded).Demand(Permission.EndStores).CountAsLong().DemandFreshProof().WithName("ExportStore").WithSummary("Download everything of a store as ZIP");
        store.MapGet("/transfer", TransferAsync).Demand(Permission.OwnOrganization).WithName("GetStoreTransfer").WithSummary("Read the latest offer of a store to another organization");
        store.MapPost("/transfer", OfferAsync).Demand(Permission.OwnOrganization).DemandFreshProof().WithName("OfferStore").WithSummary("Offer a store to another organization")
            .WithDescription("By mail, for seven days. An owner of the other organization accepts; then everything of the store moves there, and nobody here can open it.");
        store.MapDelete("/transfer", RevokeAsync).Demand(Permission.OwnOrganization).WithName("RevokeStoreOffer").WithSummary("Take the offer of a store back");
        var offers = api.V1.MapGroup("/store-offers").WithTags("Store life");
        offers.MapPost("/look", LookAsync).WithName("LookAtStoreOffer").WithSummary("Read what an offer gives").WithDescription("By the token of the link in the mail.");
        offers.MapPost("/accept", AcceptAsync).DemandFreshProof().WithName("AcceptStoreOffer").WithSummary("Accept a store for an organization you own");
    }

    /// <summary>Maps <c>/s/{store}/settings/life/export</c>: the export, for the dashboard.</summary>
    public static IEndpointRouteBuilder MapStoreFile(this IEndpointRouteBuilder app)
    {
        app.MapGet("/s/{store}/settings/life/export", async (HttpContext http, CurrentTenant tenant, CurrentMember member, FreshProof proof, ExportStore export, TimeProvider clock, CancellationToken ct) =>
        {
            if (!member.May(Permission.EndStores)) return Results.Text("Your role here cannot download the store. Ask an owner or admin.", statusCode: StatusCodes.Status403Forbidden);
            if (Caller.Of(http.User) is not { } caller || !await proof.IsFreshAsync(caller.SessionId, ct)) return Results.LocalRedirect($"{FreshProof.Page}?returnUrl={Uri.EscapeDataString($"/s/{tenant.RequireStore.Identifier}/settings/life")}");
            return File(await export.BeginAsync(tenant.TenantId, tenant.RequireStore.StoreId, ct), http, export, clock, ct);
        }).RequireAuthorization().ExcludeFromDescription();
        return app;
    }

    private static async Task<Ok<ClonePreview>> PreviewAsync(CallerStore at, PreviewClone preview, CancellationToken ct, string? parts = null) =>
        TypedResults.Ok(await preview.RunAsync(at.TenantId, at.StoreId, PreviewClone.Read(parts?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)), ct));

    private static async Task<Accepted<CloneResponse>> CloneAsync(CallerStore at, CloneRequest body, CloneStore clone, HostNames hosts, CancellationToken ct)
    {
        var job = await clone.RunAsync(at.TenantId, at.StoreId, at.Caller.UserId, body.Name, body.Subdomain, PreviewClone.Read(body.Parts), ct);
        return TypedResults.Accepted($"/api/v1/stores/{at.StoreId}/clone/{job.Id}", CloneResponse.From(job, hosts.UrlOf(job.Subdomain)));
    }

    private static async Task<Ok<Page<CloneResponse>>> ClonesAsync(CallerStore at, PageQuery page, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var all = db.StoreClones.AsNoTracking().Where(c => c.StoreId == at.StoreId);
        var before = page.After<Guid>(Newest);
        var rows = await all.Where(c => before == null || c.Id < before).OrderByDescending(c => c.Id).Take(page.Take).ToListAsync(ct);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        return TypedResults.Ok(page.Answer(rows, c => CloneResponse.From(c, hosts.UrlOf(c.Subdomain)), Newest, c => [c.Id], total));
    }

    private static async Task<Ok<CloneResponse>> CloneStateAsync(CallerStore at, Guid jobId, TenantTransactions transactions, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var job = await db.StoreClones.AsNoTracking().FirstOrDefaultAsync(c => c.Id == jobId && c.StoreId == at.StoreId, ct) ?? throw new RefusedException(Refusal.NotFound("clone"));
        http.SetEtag(job.Version);
        return TypedResults.Ok(CloneResponse.From(job, hosts.UrlOf(job.Subdomain)));
    }

    private static async Task<Ok<CloneResponse>> CancelCloneAsync(CallerStore at, Guid jobId, CloneStore clone, HostNames hosts, CancellationToken ct)
    {
        var job = await clone.CancelAsync(at.TenantId, at.StoreId, jobId, ct);
        return TypedResults.Ok(CloneResponse.From(job, hosts.UrlOf(job.Subdomain)));
    }

    private static async Task<Ok<StoreResponse>> ArchiveAsync(CallerStore at, CloseStore close, HostNames hosts, HttpContext http, CancellationToken ct) =>
        Answer(await close.ArchiveAsync(at.TenantId, at.StoreId, at.Caller.UserId, ct), hosts, http);

    private static async Task<Ok<StoreResponse>> UnarchiveAsync(CallerStore at, CloseStore close, HostNames hosts, HttpContext http, CancellationToken ct) =>
        Answer(await close.UnarchiveAsync(at.TenantId, at.StoreId, at.Caller.UserId, ct), hosts, http);

    private static async Task<Ok<StoreResponse>> DeleteAsync(CallerStore at, CloseStore close, HostNames hosts, HttpContext http, CancellationToken ct) =>
        Answer(await close.RunAsync(at.TenantId, at.StoreId, at.Caller.UserId, http.DemandMatch, ct), hosts, http);

    private static async Task<Ok<StoreResponse>> RestoreAsync(CallerStore at, CloseStore close, HostNames hosts, HttpContext http, CancellationToken ct) =>
        Answer(await close.RestoreAsync(at.TenantId, at.StoreId, at.Caller.UserId, ct), hosts, http);

    private static async Task<PushStreamHttpResult> ExportAsync(CallerStore at, ExportStore export, HttpContext http, TimeProvider clock, CancellationToken ct) =>
        File(await export.BeginAsync(at.TenantId, at.StoreId, ct), http, export, clock, ct);

    private static PushStreamHttpResult File(Store store, HttpContext http, ExportStore export, TimeProvider clock, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(target => export.WriteAsync(store, target, ct), "application/zip", $"{store.Subdomain}-{clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.zip");
    }

    private static async Task<Ok<TransferResponse>> TransferAsync(CallerStore at, TenantTransactions transactions, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var offer = await OfferStore.LastAsync(db, at.StoreId, ct) ?? throw new RefusedException(Refusal.NotFound("offer"));
        http.SetEtag(offer.Version);
        return TypedResults.Ok(TransferResponse.From(offer, clock.GetUtcNow()));
    }

    private static async Task<Created<TransferResponse>> OfferAsync(CallerStore at, OfferRequest body, OfferStore offer, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Created($"/api/v1/stores/{at.StoreId}/transfer", TransferResponse.From(await offer.RunAsync(at.TenantId, at.StoreId, at.Caller.UserId, body.Email, ct), clock.GetUtcNow()));

    private static async Task<NoContent> RevokeAsync(CallerStore at, OfferStore offer, CancellationToken ct)
    {
        await offer.RevokeAsync(at.TenantId, at.StoreId, at.Caller.UserId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<OfferLook>> LookAsync(Caller caller, OfferTokenRequest body, AcceptStore accept, CancellationToken ct) => TypedResults.Ok(await accept.LookAsync(body.Token, ct) ?? throw new RefusedException(AcceptStore.TooOld));

    private static async Task<Accepted<TransferResponse>> AcceptAsync(Caller caller, AcceptOfferRequest body, AcceptStore accept, TimeProvider clock, CancellationToken ct)
    {
        var offer = await accept.RunAsync(body.Token, caller.UserId, body.OrganizationId, ct);
        return TypedResults.Accepted($"/api/v1/stores/{offer.StoreId}", TransferResponse.From(offer, clock.GetUtcNow()));
    }

    private static Ok<StoreResponse> Answer(Store store, HostNames hosts, HttpContext http)
    {
        http.SetEtag(store.Version);
        return TypedResults.Ok(StoreResponse.From(store, store.PrimaryDomain, hosts.UrlOf(store)));
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Stores;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores;

/// <summary><c>/api/v1/stores</c>: the stores of the caller's organization.</summary>
public static class StoreEndpoints
{
    private const string Oldest = "stores:id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapStores(this ApiGroups api)
    {
        api.V1.MapGet("/stores", ListAsync).WithTags("Stores").WithName("ListStores").WithSummary("List stores");
        api.V1.MapPost("/stores", CreateAsync).Demand(Permission.CreateStores).WithTags("Stores").WithName("CreateStore").WithSummary("Open a store")
            .WithDescription("Opens a whole shop in one step: address, theme, pages, menus and sample products of the industry.");
        api.Store.MapGet("", GetAsync).WithTags("Stores").WithName("GetStore").WithSummary("Read a store");
        api.Store.MapPatch("", PatchAsync).Demand(Permission.ManageStore).WithTags("Stores").WithName("UpdateStore").WithSummary("Change a store's name, contact, shipping and tax");
    }

    private static async Task<Ok<Page<StoreResponse>>> ListAsync(Caller caller, PageQuery page, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var after = page.After<Guid>(Oldest);
        var open = db.Stores.AsNoTracking();
        if (caller.Rights?.OnlyStores is { } only) open = open.Where(s => only.Contains(s.Id));
        var rows = await open.Where(s => after == null || s.Id > after).OrderBy(s => s.Id).Take(page.Take).ToListAsync(ct);
        var domains = await DomainsAsync(db, rows.Select(s => s.Id), ct);
        var total = page.WithTotal ? await open.LongCountAsync(ct) : (long?)null;
        return TypedResults.Ok(page.Answer(rows, s => Show(s, domains.GetValueOrDefault(s.Id), hosts), Oldest, s => [s.Id], total));
    }

    private static async Task<Created<StoreResponse>> CreateAsync(Caller caller, CreateStoreRequest body, CreateStore create, TenantTransactions transactions, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        var opened = await create.RunAsync(caller.OrganizationId, caller.UserId, new CreateStoreInput(body.Name ?? "", body.Subdomain, body.Industry ?? body.Template, body.Currency, body.Country, body.Locale), ct);
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var store = await db.Stores.AsNoTracking().FirstAsync(s => s.Id == opened.StoreId, ct);
        http.SetEtag(store.Version);
        return TypedResults.Created($"/api/v1/stores/{store.Id}", Show(store, null, hosts));
    }

    private static async Task<Ok<StoreResponse>> GetAsync(CallerStore at, TenantTransactions transactions, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        return await AnswerAsync(db, at.Store, hosts, http, ct);
    }

    private static async Task<Ok<StoreResponse>> PatchAsync(CallerStore at, StorePatch body, ChangeStore change, TenantTransactions transactions, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        var store = await change.RunAsync(at.TenantId, at.StoreId, body, http.DemandMatch, ct);
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        return await AnswerAsync(db, store, hosts, http, ct);
    }

    private static async Task<Ok<StoreResponse>> AnswerAsync(AppDb db, Store store, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        http.SetEtag(store.Version);
        return TypedResults.Ok(Show(store, (await DomainsAsync(db, [store.Id], ct)).GetValueOrDefault(store.Id), hosts));
    }

    private static StoreResponse Show(Store store, string? domain, HostNames hosts) => StoreResponse.From(store, domain, domain is null ? hosts.UrlOf(store.Subdomain) : "https://" + domain);

    private static async Task<Dictionary<Guid, string>> DomainsAsync(AppDb db, IEnumerable<Guid> stores, CancellationToken ct)
    {
        Guid[] ids = [.. stores];
        var domains = await db.StoreDomains.AsNoTracking().Where(d => d.TenantId == db.Tenant && ids.Contains(d.StoreId) && d.Kind == DomainKind.Custom && d.VerifiedAt != null).OrderBy(d => d.VerifiedAt).ToListAsync(ct);
        return domains.GroupBy(d => d.StoreId).ToDictionary(g => g.Key, g => g.First().Name);
    }
}

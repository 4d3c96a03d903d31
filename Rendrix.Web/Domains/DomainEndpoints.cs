using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Domains;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Domains;

/// <summary><c>/api/v1/stores/{storeId}/domains</c> and <c>…/subdomain</c>: where a store answers.</summary>
public static class DomainEndpoints
{
    private const string List = "domains:id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapDomains(this ApiGroups api)
    {
        var domains = api.Store.MapGroup("/domains").WithTags("Domains");
        domains.MapGet("", ListAsync).WithName("ListDomains").WithSummary("List domains");
        domains.MapPost("", AddAsync).Demand(Permission.ManageStore).WithName("AddDomain").WithSummary("Add a domain").WithDescription("The answer names the DNS records to set. The domain serves nothing until its TXT record proves that it is yours.");
        domains.MapGet("/{domainId:guid}", GetAsync).WithName("GetDomain").WithSummary("Read a domain");
        domains.MapPatch("/{domainId:guid}", PatchAsync).Demand(Permission.ManageStore).WithName("UpdateDomain").WithSummary("Make a domain the store's first address, or no longer");
        domains.MapDelete("/{domainId:guid}", DeleteAsync).Demand(Permission.ManageStore).WithName("DeleteDomain").WithSummary("Remove a domain");
        domains.MapPost("/{domainId:guid}/verify", VerifyAsync).Demand(Permission.ManageStore).WithName("VerifyDomain").WithSummary("Look at a domain's DNS now").WithDescription("Answers the domain with its new status and what DNS says, also when it is not proven yet. At most ten times a minute.");
        api.Store.MapGet("/subdomain", GetSubdomainAsync).WithTags("Domains").WithName("GetSubdomain").WithSummary("Read the free address");
        api.Store.MapPut("/subdomain", PutSubdomainAsync).Demand(Permission.ManageStore).WithTags("Domains").WithName("ChangeSubdomain").WithSummary("Change the free address").WithDescription("The old address leads to the new one and is kept for the store for a year.");
    }

    private static async Task<Ok<Page<DomainResponse>>> ListAsync(CallerStore at, PageQuery page, TenantTransactions transactions, OurPlaces places, HostNames hosts, CancellationToken ct)
    {
        var place = await places.FindAsync(ct);
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var all = db.DomainClaims.AsNoTracking().Where(c => c.StoreId == at.StoreId);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<Guid>(List) is { } after) all = all.Where(c => c.Id.CompareTo(after) > 0);
        return TypedResults.Ok(page.Answer(await all.OrderBy(c => c.Id).Take(page.Take).ToListAsync(ct), c => DomainResponse.From(c, place, hosts), List, c => [c.Id], total));
    }

    private static async Task<Created<DomainResponse>> AddAsync(CallerStore at, AddDomainRequest body, AddDomain add, OurPlaces places, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        var claim = await add.RunAsync(at.TenantId, at.StoreId, body.Name, ct);
        http.SetEtag(claim.Version);
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/domains/{claim.Id}", DomainResponse.From(claim, await places.FindAsync(ct), hosts));
    }

    private static async Task<Ok<DomainResponse>> GetAsync(CallerStore at, Guid domainId, TenantTransactions transactions, OurPlaces places, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        var place = await places.FindAsync(ct);
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var claim = await db.DomainClaims.AsNoTracking().FirstOrDefaultAsync(c => c.StoreId == at.StoreId && c.Id == domainId, ct) ?? throw new RefusedException(Refusal.NotFound("domain"));
        http.SetEtag(claim.Version);
        return TypedResults.Ok(DomainResponse.From(claim, place, hosts));
    }

    private static async Task<Ok<DomainResponse>> PatchAsync(CallerStore at, Guid domainId, DomainPatch body, ChoosePrimary choose, OurPlaces places, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        if (body.Primary is not { } primary) throw new RefusedException(Refusal.Invalid("primary", "Send true or false"));
        var claim = await choose.RunAsync(at.TenantId, at.StoreId, domainId, primary, http.DemandMatch, ct);
        http.SetEtag(claim.Version);
        return TypedResults.Ok(DomainResponse.From(claim, await places.FindAsync(ct), hosts));
    }

    private static async Task<NoContent> DeleteAsync(CallerStore at, Guid domainId, RemoveDomain remove, HttpContext http, CancellationToken ct)
    {
        await remove.RunAsync(at.TenantId, at.StoreId, domainId, http.DemandMatch, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<DomainResponse>> VerifyAsync(CallerStore at, Guid domainId, CheckDomain check, RateWindows windows, OurPlaces places, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        var decision = windows.Take($"domains:{at.StoreId:N}", 10, TimeSpan.FromMinutes(1));
        if (!decision.Allowed) throw new RefusedException(new Refusal("RATE_LIMITED", "DNS was asked ten times within a minute. Wait a little; we also look by ourselves.", StatusCodes.Status429TooManyRequests) { Extra = new Dictionary<string, object?> { ["retryAfter"] = decision.ResetSeconds } });
        var claim = await check.RunAsync(at.TenantId, at.StoreId, domainId, ct);
        http.SetEtag(claim.Version);
        return TypedResults.Ok(DomainResponse.From(claim, await places.FindAsync(ct), hosts));
    }

    private static async Task<Ok<SubdomainResponse>> GetSubdomainAsync(CallerStore at, TenantTransactions transactions, HostNames hosts, HttpContext http, CancellationToken ct) => await AnswerAsync(at, at.Store, transactions, hosts, http, ct);

    private static async Task<Ok<SubdomainResponse>> PutSubdomainAsync(CallerStore at, SubdomainRequest body, ChangeSubdomain change, TenantTransactions transactions, HostNames hosts, HttpContext http, CancellationToken ct) =>
        await AnswerAsync(at, await change.RunAsync(at.TenantId, at.StoreId, body.Subdomain, http.DemandMatch, ct), transactions, hosts, http, ct);

    private static async Task<Ok<SubdomainResponse>> AnswerAsync(CallerStore at, Store store, TenantTransactions transactions, HostNames hosts, HttpContext http, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var former = await ChangeSubdomain.FormerAsync(db, at.StoreId, ct);
        http.SetEtag(store.Version);
        return TypedResults.Ok(new SubdomainResponse(store.Subdomain, hosts.UrlOf(store.Subdomain), [.. former.Select(d => new FormerSubdomain(d.Name, d.KeptUntil!.Value))]));
    }
}

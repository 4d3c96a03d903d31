using Microsoft.AspNetCore.Http.HttpResults;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Operator.Tenants;

/// <summary>Body of suspend, close and restore.</summary>
/// <param name="Reason">Why; the people of the organization read it.</param>
public sealed record ReasonRequest(string? Reason = null);

/// <summary>An amount in one currency.</summary>
public sealed record AmountIn(string Amount, string Currency);

/// <summary>An organization as admins see it.</summary>
public sealed record TenantResponse(Guid Id, string Name, string Slug, TenantState State, DateTimeOffset CreatedAt, DateTimeOffset? EndsAt, string? OwnerName, string? OwnerEmail, string? Plan, int Stores,
    int OrdersIn30Days, IReadOnlyList<AmountIn> SalesIn30Days, long StorageBytes, DateTimeOffset? LastSeenAt, int FailingMessages, int BrokenDomains)
{
    /// <summary>From a row of the list.</summary>
    public static TenantResponse From(TenantRow row) => new(row.Id, row.Name, row.Slug, row.State, row.CreatedAt, row.EndsAt, row.OwnerName, row.OwnerEmail, row.Plan, row.Stores, row.Orders,
        [.. row.Sales.Select(s => new AmountIn(s.ToWire(), s.Currency.Code))], row.Bytes, row.SeenAt, row.Failing, row.BrokenDomains);
}

/// <summary>How an organization stands after an act.</summary>
public sealed record TenantStateResponse(Guid Id, TenantState State, DateTimeOffset? SuspendedAt, string? SuspendedBy, string? Reason, DateTimeOffset? EndsAt);

/// <summary><c>/api/v1/platform/tenants</c>.</summary>
public static class TenantEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapTenants(this RouteGroupBuilder platform)
    {
        platform.MapGet("/tenants", ListAsync);
        platform.MapGet("/tenants/{organization:guid}", GetAsync);
        platform.MapPost("/tenants/{organization:guid}/suspend", SuspendAsync).DemandFreshPlatform();
        platform.MapPost("/tenants/{organization:guid}/close", CloseAsync).DemandFreshPlatform();
        platform.MapPost("/tenants/{organization:guid}/restore", RestoreAsync).DemandFreshPlatform();
    }

    private static async Task<Ok<Page<TenantResponse>>> ListAsync(PlatformCaller caller, PageQuery page, HttpContext http, TenantDirectory directory, CancellationToken ct)
    {
        var query = http.Request.Query;
        var filter = TenantFilter.Of(query["state"], query["q"], query["sort"]);
        var list = filter.ByName ? "tenants:name" : "tenants:-createdAt";
        var after = filter.ByName ? page.After<string, Guid>(list) is var (name, at) ? (name, default, at) : null
            : page.After<DateTimeOffset, Guid>(list) is var (moment, id) ? ("", moment, id) : ((string, DateTimeOffset, Guid)?)null;
        var rows = await directory.ListAsync(caller.Person, filter, after, page.Take, ct);
        var total = page.WithTotal ? await directory.CountAsync(caller.Person, filter, ct) : (long?)null;
        return TypedResults.Ok(page.Answer(rows, TenantResponse.From, list, r => filter.ByName ? [r.Slug, r.Id] : [r.CreatedAt, r.Id], total));
    }

    private static async Task<Ok<TenantResponse>> GetAsync(PlatformCaller caller, Guid organization, TenantFile file, CancellationToken ct) =>
        TypedResults.Ok(TenantResponse.From((await file.ReadAsync(caller.Person, organization, ct)).Row));

    private static async Task<Ok<TenantStateResponse>> SuspendAsync(PlatformCaller caller, Guid organization, ReasonRequest body, SuspendTenant suspend, CancellationToken ct) =>
        Show(await suspend.RunAsync(caller.Person, organization, body.Reason, ct));

    private static async Task<Ok<TenantStateResponse>> CloseAsync(PlatformCaller caller, Guid organization, ReasonRequest body, SuspendTenant suspend, CancellationToken ct) =>
        Show(await suspend.CloseAsync(caller.Person, organization, body.Reason, ct));

    private static async Task<Ok<TenantStateResponse>> RestoreAsync(PlatformCaller caller, Guid organization, ReasonRequest body, SuspendTenant suspend, CancellationToken ct) =>
        Show(await suspend.RestoreAsync(caller.Person, organization, body.Reason, ct));

    private static Ok<TenantStateResponse> Show(Organization o) => TypedResults.Ok(new TenantStateResponse(o.Id, TenantDirectory.StateOf(o), o.SuspendedAt, o.SuspendedBy, o.SuspendedReason, o.EndsAt));
}

using Microsoft.AspNetCore.Authorization;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// The doors of the API: below <c>/api/v1</c> the scope enters the caller's organization, below <c>/api/storefront/{storeSlug}</c> the shop,
/// as a shopper. So verbs find the tenant where pages left it for them.
/// </summary>
public sealed class ApiDoors(RequestDelegate next, IMultiTenantStore stores)
{
    /// <summary>Enters, or refuses with TENANT_NOT_FOUND.</summary>
    public async Task InvokeAsync(HttpContext context, CurrentTenant tenant, CurrentMember member, RightsReader reader)
    {
        if (context.Request.Path.StartsWithSegments("/api/v1"))
        {
            // On a shop's own host only the shop's API answers.
            if (tenant.IsStorefront) throw new RefusedException(Refusal.NotFound());
            if (Caller.Of(context.User) is { } caller)
            {
                await EnterOrganizationAsync(context, caller, tenant, member, reader);
            }
        }
        else if (context.Request.RouteValues["storeSlug"]?.ToString() is { } slug) await EnterShopAsync(tenant, slug, context.RequestAborted);
        await next(context);
    }

    // The organization is the session's, or the one that the path names when the person belongs to it: another one's id answers as one that never was.
    private static async Task EnterOrganizationAsync(HttpContext context, Caller caller, CurrentTenant tenant, CurrentMember member, RightsReader reader)
    {
        var named = context.Request.RouteValues["organizationId"]?.ToString();
        if (named is not null && !Guid.TryParseExact(named, "D", out _)) throw new RefusedException(Refusal.NotFound("organization"));
        var organization = named is null ? caller.OrganizationId : Guid.ParseExact(named, "D");
        // Nobody but those who run the installation learns that their part is there, and no program does.
        if (caller.Key is not null && context.Request.Path.StartsWithSegments("/api/v1/platform")) throw new RefusedException(Refusal.NotFound());
        // A key opens the organization it was made in, and no other one of its person's.
        if (caller.Key is { } key && (organization != caller.OrganizationId || !OpensToKeys(context))) throw new RefusedException(organization != caller.OrganizationId ? Refusal.NotFound("organization") : NotForKeys);
        if (await reader.ReadAsync(caller.UserId, organization, context.RequestAborted) is not { } rights)
        {
            if (named is not null) throw new RefusedException(Refusal.NotFound("organization"));
            if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null) return;
            throw new RefusedException(ProblemCatalog.NoMember);
        }
        if (rights.NeedsSecondFactor && !context.User.HasClaim(claim => claim.Type == Auditing.CurrentActor.ImpersonatorClaim))
        {
            // What leads to one stays open: the person's own account, and which organizations they could go to.
            if (named is not null || !OpensBeforeSecondFactor(context)) throw new RefusedException(MemberRights.SecondFactorFirst);
        }
        if (caller.Key is { } carried) rights = rights.LimitedTo(carried.Permissions, carried.StoreId);
        Guid? store = Guid.TryParseExact(context.Request.RouteValues["storeId"]?.ToString(), "D", out var id) ? id : null;
        (caller with { OrganizationId = organization, Role = rights.Role, Rights = rights, StoreId = store }).Enter(context);
        tenant.Enter(organization);
        member.Enter(caller.UserId, rights, store);
    }

    private static bool OpensBeforeSecondFactor(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api/v1/auth") || context.Request.Path.StartsWithSegments("/api/v1/account") || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || HttpMethods.IsGet(context.Request.Method) && context.Request.Path.Equals("/api/v1/organizations", StringComparison.OrdinalIgnoreCase);

    private static Refusal NotForKeys { get; } = new("FORBIDDEN", "An API key cannot do this; it belongs to people. Sign in and send the access token.", StatusCodes.Status403Forbidden);

    // What asks for a right can be asked with a key that carries it. Of the rest, keys read what any member reads about stores and themes: no account, session or membership.
    private static bool OpensToKeys(HttpContext context) =>
        context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>().Any(policy => policy.Requirements.OfType<HoldsPermission>().Any())
        || HttpMethods.IsGet(context.Request.Method) && (context.Request.Path.StartsWithSegments("/api/v1/stores") || context.Request.Path.StartsWithSegments("/api/v1/themes") || context.Request.Path.StartsWithSegments("/api/v1/permissions"));

    private async Task EnterShopAsync(CurrentTenant tenant, string slug, CancellationToken ct)
    {
        var label = slug.ToLowerInvariant();
        var store = label.Length is > 0 and <= 63 ? await stores.GetByIdentifierAsync(TenantIdentifier.Subdomain(label), ct) : null;
        if (store is null || store.Status == StoreStatus.Making || tenant.IsStorefront && tenant.RequireStore.StoreId != store.StoreId) throw new RefusedException(new Refusal("TENANT_NOT_FOUND", "There is no such store.", StatusCodes.Status404NotFound));
        if (store.Status != StoreStatus.Active) throw new RefusedException(ClosedShop.Refusal);
        tenant.EnterStorefront(store);
    }
}

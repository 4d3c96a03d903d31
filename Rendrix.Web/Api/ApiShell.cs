using Microsoft.AspNetCore.Authorization;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Api;

/// <summary>The route groups that rooms hang their endpoints on; each carries authorization and documentation of its part of the API.</summary>
/// <param name="V1"><c>/api/v1</c>: signed-in callers unless an endpoint says AllowAnonymous.</param>
/// <param name="Store"><c>/api/v1/stores/{storeId}</c>: take a <see cref="CallerStore"/> as the first parameter.</param>
/// <param name="Organization"><c>/api/v1/organizations/{organizationId}</c>: take a <see cref="Caller"/>; it is a member of that organization, with the rights they hold there.</param>
/// <param name="Storefront"><c>/api/storefront/{storeSlug}</c>: anybody.</param>
public sealed record ApiGroups(RouteGroupBuilder V1, RouteGroupBuilder Store, RouteGroupBuilder Organization, RouteGroupBuilder Storefront);

/// <summary>Puts the API together: services, the two places in the pipeline and the route groups. See README.md beside this file.</summary>
public static class ApiShell
{
    /// <summary>Registers JSON rules, limits, permissions and the OpenAPI document.</summary>
    public static IServiceCollection AddApiShell(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Apply(options.SerializerOptions));
        // Bodies that cannot be read arrive at the converter as exceptions in every environment, not only in development.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSingleton<RateWindows>();
        services.AddSingleton<IAuthorizationHandler, HoldsPermissionHandler>();
        services.AddAuthorization();
        return services.AddRendrixOpenApi();
    }

    /// <summary>First in the pipeline: turns refusals, accidents and bare statuses below /api into problem documents.</summary>
    public static IApplicationBuilder UseRefusalResponses(this IApplicationBuilder app) => app.UseMiddleware<RefusalResponses>();

    /// <summary>Between UseAuthentication and UseAuthorization: rate limit, same-origin check, and the tenant is entered.</summary>
    public static IApplicationBuilder UseApiGuards(this IApplicationBuilder app) => app.UseMiddleware<ApiGuards>().UseMiddleware<ApiDoors>().UseMiddleware<Plans.PlanDoor>();

    /// <summary>After UseAuthorization: answers repeated POSTs from what is stored.</summary>
    public static IApplicationBuilder UseIdempotency(this IApplicationBuilder app) => app.UseMiddleware<Idempotency>();

    /// <summary>Maps the groups, the OpenAPI document and its reference.</summary>
    public static ApiGroups MapApi(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/api/v1").RequireAuthorization().DisableAntiforgery().WithMetadata(RequestLimits.Bounded);
        var store = v1.MapGroup("/stores/{storeId}").AddEndpointFilter<ContentTags>();
        var organization = v1.MapGroup("/organizations/{organizationId}").AddEndpointFilter<ContentTags>();
        var storefront = routes.MapGroup("/api/storefront/{storeSlug}").AllowAnonymous().DisableAntiforgery().WithMetadata(RequestLimits.Bounded).AddEndpointFilter<ContentTags>();
        routes.MapRendrixOpenApi();
        return new ApiGroups(v1, store, organization, storefront);
    }
}

using Microsoft.AspNetCore.Authorization;
using Rendrix.Identity;
using Rendrix.Refusals;

namespace Rendrix.Web.Platform.Http;

/// <summary>The right an endpoint asks for; answered with 403 before the body is looked at.</summary>
public sealed record HoldsPermission(Permission Permission) : IAuthorizationRequirement;

/// <summary>Compares what the caller may do, in the store of the route if there is one, with the right. Its refusal says what is missing.</summary>
internal sealed class HoldsPermissionHandler : AuthorizationHandler<HoldsPermission>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, HoldsPermission requirement)
    {
        if (context.Resource is not HttpContext http || Caller.Known(http) is not { } caller) return Task.CompletedTask;
        // A store that is closed to the caller answers as one that never was, before any right is spoken of.
        if (caller.StoreId is { } store && caller.Rights?.CanOpen(store) != true) throw new RefusedException(Refusal.NotFound("store"));
        caller.Demand(requirement.Permission);
        context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>How an endpoint states its rule.</summary>
public static class DemandExtensions
{
    /// <summary>Only callers whose role holds the right get through: 401 without a sign-in, 403 without the right.</summary>
    public static TBuilder Demand<TBuilder>(this TBuilder endpoint, Permission permission) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new HoldsPermission(permission)));
}

using Microsoft.AspNetCore.Authorization;
using Rendrix.Identity;

namespace Rendrix.Web.Platform.Http;

/// <summary>The right an endpoint asks for; answered with 403 before the body is looked at.</summary>
public sealed record HoldsPermission(Permission Permission) : IAuthorizationRequirement;

/// <summary>Compares the caller's role with the right.</summary>
internal sealed class HoldsPermissionHandler : AuthorizationHandler<HoldsPermission>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, HoldsPermission requirement)
    {
        if (Caller.Of(context.User)?.May(requirement.Permission) == true) context.Succeed(requirement);
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

using Rendrix.Refusals;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Operator;

/// <summary>
/// The door of <c>/platform</c> and <c>/api/v1/platform</c> over HTTP: whoever does not run the installation, signed in or not, gets the answer of an address
/// that does not exist. Pages and endpoints ask again themselves, because a circuit moves between pages without a request.
/// </summary>
public sealed class PlatformGuard(RequestDelegate next)
{
    /// <summary>Passes on admins and every other address.</summary>
    public async Task InvokeAsync(HttpContext http, CurrentAdmin admin)
    {
        var path = http.Request.Path;
        var ofApi = path.StartsWithSegments("/api/v1/platform", StringComparison.OrdinalIgnoreCase);
        if (!ofApi && !path.StartsWithSegments("/platform", StringComparison.OrdinalIgnoreCase) || await admin.IsAsync(http.User, http.RequestAborted)) { await next(http); return; }
        if (ofApi) throw new RefusedException(Refusal.NotFound());
        http.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}

/// <summary>The caller of an endpoint of the platform: take it as a parameter. Fresh for what hurts.</summary>
/// <param name="Person">Who calls.</param>
public sealed record PlatformCaller(PlatformPerson Person)
{
    /// <summary>Binds; others are told that there is nothing here.</summary>
    public static async ValueTask<PlatformCaller> BindAsync(HttpContext context) =>
        new(await context.RequestServices.GetRequiredService<CurrentAdmin>().DemandAsync(context.User, context.RequestAborted));
}

/// <summary>How an endpoint of the platform states its rule.</summary>
public static class PlatformDemands
{
    /// <summary>Only admins get through.</summary>
    public static RouteGroupBuilder DemandPlatform(this RouteGroupBuilder group) => group.AddEndpointFilter(async (context, next) =>
    {
        await Admin(context.HttpContext).DemandAsync(context.HttpContext.User, context.HttpContext.RequestAborted);
        return await next(context);
    });

    /// <summary>Only admins who proved within ten minutes who they are.</summary>
    public static RouteHandlerBuilder DemandFreshPlatform(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        await Admin(context.HttpContext).DemandFreshAsync(context.HttpContext.User, context.HttpContext.RequestAborted);
        return await next(context);
    });

    private static CurrentAdmin Admin(HttpContext http) => http.RequestServices.GetRequiredService<CurrentAdmin>();
}

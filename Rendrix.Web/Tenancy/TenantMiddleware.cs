using Rendrix.Stores;

namespace Rendrix.Web.Tenancy;

/// <summary>
/// The door of every HTTP request: a host or path that names a store enters it as a shopper; the platform's own hosts go on to dashboard and API;
/// every other host gets a 404 that tells nothing.
/// </summary>
public sealed class TenantMiddleware(RequestDelegate next, ITenantResolver resolver, HostNames hosts)
{
    /// <summary>Resolves, enters, goes on.</summary>
    public async Task InvokeAsync(HttpContext http, CurrentTenant tenant)
    {
        if (http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)) { await next(http); return; }

        var resolution = await resolver.ResolveAsync(http, http.RequestAborted);
        if (resolution.Store is { } store)
        {
            if (resolution.Strategy is PathStrategy) MoveIntoPathBase(http.Request);
            if (store.Status != StoreStatus.Active) { await AnswerAsync(http, StatusCodes.Status503ServiceUnavailable, "This store is closed for now."); return; }
            tenant.EnterStorefront(store);
            await next(http);
        }
        else if (resolution.Identifier is null && HostNames.Of(http.Request.Host) is { } host && hosts.IsDashboard(host)) await next(http);
        else await AnswerAsync(http, StatusCodes.Status404NotFound, "Not found.");
    }

    private static void MoveIntoPathBase(HttpRequest request)
    {
        var path = request.Path.Value!;
        var end = path.IndexOf('/', PathStrategy.Prefix.Length);
        request.PathBase = request.PathBase.Add(new PathString(end < 0 ? path : path[..end]));
        request.Path = end < 0 ? "/" : path[end..];
    }

    private static Task AnswerAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}

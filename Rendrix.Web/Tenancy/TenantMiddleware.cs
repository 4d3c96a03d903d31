using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Rendrix.Stores;
using Rendrix.Web.Platform.Http;

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
            // Nobody is told of a store before it is whole.
            if (store.Status == StoreStatus.Making) { await AnswerAsync(http, StatusCodes.Status404NotFound, "Not found."); return; }
            if (store.Status != StoreStatus.Active && !ClosedShop.LetsThrough(http.Request.Path, store)) { await ClosedShop.AnswerAsync(http, store); return; }
            if (Onward(http.Request, resolution.Strategy, store) is { } onward)
            {
                // For good, and yet not for ever: a browser that remembers it asks again within the hour, should the merchant change their mind.
                http.Response.Headers.CacheControl = "max-age=3600";
                http.Response.Redirect(onward, permanent: true);
                return;
            }
            if (resolution.Strategy is PathStrategy) MoveIntoPathBase(http.Request);
            tenant.EnterStorefront(store);
            await next(http);
        }
        else if (resolution.Identifier is null && HostNames.Of(http.Request.Host) is { } host && hosts.IsDashboard(host)) await next(http);
        else await AnswerAsync(http, StatusCodes.Status404NotFound, "Not found.");
    }

    // Where a shopper who came by another address of the store is to be. What is sent with a body stays where it arrived, and so do programs and what proves a host to others.
    private string? Onward(HttpRequest request, IMultiTenantStrategy? strategy, StoreInfo store)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return null;
        if (strategy is PathStrategy)
            return PathStrategy.LabelOf(request.Path) == store.Identifier ? null : PathStrategy.Prefix + store.Identifier + Rest(request.Path.ToUriComponent()) + request.QueryString;
        if (HostNames.Of(request.Host) == hosts.HostOf(store) || RefusalResponses.IsApi(request.Path) || request.Path.StartsWithSegments("/.well-known", StringComparison.Ordinal)) return null;
        var port = request.Host.Port is { } p ? ":" + p.ToString(CultureInfo.InvariantCulture) : "";
        // As it was sent, since decoding and encoding again could make another address of it.
        var sent = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return $"{request.Scheme}://{hosts.HostOf(store)}{port}{(sent is ['/', ..] ? sent : request.Path.ToUriComponent() + request.QueryString)}";

        static string Rest(string path)
        {
            var end = path.IndexOf('/', PathStrategy.Prefix.Length);
            return end < 0 ? "" : path[end..];
        }
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

namespace Rendrix.Web.Platform.Http;

/// <summary>Tells requests of our own pages from those another site makes a browser send. For unsafe methods that a cookie authorizes.</summary>
public static class SameOrigin
{
    /// <summary>Whether the method changes something.</summary>
    public static bool IsUnsafe(string method) => !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method));

    /// <summary>
    /// Browsers say where a request comes from by <c>Sec-Fetch-Site</c>; older ones by <c>Origin</c>, which must then be this very host.
    /// A request with neither header is refused: no browser that keeps our cookie sends such a POST.
    /// </summary>
    public static bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)) return false;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0 ? site is "same-origin" or "none" : origin.Length > 0;
    }

    /// <summary>Whether the browser says that a page of somebody else's asks.</summary>
    public static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";

    /// <summary>
    /// Circuits are opened by our own pages alone. Browsers ask no server whether a page of another origin may open a WebSocket, and shops below our domain are the same site, so the cookie would come along.
    /// </summary>
    public static IApplicationBuilder UseCircuitsOfOwnPages(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        if (!http.Request.Path.StartsWithSegments("/_blazor") || !IsForeign(http.Request)) return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });
}

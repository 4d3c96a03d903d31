using Microsoft.AspNetCore.Routing.Template;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// Tells a wrong method from an unknown address. Routing knows too, but a catch-all for files (static assets in Development) hides it there.
/// Asked only when nothing was found.
/// </summary>
internal static class OtherMethods
{
    /// <summary>The methods that API endpoints at the request's path take, in alphabetical order; empty when there is no such address.</summary>
    public static IReadOnlyList<string> Of(HttpContext context)
    {
        var endpoints = context.RequestServices.GetService<EndpointDataSource>()?.Endpoints.OfType<RouteEndpoint>() ?? [];
        return [.. endpoints.Where(e => e.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true && Matches(e, context.Request.Path))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool Matches(RouteEndpoint endpoint, PathString path) =>
        new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []);
}

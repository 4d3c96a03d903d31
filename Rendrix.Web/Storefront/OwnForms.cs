namespace Rendrix.Web.Storefront;

/// <summary>
/// Refuses writes that another site's page makes in a shopper's browser. Browsers say where a request comes from; two shops below one domain are the
/// same site to them, so only the same origin is let through. Pages hold no token, and so can be kept for everybody.
/// </summary>
public sealed class OwnForms : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!IsOwn(request)) return Results.Text("This form was sent from another site and was not used.", "text/plain", statusCode: StatusCodes.Status403Forbidden);
        if (!request.HasFormContentType) return Results.Text("Send this as a form.", "text/plain", statusCode: StatusCodes.Status415UnsupportedMediaType);
        return await next(context);
    }

    private static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site == "same-origin";
        var origin = request.Headers.Origin.ToString();
        // Without either header it is no browser, and so carries nobody's cookies unasked.
        if (origin.Length == 0) return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, AuthorityOf(request), StringComparison.OrdinalIgnoreCase);
    }

    private static string AuthorityOf(HttpRequest request)
    {
        var host = request.Host.ToUriComponent();
        return host.EndsWith(":80", StringComparison.Ordinal) || host.EndsWith(":443", StringComparison.Ordinal) ? host[..host.LastIndexOf(':')] : host;
    }
}

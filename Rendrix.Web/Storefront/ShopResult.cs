using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>
/// Answers with a page component as static HTML, drawn by the same renderer as the editor's canvas. The framework's own component result is not used:
/// it brings state of forms, antiforgery and enhanced navigation that a page for everybody must not have.
/// </summary>
public sealed class ShopResult<TPage>(IDictionary<string, object?> parameters, int status = StatusCodes.Status200OK) : IResult where TPage : IComponent
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var html = await DrawAsync(httpContext);
        // Pictures seen for the first time since they changed: their facts are read in one statement, and the page is drawn with them.
        if (await httpContext.RequestServices.GetRequiredService<ShopPictures>().LearnAsync(httpContext.RequestAborted)) html = await DrawAsync(httpContext);
        html = ShopPreview.Marked(httpContext, html);
        var body = Encoding.UTF8.GetBytes(html);
        var tag = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12));
        var response = httpContext.Response;
        if (PagePacking.Of(httpContext) is { } packing)
        {
            response.Headers.Vary = "Accept-Encoding";
            if (packing.Length > 0)
            {
                (body, tag) = (PagePacking.Pack(body, packing), $"{tag}-{packing}");
                response.Headers.ContentEncoding = packing;
            }
        }
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        // On the dashboard's host it is a picture of the shop that the editor draws in.
        response.Headers.ContentSecurityPolicy = ContentPolicy.OfShop(html, isWorkedOn: !httpContext.RequestServices.GetRequiredService<CurrentTenant>().IsStorefront);
        // Browsers ask again each time and get 304 by the tag; keeping is our cache's work, which knows when a page is old.
        if (response.Headers.CacheControl.Count == 0) response.Headers.CacheControl = "no-cache";
        if (status == StatusCodes.Status200OK) response.Headers.ETag = $"\"{tag}\"";
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private async Task<string> DrawAsync(HttpContext http)
    {
        await using var renderer = new HtmlRenderer(http.RequestServices, http.RequestServices.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}

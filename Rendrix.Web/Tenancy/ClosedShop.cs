using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Tenancy;

/// <summary>
/// What a shop answers that does not sell, with a page in its own look that needs no database. One that is deleted answers 410: its owner said so, and search
/// engines drop it at once. Every other, closed, archived or suspended, answers 503 with Retry-After: its addresses are right and it may be open again
/// tomorrow, so nobody should forget them. Shoppers are told whom to write to about an order, and nothing about why.
/// </summary>
public static class ClosedShop
{
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>What programs are told.</summary>
    public static Refusal Refusal { get; } = new("TENANT_SUSPENDED", "This store is closed for now.", StatusCodes.Status403Forbidden);

    /// <summary>The two fonts that the page itself is written in.</summary>
    public static bool LetsThrough(PathString path, StoreInfo store) => path.Value is { } value && value.EndsWith(".woff2", StringComparison.Ordinal) && ThemeTokens.Parse(store.Theme).PreloadedFonts.Contains(value);

    /// <summary>Answers the request.</summary>
    public static async Task AnswerAsync(HttpContext http, StoreInfo store)
    {
        if (RefusalResponses.IsApi(http.Request.Path)) throw new RefusedException(Refusal);
        var response = http.Response;
        var gone = store.EndsAt is not null;
        response.StatusCode = gone ? StatusCodes.Status410Gone : StatusCodes.Status503ServiceUnavailable;
        if (!gone) response.Headers.RetryAfter = ((int)Again.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-Robots-Tag"] = "noindex";
        if (HttpMethods.IsHead(http.Request.Method)) return;
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync(gone ? "This store has closed." : "This store is closed for now.", http.RequestAborted);
            return;
        }
        response.ContentType = "text/html; charset=utf-8";
        var style = Style(ThemeTokens.Parse(store.Theme));
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        await response.WriteAsync(Page(store, style, gone), http.RequestAborted);
    }

    // Every token is checked against the pattern of its kind when it is read, so none can end the style element.
    private static string Style(ThemeTokens theme) => theme.Css + theme.DeviceCss
        + "body{margin:0;min-height:100vh;display:grid;grid-template-rows:auto 1fr;background:var(--bg);color:var(--ink);font:var(--w-body,400) 1.0625rem/1.6 var(--f-body,system-ui)}"
        + "header{padding:28px clamp(20px,5vw,64px);font:var(--w-display,600) 1.375rem/1.2 var(--f-display,system-ui)}main{align-self:center;padding:24px clamp(20px,5vw,64px) 18vh;max-width:46rem}"
        + "h1{margin:0 0 .5em;font:var(--w-display,600) clamp(2rem,6vw,3.5rem)/1.08 var(--f-display,system-ui);text-wrap:balance}p{margin:.6em 0;max-width:34rem}a{color:inherit}";

    private static string Page(StoreInfo store, string style, bool gone)
    {
        var (name, mail) = (WebUtility.HtmlEncode(store.Name), WebUtility.HtmlEncode(store.ContactEmail));
        var ask = mail.Length == 0 ? "" : $"<p>You have ordered something? Write to <a href=\"mailto:{mail}\">{mail}</a>.</p>";
        var (title, says) = gone ? ("This shop has closed", "Thank you to everybody who shopped here.") : ("Closed for now", $"{name} takes no orders at the moment. Orders that were placed are looked after as usual.");
        return $"""
            <!DOCTYPE html><html lang="{WebUtility.HtmlEncode(store.Locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <title>{title} · {name}</title><link rel="icon" href="data:,"><style>{style}</style></head>
            <body><header>{name}</header><main><h1>{title}</h1><p>{says}</p>{ask}</main></body></html>
            """;
    }
}

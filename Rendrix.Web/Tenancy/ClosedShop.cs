using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Rendrix.Web.Tenancy;

/// <summary>
/// What a shop answers that does not sell. One that is deleted answers 410: its owner said so, and search engines drop it at once. Every other answers 503 with
/// Retry-After: its addresses are right and it may be open again tomorrow, so nobody should forget them; 404 would say that they never led anywhere.
/// </summary>
internal static class ClosedShop
{
    private const string Style = "*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:32px;font:17px/1.6 system-ui,sans-serif;color:#1d1d1f;background:#f6f5f2}main{max-width:34rem;text-align:center}h1{margin:0 0 12px;font-size:clamp(26px,5vw,38px);line-height:1.2;text-wrap:balance}p{margin:0;color:#55534e}a{color:inherit}@media(prefers-color-scheme:dark){body{color:#f2f1ee;background:#191918}p{color:#b4b2ab}}";
    private static readonly string Policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Task AnswerAsync(HttpContext http, StoreInfo store)
    {
        var response = http.Response;
        var gone = store.EndsAt is not null;
        response.StatusCode = gone ? StatusCodes.Status410Gone : StatusCodes.Status503ServiceUnavailable;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Robots-Tag"] = "noindex";
        if (!gone) response.Headers.RetryAfter = "86400";
        var says = gone ? "This store has closed." : "This store is closed for now.";
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            response.ContentType = "text/plain; charset=utf-8";
            return response.WriteAsync(says, http.RequestAborted);
        }
        response.Headers.ContentSecurityPolicy = Policy;
        response.ContentType = "text/html; charset=utf-8";
        var name = WebUtility.HtmlEncode(store.Name);
        var reach = store.ContactEmail.Length == 0 ? "" : $" You can write to <a href=\"mailto:{WebUtility.HtmlEncode(store.ContactEmail)}\">{WebUtility.HtmlEncode(store.ContactEmail)}</a>.";
        return response.WriteAsync($"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>{name}</title><style>{Style}</style></head>
            <body><main><h1>{name} {(gone ? "has closed" : "is closed for now")}</h1><p>{(gone ? "Thank you to everybody who shopped here." : "Orders that were placed are looked after as usual.")}{reach}</p></main></body></html>
            """, http.RequestAborted);
    }
}

using System.Globalization;
using System.Net;
using Rendrix.Web.Content.Previews;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>
/// Lets somebody with a preview link walk through the shop with one page as its draft or an older version. The token is a cookie of that shop;
/// everything else, the cart included, is the real shop, and the checkout is rehearsed: see <see cref="Checkout.RehearseCheckout"/>. Pages drawn with it are kept nowhere and found by no search engine.
/// </summary>
public static class ShopPreview
{
    private const string Cookie = "rdx_preview";
    private static readonly object Key = new();

    /// <summary>Maps the way in and the way out.</summary>
    public static void MapShopPreview(this IEndpointRouteBuilder shop)
    {
        shop.MapGet("/preview/leave", (HttpContext http) =>
        {
            http.Response.Cookies.Delete(Cookie, Options(http, null));
            http.Response.Headers.CacheControl = "no-store";
            return Results.Redirect(http.Request.PathBase + "/");
        });
        shop.MapGet("/preview/{token}", EnterAsync);
    }

    /// <summary>Whether a request brings a token that was signed for this store; asked before anything is looked up, so that no kept page is given.</summary>
    public static bool IsAsked(HttpContext http, StoreInfo store) =>
        http.Request.Cookies.TryGetValue(Cookie, out var token) && http.RequestServices.GetRequiredService<PreviewLinks>().Read(store.StoreId, token) is not null;

    /// <summary>What the visitor previews, read once per request; null for everybody else.</summary>
    public static async Task<PreviewView?> OfAsync(HttpContext http, ShopVisit visit, Platform.Data.AppDb db, CancellationToken ct)
    {
        if (!http.Request.Cookies.TryGetValue(Cookie, out var token)) return null;
        if (http.Items.TryGetValue(Key, out var known)) return (PreviewView?)known;
        var links = http.RequestServices.GetRequiredService<PreviewLinks>();
        var view = links.Read(visit.Store.StoreId, token) is { } id ? await links.ShowAsync(db, visit.Store.StoreId, id, ct) : null;
        // A link that ended ends quietly: the visitor is in the shop as everybody sees it.
        if (view is null) http.Response.Cookies.Delete(Cookie, Options(http, null));
        http.Items[Key] = view;
        return view;
    }

    /// <summary>Says on top of a previewed page what it is, and keeps it out of caches and search engines. Leaves every other page as it is.</summary>
    public static string Marked(HttpContext http, string html)
    {
        if (http.Items.TryGetValue(Key, out var known) is false || known is not PreviewView view) return html;
        http.Response.Headers.CacheControl = "no-store, private";
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var what = view.Number is { } number ? $"version {number.ToString(CultureInfo.InvariantCulture)} of {view.Page.Title}" : $"the draft of {view.Page.Title}";
        var bar = $"""
            <aside aria-label="Preview" style="position:sticky;top:0;z-index:99;display:flex;flex-wrap:wrap;gap:4px 16px;justify-content:center;align-items:center;padding:6px 16px;background:#14171f;color:#fff;font:500 14px/1.5 system-ui,sans-serif"><span>Preview of {WebUtility.HtmlEncode(what)}</span><a href="{WebUtility.HtmlEncode(http.Request.PathBase.Value)}/preview/leave" style="color:#fff;text-decoration:underline;padding:4px 0">Leave the preview</a></aside>
            """;
        var body = html.IndexOf("<body", StringComparison.Ordinal);
        var end = body < 0 ? -1 : html.IndexOf('>', body);
        return end < 0 ? html : html.Insert(end + 1, bar);
    }

    private static async Task<IResult> EnterAsync(string token, HttpContext http, ShopVisit visit, PreviewLinks links, TimeProvider time, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store, private";
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        await using var db = await visit.BeginAsync(ct);
        if (links.Read(visit.Store.StoreId, token) is not { } id || await links.ShowAsync(db, visit.Store.StoreId, id, ct) is not { } view)
            return new ShopResult<Pages.PreviewEndedPage>(await visit.PartsAsync(http, db, ct), StatusCodes.Status404NotFound);
        http.Response.Cookies.Append(Cookie, token, Options(http, view.EndsAt - time.GetUtcNow()));
        // See other, so that the token is not sent on as where the visitor came from.
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Redirect(http.Request.PathBase + (Content.PageQueries.Path(view.Page) ?? "/"));
    }

    private static CookieOptions Options(HttpContext http, TimeSpan? life) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, MaxAge = life,
        Path = http.Request.PathBase.HasValue ? http.Request.PathBase.Value : "/",
    };
}

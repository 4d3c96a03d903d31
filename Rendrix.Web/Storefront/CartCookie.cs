namespace Rendrix.Web.Storefront;

/// <summary>The cookie that holds a cart's id and nothing else. Its path is the shop's own, so two shops on one host do not see each other's.</summary>
public static class CartCookie
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>The cart's id, or null when there is none or it is not one.</summary>
    public static Guid? Read(HttpContext http) => Guid.TryParseExact(http.Request.Cookies[Name(http)], "N", out var id) ? id : null;

    /// <summary>Remembers the cart for 30 days from now.</summary>
    public static void Write(HttpContext http, Guid cart) => http.Response.Cookies.Append(Name(http), cart.ToString("N"), Options(http, Lifetime));

    /// <summary>Forgets the cart.</summary>
    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Name(http), Options(http, null));

    // On a host of its own over TLS no neighbour may set it. Below /store/{slug} its path is the shop's, which the prefix does not allow.
    private static string Name(HttpContext http) => http.Request.IsHttps && !http.Request.PathBase.HasValue ? "__Host-rdx_cart" : "rdx_cart";

    private static CookieOptions Options(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, MaxAge = lifetime,
        Path = http.Request.PathBase.HasValue ? http.Request.PathBase.Value : "/",
    };
}

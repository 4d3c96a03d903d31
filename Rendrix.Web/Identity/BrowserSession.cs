using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>The dashboard's cookie: how it is named, checked, given and taken away.</summary>
public static class BrowserSession
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "browser";

    internal static void Configure(CookieAuthenticationOptions options)
    {
        options.LoginPath = "/login";
        options.ReturnUrlParameter = "returnUrl";
        options.AccessDeniedPath = "/login";
        options.ExpireTimeSpan = Sessions.BrowserLifetime;
        options.SlidingExpiration = false;
        options.Cookie.Name = "rdx";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = "/";
        options.CookieManager = new HostPrefixedCookies();
        options.Events.OnValidatePrincipal = CheckAsync;
    }

    /// <summary>Signs a browser in to an opened session.</summary>
    public static Task SignInAsync(HttpContext http, SessionState state) => http.SignInAsync(Scheme, state.Person(Scheme), new AuthenticationProperties { IsPersistent = true });

    // The cookie says which session; everything else in it is replaced by what is true now.
    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var watch = context.HttpContext.RequestServices.GetRequiredService<SessionWatch>();
        if (Guid.TryParse(context.Principal?.FindFirstValue(Claims.Session), out var session) && await watch.FindAsync(session, context.HttpContext.RequestAborted) is { } state)
        {
            context.ReplacePrincipal(state.Person(Scheme));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}

/// <summary>Prefixes cookies with __Host- over TLS: then no other host under our domain can set them, and they never travel in the clear.</summary>
internal sealed class HostPrefixedCookies : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => _cookies.AppendResponseCookie(context, Name(context, key), value, Strict(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, Name(context, key), Strict(context, options));

    internal static string Name(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;

    // The prefix demands Secure, Path=/ and no Domain.
    private static CookieOptions Strict(HttpContext context, CookieOptions options)
    {
        options.Path = "/";
        options.Domain = null;
        options.Secure = context.Request.IsHttps;
        return options;
    }
}

/// <summary>Small protected cookies of the account pages: which person this browser has signed in before, and which it has just registered.</summary>
public sealed class KnownBrowser(IDataProtectionProvider protection)
{
    /// <summary>Cookie of a browser where a person has signed in; their own tries are counted apart from strangers'.</summary>
    public const string Device = "rdx_device";
    /// <summary>Cookie of a browser that registered within the hour; only there does confirming sign in.</summary>
    public const string Signup = "rdx_signup";

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("rendrix.browser.v1").ToTimeLimitedDataProtector();

    /// <summary>Remembers a person in this browser for a purpose.</summary>
    public void Remember(HttpContext http, string purpose, Guid userId, TimeSpan lifetime) =>
        http.Response.Cookies.Append(HostPrefixedCookies.Name(http, purpose), _protector.Protect($"{purpose}:{userId:N}", lifetime),
            new CookieOptions { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = lifetime, IsEssential = true });

    /// <summary>Whether this browser is known for the person and purpose.</summary>
    public bool Knows(HttpContext http, string purpose, Guid userId)
    {
        if (!http.Request.Cookies.TryGetValue(HostPrefixedCookies.Name(http, purpose), out var value)) return false;
        try { return _protector.Unprotect(value) == $"{purpose}:{userId:N}"; }
        catch (System.Security.Cryptography.CryptographicException) { return false; }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>
/// How a browser gets in after the first factor, whichever it was: signed in at once, or led to the page for the code with a cookie that says who is half way,
/// for ten minutes and until the next change of their password.
/// </summary>
public sealed class BrowserSignIn(SignIn signIn, KnownBrowser known, TenantTransactions transactions, IDataProtectionProvider protection)
{
    private const string HalfWay = "rdx_half";
    private static readonly TimeSpan HalfWayLasts = TimeSpan.FromMinutes(10);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("rendrix.half-way.v1").ToTimeLimitedDataProtector();

    /// <summary>Goes on after the first factor; answers the address to go to.</summary>
    public async Task<string> ContinueAsync(HttpContext http, Guid userId, string? returnUrl)
    {
        var user = await FindAsync(userId, http.RequestAborted) ?? throw new InvalidOperationException("The person is gone.");
        if (!user.TwoFactorEnabled) return await EnterAsync(http, await signIn.FinishAsync(userId, null, Sessions.BrowserLifetime, Device.Of(http), http.RequestAborted), returnUrl);
        http.Response.Cookies.Append(HostPrefixedCookies.Name(http, HalfWay), _protector.Protect($"{userId:N}|{user.SecurityStamp}", HalfWayLasts), Cookie(http, HalfWayLasts));
        return "/login/code" + (LocalPath.IsSafe(returnUrl) ? "?returnUrl=" + Uri.EscapeDataString(returnUrl) : "");
    }

    /// <summary>Whether this browser is half way in.</summary>
    public async Task<Guid?> HalfWayInAsync(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(HostPrefixedCookies.Name(http, HalfWay), out var value)) return null;
        try
        {
            var parts = _protector.Unprotect(value).Split('|');
            var user = await FindAsync(Guid.Parse(parts[0], CultureInfo.InvariantCulture), http.RequestAborted);
            return user is not null && user.SecurityStamp == parts[1] ? user.Id : null;
        }
        catch (CryptographicException) { return null; }
    }

    /// <summary>The second half: the code.</summary>
    public async Task<string> FinishAsync(HttpContext http, Guid userId, string? code, string? returnUrl)
    {
        var signedIn = await signIn.FinishAsync(userId, code, Sessions.BrowserLifetime, Device.Of(http), http.RequestAborted);
        http.Response.Cookies.Delete(HostPrefixedCookies.Name(http, HalfWay), Cookie(http, null));
        return await EnterAsync(http, signedIn, returnUrl);
    }

    /// <summary>Gives the browser its cookies; answers the address to go to.</summary>
    public async Task<string> EnterAsync(HttpContext http, SignedIn signedIn, string? returnUrl)
    {
        await BrowserSession.SignInAsync(http, signedIn.State);
        known.Remember(http, KnownBrowser.Device, signedIn.User.Id, TimeSpan.FromDays(365));
        return LocalPath.Or(returnUrl, "/");
    }

    private async Task<User?> FindAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == userId, ct);
    }

    private static CookieOptions Cookie(HttpContext http, TimeSpan? lifetime) =>
        new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = lifetime, IsEssential = true };
}

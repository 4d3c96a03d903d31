using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
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
    /// <param name="http">The request.</param>
    /// <param name="userId">Who.</param>
    /// <param name="returnUrl">Where they wanted to go.</param>
    /// <param name="stamp">The account's stamp when the password was looked at; null after a link or another provider.</param>
    public async Task<string> ContinueAsync(HttpContext http, Guid userId, string? returnUrl, string? stamp = null)
    {
        var user = await FindAsync(userId, http.RequestAborted) ?? throw new InvalidOperationException("The person is gone.");
        stamp ??= user.SecurityStamp;
        if (!user.TwoFactorEnabled) return await EnterAsync(http, await signIn.FinishAsync(userId, stamp, null, Sessions.BrowserLifetime, Device.Of(http), http.RequestAborted), returnUrl);
        http.Response.Cookies.Append(HostPrefixedCookies.Name(http, HalfWay), _protector.Protect($"{userId:N}|{stamp}", HalfWayLasts), Cookie(http, HalfWayLasts));
        return "/login/code" + (LocalPath.IsSafe(returnUrl) ? "?returnUrl=" + Uri.EscapeDataString(returnUrl) : "");
    }

    /// <summary>Whether this browser is half way in.</summary>
    public async Task<Guid?> HalfWayInAsync(HttpContext http) =>
        Half(http) is { } half && await FindAsync(half.User, http.RequestAborted) is { } user && user.SecurityStamp == half.Stamp ? user.Id : null;

    /// <summary>The second half: the code.</summary>
    public async Task<string> FinishAsync(HttpContext http, Guid userId, string? code, string? returnUrl)
    {
        if (Half(http) is not { } half || half.User != userId) throw new RefusedException(SignIn.WrongCredentials);
        var signedIn = await signIn.FinishAsync(userId, half.Stamp, code, Sessions.BrowserLifetime, Device.Of(http), http.RequestAborted);
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

    private (Guid User, string Stamp)? Half(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(HostPrefixedCookies.Name(http, HalfWay), out var value)) return null;
        try { return _protector.Unprotect(value).Split('|') is [var user, var stamp] ? (Guid.Parse(user, CultureInfo.InvariantCulture), stamp) : null; }
        catch (CryptographicException) { return null; }
    }

    private async Task<User?> FindAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == userId, ct);
    }

    private static CookieOptions Cookie(HttpContext http, TimeSpan? lifetime) =>
        new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = lifetime, IsEssential = true };
}

using System.Globalization;
using System.Security.Cryptography;
using Rendrix.Web.Identity.Providers;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// Headers that every answer carries, whoever wrote it: types are not guessed, TLS is remembered, and HTML has a content security policy. Settings below
/// <c>Rendrix:Hsts</c> (Days, 365 when left out, 0 for none; IncludeSubDomains, for the platform's own hosts) and <c>Rendrix:ContentSecurity:ReportOnly</c>.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next, HostNames hosts, ProviderCatalog providers, IConfiguration configuration)
{
    private static readonly object NonceKey = new();
    private readonly int _hstsDays = configuration.GetValue("Rendrix:Hsts:Days", 365);
    private readonly bool _subDomains = configuration.GetValue("Rendrix:Hsts:IncludeSubDomains", false);
    private readonly bool _reportOnly = configuration.GetValue("Rendrix:ContentSecurity:ReportOnly", false);

    /// <summary>The nonce of an answer; made when first asked for.</summary>
    public static string NonceOf(HttpContext http)
    {
        if (http.Items.TryGetValue(NonceKey, out var known)) return (string)known!;
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        http.Items[NonceKey] = nonce;
        return nonce;
    }

    /// <summary>Adds them as the answer begins.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(() => { Write(http); return Task.CompletedTask; });
        return next(http);
    }

    private void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (headers["Referrer-Policy"].Count == 0) headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        if (http.Request.IsHttps && _hstsDays > 0) headers.StrictTransportSecurity = Hsts(http);
        if (http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) != true) return;
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (headers.ContentSecurityPolicy.Count == 0 && headers["Content-Security-Policy-Report-Only"].Count == 0)
        {
            var shop = http.RequestServices.GetRequiredService<CurrentTenant>().IsStorefront;
            headers.ContentSecurityPolicy = shop ? ContentPolicy.OfPlainPage : ContentPolicy.OfDashboard(http.Request, NonceOf(http), providers);
            if (!shop) headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }
        // Policies of files (a drawing that must not run) are no question of trying out; ours name where to report.
        if (_reportOnly && headers.ContentSecurityPolicy.ToString() is var policy && policy.Contains(ContentPolicy.ReportPath, StringComparison.Ordinal))
        {
            headers.Remove("Content-Security-Policy");
            headers["Content-Security-Policy-Report-Only"] = policy;
        }
    }

    // A merchant's own domain has hosts that are none of our business; so sub-domains are spoken for below ours alone, and only when the operator says so.
    private string Hsts(HttpContext http) =>
        "max-age=" + (_hstsDays * 86_400L).ToString(CultureInfo.InvariantCulture) + (_subDomains && HostNames.Of(http.Request.Host) is { } host && (hosts.IsDashboard(host) || host.EndsWith("." + hosts.BaseDomain, StringComparison.Ordinal)) ? "; includeSubDomains" : "");
}

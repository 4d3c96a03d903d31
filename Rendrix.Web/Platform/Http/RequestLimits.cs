using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// How large a request may be and how long it may take, by kind. Forms and JSON are small; uploads of pictures and catalogs say their own size at the endpoint. API calls
/// end after a minute; downloads, imports and circuits go on.
/// </summary>
internal static class RequestLimits
{
    /// <summary>Largest body of an endpoint that says nothing else (2 MiB): a form with long texts.</summary>
    public const long MostBytes = 2 * 1024 * 1024;

    /// <summary>Longest API call.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Sets the server's limits and the names of cookies that depend on TLS.</summary>
    public static void LimitRequests(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = MostBytes;
            server.Limits.MaxRequestLineSize = 8 * 1024;
            server.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            server.Limits.MaxRequestHeaderCount = 100;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            server.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(8));
        });
        builder.Services.Configure<FormOptions>(form => (form.ValueCountLimit, form.KeyLengthLimit, form.MultipartHeadersCountLimit) = (1000, 1024, 16));
        builder.Services.AddRequestTimeouts(timeouts => timeouts.AddPolicy(Policy, new RequestTimeoutPolicy { Timeout = Longest, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable }));
        // Where the registered address has TLS, no other host may set this cookie; a plain address, as in development, keeps the plain name.
        var tls = builder.Configuration["Rendrix:PublicUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
        builder.Services.Configure<AntiforgeryOptions>(forgery =>
        {
            forgery.Cookie.Name = tls ? "__Host-rdx_form" : "rdx_form";
            forgery.Cookie.Path = "/";
            forgery.Cookie.SecurePolicy = tls ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            forgery.SuppressXFrameOptionsHeader = true;
        });
    }

    /// <summary>Says that an endpoint ends after a minute.</summary>
    public static readonly RequestTimeoutAttribute Bounded = new(Policy);

    /// <summary>Says that an endpoint takes as long as it takes, whatever its group says: downloads and uploads.</summary>
    public static readonly DisableRequestTimeoutAttribute Unbounded = new();

    private const string Policy = "api";
}

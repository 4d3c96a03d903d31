using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// Takes scheme and client address from a proxy in front (X-Forwarded-Proto, X-Forwarded-For), but only from proxies that are known: loopback,
/// and those in <c>Rendrix:KnownProxies</c> (addresses or networks such as 10.0.0.0/8, separated by commas). The host is never taken from a header.
/// </summary>
public static class ProxyHeaders
{
    /// <summary>First in the pipeline: everything after it reads scheme and address.</summary>
    public static IApplicationBuilder UseProxyHeaders(this WebApplication app)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 2 };
        foreach (var known in (app.Configuration["Rendrix:KnownProxies"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (known.Contains('/', StringComparison.Ordinal) && System.Net.IPNetwork.TryParse(known, out var network)) options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(known, out var address)) options.KnownProxies.Add(address);
            else throw new StartupProblem($"Rendrix__KnownProxies holds \"{known}\", which is neither an address nor a network such as 10.0.0.0/8.");
        return app.UseForwardedHeaders(options);
    }
}

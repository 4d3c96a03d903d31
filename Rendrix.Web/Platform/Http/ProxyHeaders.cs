using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// Takes scheme and client address from a proxy in front (X-Forwarded-Proto, X-Forwarded-For), but only from proxies that are known: loopback,
/// and those in <c>Rendrix:KnownProxies</c> (addresses or networks such as 10.0.0.0/8, separated by commas). The host is never taken from a header. Those that tell where a visitor is (<c>Rendrix:PlaceHeaders</c>, such as CF-IPCity,CF-IPCountry) are believed from the same proxies.
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
        var places = (app.Configuration["Rendrix:PlaceHeaders"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // Before the proxy's address gives way to the visitor's: anybody can send such a header, and only a proxy is believed.
        if (places.Length > 0)
            app.Use((http, next) =>
            {
                if (IsKnown(options, http.Connection.RemoteIpAddress)) http.Items[PlaceKey] = PlaceOf(http.Request.Headers, places);
                return next(http);
            });
        return app.UseForwardedHeaders(options);
    }

    /// <summary>The place a request comes from as a known proxy tells it; empty when none does.</summary>
    public static string Place(this HttpContext http) => http.Items[PlaceKey] as string ?? "";

    /// <summary>Whether a proxy at this address is believed.</summary>
    internal static bool IsKnown(ForwardedHeadersOptions options, IPAddress? peer)
    {
        if (peer is null) return false;
        if (peer.IsIPv4MappedToIPv6) peer = peer.MapToIPv4();
        return options.KnownProxies.Contains(peer) || options.KnownIPNetworks.Any(network => network.Contains(peer));
    }

    /// <summary>What such headers say, in the order of their names: a code of ISO 3166-1 as the country's English name, anything else as it is; at most 80 characters.</summary>
    internal static string PlaceOf(IHeaderDictionary headers, IEnumerable<string> names)
    {
        var parts = names.Select(name => headers[name].ToString()).Select(said => new string([.. said.Where(c => !char.IsControl(c))]).Trim()).Where(said => said.Length > 0).Select(Told).OfType<string>();
        var place = string.Join(", ", parts);
        return place.Length <= MostPlace ? place : place[..MostPlace];
    }

    // XX is unknown and T1 the Tor network to those who write country codes.
    private static string? Told(string said)
    {
        if (said is "XX" or "T1" or "-" || said.Length != 2 || !said.All(char.IsAsciiLetterUpper)) return said is "XX" or "T1" or "-" ? null : said;
        try { return new RegionInfo(said).EnglishName; }
        catch (ArgumentException) { return said; }
    }

    private const int MostPlace = 80;
    private static readonly object PlaceKey = new();
}

using System.Net;
using System.Net.Sockets;

namespace Rendrix.Web.Media;

/// <summary>
/// A client for addresses that people type in. It reaches public addresses on the usual ports and nothing else: the check stands at the socket,
/// after the name was resolved, so neither names, redirects nor changing answers of a name server lead inside.
/// </summary>
public static class SafeHttp
{
    private const int MostRedirects = 5;

    /// <summary>A client without redirects, cookies, proxy and credentials; ten seconds per request.</summary>
    public static HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, Credentials = null, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1), MaxConnectionsPerServer = 4, MaxResponseHeadersLength = 32, ConnectCallback = ConnectAsync,
        };
        var client = new HttpClient(handler, disposeHandler: true) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 6 * 1024 * 1024 };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Rendrix/1.0");
        return client;
    }

    /// <summary>Gets up to so many bytes, following a few redirects, each checked like the first address. Null with a sentence when it cannot be had.</summary>
    public static async Task<(byte[]? Content, string Problem, bool MayPass)> GetAsync(HttpClient client, string url, int maxBytes, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            for (var hop = 0; hop <= MostRedirects; hop++)
            {
                if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !IsAllowed(uri)) return (null, "The address is not one of a public web server", false);
                using var response = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } next) { url = new Uri(uri, next).AbsoluteUri; continue; }
                if (!response.IsSuccessStatusCode) return (null, $"The server answered {(int)response.StatusCode}", (int)response.StatusCode is 429 or >= 500);
                if (response.Content.Headers.ContentLength > maxBytes) return (null, $"The file is larger than {maxBytes / 1024 / 1024} MB", false);
                return await ReadAsync(response, maxBytes, patience.Token);
            }
            return (null, "The address redirects too often", false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return (null, "The server did not answer within 10 seconds", true); }
        catch (PrivateAddressException) { return (null, "The address is not one of a public web server", false); }
        catch (HttpRequestException e) when (e.InnerException is PrivateAddressException) { return (null, "The address is not one of a public web server", false); }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or UriFormatException) { return (null, "The server could not be reached", true); }
    }

    /// <summary>Whether an address may be asked at all: http or https on their own ports, no user name in it.</summary>
    public static bool IsAllowed(Uri uri) => (uri.Scheme == Uri.UriSchemeHttp && uri.Port == 80 || uri.Scheme == Uri.UriSchemeHttps && uri.Port == 443) && uri.UserInfo.Length == 0 && uri.Host.Length > 0;

    /// <summary>Whether an address is one of the public internet. Addresses that carry another one inside (mapped, translated, tunnelled) are judged by that.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var b = address.GetAddressBytes();
        if (b.Length == 4)
            return (b[0], b[1], b[2]) switch
            {
                (0 or 10 or 127 or >= 224, _, _) => false,          // this host, private, loopback, multicast and reserved
                (100, >= 64 and <= 127, _) => false,                // carrier networks
                (169, 254, _) => false,                             // link-local, where clouds keep their metadata
                (172, >= 16 and <= 31, _) or (192, 168, _) => false, // private
                (192, 0, 0 or 2) or (198, 51, 100) or (203, 0, 113) => false, // protocol assignments, documentation
                (192, 88, 99) or (198, 18 or 19, _) => false,       // old relays, benchmarks
                _ => true,
            };
        if (b[0] == 0 && b[1] == 0x64 && b[2] == 0xFF && b[3] == 0x9B) return b.AsSpan(4, 8).IndexOfAnyExcept((byte)0) < 0 && IsPublic(new IPAddress(b.AsSpan(12, 4)));
        if (b[0] == 0x20 && b[1] == 0x02) return IsPublic(new IPAddress(b.AsSpan(2, 4)));
        // Global unicast is 2000::/3; inside it lie tunnels (2001::/23) and documentation (2001:db8::/32, 3fff::/20).
        return (b[0] & 0xE0) == 0x20 && !(b[0] == 0x20 && b[1] == 0x01 && (b[2] < 2 || b[2] == 0x0D && b[3] == 0xB8)) && !(b[0] == 0x3F && b[1] == 0xFF && b[2] < 0x10);
    }

    private static async Task<(byte[]?, string, bool)> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken ct)
    {
        using var all = new MemoryStream();
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var part = new byte[32_768];
        int read;
        while ((read = await body.ReadAsync(part, ct)) > 0)
        {
            if (all.Length + read > maxBytes) return (null, $"The file is larger than {maxBytes / 1024 / 1024} MB", false);
            all.Write(part, 0, read);
        }
        return (all.ToArray(), "", false);
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        // A name with one inside address is not trusted with the others: it may be asked again until the other one comes.
        if (addresses.Length == 0 || !addresses.All(IsPublic)) throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class PrivateAddressException : Exception;
}

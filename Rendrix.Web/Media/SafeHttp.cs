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
    private const string NotPublic = "The address is not one of a public web server";

    /// <summary>A client without redirects, cookies, proxy and credentials; ten seconds per request.</summary>
    /// <param name="find">Finds the addresses of a host; the system's resolver when left out.</param>
    /// <param name="isTrusted">Whether the operator of the installation named this host and port as one that may be reached wherever it is; nobody is when left out.</param>
    public static HttpClient CreateClient(FindAddresses? find = null, Func<string, int, bool>? isTrusted = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, Credentials = null, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1), MaxConnectionsPerServer = 4, MaxResponseHeadersLength = 32, ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, find ?? Dns.GetHostAddressesAsync, isTrusted, ct),
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
                if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !IsAllowed(uri)) return (null, NotPublic, false);
                using var response = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } next) { url = new Uri(uri, next).AbsoluteUri; continue; }
                if (!response.IsSuccessStatusCode) return (null, $"The server answered {(int)response.StatusCode}", (int)response.StatusCode is 429 or >= 500);
                if (response.Content.Headers.ContentLength > maxBytes) return (null, $"The file is larger than {maxBytes / 1024 / 1024} MB", false);
                return await ReadAsync(response, maxBytes, patience.Token);
            }
            return (null, "The address redirects too often", false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return (null, "The server did not answer within 10 seconds", true); }
        catch (PrivateAddressException) { return (null, NotPublic, false); }
        catch (HttpRequestException e) when (e.InnerException is PrivateAddressException) { return (null, NotPublic, false); }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or UriFormatException) { return (null, "The server could not be reached", true); }
    }

    /// <summary>
    /// Sends one request and keeps the beginning of the answer. Redirects are answers like others. What could not be sent has no status and says why, without a word of what
    /// stands inside.
    /// </summary>
    public static async Task<SafeAnswer> SendAsync(HttpClient client, HttpRequestMessage request, int keep, TimeSpan patience, CancellationToken ct)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timed.CancelAfter(patience);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timed.Token);
            var wait = response.Headers.RetryAfter is { } after ? after.Delta : null;
            return new SafeAnswer((int)response.StatusCode, await BeginningAsync(response, keep, timed.Token, ct), "", wait);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return new SafeAnswer(null, "", $"No answer within {patience.TotalSeconds:0} seconds", null); }
        catch (HttpRequestException e) when (e.InnerException is PrivateAddressException) { return new SafeAnswer(null, "", NotPublic, null); }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.NameResolutionError) { return new SafeAnswer(null, "", "The host was not found", null); }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError) { return new SafeAnswer(null, "", "The certificate of the server was not accepted", null); }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException) { return new SafeAnswer(null, "", "The server could not be reached", null); }
    }

    /// <summary>Whether a host leads to the public internet and nowhere else; asked before an address is saved, and again by the socket each time.</summary>
    public static async Task<bool?> LeadsOutAsync(string host, FindAddresses? find, CancellationToken ct)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timed.CancelAfter(TimeSpan.FromSeconds(5));
        try { return await (find ?? Dns.GetHostAddressesAsync)(host, timed.Token) is { Length: > 0 } found ? found.All(IsPublic) : null; }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return null; }
        catch (Exception e) when (e is SocketException or ArgumentException) { return null; }
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

    // What arrived before the time was over is kept: the status alone says whether the request did.
    private static async Task<string> BeginningAsync(HttpResponseMessage response, int keep, CancellationToken timed, CancellationToken ct)
    {
        var (all, read) = (new byte[keep], 0);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(timed);
            for (int part; read < keep && (part = await body.ReadAsync(all.AsMemory(read), timed)) > 0;) read += part;
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException && !ct.IsCancellationRequested) { /* the beginning is enough */ }
        return System.Text.Encoding.UTF8.GetString(all, 0, read).Replace('\0', '\uFFFD');
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, FindAddresses find, Func<string, int, bool>? isTrusted, CancellationToken ct)
    {
        var addresses = await find(to.Host, ct);
        // A name with one inside address is not trusted with the others: it may be asked again until the other one comes.
        if (addresses.Length == 0 || !addresses.All(IsPublic) && isTrusted?.Invoke(to.Host, to.Port) != true) throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, ct);
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

/// <summary>Finds the addresses of a host.</summary>
public delegate Task<IPAddress[]> FindAddresses(string host, CancellationToken ct);

/// <summary>What came back.</summary>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Text">The beginning of the answer.</param>
/// <param name="Problem">Why there was none; else empty.</param>
/// <param name="RetryAfter">How long the server asks to wait.</param>
public sealed record SafeAnswer(int? Status, string Text, string Problem, TimeSpan? RetryAfter);

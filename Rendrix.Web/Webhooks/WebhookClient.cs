using Rendrix.Web.Media;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks;

/// <summary>
/// The client that tells webhooks. It reaches public addresses over TLS on their own port, and besides those the hosts that the operator of the installation named
/// (<c>Rendrix:Webhooks:InnerHosts</c>, host and port, separated by spaces), which no merchant can.
/// </summary>
public sealed class WebhookClient : IDisposable
{
    /// <summary>How long a receiver may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly HashSet<string> _inner;
    private readonly FindAddresses _find;
    private readonly HttpClient _client;

    /// <summary>Reads which hosts are trusted.</summary>
    public WebhookClient(IConfiguration configuration, FindAddresses find)
    {
        _find = find;
        _inner = [.. (configuration["Rendrix:Webhooks:InnerHosts"] ?? "").ToLowerInvariant().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        _client = SafeHttp.CreateClient(find, IsInner);
    }

    /// <summary>What is wrong with an address, or null. The host is looked up, and again each time something is sent.</summary>
    public async Task<string?> ProblemOfAsync(string url, CancellationToken ct)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")) return "Enter an address that begins with https://";
        if (uri.UserInfo.Length > 0) return "Leave user name and password out of the address; put a secret into its path instead";
        if (IsInner(uri.IdnHost, uri.Port)) return null;
        if (uri.Scheme != Uri.UriSchemeHttps) return "Enter an address that begins with https://";
        if (!SafeHttp.IsAllowed(uri)) return "Use the usual port of https, 443";
        return await SafeHttp.LeadsOutAsync(uri.IdnHost, _find, ct) switch
        {
            true => null,
            false => "This address does not lead to a public web server",
            null => "This host was not found. Look for a typing error, or wait until its DNS is known",
        };
    }

    /// <summary>Sends a body with its signatures.</summary>
    public async Task<SafeAnswer> SendAsync(string url, string id, DateTimeOffset at, string body, string signatures, CancellationToken ct)
    {
        // The rule of today counts, not the one of the day on which it was saved.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !IsInner(uri.IdnHost, uri.Port) && (uri.Scheme != Uri.UriSchemeHttps || !SafeHttp.IsAllowed(uri)))
            return new SafeAnswer(null, "", "The address is not one of a public web server", null);
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        // Without the charset that .NET adds: JSON has none.
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, signatures);
        return await SafeHttp.SendAsync(_client, request, WebhookAttempt.AnswerKept, Patience, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private bool IsInner(string host, int port) => _inner.Contains($"{host.Trim('[', ']').ToLowerInvariant()}:{port}");
}

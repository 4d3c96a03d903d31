using System.Collections.Concurrent;
using System.Text.Json;

namespace Rendrix.Web.Identity.Providers;

/// <summary>Keeps keys and discovery documents of issuers for an hour. A key id that is not among the kept ones asks again, once a minute at most, since issuers change keys.</summary>
internal sealed class IssuerDocuments(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan AskedAgain = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (JsonElement Document, DateTimeOffset Read)> _documents = new(StringComparer.Ordinal);

    public async Task<JsonElement> KeysAsync(HttpClient http, string address, string? kid, CancellationToken ct)
    {
        var keys = await ReadAsync(http, address, Kept, ct);
        return kid is null || keys.GetProperty("keys").EnumerateArray().Any(k => k.TryGetProperty("kid", out var own) && own.GetString() == kid) ? keys : await ReadAsync(http, address, AskedAgain, ct);
    }

    public Task<JsonElement> DiscoveryAsync(HttpClient http, string issuer, CancellationToken ct) => ReadAsync(http, issuer + "/.well-known/openid-configuration", Kept, ct);

    private async Task<JsonElement> ReadAsync(HttpClient http, string address, TimeSpan fresh, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_documents.TryGetValue(address, out var known) && known.Read > now - fresh) return known.Document;
        using var response = await http.GetAsync(new Uri(address), ct);
        response.EnsureSuccessStatusCode();
        using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), default, ct);
        var read = document.RootElement.Clone();
        _documents[address] = (read, now);
        return read;
    }
}

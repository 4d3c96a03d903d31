using System.Net;
using System.Net.Sockets;
using Rendrix.Domains;
using Rendrix.Web.Platform;
using Rendrix.Web.Platform.Dns;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Domains;

/// <summary>
/// Where merchants' domains have to point: the name in <c>Rendrix:Domains:Target</c> (the base domain when left out) and the addresses in
/// <c>Rendrix:Domains:Addresses</c>, or those that the name has in DNS.
/// </summary>
public sealed class OurPlaces
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private readonly DnsClient _dns;
    private readonly TimeProvider _clock;
    private Known? _known;
    private readonly IReadOnlyList<string> _v4;
    private readonly IReadOnlyList<string> _v6;
    private readonly IReadOnlyList<string> _authorities;

    /// <summary>Reads the settings; an address that is none ends the start with one line.</summary>
    public OurPlaces(IConfiguration configuration, HostNames hosts, DnsClient dns, TimeProvider clock)
    {
        (_dns, _clock) = (dns, clock);
        Target = (configuration["Rendrix:Domains:Target"] ?? hosts.BaseDomain).Trim().Trim('.').ToLowerInvariant();
        var addresses = Split(configuration["Rendrix:Domains:Addresses"]).Select(text => IPAddress.TryParse(text, out var ip) ? ip : throw new StartupProblem($"Rendrix__Domains__Addresses holds \"{text}\", which is no IP address.")).ToList();
        _v4 = [.. addresses.Where(a => a.AddressFamily == AddressFamily.InterNetwork).Select(a => a.ToString())];
        _v6 = [.. addresses.Where(a => a.AddressFamily == AddressFamily.InterNetworkV6).Select(a => a.ToString())];
        _authorities = Split(configuration["Rendrix:Domains:CertificateAuthorities"] ?? "letsencrypt.org");
    }

    /// <summary>The name for CNAME records.</summary>
    public string Target { get; }

    /// <summary>The place as it is now.</summary>
    public async Task<OurPlace> FindAsync(CancellationToken ct)
    {
        if (_v4.Count + _v6.Count > 0) return new(Target, _v4, _v6, _authorities);
        // A name of this machine has no place in DNS (RFC 6761 section 6.3).
        if (Target == "localhost" || Target.EndsWith(".localhost", StringComparison.Ordinal)) return new(Target, [], [], _authorities);
        if (Volatile.Read(ref _known) is { } known && known.Until > _clock.GetUtcNow()) return known.Place;
        var (v4, v6) = (_dns.AskAsync(Target, DnsType.A, ct), _dns.AskAsync(Target, DnsType.Aaaa, ct));
        var place = new OurPlace(Target, Addresses(await v4), Addresses(await v6), _authorities);
        Volatile.Write(ref _known, new Known(place, _clock.GetUtcNow() + Remembered));
        return place;
    }

    private sealed record Known(OurPlace Place, DateTimeOffset Until);

    private static List<string> Addresses(DnsAnswer answer) => [.. answer.Records.Select(r => r.Address!.ToString())];

    private static string[] Split(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

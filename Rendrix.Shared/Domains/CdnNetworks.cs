using System.Net;

namespace Rendrix.Domains;

/// <summary>Networks that stand in front of other people's servers. Behind one, DNS no longer tells where a domain leads.</summary>
internal static class CdnNetworks
{
    private static readonly (string Name, string[] Aliases, IPNetwork[] Networks)[] Known =
    [
        ("Cloudflare", ["cdn.cloudflare.net"],
        [
            .. ((string[])["173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "141.101.64.0/18", "108.162.192.0/18", "190.93.240.0/20", "188.114.96.0/20", "197.234.240.0/22", "198.41.128.0/17", "162.158.0.0/15", "104.16.0.0/13", "104.24.0.0/14",
                "172.64.0.0/13", "131.0.72.0/22", "2400:cb00::/32", "2606:4700::/32", "2803:f800::/32", "2405:b500::/32", "2405:8100::/32", "2a06:98c0::/29", "2c0f:f248::/32"]).Select(IPNetwork.Parse),
        ]),
        ("Fastly", ["fastly.net", "fastlylb.net"], [.. ((string[])["151.101.0.0/16", "199.232.0.0/16", "146.75.0.0/17", "2a04:4e40::/32", "2a04:4e42::/32"]).Select(IPNetwork.Parse)]),
        ("Amazon CloudFront", ["cloudfront.net"], []),
        ("Akamai", ["akamaiedge.net", "edgekey.net", "edgesuite.net", "akamai.net"], []),
        ("Azure", ["azureedge.net", "azurefd.net"], []),
        ("Bunny", ["b-cdn.net"], []),
        ("Sucuri", [], [.. ((string[])["192.88.134.0/23", "185.93.228.0/22", "66.248.200.0/22", "208.109.0.0/22"]).Select(IPNetwork.Parse)]),
    ];

    /// <summary>The name of the network that all these addresses, or an alias on the way, belong to; null when none.</summary>
    public static string? NameOf(IReadOnlyList<string> chain, IReadOnlyList<string> addresses)
    {
        foreach (var (name, aliases, networks) in Known)
        {
            if (chain.Any(c => Array.Exists(aliases, a => c == a || c.EndsWith("." + a, StringComparison.Ordinal)))) return name;
            if (addresses.Count > 0 && addresses.All(a => Array.Exists(networks, n => n.Contains(IPAddress.Parse(a))))) return name;
        }
        return null;
    }
}

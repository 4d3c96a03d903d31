using System.Collections.Frozen;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Rendrix.Web.Storefront;

/// <summary>Fingerprinted addresses of the public files, so that browsers may keep them for a year. Read once from the endpoints that serve them.</summary>
public sealed class ShopAssets(EndpointDataSource endpoints)
{
    private FrozenDictionary<string, string>? _byLabel;

    /// <summary>Address of a public file from its plain path ("css/store.css"); the plain address when it has no fingerprint.</summary>
    public string Url(string path) => "/" + (_byLabel ??= Read()).GetValueOrDefault(path, path);

    private FrozenDictionary<string, string> Read()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.Endpoints)
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is { } asset && asset.Properties.FirstOrDefault(p => p.Name == "label") is { } label)
                found.TryAdd(label.Value, asset.Route);
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

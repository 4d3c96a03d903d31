using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Rendrix.Web.Storefront;

/// <summary>Fingerprinted addresses of the public files, so that browsers may keep them for a year. Read once from the endpoints that serve them.</summary>
public sealed class ShopAssets(EndpointDataSource endpoints, IWebHostEnvironment site)
{
    /// <summary>A stylesheet up to this size stands in the page: asking for it takes a phone longer than reading it (docs/decisions/0058).</summary>
    public const int MostInPage = 4096;

    private readonly ConcurrentDictionary<string, (DateTimeOffset Changed, string? Text)> _texts = new(StringComparer.Ordinal);
    private FrozenDictionary<string, string>? _byLabel;

    /// <summary>Address of a public file from its plain path ("css/store.css"); the plain address when it has no fingerprint.</summary>
    public string Url(string path) => "/" + (_byLabel ??= Read()).GetValueOrDefault(path, path);

    /// <summary>What a small stylesheet says, to be written into the page; null for one that is to be linked.</summary>
    public string? InPage(string path)
    {
        // Only who writes stylesheets changes them while the program runs.
        if (_texts.TryGetValue(path, out var known) && !site.IsDevelopment()) return known.Text;
        var file = site.WebRootFileProvider.GetFileInfo(path);
        if (known.Changed == file.LastModified && known.Changed != default) return known.Text;
        string? text = null;
        if (file is { Exists: true, Length: <= MostInPage })
        {
            using var reader = new StreamReader(file.CreateReadStream());
            text = reader.ReadToEnd().Trim();
        }
        _texts[path] = (file.LastModified, text);
        return text;
    }

    private FrozenDictionary<string, string> Read()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.Endpoints)
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is { } asset && asset.Properties.FirstOrDefault(p => p.Name == "label") is { } label)
                found.TryAdd(label.Value, asset.Route);
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

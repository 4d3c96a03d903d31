using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.FileProviders;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>A picture on a page and what it weighs.</summary>
/// <param name="Element">Where it stands.</param>
/// <param name="Name">File name.</param>
/// <param name="Bytes">What a phone loads, about; null when the picture is not in the media library.</param>
/// <param name="Eager">It loads at once and not when it comes near.</param>
public sealed record WeighedPicture(IElement Element, string Name, long? Bytes, bool Eager);

/// <summary>What a page weighs, part by part.</summary>
public sealed record MeasuredPage(PageWeight Sum, IReadOnlyList<WeighedPicture> Pictures, WeighedPicture? Largest);

/// <summary>
/// Weighs a page as a phone with a slow connection would load it: 1.6 Mbit/s and 150 ms to the server and back, the line that search engines measure with.
/// An estimate that is the same every time, so that two versions of a page can be compared.
/// </summary>
public sealed partial class PageScales(IWebHostEnvironment site)
{
    private const double BytesPerSecond = 1_600_000 / 8.0, RoundTrip = 0.15, Drawing = 0.25;
    // Pictures are made in steps; this is the one a phone takes.
    private const int PhoneWidth = 800;

    private readonly ConcurrentDictionary<string, (DateTimeOffset Changed, long Bytes)> _files = new();

    /// <summary>Weighs the markup of a page with everything it loads.</summary>
    public MeasuredPage Weigh(string html, IHtmlDocument page, StoreFacts facts, string pathBase)
    {
        var clean = Marks().Replace(html, "");
        long css = 0, script = 0, fonts = 0;
        foreach (var link in page.QuerySelectorAll("link[rel=stylesheet]")) css += SentSize(link.GetAttribute("href"), compressed: true);
        foreach (var source in page.QuerySelectorAll("script[src]")) script += SentSize(source.GetAttribute("src"), compressed: true);
        foreach (var font in page.QuerySelectorAll("link[rel=preload][as=font]")) fonts += SentSize(font.GetAttribute("href"), compressed: false);

        var pictures = page.Images.Select(image => WeighPicture(image, facts, pathBase)).ToList();
        var size = Encoding.UTF8.GetByteCount(clean);
        var first = pictures.FirstOrDefault(p => p.Element.GetAttribute("fetchpriority") == "high") ?? pictures.FirstOrDefault(p => p.Eager && p.Element.Closest("main") is not null);
        // Connection and answer, then what must be there before anything shows, then the picture the first screen is about.
        var seconds = RoundTrip * 3 + (size + css) / BytesPerSecond + Drawing;
        if (first is not null) seconds += RoundTrip + (first.Bytes ?? 150_000) / BytesPerSecond;
        else seconds += Math.Min(fonts, 60_000) / BytesPerSecond;
        return new MeasuredPage(new PageWeight(size, css, script, pictures.Sum(p => p.Bytes ?? 0), pictures.Count, pictures.Count(p => p.Eager), Math.Round(seconds, 1)), pictures, first);
    }

    private static WeighedPicture WeighPicture(IHtmlImageElement image, StoreFacts facts, string pathBase)
    {
        var source = image.GetAttribute("src") ?? "";
        var path = pathBase.Length > 0 && source.StartsWith(pathBase + "/", StringComparison.Ordinal) ? source[pathBase.Length..] : source;
        var eager = image.GetAttribute("loading") != "lazy";
        if (facts.PictureAt(path) is not { } file) return new WeighedPicture(image, path[(path.LastIndexOf('/') + 1)..], null, eager);
        var bytes = file.Bytes;
        // With sizes to choose from a phone takes a small one; pictures shrink a little slower than their area.
        if (image.HasAttribute("srcset") && file.Width > PhoneWidth) bytes = (long)(bytes * Math.Pow((double)PhoneWidth / file.Width, 1.6));
        return new WeighedPicture(image, file.Name, bytes, eager);
    }

    private long SentSize(string? address, bool compressed)
    {
        if (address is not { Length: > 1 } || address[0] != '/') return 0;
        // A fingerprint stands before the ending: css/store.abc123.css is css/store.css.
        var file = site.WebRootFileProvider.GetFileInfo(address) is { Exists: true } found ? found : site.WebRootFileProvider.GetFileInfo(Fingerprint().Replace(address, ""));
        if (!file.Exists || file.IsDirectory) return 0;
        if (!compressed) return file.Length;
        if (_files.TryGetValue(address, out var known) && known.Changed == file.LastModified) return known.Bytes;
        var bytes = Compressed(file);
        _files[address] = (file.LastModified, bytes);
        return bytes;
    }

    private static long Compressed(IFileInfo file)
    {
        using var sink = new MemoryStream();
        using (var brotli = new BrotliStream(sink, CompressionLevel.Optimal, leaveOpen: true))
        using (var source = file.CreateReadStream()) source.CopyTo(brotli);
        return sink.Length;
    }

    [GeneratedRegex("""\sdata-ed[a-z-]*(="[^"]*")?""")] private static partial Regex Marks();
    [GeneratedRegex(@"\.[a-z0-9]{8,12}(?=\.[a-z0-9]+$)")] private static partial Regex Fingerprint();
}

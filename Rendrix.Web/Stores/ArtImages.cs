using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Rendrix.Integrations;
using Rendrix.Web.Stores.Artwork;

namespace Rendrix.Web.Stores;

/// <summary>
/// Pictures that our own code draws, by address: <c>art:{industry}/{drawing}?b=0&amp;c=CF3A20,2F7F86&amp;v=330,300,560,560</c> with the backdrop (0, 1, 2),
/// colors in place of the drawing's own, and a view cut out of the 1200 by 1200 canvas; all three may be missing. <c>art:{industry}/scene</c> is the
/// industry's wide picture for the hero. What was drawn is remembered, because every store of an industry begins with the same pictures.
/// </summary>
public sealed class ArtImages : IImageSource
{
    private const string Scheme = "art:";
    // Nine starter catalogs have about 400 pictures of 10 kB; more addresses than twice that are somebody's own and are drawn anew.
    private const int MostRemembered = 1000;
    private readonly ConcurrentDictionary<string, byte[]> _drawn = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Handles(string url) => url.StartsWith(Scheme, StringComparison.Ordinal);

    /// <inheritdoc/>
    public Task<FetchedImage?> FetchAsync(string url, CancellationToken ct) =>
        Task.FromResult(Address.Parse(url) is { } address ? new FetchedImage(Bytes(address, url), $"{address.Drawing}.svg", IsOurArt: true) : null);

    /// <summary>Draws the pictures of these addresses on all cores, so that asking for them one by one is quick.</summary>
    public Task PrepareAsync(IEnumerable<string> urls, CancellationToken ct) => Parallel.ForEachAsync(urls.Distinct(), ct, (url, _) =>
    {
        if (Address.Parse(url) is { } address) Bytes(address, url);
        return ValueTask.CompletedTask;
    });

    private byte[] Bytes(Address address, string url)
    {
        if (_drawn.TryGetValue(url, out var known)) return known;
        var drawn = Encoding.UTF8.GetBytes(address.Draw());
        if (_drawn.Count < MostRemembered) _drawn[url] = drawn;
        return drawn;
    }

    private sealed record Address(string Industry, string Drawing, int Backdrop, string[] Colors, string? View)
    {
        private const string WholeCanvas = "viewBox=\"0 0 1200 1200\"";

        public static Address? Parse(string url)
        {
            if (url.Length > 500 || !url.StartsWith(Scheme, StringComparison.Ordinal)) return null;
            var (path, query) = (url[Scheme.Length..], "");
            if (path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark) (path, query) = (path[..mark], path[(mark + 1)..]);
            if (path.Split('/') is not [var industry, var drawing] || !IsCode(industry) || !IsCode(drawing)) return null;

            var (backdrop, colors, view) = (0, Array.Empty<string>(), (string?)null);
            foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
                switch (part.Split('=', 2))
                {
                    case ["b", var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out backdrop) && backdrop is >= 0 and <= 2: break;
                    case ["c", var list] when list.Split(',') is { Length: <= 8 } parts && Array.TrueForAll(parts, p => p.Length == 6 && p.All(char.IsAsciiHexDigit)): colors = [.. parts.Select(p => "#" + p)]; break;
                    case ["v", var box] when box.Split(',') is { Length: 4 } parts && Array.TrueForAll(parts, p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= 1200): view = string.Join(' ', parts); break;
                    default: return null;
                }
            return new Address(industry, drawing, backdrop, colors, view);
        }

        public string Draw()
        {
            var label = Drawing.Replace('-', ' ');
            if (Drawing == "scene") return StarterArt.Scene(Industry, label);
            var svg = StarterArt.Product(Industry, Drawing, Backdrop, Colors.Length == 0 ? null : Colors, label);
            if (View is null) return svg;
            var at = svg.IndexOf(WholeCanvas, StringComparison.Ordinal);
            return at < 0 ? svg : string.Concat(svg.AsSpan(0, at), $"viewBox=\"{View}\"", svg.AsSpan(at + WholeCanvas.Length));
        }

        private static bool IsCode(string text) => text.Length is > 0 and <= 40 && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');
    }
}

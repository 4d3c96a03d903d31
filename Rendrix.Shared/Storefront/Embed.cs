using System.Text.RegularExpressions;

namespace Rendrix.Storefront;

/// <summary>
/// Something of another site that a page may show in a frame. Only known sites can be embedded, and only by addresses made here: what a merchant
/// enters is taken apart and written anew, so that no other page of such a site ends up in a frame.
/// </summary>
/// <param name="Name">What people call the site.</param>
/// <param name="Source">Address of the frame.</param>
/// <param name="Page">Where a visitor without script is sent.</param>
/// <param name="Video">Whether it is a film.</param>
public sealed partial record Embed(string Name, string Source, string Page, bool Video)
{
    /// <summary>Hosts that may stand in a frame, for the page's content security policy.</summary>
    public const string Hosts = "https://www.youtube-nocookie.com https://player.vimeo.com https://www.openstreetmap.org https://www.google.com https://open.spotify.com https://w.soundcloud.com https://bandcamp.com https://calendly.com https://*.typeform.com";

    /// <summary>The sites in words.</summary>
    public const string Offered = "Use YouTube, Vimeo, OpenStreetMap, Google Maps, Spotify, SoundCloud, Bandcamp, Calendly or Typeform";

    /// <summary>The frame for an address; null when its site is not known or the address is not one of a thing to embed.</summary>
    public static Embed? Of(string address)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || !uri.IsDefaultPort || uri.UserInfo.Length > 0) return null;
        var path = uri.AbsolutePath;
        var host = uri.Host.ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        switch (host)
        {
            case "youtube.com" or "m.youtube.com" or "youtube-nocookie.com":
                return YouTube(path == "/watch" ? Query(uri, "v") : Second(path, "embed", "shorts", "live"));
            case "youtu.be": return YouTube(path.Trim('/'));
            case "vimeo.com": return Vimeo(path.Trim('/').Split('/')[0]);
            case "player.vimeo.com": return Vimeo(Second(path, "video"));
            case "openstreetmap.org" when path == "/export/embed.html" && Query(uri, "bbox") is { } box && Numbers().IsMatch(box):
                return new("OpenStreetMap", "https://www.openstreetmap.org/export/embed.html?bbox=" + box + (Query(uri, "marker") is { } marker && Numbers().IsMatch(marker) ? "&marker=" + marker : ""), "https://www.openstreetmap.org/", false);
            case "google.com" when path == "/maps/embed" && Query(uri, "pb") is { } pb && pb.Length < 1000:
                return new("Google Maps", "https://www.google.com/maps/embed?pb=" + Uri.EscapeDataString(pb), "https://www.google.com/maps", false);
            case "open.spotify.com" when Spotify().Match(path) is { Success: true } song:
                return new("Spotify", $"https://open.spotify.com/embed/{song.Groups[1]}/{song.Groups[2]}", $"https://open.spotify.com/{song.Groups[1]}/{song.Groups[2]}", false);
            case "soundcloud.com" when Plain().IsMatch(path):
                return new("SoundCloud", "https://w.soundcloud.com/player/?url=" + Uri.EscapeDataString("https://soundcloud.com" + path), "https://soundcloud.com" + path, false);
            case "bandcamp.com" when Bandcamp().IsMatch(path):
                return new("Bandcamp", "https://bandcamp.com" + path, "https://bandcamp.com/", false);
            case "calendly.com" when Plain().IsMatch(path):
                return new("Calendly", "https://calendly.com" + path, "https://calendly.com" + path, false);
        }
        return host.EndsWith(".typeform.com", StringComparison.Ordinal) && Typeform().IsMatch(path) ? new("Typeform", $"https://{host}{path}", $"https://{host}{path}", false) : null;
    }

    private static Embed? YouTube(string? id) =>
        id is not null && Id().IsMatch(id) ? new("YouTube", "https://www.youtube-nocookie.com/embed/" + id + "?rel=0", "https://www.youtube.com/watch?v=" + id, true) : null;

    private static Embed? Vimeo(string? id) =>
        id is { Length: > 0 and < 14 } && id.All(char.IsAsciiDigit) ? new("Vimeo", "https://player.vimeo.com/video/" + id + "?dnt=1", "https://vimeo.com/" + id, true) : null;

    private static string? Second(string path, params ReadOnlySpan<string> firsts) =>
        path.Trim('/').Split('/') is [var first, var second, ..] && firsts.Contains(first) ? second : null;

    private static string? Query(Uri uri, string name) =>
        uri.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2 && pair[0] == name).Select(pair => Uri.UnescapeDataString(pair[1])).FirstOrDefault();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{6,20}\z")] private static partial Regex Id();
    [GeneratedRegex(@"^-?[0-9.]{1,20}(,-?[0-9.]{1,20}){1,3}\z")] private static partial Regex Numbers();
    [GeneratedRegex(@"^/(?:embed/)?(track|album|playlist|episode|show|artist)/([A-Za-z0-9]{10,30})/?\z")] private static partial Regex Spotify();
    [GeneratedRegex(@"^(/[A-Za-z0-9_-]{1,80}){1,3}/?\z")] private static partial Regex Plain();
    [GeneratedRegex(@"^/EmbeddedPlayer(/[a-z_]{1,20}=[A-Za-z0-9#]{1,20}){1,12}/?\z")] private static partial Regex Bandcamp();
    [GeneratedRegex(@"^/to/[A-Za-z0-9]{4,20}\z")] private static partial Regex Typeform();
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Rendrix.Storefront;
using Rendrix.Web.Identity.Providers;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// What pages may load and run (CSP level 3). Scripts come from our own files alone, everywhere: no inline script, no eval, no other host. The dashboard's one
/// inline element, the import map, carries the nonce of its answer.
/// </summary>
internal static partial class ContentPolicy
{
    /// <summary>Where browsers report what they did not load.</summary>
    public const string ReportPath = "/csp-report";

    private static readonly string[] EmbedHosts = Embed.Hosts.Split(' ');
    private static readonly string Reports = "; report-uri " + ReportPath;

    /// <summary>
    /// The dashboard's pages. Blazor and Radzen write style attributes, which only 'unsafe-inline' allows and which run nothing; style elements come from files.
    /// 'strict-dynamic' is left out: it would let our scripts bring others from any host, which none of them does.
    /// </summary>
    /// <param name="request">The request, for its own address: WebSockets are another scheme.</param>
    /// <param name="nonce">The nonce of this answer.</param>
    /// <param name="providers">Whether people can sign in elsewhere: browsers hold a form's redirect to the same rule.</param>
    public static string OfDashboard(HttpRequest request, string nonce, ProviderCatalog providers)
    {
        var socket = (request.IsHttps ? "wss://" : "ws://") + request.Host.ToUriComponent();
        // The reader of development mails shows letters as they are, style elements and all, in a frame without scripts.
        var letters = request.Path.StartsWithSegments("/dev/mail", StringComparison.Ordinal) ? " 'unsafe-inline'" : "";
        return $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; script-src-attr 'none'; style-src 'self' 'unsafe-inline'; style-src-elem 'self'{letters}; style-src-attr 'unsafe-inline'; img-src 'self' https: data: blob:; media-src 'self' https: blob:; "
            + $"font-src 'self' data:; connect-src 'self' {socket}; frame-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'{(providers.On.Count > 0 ? " https:" : "")}; frame-ancestors 'none'{Reports}";
    }

    /// <summary>
    /// A page of a shop: frames only of the sites that this very page embeds, style elements only as they stand in it. Pictures may come from anywhere over https,
    /// since products may name pictures elsewhere and lists bring more of them later.
    /// </summary>
    /// <param name="html">The page as it is sent.</param>
    /// <param name="isWorkedOn">The editor changes the page's styles while it shows: the canvas and what is compared.</param>
    public static string OfShop(string html, bool isWorkedOn)
    {
        var frames = new StringBuilder("'self'");
        foreach (var host in EmbedHosts)
            if (host.Contains('*', StringComparison.Ordinal) ? html.Contains(host[(host.IndexOf('*', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal) : html.Contains(host, StringComparison.Ordinal)) frames.Append(' ').Append(host);
        var styles = isWorkedOn ? "'self' 'unsafe-inline'" : "'self'" + string.Concat(StyleElements().Matches(html).Select(style => " " + HashOf(style.Groups[1].Value)).Distinct());
        return $"default-src 'self'; script-src 'self'; script-src-attr 'none'; style-src 'self' 'unsafe-inline'; style-src-elem {styles}; style-src-attr 'unsafe-inline'; img-src 'self' https: data:; media-src 'self' https:; frame-src {frames}; "
            + $"connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'{Reports}";
    }

    /// <summary>Anything else that is HTML and names no policy of its own: no script at all.</summary>
    public static string OfPlainPage => $"default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'{Reports}";

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex("<style[^>]*>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleElements();
}

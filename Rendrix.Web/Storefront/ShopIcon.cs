using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rendrix.Media;
using Rendrix.Storefront;
using Rendrix.Web.Dashboard;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>A link of a page's head to an icon.</summary>
internal sealed record IconLink(string Rel, string Href, string Type, string? Sizes);

/// <summary>The icon of a shop: the picture its merchant chose, or its first letter in the colors of its buttons.</summary>
internal static class ShopIcon
{
    private static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/icon.svg</c>, the letter, and <c>/favicon.ico</c>, where browsers and programs look that read no page.</summary>
    public static void MapShopIcon(this IEndpointRouteBuilder shop)
    {
        shop.MapMethods("/icon.svg", Reads, LetterAsync);
        shop.MapMethods("/favicon.ico", Reads, AskedForAsync);
    }

    /// <summary>What stands in the head of every page. A picture that is not known yet, or not there any more, leaves the letter.</summary>
    public static IEnumerable<IconLink> Links(ShopContext shop)
    {
        if (shop.IconUrl is { } url && shop.Pictures?.Find(url) is { Path.Length: > 0 } facts) return Links(facts, shop.Url);
        return [new IconLink("icon", shop.Url(PathOf(shop.Name, shop.Theme)), "image/svg+xml", null)];
    }

    /// <summary>Path of the letter; it changes with name and colors, so that each means one drawing for ever.</summary>
    internal static string PathOf(string name, ThemeTokens theme) => "/icon.svg?v=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Draw(name, theme))).AsSpan(0, 6));

    // A phone's home screen takes no drawing, so one that was chosen is for tabs alone.
    private static IEnumerable<IconLink> Links(PictureFacts facts, Func<string, string> address) => facts.HasSizes
        ? [.. PictureWidths.Icons.Select((side, i) => new IconLink(i == 0 ? "icon" : "apple-touch-icon", address(facts.Icon(side)), "image/png", string.Create(CultureInfo.InvariantCulture, $"{side}x{side}")))]
        : [new IconLink("icon", address(facts.Path), facts.Path.EndsWith(".svg", StringComparison.Ordinal) ? "image/svg+xml" : "image/png", null)];

    // Colors of a theme are six hexadecimal digits, checked when it is read; the letter is one letter or digit.
    private static string Draw(string name, ThemeTokens theme) =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" rx=\"7\" fill=\"{theme["accent"]}\"/><text x=\"16\" y=\"22.5\" text-anchor=\"middle\" font-family=\"system-ui,sans-serif\" font-size=\"18\" font-weight=\"700\" fill=\"{theme["onAccent"]}\">{StoreLook.Letter(name)}</text></svg>";

    private static IResult LetterAsync(HttpContext http, ShopVisit visit, string? v)
    {
        var theme = ThemeTokens.Parse(visit.Store.Theme);
        // An older address answers with the newest letter, and is asked for again.
        http.Response.Headers.CacheControl = PathOf(visit.Store.Name, theme).EndsWith("=" + v, StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Text(Draw(visit.Store.Name, theme), "image/svg+xml", Encoding.UTF8);
    }

    // One fixed address for whatever icon there is: it leads on, and is asked again within the hour.
    private static async Task<IResult> AskedForAsync(HttpContext http, ShopVisit visit, CurrentTenant tenant, TenantTransactions transactions, MediaCache known, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        var file = MediaFile.IdIn(visit.Store.IconUrl) is { } id ? await known.FindAsync(transactions, tenant.TenantId, tenant.StoreScope, id, ct) : null;
        return Results.LocalRedirect(http.Request.PathBase + (file?.Facts.Icon(PictureWidths.Icons[0]) ?? PathOf(visit.Store.Name, ThemeTokens.Parse(visit.Store.Theme))));
    }
}

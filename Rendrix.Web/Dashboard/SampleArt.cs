using Rendrix.Web.Stores;
using Rendrix.Web.Stores.Artwork;
using Rendrix.Web.Stores.Themes;

namespace Rendrix.Web.Dashboard;

/// <summary>Pictures and type of the nine looks for the front page and the wizard: <c>/art/{industry}/scene.svg</c>, <c>/art/{industry}/0.svg</c> to <c>3.svg</c>, <c>/art/{industry}/face.css</c>.</summary>
public static class SampleArt
{
    /// <summary>Maps the pictures; they are the same for everybody.</summary>
    public static void MapSampleArt(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/art/{industry}/{name}.svg", ServeAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/art/{industry}/face.css", Face).AllowAnonymous().ExcludeFromDescription();
    }

    // A file and not an element of the page: the dashboard takes styles from files alone.
    private static IResult Face(string industry, HttpContext http)
    {
        if (Client.Stores.Industries.All.All(i => i.Code != industry)) return Results.NotFound();
        var family = ThemeLibrary.Find(industry)["display"];
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Text($"@font-face{{font-family:{family};src:url(/fonts/dist/{family}-latin.woff2);font-weight:100 900;font-display:swap}}", "text/css; charset=utf-8");
    }

    private static async Task<IResult> ServeAsync(string industry, string name, HttpContext http, ArtImages art, CancellationToken ct)
    {
        if (Client.Stores.Industries.All.All(i => i.Code != industry)) return Results.NotFound();
        var address = name == "scene" ? $"art:{industry}/scene" : Product(industry, name);
        if (address is null || await art.FetchAsync(address, ct) is not { } image) return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=86400";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return Results.Bytes(image.Content, "image/svg+xml");
    }

    // Four drawings spread over the industry's, each on another wall.
    private static string? Product(string industry, string name)
    {
        if (name is not ("0" or "1" or "2" or "3")) return null;
        var index = name[0] - '0';
        var codes = StarterArt.Drawings(industry).ToList();
        return codes.Count == 0 ? null : $"art:{industry}/{codes[index * codes.Count / 4]}?b={index % 3}";
    }
}

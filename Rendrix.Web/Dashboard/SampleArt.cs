using Rendrix.Web.Stores;
using Rendrix.Web.Stores.Artwork;

namespace Rendrix.Web.Dashboard;

/// <summary>Pictures of the nine looks for the front page and the wizard: <c>/art/{industry}/scene.svg</c> and <c>/art/{industry}/0.svg</c> to <c>3.svg</c>.</summary>
public static class SampleArt
{
    /// <summary>Maps the pictures; they are the same for everybody.</summary>
    public static void MapSampleArt(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/art/{industry}/{name}.svg", ServeAsync).AllowAnonymous().ExcludeFromDescription();

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

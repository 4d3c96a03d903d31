using Rendrix.Refusals;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>Lets requests of shoppers take turns, shop by shop (<see cref="ShopTurns"/>); 429 with Retry-After for those that find the queue full. Kept pages and files are answered before anybody has to wait.</summary>
public static class ShopQueue
{
    private static readonly string[] Files = ["/media", "/css", "/js", "/fonts", "/art", "/icons", "/_content"];

    /// <summary>In the storefront's branch, behind its kept pages.</summary>
    public static IApplicationBuilder UseShopQueue(this IApplicationBuilder shop) => shop.Use(static (http, next) =>
        Array.Exists(Files, folder => http.Request.Path.StartsWithSegments(folder)) ? next(http) : TakeTurnAsync(http, http.RequestServices.GetRequiredService<CurrentTenant>().RequireStore.Identifier, next));

    /// <summary>In front of the API of headless shops.</summary>
    public static IApplicationBuilder UseShopApiQueue(this IApplicationBuilder app) => app.Use(static (http, next) =>
        http.Request.Path.StartsWithSegments("/api/storefront", out var rest) && rest.Value is { Length: > 1 } path ? TakeTurnAsync(http, path[1..].Split('/', 2)[0], next) : next(http));

    private static async Task TakeTurnAsync(HttpContext http, string label, RequestDelegate next)
    {
        using var turn = await http.RequestServices.GetRequiredService<ShopTurns>().TakeAsync(label, http.RequestAborted);
        if (turn is null)
        {
            http.Response.Headers.RetryAfter = "3";
            throw new RefusedException(ProblemCatalog.OfStatus(StatusCodes.Status429TooManyRequests));
        }
        await next(http);
    }
}

using Rendrix.Checkout;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Storefront;
using Rendrix.Web.Storefront.Pages;

namespace Rendrix.Web.Newsletters;

/// <summary>
/// A shop's letters: asking for them, confirming the address, and leaving. Links are followed by programs that look for harm in mail, so a link shows a page with a button, and the
/// button acts. Giving an address twice answers the same as giving it once, so nobody can ask who reads it.
/// </summary>
internal static class NewsletterEndpoints
{
    private const string Old = "This link does not work any more";

    public static void MapShopLetters(this IEndpointRouteBuilder shop)
    {
        shop.MapGet("/newsletter", (HttpContext http, ShopVisit visit, CancellationToken ct) => ShowAsync(http, visit, "Look into your mail", "We sent a link there. The letters come once you followed it, and each has a link to leave.", ct));
        shop.MapPost("/newsletter", TakeAsync).AddEndpointFilter<OwnForms>().DisableAntiforgery();
        shop.MapGet("/newsletter/confirm", (HttpContext http, ShopVisit visit, NewsletterLinks links, string? token, CancellationToken ct) => links.Confirms(token) is null ? OldAsync(http, visit, ct)
            : ShowAsync(http, visit, "Do you want our letters?", "One press, and they come to this address.", ct, button: "Yes, send them", action: $"/newsletter/confirm?token={Uri.EscapeDataString(token!)}"));
        shop.MapPost("/newsletter/confirm", ConfirmAsync).AddEndpointFilter<OwnForms>().DisableAntiforgery();
        shop.MapGet("/newsletter/leave", (HttpContext http, ShopVisit visit, NewsletterLinks links, string? token, CancellationToken ct) => links.Leaves(token) is null ? OldAsync(http, visit, ct)
            : ShowAsync(http, visit, "Leave the list?", "No letter comes to this address any more.", ct, button: "Leave", action: $"/newsletter/leave?token={Uri.EscapeDataString(token!)}"));
        // Programs for mail press this one from anywhere, without a cookie (RFC 8058): the sealed token is all it takes.
        shop.MapPost("/newsletter/leave", LeaveAsync).DisableAntiforgery();
    }

    private static async Task<IResult> TakeAsync(HttpContext http, ShopVisit visit, Subscribe subscribe, RateWindows windows, CancellationToken ct)
    {
        var email = (await http.Request.ReadFormAsync(ct))["email"].ToString().Trim();
        if (!CheckoutCheck.IsEmail(email)) return await AgainAsync("Enter an email address such as name@example.com", StatusCodes.Status422UnprocessableEntity);
        if (!windows.Take($"letters:{http.Connection.RemoteIpAddress}", 10, TimeSpan.FromMinutes(1)).Allowed) return await AgainAsync("That was a lot at once. Try again in a minute", StatusCodes.Status429TooManyRequests);
        await subscribe.AskAsync(visit.Store.StoreId, email, "Newsletter form of the shop", ct);
        return CartEndpoints.WantsJson(http) ? Results.Json(new { message = "Look into your mail and follow the link there." }) : Results.Extensions.SeeOther(http, "/newsletter");

        async Task<IResult> AgainAsync(string problem, int status) => CartEndpoints.WantsJson(http) ? Results.Json(new { message = problem }, statusCode: status)
            : await ShowAsync(http, visit, "One more try", problem, ct, typed: email, status: status);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext http, ShopVisit visit, Subscribe subscribe, NewsletterLinks links, string? token, CancellationToken ct) =>
        links.Confirms(token) is { } id && await subscribe.ConfirmAsync(visit.Store.StoreId, id, ct) ? await ShowAsync(http, visit, "You are on the list", "The next letter comes to you. Every letter has a link to leave.", ct) : await OldAsync(http, visit, ct);

    private static async Task<IResult> LeaveAsync(HttpContext http, ShopVisit visit, Subscribe subscribe, NewsletterLinks links, string? token, CancellationToken ct) =>
        links.Leaves(token) is { } id && await subscribe.LeaveAsync(visit.Store.StoreId, id, "Left by the link in a letter", ct) ? await ShowAsync(http, visit, "You left the list", "No letter comes to you any more.", ct) : await OldAsync(http, visit, ct);

    private static Task<IResult> OldAsync(HttpContext http, ShopVisit visit, CancellationToken ct) =>
        ShowAsync(http, visit, Old, "Links to confirm work for two days. Sign up again and we send a new one.", ct, status: StatusCodes.Status404NotFound);

    private static async Task<IResult> ShowAsync(HttpContext http, ShopVisit visit, string title, string text, CancellationToken ct, string? typed = null, string? button = null, string? action = null, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.CacheControl = "no-store";
        // The address may hold a secret: nothing this page links to may learn it.
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        await using var db = await visit.BeginAsync(ct);
        var parts = await visit.PartsAsync(http, db, ct);
        (parts["Title"], parts["Text"], parts["Typed"], parts["Button"], parts["Action"]) = (title, text, typed, button, action);
        return new ShopResult<NewsletterPage>(parts, status);
    }
}

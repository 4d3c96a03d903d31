using Rendrix.Privacy;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Storefront;

/// <summary>
/// Keeps the answer to the cookie question, so that a shop can show what was agreed to and when. A yes gets a random id in a cookie of the shop's own, which
/// is what the record is found by; a no leaves no id behind, and takes the one of an earlier yes away.
/// </summary>
internal static class ConsentEndpoints
{
    private const string Cookie = "shop-consent-id";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    public static void MapShopConsent(this IEndpointRouteBuilder shop)
    {
        shop.MapPost("/consent", TakeAsync).AddEndpointFilter<OwnForms>().DisableAntiforgery();
        // That shops here keep to the signal, for whoever asks (Global Privacy Control, W3C, section 4.1); the date is that of this promise.
        shop.MapGet("/.well-known/gpc.json", () => Results.Json(new { gpc = true, lastUpdate = "2026-12-01" }));
    }

    private static async Task<IResult> TakeAsync(HttpContext http, ShopVisit visit, RateWindows windows, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var answer = form["answer"].ToString();
        if (answer is not ("all" or "needed")) return Results.Text("Answer all or needed.", "text/plain", statusCode: StatusCodes.Status422UnprocessableEntity);
        // Nobody changes their mind more often; what comes above that fills a table.
        if (!windows.Take($"consent:{http.Connection.RemoteIpAddress}", 20, TimeSpan.FromMinutes(1)).Allowed) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        var known = Guid.TryParseExact(http.Request.Cookies[Cookie], "N", out var id);
        if (!known) id = Guid.NewGuid();
        var words = string.Join(' ', form["words"].ToString().Replace('\0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var now = clock.GetUtcNow();
        await using (var db = await visit.BeginAsync(ct))
        {
            db.ConsentRecords.Add(new ConsentRecord { Id = Guid.CreateVersion7(now), StoreId = visit.Store.StoreId, Purpose = ConsentRecord.Cookies, Subject = id.ToString("N"), Granted = answer == "all", Words = words.Length > 600 ? words[..600] : words, At = now });
            await db.CommitAsync(ct);
        }
        var path = http.Request.PathBase.HasValue ? http.Request.PathBase.Value! + "/" : "/";
        if (answer == "all") http.Response.Cookies.Append(Cookie, id.ToString("N"), new CookieOptions { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = path, MaxAge = Kept, IsEssential = true });
        else if (known) http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = path });
        return Results.NoContent();
    }
}

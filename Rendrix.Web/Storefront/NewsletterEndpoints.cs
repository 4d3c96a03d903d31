using Microsoft.EntityFrameworkCore;
using Rendrix.Checkout;
using Rendrix.Privacy;
using Rendrix.Web.Storefront.Pages;

namespace Rendrix.Web.Storefront;

/// <summary>Takes addresses for the newsletter. Giving one twice answers the same as giving it once, so nobody can ask who reads it.</summary>
internal static class NewsletterEndpoints
{
    public static void MapShopLetters(this IEndpointRouteBuilder shop)
    {
        shop.MapGet("/newsletter", (HttpContext http, ShopVisit visit, CancellationToken ct) => ShowAsync(http, visit, "You are on the list", "The next letter comes to you. Every letter has a link to leave.", null, StatusCodes.Status200OK, ct));
        shop.MapPost("/newsletter", TakeAsync).AddEndpointFilter<OwnForms>().DisableAntiforgery();
    }

    /// <summary>Remembers an address; nothing happens when it is there already.</summary>
    public static async Task SubscribeAsync(ShopVisit visit, string email, string asked, TimeProvider clock, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        var now = clock.GetUtcNow();
        var (tenant, id, store, address) = (db.Tenant, Guid.CreateVersion7(now), visit.Store.StoreId, email.Trim().ToLowerInvariant());
        var isNew = await db.Database.ExecuteSqlAsync($"""
            insert into newsletter_subscribers (tenant_id, id, store_id, email, created_at) values ({tenant}, {id}, {store}, {address}, {now})
            on conflict (tenant_id, store_id, email) do nothing
            """, ct) == 1;
        if (isNew) db.ConsentRecords.Add(new ConsentRecord { Id = Guid.CreateVersion7(now), StoreId = store, Purpose = ConsentRecord.Newsletter, Subject = address, Granted = true, Words = asked, At = now });
        await db.CommitAsync(ct);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, ShopVisit visit, TimeProvider clock, CancellationToken ct)
    {
        var email = (await http.Request.ReadFormAsync(ct))["email"].ToString().Trim();
        if (!CheckoutCheck.IsEmail(email))
        {
            const string problem = "Enter an email address such as name@example.com";
            return CartEndpoints.WantsJson(http) ? Results.Json(new { message = problem }, statusCode: StatusCodes.Status422UnprocessableEntity)
                : await ShowAsync(http, visit, "One more try", problem, email, StatusCodes.Status422UnprocessableEntity, ct);
        }
        await SubscribeAsync(visit, email, "Newsletter form of the shop", clock, ct);
        return CartEndpoints.WantsJson(http) ? Results.Json(new { message = "You are on the list." }) : Results.Extensions.SeeOther(http, "/newsletter");
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ShopVisit visit, string title, string text, string? typed, int status, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        await using var db = await visit.BeginAsync(ct);
        var parts = await visit.PartsAsync(http, db, ct);
        parts["Title"] = title;
        parts["Text"] = text;
        parts["Typed"] = typed;
        return new ShopResult<NewsletterPage>(parts, status);
    }
}

using Rendrix.Refusals;
using Rendrix.Web.Checkout;
using Rendrix.Web.Payments;
using Rendrix.Web.Storefront.Pages;

namespace Rendrix.Web.Storefront;

/// <summary>Where the test gateway sends a shopper whose payment must be confirmed, as a bank would: <c>/checkout/confirm?checkout=…</c>.</summary>
internal static class ConfirmEndpoints
{
    public static void MapShopConfirm(this IEndpointRouteBuilder shop)
    {
        shop.MapGet("/checkout/confirm", (HttpContext http, ShopVisit visit, Guid checkout, CancellationToken ct) => PageAsync(http, visit, checkout, null, ct));
        shop.MapPost("/checkout/confirm", AnswerAsync).AddEndpointFilter<OwnForms>().DisableAntiforgery();
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ShopVisit visit, CompleteCheckout complete, PaymentGateways gateways, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (!Guid.TryParse(form["checkout"], out var checkout)) return Results.Extensions.SeeOther(http, "/cart");
        try
        {
            gateways.Find("test", visit.Store);
            var order = await complete.RunAsync(checkout, "test", form["answer"] == "yes" ? "test_ok" : "test_declined", "web", ct);
            CartCookie.Forget(http);
            return Results.Extensions.SeeOther(http, $"/orders/{order.Number}?token={Uri.EscapeDataString(order.AccessToken)}");
        }
        catch (RefusedException e) { return await PageAsync(http, visit, checkout, e.Refusal, ct); }
    }

    private static async Task<IResult> PageAsync(HttpContext http, ShopVisit visit, Guid checkout, Refusal? refusal, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        await using var db = await visit.BeginAsync(ct);
        var parts = await visit.PartsAsync(http, db, ct);
        parts["Checkout"] = checkout;
        parts["Refusal"] = refusal;
        return new ShopResult<ConfirmPaymentPage>(parts, refusal is null ? StatusCodes.Status200OK : refusal.Status is 404 or 400 ? StatusCodes.Status422UnprocessableEntity : refusal.Status);
    }
}

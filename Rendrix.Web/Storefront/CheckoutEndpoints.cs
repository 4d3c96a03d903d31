using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Carts;
using Rendrix.Checkout;
using Rendrix.Orders;
using Rendrix.Places;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Newsletters;
using Rendrix.Web.Carts;
using Rendrix.Web.Checkout;
using Rendrix.Web.Payments;
using Rendrix.Web.Storefront.Pages;

namespace Rendrix.Web.Storefront;

/// <summary>Checkout on one page, and the order that comes of it.</summary>
internal static class CheckoutEndpoints
{
    public static void MapShopCheckout(this IEndpointRouteBuilder shop)
    {
        shop.MapGet("/checkout", ShowAsync);
        shop.MapPost("/checkout", PayAsync).AddEndpointFilter<OwnForms>().DisableAntiforgery();
        shop.MapGet("/orders/{number:long}", OrderAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ShopVisit visit, PaymentGateways gateways, CancellationToken ct)
    {
        if (CartCookie.Read(http) is not { } id) return Results.Extensions.SeeOther(http, "/cart");
        await using var db = await visit.BeginAsync(ct);
        var cart = await db.FindCartAsync(id, ct);
        if (cart is not { CanCheckOut: true }) return Results.Extensions.SeeOther(http, "/cart");
        var region = visit.Store.Locale.Split('-') is [.., { Length: 2 } last] ? last.ToUpperInvariant() : "";
        return await PageAsync(http, visit, gateways, cart, new CheckoutForm { Country = Country.Exists(region) ? region : "" }, null, StatusCodes.Status200OK, ct);
    }

    private static async Task<IResult> PayAsync(HttpContext http, ShopVisit visit, BeginCheckout begin, CompleteCheckout complete, RehearseCheckout rehearse, PaymentGateways gateways, Subscribe subscribe, CancellationToken ct)
    {
        var typed = Read(await http.Request.ReadFormAsync(ct));
        if (CartCookie.Read(http) is not { } id) return Results.Extensions.SeeOther(http, "/cart");
        if (await IsPreviewAsync(http, visit, ct)) return await RehearsedAsync(http, visit, id, typed, rehearse, gateways, ct);
        // A second press of the button, or a page loaded again, finds the order of the first.
        if (await SoldAsync(visit, id, ct) is { } sold) return Done(http, sold.Number, sold.Token);
        try
        {
            var view = await begin.RunAsync(new CheckoutInput(id, typed.Email, AddressOf(typed), ShippingRateId: typed.ShippingRateId), ct);
            if (typed.SeenTotalMinor != view.Totals.Total.Minor) throw new RefusedException(CheckoutRefusals.Changed());
            var (gateway, token) = typed.Payment.Split(':', 2) is [var code, var rest] ? (code, rest) : ("", "");
            if (gateway.Length == 0) throw new RefusedException(Refusal.Invalid("payment", "Choose how to pay"));
            var order = await complete.RunAsync(view.CheckoutId, gateway, token, "web", ct);
            if (typed.Newsletter) await subscribe.AskAsync(visit.Store.StoreId, typed.Email, "Box in the checkout", ct);
            return Done(http, order.Number, order.AccessToken);
        }
        catch (RefusedException e)
        {
            if (await SoldAsync(visit, id, ct) is { } already) return Done(http, already.Number, already.Token);
            await using var db = await visit.BeginAsync(ct);
            var cart = await db.FindCartAsync(id, ct);
            if (cart is not { CanCheckOut: true }) return Results.Extensions.SeeOther(http, "/cart");
            return await PageAsync(http, visit, gateways, cart, typed, e.Refusal, e.Refusal.Status is 400 or 404 ? StatusCodes.Status422UnprocessableEntity : e.Refusal.Status, ct);
        }
    }

    private static async Task<bool> IsPreviewAsync(HttpContext http, ShopVisit visit, CancellationToken ct)
    {
        if (!ShopPreview.IsAsked(http, visit.Store)) return false;
        await using var db = await visit.BeginAsync(ct);
        return await ShopPreview.OfAsync(http, visit, db, ct) is not null;
    }

    private static async Task<IResult> RehearsedAsync(HttpContext http, ShopVisit visit, Guid cartId, CheckoutForm typed, RehearseCheckout rehearse, PaymentGateways gateways, CancellationToken ct)
    {
        try
        {
            var order = await rehearse.RunAsync(new CheckoutInput(cartId, typed.Email, AddressOf(typed), ShippingRateId: typed.ShippingRateId), typed.SeenTotalMinor, typed.Payment, ct);
            http.Response.Headers.CacheControl = "no-store";
            await using var db = await visit.BeginAsync(ct);
            var parts = await visit.PartsAsync(http, db, ct);
            parts["Order"] = order;
            parts["IsPreview"] = true;
            return new ShopResult<OrderPage>(parts);
        }
        catch (RefusedException e)
        {
            await using var db = await visit.BeginAsync(ct);
            if (await db.FindCartAsync(cartId, ct) is not { CanCheckOut: true } cart) return Results.Extensions.SeeOther(http, "/cart");
            return await PageAsync(http, visit, gateways, cart, typed, e.Refusal, e.Refusal.Status is 400 or 404 ? StatusCodes.Status422UnprocessableEntity : e.Refusal.Status, ct);
        }
    }

    private static async Task<IResult> PageAsync(HttpContext http, ShopVisit visit, PaymentGateways gateways, CartView cart, CheckoutForm typed, Refusal? refusal, int status, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        await using var db = await visit.BeginAsync(ct);
        var parts = await visit.PartsAsync(http, db, ct);
        var rates = CheckoutPricing.RatesFor(visit.Store, cart);
        var rate = rates.FirstOrDefault(r => r.Id == typed.ShippingRateId) ?? rates[0];
        parts["Cart"] = cart;
        parts["Rates"] = rates;
        parts["Totals"] = CheckoutPricing.TotalsOf(visit.Store, cart, rate.Price);
        // Somebody who previews the shop goes all the way, and never pays.
        parts["Gateways"] = await ShopPreview.OfAsync(http, visit, db, ct) is null ? gateways.OfferedBy(visit.Store) : http.RequestServices.GetRequiredService<RehearseCheckout>().Offered;
        parts["Form"] = typed with { ShippingRateId = rate.Id };
        parts["Refusal"] = refusal;
        return new ShopResult<CheckoutPage>(parts, status);
    }

    private static async Task<IResult> OrderAsync(HttpContext http, ShopVisit visit, long number, string? token, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        await using var db = await visit.BeginAsync(ct);
        var order = await db.Orders.AsNoTracking().Include(o => o.Lines.OrderBy(l => l.Position)).FirstOrDefaultAsync(o => o.StoreId == visit.Store.StoreId && o.Number == number, ct);
        // A wrong token and a wrong number answer the same, so that numbers tell nothing.
        if (order is null || order.AccessToken.Length == 0 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(order.AccessToken), Encoding.UTF8.GetBytes(token ?? "")))
            return await visit.MissingAsync(http, db, ct);
        var parts = await visit.PartsAsync(http, db, ct);
        parts["Order"] = order;
        return new ShopResult<OrderPage>(parts);
    }

    private static async Task<SoldCart?> SoldAsync(ShopVisit visit, Guid cart, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        return await db.Orders.AsNoTracking().Where(o => o.StoreId == visit.Store.StoreId && o.CartId == cart).Select(o => new SoldCart(o.Number, o.AccessToken)).FirstOrDefaultAsync(ct);
    }

    private static IResult Done(HttpContext http, long number, string token)
    {
        CartCookie.Forget(http);
        return Results.Extensions.SeeOther(http, $"/orders/{number}?token={Uri.EscapeDataString(token)}");
    }

    private static CheckoutForm Read(IFormCollection form)
    {
        return new CheckoutForm
        {
            Email = Text("email"), Newsletter = Text("newsletter") == "on", Country = Text("country"), FirstName = Text("firstName"), LastName = Text("lastName"), Company = Text("company"),
            Address1 = Text("address1"), Address2 = Text("address2"), PostalCode = Text("postalCode"), City = Text("city"), Province = Text("province"), Phone = Text("phone"),
            ShippingRateId = Text("shippingRateId") is { Length: > 0 } rate ? rate : "standard", Payment = Text("payment"), SeenTotalMinor = long.TryParse(Text("seenTotal"), out var seen) ? seen : null,
        };

        string Text(string name) => form[name].ToString().Trim() is { Length: <= 1000 } text ? text : form[name].ToString()[..1000];
    }

    private static Address AddressOf(CheckoutForm typed) => new()
    {
        FirstName = typed.FirstName, LastName = typed.LastName, Company = Empty(typed.Company), Address1 = typed.Address1, Address2 = Empty(typed.Address2), City = typed.City,
        Province = Empty(typed.Province), PostalCode = typed.PostalCode, Country = typed.Country, Phone = Empty(typed.Phone),
    };

    private static string? Empty(string text) => text.Length == 0 ? null : text;

    private sealed record SoldCart(long Number, string Token);
}

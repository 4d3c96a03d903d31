using Microsoft.EntityFrameworkCore;
using Rendrix.Carts;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Carts;
using Rendrix.Web.Checkout;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>The cart's addresses: plain forms, answered with a redirect, or with JSON when the shop's script asks.</summary>
internal static class CartEndpoints
{
    public static void MapShopCart(this IEndpointRouteBuilder shop)
    {
        shop.MapGet("/cart", CartAsync);
        shop.MapGet("/cart/count", CountAsync);
        var writes = shop.MapGroup("").AddEndpointFilter<OwnForms>().DisableAntiforgery();
        writes.MapPost("/cart/add", AddAsync);
        writes.MapPost("/cart/update", UpdateAsync);
    }

    private static Task<IResult> CartAsync(HttpContext http, ShopVisit visit, string? removed, string? quantity, CancellationToken ct) =>
        ShowAsync(http, visit, null, Guid.TryParse(removed, out var id) ? (id, Math.Clamp(int.TryParse(quantity, out var pieces) ? pieces : 1, 1, Cart.MaxQuantity)) : null, ct);

    // Every kept page asks for the number; what the goods are worth only a page with a block that shows by it.
    private static async Task<IResult> CountAsync(HttpContext http, ShopVisit visit, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var worth = http.Request.Query.ContainsKey("worth");
        if (CartCookie.Read(http) is not { } cart) return worth ? Results.Json(new { count = 0, subtotal = 0L }) : Results.Json(new { count = 0 });
        await using var db = await visit.BeginAsync(ct);
        if (worth)
        {
            var held = await db.FindCartAsync(cart, ct);
            return Results.Json(new { count = held?.Count ?? 0, subtotal = held?.Subtotal.Minor ?? 0L });
        }
        return Results.Json(new { count = await db.CountCartAsync(cart, ct) });
    }

    private static async Task<IResult> AddAsync(HttpContext http, ShopVisit visit, AddToCart add, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var quantity = int.TryParse(form["quantity"], out var wished) ? wished : 1;
        try
        {
            var added = await add.RunAsync(CartCookie.Read(http), [ItemOf(form, quantity)], ct);
            CartCookie.Write(http, added.CartId);
            return WantsJson(http) ? Results.Json(new { count = added.Pieces, message = $"{added.Name} is in your cart." }) : Results.Extensions.SeeOther(http, "/cart");
        }
        catch (RefusedException e)
        {
            return WantsJson(http) ? Results.Json(new { message = Sentence(e.Refusal) }, statusCode: e.Refusal.Status) : await ShowAsync(http, visit, e.Refusal, null, ct);
        }
    }

    private static async Task<IResult> UpdateAsync(HttpContext http, ShopVisit visit, ChangeCart change, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (CartCookie.Read(http) is not { } cart || !Guid.TryParse(form["line"], out var line)) return Results.Extensions.SeeOther(http, "/cart");
        // A stepper's button says the new quantity itself; the number beside it is for typing.
        var text = form.TryGetValue("set", out var set) ? set : form["quantity"];
        if (!int.TryParse(text, out var quantity)) return Results.Extensions.SeeOther(http, "/cart");
        try
        {
            await change.RunAsync(cart, [new CartChange(line, null, quantity)], ct);
            CartCookie.Write(http, cart);
            return Results.Extensions.SeeOther(http, quantity == 0 && Guid.TryParse(form["variant"], out var variant) ? $"/cart?removed={variant:D}&quantity={(int.TryParse(form["had"], out var had) ? had : 1)}" : "/cart");
        }
        catch (RefusedException e) when (e.Refusal.Status == StatusCodes.Status404NotFound) { return Results.Extensions.SeeOther(http, "/cart"); }
        catch (RefusedException e) { return await ShowAsync(http, visit, e.Refusal, null, ct); }
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ShopVisit visit, Refusal? refusal, (Guid Variant, int Quantity)? removed, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        await using var db = await visit.BeginAsync(ct);
        var cart = CartCookie.Read(http) is { } id ? await db.FindCartAsync(id, ct) : null;
        RemovedLine? line = null;
        if (removed is { } gone)
        {
            var name = await db.Variants.AsNoTracking().Where(v => v.Id == gone.Variant && v.Product!.Status == ProductStatus.Active).Select(v => v.Product!.Name).FirstOrDefaultAsync(ct);
            if (name is not null) line = new RemovedLine(gone.Variant, name, gone.Quantity);
        }
        var page = new PageContext { Title = "Your cart", Cart = Priced(visit.Store, cart) with { Removed = line, Problem = refusal is null ? null : Sentence(refusal) } };
        return await visit.ShowAsync(http, db, PageType.Cart, page, ct, refusal is null ? StatusCodes.Status200OK : refusal.Status == 400 ? StatusCodes.Status422UnprocessableEntity : refusal.Status);
    }

    /// <summary>A cart with what it costs by the first shipping rate.</summary>
    internal static CartPageView Priced(StoreInfo store, CartView? cart)
    {
        if (cart is not { Lines.Count: > 0 }) return new CartPageView(cart);
        var rate = CheckoutPricing.RatesFor(store, cart)[0];
        return new CartPageView(cart, CheckoutPricing.TotalsOf(store, cart, rate.Price), rate.Name);
    }

    // A form names the variant, or the product and one value per option as the page without script has them.
    private static CartItem ItemOf(IFormCollection form, int quantity)
    {
        if (Guid.TryParse(form["productId"], out var product))
            return new CartItem(null, product, quantity, [.. form.Where(f => f.Key.Length == 2 && f.Key[0] == 'o' && char.IsAsciiDigit(f.Key[1])).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value.ToString())]);
        return Guid.TryParse(form["variantId"], out var variant) ? new CartItem(variant, null, quantity) : throw new RefusedException(CartRefusals.ChooseVariant());
    }

    internal static string Sentence(Refusal refusal)
    {
        var text = refusal.Code == "VALIDATION_ERROR" && refusal.Errors is { Count: > 0 } errors ? errors.First().Value[0] : refusal.Message;
        return text.EndsWith('.') ? text : text + ".";
    }

    internal static bool WantsJson(HttpContext http) => http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
}

/// <summary>Answers of the shop that the framework has no word for.</summary>
internal static class ShopAnswers
{
    /// <summary>303 to a path of this shop: after a form, so that loading again sends nothing twice.</summary>
    public static IResult SeeOther(this IResultExtensions _, HttpContext http, string path) => new Redirection(http.Request.PathBase + path);

    private sealed class Redirection(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            httpContext.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Rendrix.Carts;
using Rendrix.Checkout;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Carts;

/// <summary><c>/api/storefront/{storeSlug}/cart</c>: the cart of a headless shop; its id is the key to it.</summary>
public static class CartEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapCarts(this ApiGroups api)
    {
        var cart = api.Storefront.MapGroup("/cart").WithTags("Storefront cart");
        cart.MapPost("", CreateAsync).WithName("CreateCart").WithSummary("Begin a cart");
        cart.MapPatch("", PatchAsync).WithName("UpdateCart").WithSummary("Change quantities");
        cart.MapGet("/{cartId:guid}", GetAsync).WithName("GetCart").WithSummary("Read a cart");
        cart.MapPost("/{cartId:guid}/items", AddAsync).WithName("AddCartItem").WithSummary("Add an item");
        cart.MapDelete("/{cartId:guid}/items/{itemId:guid}", RemoveAsync).WithName("RemoveCartItem").WithSummary("Remove an item");
    }

    private static async Task<Created<CartResponse>> CreateAsync(string storeSlug, CreateCartRequest request, AddToCart add, TenantTransactions transactions, CancellationToken ct)
    {
        var id = (await add.RunAsync(null, [.. (request.Items ?? []).Select(ItemOf)], ct)).CartId;
        return TypedResults.Created($"/api/storefront/{storeSlug}/cart/{id}", await ReadAsync(id, transactions, ct));
    }

    private static async Task<Ok<CartResponse>> PatchAsync(string storeSlug, PatchCartRequest request, HttpContext http, IOptions<JsonOptions> json, AddToCart add, ChangeCart change, TenantTransactions transactions, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(request.CouponCode)) throw new RefusedException(CheckoutRefusals.Coupon());
        var cart = await ViewAsync(request.CartId, transactions, ct);
        http.DemandMatch(ContentTags.Of(CartResponse.From(cart), json.Value.SerializerOptions));
        var items = request.Items ?? [];
        if (items.Any(i => i is null)) throw Empty();
        foreach (var item in items.Where(i => i.Id is null == i.VariantId is null)) throw new RefusedException(Refusal.Invalid("items", "Name each item by id or by variantId, not both"));
        var held = items.Where(i => i.Id is not null || cart.Lines.Any(l => l.VariantId == i.VariantId)).ToList();
        if (held.Count > 0) await change.RunAsync(cart.Id, [.. held.Select(i => new CartChange(i.Id, i.VariantId, i.Quantity))], ct);
        if (items.Except(held).Where(i => i.Quantity != 0).ToList() is { Count: > 0 } fresh) await add.RunAsync(cart.Id, [.. fresh.Select(i => new CartItem(i.VariantId, null, i.Quantity))], ct);
        return TypedResults.Ok(await ReadAsync(cart.Id, transactions, ct));
    }

    private static async Task<Ok<CartResponse>> GetAsync(string storeSlug, Guid cartId, TenantTransactions transactions, CancellationToken ct) => TypedResults.Ok(await ReadAsync(cartId, transactions, ct));

    private static async Task<Ok<CartResponse>> AddAsync(string storeSlug, Guid cartId, CartItemRequest request, AddToCart add, TenantTransactions transactions, CancellationToken ct)
    {
        await ViewAsync(cartId, transactions, ct);
        await add.RunAsync(cartId, [ItemOf(request)], ct);
        return TypedResults.Ok(await ReadAsync(cartId, transactions, ct));
    }

    private static async Task<NoContent> RemoveAsync(string storeSlug, Guid cartId, Guid itemId, ChangeCart change, CancellationToken ct)
    {
        await change.RunAsync(cartId, [new CartChange(itemId, null, 0)], ct);
        return TypedResults.NoContent();
    }

    private static CartItem ItemOf(CartItemRequest? i) => i is null ? throw Empty() : i.VariantId is null && i.ProductId is null
        ? throw new RefusedException(Refusal.Invalid("variantId", "Name a variantId or a productId")) : new CartItem(i.VariantId, i.ProductId, i.Quantity ?? 1);

    // JSON may hold null where the type says it cannot.
    private static RefusedException Empty() => new(Refusal.Invalid("items", "Each item is an object"));

    private static async Task<CartResponse> ReadAsync(Guid id, TenantTransactions transactions, CancellationToken ct) => CartResponse.From(await ViewAsync(id, transactions, ct));

    private static async Task<CartView> ViewAsync(Guid id, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        return await db.FindCartAsync(id, ct) ?? throw new RefusedException(Refusal.NotFound("cart"));
    }
}

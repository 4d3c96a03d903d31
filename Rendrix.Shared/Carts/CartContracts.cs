namespace Rendrix.Carts;

/// <summary>Begins a cart.</summary>
public sealed record CreateCartRequest(IReadOnlyList<CartItemRequest>? Items = null);

/// <summary>So many of a variant, or of a product that has only one. The quantity is 1 when left out.</summary>
public sealed record CartItemRequest(Guid? VariantId = null, Guid? ProductId = null, int? Quantity = null);

/// <summary>Changes a cart: quantities by line or variant (0 removes), or adds variants it does not hold yet.</summary>
public sealed record PatchCartRequest(Guid CartId, IReadOnlyList<CartChangeRequest>? Items = null, string? CouponCode = null);

/// <summary>Another quantity of a line.</summary>
public sealed record CartChangeRequest(int Quantity, Guid? Id = null, Guid? VariantId = null);

/// <summary>A cart as the API answers it; amounts are decimal strings.</summary>
public sealed record CartResponse(Guid Id, IReadOnlyList<CartLineResponse> Items, string Currency, string Subtotal, string DiscountTotal, string Total, string? CouponCode)
{
    /// <summary>From a view.</summary>
    public static CartResponse From(CartView cart) => new(cart.Id,
        [.. cart.Lines.Select(l => new CartLineResponse(l.Id, l.VariantId, l.ProductId, l.Name, l.VariantTitle, l.Quantity, l.UnitPrice.ToWire(), l.Total.ToWire(), l.ImageUrl, l.Problem is null))],
        cart.Currency.Code, cart.Subtotal.ToWire(), Amounts.Money.Zero(cart.Currency).ToWire(), cart.Subtotal.ToWire(), null);
}

/// <summary>A line of a cart.</summary>
public sealed record CartLineResponse(Guid Id, Guid VariantId, Guid ProductId, string Name, string VariantTitle, int Quantity, string UnitPrice, string Total, string? ImageUrl, bool Available);

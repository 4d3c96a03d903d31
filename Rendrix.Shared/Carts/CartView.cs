using Rendrix.Amounts;

namespace Rendrix.Carts;

/// <summary>A line of a cart as pages and the API show it, with the price that holds now.</summary>
/// <param name="Id">The line.</param>
/// <param name="VariantId">What is bought.</param>
/// <param name="ProductId">Its product.</param>
/// <param name="Name">Product name.</param>
/// <param name="VariantTitle">"Tomato / Large" or empty.</param>
/// <param name="Slug">Product slug.</param>
/// <param name="ImageUrl">Picture.</param>
/// <param name="Quantity">1 to 99.</param>
/// <param name="UnitPrice">Price that holds now.</param>
/// <param name="CompareAt">Former price, when higher.</param>
/// <param name="MostAvailable">How many can be bought now; null when not limited.</param>
/// <param name="Problem">Why the line cannot be bought as it is; null when it can.</param>
public sealed record CartLineView(Guid Id, Guid VariantId, Guid ProductId, string Name, string VariantTitle, string Slug, string? ImageUrl, int Quantity, Money UnitPrice, Money? CompareAt, int? MostAvailable, string? Problem)
{
    /// <summary>Unit price times quantity.</summary>
    public Money Total => UnitPrice * Quantity;
}

/// <summary>A cart as pages and the API show it.</summary>
/// <param name="Id">The cart.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="Lines">In the order they came.</param>
public sealed record CartView(Guid Id, Currency Currency, IReadOnlyList<CartLineView> Lines)
{
    /// <summary>Pieces in all lines.</summary>
    public int Count => Lines.Sum(l => l.Quantity);

    /// <summary>Sum of the lines.</summary>
    public Money Subtotal => Lines.Aggregate(Money.Zero(Currency), (sum, line) => sum + line.Total);

    /// <summary>Whether every line can be bought as it is.</summary>
    public bool CanCheckOut => Lines.Count > 0 && Lines.All(l => l.Problem is null);
}

/// <summary>A wish to have so many of a variant, of a product's only variant, or of the variant that has these option values.</summary>
public sealed record CartItem(Guid? VariantId, Guid? ProductId, int Quantity, IReadOnlyList<string>? Values = null);

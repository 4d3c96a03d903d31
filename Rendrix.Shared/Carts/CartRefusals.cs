using Rendrix.Refusals;

namespace Rendrix.Carts;

/// <summary>What a cart refuses.</summary>
public static class CartRefusals
{
    /// <summary>Fewer are there than asked for.</summary>
    public static Refusal OutOfStock(string name, int available) => new("OUT_OF_STOCK", available <= 0 ? $"{name} is sold out." : $"Only {available} of {name} left.")
    {
        Errors = new Dictionary<string, string[]> { ["quantity"] = [available <= 0 ? "Sold out" : $"Choose {available} or fewer"] },
    };

    /// <summary>It is not on sale here.</summary>
    public static Refusal NotSold(string field = "variantId") => Refusal.Invalid(field, "This item is not on sale in this store");

    /// <summary>Not a quantity.</summary>
    public static Refusal Quantity(string field = "quantity") => Refusal.Invalid(field, $"Choose 1 to {Cart.MaxQuantity}");

    /// <summary>Too many different things.</summary>
    public static Refusal TooManyLines() => Refusal.Invalid("items", $"A cart holds up to {Cart.MaxLines} different items");

    /// <summary>The product has several variants; one must be named.</summary>
    public static Refusal ChooseVariant() => Refusal.Invalid("variantId", "Choose an option of this product first");
}

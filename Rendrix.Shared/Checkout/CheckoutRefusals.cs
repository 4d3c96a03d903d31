using Rendrix.Refusals;

namespace Rendrix.Checkout;

/// <summary>What a checkout refuses.</summary>
public static class CheckoutRefusals
{
    /// <summary>Nothing to buy.</summary>
    public static Refusal EmptyCart() => Refusal.Invalid("cartId", "The cart is empty. Add something first");
    /// <summary>Lines that cannot be bought as they are.</summary>
    public static Refusal OutOfStock(IEnumerable<string> problems) => new("OUT_OF_STOCK", string.Join(" ", problems));
    /// <summary>Too few of one thing: sold, or held for somebody who is paying at this moment.</summary>
    public static Refusal Missing(string name, bool held) => OutOfStock([held ? $"Somebody else is paying for the last of {name} at this moment. Nothing was charged. Try again in a few minutes." : $"{name} is sold out. Nothing was charged."]);
    /// <summary>What was shown is no longer what it costs.</summary>
    public static Refusal Changed() => new("PRECONDITION_FAILED", "Prices or items changed since you saw the total. Nothing was charged. Check the new total, then pay.", 412);
    /// <summary>Too long ago.</summary>
    public static Refusal Expired() => new("PRECONDITION_FAILED", "This checkout ended after an hour. Nothing was charged. Begin again from the cart.", 412);
    /// <summary>No such code here.</summary>
    public static Refusal Coupon() => new("COUPON_INVALID", "This code is not known in this store.", 422) { Errors = new Dictionary<string, string[]> { ["couponCode"] = ["This code is not known in this store"] } };
}

using Rendrix.Refusals;

namespace Rendrix.Reviews;

/// <summary>Why a review is not taken.</summary>
public static class ReviewRefusals
{
    /// <summary>The shop takes none.</summary>
    public static Refusal Closed() => new("FORBIDDEN", "This shop takes no reviews at the moment.", 403);

    /// <summary>The shop takes those of buyers alone.</summary>
    public static Refusal BuyersOnly() => new("FORBIDDEN", "Reviews here come from people who bought the product. The page of your order and the mail about its delivery have the link.", 403);

    /// <summary>The link is not one of an order's.</summary>
    public static Refusal BadLink() => Refusal.Invalid("order", "This link does not work. Open it again from the page of your order or from the mail");

    /// <summary>This purchase has its review.</summary>
    public static Refusal AlreadyWritten() => new("ALREADY_EXISTS", "You reviewed this purchase already. Thank you.", 409);

    /// <summary>Too many from one place.</summary>
    public static Refusal TooMany() => new("RATE_LIMITED", "Many reviews came from your connection. Try again in an hour.", 429);
}

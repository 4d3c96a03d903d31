using System.Globalization;

namespace Rendrix.Blocks;

/// <summary>What conditions may know of a cart.</summary>
/// <param name="Count">Pieces in it.</param>
/// <param name="SubtotalMinor">What they cost together, without delivery, in minor units of the store's currency.</param>
public readonly record struct CartFacts(int Count, long SubtotalMinor);

/// <summary>What conditions may know of a product's stock.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Available">Whether any variant can be bought.</param>
/// <param name="Left">Pieces of all variants together; null when one of them is not counted.</param>
public sealed record StockFacts(Guid ProductId, bool Available, int? Left)
{
    /// <summary>As many or fewer are few: the number from which product pages say how many are left, so that a sale past it makes kept pages old.</summary>
    public const int Few = 5;

    /// <summary>A product that is not on sale any more: nobody can buy it.</summary>
    public static StockFacts Gone { get; } = new(Guid.Empty, false, 0);
}

/// <summary>
/// When a block shows, apart from device and time: by the visitor's cart and by the stock of a product. Stock is the same for everyone and decided on
/// the server. A cart is one visitor's, and pages are kept for all, so there the block is in the page with its condition and the browser decides.
/// </summary>
public static class BlockConditions
{
    /// <summary>Key of the condition on the cart: empty, some or total.</summary>
    public const string CartKey = "@cart";
    /// <summary>Key of the amount that <c>total</c> asks for, in whole units of the store's currency.</summary>
    public const string AmountKey = "@cartFrom";
    /// <summary>Key of the condition on stock: in, few or out.</summary>
    public const string StockKey = "@stock";
    /// <summary>Key of the product whose stock counts, by slug; absent for the product the page is about.</summary>
    public const string StockOfKey = "@stockOf";

    /// <summary>The condition on the cart; null when the cart has no say.</summary>
    public static string? Cart(BlockNode node) => node.Prop(CartKey) is { } text and ("empty" or "some" or "total") ? text : null;

    /// <summary>The condition on stock; null when stock has no say.</summary>
    public static string? Stock(BlockNode node) => node.Prop(StockKey) is { } text and ("in" or "few" or "out") ? text : null;

    /// <summary>Slug of the product chosen for the condition on stock; null for the page's own, or when stock has no say.</summary>
    public static string? StockOf(BlockNode node) => !node.Props.IsEmpty && Stock(node) is not null && node.Prop(StockOfKey) is { Length: > 0 } slug ? slug : null;

    /// <summary>Whether cart or stock decide about the block.</summary>
    public static bool Any(BlockNode node) => !node.Props.IsEmpty && (Cart(node) is not null || Stock(node) is not null);

    /// <summary>The amount that the cart must be worth, in minor units.</summary>
    public static long Amount(BlockNode node, long minorPerMajor) =>
        (int.TryParse(node.Prop(AmountKey) ?? BlockBasics.Fields.Find(AmountKey)!.Default, NumberStyles.None, CultureInfo.InvariantCulture, out var units) ? units : 0) * minorPerMajor;

    /// <summary>Whether a cart meets the condition on it.</summary>
    public static bool MeetsCart(BlockNode node, CartFacts cart, long minorPerMajor) => Cart(node) switch
    {
        "empty" => cart.Count == 0,
        "some" => cart.Count > 0,
        "total" => cart.Count > 0 && cart.SubtotalMinor >= Amount(node, minorPerMajor),
        _ => true,
    };

    /// <summary>Whether stock meets the condition on it. A page that is about no product leaves the condition without a say.</summary>
    public static bool MeetsStock(BlockNode node, StockFacts? stock) => stock is null || Stock(node) switch
    {
        "in" => stock.Available,
        "few" => stock is { Available: true, Left: <= StockFacts.Few },
        "out" => !stock.Available,
        _ => true,
    };

    /// <summary>Everything that keeps a block from showing always, as people read it: "Phone only, while the cart is empty"; empty when it always shows.</summary>
    /// <param name="node">The block.</param>
    /// <param name="moment">How a stored moment is told.</param>
    /// <param name="product">Name of a product by its slug.</param>
    public static string Words(BlockNode node, Func<DateTimeOffset, string> moment, Func<string, string> product)
    {
        if (node.Props.IsEmpty) return "";
        var parts = new List<string>();
        if (node.Prop(BlockBasics.DevicesKey) is { } devices && devices != "all" && BlockBasics.Fields.Find(BlockBasics.DevicesKey)!.Options.FirstOrDefault(o => o.Value == devices).Label is { } on) parts.Add(on.ToLowerInvariant());
        if (BlockBasics.Moment(node.Prop(BlockBasics.FromKey)) is { } from) parts.Add("from " + moment(from));
        if (BlockBasics.Moment(node.Prop(BlockBasics.UntilKey)) is { } until) parts.Add("until " + moment(until));
        if (Cart(node) is { } cart) parts.Add(cart switch { "empty" => "while the cart is empty", "some" => "while something is in the cart", _ => $"while the cart is worth {Amount(node, 1)} or more" });
        if (Stock(node) is { } stock)
        {
            var of = node.Prop(StockOfKey) is { Length: > 0 } slug ? product(slug) : "the product";
            parts.Add(stock switch { "in" => $"while {of} is in stock", "few" => $"while few of {of} are left", _ => $"while {of} is sold out" });
        }
        if (parts.Count == 0) return "";
        var words = string.Join(", ", parts);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}

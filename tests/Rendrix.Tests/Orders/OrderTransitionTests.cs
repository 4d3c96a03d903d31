using Rendrix.Orders;

namespace Rendrix.Tests.Orders;

public sealed class OrderTransitionTests
{
    private static readonly HashSet<(OrderStatus, OrderStatus)> Legal =
    [
        (OrderStatus.Pending, OrderStatus.Processing), (OrderStatus.Pending, OrderStatus.Cancelled), (OrderStatus.Processing, OrderStatus.Shipped), (OrderStatus.Processing, OrderStatus.Cancelled),
        (OrderStatus.Shipped, OrderStatus.Delivered), (OrderStatus.Shipped, OrderStatus.Returned), (OrderStatus.Delivered, OrderStatus.Returned), (OrderStatus.Returned, OrderStatus.Refunded),
    ];

    public static TheoryData<OrderStatus, OrderStatus> All() => [.. from f in Enum.GetValues<OrderStatus>() from t in Enum.GetValues<OrderStatus>() select new TheoryDataRow<OrderStatus, OrderStatus>(f, t)];

    [Theory, MemberData(nameof(All))]
    public void Only_the_moves_of_the_table_are_legal_and_every_other_says_what_is(OrderStatus from, OrderStatus to)
    {
        var refusal = OrderTransitions.CannotMove(from, to);
        Assert.Equal(Legal.Contains((from, to)), refusal is null);
        if (refusal is null) return;
        Assert.Equal(("INVALID_TRANSITION", 409), (refusal.Code, refusal.Status));
        Assert.All(Legal.Where(l => l.Item1 == from), l => Assert.Contains(l.Item2.ToString().ToLowerInvariant(), refusal.Message, StringComparison.Ordinal));
    }
}

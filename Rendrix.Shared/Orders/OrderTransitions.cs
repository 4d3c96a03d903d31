using Rendrix.Refusals;

namespace Rendrix.Orders;

/// <summary>The legal moves of an order (M-177): pending → processing or cancelled; processing → shipped or cancelled; shipped → delivered or returned; delivered → returned; returned → refunded.</summary>
public static class OrderTransitions
{
    private static readonly Dictionary<OrderStatus, OrderStatus[]> Legal = new()
    {
        [OrderStatus.Pending] = [OrderStatus.Processing, OrderStatus.Cancelled],
        [OrderStatus.Processing] = [OrderStatus.Shipped, OrderStatus.Cancelled],
        [OrderStatus.Shipped] = [OrderStatus.Delivered, OrderStatus.Returned],
        [OrderStatus.Delivered] = [OrderStatus.Returned],
        [OrderStatus.Returned] = [OrderStatus.Refunded],
        [OrderStatus.Cancelled] = [],
        [OrderStatus.Refunded] = [],
    };

    /// <summary>Where an order in this status may go next.</summary>
    public static IReadOnlyList<OrderStatus> From(OrderStatus status) => Legal[status];

    /// <summary>Null when the move is legal, else why not.</summary>
    public static Refusal? CannotMove(OrderStatus from, OrderStatus to) => Legal[from].Contains(to) ? null
        : new Refusal("INVALID_TRANSITION", Legal[from].Length == 0
            ? $"This order is {Word(from)} and cannot change any more."
            : $"An order that is {Word(from)} cannot become {Word(to)}. It can become {string.Join(" or ", Legal[from].Select(Word))}.", 409);

    private static string Word(OrderStatus status) => status.ToString().ToLowerInvariant();
}

using Rendrix.Orders;
using Rendrix.Places;

namespace Rendrix.Web.Orders.Pages;

/// <summary>One order as lists show it.</summary>
public sealed record OrderRow(Guid Id, long Number, DateTimeOffset PlacedAt, string Email, Address Address, OrderStatus Status, FinancialStatus FinancialStatus, FulfilmentStatus FulfilmentStatus, long TotalMinor, string Currency, int Items)
{
    /// <summary>The customer's name, or their address when they gave none.</summary>
    public string Customer => Address.FullName is { Length: > 0 } name ? name : Email;

    /// <summary>Projects orders; the lines are counted by the database.</summary>
    public static IQueryable<OrderRow> Of(IQueryable<Order> orders) =>
        orders.Select(o => new OrderRow(o.Id, o.Number, o.PlacedAt, o.Email, o.ShippingAddress, o.Status, o.FinancialStatus, o.FulfilmentStatus, o.TotalMinor, o.Currency, o.Lines.Sum(l => l.Quantity)));
}

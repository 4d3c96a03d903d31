using Microsoft.EntityFrameworkCore;
using Rendrix.Orders;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Orders;

/// <summary>What a list of orders is narrowed by. Text is an order number, or part of an address or name.</summary>
public sealed record OrderFilter(string? Text = null, OrderStatus? Status = null, bool ToShip = false);

/// <summary>A row of the orders list.</summary>
public sealed record OrderRow(Guid Id, long Number, OrderStatus Status, FinancialStatus FinancialStatus, FulfilmentStatus FulfilmentStatus, string Email, string CustomerName, int ItemCount, long TotalMinor, string Currency, DateTimeOffset PlacedAt)
{
    /// <summary>The wire form.</summary>
    public OrderSummary ToWire() => new(Id, Number.ToString(System.Globalization.CultureInfo.InvariantCulture), Status, FinancialStatus, FulfilmentStatus, Email, CustomerName, ItemCount, Amounts.Money.FromMinor(TotalMinor, Currency).ToWire(), Currency, PlacedAt);
}

/// <summary>Reads orders of one store.</summary>
public static class OrderQueries
{
    /// <summary>The store's orders that a filter leaves.</summary>
    public static IQueryable<Order> OfStore(this IQueryable<Order> orders, Guid storeId, OrderFilter filter)
    {
        orders = orders.Where(o => o.StoreId == storeId);
        if (filter.Status is { } status) orders = orders.Where(o => o.Status == status);
        if (filter.ToShip) orders = orders.Where(o => o.Status == OrderStatus.Pending || o.Status == OrderStatus.Processing);
        if (string.IsNullOrWhiteSpace(filter.Text)) return orders;
        var text = filter.Text.Trim().TrimStart('#').ToLowerInvariant();
        if (long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number)) return orders.Where(o => o.Number == number);
        var pattern = "%" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        return orders.Where(o => EF.Functions.ILike(o.Email, pattern) || EF.Functions.ILike(o.CustomerName, pattern));
    }

    /// <summary>A page of rows, newest first, after an order number; one query.</summary>
    public static Task<List<OrderRow>> PageOfOrdersAsync(this AppDb db, Guid storeId, OrderFilter filter, long? before, int take, CancellationToken ct) =>
        db.Orders.AsNoTracking().OfStore(storeId, filter).Where(o => before == null || o.Number < before).OrderByDescending(o => o.Number).Take(take)
            .Select(o => new OrderRow(o.Id, o.Number, o.Status, o.FinancialStatus, o.FulfilmentStatus, o.Email, o.CustomerName, db.OrderLines.Where(l => l.OrderId == o.Id).Sum(l => l.Quantity), o.TotalMinor, o.Currency, o.PlacedAt))
            .ToListAsync(ct);

    /// <summary>One order whole: lines, timeline, payments.</summary>
    public static async Task<Order?> FindOrderAsync(this AppDb db, Guid storeId, Guid orderId, CancellationToken ct) =>
        await db.Orders.AsNoTracking().Include(o => o.Lines.OrderBy(l => l.Position)).Include(o => o.Events.OrderBy(e => e.At).ThenBy(e => e.Id)).Include(o => o.Payments).AsSplitQuery().FirstOrDefaultAsync(o => o.StoreId == storeId && o.Id == orderId, ct);

    /// <summary>One order whole, by its number.</summary>
    public static async Task<Order?> FindOrderAsync(this AppDb db, Guid storeId, long number, CancellationToken ct) =>
        await db.Orders.AsNoTracking().Include(o => o.Lines.OrderBy(l => l.Position)).Include(o => o.Events.OrderBy(e => e.At).ThenBy(e => e.Id)).Include(o => o.Payments).AsSplitQuery().FirstOrDefaultAsync(o => o.StoreId == storeId && o.Number == number, ct);
}

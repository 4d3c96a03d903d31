using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Orders;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Orders.Pages;

/// <summary>Finds orders of a store by what a person types.</summary>
public static class OrderSearch
{
    /// <summary>"1042" or "#1042" is a number; anything else is a part of the email or the name. Nothing typed means all.</summary>
    public static IQueryable<Order> Matching(AppDb db, Guid store, string? words)
    {
        var text = words?.Trim() ?? "";
        var orders = db.Orders.AsNoTracking().Where(o => o.StoreId == store);
        if (text.Length == 0) return orders;
        if (long.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return orders.Where(o => o.Number == number);
        var part = "%" + text.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        var tenant = db.Tenant;
        // The address is stored as JSON, which only SQL can look into.
        return db.Orders.FromSql($"""
            select * from orders
            where tenant_id = {tenant} and store_id = {store}
              and (lower(email) like {part} or lower((shipping_address->>'firstName') || ' ' || (shipping_address->>'lastName')) like {part})
            """).AsNoTracking();
    }
}

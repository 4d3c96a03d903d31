using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Carts;
using Rendrix.Catalog;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Carts;

/// <summary>Reads carts with the prices and stock that hold now.</summary>
public static class CartQueries
{
    /// <summary>The open cart, or null when it does not exist, is another store's, or became an order. One round trip.</summary>
    public static Task<CartView?> FindCartAsync(this AppDb db, Guid cartId, CancellationToken ct) => db.FindCartAsync(cartId, includeSold: false, ct);

    /// <summary>The same, also for a cart that this transaction is turning into an order.</summary>
    public static async Task<CartView?> FindCartAsync(this AppDb db, Guid cartId, bool includeSold, CancellationToken ct)
    {
        var rows = await (
            from cart in db.Carts.AsNoTracking()
            where cart.Id == cartId && (includeSold || cart.OrderId == null)
            from line in db.CartLines.Where(l => l.CartId == cart.Id).DefaultIfEmpty()
            from variant in db.Variants.Where(v => line != null && v.Id == line.VariantId).DefaultIfEmpty()
            from product in db.Products.Where(p => variant != null && p.Id == variant.ProductId).DefaultIfEmpty()
            orderby line.AddedAt, line.Id
            select new { cart.Currency, Line = line, Variant = variant, Product = product == null ? null : new { product.Name, product.Slug, product.Status, product.CoverUrl } }).ToListAsync(ct);
        if (rows.Count == 0) return null;

        var currency = Currency.Of(rows[0].Currency);
        var lines = rows.Where(r => r.Line is not null).Select(r =>
        {
            var line = r.Line!;
            if (r.Variant is not { } variant || r.Product is not { } product || product.Status != ProductStatus.Active)
                return new CartLineView(line.Id, line.VariantId, line.ProductId, line.Name, line.VariantTitle, line.Slug, line.ImageUrl, line.Quantity, Money.FromMinor(line.UnitPriceMinor, currency), null, 0, "No longer sold. Remove it to check out");
            int? most = variant.TrackInventory && !variant.AllowBackorders ? Math.Max(0, variant.Quantity) : null;
            var problem = most is { } m && line.Quantity > m ? m == 0 ? "Sold out. Remove it to check out" : $"Only {m} left. Lower the quantity to check out" : null;
            return new CartLineView(line.Id, variant.Id, variant.ProductId, product.Name, variant.Title, product.Slug, variant.ImageUrl ?? product.CoverUrl, line.Quantity, variant.Price,
                variant.CompareAtMinor > variant.PriceMinor ? Money.FromMinor(variant.CompareAtMinor.Value, currency) : null, most, problem);
        });
        return new CartView(cartId, currency, [.. lines]);
    }

    /// <summary>Pieces in an open cart; 0 when there is none.</summary>
    public static Task<int> CountCartAsync(this AppDb db, Guid cartId, CancellationToken ct) =>
        db.CartLines.Where(l => l.CartId == cartId && db.Carts.Any(c => c.Id == cartId && c.OrderId == null)).SumAsync(l => l.Quantity, ct);
}

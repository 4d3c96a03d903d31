using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Orders;
using Rendrix.Plans;
using Rendrix.Reviews;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Webhooks;

/// <summary>
/// What messages tell, in the words of the API. Nothing of a shopper's person is in them, neither name nor address: a receiver that needs those reads them from the API
/// with a key, so what is kept here and there names nobody (docs/webhooks.md). Each answers null where the thing is gone meanwhile and there is nothing to tell.
/// </summary>
internal static class WebhookData
{
    private const int MostVariants = 250, MostLines = 250;

    public static async Task<object?> OrderAsync(AppDb db, Guid id, CancellationToken ct)
    {
        if (await db.Orders.AsNoTracking().Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == id, ct) is not { } order) return null;
        string Wire(long minor) => order.Money(minor).ToWire();
        return new
        {
            order.Id, order.Number, order.Status, order.FinancialStatus, order.FulfilmentStatus, order.Currency, Subtotal = Wire(order.SubtotalMinor), Discount = Wire(order.DiscountMinor), Shipping = Wire(order.ShippingMinor), Tax = Wire(order.TaxMinor), order.TaxIncluded, Total = Wire(order.TotalMinor),
            order.ShippingMethod, order.PlacedAt, order.Version, LineCount = order.Lines.Count,
            Lines = order.Lines.Take(MostLines).Select(line => new { line.Id, line.ProductId, line.VariantId, line.Name, line.Sku, line.Quantity, UnitPrice = Wire(line.UnitPriceMinor), Total = Wire(line.TotalMinor) }),
        };
    }

    public static async Task<object?> ProductAsync(AppDb db, Guid id, CancellationToken ct)
    {
        var product = await db.Products.AsNoTracking().Include(p => p.Variants.OrderBy(v => v.Position).Take(MostVariants)).FirstOrDefaultAsync(p => p.Id == id, ct);
        return product is null ? new { Id = id, Deleted = true } : Tell(product);
    }

    public static async Task<object?> CategoryAsync(AppDb db, Guid id, CancellationToken ct)
    {
        var category = await db.Categories.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
        return category is null ? new { Id = id, Deleted = true } : new { category.Id, category.ParentId, category.Name, category.Slug, category.Position, category.UpdatedAt, category.Version, Deleted = false };
    }

    public static async Task<object?> StockAsync(AppDb db, IReadOnlyList<Guid> ids, CancellationToken ct) =>
        new { Products = await db.Products.AsNoTracking().Where(p => ids.Contains(p.Id)).OrderBy(p => p.Id).Take(MostVariants).Select(p => new { p.Id, p.Name, p.Available, p.Quantity }).ToListAsync(ct) };

    public static async Task<object?> LowAsync(AppDb db, IReadOnlyList<Guid> ids, CancellationToken ct) =>
        new { Variants = await db.Variants.AsNoTracking().Where(v => ids.Contains(v.Id)).OrderBy(v => v.Id).Take(MostVariants).Select(v => new { v.Id, v.ProductId, v.Sku, v.Quantity }).ToListAsync(ct) };

    public static async Task<object?> ReviewAsync(AppDb db, Guid id, CancellationToken ct)
    {
        // Who wrote it is not told.
        var review = await db.Reviews.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);
        return review is null ? null : new { review.Id, review.ProductId, review.Stars, review.Title, review.Status, review.CreatedAt, review.Version };
    }

    public static async Task<object?> InvoiceAsync(AppDb db, Guid id, CancellationToken ct)
    {
        var invoice = await db.Invoices.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct);
        return invoice is null ? null : new { invoice.Id, invoice.Number, invoice.Status, invoice.Currency, Total = invoice.Total.ToWire(), Due = invoice.Due.ToWire(), invoice.IssuedAt, invoice.DueAt, invoice.PaidAt, invoice.Version };
    }

    public static async Task<object?> SubscriptionAsync(AppDb db, Guid id, CancellationToken ct)
    {
        var own = await db.Subscriptions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct);
        return own is null ? null : new { own.Id, Plan = own.PlanCode, own.Status, own.Interval, own.Currency, Price = own.Price.ToWire(), own.PeriodStart, own.PeriodEnd, own.TrialEndsAt, own.CancelAt, own.EndedAt, own.Version };
    }

    private static object Tell(Product product) => new
    {
        product.Id, product.Name, product.Slug, product.Status, product.Currency, Price = product.Price.ToWire(), product.Available, product.Quantity, product.UpdatedAt, product.Version, Deleted = false,
        Variants = product.Variants.Select(v => new { v.Id, v.Sku, v.Title, Price = v.Price.ToWire(), v.Quantity }),
    };
}

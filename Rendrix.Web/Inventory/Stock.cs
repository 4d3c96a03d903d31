using Microsoft.EntityFrameworkCore;
using Rendrix.Inventory;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Inventory;

/// <summary>
/// Moves stock inside the caller's transaction. The number on hand is only ever changed by a conditional update of the row itself, never read,
/// decided and written back; rows are locked in the order of their ids, so that two orders cannot wait for each other.
/// </summary>
public static class Stock
{
    /// <summary>What became of a variant's stock.</summary>
    public sealed record Taken(Guid VariantId, Guid ProductId, int Left, bool Tracked);

    /// <summary>Takes so many of each variant; answers the first variant that has too few, or null when all were taken.</summary>
    public static async Task<Guid?> TakeAsync(AppDb db, IReadOnlyDictionary<Guid, int> wanted, ICollection<Taken> taken, CancellationToken ct)
    {
        foreach (var (variant, quantity) in wanted.OrderBy(w => w.Key))
        {
            var row = await db.Database.SqlQuery<TakenRow>($"""
                update variants set quantity = case when track_inventory then quantity - {quantity} else quantity end
                where tenant_id = {db.Tenant} and id = {variant} and (not track_inventory or allow_backorders or quantity >= {quantity})
                returning product_id as "ProductId", quantity as "Quantity", track_inventory as "TrackInventory"
                """).ToListAsync(ct);
            if (row.Count == 0) return variant;
            taken.Add(new Taken(variant, row[0].ProductId, row[0].Quantity, row[0].TrackInventory));
        }
        await SummarizeAsync(db, [.. taken.Select(t => t.ProductId).Distinct()], ct);
        return null;
    }

    /// <summary>Puts so many of each variant back.</summary>
    public static async Task ReturnAsync(AppDb db, IReadOnlyDictionary<Guid, int> returned, CancellationToken ct)
    {
        var products = new HashSet<Guid>();
        foreach (var (variant, quantity) in returned.OrderBy(w => w.Key))
            products.UnionWith((await db.Database.SqlQuery<TakenRow>($"""
                update variants set quantity = case when track_inventory then quantity + {quantity} else quantity end
                where tenant_id = {db.Tenant} and id = {variant} returning product_id as "ProductId", quantity as "Quantity", track_inventory as "TrackInventory"
                """).ToListAsync(ct)).Select(r => r.ProductId));
        await SummarizeAsync(db, [.. products], ct);
    }

    /// <summary>Writes the trail's entry.</summary>
    public static StockMovement Movement(Guid storeId, Guid variantId, int delta, StockReason reason, Guid? orderLineId, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), StoreId = storeId, VariantId = variantId, Delta = delta, Reason = reason, OrderLineId = orderLineId, At = now };

    /// <summary>Brings the listing fields of products in line with their variants.</summary>
    public static async Task SummarizeAsync(AppDb db, Guid[] products, CancellationToken ct)
    {
        if (products.Length == 0) return;
        // Locked first, in order: a second sale of the same product waits here and then sums what the first one left, not its own older picture.
        await db.Database.ExecuteSqlAsync($"select 1 from products where tenant_id = {db.Tenant} and id = any({products}) order by id for update", ct);
        await db.Database.ExecuteSqlAsync($"""
            update products p set quantity = s.quantity, available = s.available
            from (select product_id, least(sum(case when track_inventory then quantity else 0 end), 2147483647)::int as quantity, bool_or(not track_inventory or allow_backorders or quantity > 0) as available
                  from variants where tenant_id = {db.Tenant} and product_id = any({products}) group by product_id) s
            where p.tenant_id = {db.Tenant} and p.id = s.product_id
            """, ct);
    }

    private sealed record TakenRow(Guid ProductId, int Quantity, bool TrackInventory);
}

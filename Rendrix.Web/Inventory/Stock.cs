using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Inventory;
using Rendrix.Orders;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Inventory;

/// <summary>
/// Moves stock inside the caller's transaction. Whoever changes the stock of a variant locks its row first, all rows in the order of their ids, and
/// reads after that: two orders cannot wait for each other, and no decision is made on a number that somebody else is changing.
/// A variant's own number is what can be sold over all locations that sell; the ledger says where the pieces lie.
/// </summary>
public static class Stock
{
    /// <summary>Pieces taken at one location.</summary>
    public sealed record Piece(Guid LocationId, int Quantity);

    /// <summary>What became of a variant's stock.</summary>
    /// <param name="VariantId">The variant.</param>
    /// <param name="ProductId">Its product.</param>
    /// <param name="Left">Pieces left for sale.</param>
    /// <param name="Tracked">Whether its stock is counted.</param>
    /// <param name="LowAt">So few are low.</param>
    /// <param name="Pieces">Where they were taken from.</param>
    public sealed record Taken(Guid VariantId, Guid ProductId, int Left, bool Tracked, int LowAt, IReadOnlyList<Piece> Pieces)
    {
        /// <summary>Whether this very sale made it low.</summary>
        public bool TurnedLow => Tracked && Left <= LowAt && Left + Pieces.Sum(p => p.Quantity) > LowAt;
    }

    /// <summary>A variant that has too few.</summary>
    /// <param name="VariantId">The variant.</param>
    /// <param name="Held">Whether there would be enough if nobody else were paying for some.</param>
    public sealed record Missing(Guid VariantId, bool Held);

    /// <summary>Holds so many of each variant for a cart until the time is over; answers the first variant that has too few, or null.</summary>
    public static async Task<Missing?> ReserveAsync(AppDb db, Guid storeId, Guid cartId, IReadOnlyDictionary<Guid, int> wanted, DateTimeOffset now, CancellationToken ct)
    {
        var shelf = await LockAsync(db, cartId, [.. wanted.Keys], now, ct);
        if (Short(shelf, wanted) is { } missing) return missing;
        Guid[] variants = [.. shelf.Where(s => s.TrackInventory).Select(s => s.Id).Distinct()];
        // What was in the cart at an earlier try and is not any more is nobody's.
        await db.StockReservations.Where(r => r.CartId == cartId && !variants.Contains(r.VariantId)).ExecuteDeleteAsync(ct);
        if (variants.Length == 0) return null;
        await db.Database.ExecuteSqlAsync($"""
            insert into stock_reservations (tenant_id, id, store_id, cart_id, variant_id, quantity, expires_at)
            select {db.Tenant}, r.id, {storeId}, {cartId}, r.variant, r.quantity, {now + StockReservation.Lasts}
            from unnest({variants.Select(_ => Guid.CreateVersion7(now)).ToArray()}, {variants}, {variants.Select(v => wanted[v]).ToArray()}) as r(id, variant, quantity)
            on conflict (tenant_id, cart_id, variant_id) do update set quantity = excluded.quantity, expires_at = excluded.expires_at
            """, ct);
        return null;
    }

    /// <summary>Lets go what a cart held.</summary>
    public static Task ReleaseAsync(AppDb db, Guid cartId, CancellationToken ct) => db.StockReservations.Where(r => r.CartId == cartId).ExecuteDeleteAsync(ct);

    /// <summary>Takes so many of each variant for a cart, and ends what it held; answers the first variant that has too few, or null when all were taken. The movements are the caller's: <see cref="Sell"/>.</summary>
    public static async Task<Missing?> TakeAsync(AppDb db, Guid cartId, IReadOnlyDictionary<Guid, int> wanted, ICollection<Taken> taken, DateTimeOffset now, CancellationToken ct)
    {
        var shelf = await LockAsync(db, cartId, [.. wanted.Keys], now, ct);
        if (Short(shelf, wanted) is { } missing) return missing;
        foreach (var variant in shelf.GroupBy(s => s.Id))
        {
            var (row, quantity) = (variant.First(), wanted[variant.Key]);
            taken.Add(new Taken(row.Id, row.ProductId, row.TrackInventory ? row.Quantity - quantity : row.Quantity, row.TrackInventory, row.LowStockAt ?? StockFacts.Few, row.TrackInventory ? Split(row.StoreId, [.. variant], quantity) : []));
        }
        await AddAsync(db, taken.Where(t => t.Tracked).ToDictionary(t => t.VariantId, t => -wanted[t.VariantId]), ct);
        await ReleaseAsync(db, cartId, ct);
        return null;
    }

    /// <summary>Enters what an order's lines took into the ledger: no longer for sale, held by the order until it leaves.</summary>
    public static void Sell(AppDb db, Order order, IReadOnlyCollection<Taken> taken, DateTimeOffset now)
    {
        var left = taken.Where(t => t.Tracked).ToDictionary(t => t.VariantId, t => new Queue<Piece>(t.Pieces));
        foreach (var line in order.Lines.Where(l => l.StockTaken))
            for (var open = line.Quantity; open > 0;)
            {
                var piece = left[line.VariantId].Dequeue();
                var quantity = Math.Min(open, piece.Quantity);
                db.StockMovements.Add(Movement(order.StoreId, line.VariantId, -quantity, StockReason.Sold, line.Id, now).At(piece.LocationId).Holding(quantity));
                if (piece.Quantity > quantity) left[line.VariantId] = new Queue<Piece>(left[line.VariantId].Prepend(piece with { Quantity = piece.Quantity - quantity }));
                open -= quantity;
            }
    }

    /// <summary>What an order held left the house.</summary>
    public static async Task FulfilAsync(AppDb db, Order order, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var held in await OfLinesAsync(db, order, ct))
            if (held.Committed > 0) db.StockMovements.Add(Movement(order.StoreId, held.VariantId, 0, StockReason.Fulfilled, held.LineId, now).At(held.LocationId).Holding(-held.Committed));
    }

    /// <summary>What an order took and still held is neither in stock nor held: it is gone.</summary>
    public static async Task WriteOffAsync(AppDb db, Order order, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var held in await OfLinesAsync(db, order, ct))
            if (held.Committed > 0) db.StockMovements.Add(Movement(order.StoreId, held.VariantId, 0, StockReason.WrittenOff, held.LineId, now).At(held.LocationId).Holding(-held.Committed));
    }

    /// <summary>What an order took goes back to where it was taken from; answers how many pieces of which products.</summary>
    public static async Task<(int Pieces, IReadOnlyList<Guid> Products)> RestockAsync(AppDb db, Order order, DateTimeOffset now, CancellationToken ct)
    {
        var back = (await OfLinesAsync(db, order, ct)).Where(h => h.Taken > 0).ToList();
        if (back.Count == 0) return (0, []);
        foreach (var held in back) db.StockMovements.Add(Movement(order.StoreId, held.VariantId, held.Taken, StockReason.Restocked, held.LineId, now).At(held.LocationId).Holding(-held.Committed));
        var selling = await SellingAsync(db, [.. back.Select(b => b.LocationId).Distinct()], ct);
        await LockAsync(db, [.. back.Select(b => b.VariantId).Distinct()], ct);
        await AddAsync(db, back.Where(b => selling.Contains(b.LocationId)).GroupBy(b => b.VariantId).ToDictionary(g => g.Key, g => g.Sum(b => b.Taken)), ct);
        return (back.Sum(b => b.Taken), [.. back.Select(b => order.Lines.First(l => l.Id == b.LineId).ProductId).Distinct()]);
    }

    /// <summary>An entry of the ledger, at the store's first location until <see cref="At"/> says another.</summary>
    public static StockMovement Movement(Guid storeId, Guid variantId, int delta, StockReason reason, Guid? orderLineId, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), StoreId = storeId, VariantId = variantId, LocationId = storeId, Delta = delta, Reason = reason, OrderLineId = orderLineId, At = now };

    /// <summary>The entry at a location.</summary>
    public static StockMovement At(this StockMovement movement, Guid locationId)
    {
        movement.LocationId = locationId;
        return movement;
    }

    /// <summary>The entry with so many more pieces held by orders.</summary>
    public static StockMovement Holding(this StockMovement movement, int committed)
    {
        movement.Committed = committed;
        return movement;
    }

    /// <summary>Locks variants; what is read after this is nobody else's to change.</summary>
    public static Task LockAsync(AppDb db, Guid[] variants, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select 1 from variants where tenant_id = {db.Tenant} and id = any({variants}) order by id for update", ct);

    /// <summary>Adds to what can be sold of locked variants that count their stock, and to what their products' lists say.</summary>
    public static async Task AddAsync(AppDb db, IReadOnlyDictionary<Guid, int> pieces, CancellationToken ct)
    {
        Guid[] variants = [.. pieces.Where(p => p.Value != 0).Select(p => p.Key)];
        if (variants.Length == 0) return;
        var products = await db.Database.SqlQuery<Guid>($"""
            update variants v set quantity = v.quantity + m.pieces from unnest({variants}, {variants.Select(v => pieces[v]).ToArray()}) as m(id, pieces)
            where v.tenant_id = {db.Tenant} and v.id = m.id and v.track_inventory returning v.product_id as "Value"
            """).ToListAsync(ct);
        await SummarizeAsync(db, [.. products.Distinct()], ct);
    }

    /// <summary>Which of these locations sell.</summary>
    public static async Task<HashSet<Guid>> SellingAsync(AppDb db, Guid[] locations, CancellationToken ct) =>
        [.. await db.Locations.Where(l => locations.Contains(l.Id) && l.Sells).Select(l => l.Id).ToListAsync(ct)];

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

    // Two statements: a row that was waited for is read anew, but what a statement reads beside it is as old as the statement.
    private static async Task<List<Shelf>> LockAsync(AppDb db, Guid cartId, Guid[] variants, DateTimeOffset now, CancellationToken ct)
    {
        await LockAsync(db, variants, ct);
        return await db.Database.SqlQuery<Shelf>($"""
            select v.id as "Id", v.store_id as "StoreId", v.product_id as "ProductId", v.quantity as "Quantity", v.track_inventory as "TrackInventory", v.allow_backorders as "AllowBackorders", v.low_stock_at as "LowStockAt",
              coalesce((select sum(r.quantity)::int from stock_reservations r where r.tenant_id = {db.Tenant} and r.variant_id = v.id and r.cart_id <> {cartId} and r.expires_at > {now}), 0) as "Held",
              l.location_id as "LocationId", coalesce(l.available, 0) as "Available"
            from variants v
              left join (select s.tenant_id, s.variant_id, s.location_id, s.available, p.position from stock_levels s join locations p on p.tenant_id = {db.Tenant} and p.id = s.location_id
                         where s.tenant_id = {db.Tenant} and s.variant_id = any({variants}) and p.sells and s.available > 0) l on l.tenant_id = {db.Tenant} and l.variant_id = v.id
            where v.tenant_id = {db.Tenant} and v.id = any({variants}) order by v.id, l.position, l.location_id
            """).ToListAsync(ct);
    }

    private static Missing? Short(List<Shelf> shelf, IReadOnlyDictionary<Guid, int> wanted)
    {
        foreach (var (variant, quantity) in wanted.OrderBy(w => w.Key))
        {
            if (shelf.Find(s => s.Id == variant) is not { } row) return new Missing(variant, false);
            if (row.TrackInventory && !row.AllowBackorders && row.Quantity - row.Held < quantity) return new Missing(variant, row.Quantity >= quantity);
        }
        return null;
    }

    // From one place when one has enough, else from several in their order; what nobody has is owed by the first.
    private static List<Piece> Split(Guid storeId, Shelf[] rows, int quantity)
    {
        var places = rows.Where(r => r.LocationId is not null && r.Available > 0).ToList();
        if (places.Find(p => p.Available >= quantity) is { LocationId: { } one }) return [new Piece(one, quantity)];
        var pieces = new List<Piece>();
        foreach (var place in places)
        {
            pieces.Add(new Piece(place.LocationId!.Value, Math.Min(quantity, place.Available)));
            quantity -= pieces[^1].Quantity;
        }
        if (quantity == 0) return pieces;
        var at = pieces.FindIndex(p => p.LocationId == storeId);
        if (at >= 0) pieces[at] = pieces[at] with { Quantity = pieces[at].Quantity + quantity };
        else pieces.Add(new Piece(storeId, quantity));
        return pieces;
    }

    // What the lines of an order have moved so far, place by place.
    private static async Task<List<Held>> OfLinesAsync(AppDb db, Order order, CancellationToken ct)
    {
        Guid[] lines = [.. order.Lines.Where(l => l.StockTaken).Select(l => l.Id)];
        var moved = await db.StockMovements.AsNoTracking().Where(m => m.OrderLineId != null && lines.Contains(m.OrderLineId.Value)).ToListAsync(ct);
        return [.. moved.GroupBy(m => (Line: m.OrderLineId!.Value, m.VariantId, m.LocationId)).Select(g => new Held(g.Key.Line, g.Key.VariantId, g.Key.LocationId, -g.Sum(m => m.Delta), g.Sum(m => m.Committed)))
            .OrderBy(h => h.VariantId).ThenBy(h => h.LocationId).ThenBy(h => h.LineId)];
    }

    private sealed record Held(Guid LineId, Guid VariantId, Guid LocationId, int Taken, int Committed);

    private sealed record Shelf(Guid Id, Guid StoreId, Guid ProductId, int Quantity, bool TrackInventory, bool AllowBackorders, int? LowStockAt, int Held, Guid? LocationId, int Available);
}

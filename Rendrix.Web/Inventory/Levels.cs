using Microsoft.EntityFrameworkCore;
using Rendrix.Inventory;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Inventory;

/// <summary>
/// Keeps the levels equal to the ledger: whoever adds movements, their sums are added to the levels right behind them, in the same transaction
/// (<see cref="AppDb.SaveChangesAsync(bool, CancellationToken)"/>). Nothing else writes levels.
/// </summary>
internal static class Levels
{
    /// <summary>Adds what moved to the levels.</summary>
    public static async Task FollowAsync(AppDb db, IReadOnlyCollection<StockMovement> moved, CancellationToken ct)
    {
        // In one order everywhere, so that two transactions cannot wait for each other.
        var sums = moved.GroupBy(m => (m.VariantId, m.LocationId)).OrderBy(g => g.Key.VariantId).ThenBy(g => g.Key.LocationId)
            .Select(g => (g.Key.VariantId, g.Key.LocationId, g.First().StoreId, Available: g.Sum(m => m.Delta), Committed: g.Sum(m => m.Committed), Incoming: g.Sum(m => m.Incoming))).ToList();
        var below = await db.Database.SqlQuery<Below>($"""
            insert into stock_levels (tenant_id, id, store_id, variant_id, location_id, available, committed, incoming)
            select {db.Tenant}, m.id, m.store, m.variant, m.location, m.available, m.committed, m.incoming
            from unnest({sums.Select(_ => Guid.CreateVersion7()).ToArray()}, {sums.Select(s => s.StoreId).ToArray()}, {sums.Select(s => s.VariantId).ToArray()}, {sums.Select(s => s.LocationId).ToArray()},
              {sums.Select(s => s.Available).ToArray()}, {sums.Select(s => s.Committed).ToArray()}, {sums.Select(s => s.Incoming).ToArray()}) as m(id, store, variant, location, available, committed, incoming)
            on conflict (tenant_id, variant_id, location_id) do update set available = stock_levels.available + excluded.available, committed = stock_levels.committed + excluded.committed, incoming = stock_levels.incoming + excluded.incoming
            returning variant_id as "VariantId", location_id as "LocationId", store_id as "StoreId", available as "Available"
            """).ToListAsync(ct);
        // A total was set to less than the first location has: the rest is taken from the others, as a person would.
        var first = moved.Where(m => m.Reason == StockReason.Adjusted && m.Delta < 0 && m.LocationId == m.StoreId).Select(m => m.VariantId).ToHashSet();
        var short_ = below.Where(b => b.Available < 0 && b.LocationId == b.StoreId && first.Contains(b.VariantId)).ToList();
        if (short_.Count > 0) await SpreadAsync(db, short_, moved.First().At, ct);
    }

    private static async Task SpreadAsync(AppDb db, List<Below> missing, DateTimeOffset now, CancellationToken ct)
    {
        Guid[] variants = [.. missing.Select(m => m.VariantId)];
        var others = await db.StockLevels.AsNoTracking().Where(l => variants.Contains(l.VariantId) && l.LocationId != l.StoreId && l.Available > 0)
            .Join(db.Locations.Where(p => p.Sells), l => l.LocationId, p => p.Id, (l, p) => new { Level = l, p.Position }).OrderBy(x => x.Position).ThenBy(x => x.Level.LocationId).Select(x => x.Level).ToListAsync(ct);
        var moves = new List<StockMovement>();
        foreach (var hole in missing)
        {
            var left = -hole.Available;
            foreach (var other in others.Where(o => o.VariantId == hole.VariantId))
            {
                var piece = Math.Min(left, other.Available);
                if (piece <= 0) break;
                moves.Add(Stock.Movement(hole.StoreId, hole.VariantId, -piece, StockReason.Adjusted, null, now).At(other.LocationId));
                moves.Add(Stock.Movement(hole.StoreId, hole.VariantId, piece, StockReason.Adjusted, null, now));
                left -= piece;
            }
        }
        if (moves.Count == 0) return;
        db.StockMovements.AddRange(moves);
        await db.SaveAsync(ct);
    }

    private sealed record Below(Guid VariantId, Guid LocationId, Guid StoreId, int Available);
}

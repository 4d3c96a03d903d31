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
            .Select(g => new Sum(g.Key.VariantId, g.Key.LocationId, g.First().StoreId, g.Sum(m => m.Delta), g.Sum(m => m.Committed), g.Sum(m => m.Incoming))).ToList();
        var below = await AddAsync(db, sums, ct);
        if (below.Count < sums.Count)
        {
            // The first pieces of a variant at a location. Not one statement with the other: it would hold the bare change, which may well be negative, to what a level must be.
            var fresh = sums.Where(s => !below.Exists(b => b.VariantId == s.VariantId && b.LocationId == s.LocationId)).ToList();
            await db.Database.ExecuteSqlAsync($"""
                insert into stock_levels (tenant_id, id, store_id, variant_id, location_id, available, committed, incoming)
                select {db.Tenant}, m.id, m.store, m.variant, m.location, 0, 0, 0
                from unnest({fresh.Select(_ => Guid.CreateVersion7()).ToArray()}, {fresh.Select(s => s.StoreId).ToArray()}, {fresh.Select(s => s.VariantId).ToArray()}, {fresh.Select(s => s.LocationId).ToArray()}) as m(id, store, variant, location)
                on conflict (tenant_id, variant_id, location_id) do nothing
                """, ct);
            below.AddRange(await AddAsync(db, fresh, ct));
        }
        // A total was set to less than the first location has: the rest is taken from the others, as a person would.
        var first = moved.Where(m => m.Reason == StockReason.Adjusted && m.Delta < 0 && m.LocationId == m.StoreId).Select(m => m.VariantId).ToHashSet();
        var missing = below.Where(b => b.Available < 0 && b.LocationId == b.StoreId && first.Contains(b.VariantId)).ToList();
        if (missing.Count > 0) await SpreadAsync(db, missing, moved.First().At, ct);
    }

    private static Task<List<Below>> AddAsync(AppDb db, List<Sum> sums, CancellationToken ct) => db.Database.SqlQuery<Below>($"""
        update stock_levels l set available = l.available + m.available, committed = l.committed + m.committed, incoming = l.incoming + m.incoming
        from unnest({sums.Select(s => s.VariantId).ToArray()}, {sums.Select(s => s.LocationId).ToArray()}, {sums.Select(s => s.Available).ToArray()}, {sums.Select(s => s.Committed).ToArray()}, {sums.Select(s => s.Incoming).ToArray()}) as m(variant, location, available, committed, incoming)
        where l.tenant_id = {db.Tenant} and l.variant_id = m.variant and l.location_id = m.location
        returning l.variant_id as "VariantId", l.location_id as "LocationId", l.store_id as "StoreId", l.available as "Available"
        """).ToListAsync(ct);

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

    private sealed record Sum(Guid VariantId, Guid LocationId, Guid StoreId, int Available, int Committed, int Incoming);

    private sealed record Below(Guid VariantId, Guid LocationId, Guid StoreId, int Available);
}

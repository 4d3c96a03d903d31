using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Inventory;
using Rendrix.Refusals;
using Rendrix.Web.Orders;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Inventory;

/// <summary>A wish to change the stock of one variant at one location. One of the three numbers is given.</summary>
/// <param name="VariantId">The variant.</param>
/// <param name="LocationId">The place; null means the store's first.</param>
/// <param name="Delta">Pieces to add, or to take away.</param>
/// <param name="Available">Pieces that can be sold afterwards.</param>
/// <param name="OnHand">Pieces that lie there, those of orders included: what a count found.</param>
public sealed record StockChange(Guid VariantId, Guid? LocationId = null, int? Delta = null, int? Available = null, int? OnHand = null);

/// <summary>What a change came to.</summary>
/// <param name="VariantId">The variant.</param>
/// <param name="LocationId">The place.</param>
/// <param name="Before">Pieces that could be sold.</param>
/// <param name="After">Pieces that can be sold.</param>
/// <param name="OnHand">Pieces that lie there now.</param>
public sealed record StockAdjusted(Guid VariantId, Guid LocationId, int Before, int After, int OnHand);

/// <summary>Corrects stock: all changes of a call or none. Each leaves an entry in the ledger.</summary>
public sealed class AdjustStock(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>Most changes of one call.</summary>
    public const int Most = 250;
    /// <summary>Most pieces at one location; more is a slip of the finger.</summary>
    public const int MostPieces = 1_000_000_000;

    /// <summary>Carries the changes out; answers what became of each. Wrong ones are refused by their place in the list.</summary>
    public async Task<IReadOnlyList<StockAdjusted>> RunAsync(Guid storeId, IReadOnlyList<StockChange> changes, StockReason reason, string? note, Guid? userId, CancellationToken ct)
    {
        var errors = new FieldErrors();
        errors.Require(changes.Count is > 0 and <= Most, "changes", $"Send 1 to {Most} changes");
        errors.Require(note is null || note.Trim().Length <= 200, "note", "Use 200 characters or fewer");
        errors.Require(note is null || !note.Contains('\0', StringComparison.Ordinal), "note", "Enter words");
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            errors.Require(new[] { change.Delta, change.Available, change.OnHand }.Count(n => n is not null) == 1, $"changes[{i}]", "Give one of delta, available and onHand");
            errors.Require(change.Delta is null or (>= -MostPieces and <= MostPieces), $"changes[{i}].delta", "Enter a whole number up to 1,000,000,000");
            errors.Require(change.Available is null or (>= 0 and <= MostPieces), $"changes[{i}].available", "Enter a whole number from 0 to 1,000,000,000");
            errors.Require(change.OnHand is null or (>= 0 and <= MostPieces), $"changes[{i}].onHand", "Enter a whole number from 0 to 1,000,000,000");
        }
        errors.ThrowIfAny();

        await using var db = await transactions.BeginAsync(ct);
        var done = await ApplyAsync(db, storeId, changes, reason, note, userId, clock.GetUtcNow(), ct);
        await db.CommitAsync(ct);
        return done;
    }

    /// <summary>The same inside the caller's transaction.</summary>
    internal static async Task<IReadOnlyList<StockAdjusted>> ApplyAsync(AppDb db, Guid storeId, IReadOnlyList<StockChange> changes, StockReason reason, string? note, Guid? userId, DateTimeOffset now, CancellationToken ct)
    {
        Guid[] ids = [.. changes.Select(c => c.VariantId).Distinct()], places = [.. changes.Select(c => c.LocationId ?? storeId).Distinct()];
        await Stock.LockAsync(db, ids, ct);
        var variants = await db.Variants.AsNoTracking().Where(v => v.StoreId == storeId && ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        var locations = await db.Locations.AsNoTracking().Where(l => l.StoreId == storeId && places.Contains(l.Id)).ToDictionaryAsync(l => l.Id, ct);
        var levels = (await db.StockLevels.AsNoTracking().Where(l => ids.Contains(l.VariantId) && places.Contains(l.LocationId)).ToListAsync(ct)).ToDictionary(l => (l.VariantId, l.LocationId), l => (l.Available, l.Committed));
        var (errors, done, sold) = (new FieldErrors(), new List<StockAdjusted>(), new Dictionary<Guid, int>());
        for (var i = 0; i < changes.Count; i++)
        {
            var (change, at) = (changes[i], changes[i].LocationId ?? storeId);
            if (!variants.TryGetValue(change.VariantId, out var variant)) { errors.Add($"changes[{i}].variantId", "There is no such variant in this store"); continue; }
            if (!locations.TryGetValue(at, out var location)) { errors.Add($"changes[{i}].locationId", "There is no such location in this store"); continue; }
            if (!variant.TrackInventory) { errors.Add($"changes[{i}].variantId", "Its stock is not counted. Turn counting on at the product first"); continue; }
            var (available, committed) = levels.GetValueOrDefault((variant.Id, at));
            var after = change.Available ?? change.OnHand - committed ?? (long)available + change.Delta!.Value;
            // An order has promised what a count did not find, or a correction takes more than there is.
            if (after < 0 && after < available && reason != StockReason.Counted && change.OnHand is null && !variant.AllowBackorders) { errors.Add($"changes[{i}].delta", $"There are {available} for sale. Take away no more than that"); continue; }
            if (after is < -MostPieces or > MostPieces) { errors.Add($"changes[{i}].delta", "That is more than 1,000,000,000 pieces"); continue; }
            var delta = (int)(after - available);
            levels[(variant.Id, at)] = ((int)after, committed);
            done.Add(new StockAdjusted(variant.Id, at, available, (int)after, (int)after + committed));
            if (delta == 0) continue;
            var movement = Stock.Movement(storeId, variant.Id, delta, reason, null, now).At(at);
            (movement.UserId, movement.Note) = (userId, note?.Trim() ?? "");
            db.StockMovements.Add(movement);
            if (location.Sells) sold[variant.Id] = sold.GetValueOrDefault(variant.Id) + delta;
        }
        errors.ThrowIfAny();
        await AddAsync(db, storeId, variants, sold, ct);
        return done;
    }

    /// <summary>Adds to what can be sold of locked variants and tells who shows it.</summary>
    internal static async Task AddAsync(AppDb db, Guid storeId, IReadOnlyDictionary<Guid, Variant> variants, IReadOnlyDictionary<Guid, int> pieces, CancellationToken ct)
    {
        var moved = pieces.Where(p => p.Value != 0).Select(p => (Variant: variants[p.Key], Delta: p.Value)).ToList();
        if (moved.Count == 0) return;
        await Stock.AddAsync(db, pieces, ct);
        db.Publish(new StockChanged(storeId, [.. moved.Select(m => m.Variant.ProductId).Distinct().Take(100)], moved.Count > 100 || moved.Any(m => m.Variant.Quantity > 0 != m.Variant.Quantity + m.Delta > 0)));
        // A mail names fifty and its link shows all, so a count of the whole house need not carry every name.
        var low = moved.Where(m => m.Variant.LowAt() is var at && m.Variant.Quantity > at && m.Variant.Quantity + m.Delta <= at).Select(m => m.Variant.Id).Take(Most).ToList();
        if (low.Count > 0) db.Publish(new StockLow(storeId, low));
    }
}

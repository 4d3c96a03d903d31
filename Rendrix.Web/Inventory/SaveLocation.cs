using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Inventory;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Inventory;

/// <summary>What a person says of a location; null leaves a member as it is.</summary>
public sealed record LocationDraft(string? Name = null, string? Address = null, bool? Sells = null, int? Position = null);

/// <summary>Makes, changes and removes the places goods lie at.</summary>
public sealed class SaveLocation(TenantTransactions transactions, PlanGate plans, TimeProvider clock)
{
    /// <summary>Makes a location, or changes the one of the id. When one stops or begins to sell, what shoppers can buy follows in the same transaction.</summary>
    public async Task<Location> RunAsync(Guid storeId, Guid? locationId, LocationDraft draft, Action<int>? demandVersion, CancellationToken ct)
    {
        var errors = new FieldErrors();
        errors.Require(draft.Name is null ? locationId is not null : draft.Name.Trim() is { Length: >= 1 and <= 100 }, "name", "Enter a name of 1 to 100 characters");
        errors.Require(draft.Address is null || draft.Address.Trim().Length <= 300, "address", "Use 300 characters or fewer");
        errors.Require(draft.Position is null or (>= 0 and <= 10_000), "position", "Enter a whole number from 0 to 10,000");
        if ((draft.Name + draft.Address).Contains('\0', StringComparison.Ordinal)) errors.Add("name", "Enter words");
        errors.ThrowIfAny();

        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(ct);
        var all = await LockAllAsync(db, storeId, ct);
        if (all.Count == 0) throw new RefusedException(Refusal.NotFound("store"));
        var location = locationId is { } id ? all.Find(l => l.Id == id) ?? throw new RefusedException(Refusal.NotFound("location")) : null;
        if (location is not null) demandVersion?.Invoke(location.Version);
        if (location is null && all.Count >= Location.Most) throw new RefusedException(Refusal.Invalid("name", $"A store has at most {Location.Most} locations. Delete one first"));
        // Every store has its first one with any plan; those that are there stay and can be changed.
        if (location is null) await plans.DemandAsync(db, PlanFeature.MultiWarehouse, ct);
        if (location?.Id == storeId && draft.Sells == false) throw new RefusedException(Refusal.Invalid("sells", "The first location always sells. Rename it, and keep what is not for sale at another one"));
        var name = draft.Name?.Trim() ?? location!.Name;
        var lower = name.ToLowerInvariant();
        if (all.Exists(l => l != location && l.NameLower == lower)) throw new RefusedException(Refusal.Invalid("name", "Another location has this name. Choose a different one"));

        if (location is null)
        {
            location = new Location { Id = Guid.CreateVersion7(now), StoreId = storeId, CreatedAt = now, Position = all.Max(l => l.Position) + 1 };
            db.Locations.Add(location);
        }
        else if (draft.Sells is { } sells && sells != location.Sells) await SellAsync(db, location, sells, ct);
        (location.Name, location.NameLower) = (name, lower);
        location.Address = draft.Address?.Trim() ?? location.Address;
        location.Sells = draft.Sells ?? location.Sells;
        location.Position = draft.Position ?? location.Position;
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new RefusedException(Refusal.Invalid("name", "Another location took this name in the same moment. Choose a different one"));
        }
        return location;
    }

    /// <summary>Removes a location that holds nothing and expects nothing. Its entries in the ledger go with it; they add up to nothing.</summary>
    public async Task DeleteAsync(Guid storeId, Guid locationId, Action<int>? demandVersion, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var location = (await LockAllAsync(db, storeId, ct)).Find(l => l.Id == locationId) ?? throw new RefusedException(Refusal.NotFound("location"));
        demandVersion?.Invoke(location.Version);
        if (locationId == storeId) throw new RefusedException(new Refusal("INVALID_TRANSITION", "The first location stays: the shop keeps new goods there. Rename it instead."));
        if (await db.StockLevels.AnyAsync(l => l.LocationId == locationId && (l.Available != 0 || l.Committed != 0 || l.Incoming != 0), ct))
            throw new RefusedException(new Refusal("INVALID_TRANSITION", $"{location.Name} still has stock, or expects some. Move it to another location first, then delete this one."));
        if (await db.StockTransfers.AnyAsync(t => t.FromId == locationId || t.ToId == locationId, ct))
            throw new RefusedException(new Refusal("INVALID_TRANSITION", $"Transfers name {location.Name}, and their history stays. Rename it, and let it not sell."));
        db.Locations.Remove(location);
        await db.CommitAsync(ct);
    }

    // All of a store's at once: names, count and what sells are decided by one person at a time.
    private static Task<List<Location>> LockAllAsync(AppDb db, Guid storeId, CancellationToken ct) =>
        db.Locations.FromSql($"select * from locations where tenant_id = {db.Tenant} and store_id = {storeId} order by id for update").OrderBy(l => l.Position).ThenBy(l => l.Id).ToListAsync(ct);

    private static async Task SellAsync(AppDb db, Location location, bool sells, CancellationToken ct)
    {
        Guid[] variants = [.. await db.StockLevels.Where(l => l.LocationId == location.Id && l.Available != 0).Select(l => l.VariantId).ToListAsync(ct)];
        await Stock.LockAsync(db, variants, ct);
        var levels = await db.StockLevels.AsNoTracking().Where(l => l.LocationId == location.Id && l.Available != 0 && variants.Contains(l.VariantId)).ToDictionaryAsync(l => l.VariantId, l => sells ? l.Available : -l.Available, ct);
        var rows = await db.Variants.AsNoTracking().Where(v => variants.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        await AdjustStock.AddAsync(db, location.StoreId, rows, levels, ct);
    }
}

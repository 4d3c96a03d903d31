using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Identity;
using Rendrix.Inventory;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Inventory;

/// <summary><c>/api/v1/stores/{storeId}/inventory</c>: what is where, corrections, and the ledger.</summary>
public static class InventoryEndpoints
{
    private const string List = "inventory:id", Newest = "movements:-id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapInventory(this ApiGroups api)
    {
        var inventory = api.Store.MapGroup("/inventory").WithTags("Inventory");
        inventory.MapGet("", ListAsync).Demand(Permission.ReadProducts).WithName("ListInventory").WithSummary("List the stock of variants; by productId, variantId, sku, locationId, or low=true");
        inventory.MapPost("/adjustments", AdjustAsync).Demand(Permission.WriteProducts).WithName("AdjustInventory").WithSummary("Correct stock, up to 250 changes at once").WithDescription("All changes are carried out or none. Each leaves an entry in the ledger. Send an Idempotency-Key, so that a repeated call adds nothing twice.");
        inventory.MapGet("/movements", MovementsAsync).Demand(Permission.ReadProducts).WithName("ListStockMovements").WithSummary("List the ledger, newest first; by variantId, locationId, reason");
    }

    private static async Task<Ok<Page<InventoryResponse>>> ListAsync(CallerStore at, PageQuery page, TenantTransactions transactions, TimeProvider clock, CancellationToken ct, Guid? productId = null, Guid? variantId = null, string? sku = null, Guid? locationId = null, bool? low = null)
    {
        if (sku?.Contains('\0', StringComparison.Ordinal) == true) throw new RefusedException(Refusal.Invalid("sku", "Enter a SKU"));
        await using var db = await transactions.BeginAsync(ct);
        var all = db.Variants.AsNoTracking().Where(v => v.StoreId == at.StoreId);
        if (productId is { } product) all = all.Where(v => v.ProductId == product);
        if (variantId is { } variant) all = all.Where(v => v.Id == variant);
        if (sku is not null) all = all.Where(v => v.Sku == sku);
        if (locationId is { } place) all = all.Where(v => db.StockLevels.Any(l => l.VariantId == v.Id && l.LocationId == place));
        if (low == true) all = all.Where(LowStock.Is);
        else if (low == false) all = all.Where(v => !v.TrackInventory || v.Quantity > (v.LowStockAt ?? StockFacts.Few));
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<Guid>(List) is { } after) all = all.Where(v => v.Id.CompareTo(after) > 0);
        var rows = await all.OrderBy(v => v.Id).Take(page.Take).Select(v => new { Variant = v, v.Product!.Name }).ToListAsync(ct);
        Guid[] ids = [.. rows.Select(r => r.Variant.Id)];
        var now = clock.GetUtcNow();
        var levels = (await db.StockLevels.AsNoTracking().Where(l => ids.Contains(l.VariantId)).ToListAsync(ct)).ToLookup(l => l.VariantId);
        var held = await db.StockReservations.Where(r => ids.Contains(r.VariantId) && r.ExpiresAt > now).GroupBy(r => r.VariantId).Select(g => new { g.Key, Sum = g.Sum(r => r.Quantity) }).ToDictionaryAsync(g => g.Key, g => g.Sum, ct);
        return TypedResults.Ok(page.Answer(rows, r => new InventoryResponse(
            r.Variant.Id, r.Variant.ProductId, r.Name, r.Variant.Title, r.Variant.Sku, r.Variant.TrackInventory, r.Variant.Quantity, held.GetValueOrDefault(r.Variant.Id), r.Variant.LowAt(),
            r.Variant.IsLow(), [.. levels[r.Variant.Id].OrderBy(l => l.LocationId).Select(LevelResponse.From)]), List, r => [r.Variant.Id], total));
    }

    private static async Task<Ok<AdjustmentsResponse>> AdjustAsync(CallerStore at, AdjustmentsRequest request, AdjustStock adjust, TenantTransactions transactions, CancellationToken ct)
    {
        var wanted = request.Changes ?? [];
        var errors = new FieldErrors();
        errors.Require(wanted.Count is > 0 and <= AdjustStock.Most, "changes", $"Send 1 to {AdjustStock.Most} changes");
        errors.Require(request.Reason is null or StockReason.Adjusted or StockReason.Counted, "reason", "Use adjusted or counted");
        errors.ThrowIfAny();
        for (var i = 0; i < wanted.Count; i++)
        {
            if (wanted[i] is null) errors.Add($"changes[{i}]", "Name a variant");
            else errors.Require(wanted[i].VariantId is null != string.IsNullOrEmpty(wanted[i].Sku), $"changes[{i}].variantId", "Name the variant by variantId or by sku");
        }
        errors.ThrowIfAny();
        var bySku = await SkusAsync(at.StoreId, [.. wanted.Select(w => w.Sku).OfType<string>().Where(s => !s.Contains('\0', StringComparison.Ordinal)).Distinct()], transactions, ct);
        for (var i = 0; i < wanted.Count; i++) errors.Require(wanted[i].VariantId is not null || bySku.ContainsKey(wanted[i].Sku!), $"changes[{i}].sku", "No variant of this store has this SKU");
        errors.ThrowIfAny();
        var done = await adjust.RunAsync(at.StoreId, [.. wanted.Select(w => new StockChange(w.VariantId ?? bySku[w.Sku!], w.LocationId, w.Delta, w.Available, w.OnHand))], request.Reason ?? StockReason.Adjusted, request.Note, at.Caller.UserId, ct);
        return TypedResults.Ok(new AdjustmentsResponse(done));
    }

    private static async Task<Dictionary<string, Guid>> SkusAsync(Guid storeId, string[] skus, TenantTransactions transactions, CancellationToken ct)
    {
        if (skus.Length == 0) return [];
        await using var db = await transactions.BeginAsync(ct);
        return await db.Variants.Where(v => v.StoreId == storeId && v.Sku != null && skus.Contains(v.Sku)).ToDictionaryAsync(v => v.Sku!, v => v.Id, StringComparer.Ordinal, ct);
    }

    private static async Task<Ok<Page<MovementResponse>>> MovementsAsync(CallerStore at, PageQuery page, TenantTransactions transactions, CancellationToken ct, Guid? variantId = null, Guid? locationId = null, string? reason = null)
    {
        StockReason? wanted = reason is null ? null : ApiJson.TryRead<StockReason>(reason, out var r) ? r : throw new RefusedException(Refusal.Invalid("reason", "Use adjusted, sold, restocked, fulfilled, written_off, sent, received, called_off or counted"));
        await using var db = await transactions.BeginAsync(ct);
        var all = db.StockMovements.AsNoTracking().Where(m => m.StoreId == at.StoreId);
        if (variantId is { } variant) all = all.Where(m => m.VariantId == variant);
        if (locationId is { } place) all = all.Where(m => m.LocationId == place);
        if (wanted is { } why) all = all.Where(m => m.Reason == why);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<Guid>(Newest) is { } after) all = all.Where(m => m.Id.CompareTo(after) < 0);
        return TypedResults.Ok(page.Answer(await all.OrderByDescending(m => m.Id).Take(page.Take).ToListAsync(ct), MovementResponse.From, Newest, m => [m.Id], total));
    }
}

using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Inventory;

/// <summary>Says at how many pieces a variant is low.</summary>
public sealed class SetLowStock(TenantTransactions transactions)
{
    /// <summary>Sets the number; null goes back to the usual one.</summary>
    public async Task RunAsync(Guid storeId, Guid variantId, int? at, CancellationToken ct)
    {
        if (at is < 0 or > AdjustStock.MostPieces) throw new RefusedException(Refusal.Invalid("lowStockAt", "Enter a whole number from 0 to 1,000,000,000"));
        await using var db = await transactions.BeginAsync(ct);
        if (await db.Variants.Where(v => v.StoreId == storeId && v.Id == variantId).ExecuteUpdateAsync(s => s.SetProperty(v => v.LowStockAt, at), ct) == 0) throw new RefusedException(Refusal.NotFound("variant"));
        await db.CommitAsync(ct);
    }
}

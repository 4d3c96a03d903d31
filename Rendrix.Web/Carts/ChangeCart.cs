using Microsoft.EntityFrameworkCore;
using Rendrix.Carts;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Carts;

/// <summary>A wish to have another quantity of a line, named by itself or by its variant; 0 removes it.</summary>
public sealed record CartChange(Guid? LineId, Guid? VariantId, int Quantity);

/// <summary>Sets quantities in a shopper's cart.</summary>
public sealed class ChangeCart(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>Applies all changes or, with the reason, none.</summary>
    public async Task RunAsync(Guid cartId, IReadOnlyList<CartChange> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Quantity is < 0 or > Cart.MaxQuantity)) throw new RefusedException(Refusal.Invalid("quantity", $"Choose 0 to {Cart.MaxQuantity}"));
        await using var db = await transactions.BeginAsync(ct);
        var now = clock.GetUtcNow();
        if (await db.Carts.Where(c => c.Id == cartId && c.OrderId == null).ExecuteUpdateAsync(s => s.SetProperty(c => c.UpdatedAt, now), ct) == 0)
            throw new RefusedException(Refusal.NotFound("cart"));

        var lines = await db.CartLines.Where(l => l.CartId == cartId).ToListAsync(ct);
        var ids = lines.Select(l => l.VariantId).ToList();
        var variants = await db.Variants.AsNoTracking().Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        foreach (var change in changes)
        {
            var line = lines.FirstOrDefault(l => change.LineId is { } id ? l.Id == id : l.VariantId == change.VariantId) ?? throw new RefusedException(Refusal.NotFound("line in this cart"));
            if (change.Quantity == 0) { db.CartLines.Remove(line); continue; }
            // Lowering is always allowed, so that a cart whose stock shrank can be put right step by step.
            if (change.Quantity > line.Quantity && variants.GetValueOrDefault(line.VariantId) is { } variant && !variant.CanBuy(change.Quantity))
                throw new RefusedException(CartRefusals.OutOfStock(line.Name, variant.Quantity));
            line.Quantity = change.Quantity;
        }
        await db.CommitAsync(ct);
    }
}

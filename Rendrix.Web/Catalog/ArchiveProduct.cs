using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Refusals;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Catalog;

/// <summary>What became of a product that was to be deleted.</summary>
public enum ProductRemoval
{
    /// <summary>It is gone.</summary>
    Deleted,
    /// <summary>Orders name it, so it was archived.</summary>
    Archived,
}

/// <summary>Takes products off sale: archives them, or deletes those no order names.</summary>
public sealed class ArchiveProduct(TenantTransactions transactions, PlanGate plans, TimeProvider clock)
{
    /// <summary>Deletes a product, or archives it when orders name it. A product that is archived and named by orders answers again that it was archived.</summary>
    public async Task<ProductRemoval> DeleteAsync(Guid storeId, Guid productId, int? expectedVersion, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var product = await db.Products.FirstOrDefaultAsync(p => p.StoreId == storeId && p.Id == productId, ct) ?? throw new RefusedException(Refusal.NotFound("product"));
        if (expectedVersion is { } version && version != product.Version) throw new RefusedException(Refusal.Stale());
        var removal = await RemoveAsync(db, product, clock.GetUtcNow(), ct);
        db.Publish(new ProductChanged(storeId, productId));
        await db.CommitAsync(ct);
        return removal;
    }

    /// <summary>Deletes or archives up to 250 products at once; ids that are not there are passed over.</summary>
    public async Task<IReadOnlyDictionary<Guid, ProductRemoval>> DeleteManyAsync(Guid storeId, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        Guid[] wanted = [.. ids.Distinct()];
        var removed = new Dictionary<Guid, ProductRemoval>();
        foreach (var product in await db.Products.Where(p => p.StoreId == storeId && wanted.Contains(p.Id)).ToListAsync(ct)) removed[product.Id] = await RemoveAsync(db, product, clock.GetUtcNow(), ct);
        if (removed.Count > 0) db.Publish(new CatalogChanged(storeId));
        await db.CommitAsync(ct);
        return removed;
    }

    /// <summary>Puts up to 250 products into a status; answers how many changed.</summary>
    public async Task<int> SetStatusAsync(Guid storeId, IReadOnlyList<Guid> ids, ProductStatus status, CancellationToken ct) => (await SetStatusOfAsync(storeId, ids, status, ct)).Changed;

    /// <summary>The same; answers also which of the products are there.</summary>
    public async Task<(IReadOnlySet<Guid> There, int Changed)> SetStatusOfAsync(Guid storeId, IReadOnlyList<Guid> ids, ProductStatus status, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(ct);
        Guid[] wanted = [.. ids.Distinct()];
        var products = await db.Products.Where(p => p.StoreId == storeId && wanted.Contains(p.Id)).ToListAsync(ct);
        var changed = products.Where(p => p.Status != status).ToList();
        // What comes back from the archive takes a place again.
        if (status != ProductStatus.Archived) await plans.DemandProductsAsync(db, changed.Count(p => p.Status == ProductStatus.Archived), ct);
        foreach (var product in changed)
        {
            product.Status = status;
            product.UpdatedAt = now;
            if (status == ProductStatus.Active) product.PublishedAt ??= now;
        }
        if (changed.Count > 0) db.Publish(new CatalogChanged(storeId));
        await db.CommitAsync(ct);
        return (products.Select(p => p.Id).ToHashSet(), changed.Count);
    }

    private static async Task<ProductRemoval> RemoveAsync(AppDb db, Product product, DateTimeOffset now, CancellationToken ct)
    {
        if (!await db.OrderLines.AnyAsync(l => l.ProductId == product.Id, ct))
        {
            // Variants, pictures, categories and stock movements go with it by their keys.
            db.Products.Remove(product);
            return ProductRemoval.Deleted;
        }
        if (product.Status != ProductStatus.Archived) (product.Status, product.UpdatedAt) = (ProductStatus.Archived, now);
        return ProductRemoval.Archived;
    }
}

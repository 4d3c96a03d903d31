using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Reviews;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores;

/// <summary>The switches of a store that are saved one by one. Every process hears of it with the commit.</summary>
public sealed class SwitchStore(TenantTransactions transactions)
{
    /// <summary>Whether the built-in test gateway pays orders.</summary>
    public Task<Store> TestModeAsync(Guid tenantId, Guid storeId, bool on, CancellationToken ct) => ChangeAsync(tenantId, storeId, store => store.TestMode = on, ct);

    /// <summary>Holds pages with accessibility errors back, or lets them go live with a warning.</summary>
    public Task<Store> BlockInaccessibleAsync(Guid tenantId, Guid storeId, bool on, CancellationToken ct) => ChangeAsync(tenantId, storeId, store => store.BlockInaccessible = on, ct);

    /// <summary>Who may write reviews, and whether new ones wait until they are published.</summary>
    public Task<Store> ReviewsAsync(Guid tenantId, Guid storeId, ReviewWriters writers, bool hold, CancellationToken ct) => ChangeAsync(tenantId, storeId, store => (store.ReviewWriters, store.HoldReviews) = (writers, hold), ct);

    private async Task<Store> ChangeAsync(Guid tenantId, Guid storeId, Action<Store> change, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var store = await db.Stores.FirstOrDefaultAsync(s => s.Id == storeId, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        change(store);
        if (!db.ChangeTracker.HasChanges()) return store;
        await db.TellStoreChangedAsync(store.Id, ct);
        await db.CommitAsync(ct);
        return store;
    }
}

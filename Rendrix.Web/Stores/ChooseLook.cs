using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores.Themes;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores;

/// <summary>Gives a store another theme of the library, or switches its test mode. Every process hears of it with the commit.</summary>
public sealed class ChooseLook(TenantTransactions transactions)
{
    /// <summary>Puts the theme's tokens in the place of the store's. What was changed by hand in the old theme is gone; pages stay.</summary>
    public Task<Store> ThemeAsync(Guid tenantId, Guid storeId, string code, CancellationToken ct)
    {
        if (!ThemeLibrary.Codes.Contains(code)) throw new RefusedException(Refusal.Invalid("theme", $"Choose one of {string.Join(", ", ThemeLibrary.Codes)}"));
        return ChangeAsync(tenantId, storeId, store => store.Theme = ThemeLibrary.Find(code).ToJson(), ct);
    }

    /// <summary>Puts tokens back that were read before.</summary>
    public Task<Store> TokensAsync(Guid tenantId, Guid storeId, string json, CancellationToken ct) =>
        ChangeAsync(tenantId, storeId, store => store.Theme = Rendrix.Storefront.ThemeTokens.Parse(json).ToJson(), ct);

    /// <summary>Whether the built-in test gateway pays orders.</summary>
    public Task<Store> TestModeAsync(Guid tenantId, Guid storeId, bool on, CancellationToken ct) => ChangeAsync(tenantId, storeId, store => store.TestMode = on, ct);

    /// <summary>Holds pages with accessibility errors back, or lets them go live with a warning.</summary>
    public Task<Store> BlockInaccessibleAsync(Guid tenantId, Guid storeId, bool on, CancellationToken ct) => ChangeAsync(tenantId, storeId, store => store.BlockInaccessible = on, ct);

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

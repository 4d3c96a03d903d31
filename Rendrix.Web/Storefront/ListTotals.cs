using System.Collections.Concurrent;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>
/// How long the lists of the shops visited lately are, in memory. Counting costs more than reading a page of the list, and the number is the same on
/// every page of it in every order. A store's numbers are forgotten with its kept pages: their key is the same.
/// </summary>
public sealed class ListTotals(ShopCache cache)
{
    private const int MostStores = 5_000;
    private readonly ConcurrentDictionary<Guid, (string Key, ConcurrentDictionary<Guid, int> Totals)> _stores = new();

    /// <summary>The length of a list, from memory or counted now.</summary>
    /// <param name="store">The store.</param>
    /// <param name="list">The category; empty for all products.</param>
    /// <param name="count">Counts.</param>
    public async Task<int> OfAsync(StoreInfo store, Guid list, Func<Task<int>> count)
    {
        var key = cache.KeyOf(store);
        if (!_stores.TryGetValue(store.StoreId, out var known) || known.Key != key)
        {
            if (_stores.Count >= MostStores) _stores.Clear();
            _stores[store.StoreId] = known = (key, new());
        }
        // Counted while the store changes, it lands among the numbers of the old key, where nobody looks any more.
        return known.Totals.TryGetValue(list, out var total) ? total : known.Totals[list] = await count();
    }
}

using System.Collections.Concurrent;
using Rendrix.Storefront;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>
/// The category trees of the shops visited lately how long their lists are and what they can be filtered by, in memory. Every page of a category needs both, they are the same for all
/// of them, and counting costs more than reading a page. A store's are forgotten with its kept pages: their key is the same.
/// </summary>
public sealed class ShopShelves(ShopCache cache)
{
    private const int MostStores = 1_000;
    private readonly ConcurrentDictionary<Guid, Shelves> _stores = new();

    /// <summary>The length of a list, from memory or counted now.</summary>
    /// <param name="store">The store.</param>
    /// <param name="list">The category; empty for all products.</param>
    /// <param name="count">Counts.</param>
    public async Task<int> TotalAsync(StoreInfo store, Guid list, Func<Task<int>> count)
    {
        // What is read while the store changes lands on the shelves of the old key, where nobody looks any more.
        var shelves = Of(store);
        return shelves.Totals.TryGetValue(list, out var total) ? total : shelves.Totals[list] = await count();
    }

    /// <summary>What a list can be filtered by when nothing is picked yet, from memory or counted now.</summary>
    public async Task<FacetsView> FacetsAsync(StoreInfo store, Guid list, Func<Task<FacetsView>> count)
    {
        var shelves = Of(store);
        return shelves.Facets.TryGetValue(list, out var facets) ? facets : shelves.Facets[list] = await count();
    }

    /// <summary>The store's categories, from memory or read now.</summary>
    internal async Task<IReadOnlyList<CategoryQueries.Row>> TreeAsync(StoreInfo store, Func<Task<List<CategoryQueries.Row>>> read)
    {
        var shelves = Of(store);
        return shelves.Tree ??= await read();
    }

    private Shelves Of(StoreInfo store)
    {
        var key = cache.KeyOf(store);
        if (_stores.TryGetValue(store.StoreId, out var known) && known.Key == key) return known;
        if (_stores.Count >= MostStores) _stores.Clear();
        return _stores[store.StoreId] = new Shelves(key);
    }

    private sealed class Shelves(string key)
    {
        public string Key => key;
        public ConcurrentDictionary<Guid, int> Totals { get; } = new();
        public ConcurrentDictionary<Guid, FacetsView> Facets { get; } = new();
        public IReadOnlyList<CategoryQueries.Row>? Tree { get; set; }
    }
}

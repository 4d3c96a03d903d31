using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Search;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>What an address asks of a list.</summary>
/// <param name="Sort">Order as the address says it.</param>
/// <param name="After">Where the page begins; null for the first.</param>
/// <param name="Filter">What to leave out.</param>
/// <param name="WithFacets">Whether the page offers filters; one that does not shows everything.</param>
public sealed record ListAsk(string? Sort, string? After, ListFilter Filter, bool WithFacets)
{
    /// <summary>The plain list.</summary>
    public static ListAsk Plain(bool withFacets) => new(null, null, ListFilter.None, withFacets);

    /// <summary>Reads an address. Filters count only where the page shows them, or nobody could take them off again.</summary>
    public static ListAsk Of(HttpRequest request, StoreInfo store, bool withFacets) => new(
        request.Query["sort"] is [{ } sort] ? sort : null, request.Query["after"] is [{ } after] ? after : null,
        withFacets ? ListFilter.Read(key => [.. request.Query[key].OfType<string>()], Currency.Of(store.Currency)) : ListFilter.None, withFacets);
}

/// <summary>Lists of products as their pages show them: one page, its order, what can be filtered by.</summary>
public static class Listings
{
    /// <summary>Everything on sale, as a collection of its own.</summary>
    public static CategoryView AllProducts(IReadOnlyList<CategoryLink> top) => new(Guid.Empty, "All products", "", "", "All products", "", [new("Home", "/"), new("All products", null)], top, [], []);

    /// <summary>The list of a category, or of all products.</summary>
    public static async Task<ListingView> OfAsync(AppDb db, StoreInfo store, ShopShelves shelves, CategoryView category, ListAsk ask, CancellationToken ct)
    {
        var all = category.Id == Guid.Empty;
        var onSale = db.Products.AsNoTracking().OnSale(store.StoreId);
        if (ask.Filter.Categories.Count > 0) ask = ask with { Filter = ask.Filter with { Branches = (await ChoicesAsync()).Branches } };
        var facets = !ask.WithFacets ? null : ask.Filter.IsEmpty ? await shelves.FacetsAsync(store, category.Id, CountAsync) : await CountAsync();
        var sort = ProductQueries.SortOf(ask.Sort);
        var page = all ? await ProductQueries.PageOfAllAsync(db, store, shelves, sort, ask.Filter, facets, ask.After, ct)
            : await ProductQueries.PageOfCategoryAsync(db, store, shelves, category, sort, ask.Filter, facets, ask.After, ct);
        return new ListingView(page, ProductQueries.IsSort(ask.Sort) ? ask.Sort! : ListSorts.Newest, ask.Filter, ask.After) { Facets = facets };

        async Task<FacetsView> CountAsync() =>
            await (all ? onSale : onSale.Among(await ProductQueries.NewestIdsAsync(db, category.Branch, ListingView.CountedTo + 1, null, ct))).FacetsAsync(ask.Filter, await ChoicesAsync(), ct);

        Task<CategoryChoices> ChoicesAsync() => CategoryQueries.ChoicesAsync(db, store, shelves, all ? null : category.Id, ask.Filter.Categories, ct);
    }

    /// <summary>What a search found, the best first unless another order is asked for.</summary>
    public static async Task<ListingView> OfSearchAsync(AppDb db, StoreInfo store, ShopShelves shelves, IProductSearch search, string text, ListAsk ask, CancellationToken ct)
    {
        if (text.Length == 0) return new ListingView(new ProductPageView([], null, 0), null, ListFilter.None, null);
        var found = await search.FindAsync(db, new SearchAsk(store.StoreId, text, store.Locale, OnSale: true, ListingView.CountedTo + 1), ct);
        if (found.Ids.Count == 0) return new ListingView(new ProductPageView([], null, 0), null, ask.Filter, null);
        ProductSort? sort = ProductQueries.IsSort(ask.Sort) ? ProductQueries.SortOf(ask.Sort) : null;
        FacetsView? facets = null;
        if (ask.WithFacets)
        {
            var choices = await CategoryQueries.ChoicesAsync(db, store, shelves, null, ask.Filter.Categories, ct);
            ask = ask with { Filter = ask.Filter with { Branches = choices.Branches } };
            facets = await db.Products.AsNoTracking().Among(found.Ids).FacetsAsync(ask.Filter, choices, ct);
        }
        var page = await ProductQueries.PageOfFoundAsync(db, found.Ids, sort, ask.Filter, ask.After, ct);
        return new ListingView(page, sort is null ? ListSorts.Best : ask.Sort, ask.Filter, ask.After) { Facets = facets, Corrected = found.Corrected };
    }

    /// <summary>The text of a search as it is looked for and shown.</summary>
    public static string TextOf(string? typed)
    {
        var text = (typed ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        return text.Length > 100 ? text[..100] : text;
    }

    /// <summary>
    /// Lets a page be kept under what its address says, where that is one of the few things the shop's own links say: an order, and at most one filter
    /// that there are products for. Combinations and amounts are drawn anew, for there is no end to them.
    /// </summary>
    public static void KeepPage(HttpContext http, ListingView list, string? sort)
    {
        if (ProductQueries.IsSort(sort)) http.KeepsUnder("sort", sort!);
        foreach (var key in new[] { "min", "max" }) if (http.Request.Query[key] is [""]) http.KeepsUnder(key, "");
        if (list.Filter.Parts.Take(2).ToList() is not [var (only, value)]) return;
        var known = only switch
        {
            "stock" => true,
            "opt" => OptionPick.Read(value) is { } pick && IsOffered("opt:" + pick.Name, pick.Value),
            "category" or "vendor" or "tag" => IsOffered(only, value),
            _ => false,
        };
        if (known) http.KeepsUnder(only, value);

        bool IsOffered(string facet, string key) => list.Facets?.Of(facet).Take(FacetsView.MostValues).Any(v => v.Key == key && v.Count > 0) == true;
    }
}

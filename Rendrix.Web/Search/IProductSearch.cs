using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Search;

/// <summary>What is looked for among the products of a store.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="Text">As it was typed; at most 200 characters of it count.</param>
/// <param name="Locale">Language of the store, BCP 47.</param>
/// <param name="OnSale">Whether only what shoppers may see is found.</param>
/// <param name="Most">Products answered at most.</param>
public sealed record SearchAsk(Guid StoreId, string Text, string Locale, bool OnSale, int Most);

/// <summary>What was found.</summary>
/// <param name="Ids">Products, the best first.</param>
/// <param name="Corrected">What was looked for instead, because nothing has a word that was typed; null when everything was found as typed.</param>
public sealed record SearchAnswer(IReadOnlyList<Guid> Ids, string? Corrected)
{
    /// <summary>Nothing was found.</summary>
    public static SearchAnswer Nothing { get; } = new([], null);
}

/// <summary>
/// Finds products by words: whole and begun ones, stems, synonyms, article numbers, and mistyped words. PostgreSQL does it here; another engine answers the same
/// question from its own index, which it keeps up to date by the events product.changed and catalog.changed.
/// </summary>
public interface IProductSearch
{
    /// <summary>Finds. Words must all fit.</summary>
    /// <param name="db">The caller's transaction, whose tenant is searched.</param>
    /// <param name="ask">What is looked for.</param>
    /// <param name="ct">Ends the search.</param>
    Task<SearchAnswer> FindAsync(AppDb db, SearchAsk ask, CancellationToken ct);
}

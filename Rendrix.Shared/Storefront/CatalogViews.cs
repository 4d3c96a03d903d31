using Rendrix.Reviews;

namespace Rendrix.Storefront;

/// <summary>A product on a card. Amounts are minor units of the store's currency.</summary>
public sealed record ProductCardView(
    Guid Id, string Slug, string Name, string Summary, long PriceMinor, long PriceMaxMinor, long? CompareAtMinor,
    string? CoverUrl, string CoverAlt, bool Available, bool IsNew, IReadOnlyList<string> Swatches)
{
    /// <summary>Whether the cheapest variant costs less than before.</summary>
    public bool OnSale => CompareAtMinor > PriceMinor;

    /// <summary>What its reviews come to.</summary>
    public Rating Rating { get; init; } = Rating.None;
}

/// <summary>Products of a block, with the category they come from when there is one.</summary>
public sealed record ProductListView(IReadOnlyList<ProductCardView> Products, string? CategorySlug = null, string? CategoryName = null)
{
    /// <summary>No products.</summary>
    public static ProductListView Empty { get; } = new([]);
}

/// <summary>A category as a tile: how many products stand in it, and its picture or that of one of its products.</summary>
public sealed record CategoryTileView(Guid Id, string Name, string Slug, string? ImageUrl, int Count);

/// <summary>Categories of a block.</summary>
public sealed record CategoryListView(IReadOnlyList<CategoryTileView> Categories)
{
    /// <summary>No categories.</summary>
    public static CategoryListView Empty { get; } = new([]);
}

/// <summary>Products that a block repeats what it holds for.</summary>
public sealed record RepeatedProducts(IReadOnlyList<ProductView> Products)
{
    /// <summary>No products.</summary>
    public static RepeatedProducts None { get; } = new([]);
}

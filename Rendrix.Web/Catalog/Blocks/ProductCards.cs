using Rendrix.Catalog;
using Rendrix.Reviews;
using Rendrix.Storefront;

namespace Rendrix.Web.Catalog.Blocks;

/// <summary>The columns of a product that a card needs, as the database gives them.</summary>
public sealed class ProductCardRow
{
    /// <summary>Which of several lists read together the row belongs to.</summary>
    public int List { get; init; }
    /// <summary>The product.</summary>
    public Guid Id { get; init; }
    /// <summary>Its slug.</summary>
    public string Slug { get; init; } = "";
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";
    /// <summary>One sentence.</summary>
    public string Summary { get; init; } = "";
    /// <summary>Lowest price, minor units.</summary>
    public long PriceMinor { get; init; }
    /// <summary>Highest price, minor units.</summary>
    public long PriceMaxMinor { get; init; }
    /// <summary>Former price, minor units.</summary>
    public long? CompareAtMinor { get; init; }
    /// <summary>First picture.</summary>
    public string? CoverUrl { get; init; }
    /// <summary>What it shows.</summary>
    public string CoverAlt { get; init; } = "";
    /// <summary>Whether it can be bought.</summary>
    public bool Available { get; init; }
    /// <summary>Options, for colour dots.</summary>
    public List<ProductOption> Options { get; init; } = [];
    /// <summary>Tags; "new" is shown.</summary>
    public List<string> Tags { get; init; } = [];
    /// <summary>Reviews by stars.</summary>
    public List<int> Ratings { get; init; } = [];
}

/// <summary>Reads products as cards.</summary>
public static class ProductCards
{
    /// <summary>What shoppers of a store may see: its active products.</summary>
    public static IQueryable<Product> OnSale(this IQueryable<Product> products, Guid storeId) => products.Where(p => p.StoreId == storeId && p.Status == ProductStatus.Active);

    /// <summary>Only the columns of a card.</summary>
    public static IQueryable<ProductCardRow> AsCards(this IQueryable<Product> products, int list = 0) => products.Select(p => new ProductCardRow
    {
        List = list, Id = p.Id, Slug = p.Slug, Name = p.Name, Summary = p.Summary, PriceMinor = p.PriceMinor, PriceMaxMinor = p.PriceMaxMinor, CompareAtMinor = p.CompareAtMinor,
        CoverUrl = p.CoverUrl, CoverAlt = p.CoverAlt, Available = p.Available, Options = p.Options, Tags = p.Tags, Ratings = p.Ratings,
    });

    /// <summary>The card as pages draw it.</summary>
    public static ProductCardView ToCard(this ProductCardRow row) => new(
        row.Id, row.Slug, row.Name, row.Summary, row.PriceMinor, row.PriceMaxMinor, row.CompareAtMinor, row.CoverUrl, row.CoverAlt, row.Available,
        row.Tags.Contains("new"), Swatches(row.Options))
    { Rating = Rating.Of(row.Ratings) };

    /// <summary>Colours of the first option that has any. Checked, because they are written into a style attribute.</summary>
    public static IReadOnlyList<string> Swatches(IReadOnlyList<ProductOption> options) =>
        options.FirstOrDefault(o => o.Values.Any(v => IsColour(v.Swatch)))?.Values.Where(v => IsColour(v.Swatch)).Select(v => v.Swatch!).ToList() ?? [];

    /// <summary>Whether a text is a hex colour: #rgb or #rrggbb.</summary>
    public static bool IsColour(string? text) => text is ['#', ..] && text.Length is 4 or 7 && text.Skip(1).All(char.IsAsciiHexDigit);
}

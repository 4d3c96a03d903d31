using Rendrix.Amounts;
using Rendrix.Auditing;
using Rendrix.Reviews;
using Rendrix.Tenancy;

namespace Rendrix.Catalog;

/// <summary>Whether shoppers see the product.</summary>
public enum ProductStatus
{
    /// <summary>Only staff see it.</summary>
    Draft,
    /// <summary>On sale.</summary>
    Active,
    /// <summary>Kept for its orders, no longer sold.</summary>
    Archived,
}

/// <summary>What kind of thing is sold (M-101). Only simple and variable products are sold by the checkout so far.</summary>
public enum ProductType
{
    /// <summary>One variant.</summary>
    Simple,
    /// <summary>Variants by options.</summary>
    Variable,
    /// <summary>A set of other products.</summary>
    Grouped,
    /// <summary>Nothing to ship.</summary>
    Digital,
    /// <summary>Charged again and again.</summary>
    Subscription,
}

/// <summary>An option shoppers choose by: "Size" with S, M, L. A swatch is a hex colour where the option is a colour.</summary>
public sealed record ProductOption(string Name, List<OptionValue> Values);

/// <summary>One value of an option.</summary>
public sealed record OptionValue(string Name, string? Swatch = null);

/// <summary>
/// Something a store sells. It always has at least one variant; a product without options has exactly one, its default variant.
/// The listing fields (lowest price, availability, cover) repeat what the variants and pictures say, so that lists read one table;
/// they are written by <see cref="Summarize"/> in the same transaction as what they repeat.
/// </summary>
public sealed class Product : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>1 to 200 characters.</summary>
    public string Name { get; set; } = "";
    /// <summary>Lower-cased name, for search by prefix and part within the tenant.</summary>
    public string NameLower { get; set; } = "";
    /// <summary>Lower-case letters, digits and hyphens; unique in the store.</summary>
    public string Slug { get; set; } = "";
    /// <summary>One sentence under the title.</summary>
    public string Summary { get; set; } = "";
    /// <summary>Sanitized HTML, at most 50,000 characters.</summary>
    public string Description { get; set; } = "";
    /// <summary>Who sees it.</summary>
    public ProductStatus Status { get; set; }
    /// <summary>Simple, variable, …</summary>
    public ProductType Type { get; set; }
    /// <summary>Brand or maker.</summary>
    public string Vendor { get; set; } = "";
    /// <summary>Free words to find and group by, lower case.</summary>
    public List<string> Tags { get; set; } = [];
    /// <summary>Options in order; empty for a product with one variant.</summary>
    public List<ProductOption> Options { get; set; } = [];
    /// <summary>Title for search engines; empty means the name.</summary>
    public string SeoTitle { get; set; } = "";
    /// <summary>Description for search engines; empty means the summary.</summary>
    public string SeoDescription { get; set; } = "";
    /// <summary>Language its texts are searched in, BCP 47; the store's.</summary>
    public string Locale { get; set; } = "";
    /// <summary>Currency of every price below; the store's.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>Lowest price of its variants, minor units.</summary>
    public long PriceMinor { get; set; }
    /// <summary>Highest price of its variants, minor units.</summary>
    public long PriceMaxMinor { get; set; }
    /// <summary>Former price of the cheapest variant, when it is higher than the price.</summary>
    public long? CompareAtMinor { get; set; }
    /// <summary>Whether any variant can be bought now.</summary>
    public bool Available { get; set; }
    /// <summary>Pieces on hand over all variants.</summary>
    public int Quantity { get; set; }
    /// <summary>Address of the first picture; null when there is none.</summary>
    public string? CoverUrl { get; set; }
    /// <summary>Alt text of the first picture.</summary>
    public string CoverAlt { get; set; } = "";
    /// <summary>
    /// How many published reviews gave one star, two, up to five. Written in the transaction that publishes or withdraws a review, by no save of the
    /// product, and without a new version: what shoppers think is no change of the merchant's.
    /// </summary>
    public List<int> Ratings { get; set; } = [0, 0, 0, 0, 0];
    /// <summary>Page template it is shown with; null for the shop's own. One that is gone counts as null.</summary>
    public Guid? TemplateId { get; set; }
    /// <summary>Where an import found it ("shopify:handle"), so that running the import again updates and never doubles.</summary>
    public string? ImportKey { get; set; }
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
    /// <summary>When it first went on sale.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }
    /// <summary>What can be bought, in order.</summary>
    public List<Variant> Variants { get; set; } = [];
    /// <summary>Pictures in order, at most 20.</summary>
    public List<ProductImage> Images { get; set; } = [];
    /// <summary>The categories it stands in.</summary>
    public List<ProductCategory> Categories { get; set; } = [];

    /// <summary>What its reviews come to.</summary>
    public Rating Rating => Rating.Of(Ratings);

    /// <summary>Lowest price.</summary>
    public Money Price => Money.FromMinor(PriceMinor, Currency);

    /// <summary>Writes the listing fields from the variants and pictures held in memory.</summary>
    public void Summarize()
    {
        NameLower = Name.ToLowerInvariant();
        Type = Options.Count > 0 ? ProductType.Variable : Type == ProductType.Variable ? ProductType.Simple : Type;
        var cheapest = Variants.OrderBy(v => v.PriceMinor).ThenBy(v => v.Position).FirstOrDefault();
        PriceMinor = cheapest?.PriceMinor ?? 0;
        PriceMaxMinor = Variants.Count == 0 ? 0 : Variants.Max(v => v.PriceMinor);
        CompareAtMinor = cheapest?.CompareAtMinor > cheapest?.PriceMinor ? cheapest?.CompareAtMinor : null;
        Available = Variants.Any(v => v.CanBuy(1));
        Quantity = (int)Math.Min(int.MaxValue, Variants.Sum(v => v.TrackInventory ? (long)v.Quantity : 0));
        var cover = Images.OrderBy(i => i.Position).FirstOrDefault();
        CoverUrl = cover?.Url;
        CoverAlt = cover?.Alt ?? "";
    }
}

/// <summary>One thing that can be put into a cart.</summary>
[Audited("variant", Changed = AuditActions.PriceChange, Name = nameof(Sku), Fields = [nameof(PriceMinor), nameof(CompareAtMinor), nameof(CostMinor)])]
public sealed class Variant : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Its product.</summary>
    public Guid ProductId { get; set; }
    /// <summary>The product, when loaded.</summary>
    public Product? Product { get; set; }
    /// <summary>Stock keeping unit, at most 100 characters; null when the merchant uses none. Unique in the store.</summary>
    public string? Sku { get; set; }
    /// <summary>EAN, UPC or the like.</summary>
    public string? Barcode { get; set; }
    /// <summary>Values in the order of the product's options; empty for the default variant.</summary>
    public List<string> OptionValues { get; set; } = [];
    /// <summary>Price in minor units.</summary>
    public long PriceMinor { get; set; }
    /// <summary>Former price in minor units.</summary>
    public long? CompareAtMinor { get; set; }
    /// <summary>What it cost the merchant, minor units.</summary>
    public long? CostMinor { get; set; }
    /// <summary>Currency of the prices.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>Weight in grams.</summary>
    public int? WeightGrams { get; set; }
    /// <summary>Address of its own picture; null means the product's.</summary>
    public string? ImageUrl { get; set; }
    /// <summary>Place in the list.</summary>
    public int Position { get; set; }
    /// <summary>Pieces that can be sold, over all locations that sell. Changed only together with stock movements, under a lock of this row.</summary>
    public int Quantity { get; set; }
    /// <summary>So few that somebody should order more; null means the usual number, <see cref="Blocks.StockFacts.Few"/>.</summary>
    public int? LowStockAt { get; set; }
    /// <summary>Whether the quantity limits sales.</summary>
    public bool TrackInventory { get; set; } = true;
    /// <summary>Whether it may be sold below zero.</summary>
    public bool AllowBackorders { get; set; }

    /// <summary>The price.</summary>
    public Money Price => Money.FromMinor(PriceMinor, Currency);

    /// <summary>"Tomato / Large"; empty for a default variant.</summary>
    public string Title => string.Join(" / ", OptionValues);

    /// <summary>Whether so many can be bought now.</summary>
    public bool CanBuy(int quantity) => !TrackInventory || AllowBackorders || Quantity >= quantity;
}

/// <summary>A picture of a product.</summary>
public sealed class ProductImage : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Its product.</summary>
    public Guid ProductId { get; set; }
    /// <summary>The file in the media library; null for a picture that lies elsewhere.</summary>
    public Guid? MediaId { get; set; }
    /// <summary>Address the shop serves it at.</summary>
    public string Url { get; set; } = "";
    /// <summary>Where an import found it, so that running the import again does not fetch it twice; null for an upload. At most 2,000 characters.</summary>
    public string? SourceUrl { get; set; }
    /// <summary>What it shows, for people who cannot see it.</summary>
    public string Alt { get; set; } = "";
    /// <summary>Place in the gallery.</summary>
    public int Position { get; set; }
}

/// <summary>A branch of the catalog; categories form a tree.</summary>
public sealed class Category : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The branch above; null at the top.</summary>
    public Guid? ParentId { get; set; }
    /// <summary>1 to 100 characters.</summary>
    public string Name { get; set; } = "";
    /// <summary>Unique in the store.</summary>
    public string Slug { get; set; } = "";
    /// <summary>One or two sentences.</summary>
    public string Description { get; set; } = "";
    /// <summary>Picture for tiles.</summary>
    public string? ImageUrl { get; set; }
    /// <summary>Place among its siblings.</summary>
    public int Position { get; set; }
    /// <summary>Title for search engines.</summary>
    public string SeoTitle { get; set; } = "";
    /// <summary>Description for search engines.</summary>
    public string SeoDescription { get; set; } = "";
    /// <summary>Page template it is shown with; null for the shop's own. One that is gone counts as null.</summary>
    public Guid? TemplateId { get; set; }
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
    /// <summary>Grows with each save.</summary>
    public int Version { get; set; }
}

/// <summary>A product's place in a category.</summary>
public sealed class ProductCategory : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The product.</summary>
    public Guid ProductId { get; set; }
    /// <summary>The category.</summary>
    public Guid CategoryId { get; set; }
    /// <summary>The product, when loaded.</summary>
    public Product? Product { get; set; }
}

using Rendrix.Amounts;
using Rendrix.Catalog;

namespace Rendrix.Integrations;

/// <summary>
/// A kind of catalog file: one class per kind, found by its code. It reads and judges, and touches neither database nor network, so the same
/// file always gives the same products. It streams: only one product is held at a time.
/// </summary>
public interface IImportFormat
{
    /// <summary>Stable code: shopify, woocommerce, rendrix.</summary>
    string Code { get; }

    /// <summary>What people call it.</summary>
    string Title { get; }

    /// <summary>Whether a file with this header row is of this kind.</summary>
    bool Recognises(IReadOnlyList<string> header);

    /// <summary>The products of the file in their order. The stream must be seekable, because rows of one product may stand apart.</summary>
    IAsyncEnumerable<ImportedProduct> ReadAsync(Stream file, ImportReading reading, CancellationToken ct);
}

/// <summary>What a format needs to know to read amounts and dates: the store's currency and the hour.</summary>
public sealed record ImportReading(Currency Currency, DateTimeOffset Now);

/// <summary>Which facts the file speaks about. A fact it has no column for is left as it is when a product is updated.</summary>
[Flags]
public enum ImportedFields
{
    /// <summary>Name and options alone.</summary>
    None = 0,
    /// <summary>The sentence under the title.</summary>
    Summary = 1,
    /// <summary>The description.</summary>
    Description = 1 << 1,
    /// <summary>Draft, active, archived.</summary>
    Status = 1 << 2,
    /// <summary>Brand.</summary>
    Vendor = 1 << 3,
    /// <summary>Tags.</summary>
    Tags = 1 << 4,
    /// <summary>Pictures.</summary>
    Images = 1 << 5,
    /// <summary>Categories.</summary>
    Categories = 1 << 6,
    /// <summary>Title and description for search engines.</summary>
    Seo = 1 << 7,
    /// <summary>Stock keeping units.</summary>
    Sku = 1 << 8,
    /// <summary>Barcodes.</summary>
    Barcode = 1 << 9,
    /// <summary>Prices.</summary>
    Price = 1 << 10,
    /// <summary>Former prices.</summary>
    CompareAt = 1 << 11,
    /// <summary>What it cost the merchant.</summary>
    Cost = 1 << 12,
    /// <summary>Pieces on hand.</summary>
    Quantity = 1 << 13,
    /// <summary>Whether the quantity limits sales.</summary>
    Tracking = 1 << 14,
    /// <summary>Whether it may be sold below zero.</summary>
    Backorders = 1 << 15,
    /// <summary>Weights.</summary>
    Weight = 1 << 16,
    /// <summary>A picture per variant.</summary>
    VariantImages = 1 << 17,
}

/// <summary>One product as a file tells it, with everything that was wrong about it.</summary>
public sealed record ImportedProduct
{
    /// <summary>What names it across imports ("shopify:blue-mug"); never an id of the other platform.</summary>
    public string Key { get; init; } = "";
    /// <summary>What names it in the file for the person reading the outcome: handle, SKU or name.</summary>
    public string Label { get; init; } = "";
    /// <summary>The lines its rows begin on; the header is line 1.</summary>
    public IReadOnlyList<int> Lines { get; init; } = [];
    /// <summary>Why it cannot be taken over; null when it can.</summary>
    public string? Failure { get; init; }
    /// <summary>Why it is left out on purpose; null when it is not.</summary>
    public string? Skip { get; init; }
    /// <summary>Whether nothing after it could be read; <see cref="Failure"/> says why.</summary>
    public bool EndsFile { get; init; }
    /// <summary>What was read differently than written, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
    /// <summary>Which facts below the file speaks about.</summary>
    public ImportedFields Fields { get; init; }
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";
    /// <summary>Slug when the file has one.</summary>
    public string? Slug { get; init; }
    /// <summary>Plain sentence.</summary>
    public string Summary { get; init; } = "";
    /// <summary>HTML as it stands in the file; sanitized when it is saved.</summary>
    public string Description { get; init; } = "";
    /// <summary>Who sees it.</summary>
    public ProductStatus Status { get; init; } = ProductStatus.Active;
    /// <summary>Simple or digital; variable follows from the options.</summary>
    public ProductType Type { get; init; }
    /// <summary>Brand.</summary>
    public string Vendor { get; init; } = "";
    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// <summary>Options in order.</summary>
    public IReadOnlyList<ProductOption> Options { get; init; } = [];
    /// <summary>At least one.</summary>
    public IReadOnlyList<ImportedVariant> Variants { get; init; } = [];
    /// <summary>Pictures in order.</summary>
    public IReadOnlyList<ImportedImage> Images { get; init; } = [];
    /// <summary>Category paths from the top: ["Clothing", "Shirts"].</summary>
    public IReadOnlyList<IReadOnlyList<string>> Categories { get; init; } = [];
    /// <summary>Title for search engines.</summary>
    public string SeoTitle { get; init; } = "";
    /// <summary>Description for search engines.</summary>
    public string SeoDescription { get; init; } = "";

    /// <summary>A product that cannot be taken over.</summary>
    public static ImportedProduct Failed(string label, IReadOnlyList<int> lines, string why, bool endsFile = false) =>
        new() { Label = label, Lines = lines, Failure = why, EndsFile = endsFile };

    /// <summary>A product that is left out on purpose.</summary>
    public static ImportedProduct Skipped(string label, IReadOnlyList<int> lines, string why) => new() { Label = label, Lines = lines, Skip = why };
}

/// <summary>One variant as a file tells it. Amounts are minor units of the store's currency.</summary>
public sealed record ImportedVariant
{
    /// <summary>Values in the order of the product's options.</summary>
    public IReadOnlyList<string> OptionValues { get; init; } = [];
    /// <summary>Stock keeping unit; null when blank.</summary>
    public string? Sku { get; init; }
    /// <summary>Barcode; null when blank.</summary>
    public string? Barcode { get; init; }
    /// <summary>Price.</summary>
    public long PriceMinor { get; init; }
    /// <summary>Former price.</summary>
    public long? CompareAtMinor { get; init; }
    /// <summary>Cost.</summary>
    public long? CostMinor { get; init; }
    /// <summary>Pieces on hand; null leaves the number alone.</summary>
    public int? Quantity { get; init; }
    /// <summary>Whether the quantity limits sales.</summary>
    public bool TrackInventory { get; init; } = true;
    /// <summary>Whether it may be sold below zero.</summary>
    public bool AllowBackorders { get; init; }
    /// <summary>Weight in grams.</summary>
    public int? WeightGrams { get; init; }
    /// <summary>Address of its own picture.</summary>
    public string? ImageUrl { get; init; }
}

/// <summary>A picture as a file names it.</summary>
public sealed record ImportedImage(string Url, string Alt = "");

/// <summary>A source of pictures by address, such as the drawings that come with Rendrix ("art:mug?c=CF3A20"). Asked in turn; the first that handles the address answers.</summary>
public interface IImageSource
{
    /// <summary>Whether this source knows such addresses.</summary>
    bool Handles(string url);

    /// <summary>The picture, or null when there is none at the address.</summary>
    Task<FetchedImage?> FetchAsync(string url, CancellationToken ct);
}

/// <summary>A picture's bytes. Only a trusted source may deliver SVG.</summary>
/// <param name="Content">The file.</param>
/// <param name="Name">Name people know it by.</param>
/// <param name="IsOurArt">Whether it was drawn by us, so that SVG may be kept as it is.</param>
public sealed record FetchedImage(byte[] Content, string Name, bool IsOurArt = false);

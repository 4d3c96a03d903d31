using Rendrix.Content;
using Rendrix.Blocks;
using Rendrix.Reviews;

namespace Rendrix.Storefront;

/// <summary>A step of a breadcrumb: name and path; the last one has no path.</summary>
public sealed record Crumb(string Name, string? Path);

/// <summary>A link to a category.</summary>
public sealed record CategoryLink(string Name, string Slug);

/// <summary>One page of a list of products. <paramref name="Next"/> is the cursor of the page after it, null at the end. A page in the middle of a very long filtered list may be empty, and its <paramref name="Total"/> is -1.</summary>
public sealed record ProductPageView(IReadOnlyList<ProductCardView> Products, string? Next, int Total);

/// <summary>A picture of a product.</summary>
public sealed record PictureView(string Url, string Alt);

/// <summary>A choice of a product. Amounts are minor units; <paramref name="Left"/> is null when stock is not counted.</summary>
public sealed record VariantView(Guid Id, IReadOnlyList<string> Values, long PriceMinor, long? WasMinor, bool Available, int? Left, string? ImageUrl, string? Sku);

/// <summary>One value of an option as a shopper chooses it.</summary>
public sealed record OptionValueView(string Name, string? Swatch, string? ImageUrl, bool Available);

/// <summary>An option as a shopper chooses it.</summary>
public sealed record OptionView(string Name, IReadOnlyList<OptionValueView> Values);

/// <summary>A product as its own page shows it.</summary>
public sealed record ProductView(
    Guid Id, string Slug, string Name, string Summary, string DescriptionHtml, string Vendor, string SeoTitle, string SeoDescription,
    IReadOnlyList<OptionView> Options, IReadOnlyList<VariantView> Variants, IReadOnlyList<PictureView> Pictures, IReadOnlyList<Crumb> Crumbs)
{
    /// <summary>Template it names; null for the shop's own.</summary>
    public Guid? TemplateId { get; init; }
    /// <summary>What rules about templates may ask of it; its categories are those it stands in itself.</summary>
    public TemplateFacts? About { get; init; }
    /// <summary>What its reviews come to.</summary>
    public Rating Rating { get; init; } = Rating.None;
    /// <summary>The product as a card.</summary>
    public ProductCardView? Card { get; init; }
    /// <summary>Whether any variant can be bought.</summary>
    public bool Available => Variants.Any(v => v.Available);
    /// <summary>What conditions of blocks may know of its stock.</summary>
    public StockFacts Stock => new(Id, Available, Variants.All(v => v.Left is not null) ? Variants.Sum(v => v.Left) : null);

    /// <summary>A size without a picture of its own shows that of another in the same color.</summary>
    public string? PictureOf(VariantView? variant) => variant is null ? null : variant.ImageUrl
        ?? Variants.Where(v => v.ImageUrl is not null).MaxBy(v => v.Values.Zip(variant.Values).Count(p => p.First == p.Second))?.ImageUrl;

    /// <summary>The variant that was asked for, else the first that can be bought, else the first.</summary>
    public VariantView? Choose(Guid? variant) => Variants.FirstOrDefault(v => v.Id == variant) ?? Variants.FirstOrDefault(v => v.Available) ?? Variants.FirstOrDefault();
}

/// <summary>What a shopper typed into the checkout; kept as typed, so that nothing is lost when a field is wrong.</summary>
public sealed record CheckoutForm
{
    /// <summary>Where the receipt goes.</summary>
    public string Email { get; init; } = "";
    /// <summary>Whether to send the newsletter too.</summary>
    public bool Newsletter { get; init; }
    /// <summary>Two letters.</summary>
    public string Country { get; init; } = "";
    /// <summary>Given name.</summary>
    public string FirstName { get; init; } = "";
    /// <summary>Family name.</summary>
    public string LastName { get; init; } = "";
    /// <summary>Company.</summary>
    public string Company { get; init; } = "";
    /// <summary>Street and number.</summary>
    public string Address1 { get; init; } = "";
    /// <summary>Second line.</summary>
    public string Address2 { get; init; } = "";
    /// <summary>Postal code.</summary>
    public string PostalCode { get; init; } = "";
    /// <summary>City.</summary>
    public string City { get; init; } = "";
    /// <summary>State or region.</summary>
    public string Province { get; init; } = "";
    /// <summary>For the driver.</summary>
    public string Phone { get; init; } = "";
    /// <summary>Chosen shipping rate.</summary>
    public string ShippingRateId { get; init; } = "standard";
    /// <summary>Chosen way to pay: code of the gateway, a colon and its token.</summary>
    public string Payment { get; init; } = "";
    /// <summary>Total the shopper saw, minor units; another one is shown again before anything is charged.</summary>
    public long? SeenTotalMinor { get; init; }
}

using System.Text.Json;
using Rendrix.Amounts;
using Rendrix.Content;
using Rendrix.Reviews;
using Rendrix.Storefront;

namespace Rendrix.Web.Storefront;

/// <summary>What stands in the head of a page that a template draws.</summary>
/// <param name="Kind">Kind of page.</param>
/// <param name="Title">Title without the shop's name.</param>
/// <param name="Heading">First heading of a template that brings none; for screen readers.</param>
public sealed record TemplateHead(PageType Kind, string Title, string Heading)
{
    /// <summary>For search engines.</summary>
    public string? Description { get; init; }
    /// <summary>Full address of the page without its variants; null for pages that have none.</summary>
    public string? Canonical { get; init; }
    /// <summary>Keeps search engines away.</summary>
    public bool NoIndex { get; init; }
    /// <summary>JSON-LD.</summary>
    public string? StructuredData { get; init; }
    /// <summary>Class of the main element.</summary>
    public string Class => "is-" + Kind.ToString().ToLowerInvariant();

    /// <summary>The head of a page about this.</summary>
    public static TemplateHead Of(PageType kind, ShopContext shop, string canonical) => (kind, shop.Page) switch
    {
        (PageType.Product, { Product: { } product }) => new(kind, product.SeoTitle, product.Name) { Description = Said(product.SeoDescription, product.Name, shop), Canonical = canonical, StructuredData = Product(product, shop, canonical) },
        (PageType.Collection, { Category: { } category }) => new(kind, category.SeoTitle, category.Name) { Description = Said(category.SeoDescription, category.Name, shop), Canonical = shop.Page.Listing?.After is null ? canonical : null, NoIndex = shop.Page.Listing is { Filter.IsEmpty: false } },
        (PageType.Search, { SearchText: { Length: > 0 } text }) => new(kind, $"Search: {text}", "Search") { NoIndex = true },
        (PageType.Search, _) => new(kind, "Search", "Search") { NoIndex = true },
        (PageType.Cart, _) => new(kind, "Your cart", "Your cart") { NoIndex = true },
        (PageType.NotFound, _) => new(kind, "Not found", "Not found") { NoIndex = true },
        _ => new(kind, kind.Name(), kind.Name()),
    };

    // What nobody has described yet is found by its name and what the shop says of itself.
    private static string Said(string description, string name, ShopContext shop) => description.Length > 0 ? description : $"{name} · {shop.Name}{(shop.Tagline.Length > 0 ? $". {shop.Tagline}" : "")}";

    private static string Product(ProductView product, ShopContext shop, string canonical) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["@context"] = "https://schema.org", ["@type"] = "Product", ["name"] = product.Name, ["description"] = product.SeoDescription.Length > 0 ? product.SeoDescription : null,
        ["sku"] = shop.Page.Variant?.Sku,
        ["aggregateRating"] = product.Rating.Count == 0 ? null : new Dictionary<string, object?>
        {
            ["@type"] = "AggregateRating", ["ratingValue"] = product.Rating.Average.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), ["reviewCount"] = product.Rating.Count, ["bestRating"] = Rating.Most, ["worstRating"] = 1,
        },
        ["offers"] = shop.Page.Variant is not { } variant ? null : new Dictionary<string, object?>
        {
            ["@type"] = "Offer", ["url"] = canonical, ["priceCurrency"] = shop.Currency, ["price"] = Money.FromMinor(variant.PriceMinor, shop.Currency).ToWire(),
            ["availability"] = "https://schema.org/" + (variant.Available ? "InStock" : "OutOfStock"),
        },
    }.Where(p => p.Value is not null).ToDictionary());
}

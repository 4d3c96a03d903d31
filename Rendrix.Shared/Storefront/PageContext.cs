using Rendrix.Carts;
using Rendrix.Pricing;

namespace Rendrix.Storefront;

/// <summary>
/// What the page being drawn is about: a product, a category, a search, a cart. Blocks without a choice of their own take what they show from here,
/// so one template serves every product. Empty on pages that are about nothing but themselves.
/// </summary>
public sealed record PageContext
{
    /// <summary>A page about nothing but itself.</summary>
    public static PageContext None { get; } = new();

    /// <summary>The page's own title.</summary>
    public string Title { get; init; } = "";
    /// <summary>The product of a product page.</summary>
    public ProductView? Product { get; init; }
    /// <summary>Whether the product is one of several that the page repeats its blocks for, and not what its address names.</summary>
    public bool IsRepeated { get; init; }
    /// <summary>The variant its address asks for, else the first that can be bought.</summary>
    public VariantView? Variant { get; init; }
    /// <summary>The category of a collection page; for the list of all products one without a slug.</summary>
    public CategoryView? Category { get; init; }
    /// <summary>The products of a category or a search.</summary>
    public ListingView? Listing { get; init; }
    /// <summary>What was searched for; null when the page is no search.</summary>
    public string? SearchText { get; init; }
    /// <summary>The cart of the cart page. Such a page is one visitor's and never kept.</summary>
    public CartPageView? Cart { get; init; }

    /// <summary>The page's own share of <see cref="ShopContext.Bound"/>; null for what it is not about.</summary>
    public string? Bound(string path, ShopContext shop) => path switch
    {
        "product.name" => Product?.Name,
        "product.summary" => Product?.Summary,
        "product.price" => Variant is { } variant ? shop.Price(variant.PriceMinor) : null,
        "product.compareAtPrice" => Variant?.WasMinor is { } was ? shop.Price(was) : null,
        "product.vendor" => Product?.Vendor,
        "product.category" => Product?.Crumbs is { Count: > 2 } way ? way[^2].Name : null,
        "product.image" => Product?.Pictures.FirstOrDefault()?.Url,
        "product.url" => Product is { } product ? "/products/" + product.Slug : null,
        "collection.name" => Category?.Name,
        "collection.description" => Category?.Description,
        "collection.count" => Category is null ? null : Listing?.CountText,
        "collection.image" => Category?.ImageUrl,
        "collection.url" => Category is { } category ? category.Slug.Length == 0 ? "/products" : "/categories/" + category.Slug : null,
        "cart.count" => Cart?.Cart?.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "cart.subtotal" => Cart?.Cart is { } cart ? shop.Money(cart.Subtotal.Minor) : null,
        "cart.total" => Cart?.Totals is { } totals ? shop.Money(totals.Total.Minor) : null,
        "page.title" => Title,
        _ => null,
    };

    /// <summary>From the front page to this one; empty where that says nothing.</summary>
    public IReadOnlyList<Crumb> Crumbs => Product?.Crumbs ?? Category?.Crumbs ?? (Title.Length > 0 ? [new("Home", "/"), new(Title, null)] : []);
}

/// <summary>A category as its page shows it, with everything below it.</summary>
public sealed record CategoryView(
    Guid Id, string Name, string Slug, string Description, string SeoTitle, string SeoDescription,
    IReadOnlyList<Crumb> Crumbs, IReadOnlyList<CategoryLink> Below, IReadOnlyList<CategoryLink> Beside, IReadOnlyList<Guid> Branch)
{
    /// <summary>Picture of its tile; null when it has none.</summary>
    public string? ImageUrl { get; init; }
    /// <summary>Template it names; null for the shop's own.</summary>
    public Guid? TemplateId { get; init; }
}

/// <summary>A list of products as its page shows it: one page of it, its order, what was filtered out.</summary>
/// <param name="Page">Products and the cursor of the page after them.</param>
/// <param name="Sort">Order, a code of <see cref="ListSorts"/>; null where the list has one order only.</param>
/// <param name="Filter">What was asked for.</param>
/// <param name="After">Where this page begins; null for the first.</param>
public sealed record ListingView(ProductPageView Page, string? Sort, ListFilter Filter, string? After)
{
    /// <summary>Products on one page of a list.</summary>
    public const int PageSize = 24;
    /// <summary>Lists are counted up to here; a longer one says "more than".</summary>
    public const int CountedTo = 1_000;

    /// <summary>What can be filtered by; null when the page offers no filters.</summary>
    public FacetsView? Facets { get; init; }

    /// <summary>What was looked for instead of what was typed, because nothing has a word of it; null where everything was found as typed.</summary>
    public string? Corrected { get; init; }

    /// <summary>How many there are, as people read it; empty where nobody counted.</summary>
    public string CountText => Page.Total < 0 ? "" : Page.Total > CountedTo ? $"More than {CountedTo:N0} products" : Page.Total == 1 ? "1 product" : $"{Page.Total} products";

    /// <summary>The query of an address that shows this list in another way, with "?"; empty for the plain one.</summary>
    public string Query(ListFilter filter, string? sort, string? after, string? search = null)
    {
        var parts = new List<string>();
        if (search is { Length: > 0 }) parts.Add("q=" + Uri.EscapeDataString(search));
        if (sort is not null && sort != (search is null ? ListSorts.Newest : ListSorts.Best)) parts.Add("sort=" + sort);
        parts.AddRange(filter.Parts.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        if (after is not null) parts.Add("after=" + after);
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}

/// <summary>The orders a list can be read in, with the words of the address.</summary>
public static class ListSorts
{
    /// <summary>The order of a list whose address names none.</summary>
    public const string Newest = "newest";

    /// <summary>The order of a search whose address names none: what fits best first.</summary>
    public const string Best = "best";

    /// <summary>Codes with what people read.</summary>
    public static IReadOnlyList<(string Code, string Label)> All { get; } =
        [(Newest, "Newest"), ("price-asc", "Price, low to high"), ("price-desc", "Price, high to low"), ("name", "Name, A to Z")];

    /// <summary>Those of a search.</summary>
    public static IReadOnlyList<(string Code, string Label)> OfSearch { get; } = [(Best, "Best match"), .. All];
}

/// <summary>A cart as its page shows it.</summary>
/// <param name="Cart">The cart; null when there is none yet.</param>
/// <param name="Totals">What it costs with the first shipping rate; null when it is empty.</param>
/// <param name="Delivery">Name of that rate.</param>
/// <param name="Removed">What was just taken out.</param>
/// <param name="Problem">Why the last wish was refused.</param>
public sealed record CartPageView(CartView? Cart, Totals? Totals = null, string Delivery = "Delivery", RemovedLine? Removed = null, string? Problem = null)
{
    /// <summary>Whether there is anything in it.</summary>
    public bool HasLines => Cart is { Lines.Count: > 0 } && Totals is not null;
}

/// <summary>A line just removed, so that it can be put back.</summary>
public sealed record RemovedLine(Guid VariantId, string Name, int Quantity);

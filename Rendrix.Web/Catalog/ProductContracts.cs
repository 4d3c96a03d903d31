using System.Text.Json.Serialization;
using Rendrix.Amounts;
using Rendrix.Catalog;
using Rendrix.Refusals;
using Rendrix.Reviews;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Catalog;

/// <summary>A product as callers write it. POST makes it whole; PATCH changes the members that are there.</summary>
public sealed record ProductRequest
{
    /// <summary>1 to 200 characters.</summary>
    public string? Name { get; init; }
    /// <summary>Lower-case letters, digits, hyphens; made of the name when left out.</summary>
    public string? Slug { get; init; }
    /// <summary>One sentence under the title.</summary>
    public string? Summary { get; init; }
    /// <summary>HTML; sanitized.</summary>
    public string? Description { get; init; }
    /// <summary>draft (default), active or archived.</summary>
    public ProductStatus? Status { get; init; }
    /// <summary>simple (default), digital, grouped or subscription; variable follows from the options.</summary>
    public ProductType? Type { get; init; }
    /// <summary>Brand or maker.</summary>
    public string? Vendor { get; init; }
    /// <summary>Price of the only variant, and of every new one that names none.</summary>
    public AmountText? Price { get; init; }
    /// <summary>Former price; null clears it.</summary>
    public Optional<AmountText?> CompareAtPrice { get; init; }
    /// <summary>What it cost; null clears it.</summary>
    public Optional<AmountText?> CostPrice { get; init; }
    /// <summary>Stock keeping unit; null clears it.</summary>
    public Optional<string?> Sku { get; init; }
    /// <summary>EAN, UPC; null clears it.</summary>
    public Optional<string?> Barcode { get; init; }
    /// <summary>Pieces on hand, 0 to 1,000,000,000.</summary>
    public int? Quantity { get; init; }
    /// <summary>Whether the quantity limits sales; true when left out.</summary>
    public bool? TrackInventory { get; init; }
    /// <summary>Whether it may be sold below zero.</summary>
    public bool? AllowBackorders { get; init; }
    /// <summary>Weight in grams; null clears it.</summary>
    public Optional<int?> WeightGrams { get; init; }
    /// <summary>Categories of the store.</summary>
    public List<Guid>? CategoryIds { get; init; }
    /// <summary>Up to 100 words.</summary>
    public List<string>? Tags { get; init; }
    /// <summary>Up to 3 options; without variants every combination is made.</summary>
    public List<OptionRequest>? Options { get; init; }
    /// <summary>Up to 2,000 variants. On PATCH the list replaces the present one; variants keep their ids when id, SKU or options match.</summary>
    public List<VariantRequest>? Variants { get; init; }
    /// <summary>Up to 20 pictures in order. On PATCH the list replaces the present one.</summary>
    public List<ImageRequest>? Images { get; init; }
    /// <summary>Texts for search engines.</summary>
    public SeoTexts? Seo { get; init; }

    /// <summary>The whole product this request asks for, on top of the present one.</summary>
    internal ProductDraft ToDraft(Product? product, Currency currency, FieldErrors errors)
    {
        RefuseNulls(errors);
        var old = product is null ? new ProductDraft() : ProductDraft.From(product);
        var options = Options is null ? null : Options.Select((o, i) => o.ToOption(old, errors, $"options[{i}]")).ToList();
        var draft = old with
        {
            Name = Name ?? old.Name,
            Slug = Slug ?? (product is null ? null : old.Slug),
            Summary = Summary ?? old.Summary,
            Description = Description ?? old.Description,
            Status = Status ?? old.Status,
            Type = Type ?? old.Type,
            Vendor = Vendor ?? old.Vendor,
            CategoryIds = CategoryIds ?? old.CategoryIds,
            Tags = Tags ?? old.Tags,
            SeoTitle = Seo?.Title ?? old.SeoTitle,
            SeoDescription = Seo?.Description ?? old.SeoDescription,
            Images = Images is null ? old.Images : [.. Images.Select(i => i.ToDraft())],
        };
        return WithVariants(draft, old, product, options, currency, errors);
    }

    // Lists of JSON may hold null where the type says otherwise.
    private void RefuseNulls(FieldErrors errors)
    {
        errors.Require(Tags?.Contains(null!) != true, "tags", "A tag cannot be null");
        errors.Require(Images?.Contains(null!) != true, "images", "An image cannot be null");
        errors.Require(Options?.Exists(o => o is null || o.Values?.Contains(null!) == true || o.Swatches?.ContainsValue(null!) == true) != true, "options", "An option or value cannot be null");
        errors.Require(Variants?.Exists(v => v is null || v.Options?.ContainsValue(null!) == true) != true, "variants", "A variant or value cannot be null");
        errors.ThrowIfAny();
    }

    private ProductDraft WithVariants(ProductDraft draft, ProductDraft old, Product? product, List<ProductOption>? options, Currency currency, FieldErrors errors)
    {
        var isNew = product is null;
        var pattern = Base(isNew || old.Options.Count > 0 ? new VariantDraft { PriceMinor = isNew ? 0 : product!.PriceMinor } : old.Variants[0] with { Id = null, Quantity = null }, currency, errors);
        if (isNew && Price is null && (Variants is null || Variants.Exists(v => v.Price is null))) errors.Add("price", "This field is required");
        if (Variants is { } list)
        {
            // An id names one of this product's own variants; anything else is a mistake or somebody else's, and never quietly another variant.
            for (var i = 0; i < list.Count; i++) errors.Require(list[i].Id is not { } id || product?.Variants.Exists(v => v.Id == id) == true, $"variants[{i}].id", "This product has no such variant");
            var all = options ?? (old.Options.Count > 0 || list.Count == 0 ? old.Options.ToList() : OptionsOf(list));
            if (all.Count == 0 && list.Count <= 1) return draft with { Options = all, Variants = [list.Count == 0 ? One(old, pattern) : list[0].ToDraft(One(old, pattern), all, currency, errors, "variants[0].")] };
            return draft with { Options = all, Variants = [.. list.Select((v, i) => v.ToDraft(Known(v, product, all) is { } known ? VariantDraft.From(known) : pattern with { Sku = null, Barcode = null }, all, currency, errors, $"variants[{i}]."))] };
        }
        if (options is not null)
        {
            var generated = options.Exists(o => o.Values.Count == 0) ? [pattern] : ProductDraft.Generate(options, pattern);
            return draft with { Options = options, Variants = [.. generated.Select(g => product?.Variants.Find(v => v.OptionValues.SequenceEqual(g.OptionValues)) is { } same ? VariantDraft.From(same) : g)] };
        }
        if (old.Options.Count == 0) return draft with { Variants = [One(old, pattern)] };
        if (Price is not null || CompareAtPrice.IsSet || CostPrice.IsSet || Sku.IsSet || Barcode.IsSet || Quantity is not null || TrackInventory is not null || AllowBackorders is not null || WeightGrams.IsSet)
            errors.Add("variants", "This product has variants. Change price, SKU and stock on the variant itself");
        return draft;
    }

    // The only variant keeps its id, so that carts keep it too.
    private VariantDraft One(ProductDraft old, VariantDraft pattern) => pattern with { Id = old.Options.Count == 0 && old.Variants.Count == 1 ? old.Variants[0].Id : null, OptionValues = [], Quantity = Quantity };

    private VariantDraft Base(VariantDraft on, Currency currency, FieldErrors errors) => on with
    {
        PriceMinor = Price is { } price ? price.Read(currency, errors, "price")?.Minor ?? 0 : on.PriceMinor,
        CompareAtMinor = CompareAtPrice.IsSet ? CompareAtPrice.Value?.Read(currency, errors, "compareAtPrice")?.Minor : on.CompareAtMinor,
        CostMinor = CostPrice.IsSet ? CostPrice.Value?.Read(currency, errors, "costPrice")?.Minor : on.CostMinor,
        Sku = Sku.IsSet ? Sku.Value : on.Sku,
        Barcode = Barcode.IsSet ? Barcode.Value : on.Barcode,
        Quantity = Quantity,
        TrackInventory = TrackInventory ?? on.TrackInventory,
        AllowBackorders = AllowBackorders ?? on.AllowBackorders,
        WeightGrams = WeightGrams.IsSet ? WeightGrams.Value : on.WeightGrams,
    };

    private static Variant? Known(VariantRequest wanted, Product? product, List<ProductOption> options) => product is null ? null
        : wanted.Id is { } id ? product.Variants.Find(v => v.Id == id)
        : product.Variants.Find(v => wanted.Options is { } o && v.OptionValues.SequenceEqual(options.Select(x => o.GetValueOrDefault(x.Name) ?? "")));

    private static List<ProductOption> OptionsOf(List<VariantRequest> variants)
    {
        var names = variants.SelectMany(v => v.Options?.Keys ?? Enumerable.Empty<string>()).Distinct().ToList();
        return [.. names.Select(n => new ProductOption(n, [.. variants.Select(v => v.Options?.GetValueOrDefault(n)).OfType<string>().Select(Words.Clean).Distinct().Select(v => new OptionValue(v))]))];
    }
}

/// <summary>An option as callers write it.</summary>
public sealed record OptionRequest
{
    /// <summary>1 to 100 characters.</summary>
    public string? Name { get; init; }
    /// <summary>At least one value.</summary>
    public List<string>? Values { get; init; }
    /// <summary>Hex colours by value, for an option that is a colour.</summary>
    public Dictionary<string, string>? Swatches { get; init; }

    internal ProductOption ToOption(ProductDraft old, FieldErrors errors, string at)
    {
        var name = Words.Clean(Name ?? "");
        var known = old.Options.FirstOrDefault(o => o.Name == name);
        foreach (var swatch in Swatches?.Values ?? Enumerable.Empty<string>()) errors.Require(swatch.Length is 4 or 7 && swatch[0] == '#' && swatch.Skip(1).All(char.IsAsciiHexDigit), at + ".swatches", "Use hex colours such as #CF3A20");
        return new ProductOption(name, [.. (Values ?? []).Select(Words.Clean).Select(v => new OptionValue(v, Swatches?.GetValueOrDefault(v) ?? known?.Values.Find(k => k.Name == v)?.Swatch))]);
    }
}

/// <summary>A variant as callers write it.</summary>
public sealed record VariantRequest
{
    /// <summary>On PATCH of a product: the variant meant.</summary>
    public Guid? Id { get; init; }
    /// <summary>Stock keeping unit; null clears it.</summary>
    public Optional<string?> Sku { get; init; }
    /// <summary>EAN, UPC; null clears it.</summary>
    public Optional<string?> Barcode { get; init; }
    /// <summary>Price; the product's when left out.</summary>
    public AmountText? Price { get; init; }
    /// <summary>Former price; null clears it.</summary>
    public Optional<AmountText?> CompareAtPrice { get; init; }
    /// <summary>Cost; null clears it.</summary>
    public Optional<AmountText?> CostPrice { get; init; }
    /// <summary>Pieces on hand.</summary>
    public int? Quantity { get; init; }
    /// <summary>Whether the quantity limits sales.</summary>
    public bool? TrackInventory { get; init; }
    /// <summary>Whether it may be sold below zero.</summary>
    public bool? AllowBackorders { get; init; }
    /// <summary>Weight in grams; null clears it.</summary>
    public Optional<int?> WeightGrams { get; init; }
    /// <summary>A value for each option: <c>{ "Size": "S" }</c>.</summary>
    public Dictionary<string, string>? Options { get; init; }
    /// <summary>Address of its own picture; null clears it.</summary>
    public Optional<string?> ImageUrl { get; init; }

    internal VariantDraft ToDraft(VariantDraft on, List<ProductOption> options, Currency currency, FieldErrors errors, string at)
    {
        if (Options is not null)
            foreach (var name in Options.Keys) errors.Require(options.Exists(o => o.Name == Words.Clean(name)), at + "options", $"The product has no option {name}");
        var values = Options is null ? on.OptionValues : [.. options.Select(o => Options.FirstOrDefault(p => Words.Clean(p.Key) == o.Name).Value is { } v ? Words.Clean(v) : null).OfType<string>()];
        return on with
        {
            OptionValues = values,
            Sku = Sku.IsSet ? Sku.Value : on.Sku,
            Barcode = Barcode.IsSet ? Barcode.Value : on.Barcode,
            PriceMinor = Price is { } price ? price.Read(currency, errors, at + "price")?.Minor ?? 0 : on.PriceMinor,
            CompareAtMinor = CompareAtPrice.IsSet ? CompareAtPrice.Value?.Read(currency, errors, at + "compareAtPrice")?.Minor : on.CompareAtMinor,
            CostMinor = CostPrice.IsSet ? CostPrice.Value?.Read(currency, errors, at + "costPrice")?.Minor : on.CostMinor,
            Quantity = Quantity ?? on.Quantity,
            TrackInventory = TrackInventory ?? on.TrackInventory,
            AllowBackorders = AllowBackorders ?? on.AllowBackorders,
            WeightGrams = WeightGrams.IsSet ? WeightGrams.Value : on.WeightGrams,
            ImageUrl = ImageUrl.IsSet ? ImageUrl.Value : on.ImageUrl,
        };
    }
}

/// <summary>A picture as callers write it: one of the media library, or an address it is fetched from.</summary>
public sealed record ImageRequest
{
    /// <summary>Address; fetched in the background when it is not ours.</summary>
    public string? Url { get; init; }
    /// <summary>A file of the media library.</summary>
    public Guid? MediaId { get; init; }
    /// <summary>What it shows.</summary>
    public string? AltText { get; init; }

    internal ImageDraft ToDraft() => new() { Url = Url, MediaId = MediaId, Alt = AltText ?? "" };
}

/// <summary>Texts for search engines.</summary>
public sealed record SeoTexts
{
    /// <summary>Title; the name when empty.</summary>
    public string? Title { get; init; }
    /// <summary>Description; the summary when empty.</summary>
    public string? Description { get; init; }
}

/// <summary>Many products at once: new ones and changes, or one status for many.</summary>
public sealed record BulkRequest
{
    /// <summary>Up to 100 products: with an id they are changed, without they are made.</summary>
    public List<BulkProduct>? Products { get; init; }
    /// <summary>Up to 250 products to put into <see cref="Status"/>.</summary>
    public List<Guid>? Ids { get; init; }
    /// <summary>The status for <see cref="Ids"/>.</summary>
    public ProductStatus? Status { get; init; }
}

/// <summary>One product of a bulk request.</summary>
public sealed record BulkProduct
{
    /// <summary>The product to change; none makes one.</summary>
    public Guid? Id { get; init; }
    /// <summary>The product.</summary>
    public ProductRequest? Product { get; init; }
}

/// <summary>Products to delete.</summary>
public sealed record BulkDeleteRequest
{
    /// <summary>Up to 250 ids.</summary>
    public List<Guid>? Ids { get; init; }
}

/// <summary>What became of each part of a bulk request.</summary>
public sealed record BulkResponse(IReadOnlyList<BulkResult> Results);

/// <summary>What became of one product: created, updated, deleted, archived, not_found or failed.</summary>
public sealed record BulkResult(int Index, Guid? Id, string Outcome)
{
    /// <summary>Code of the refusal, when it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }
    /// <summary>Messages by field, when it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
    /// <summary>Why, when it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }
}

/// <summary>A product as staff read it.</summary>
public sealed record ProductResponse(
    Guid Id, string Name, string Slug, ProductStatus Status, ProductType Type, string Summary, string Description, string Vendor, string Price, string? CompareAtPrice, string? CostPrice, string Currency,
    string? Sku, string? Barcode, int Quantity, bool TrackInventory, bool AllowBackorders, int? WeightGrams, bool Available, IReadOnlyList<string> Tags, IReadOnlyList<OptionResponse> Options, int VariantCount,
    IReadOnlyList<VariantResponse> Variants, IReadOnlyList<ImageResponse> Images, IReadOnlyList<Guid> CategoryIds, SeoTexts Seo, DateTimeOffset? PublishedAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Most variants shown with their product; the rest is read page by page from <c>/variants</c>.</summary>
    public const int MostVariants = 250;

    /// <summary>From the stored product, its parts loaded.</summary>
    public static ProductResponse From(Product p, string shopUrl, int? variantCount = null)
    {
        var first = p.Variants.OrderBy(v => v.Position).FirstOrDefault();
        var only = p.Options.Count == 0 ? first : null;
        string? Amount(long? minor) => minor is { } m ? Money.FromMinor(m, p.Currency).ToWire() : null;
        return new(p.Id, p.Name, p.Slug, p.Status, p.Type, p.Summary, p.Description, p.Vendor, p.Price.ToWire(), Amount(p.CompareAtMinor ?? only?.CompareAtMinor), Amount(only?.CostMinor), p.Currency,
            only?.Sku, only?.Barcode, p.Quantity, only?.TrackInventory ?? p.Variants.Exists(v => v.TrackInventory), only?.AllowBackorders ?? p.Variants.Exists(v => v.AllowBackorders), only?.WeightGrams, p.Available, p.Tags,
            [.. p.Options.Select(OptionResponse.From)], variantCount ?? p.Variants.Count, [.. p.Variants.OrderBy(v => v.Position).Take(MostVariants).Select(v => VariantResponse.From(v, p.Options, shopUrl))],
            [.. p.Images.OrderBy(i => i.Position).Select(i => ImageResponse.From(i, shopUrl))], [.. p.Categories.Select(c => c.CategoryId)], new SeoTexts { Title = p.SeoTitle, Description = p.SeoDescription }, p.PublishedAt, p.CreatedAt, p.UpdatedAt);
    }
}

/// <summary>An option.</summary>
public sealed record OptionResponse(string Name, IReadOnlyList<string> Values, IReadOnlyDictionary<string, string> Swatches)
{
    /// <summary>From the stored option.</summary>
    public static OptionResponse From(ProductOption o) => new(o.Name, [.. o.Values.Select(v => v.Name)], o.Values.Where(v => v.Swatch is not null).ToDictionary(v => v.Name, v => v.Swatch!));
}

/// <summary>A variant as staff read it.</summary>
public sealed record VariantResponse(
    Guid Id, Guid ProductId, string Title, string? Sku, string? Barcode, string Price, string? CompareAtPrice, string? CostPrice, string Currency, int Quantity, bool TrackInventory, bool AllowBackorders, bool Available,
    int? WeightGrams, IReadOnlyDictionary<string, string> Options, string? ImageUrl, int Position)
{
    /// <summary>From the stored variant and the options of its product.</summary>
    public static VariantResponse From(Variant v, IReadOnlyList<ProductOption> options, string shopUrl)
    {
        string? Amount(long? minor) => minor is { } m ? Money.FromMinor(m, v.Currency).ToWire() : null;
        return new(v.Id, v.ProductId, v.Title, v.Sku, v.Barcode, v.Price.ToWire(), Amount(v.CompareAtMinor), Amount(v.CostMinor), v.Currency, v.Quantity, v.TrackInventory, v.AllowBackorders, v.CanBuy(1), v.WeightGrams,
            options.Zip(v.OptionValues).ToDictionary(p => p.First.Name, p => p.Second), ImageResponse.Address(v.ImageUrl, shopUrl), v.Position);
    }
}

/// <summary>A picture.</summary>
public sealed record ImageResponse(Guid Id, Guid? MediaId, string Url, string AltText, int Position)
{
    /// <summary>From the stored picture; addresses of ours get the shop's host.</summary>
    public static ImageResponse From(ProductImage i, string shopUrl) => new(i.Id, i.MediaId, Address(i.Url, shopUrl)!, i.Alt, i.Position);

    internal static string? Address(string? url, string shopUrl) => url is not null && url.StartsWith("/media/", StringComparison.Ordinal) ? shopUrl + url : url;
}

/// <summary>A product in a shopper's list.</summary>
public sealed record ShopProductResponse(Guid Id, string Name, string Slug, string Summary, string Price, string? CompareAtPrice, string Currency, IReadOnlyList<ShopImageResponse> Images, bool Available)
{
    /// <summary>What its reviews come to.</summary>
    public RatingResponse Rating { get; init; } = RatingResponse.From(Rendrix.Reviews.Rating.None);
}

/// <summary>What the published reviews of a product come to.</summary>
/// <param name="Average">Mean of the stars with two decimals; 0 without reviews.</param>
/// <param name="Count">How many reviews there are.</param>
public sealed record RatingResponse(decimal Average, int Count)
{
    /// <summary>The wire form.</summary>
    public static RatingResponse From(Rating rating) => new(rating.Average, rating.Count);
}

/// <summary>A picture as shoppers read it.</summary>
public sealed record ShopImageResponse(string Url, string AltText);

/// <summary>A product as a shopper reads it.</summary>
public sealed record ShopProductDetail(
    Guid Id, string Name, string Slug, string Summary, string Description, string Vendor, string Price, string? CompareAtPrice, string Currency, IReadOnlyList<ShopImageResponse> Images, bool Available, IReadOnlyList<string> Tags,
    IReadOnlyList<OptionResponse> Options, IReadOnlyList<ShopVariantResponse> Variants, IReadOnlyList<ShopCategoryLink> Categories, SeoTexts Seo)
{
    /// <summary>What its reviews come to.</summary>
    public RatingResponse Rating { get; init; } = RatingResponse.From(Rendrix.Reviews.Rating.None);
}

/// <summary>A variant as a shopper reads it.</summary>
public sealed record ShopVariantResponse(Guid Id, string Title, string? Sku, string Price, string? CompareAtPrice, bool Available, IReadOnlyDictionary<string, string> Options, string? ImageUrl);

/// <summary>A category a product stands in.</summary>
public sealed record ShopCategoryLink(Guid Id, string Name, string Slug);

/// <summary>A category as callers write it. POST makes it whole; PATCH changes the members that are there.</summary>
public sealed record CategoryRequest
{
    /// <summary>1 to 100 characters.</summary>
    public string? Name { get; init; }
    /// <summary>Made of the name when left out.</summary>
    public string? Slug { get; init; }
    /// <summary>Up to 2,000 characters.</summary>
    public string? Description { get; init; }
    /// <summary>The branch above; null puts it at the top.</summary>
    public Optional<Guid?> ParentId { get; init; }
    /// <summary>Address of a picture in the media library; null clears it.</summary>
    public Optional<string?> ImageUrl { get; init; }
    /// <summary>Place among its siblings.</summary>
    public int? Position { get; init; }
    /// <summary>Texts for search engines.</summary>
    public SeoTexts? Seo { get; init; }

    internal CategoryDraft ToDraft(Category? category)
    {
        var old = category is null ? new CategoryDraft() : CategoryDraft.From(category);
        return old with
        {
            Name = Name ?? old.Name,
            Slug = Slug ?? old.Slug,
            Description = Description ?? old.Description,
            ParentId = ParentId.Or(old.ParentId),
            ImageUrl = ImageUrl.Or(old.ImageUrl),
            Position = Position ?? old.Position,
            SeoTitle = Seo?.Title ?? old.SeoTitle,
            SeoDescription = Seo?.Description ?? old.SeoDescription,
        };
    }
}

/// <summary>A category.</summary>
public sealed record CategoryResponse(Guid Id, string Name, string Slug, string Description, Guid? ParentId, string? ImageUrl, int Position, SeoTexts Seo, int ProductCount)
{
    /// <summary>From the stored category.</summary>
    public static CategoryResponse From(Category c, int products, string shopUrl) =>
        new(c.Id, c.Name, c.Slug, c.Description, c.ParentId, ImageResponse.Address(c.ImageUrl, shopUrl), c.Position, new SeoTexts { Title = c.SeoTitle, Description = c.SeoDescription }, products);
}

/// <summary>Small words of this room.</summary>
internal static class Words
{
    /// <summary>Without outer spaces, with single inner ones: option names and values are compared by it.</summary>
    public static string Clean(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

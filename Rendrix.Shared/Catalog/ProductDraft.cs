using Rendrix.Refusals;

namespace Rendrix.Catalog;

/// <summary>
/// What a product shall be, whole: made by the API, the dashboard or an import, checked by one set of rules and written by one piece of code.
/// Field names in errors are those of the HTTP contract.
/// </summary>
public sealed record ProductDraft
{
    /// <summary>Most variants of one product.</summary>
    public const int MaxVariants = 2000;
    /// <summary>Most pictures of one product.</summary>
    public const int MaxImages = 20;
    /// <summary>Most tags of one product.</summary>
    public const int MaxTags = 100;
    /// <summary>Most options of one product.</summary>
    public const int MaxOptions = 3;
    /// <summary>Most pieces of one variant.</summary>
    public const int MaxQuantity = 1_000_000_000;

    /// <summary>1 to 200 characters.</summary>
    public string Name { get; init; } = "";
    /// <summary>The slug wished for; null keeps the present one, or makes one of the name.</summary>
    public string? Slug { get; init; }
    /// <summary>Up to 500 characters.</summary>
    public string Summary { get; init; } = "";
    /// <summary>HTML, up to 50,000 characters; sanitized when it is written.</summary>
    public string Description { get; init; } = "";
    /// <summary>Who sees it.</summary>
    public ProductStatus Status { get; init; }
    /// <summary>Simple, digital, …; variable follows from the options.</summary>
    public ProductType Type { get; init; }
    /// <summary>Up to 200 characters.</summary>
    public string Vendor { get; init; } = "";
    /// <summary>Up to 100 tags of up to 100 characters.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// <summary>Up to 3 options.</summary>
    public IReadOnlyList<ProductOption> Options { get; init; } = [];
    /// <summary>1 to 2,000 variants; without options exactly one.</summary>
    public IReadOnlyList<VariantDraft> Variants { get; init; } = [new()];
    /// <summary>Up to 20 pictures in order; a picture that is left out goes.</summary>
    public IReadOnlyList<ImageDraft> Images { get; init; } = [];
    /// <summary>The categories it stands in.</summary>
    public IReadOnlyList<Guid> CategoryIds { get; init; } = [];
    /// <summary>Up to 200 characters.</summary>
    public string SeoTitle { get; init; } = "";
    /// <summary>Up to 500 characters.</summary>
    public string SeoDescription { get; init; } = "";

    /// <summary>The product as it is, to change some of it. Quantities are left alone unless they are set.</summary>
    public static ProductDraft From(Product product) => new()
    {
        Name = product.Name, Slug = product.Slug, Summary = product.Summary, Description = product.Description, Status = product.Status, Type = product.Type, Vendor = product.Vendor, Tags = product.Tags, Options = product.Options,
        Variants = [.. product.Variants.OrderBy(v => v.Position).Select(VariantDraft.From)], Images = [.. product.Images.OrderBy(i => i.Position).Select(ImageDraft.From)],
        CategoryIds = [.. product.Categories.Select(c => c.CategoryId)], SeoTitle = product.SeoTitle, SeoDescription = product.SeoDescription,
    };

    /// <summary>Every combination of the options' values, each made from a pattern: what "Size and colour" turns into. Refuses more than 2,000.</summary>
    public static IReadOnlyList<VariantDraft> Generate(IReadOnlyList<ProductOption> options, VariantDraft pattern)
    {
        var count = options.Aggregate(1L, (n, o) => Math.Min(int.MaxValue, n * Math.Max(1, o.Values.Count)));
        if (count > MaxVariants) throw new RefusedException(Refusal.Invalid("options", $"These options make {count:N0} variants. A product can have {MaxVariants:N0}"));
        IEnumerable<IReadOnlyList<string>> rows = [[]];
        foreach (var option in options) rows = rows.SelectMany(row => option.Values.Select(value => (IReadOnlyList<string>)[.. row, value.Name]));
        return [.. rows.Select(values => pattern with
        {
            OptionValues = values,
            Sku = pattern.Sku is { Length: > 0 } sku && values.Count > 0 ? string.Join('-', values.Select(v => Catalog.Slug.From(v).ToUpperInvariant()).Prepend(sku)) : pattern.Sku,
        })];
    }

    /// <summary>Notes everything that breaks a rule.</summary>
    public void Check(FieldErrors errors)
    {
        errors.Require(Name.Trim().Length is >= 1 and <= 200, "name", "Enter a name of 1 to 200 characters");
        errors.Require(Slug is null || Catalog.Slug.IsValid(Slug), "slug", "Use lower-case letters, numbers and hyphens, up to 200");
        errors.Require(Summary.Length <= 500, "summary", "Use up to 500 characters");
        errors.Require(Description.Length <= 50_000, "description", "Use up to 50,000 characters");
        errors.Require(Vendor.Length <= 200, "vendor", "Use up to 200 characters");
        errors.Require(Tags.Count <= MaxTags, "tags", $"Use up to {MaxTags} tags");
        errors.Require(Tags.All(t => t.Trim().Length is >= 1 and <= 100), "tags", "Use tags of 1 to 100 characters");
        errors.Require(SeoTitle.Length <= 200, "seo.title", "Use up to 200 characters");
        errors.Require(SeoDescription.Length <= 500, "seo.description", "Use up to 500 characters");
        errors.Require(Images.Count <= MaxImages, "images", $"Use up to {MaxImages} images");
        for (var i = 0; i < Images.Count && i < MaxImages; i++) Images[i].Check(errors, $"images[{i}]");
        CheckOptions(errors);
        CheckVariants(errors);
    }

    private void CheckOptions(FieldErrors errors)
    {
        errors.Require(Options.Count <= MaxOptions, "options", $"Use up to {MaxOptions} options");
        errors.Require(Options.Select(o => o.Name.Trim().ToUpperInvariant()).Distinct().Count() == Options.Count, "options", "Each option needs a name of its own");
        for (var i = 0; i < Options.Count; i++)
        {
            errors.Require(Options[i].Name.Trim().Length is >= 1 and <= 100, $"options[{i}].name", "Enter a name of 1 to 100 characters");
            errors.Require(Options[i].Values.Count >= 1, $"options[{i}].values", "Enter at least one value");
            errors.Require(Options[i].Values.All(v => v.Name.Trim().Length is >= 1 and <= 100), $"options[{i}].values", "Use values of 1 to 100 characters");
            errors.Require(Options[i].Values.Select(v => v.Name.Trim().ToUpperInvariant()).Distinct().Count() == Options[i].Values.Count, $"options[{i}].values", "Each value can be there once");
        }
    }

    private void CheckVariants(FieldErrors errors)
    {
        errors.Require(Variants.Count >= 1, "variants", "A product needs at least one variant");
        errors.Require(Variants.Count <= MaxVariants, "variants", $"A product can have {MaxVariants:N0} variants");
        if (Variants.Count > MaxVariants) return;
        var skus = new HashSet<string>(StringComparer.Ordinal);
        var combinations = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Variants.Count; i++)
        {
            var variant = Variants[i];
            var at = Options.Count == 0 && Variants.Count == 1 ? "" : $"variants[{i}].";
            variant.Check(errors, at);
            errors.Require(variant.Sku is not { Length: > 0 } sku || skus.Add(sku), at + "sku", "Another variant here has this SKU");
            if (variant.OptionValues.Count != Options.Count) errors.Add(at + "options", "Give a value for each option");
            else
            {
                for (var o = 0; o < Options.Count; o++)
                    errors.Require(Options[o].Values.Exists(v => v.Name == variant.OptionValues[o]), at + "options", $"“{variant.OptionValues[o]}” is not a value of {Options[o].Name}");
                errors.Require(combinations.Add(string.Join('\u001f', variant.OptionValues)), Options.Count == 0 ? "variants" : at + "options", Options.Count == 0 ? "A product without options has one variant" : "Another variant has the same options");
            }
        }
    }
}

/// <summary>What a variant shall be. Amounts are minor units of the store's currency.</summary>
public sealed record VariantDraft
{
    /// <summary>The variant meant; null finds it by SKU or option values, or makes one.</summary>
    public Guid? Id { get; init; }
    /// <summary>Up to 100 characters; null for none.</summary>
    public string? Sku { get; init; }
    /// <summary>Up to 100 characters; null for none.</summary>
    public string? Barcode { get; init; }
    /// <summary>Values in the order of the product's options.</summary>
    public IReadOnlyList<string> OptionValues { get; init; } = [];
    /// <summary>Price.</summary>
    public long PriceMinor { get; init; }
    /// <summary>Former price.</summary>
    public long? CompareAtMinor { get; init; }
    /// <summary>Cost.</summary>
    public long? CostMinor { get; init; }
    /// <summary>Weight in grams.</summary>
    public int? WeightGrams { get; init; }
    /// <summary>Address of its own picture.</summary>
    public string? ImageUrl { get; init; }
    /// <summary>Pieces on hand; null leaves the number alone, which is 0 for a new variant.</summary>
    public int? Quantity { get; init; }
    /// <summary>Whether the quantity limits sales.</summary>
    public bool TrackInventory { get; init; } = true;
    /// <summary>Whether it may be sold below zero.</summary>
    public bool AllowBackorders { get; init; }

    /// <summary>The variant as it is; its quantity is left alone.</summary>
    public static VariantDraft From(Variant variant) => new()
    {
        Id = variant.Id, Sku = variant.Sku, Barcode = variant.Barcode, OptionValues = variant.OptionValues, PriceMinor = variant.PriceMinor, CompareAtMinor = variant.CompareAtMinor, CostMinor = variant.CostMinor,
        WeightGrams = variant.WeightGrams, ImageUrl = variant.ImageUrl, TrackInventory = variant.TrackInventory, AllowBackorders = variant.AllowBackorders,
    };

    internal void Check(FieldErrors errors, string at)
    {
        errors.Require(Sku is null || Sku.Length <= 100, at + "sku", "Use up to 100 characters");
        errors.Require(Barcode is null || Barcode.Length <= 100, at + "barcode", "Use up to 100 characters");
        errors.Require(PriceMinor >= 0, at + "price", "Enter an amount of 0 or more");
        errors.Require(CompareAtMinor is null or >= 0, at + "compareAtPrice", "Enter an amount of 0 or more");
        errors.Require(CostMinor is null or >= 0, at + "costPrice", "Enter an amount of 0 or more");
        errors.Require(Quantity is null or >= 0 and <= ProductDraft.MaxQuantity, at + "quantity", "Enter a whole number from 0 to 1,000,000,000");
        errors.Require(WeightGrams is null or >= 0, at + "weightGrams", "Enter a whole number of grams, 0 or more");
        errors.Require(ImageUrl is null || ImageDraft.IsAddress(ImageUrl), at + "imageUrl", "Use the address of one of our images, or one that begins with https://");
    }
}

/// <summary>A picture of a draft: one of the media library, or an address it shall be fetched from.</summary>
public sealed record ImageDraft
{
    /// <summary>The file in the media library.</summary>
    public Guid? MediaId { get; init; }
    /// <summary>Address: ours ("/media/…"), or where it shall be fetched from.</summary>
    public string? Url { get; init; }
    /// <summary>Up to 500 characters.</summary>
    public string Alt { get; init; } = "";

    /// <summary>The picture as it is.</summary>
    public static ImageDraft From(ProductImage image) => new() { MediaId = image.MediaId, Url = image.Url, Alt = image.Alt };

    internal void Check(FieldErrors errors, string at)
    {
        errors.Require(MediaId is not null || Url is not null && IsAddress(Url), at + ".url", "Use the address of one of our images, or one that begins with https://");
        errors.Require(Alt.Length <= 500, at + ".altText", "Use up to 500 characters");
    }

    /// <summary>Whether a picture can have this address.</summary>
    public static bool IsAddress(string url) =>
        url.Length is > 0 and <= 2000 && (url.StartsWith("/media/", StringComparison.Ordinal) || url.StartsWith("art:", StringComparison.Ordinal)
            || Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || uri.Scheme == "http") && uri.UserInfo.Length == 0 && uri.Host.Length > 0);
}

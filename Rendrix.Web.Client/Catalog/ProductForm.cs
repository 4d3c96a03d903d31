using System.Globalization;
using System.Text.Json;
using Rendrix.Catalog;
using Rendrix.Refusals;
using Rendrix.Web.Client.Kit;

namespace Rendrix.Web.Client.Catalog;

/// <summary>One variant as it is being typed: amounts and numbers are texts until they are checked.</summary>
public sealed class VariantForm
{
    /// <summary>The stored variant; null for one that is new.</summary>
    public Guid? Id { get; set; }
    /// <summary>Values in the order of the options.</summary>
    public List<string> OptionValues { get; set; } = [];
    /// <summary>Price.</summary>
    public string Price { get; set; } = "";
    /// <summary>Former price.</summary>
    public string CompareAt { get; set; } = "";
    /// <summary>Cost.</summary>
    public string Cost { get; set; } = "";
    /// <summary>Stock keeping unit.</summary>
    public string Sku { get; set; } = "";
    /// <summary>EAN, UPC.</summary>
    public string Barcode { get; set; } = "";
    /// <summary>Pieces on hand.</summary>
    public string Quantity { get; set; } = "0";
    /// <summary>Whether the pieces limit sales.</summary>
    public bool Track { get; set; } = true;
    /// <summary>Whether it sells below zero.</summary>
    public bool Backorders { get; set; }
    /// <summary>What the form does not show, kept as it is.</summary>
    public int? WeightGrams { get; set; }
    /// <summary>Its own picture, kept as it is.</summary>
    public string? ImageUrl { get; set; }
}

/// <summary>An option as it is being typed.</summary>
public sealed class OptionForm
{
    /// <summary>"Size".</summary>
    public string Name { get; set; } = "";
    /// <summary>Its values.</summary>
    public List<OptionValue> Values { get; set; } = [];
}

/// <summary>A picture of the form.</summary>
public sealed class PictureForm
{
    /// <summary>The file in the library.</summary>
    public Guid? MediaId { get; set; }
    /// <summary>Where it is served.</summary>
    public string Url { get; set; } = "";
    /// <summary>What it shows.</summary>
    public string Alt { get; set; } = "";
}

/// <summary>A product as it is being edited. Knows how it differs from what is stored, and becomes a draft when its texts can be read.</summary>
public sealed class ProductForm
{
    /// <summary>Title.</summary>
    public string Name { get; set; } = "";
    /// <summary>One sentence.</summary>
    public string Summary { get; set; } = "";
    /// <summary>HTML.</summary>
    public string Description { get; set; } = "";
    /// <summary>Who sees it.</summary>
    public ProductStatus Status { get; set; } = ProductStatus.Draft;
    /// <summary>What kind of thing.</summary>
    public ProductType Type { get; set; }
    /// <summary>Maker.</summary>
    public string Vendor { get; set; } = "";
    /// <summary>Words to find it by.</summary>
    public List<string> Tags { get; set; } = [];
    /// <summary>Options in order.</summary>
    public List<OptionForm> Options { get; set; } = [];
    /// <summary>Variants in order.</summary>
    public List<VariantForm> Variants { get; set; } = [new()];
    /// <summary>Pictures in order.</summary>
    public List<PictureForm> Pictures { get; set; } = [];
    /// <summary>Where it stands.</summary>
    public List<Guid> CategoryIds { get; set; } = [];
    /// <summary>Part of the address; empty makes one of the name.</summary>
    public string Slug { get; set; } = "";
    /// <summary>Title for search engines.</summary>
    public string SeoTitle { get; set; } = "";
    /// <summary>Description for search engines.</summary>
    public string SeoDescription { get; set; } = "";

    /// <summary>The form of a stored product.</summary>
    public static ProductForm Of(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return new()
        {
            Name = product.Name, Summary = product.Summary, Description = product.Description, Status = product.Status, Type = product.Type, Vendor = product.Vendor, Tags = [.. product.Tags],
            Options = [.. product.Options.Select(o => new OptionForm { Name = o.Name, Values = [.. o.Values] })],
            Variants = [.. product.Variants.OrderBy(v => v.Position).Select(v => new VariantForm
            {
                Id = v.Id, OptionValues = [.. v.OptionValues], Price = MoneyText.Of(v.PriceMinor, v.Currency), CompareAt = MoneyText.Of(v.CompareAtMinor, v.Currency), Cost = MoneyText.Of(v.CostMinor, v.Currency), Sku = v.Sku ?? "",
                Barcode = v.Barcode ?? "", Quantity = v.Quantity.ToString(CultureInfo.InvariantCulture), Track = v.TrackInventory, Backorders = v.AllowBackorders, WeightGrams = v.WeightGrams, ImageUrl = v.ImageUrl,
            })],
            Pictures = [.. product.Images.OrderBy(i => i.Position).Select(i => new PictureForm { MediaId = i.MediaId, Url = i.Url, Alt = i.Alt })],
            CategoryIds = [.. product.Categories.Select(c => c.CategoryId).Order()], Slug = product.Slug, SeoTitle = product.SeoTitle, SeoDescription = product.SeoDescription,
        };
    }

    /// <summary>A copy to compare with or go back to.</summary>
    public ProductForm Copy() => JsonSerializer.Deserialize<ProductForm>(JsonSerializer.Serialize(this))!;

    /// <summary>Whether nothing differs.</summary>
    public bool SameAs(ProductForm other) => JsonSerializer.Serialize(this) == JsonSerializer.Serialize(other);

    /// <summary>What differs, in a few words: "name, price and pictures".</summary>
    public string Differences(ProductForm other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var what = new List<string>();
        void Add(string word, object mine, object theirs) { if (JsonSerializer.Serialize(mine) != JsonSerializer.Serialize(theirs)) what.Add(word); }
        Add("name", Name, other.Name);
        Add("description", Description + Summary, other.Description + other.Summary);
        Add("pictures", Pictures, other.Pictures);
        Add("options", Options, other.Options);
        Add("price", Variants.Select(v => v.Price + "|" + v.CompareAt + "|" + v.Cost), other.Variants.Select(v => v.Price + "|" + v.CompareAt + "|" + v.Cost));
        Add("stock", Variants.Select(v => v.Quantity + v.Track + v.Backorders), other.Variants.Select(v => v.Quantity + v.Track + v.Backorders));
        Add("SKU", Variants.Select(v => v.Sku + "|" + v.Barcode), other.Variants.Select(v => v.Sku + "|" + v.Barcode));
        Add("status", Status, other.Status);
        Add("categories", CategoryIds, other.CategoryIds);
        Add("tags", Tags, other.Tags);
        Add("vendor", Vendor, other.Vendor);
        Add("search results", Slug + "|" + SeoTitle + "|" + SeoDescription, other.Slug + "|" + other.SeoTitle + "|" + other.SeoDescription);
        return what.Count switch { 0 => "changes", 1 => what[0], 2 => $"{what[0]} and {what[1]}", _ => string.Join(", ", what.Take(2)) + $" and {what.Count - 2} more" };
    }

    /// <summary>After options or values changed: every combination once, those that were there with what they had, new ones like the first.</summary>
    public void Regenerate()
    {
        var options = Options.Where(o => o.Values.Count > 0).ToList();
        IEnumerable<List<string>> rows = [[]];
        foreach (var option in options) rows = rows.SelectMany(row => option.Values.Select(v => (List<string>)[.. row, v.Name]));
        var wanted = rows.Take(ProductDraft.MaxVariants + 1).ToList();
        var old = Variants;
        var first = old.FirstOrDefault() ?? new VariantForm();
        var left = old.ToList();
        var next = new List<VariantForm>();
        foreach (var values in wanted)
        {
            // The same combination, or, when an option was added or removed, the one that agrees as far as it goes.
            var known = left.Find(v => v.OptionValues.SequenceEqual(values))
                ?? left.Find(v => v.OptionValues.Count != values.Count && v.OptionValues.All(values.Contains) | values.All(v.OptionValues.Contains));
            if (known is not null) { left.Remove(known); known.OptionValues = values; next.Add(known); }
            else next.Add(new VariantForm { OptionValues = values, Price = first.Price, CompareAt = first.CompareAt, Cost = first.Cost, Track = first.Track, Backorders = first.Backorders, WeightGrams = first.WeightGrams });
        }
        Variants = next;
    }

    /// <summary>The draft to save. Texts that cannot be read are noted under the names of the HTTP contract. A quantity goes along only when it was changed.</summary>
    public ProductDraft ToDraft(string currency, ProductForm? stored, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var options = Options.Where(o => o.Values.Count > 0).ToList();
        for (var i = 0; i < options.Count; i++) errors.Require(options[i].Name.Trim().Length > 0, $"options[{i}].name", "Name this option, for example Size");
        var variants = new List<VariantDraft>();
        for (var i = 0; i < Variants.Count; i++)
        {
            var v = Variants[i];
            var at = options.Count == 0 ? "" : $"variants[{i}].";
            if (!MoneyText.TryRead(v.Price, currency, out var price)) errors.Add(at + "price", "Enter a price of 0 or more, such as 28.00");
            else if (price is null) errors.Require(Status != ProductStatus.Active, at + "price", "Add a price so shoppers can buy this");
            if (!MoneyText.TryRead(v.CompareAt, currency, out var compare)) errors.Add(at + "compareAtPrice", "Enter an amount such as 34.00, or leave it empty");
            else errors.Require(compare is null || compare > (price ?? 0), at + "compareAtPrice", "Enter more than the price");
            if (!MoneyText.TryRead(v.Cost, currency, out var cost)) errors.Add(at + "costPrice", "Enter an amount such as 9.40, or leave it empty");
            int? quantity = null;
            var before = v.Id is { } id ? stored?.Variants.Find(s => s.Id == id) : null;
            if (v.Track && (before is null || before.Quantity != v.Quantity))
            {
                if (int.TryParse(v.Quantity.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pieces)) quantity = pieces;
                else errors.Add(at + "quantity", "Enter a whole number of 0 or more");
            }
            variants.Add(new VariantDraft
            {
                Id = v.Id, Sku = Text(v.Sku), Barcode = Text(v.Barcode), OptionValues = options.Count == 0 ? [] : v.OptionValues, PriceMinor = price ?? 0, CompareAtMinor = compare, CostMinor = cost,
                WeightGrams = v.WeightGrams, ImageUrl = v.ImageUrl, Quantity = quantity, TrackInventory = v.Track, AllowBackorders = v.Backorders,
            });
        }
        return new ProductDraft
        {
            Name = Name, Slug = Text(Slug), Summary = Summary, Description = Description, Status = Status, Type = options.Count == 0 && Type == ProductType.Variable ? ProductType.Simple : Type, Vendor = Vendor, Tags = Tags,
            Options = [.. options.Select(o => new ProductOption(o.Name.Trim(), o.Values))], Variants = variants, Images = [.. Pictures.Select(p => new ImageDraft { MediaId = p.MediaId, Url = p.Url, Alt = p.Alt })],
            CategoryIds = CategoryIds, SeoTitle = SeoTitle, SeoDescription = SeoDescription,
        };
    }

    private static string? Text(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

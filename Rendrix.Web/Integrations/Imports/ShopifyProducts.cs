using System.Runtime.CompilerServices;
using Rendrix.Catalog;
using Rendrix.Integrations;

namespace Rendrix.Web.Integrations.Imports;

/// <summary>
/// The product CSV of Shopify, in the columns of before and after 2024. One product is the rows of one handle: the first carries the product,
/// each row with an option value, SKU or price is a variant, and a row with a picture alone adds a picture.
/// </summary>
public sealed class ShopifyProducts : IImportFormat
{
    /// <inheritdoc/>
    public string Code => "shopify";

    /// <inheritdoc/>
    public string Title => "Shopify products (CSV)";

    /// <inheritdoc/>
    public bool Recognises(IReadOnlyList<string> header)
    {
        var names = header.Select(CsvTable.NameOf).ToHashSet();
        return (names.Contains("handle") || names.Contains("urlhandle")) && names.Contains("title")
            && (names.Contains("variantprice") || names.Contains("option1name") && names.Contains("option1value") || names.Contains("bodyhtml"));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ImportedProduct> ReadAsync(Stream file, ImportReading reading, CancellationToken ct) => ProductReading.ToTheEndAsync(EachAsync(file, reading, ct), ct);

    private static async IAsyncEnumerable<ImportedProduct> EachAsync(Stream file, ImportReading reading, [EnumeratorCancellation] CancellationToken ct)
    {
        var table = await CsvTable.OpenAsync(file, ct);
        var columns = new Columns(table);
        await foreach (var rows in ProductRows.GroupAsync(table, row => columns.Key(row), ct)) yield return Product(table, columns, rows, reading);
    }

    private static ImportedProduct Product(CsvTable table, Columns at, List<CsvRow> rows, ImportReading reading)
    {
        int[] lines = [.. rows.Select(r => r.Line)];
        var first = rows.Find(r => r[at.Name].Length > 0) ?? rows[0];
        var handle = first[at.Handle];
        var slug = Slug.From(handle.Length > 0 ? handle : first[at.Name]);
        var label = handle.Length > 0 ? handle : first[at.Name];
        var product = new ProductBuilder(table, reading);
        product.CheckShape(rows);
        if (product.Failure is null && first[at.Name].Length == 0) product.Fail("There is no title in any row of this handle.");
        if (product.Failure is null && rows.Exists(r => Cells.IsYes(r[at.GiftCard]))) return ImportedProduct.Skipped(label, lines, "Gift cards are not taken over.");
        if (product.Failure is null) Variants(product, at, rows, first);
        if (product.Failure is { } why) return ImportedProduct.Failed(label, lines, why);

        return new ImportedProduct
        {
            Key = "shopify:" + slug, Label = label, Lines = lines, Fields = at.Fields, Name = first[at.Name], Slug = slug, Notes = product.Notes,
            Description = first[at.Body], Vendor = first[at.Vendor], Tags = Cells.Tags(first[at.Tags]),
            Status = product.LacksPrice ? ProductStatus.Draft : Status(first[at.Status], first[at.Published]),
            Options = product.Options.ToList(), Variants = product.Variants, Images = product.OrderedImages(), Categories = Categories(first, at),
            SeoTitle = first[at.SeoTitle], SeoDescription = first[at.SeoDescription],
        };
    }

    private static void Variants(ProductBuilder product, Columns at, List<CsvRow> rows, CsvRow first)
    {
        // Names of options stand in the first row; later rows may repeat them, in whatever spelling.
        var plain = OptionTable.Same(first[at.OptionName[0]], "Title") && OptionTable.Same(first[at.OptionValue[0]], "Default Title");
        var used = Enumerable.Range(0, 3).Where(i => !plain && rows.Exists(r => r[at.OptionValue[i]].Length > 0)).ToList();
        foreach (var i in used) product.Options.Name(first[at.OptionName[i]] is { Length: > 0 } name ? name : $"Option {i + 1}");
        if (product.Options.Count < used.Count) product.Fail("Two of its options have the same name.");

        foreach (var row in rows)
        {
            var position = Cells.TryCount(row[at.ImagePosition], out var number) && number > 0 ? number : int.MaxValue;
            product.AddImage(row[at.Image], row[at.ImageAlt], position);
            if (!IsVariant(row, first, at)) continue;
            var values = new List<string>();
            for (var i = 0; i < used.Count && product.Failure is null; i++)
            {
                var value = row[at.OptionValue[used[i]]];
                if (value.Length == 0) product.Fail($"Line {row.Line} has no value for {product.Options.NameAt(i)}.");
                else values.Add(product.Options.Value(i, value));
            }
            if (product.Failure is not null) return;
            product.AddVariant(row, new ImportedVariant
            {
                OptionValues = values, Sku = Filled(Cells.Unquoted(row[at.Sku])), Barcode = Filled(Cells.Unquoted(row[at.Barcode])),
                PriceMinor = product.Price(row, row[at.Price]), CompareAtMinor = product.Amount(row, row[at.CompareAt], "compare-at price"), CostMinor = product.Amount(row, row[at.Cost], "cost"),
                Quantity = product.Count(row, row[at.Quantity]), TrackInventory = row[at.Tracker].Length > 0,
                AllowBackorders = OptionTable.Same(row[at.Policy], "continue"), WeightGrams = Cells.Grams(row[at.Grams], 1, decimalComma: false), ImageUrl = Filled(row[at.VariantImage]),
            });
        }
        foreach (var row in rows) product.AddImage(row[at.VariantImage], "", int.MaxValue);
    }

    private static bool IsVariant(CsvRow row, CsvRow first, Columns at) =>
        ReferenceEquals(row, first) || row[at.OptionValue[0]].Length > 0 || row[at.OptionValue[1]].Length > 0 || row[at.OptionValue[2]].Length > 0 || row[at.Sku].Length > 0 || row[at.Price].Length > 0;

    private static ProductStatus Status(string status, string published) => status.ToLowerInvariant() switch
    {
        "draft" => ProductStatus.Draft,
        "archived" => ProductStatus.Archived,
        _ => published.Length > 0 && !Cells.IsYes(published) ? ProductStatus.Draft : ProductStatus.Active,
    };

    private static List<IReadOnlyList<string>> Categories(CsvRow first, Columns at)
    {
        // The merchant's own word comes first; Shopify's fixed taxonomy only helps where there is none.
        var cell = first[at.Collection] is { Length: > 0 } collection ? collection : first[at.Type] is { Length: > 0 } type ? type : first[at.Taxonomy];
        var path = Cells.Path(cell);
        return path.Count == 0 ? [] : [path];
    }

    private static string? Filled(string cell) => cell.Length == 0 ? null : cell;

    private sealed class Columns(CsvTable t)
    {
        public readonly int Handle = t.Column("Handle", "URL handle"), Name = t.Column("Title"), Body = t.Column("Body (HTML)", "Body HTML", "Description", "Body"), Vendor = t.Column("Vendor"), Type = t.Column("Type", "Custom product type"),
            Taxonomy = t.Column("Product Category", "Standardized product type", "Standard product type"), Collection = t.Column("Collection"), Tags = t.Column("Tags"), Published = t.Column("Published", "Published on online store"), Status = t.Column("Status"),
            Sku = t.Column("Variant SKU", "SKU"), Barcode = t.Column("Variant Barcode", "Barcode"), Grams = t.Column("Variant Grams", "Weight value (grams)"), Tracker = t.Column("Variant Inventory Tracker", "Inventory tracker"),
            Quantity = t.Column("Variant Inventory Qty", "Inventory quantity"), Policy = t.Column("Variant Inventory Policy", "Continue selling when out of stock"), Price = t.Column("Variant Price", "Price"),
            CompareAt = t.Column("Variant Compare At Price", "Compare-at price"), Cost = t.Column("Cost per item", "Variant Cost"), Image = t.Column("Image Src", "Product image URL"), ImagePosition = t.Column("Image Position"),
            ImageAlt = t.Column("Image Alt Text"), VariantImage = t.Column("Variant Image", "Variant image URL"), GiftCard = t.Column("Gift Card"), SeoTitle = t.Column("SEO Title"), SeoDescription = t.Column("SEO Description");

        public readonly int[] OptionName = [t.Column("Option1 Name"), t.Column("Option2 Name"), t.Column("Option3 Name")];
        public readonly int[] OptionValue = [t.Column("Option1 Value"), t.Column("Option2 Value"), t.Column("Option3 Value")];

        public ImportedFields Fields =>
            Has(Body, ImportedFields.Description) | Has(Vendor, ImportedFields.Vendor) | Has(Tags, ImportedFields.Tags) | ImportedFields.Status | Has(Image, ImportedFields.Images)
            | Has(Math.Max(Type, Math.Max(Taxonomy, Collection)), ImportedFields.Categories) | Has(SeoTitle, ImportedFields.Seo) | Has(Sku, ImportedFields.Sku) | Has(Barcode, ImportedFields.Barcode) | Has(Price, ImportedFields.Price)
            | Has(CompareAt, ImportedFields.CompareAt) | Has(Cost, ImportedFields.Cost) | Has(Quantity, ImportedFields.Quantity) | Has(Tracker, ImportedFields.Tracking) | Has(Policy, ImportedFields.Backorders)
            | Has(Grams, ImportedFields.Weight) | Has(VariantImage, ImportedFields.VariantImages);

        public string? Key(CsvRow row) => row[Handle] is { Length: > 0 } handle ? handle : row[Name] is { Length: > 0 } name ? Slug.From(name) : null;

        private static ImportedFields Has(int column, ImportedFields field) => column >= 0 ? field : ImportedFields.None;
    }
}

using System.Runtime.CompilerServices;
using Rendrix.Catalog;
using Rendrix.Integrations;

namespace Rendrix.Web.Integrations.Imports;

/// <summary>
/// Our own product CSV: everything the catalog knows, one row per variant and one per further picture. The slug names the product; rows below
/// with the same slug, or none, continue it. What we export reads back unchanged.
/// </summary>
public sealed class RendrixProducts : IImportFormat
{
    /// <summary>The columns we write, in order. Reading asks for slug or name and a price; the rest may be missing and stand anywhere.</summary>
    internal static readonly string[] Header =
    [
        "slug", "name", "summary", "description", "status", "type", "vendor", "tags", "categories",
        "option1_name", "option1_value", "option1_swatch", "option2_name", "option2_value", "option2_swatch", "option3_name", "option3_value", "option3_swatch",
        "option1_values", "option2_values", "option3_values",
        "sku", "barcode", "price", "compare_at_price", "cost", "quantity", "track_inventory", "allow_backorders", "weight_grams", "variant_image", "image_url", "image_alt", "seo_title", "seo_description",
    ];

    /// <inheritdoc/>
    public string Code => "rendrix";

    /// <inheritdoc/>
    public string Title => "Rendrix products (CSV)";

    /// <inheritdoc/>
    public bool Recognises(IReadOnlyList<string> header)
    {
        var names = header.Select(CsvTable.NameOf).ToHashSet();
        return names.Contains("name") && names.Contains("price") && !names.Contains("regularprice") && !names.Contains("variantprice");
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ImportedProduct> ReadAsync(Stream file, ImportReading reading, CancellationToken ct) => ProductReading.ToTheEndAsync(EachAsync(file, reading, ct), ct);

    private static async IAsyncEnumerable<ImportedProduct> EachAsync(Stream file, ImportReading reading, [EnumeratorCancellation] CancellationToken ct)
    {
        var table = await CsvTable.OpenAsync(file, ct);
        var at = new Columns(table);
        await foreach (var rows in ProductRows.GroupAsync(table, at.Key, ct))
        {
            foreach (var row in rows)
                for (var i = 0; i < row.Cells.Length; i++) row.Cells[i] = FormulaGuard.Unguard(row.Cells[i]);
            yield return Product(table, at, rows, reading);
        }
    }

    private static ImportedProduct Product(CsvTable table, Columns at, List<CsvRow> rows, ImportReading reading)
    {
        int[] lines = [.. rows.Select(r => r.Line)];
        var first = rows.Find(r => r[at.Name].Length > 0) ?? rows[0];
        var slug = first[at.Slug].Length > 0 ? first[at.Slug] : Slug.From(first[at.Name]);
        var product = new ProductBuilder(table, reading);
        product.CheckShape(rows);
        if (first[at.Name].Length == 0) product.Fail("There is no name in any row of this product.");
        if (!Slug.IsValid(slug)) product.Fail($"“{slug}” is not a slug. Use lower-case letters, numbers and hyphens.");
        var status = Enum(first[at.Status], ProductStatus.Active);
        if (status is null) product.Fail($"“{first[at.Status]}” is not a status. Use draft, active or archived.");
        var type = Enum(first[at.Type], ProductType.Simple);
        if (type is null) product.Fail($"“{first[at.Type]}” is not a type. Use simple, variable, grouped, digital or subscription.");
        if (product.Failure is null) Variants(product, at, rows, first);
        if (product.Failure is { } why) return ImportedProduct.Failed(slug, lines, why);

        return new ImportedProduct
        {
            Key = "rendrix:" + slug, Label = slug, Lines = lines, Fields = at.Fields, Name = first[at.Name], Slug = slug, Notes = product.Notes, Type = type ?? ProductType.Simple,
            Summary = first[at.Summary], Description = first[at.Description], Vendor = first[at.Vendor], Tags = Cells.Tags(first[at.Tags]), Status = product.LacksPrice ? ProductStatus.Draft : status ?? ProductStatus.Active,
            Options = product.Options.ToList(), Variants = product.Variants, Images = product.OrderedImages(), Categories = [.. Cells.Split(first[at.Categories], ',').Select(c => (IReadOnlyList<string>)CategoryPath(c)).Where(p => p.Count > 0)],
            SeoTitle = first[at.SeoTitle], SeoDescription = first[at.SeoDescription],
        };
    }

    private static void Variants(ProductBuilder product, Columns at, List<CsvRow> rows, CsvRow first)
    {
        var used = Enumerable.Range(0, 3).Where(i => rows.Exists(r => r[at.OptionValue[i]].Length > 0)).ToList();
        foreach (var i in used)
        {
            var option = product.Options.Name(first[at.OptionName[i]] is { Length: > 0 } name ? name : $"Option {i + 1}");
            // The order people see, which the order of the variants need not tell.
            foreach (var value in Cells.Split(first[at.OptionOrder[i]], ',')) product.Options.Value(option, value);
        }
        if (product.Options.Count < used.Count) product.Fail("Two of its options have the same name.");
        foreach (var row in rows)
        {
            product.AddImage(row[at.Image], row[at.ImageAlt], 0);
            var variant = ReferenceEquals(row, first) || row[at.Price].Length > 0 || row[at.Sku].Length > 0 || used.Exists(i => row[at.OptionValue[i]].Length > 0);
            if (!variant || product.Failure is not null) continue;
            var values = new List<string>();
            for (var i = 0; i < used.Count; i++)
                if (row[at.OptionValue[used[i]]] is { Length: > 0 } value) values.Add(product.Options.Value(i, value, Swatch(row[at.OptionSwatch[used[i]]])));
                else product.Fail($"Line {row.Line} has no value for {product.Options.NameAt(i)}.");
            if (product.Failure is not null) return;
            product.AddVariant(row, new ImportedVariant
            {
                OptionValues = values, Sku = Filled(row[at.Sku]), Barcode = Filled(row[at.Barcode]), PriceMinor = product.Price(row, row[at.Price]), CompareAtMinor = product.Amount(row, row[at.CompareAt], "former price"),
                CostMinor = product.Amount(row, row[at.Cost], "cost"), Quantity = product.Count(row, row[at.Quantity]), TrackInventory = row[at.Track].Length == 0 || Cells.IsYes(row[at.Track]),
                AllowBackorders = Cells.IsYes(row[at.Backorders]), WeightGrams = Cells.Grams(row[at.Weight], 1, decimalComma: false), ImageUrl = Filled(row[at.VariantImage]),
            });
        }
        foreach (var row in rows) product.AddImage(row[at.VariantImage], "", 1);
    }

    private static List<string> CategoryPath(string cell) => [.. Cells.Split(cell, '>').Take(5)];

    private static string? Swatch(string cell) => cell is ['#', ..] && cell.Length is 4 or 7 && cell.Skip(1).All(char.IsAsciiHexDigit) ? cell.ToUpperInvariant() : null;

    private static T? Enum<T>(string cell, T whenBlank) where T : struct, System.Enum =>
        cell.Length == 0 ? whenBlank : char.IsLetter(cell[0]) && System.Enum.TryParse<T>(cell, ignoreCase: true, out var value) ? value : null;

    private static string? Filled(string cell) => cell.Length == 0 ? null : cell;

    private sealed class Columns(CsvTable t)
    {
        public readonly int Slug = t.Column("slug", "handle"), Name = t.Column("name", "title"), Summary = t.Column("summary"), Description = t.Column("description"), Status = t.Column("status"), Type = t.Column("type"), Vendor = t.Column("vendor", "brand"),
            Tags = t.Column("tags"), Categories = t.Column("categories", "category"), Sku = t.Column("sku"), Barcode = t.Column("barcode"), Price = t.Column("price"), CompareAt = t.Column("compare_at_price", "compare_at"), Cost = t.Column("cost"),
            Quantity = t.Column("quantity", "stock"), Track = t.Column("track_inventory", "track"), Backorders = t.Column("allow_backorders", "backorders"), Weight = t.Column("weight_grams", "weight"), VariantImage = t.Column("variant_image"),
            Image = t.Column("image_url", "image"), ImageAlt = t.Column("image_alt"), SeoTitle = t.Column("seo_title"), SeoDescription = t.Column("seo_description");

        public readonly int[] OptionName = [t.Column("option1_name"), t.Column("option2_name"), t.Column("option3_name")];
        public readonly int[] OptionValue = [t.Column("option1_value"), t.Column("option2_value"), t.Column("option3_value")];
        public readonly int[] OptionOrder = [t.Column("option1_values"), t.Column("option2_values"), t.Column("option3_values")];
        public readonly int[] OptionSwatch = [t.Column("option1_swatch"), t.Column("option2_swatch"), t.Column("option3_swatch")];

        public ImportedFields Fields =>
            Has(Summary, ImportedFields.Summary) | Has(Description, ImportedFields.Description) | Has(Status, ImportedFields.Status) | Has(Vendor, ImportedFields.Vendor) | Has(Tags, ImportedFields.Tags) | Has(Image, ImportedFields.Images)
            | Has(Categories, ImportedFields.Categories) | Has(SeoTitle, ImportedFields.Seo) | Has(Sku, ImportedFields.Sku) | Has(Barcode, ImportedFields.Barcode) | Has(Price, ImportedFields.Price) | Has(CompareAt, ImportedFields.CompareAt)
            | Has(Cost, ImportedFields.Cost) | Has(Quantity, ImportedFields.Quantity) | Has(Track, ImportedFields.Tracking) | Has(Backorders, ImportedFields.Backorders) | Has(Weight, ImportedFields.Weight) | Has(VariantImage, ImportedFields.VariantImages);

        public string? Key(CsvRow row)
        {
            var slug = FormulaGuard.Unguard(row[Slug]);
            if (slug.Length > 0) return slug;
            // Without a slug a name begins a product, and a row without either continues the one above.
            return row[Name].Length > 0 ? Catalog(row) : null;
        }

        private string Catalog(CsvRow row) => Rendrix.Catalog.Slug.From(FormulaGuard.Unguard(row[Name]));

        private static ImportedFields Has(int column, ImportedFields field) => column >= 0 ? field : ImportedFields.None;
    }
}

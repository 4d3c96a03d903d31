using System.Globalization;
using System.Runtime.CompilerServices;
using Rendrix.Catalog;
using Rendrix.Integrations;

namespace Rendrix.Web.Integrations.Imports;

/// <summary>
/// The product CSV of WooCommerce. Variations are rows of their own that may stand anywhere and name their parent by SKU or "id:123"; those ids
/// serve inside the file alone. Simple and variable products are taken over, downloadable ones become digital drafts, grouped and external ones
/// are left out with a reason.
/// </summary>
public sealed class WooCommerceProducts : IImportFormat
{
    /// <inheritdoc/>
    public string Code => "woocommerce";

    /// <inheritdoc/>
    public string Title => "WooCommerce products (CSV)";

    /// <inheritdoc/>
    public bool Recognises(IReadOnlyList<string> header)
    {
        var names = header.Select(CsvTable.NameOf).ToHashSet();
        return names.Contains("type") && names.Contains("name") && names.Contains("regularprice");
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ImportedProduct> ReadAsync(Stream file, ImportReading reading, CancellationToken ct) => ProductReading.ToTheEndAsync(EachAsync(file, reading, ct), ct);

    private static async IAsyncEnumerable<ImportedProduct> EachAsync(Stream file, ImportReading reading, [EnumeratorCancellation] CancellationToken ct)
    {
        var table = await CsvTable.OpenAsync(file, ct);
        var at = new Columns(table);
        var variations = await VariationsAsync(table, at, ct);
        var keys = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        await foreach (var row in table.RowsAsync(ct))
        {
            var types = Types(row, at);
            if (types.Contains("variation")) continue;
            var own = Take(variations, "sku:" + Sku(row, at)).Concat(Take(variations, "id:" + row[at.Id])).OrderBy(r => Number(r[at.Position])).ThenBy(r => r.Line).ToList();
            yield return Product(table, at, row, types, own, keys, reading);
        }
        foreach (var (parent, rows) in variations)
            yield return ImportedProduct.Failed(parent, [.. rows.Select(r => r.Line)], parent.Length == 0 ? "The variation names no parent." : $"The parent “{parent[(parent.IndexOf(':', StringComparison.Ordinal) + 1)..]}” is not in this file.");
    }

    // Only variations are held, and without their long texts, so that a file may list them before or long after their parents.
    private static async Task<Dictionary<string, List<CsvRow>>> VariationsAsync(CsvTable table, Columns at, CancellationToken ct)
    {
        var variations = new Dictionary<string, List<CsvRow>>(StringComparer.OrdinalIgnoreCase);
        try
        {
            await foreach (var row in table.RowsAsync(ct))
            {
                if (!Types(row, at).Contains("variation")) continue;
                foreach (var column in (int[])[at.Description, at.Summary, at.Categories]) if (column >= 0 && column < row.Cells.Length) row.Cells[column] = "";
                var parent = Cells.Unquoted(row[at.Parent]);
                var key = parent.Length == 0 ? "" : parent.StartsWith("id:", StringComparison.OrdinalIgnoreCase) ? parent : "sku:" + parent;
                (variations.TryGetValue(key, out var rows) ? rows : variations[key] = []).Add(row);
            }
        }
        catch (UnreadableCsvException) { return variations; } // said once, by the pass that hands out products
        return variations;
    }

    private static List<CsvRow> Take(Dictionary<string, List<CsvRow>> variations, string key) =>
        !key.EndsWith(':') && variations.Remove(key, out var rows) ? rows : [];

    private static ImportedProduct Product(CsvTable table, Columns at, CsvRow row, HashSet<string> types, List<CsvRow> variations, Dictionary<string, int> keys, ImportReading reading)
    {
        int[] lines = [row.Line, .. variations.Select(v => v.Line).Order()];
        var sku = Sku(row, at);
        var name = Formula(row[at.Name]);
        var label = sku.Length > 0 ? sku : name.Length > 0 ? name : $"Line {row.Line}";
        if (types.Contains("grouped")) return ImportedProduct.Skipped(label, lines, "A grouped product only lists others. Its members are imported on their own.");
        if (types.Contains("external")) return ImportedProduct.Skipped(label, lines, "This product is sold on another site.");
        if (!types.Contains("simple") && !types.Contains("variable")) return ImportedProduct.Skipped(label, lines, $"Products of the type “{row[at.Type]}” are not taken over.");

        var product = new ProductBuilder(table, reading);
        product.CheckShape(variations.Prepend(row));
        if (product.Failure is null && name.Length == 0) product.Fail($"Line {row.Line} has no name.");
        // Rows are told apart by SKU or name, never by the other shop's ids; the same name twice counts on.
        var key = "woocommerce:" + (sku.Length > 0 ? "sku:" + sku : "name:" + Slug.From(name));
        keys[key] = keys.GetValueOrDefault(key) + 1;
        if (keys[key] > 1 && sku.Length > 0) product.Fail($"The SKU {sku} stands in an earlier row of this file.");
        if (keys[key] > 1) key += "#" + keys[key].ToString(CultureInfo.InvariantCulture);

        if (product.Failure is null && types.Contains("variable") && variations.Count == 0) product.Fail("This variable product has no variations in the file.");
        foreach (var image in Cells.Split(row[at.Images], ',')) product.AddImage(image, "", 0);
        if (product.Failure is null && variations.Count > 0) Variations(product, at, row, variations, reading);
        else if (product.Failure is null) product.AddVariant(row, Variant(product, at, row, row, [], sku, reading));
        if (product.Failure is { } why) return ImportedProduct.Failed(label, lines, why);

        var digital = types.Contains("downloadable");
        if (digital) product.Note("Download files are not taken over, so it was kept as a draft.");
        return new ImportedProduct
        {
            Key = Limited(key), Label = label, Lines = lines, Fields = at.Fields, Name = name, Notes = product.Notes, Type = digital ? ProductType.Digital : ProductType.Simple,
            Summary = Cells.PlainText(Formula(row[at.Summary]), 300), Description = Formula(row[at.Description]), Vendor = Cells.Split(row[at.Brands], ',').FirstOrDefault() ?? "", Tags = Cells.Tags(row[at.Tags]),
            Status = product.LacksPrice || digital ? ProductStatus.Draft : Status(product, row, at), Options = product.Options.ToList(), Variants = product.Variants, Images = product.OrderedImages(),
            Categories = [.. Cells.Split(row[at.Categories], ',').Select(Cells.Path).Where(p => p.Count > 0)],
        };
    }

    private static void Variations(ProductBuilder product, Columns at, CsvRow parent, List<CsvRow> variations, ImportReading reading)
    {
        // The parent gives the order of options and values; an option no variation decides is information, not a choice.
        foreach (var attribute in at.Attributes.Where(a => parent[a.Name].Length > 0))
        {
            var decided = variations.Exists(v => Attribute(v, at, parent[attribute.Name]).Length > 0);
            if (!decided && Cells.Split(parent[attribute.Values], ',').Count > 1) product.Note($"No variation sets “{parent[attribute.Name]}”, so it is not a choice here.");
            if (!decided) continue;
            var option = product.Options.Name(parent[attribute.Name]);
            foreach (var value in Cells.Split(parent[attribute.Values], ',')) if (variations.Exists(v => OptionTable.Same(OptionTable.Clean(Attribute(v, at, parent[attribute.Name])), OptionTable.Clean(value)))) product.Options.Value(option, value);
        }
        foreach (var variation in variations)
            foreach (var attribute in at.Attributes)
                if (variation[attribute.Name].Length > 0 && variation[attribute.Values].Length > 0) product.Options.Name(variation[attribute.Name]);
        if (product.Options.Count == 0) product.Fail("Its variations name no attribute to choose by.");
        if (product.Options.Count > 3) product.Fail("A product can have 3 options; this one has " + product.Options.Count + ".");

        foreach (var row in variations)
        {
            if (product.Failure is not null) return;
            var values = Enumerable.Range(0, product.Options.Count).Select(i => product.Options.Value(i, Attribute(row, at, product.Options.NameAt(i)) is { Length: > 0 } value ? value : "Any")).ToList();
            var image = Cells.Split(row[at.Images], ',').FirstOrDefault();
            product.AddVariant(row, Variant(product, at, row, parent, values, Sku(row, at), reading) with { ImageUrl = image });
            if (image is not null) product.AddImage(image, "", 1);
        }
    }

    private static string Attribute(CsvRow row, Columns at, string name)
    {
        foreach (var (nameAt, valuesAt) in at.Attributes)
            if (OptionTable.Same(OptionTable.Clean(row[nameAt]), OptionTable.Clean(name))) return row[valuesAt].Replace("\\,", ",", StringComparison.Ordinal);
        return "";
    }

    private static ImportedVariant Variant(ProductBuilder product, Columns at, CsvRow row, CsvRow parent, List<string> values, string sku, ImportReading reading)
    {
        var regular = row[at.RegularPrice];
        var sale = row[at.SalePrice];
        if (sale.Length > 0 && !OnSale(row, at, reading.Now)) sale = "";
        var price = product.Price(row, sale.Length > 0 ? sale : regular);
        var stock = row[at.Stock];
        if (OptionTable.Same(stock, "parent"))
        {
            stock = parent[at.Stock];
            if (stock.Length > 0) product.Note("WooCommerce counts the stock of all variations together; here each has its own, so check the quantities.");
        }
        var count = product.Count(row, stock);
        var inStock = row[at.InStock];
        var backorders = row[at.Backorders].ToLowerInvariant() is "1" or "notify" or "yes" || OptionTable.Same(inStock, "backorder");
        return new ImportedVariant
        {
            OptionValues = values, Sku = sku.Length == 0 ? null : sku, Barcode = Cells.Unquoted(row[at.Barcode]) is { Length: > 0 } code ? code : null, PriceMinor = price,
            CompareAtMinor = sale.Length > 0 ? product.Amount(row, regular, "regular price") : null, CostMinor = product.Amount(row, row[at.Cost], "cost"), Quantity = count ?? (inStock == "0" ? 0 : null),
            TrackInventory = count is not null || inStock == "0", AllowBackorders = backorders, WeightGrams = Cells.Grams(row[at.Weight] is { Length: > 0 } weight ? weight : parent[at.Weight], at.GramsPerUnit, decimalComma: true),
        };
    }

    private static ProductStatus Status(ProductBuilder product, CsvRow row, Columns at)
    {
        if (OptionTable.Same(row[at.Visibility], "hidden")) { product.Note("It is hidden in WooCommerce, so it was kept as a draft."); return ProductStatus.Draft; }
        return row[at.Published] is "" or "1" || Cells.IsYes(row[at.Published]) ? ProductStatus.Active : ProductStatus.Draft;
    }

    private static bool OnSale(CsvRow row, Columns at, DateTimeOffset now) =>
        !(Date(row[at.SaleFrom]) is { } from && from > now) && !(Date(row[at.SaleUntil]) is { } until && until.AddDays(1) <= now);

    private static DateTimeOffset? Date(string cell) =>
        DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static HashSet<string> Types(CsvRow row, Columns at) => [.. row[at.Type].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => t.ToLowerInvariant())];

    private static string Sku(CsvRow row, Columns at) => Cells.Unquoted(row[at.Sku]);

    // WooCommerce guards its exports with an apostrophe as we do, at the start of the cell only.
    private static string Formula(string cell) => cell is ['\'', '=' or '+' or '-' or '@', ..] ? cell[1..] : cell;

    private static int Number(string cell) => int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Limited(string key) => key.Length > 200 ? key[..200] : key;

    private sealed class Columns(CsvTable t)
    {
        public readonly int Id = t.Column("ID"), Type = t.Column("Type"), Name = t.Column("Name"), Sku = t.Column("SKU"), Published = t.Column("Published"), Visibility = t.Column("Visibility in catalog"),
            Summary = t.Column("Short description"), Description = t.Column("Description"), SaleFrom = t.Column("Date sale price starts"), SaleUntil = t.Column("Date sale price ends"), SalePrice = t.Column("Sale price"),
            RegularPrice = t.Column("Regular price"), InStock = t.Column("In stock?"), Stock = t.Column("Stock"), Backorders = t.Column("Backorders allowed?"), Categories = t.Column("Categories"), Tags = t.Column("Tags"),
            Images = t.Column("Images"), Parent = t.Column("Parent"), Position = t.Column("Position"), Brands = t.Column("Brands", "Brand"), Barcode = t.Column("GTIN, UPC, EAN, or ISBN"), Cost = t.Column("Cost of goods", "Cost");

        public readonly List<(int Name, int Values)> Attributes =
            [.. Enumerable.Range(1, 40).Select(n => (Name: t.Column($"Attribute {n} name"), Values: t.Column($"Attribute {n} value(s)", $"Attribute {n} value"))).Where(a => a is { Name: >= 0, Values: >= 0 })];

        private readonly (int Column, string Unit) _weight = new[] { "kg", "g", "lbs", "oz" }.Select(unit => (Column: t.Column($"Weight ({unit})"), Unit: unit)).FirstOrDefault(w => w.Column >= 0, (Column: -1, Unit: "kg"));

        public int Weight => _weight.Column;

        public decimal GramsPerUnit => Cells.GramsPer(_weight.Unit);

        public ImportedFields Fields =>
            ImportedFields.Status | ImportedFields.Price | ImportedFields.CompareAt | Has(Summary, ImportedFields.Summary) | Has(Description, ImportedFields.Description) | Has(Brands, ImportedFields.Vendor) | Has(Tags, ImportedFields.Tags)
            | Has(Images, ImportedFields.Images | ImportedFields.VariantImages) | Has(Categories, ImportedFields.Categories) | Has(Sku, ImportedFields.Sku) | Has(Barcode, ImportedFields.Barcode) | Has(Cost, ImportedFields.Cost)
            | Has(Stock, ImportedFields.Quantity | ImportedFields.Tracking) | Has(Backorders, ImportedFields.Backorders) | Has(Weight, ImportedFields.Weight);

        private static ImportedFields Has(int column, ImportedFields field) => column >= 0 ? field : ImportedFields.None;
    }
}

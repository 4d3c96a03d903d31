using Rendrix.Integrations;

namespace Rendrix.Web.Integrations.Imports;

/// <summary>The formats there are, in the order they are asked; the most particular header comes first.</summary>
public static class ImportFormats
{
    /// <summary>Every format.</summary>
    public static IReadOnlyList<IImportFormat> All { get; } = [new ShopifyProducts(), new WooCommerceProducts(), new RendrixProducts()];

    /// <summary>The format of a code, or null.</summary>
    public static IImportFormat? Of(string code) => All.FirstOrDefault(f => f.Code == code);

    /// <summary>The format of a file by its header; null with a sentence when there is none.</summary>
    public static async Task<(IImportFormat? Format, string Problem)> RecogniseAsync(Stream file, CancellationToken ct)
    {
        try
        {
            var table = await CsvTable.OpenAsync(file, ct);
            var format = All.FirstOrDefault(f => f.Recognises(table.Header));
            return (format, format is null ? "This is not a product file we know. Upload a product CSV from Shopify, WooCommerce or Rendrix." : "");
        }
        catch (UnreadableCsvException e) { return (null, e.Message); }
    }

    /// <summary>How many data rows the file has, as far as it can be read.</summary>
    public static async Task<int> CountAsync(Stream file, CancellationToken ct)
    {
        var rows = 0;
        try
        {
            var table = await CsvTable.OpenAsync(file, ct);
            await foreach (var _ in table.RowsAsync(ct)) rows++;
        }
        catch (UnreadableCsvException) { rows++; } // the row that cannot be read is one with an outcome too
        return rows;
    }
}

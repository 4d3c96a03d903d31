using System.Globalization;
using System.Text;
using Rendrix.Amounts;
using Rendrix.Web.Integrations.Imports;
using Rendrix.Web.Stores.Templates;

namespace Rendrix.Web.Stores;

/// <summary>The twelve products of a template as a file for the importer, with prices that read like prices in the store's currency.</summary>
internal static class StarterCatalog
{
    /// <summary>The file; seekable, at its beginning.</summary>
    public static async Task<MemoryStream> OpenAsync(IndustryTemplate template, Currency currency, CancellationToken ct)
    {
        using var source = await CopyAsync(template, ct);
        var scale = Region.ScaleOf(currency.Code);
        return scale == 1 ? new MemoryStream(source.ToArray(), writable: false) : await ScaledAsync(source, scale, ct);
    }

    /// <summary>Every address of a picture in the file.</summary>
    public static async Task<List<string>> PicturesAsync(IndustryTemplate template, CancellationToken ct)
    {
        using var source = await CopyAsync(template, ct);
        var table = await CsvTable.OpenAsync(source, ct);
        var (image, variant) = (table.Column("image_url"), table.Column("variant_image"));
        var addresses = new List<string>();
        await foreach (var row in table.RowsAsync(ct)) addresses.AddRange(new[] { row[image], row[variant] }.Where(a => a.Length > 0));
        return addresses;
    }

    // The starter prices are whole dollars, so a whole factor keeps them exact in every currency.
    private static async Task<MemoryStream> ScaledAsync(Stream source, int scale, CancellationToken ct)
    {
        var table = await CsvTable.OpenAsync(source, ct);
        int[] amounts = [table.Column("price"), table.Column("compare_at_price"), table.Column("cost")];
        var text = new StringBuilder();
        Write(text, table.Header);
        await foreach (var row in table.RowsAsync(ct))
            Write(text, row.Cells.Select((cell, i) => amounts.Contains(i) && long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? (amount * scale).ToString(CultureInfo.InvariantCulture) : cell));
        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()), writable: false);
    }

    private static void Write(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');

    private static async Task<MemoryStream> CopyAsync(IndustryTemplate template, CancellationToken ct)
    {
        await using var source = template.OpenCatalog();
        var copy = new MemoryStream();
        await source.CopyToAsync(copy, ct);
        copy.Position = 0;
        return copy;
    }
}

using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Rendrix.Amounts;
using Rendrix.Web.Stores.Templates;

namespace Rendrix.Web.Stores;

/// <summary>The twelve products of a template as a file for the importer, with prices that read like prices in the store's currency.</summary>
internal static class StarterCatalog
{
    private static readonly HashSet<string> Amounts = ["price", "compare_at_price", "cost"];

    /// <summary>The file; seekable, at its beginning.</summary>
    public static MemoryStream Open(IndustryTemplate template, Currency currency)
    {
        using var source = template.OpenCatalog();
        var file = new MemoryStream();
        var scale = Region.ScaleOf(currency.Code);
        if (scale == 1) source.CopyTo(file);
        else Scale(source, file, scale);
        file.Position = 0;
        return file;
    }

    /// <summary>Every address of a picture in the file.</summary>
    public static IEnumerable<string> Pictures(IndustryTemplate template)
    {
        using var reader = new StreamReader(template.OpenCatalog());
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
            foreach (var column in new[] { "image_url", "variant_image" })
                if (csv.GetField(column) is { Length: > 0 } address) yield return address;
    }

    // The starter prices are whole dollars, so a whole factor keeps them exact in every currency.
    private static void Scale(Stream source, Stream target, int scale)
    {
        using var reader = new StreamReader(source);
        using var rows = new CsvReader(reader, CultureInfo.InvariantCulture);
        using var writer = new StreamWriter(target, new UTF8Encoding(false), leaveOpen: true);
        using var copy = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        rows.Read();
        rows.ReadHeader();
        var header = rows.HeaderRecord!;
        foreach (var name in header) copy.WriteField(name);
        copy.NextRecord();
        while (rows.Read())
        {
            foreach (var name in header)
            {
                var cell = rows.GetField(name) ?? "";
                copy.WriteField(Amounts.Contains(name) && long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? (amount * scale).ToString(CultureInfo.InvariantCulture) : cell);
            }
            copy.NextRecord();
        }
    }
}

using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Catalog;
using Rendrix.Integrations;
using Rendrix.Web.Catalog;
using Rendrix.Web.Integrations.Imports;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Storefront;

namespace Rendrix.Web.Integrations.Exports;

/// <summary>Writes a store's products in our own format. What it writes reads back unchanged, and no spreadsheet computes any of it.</summary>
public sealed class ProductCsv(TenantTransactions transactions, ShopTurns shops, TimeProvider clock)
{
    private const int PageSize = 200;

    /// <summary>Writes UTF-8 with mark, page by page, so that memory does not grow with the catalog.</summary>
    /// <param name="storeId">The store.</param>
    /// <param name="target">Where to write.</param>
    /// <param name="shopUrl">Put before addresses of our pictures, so that another store can fetch them; empty keeps them as they are.</param>
    /// <param name="ct">Cancels.</param>
    public async Task WriteAsync(Guid storeId, Stream target, string shopUrl, CancellationToken ct)
    {
        // The writer flushes when it likes, and an HTTP body takes no write that blocks: each page is made in memory first.
        using var page = new MemoryStream();
        await using var writer = CsvWriter.Create(page, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var column in RendrixProducts.Header) writer.WriteField(column);
        writer.EndRecord();
        await using var db = await transactions.BeginAsync(ct);
        await db.PlanWithValuesAsync(ct);
        var tree = await CategoryTree.LoadAsync(db, storeId, ct);
        var last = Guid.Empty;
        while (true)
        {
            var began = clock.GetTimestamp();
            var products = await db.Products.AsNoTracking().Where(p => p.StoreId == storeId && p.Id.CompareTo(last) > 0).OrderBy(p => p.Id).Take(PageSize)
                .Include(p => p.Variants.OrderBy(v => v.Position)).Include(p => p.Images.OrderBy(i => i.Position)).Include(p => p.Categories).AsSplitQuery().ToListAsync(ct);
            foreach (var product in products) Write(writer, product, tree, shopUrl);
            await writer.FlushAsync(ct);
            await page.HandOnAsync(target, ct);
            if (products.Count < PageSize) return;
            last = products[^1].Id;
            await shops.GiveWayAsync(began, ct);
        }
    }

    private static void Write(CsvWriter writer, Product product, CategoryTree tree, string shopUrl)
    {
        var rows = Math.Max(1, Math.Max(product.Variants.Count, product.Images.Count));
        for (var i = 0; i < rows; i++)
        {
            var first = i == 0;
            var cells = new List<string>(RendrixProducts.Header.Length)
            {
                product.Slug, first ? product.Name : "", first ? product.Summary : "", first ? product.Description : "", first ? Wire(product.Status) : "", first ? Wire(product.Type) : "", first ? product.Vendor : "",
                first ? string.Join(", ", product.Tags.Select(t => Escaped(t, ','))) : "", first ? string.Join(", ", product.Categories.Select(c => Path(tree, c.CategoryId)).Order(StringComparer.Ordinal)) : "",
            };
            var variant = i < product.Variants.Count ? product.Variants[i] : null;
            for (var o = 0; o < 3; o++) cells.AddRange(Option(product, variant, o));
            for (var o = 0; o < 3; o++) cells.Add(first && o < product.Options.Count ? string.Join(", ", product.Options[o].Values.Select(v => Escaped(v.Name, ','))) : "");
            cells.AddRange(variant is null ? Enumerable.Repeat("", 10) : Variant(variant, shopUrl));
            var image = i < product.Images.Count ? product.Images[i] : null;
            cells.AddRange([image is null ? "" : Address(image.Url, shopUrl), image?.Alt ?? "", first ? product.SeoTitle : "", first ? product.SeoDescription : ""]);
            foreach (var cell in cells) writer.WriteField(FormulaGuard.Guard(cell));
            writer.EndRecord();
        }
    }

    private static string[] Option(Product product, Variant? variant, int at)
    {
        if (variant is null || at >= product.Options.Count || at >= variant.OptionValues.Count) return ["", "", ""];
        var value = variant.OptionValues[at];
        return [product.Options[at].Name, value, product.Options[at].Values.Find(v => v.Name == value)?.Swatch ?? ""];
    }

    private static string[] Variant(Variant v, string shopUrl)
    {
        string Amount(long? minor) => minor is { } amount ? Money.FromMinor(amount, v.Currency).ToWire() : "";
        return
        [
            v.Sku ?? "", v.Barcode ?? "", Amount(v.PriceMinor), Amount(v.CompareAtMinor), Amount(v.CostMinor), Math.Max(0, v.Quantity).ToString(CultureInfo.InvariantCulture), v.TrackInventory ? "true" : "false",
            v.AllowBackorders ? "true" : "false", v.WeightGrams?.ToString(CultureInfo.InvariantCulture) ?? "", v.ImageUrl is null ? "" : Address(v.ImageUrl, shopUrl),
        ];
    }

    private static string Path(CategoryTree tree, Guid category) => string.Join(" > ", tree.PathOf(category).Select(name => Escaped(Escaped(name, '>'), ',')));

    private static string Escaped(string text, char separator) => text.Replace(separator.ToString(), "\\" + separator, StringComparison.Ordinal);

    private static string Address(string url, string shopUrl) => url.StartsWith("/media/", StringComparison.Ordinal) ? shopUrl + url : url;

    private static string Wire<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>Writes the rows of an import that failed or were left out, as they were, with the reason beside them: mend the file, upload it again.</summary>
public sealed class ImportErrorsCsv(TenantTransactions transactions, FileStore files)
{
    /// <summary>Writes the original columns and one more with the reason. Cells are guarded against formulas; reading such a file takes the guard away.</summary>
    public async Task WriteAsync(ImportJob job, Stream target, CancellationToken ct)
    {
        Dictionary<int, string> reasons;
        await using (var db = await transactions.BeginAsync(ct))
            reasons = await db.ImportRows.Where(r => r.JobId == job.Id && r.Outcome == ImportOutcome.Failed).ToDictionaryAsync(r => r.Line, r => r.Message, ct);
        await using var file = files.Open(job.TenantId, job.FileId);
        if (file is null) return;
        var table = await CsvTable.OpenAsync(file, ct);
        var known = table.Column(CsvTable.ReasonColumn);
        using var page = new MemoryStream();
        await using var writer = CsvWriter.Create(page, new CsvWriterOptions { WriteByteOrderMark = true, Separator = table.Delimiter, ValidateFieldCount = false }, leaveOpen: true);
        for (var i = 0; i < table.Header.Count; i++) if (i != known) writer.WriteField(FormulaGuard.Guard(table.Header[i]));
        writer.WriteField(CsvTable.ReasonColumn);
        writer.EndRecord();
        try
        {
            await foreach (var row in table.RowsAsync(ct))
            {
                if (!reasons.TryGetValue(row.Line, out var reason)) continue;
                for (var i = 0; i < table.Header.Count; i++) if (i != known) writer.WriteField(FormulaGuard.Guard(i < row.Cells.Length ? row.Cells[i] : ""));
                writer.WriteField(FormulaGuard.Guard(reason));
                writer.EndRecord();
                if (page.Length < 65_536) continue;
                await writer.FlushAsync(ct);
                await page.HandOnAsync(target, ct);
            }
        }
        catch (UnreadableCsvException e)
        {
            writer.WriteField(FormulaGuard.Guard(e.Message));
            writer.EndRecord();
        }
        await writer.FlushAsync(ct);
        await page.HandOnAsync(target, ct);
    }
}

/// <summary>Handing pages on.</summary>
internal static class Pages
{
    /// <summary>Copies what was written so far and empties the page.</summary>
    public static async Task HandOnAsync(this MemoryStream page, Stream target, CancellationToken ct)
    {
        page.Position = 0;
        await page.CopyToAsync(target, ct);
        page.SetLength(0);
    }
}

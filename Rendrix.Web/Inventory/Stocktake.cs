using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Inventory;
using Rendrix.Refusals;
using Rendrix.Web.Integrations.Imports;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Inventory;

/// <summary>One line of a stocktake: what lies there by the books, and what was found.</summary>
/// <param name="VariantId">The variant.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sku">May be null.</param>
/// <param name="Expected">On hand by the ledger when the line was read.</param>
/// <param name="Counted">What was found.</param>
public sealed record CountedLine(Guid VariantId, string Name, string? Sku, int Expected, int Counted);

/// <summary>A line of a file that could not be read, and why.</summary>
public sealed record CountProblem(int Row, string Problem);

/// <summary>Counts what lies at a location, by scanner or by file, and corrects the ledger by the differences.</summary>
public sealed class Stocktake(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>Most rows of a file, and most lines of a count.</summary>
    public const int MostRows = 20_000;
    /// <summary>Most bytes of a file.</summary>
    public const int MostBytes = 2_000_000;

    /// <summary>
    /// Reads a file of counts: a header with <c>sku</c> or <c>barcode</c> and <c>counted</c>, <c>quantity</c> or <c>on hand</c>; in any spelling that the import of products reads. A code that comes
    /// several times is added up. Answers the lines with what is expected, and what could not be read.
    /// </summary>
    public async Task<(IReadOnlyList<CountedLine> Lines, IReadOnlyList<CountProblem> Problems)> ReadAsync(Guid storeId, Guid locationId, Stream file, CancellationToken ct)
    {
        var (pieces, problems) = (new Dictionary<string, (int Row, long Count)>(StringComparer.Ordinal), new List<CountProblem>());
        try
        {
            var table = await CsvTable.OpenAsync(file, ct);
            var (code, count) = (table.Column("sku", "barcode", "variant sku", "ean", "upc"), table.Column("counted", "quantity", "qty", "count", "on hand", "variant inventory qty"));
            if (code < 0 || count < 0) throw Wrong("The first row needs a column sku (or barcode) and a column counted (or quantity)");
            var rows = 0;
            await foreach (var row in table.RowsAsync(ct))
            {
                if (++rows > MostRows) throw Wrong($"A file can have {MostRows:N0} rows. Send the rest as a second one");
                var (key, text) = (row[code], row[count]);
                if (key.Length == 0 && text.Length == 0) continue;
                if (key.Length is 0 or > 100 || key.Contains('\0', StringComparison.Ordinal)) problems.Add(new(row.Line, "There is no SKU or barcode"));
                else if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n > AdjustStock.MostPieces) problems.Add(new(row.Line, $"“{Short(text)}” is no whole number from 0 to 1,000,000,000"));
                else pieces[key] = pieces.TryGetValue(key, out var before) ? (before.Row, before.Count + n) : (row.Line, n);
            }
        }
        catch (UnreadableCsvException e) { throw Wrong(e.Message); }

        await using var db = await transactions.BeginAsync(ct);
        string[] codes = [.. pieces.Keys];
        var variants = await db.Variants.AsNoTracking().Where(v => v.StoreId == storeId && (v.Sku != null && codes.Contains(v.Sku) || v.Barcode != null && codes.Contains(v.Barcode))).Select(v => new { Variant = v, v.Product!.Name }).ToListAsync(ct);
        var lines = new Dictionary<Guid, CountedLine>();
        var expected = await ExpectedAsync(db, locationId, [.. variants.Select(v => v.Variant.Id)], ct);
        foreach (var (key, (row, count)) in pieces)
        {
            var fits = variants.Where(v => v.Variant.Sku == key).ToList() is { Count: > 0 } bySku ? bySku : variants.Where(v => v.Variant.Barcode == key).ToList();
            if (fits.Count == 0) problems.Add(new(row, $"No item has the code “{Short(key)}”"));
            else if (fits.Count > 1) problems.Add(new(row, $"{fits.Count} items have the code “{Short(key)}”. Use the SKU"));
            else if (!fits[0].Variant.TrackInventory) problems.Add(new(row, $"The stock of {fits[0].Name} is not counted. Turn counting on at the product"));
            else if (count > AdjustStock.MostPieces) problems.Add(new(row, "That is more than 1,000,000,000 pieces"));
            else
            {
                var variant = fits[0].Variant;
                var before = lines.GetValueOrDefault(variant.Id)?.Counted ?? 0;
                lines[variant.Id] = new CountedLine(variant.Id, variant.Title.Length > 0 ? $"{fits[0].Name}, {variant.Title}" : fits[0].Name, variant.Sku, expected.GetValueOrDefault(variant.Id), (int)Math.Min(AdjustStock.MostPieces, before + count));
            }
        }
        return ([.. lines.Values], [.. problems.OrderBy(p => p.Row)]);
    }

    /// <summary>What lies at a location by the ledger.</summary>
    public async Task<int> ExpectedAsync(Guid locationId, Guid variantId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        return (await ExpectedAsync(db, locationId, [variantId], ct)).GetValueOrDefault(variantId);
    }

    /// <summary>
    /// Makes the ledger say what was found, all lines or none. What was sold since the count began is told by <see cref="CountedLine.Expected"/>: the difference that was seen is
    /// what is booked, so that a sale in between is neither undone nor counted twice.
    /// </summary>
    public async Task<int> ApplyAsync(Guid storeId, Guid locationId, IReadOnlyList<CountedLine> lines, string? note, Guid? userId, CancellationToken ct)
    {
        if (lines.Count is 0 or > MostRows) throw new RefusedException(Refusal.Invalid("lines", $"Count 1 to {MostRows:N0} items"));
        await using var db = await transactions.BeginAsync(ct);
        var changes = lines.Where(l => l.Counted != l.Expected).Select(l => new StockChange(l.VariantId, locationId, Delta: l.Counted - l.Expected)).ToList();
        if (changes.Count > 0) await AdjustStock.ApplyAsync(db, storeId, changes, StockReason.Counted, note, userId, clock.GetUtcNow(), ct);
        await db.CommitAsync(ct);
        return changes.Count;
    }

    private static async Task<Dictionary<Guid, int>> ExpectedAsync(AppDb db, Guid locationId, Guid[] variants, CancellationToken ct) =>
        await db.StockLevels.Where(l => l.LocationId == locationId && variants.Contains(l.VariantId)).ToDictionaryAsync(l => l.VariantId, l => l.Available + l.Committed, ct);

    private static RefusedException Wrong(string message) => new(Refusal.Invalid("file", message));

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}

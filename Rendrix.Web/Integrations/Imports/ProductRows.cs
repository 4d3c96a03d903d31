using System.Runtime.CompilerServices;
using Rendrix.Catalog;
using Rendrix.Integrations;

namespace Rendrix.Web.Integrations.Imports;

/// <summary>Gathers the rows of one product. They usually stand together; where a sorted file has torn them apart they are found all the same.</summary>
internal static class ProductRows
{
    /// <summary>Groups rows by the key; a row without a key belongs to the product above it.</summary>
    public static async IAsyncEnumerable<List<CsvRow>> GroupAsync(CsvTable table, Func<CsvRow, string?> keyOf, [EnumeratorCancellation] CancellationToken ct)
    {
        var scattered = await ScatteredAsync(table, keyOf, ct);
        var gathered = new Dictionary<string, List<CsvRow>>(StringComparer.OrdinalIgnoreCase);
        if (scattered.Count > 0)
        {
            try
            {
                await foreach (var (key, row) in KeyedAsync(table, keyOf, ct))
                    if (scattered.Contains(key)) (gathered.TryGetValue(key, out var rows) ? rows : gathered[key] = []).Add(row);
            }
            catch (UnreadableCsvException) { /* said once, below */ }
        }

        List<CsvRow> group = [];
        string? current = null;
        UnreadableCsvException? torn = null;
        await using var each = KeyedAsync(table, keyOf, ct).GetAsyncEnumerator(ct);
        while (true)
        {
            try { if (!await each.MoveNextAsync()) break; }
            catch (UnreadableCsvException e) { torn = e; break; }
            var (key, row) = each.Current;
            if (!string.Equals(key, current, StringComparison.OrdinalIgnoreCase))
            {
                if (group.Count > 0) yield return group;
                group = [];
                current = key;
                if (gathered.Remove(key, out var all)) yield return all;
            }
            if (!scattered.Contains(key)) group.Add(row);
        }
        if (group.Count > 0) yield return group;
        if (torn is not null) throw new UnreadableCsvException(torn.Line, torn.Message);
    }

    private static async Task<HashSet<string>> ScatteredAsync(CsvTable table, Func<CsvRow, string?> keyOf, CancellationToken ct)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var scattered = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string? current = null;
        try
        {
            await foreach (var (key, _) in KeyedAsync(table, keyOf, ct))
            {
                if (string.Equals(key, current, StringComparison.OrdinalIgnoreCase)) continue;
                current = key;
                if (!seen.Add(key)) scattered.Add(key);
            }
        }
        catch (UnreadableCsvException) { return scattered; } // said once, by the pass that hands out products
        return scattered;
    }

    private static async IAsyncEnumerable<(string Key, CsvRow Row)> KeyedAsync(CsvTable table, Func<CsvRow, string?> keyOf, [EnumeratorCancellation] CancellationToken ct)
    {
        string? current = null;
        await foreach (var row in table.RowsAsync(ct))
        {
            current = keyOf(row) ?? current ?? "";
            yield return (current, row);
        }
    }
}

/// <summary>Reads a table product by product and says what stopped the reading, when something did.</summary>
internal static class ProductReading
{
    /// <summary>Turns a torn file into a last, failed product, so that everything before it still counts.</summary>
    public static async IAsyncEnumerable<ImportedProduct> ToTheEndAsync(IAsyncEnumerable<ImportedProduct> products, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var each = products.GetAsyncEnumerator(ct);
        while (true)
        {
            ImportedProduct? stop = null;
            try { if (!await each.MoveNextAsync()) yield break; }
            catch (UnreadableCsvException e) { stop = ImportedProduct.Failed("", [e.Line], e.Message, endsFile: true); }
            yield return stop ?? each.Current;
            if (stop is not null) yield break;
        }
    }
}

/// <summary>The options of one product while its rows are read: the first spelling of a name or value is the spelling, others are the same.</summary>
internal sealed class OptionTable
{
    private readonly List<(string Name, List<OptionValue> Values)> _options = [];

    /// <summary>Adds an option once; returns its place.</summary>
    public int Name(string name)
    {
        name = Clean(name);
        var index = _options.FindIndex(o => Same(o.Name, name));
        if (index >= 0) return index;
        _options.Add((name, []));
        return _options.Count - 1;
    }

    /// <summary>Adds a value once; returns it as first spelled.</summary>
    public string Value(int option, string value, string? swatch = null)
    {
        value = Clean(value);
        var values = _options[option].Values;
        var index = values.FindIndex(v => Same(v.Name, value));
        if (index < 0) { values.Add(new OptionValue(value, swatch)); return value; }
        if (swatch is not null && values[index].Swatch is null) values[index] = values[index] with { Swatch = swatch };
        return values[index].Name;
    }

    /// <summary>How many options there are.</summary>
    public int Count => _options.Count;

    /// <summary>The name of an option.</summary>
    public string NameAt(int option) => _options[option].Name;

    /// <summary>The options in the order they came.</summary>
    public List<ProductOption> ToList() => [.. _options.Select(o => new ProductOption(o.Name, o.Values))];

    /// <summary>Whether two spellings mean the same.</summary>
    public static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>Without outer spaces, with single inner ones, at most 100 characters.</summary>
    public static string Clean(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 100 ? text[..100].TrimEnd() : text;
    }
}

/// <summary>One product while its rows are read: the first problem fails it, notes are kept.</summary>
internal sealed class ProductBuilder(CsvTable table, ImportReading reading)
{
    private readonly List<string> _notes = [];

    /// <summary>Options so far.</summary>
    public OptionTable Options { get; } = new();
    /// <summary>Variants so far.</summary>
    public List<ImportedVariant> Variants { get; } = [];
    /// <summary>Pictures so far, by place and then in the order they came.</summary>
    public List<(int Position, ImportedImage Image)> Images { get; } = [];
    /// <summary>The first thing that was wrong.</summary>
    public string? Failure { get; private set; }
    /// <summary>What was read differently than written.</summary>
    public IReadOnlyList<string> Notes => _notes;
    /// <summary>Whether a variant came without a price: such a product is kept as a draft.</summary>
    public bool LacksPrice { get; private set; }

    /// <summary>Notes the problem unless there is one already.</summary>
    public void Fail(string why) => Failure ??= why;

    /// <summary>Tells what was read differently; the same thing is told once.</summary>
    public void Note(string what) { if (!_notes.Contains(what)) _notes.Add(what); }

    /// <summary>A price that must be there; a blank one makes the product a draft at zero.</summary>
    public long Price(CsvRow row, string cell)
    {
        if (cell.Length == 0) { LacksPrice = true; Note("There is no price in the file, so it was kept as a draft."); return 0; }
        return Amount(row, cell, "price") ?? 0;
    }

    /// <summary>An amount that may be blank.</summary>
    public long? Amount(CsvRow row, string cell, string what)
    {
        if (cell.Length == 0) return null;
        if (Cells.TryPrice(cell, reading.Currency, table.DecimalComma, out var minor)) return minor;
        Fail($"Line {row.Line}: “{Short(cell)}” is not a {what} in {reading.Currency.Code}. Write it like {Example()}.");
        return null;
    }

    /// <summary>A number of pieces; null when the cell is blank.</summary>
    public int? Count(CsvRow row, string cell)
    {
        if (cell.Length == 0) return null;
        if (Cells.TryCount(cell, out var count))
        {
            if (cell[0] == '-' && count == 0 && cell.AsSpan().ContainsAnyInRange('1', '9')) Note("A negative quantity was read as 0.");
            return count;
        }
        Fail($"Line {row.Line}: “{Short(cell)}” is not a quantity. Write a whole number.");
        return null;
    }

    /// <summary>Adds a picture once.</summary>
    public void AddImage(string url, string alt, int position)
    {
        if (url.Length == 0 || Images.Exists(i => i.Image.Url == url)) return;
        if (url.Length > 2000) Note("A picture address longer than 2,000 characters was left out.");
        else if (Images.Count >= 20) Note("Only the first 20 pictures were taken.");
        else Images.Add((position, new ImportedImage(url, alt.Length > 500 ? alt[..500] : alt)));
    }

    /// <summary>Adds a variant; a second one with the same option values is left out.</summary>
    public void AddVariant(CsvRow row, ImportedVariant variant)
    {
        if (Variants.Exists(v => v.OptionValues.SequenceEqual(variant.OptionValues)))
            Note(variant.OptionValues.Count == 0 ? $"Line {row.Line} repeats the product; the first row was taken." : $"Line {row.Line} repeats {string.Join(" / ", variant.OptionValues)}; the first row was taken.");
        else Variants.Add(variant);
    }

    /// <summary>Pictures in their order.</summary>
    public List<ImportedImage> OrderedImages() => [.. Images.OrderBy(i => i.Position).Select(i => i.Image)];

    /// <summary>The shape problems of the rows, said first because everything else follows from them.</summary>
    public void CheckShape(IEnumerable<CsvRow> rows)
    {
        foreach (var row in rows)
            if (row.Problem is { } problem) { Fail($"Line {row.Line}: {problem}"); return; }
    }

    private string Example() => reading.Currency.Decimals switch { 0 => "1250", 3 => "12.500", _ => table.DecimalComma ? "12,50" : "12.50" };

    private static string Short(string cell) => cell.Length > 40 ? cell[..40] + "…" : cell;
}

using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;


namespace Rendrix.Web.Integrations.Imports;

/// <summary>One row of a CSV file: where it begins, its cells, and what was wrong with its shape.</summary>
internal sealed record CsvRow(int Line, string[] Cells, string? Problem)
{
    /// <summary>The cell of a column, trimmed; empty when the row or the file has no such column.</summary>
    public string this[int column] => column >= 0 && column < Cells.Length ? Cells[column].Trim() : "";
}

/// <summary>Nothing beyond this line can be read: a quote that never closes, a row without end.</summary>
internal sealed class UnreadableCsvException(int line, string message) : Exception(message)
{
    /// <summary>Where the unreadable row begins.</summary>
    public int Line { get; } = line;
}

/// <summary>
/// A CSV file as people's programs write it: UTF-8 with or without mark, UTF-16, or the old Windows table; comma, semicolon or tab; any line
/// ends; blank lines anywhere. Columns are found by name whatever their case and punctuation.
/// </summary>
internal sealed class CsvTable
{
    /// <summary>No honest row is longer; a 100 MB row is refused after this many characters.</summary>
    public const int MaxRowLength = 1_000_000;

    private readonly Stream _file;
    private readonly Encoding _encoding;
    private readonly Dictionary<string, int> _columns = [];

    private CsvTable(Stream file, Encoding encoding, char delimiter) => (_file, _encoding, Delimiter) = (file, encoding, delimiter);

    /// <summary>What parts the cells.</summary>
    public char Delimiter { get; }

    /// <summary>The header cells as written.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>In files parted by semicolons a comma is the decimal sign: that is why their writers chose the semicolon.</summary>
    public bool DecimalComma => Delimiter == ';';

    /// <summary>The column our own error file adds: its cells are guarded against formulas, and reading it takes the guard away again.</summary>
    public const string ReasonColumn = "rendrix_reason";

    /// <summary>Opens a file and reads its header. Throws <see cref="UnreadableCsvException"/> when it is no CSV file at all.</summary>
    public static async Task<CsvTable> OpenAsync(Stream file, CancellationToken ct)
    {
        var start = new byte[(int)Math.Min(file.Length, 65_536)];
        file.Position = 0;
        await file.ReadExactlyAsync(start, ct);
        if (start.AsSpan().StartsWith("PK\u0003\u0004"u8)) throw new UnreadableCsvException(1, "This is a zip or Excel file. Save it as CSV, then upload it again.");
        var encoding = EncodingOf(start);
        var table = new CsvTable(file, encoding, DelimiterOf(Text(start, encoding)));
        await foreach (var row in table.AllRowsAsync(ct))
        {
            // Excel's own hint line; the delimiter is already known by now.
            if (row.Cells is [var hint, ..] && hint.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)) continue;
            table.Header = row.Cells;
            break;
        }
        if (table.Header.Count == 0) throw new UnreadableCsvException(1, "The file is empty.");
        for (var i = 0; i < table.Header.Count; i++) table._columns.TryAdd(NameOf(table.Header[i]), i);
        return table;
    }

    /// <summary>Index of the first column with one of the names, or −1. Case and punctuation do not matter.</summary>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_columns.TryGetValue(NameOf(name), out var index)) return index;
        return -1;
    }

    /// <summary>A column's name with nothing but its lower-case letters and digits.</summary>
    public static string NameOf(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The rows after the header; blank lines are passed over.</summary>
    public async IAsyncEnumerable<CsvRow> RowsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var header = true;
        var guarded = Column(ReasonColumn) >= 0;
        await foreach (var row in AllRowsAsync(ct))
        {
            if (header && row.Cells is [var hint, ..] && hint.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)) continue;
            if (header) { header = false; continue; }
            if (guarded) for (var i = 0; i < row.Cells.Length; i++) row.Cells[i] = FormulaGuard.Unguard(row.Cells[i]);
            var extra = row.Cells.Length > Header.Count && row.Cells.AsSpan(Header.Count).ContainsAnyExcept("");
            yield return extra ? row with { Problem = $"This row has {row.Cells.Length} cells, the header {Header.Count}. Check its quotes and separators." } : row;
        }
    }

    private async IAsyncEnumerable<CsvRow> AllRowsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        _file.Position = 0;
        var openQuote = 0L;
        using var reader = CsvReader.Create(_file, new CsvReaderOptions
        {
            Separator = Delimiter, HasHeader = false, Encoding = _encoding, TrackLineNumbers = true, MaxRecordSize = MaxRowLength,
            OnMalformedRecord = record => { if (record.Reason == CsvMalformedReason.UnterminatedQuote) openQuote = record.LineNumber; },
        }, leaveOpen: true);
        var line = 0;
        while (true)
        {
            try { if (!await reader.ReadAsync(ct)) yield break; }
            catch (Exception e) when (e is CsvFormatException or InvalidOperationException or InvalidDataException)
            {
                throw new UnreadableCsvException(line + 1, $"The row after line {line} is longer than {MaxRowLength:N0} bytes. Look for a quote that is never closed.");
            }
            line = (int)reader.LineNumber;
            if (openQuote > 0) throw new UnreadableCsvException(line, $"The row that begins on line {line} opens a quote that is never closed.");
            if (reader.RawRecord.Length > MaxRowLength) throw new UnreadableCsvException(line, $"The row that begins on line {line} is longer than {MaxRowLength:N0} bytes. Look for a quote that is never closed.");
            var cells = new string[reader.FieldCount];
            var blank = true;
            for (var i = 0; i < cells.Length; i++)
            {
                var cell = reader.GetString(i);
                // PostgreSQL cannot hold NUL, and no person has typed it.
                cells[i] = cell.Contains('\0', StringComparison.Ordinal) ? cell.Replace("\0", "", StringComparison.Ordinal) : cell;
                blank = blank && string.IsNullOrWhiteSpace(cells[i]);
            }
            if (!blank) yield return new CsvRow(line, cells, null);
        }
    }

    private static Encoding EncodingOf(byte[] start)
    {
        if (start is [0xFF, 0xFE, ..]) return Encoding.Unicode;
        if (start is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode;
        if (start is [0xEF, 0xBB, 0xBF, ..]) return Encoding.UTF8;
        if (start.Length >= 4 && start[0] != 0 && start[1] == 0 && start[3] == 0) return Encoding.Unicode;
        if (start.Length >= 4 && start[0] == 0 && start[1] != 0 && start[2] == 0) return Encoding.BigEndianUnicode;
        var end = start.Length;
        while (end > 0 && end > start.Length - 4 && start[end - 1] >= 0x80) end--; // a character cut at the end proves nothing
        return System.Text.Unicode.Utf8.IsValid(start.AsSpan(0, end)) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1;
    }

    private static string Text(byte[] start, Encoding encoding)
    {
        using var reader = new StreamReader(new MemoryStream(start), encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static char DelimiterOf(string start)
    {
        if (start.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && start.Length > 4 && start[4] is ',' or ';' or '\t') return start[4];
        var (commas, semicolons, tabs, quoted) = (0, 0, 0, false);
        foreach (var c in start)
        {
            if (c == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (c is '\n' or '\r' && commas + semicolons + tabs > 0) break;
            else if (c == ',') commas++;
            else if (c == ';') semicolons++;
            else if (c == '\t') tabs++;
        }
        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }
}

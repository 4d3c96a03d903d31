using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

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
        await foreach (var row in AllRowsAsync(ct))
        {
            if (header && row.Cells is [var hint, ..] && hint.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)) continue;
            if (header) { header = false; continue; }
            var extra = row.Cells.Length > Header.Count && row.Cells.AsSpan(Header.Count).ContainsAnyExcept("");
            yield return extra ? row with { Problem = $"This row has {row.Cells.Length} cells, the header {Header.Count}. Check its quotes and separators." } : row;
        }
    }

    private async IAsyncEnumerable<CsvRow> AllRowsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        _file.Position = 0;
        using var text = new RowLimitReader(new StreamReader(_file, _encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 65_536, leaveOpen: true));
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter.ToString(), BadDataFound = null, IgnoreBlankLines = false, MissingFieldFound = null, HasHeaderRecord = false, BufferSize = 32_768, LeaveOpen = false,
        });
        var line = 1;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            try { if (!await parser.ReadAsync()) yield break; }
            catch (RowTooLongException) { throw new UnreadableCsvException(line, $"The row that begins on line {line} is longer than {MaxRowLength:N0} characters. Look for a quote that is never closed."); }
            if (text.AtEnd && EndsInsideQuotes(parser.RawRecord, Delimiter)) throw new UnreadableCsvException(line, $"Line {line} opens a quote that is never closed.");
            text.BeginRow();
            var cells = parser.Record ?? [];
            for (var i = 0; i < cells.Length; i++)
                if (cells[i].Contains('\0', StringComparison.Ordinal)) cells[i] = cells[i].Replace("\0", "", StringComparison.Ordinal);
            var begins = line;
            line = parser.RawRow + 1;
            if (cells.AsSpan().ContainsAnyExcept("") && cells.Any(c => !string.IsNullOrWhiteSpace(c))) yield return new CsvRow(begins, cells, null);
        }
    }

    private static Encoding EncodingOf(byte[] start)
    {
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0xEF, 0xBB, 0xBF, ..]) return Encoding.UTF8; // the mark decides, see StreamReader
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

    private static bool EndsInsideQuotes(string raw, char delimiter)
    {
        var (quoted, fieldStart) = (false, true);
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            if (quoted)
            {
                if (c != '"') continue;
                if (i + 1 < raw.Length && raw[i + 1] == '"') i++;
                else quoted = false;
            }
            else if (c == '"' && fieldStart) { quoted = true; fieldStart = false; }
            else fieldStart = c == delimiter || c is '\n' or '\r';
        }
        return quoted;
    }

    private sealed class RowTooLongException : Exception;

    // Counts what was read since the row began, so that a row without end stops before it fills the memory.
    private sealed class RowLimitReader(StreamReader inner) : TextReader
    {
        private long _read;

        public bool AtEnd { get; private set; }

        public void BeginRow() => _read = 0;

        public override int Read(char[] buffer, int index, int count) => Count(inner.Read(buffer, index, count));

        public override async Task<int> ReadAsync(char[] buffer, int index, int count) => Count(await inner.ReadAsync(buffer, index, count));

        public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) => Count(await inner.ReadAsync(buffer, cancellationToken));

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        private int Count(int read)
        {
            AtEnd = read == 0;
            _read += read;
            return _read <= MaxRowLength + 65_536 ? read : throw new RowTooLongException();
        }
    }
}

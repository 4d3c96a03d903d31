using System.Buffers;
using System.Text.RegularExpressions;

namespace Rendrix.Web.Integrations;

/// <summary>
/// Keeps spreadsheets from computing what people typed (OWASP ASVS 1.2.10). An apostrophe is put before every place where a program could see
/// the start of a formula: the start of the cell and, because some locales part cells by semicolons or tabs, after each of those. One apostrophe
/// more is always put before apostrophes that stand there already, so reading takes exactly one away and gives back the text.
/// </summary>
internal static partial class FormulaGuard
{
    /// <summary>The text as a cell of an exported file.</summary>
    public static string Guard(string text) => MayBegin(text) ? Begin().Replace(text, "'") : text;

    /// <summary>The text that was exported.</summary>
    public static string Unguard(string cell) => cell.Contains('\'', StringComparison.Ordinal) ? Guarded().Replace(cell, "") : cell;

    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\t\r＝＋－＠");

    private static bool MayBegin(string text) => text.AsSpan().ContainsAny(Beginnings);

    [GeneratedRegex("(?<=^|[;,\t\r\n])(?='*[=+\\-@\t\r＝＋－＠])", RegexOptions.CultureInvariant)]
    private static partial Regex Begin();

    [GeneratedRegex("(?<=^|[;,\t\r\n])'(?='*[=+\\-@\t\r＝＋－＠])", RegexOptions.CultureInvariant)]
    private static partial Regex Guarded();
}

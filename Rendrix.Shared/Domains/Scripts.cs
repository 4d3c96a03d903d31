using System.Text;

namespace Rendrix.Domains;

/// <summary>Which scripts a label is written in (Unicode Technical Standard 39, as far as names of shops need it).</summary>
internal static class Scripts
{
    private static readonly (int From, int To, string Script)[] Ranges =
    [
        (0x0041, 0x005a, "Latin"), (0x0061, 0x007a, "Latin"), (0x00aa, 0x00aa, "Latin"), (0x00ba, 0x00ba, "Latin"), (0x00c0, 0x024f, "Latin"), (0x0250, 0x02af, "Latin"), (0x1e00, 0x1eff, "Latin"), (0x2c60, 0x2c7f, "Latin"), (0xa720, 0xa7ff, "Latin"), (0xff21, 0xff5a, "Latin"),
        (0x0370, 0x03ff, "Greek"), (0x1f00, 0x1fff, "Greek"), (0x0400, 0x052f, "Cyrillic"), (0x1c80, 0x1c8f, "Cyrillic"), (0x2de0, 0x2dff, "Cyrillic"), (0xa640, 0xa69f, "Cyrillic"), (0x0530, 0x058f, "Armenian"),
        (0x0590, 0x05ff, "Hebrew"), (0x0600, 0x06ff, "Arabic"), (0x0750, 0x077f, "Arabic"), (0x08a0, 0x08ff, "Arabic"), (0x0900, 0x097f, "Devanagari"), (0x0980, 0x09ff, "Bengali"), (0x0a00, 0x0a7f, "Gurmukhi"), (0x0a80, 0x0aff, "Gujarati"),
        (0x0b80, 0x0bff, "Tamil"), (0x0c00, 0x0c7f, "Telugu"), (0x0c80, 0x0cff, "Kannada"), (0x0d00, 0x0d7f, "Malayalam"), (0x0d80, 0x0dff, "Sinhala"), (0x0e00, 0x0e7f, "Thai"), (0x0e80, 0x0eff, "Lao"), (0x0f00, 0x0fff, "Tibetan"), (0x1000, 0x109f, "Burmese"),
        (0x10a0, 0x10ff, "Georgian"), (0x1c90, 0x1cbf, "Georgian"), (0x1200, 0x139f, "Ethiopic"), (0x13a0, 0x13ff, "Cherokee"), (0xab70, 0xabbf, "Cherokee"), (0x1780, 0x17ff, "Khmer"),
        (0x1100, 0x11ff, "Hangul"), (0x3130, 0x318f, "Hangul"), (0xac00, 0xd7ff, "Hangul"), (0x3040, 0x309f, "Hiragana"), (0x30a0, 0x30fa, "Katakana"), (0x31f0, 0x31ff, "Katakana"), (0x3105, 0x312f, "Bopomofo"),
        (0x3005, 0x3007, "Han"), (0x3400, 0x4dbf, "Han"), (0x4e00, 0x9fff, "Han"), (0xf900, 0xfaff, "Han"), (0x20000, 0x3ffff, "Han"),
    ];

    // Scripts that are written together, each with Latin beside it.
    private static readonly string[][] Together = [["Latin", "Han", "Hiragana", "Katakana"], ["Latin", "Han", "Hangul"], ["Latin", "Han", "Bopomofo"]];

    // Letters of Cyrillic and Greek that are drawn like Latin ones.
    private const string Lookalikes = "аеорсухіјѕһԁԛԝӏвкмтαονρτυικχωγ";

    /// <summary>The scripts of a label when they do not belong together, in the order in which they appear; else at most one.</summary>
    public static IReadOnlyList<string> Mixed(string label)
    {
        List<string> found = [.. label.EnumerateRunes().Select(Of).OfType<string>().Distinct()];
        return found.Count > 1 && Together.Any(set => found.TrueForAll(set.Contains)) ? [] : found;
    }

    /// <summary>Whether a label has letters of Cyrillic or Greek and all of them pass for Latin ones.</summary>
    public static bool PassesForLatin(string label)
    {
        var letters = label.EnumerateRunes().Where(r => Of(r) is not null).ToList();
        return letters.Count > 0 && letters.TrueForAll(r => Lookalikes.Contains(r.ToString(), StringComparison.Ordinal));
    }

    private static string? Of(Rune rune)
    {
        foreach (var (from, to, script) in Ranges)
            if (rune.Value >= from && rune.Value <= to) return script;
        return null;
    }
}

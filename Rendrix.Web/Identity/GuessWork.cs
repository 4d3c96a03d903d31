using System.Collections.Frozen;

namespace Rendrix.Web.Identity;

/// <summary>
/// How much of a password is left when everything is taken out that attackers' rules write of their own: well-known words, in disguise too, names, years and dates, runs along
/// a row of keys, and one character over and over. What is left has to be found; the rest is a matter of the order.
/// </summary>
internal static class GuessWork
{
    /// <summary>As many letters and digits must be left.</summary>
    public const int Enough = 5;

    private const int LongestWord = 24;
    private static readonly string[] Rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "abcdefghijklmnopqrstuvwxyz"];
    private static readonly FrozenSet<string> Weak = new[]
    {
        "password", "passwort", "passwd", "pass", "word", "welcome", "willkommen", "admin", "administrator", "root", "login", "signin", "letmein", "changeme", "change", "default", "secret", "access", "master", "user", "test", "testing", "temp", "guest",
        "hello", "iloveyou", "love", "dragon", "monkey", "sunshine", "princess", "football", "baseball", "superman", "batman", "shop", "store", "shopping", "my", "the", "and", "is", "me", "rendrix",
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        "spring", "summer", "autumn", "fall", "winter", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>How many letters and digits are left.</summary>
    /// <param name="lower">The password in lower case.</param>
    /// <param name="names">Words that are known beside those of everybody.</param>
    public static int Left(string lower, IReadOnlySet<string> names) => "il".Min(one => Left(lower, Bare(lower, one), names));

    /// <summary>With letters for the digits and symbols that stand for them. The digit 1 stands for i as often as for l.</summary>
    public static string Bare(string text, char one) =>
        new([.. text.Select(c => c switch { '0' => 'o', '1' or '!' or '|' => one, '3' or '€' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' or '+' => 't', '8' => 'b', '9' => 'g', _ => c })]);

    // From the left, the longest first.
    private static int Left(string plain, string bare, IReadOnlySet<string> names)
    {
        var left = 0;
        for (var at = 0; at < plain.Length;)
        {
            int[] taken = [Word(bare, at, names), Word(plain, at, names), Date(plain, at), Run(plain, at), Repeat(plain, at)];
            if (taken.Max() == 0 && char.IsLetterOrDigit(plain[at])) left++;
            at += Math.Max(1, taken.Max());
        }
        return left;
    }

    private static int Word(string text, int at, IReadOnlySet<string> names)
    {
        for (var length = Math.Min(LongestWord, text.Length - at); length >= 2; length--)
            if (text.Substring(at, length) is var word && (Weak.Contains(word) || names.Contains(word))) return length;
        return 0;
    }

    // 24, 2024, 240131, 31012024.
    private static int Date(string text, int at)
    {
        var digits = text.Skip(at).TakeWhile(char.IsAsciiDigit).Count();
        return digits switch { 4 when text.AsSpan(at, 2) is "19" or "20" => 4, 2 or 6 or 8 => digits, _ => 0 };
    }

    private static int Run(string text, int at)
    {
        for (var length = Math.Min(16, text.Length - at); length >= 3; length--)
        {
            var (there, back) = (text.Substring(at, length), new string([.. text.Substring(at, length).Reverse()]));
            if (Rows.Any(row => row.Contains(there, StringComparison.Ordinal) || row.Contains(back, StringComparison.Ordinal))) return length;
        }
        return 0;
    }

    private static int Repeat(string text, int at)
    {
        var same = text.Skip(at).TakeWhile(c => c == text[at]).Count();
        return same >= 3 ? same : 0;
    }
}

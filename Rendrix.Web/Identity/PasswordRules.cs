using System.Collections.Frozen;

namespace Rendrix.Web.Identity;

/// <summary>
/// What a password must be: 12 characters or more with upper and lower case, a digit and a symbol, and none that attackers try first.
/// Common ones are recognised in disguise: <c>P@ssw0rd2024!</c> is still "password".
/// </summary>
public static class PasswordRules
{
    /// <summary>Shortest password in characters.</summary>
    public const int MinLength = 12;

    /// <summary>Longest password in characters; more would only cost hashing time.</summary>
    public const int MaxLength = 128;

    private const string KeyboardWalk = "qwertyuiopasdfghjklzxcvbnmqwertyuiop abcdefghijklmnopqrstuvwxyz qazwsxedcrfvtgbyhnujmikolp";
    private static readonly CommonWords Common = CommonWords.Load();

    /// <summary>Everything that is wrong with the password, each said with the way out; empty when it may be used.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="email">The account's address, whose name part the password must not repeat.</param>
    /// <param name="names">What else is known of its owner and attackers try first: names of the person, the business, its shops.</param>
    public static IReadOnlyList<string> Problems(string password, string email, params IEnumerable<string?> names)
    {
        var problems = new List<string>();
        if (password.Length < MinLength) problems.Add($"Use {MinLength} characters or more");
        if (password.Length > MaxLength) problems.Add($"Use {MaxLength} characters or fewer");
        if (!password.Any(char.IsUpper)) problems.Add("Add an upper-case letter");
        if (!password.Any(char.IsLower)) problems.Add("Add a lower-case letter");
        if (!password.Any(char.IsDigit)) problems.Add("Add a digit");
        if (password.All(char.IsLetterOrDigit)) problems.Add("Add a symbol such as - or !");
        if (problems.Count > 0) return problems;
        if (RepeatsAddress(password, email)) problems.Add("Leave your email address out of the password");
        else if (IsMadeOf(password, [.. names])) problems.Add("Leave your name and that of your business out of the password");
        else if (IsCommon(password)) problems.Add("This one is easy to guess. Use several unrelated words");
        return problems;
    }

    /// <summary>Whether the password is a well-known one, one in disguise, one repeated, a walk over the keyboard or few characters over and over.</summary>
    public static bool IsCommon(string password)
    {
        var lower = password.ToLowerInvariant();
        return lower.Distinct().Count() < 6 || Skeletons(lower).Any(skeleton => skeleton.Length < 3 || IsWalk(skeleton) || Common.Contains(Unit(skeleton)))
            || GuessWork.Left(lower, FrozenSet<string>.Empty) < GuessWork.Enough;
    }

    // A password that would do, were it not made of the names that everybody knows who knows its owner.
    private static bool IsMadeOf(string password, IReadOnlyCollection<string?> names)
    {
        var (plain, lower) = (names.Select(n => (n ?? "").ToLowerInvariant()).ToList(), password.ToLowerInvariant());
        var known = plain.SelectMany(n => n.Split(NonLetters(n), StringSplitOptions.RemoveEmptyEntries)).Concat(plain.Select(Letters)).Where(n => n.Length >= 3).ToHashSet(StringComparer.Ordinal);
        return known.Count > 0 && GuessWork.Left(lower, FrozenSet<string>.Empty) >= GuessWork.Enough && GuessWork.Left(lower, known) < GuessWork.Enough;
    }

    private static bool RepeatsAddress(string password, string email)
    {
        var name = email.Split('@')[0];
        return name.Length >= 3 && password.Contains(name, StringComparison.OrdinalIgnoreCase);
    }

    // Digits and symbols around the word go first, or the "1!" of "Password1!" would read as letters; then again the other way round,
    // for words that begin or end with a disguised letter. The digit 1 stands for i as often as for l.
    private static IEnumerable<string> Skeletons(string lower)
    {
        foreach (var one in "il")
        {
            yield return Letters(GuessWork.Bare(lower.Trim(NonLetters(lower)), one));
            yield return Letters(GuessWork.Bare(lower.TrimEnd(NonLetters(lower)), one));
            yield return Letters(GuessWork.Bare(lower.TrimStart(NonLetters(lower)), one));
            yield return Letters(lower);
        }
    }

    private static char[] NonLetters(string text) => [.. text.Where(c => !char.IsLetter(c)).Distinct()];

    private static string Letters(string text) => new([.. text.Where(char.IsLetter)]);

    private static bool IsWalk(string letters) => letters.Length >= 4 && (KeyboardWalk.Contains(letters, StringComparison.Ordinal) || KeyboardWalk.Contains(new string([.. letters.Reverse()]), StringComparison.Ordinal));

    // "dragondragon" → "dragon".
    private static string Unit(string letters)
    {
        for (var length = 3; length <= letters.Length / 2; length++)
            if (letters.Length % length == 0 && string.Concat(Enumerable.Repeat(letters[..length], letters.Length / length)) == letters)
                return letters[..length];
        return letters;
    }
}

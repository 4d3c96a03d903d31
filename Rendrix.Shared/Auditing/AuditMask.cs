using System.Text.RegularExpressions;

namespace Rendrix.Auditing;

/// <summary>Keeps secrets out of the audit log: by the name of the field, and by the look of the value wherever it stands.</summary>
public static partial class AuditMask
{
    /// <summary>What stands for a secret. Its length says nothing.</summary>
    public const string Dots = "••••••";

    private const int Longest = 500;

    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwords", "passwd", "passphrase", "passcode", "pwd", "pin", "secret", "secrets", "token", "tokens", "key", "keys", "apikey", "hash", "salt", "stamp", "ssn", "cvc", "cvv", "csc", "iban", "pan",
        "credential", "credentials", "authorization", "cookie", "cookies", "signature", "otp", "totp", "recovery", "creditcard", "cardnumber",
    };

    /// <summary>Whether a field of that name holds a secret: one of its words is one, or two are "credit card", "card number", "social security".</summary>
    public static bool IsSecret(string field)
    {
        var words = Words().Matches(field).Select(m => m.Value.ToLowerInvariant()).ToList();
        if (words.Exists(Secret.Contains) || Secret.Contains(field)) return true;
        var joined = " " + string.Join(' ', words) + " ";
        return joined.Contains(" credit card ", StringComparison.Ordinal) || joined.Contains(" card number ", StringComparison.Ordinal) || joined.Contains(" social security ", StringComparison.Ordinal);
    }

    /// <summary>The value as it may be written down: dots for a secret field, card numbers and tokens inside text as dots, long text cut.</summary>
    public static string? Mask(string field, string? value)
    {
        if (value is null) return null;
        if (IsSecret(field)) return Dots;
        // Of ids with few letters some would pass for cards.
        if (Guid.TryParse(value, out _)) return value;
        // Members of JSON have names of their own.
        value = Member().Replace(value, m => IsSecret(m.Groups[2].Value) ? m.Groups[1].Value + "\"" + Dots + "\"" : m.Value);
        value = Tokens().Replace(value, Dots);
        value = Digits().Replace(value, m => IsCard(m.Value) ? Dots : m.Value);
        return value.Length > Longest ? value[..Longest] + "…" : value;
    }

    // Luhn: of numbers of that length typed by chance one in ten would pass; that one loses nothing by dots.
    private static bool IsCard(string text)
    {
        var (sum, twice) = (0, false);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            var digit = text[i] - '0';
            if (twice && (digit *= 2) > 9) digit -= 9;
            sum += digit;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Words();

    [GeneratedRegex("""("([^"\\]{1,60})"\s*:\s*)("(?:[^"\\]|\\.)*"|[-+.0-9a-z]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Member();

    [GeneratedRegex(@"\b(?:sk|pk|rk|whsec|rdx|ghp|xox[bp])_[A-Za-z0-9_\-]{8,}|\bBearer\s+\S+|\beyJ[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]*|-----BEGIN[^-]*PRIVATE KEY-----[\s\S]*", RegexOptions.IgnoreCase)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"(?<![0-9])(?:[0-9][ \-]?){12,18}[0-9](?![0-9])")]
    private static partial Regex Digits();
}

using System.Collections.Frozen;
using System.Globalization;

namespace Rendrix.Domains;

/// <summary>
/// A host name as merchants type it and as DNS, browsers and certificates compare it: lower-case A-labels without the last dot. One host has one form, so that
/// neither case nor dots nor another spelling in Unicode is ever taken for another host.
/// </summary>
public static class HostName
{
    /// <summary>The longest that leaves room for the record that proves it.</summary>
    public const int MaxLength = 240;
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    // RFC 6761, 6762, 7686, 8375 and ICANN's reservation: nobody owns a name there, so nobody can prove one.
    private static readonly FrozenSet<string> NoOnes = new[] { "localhost", "local", "test", "invalid", "example", "onion", "internal", "lan", "home", "corp", "intranet", "private", "arpa", "alt" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly string[] NoOnesDomains = ["example.com", "example.net", "example.org"];

    // Registries that give out names one level down: a name of three labels there is a whole domain. Only advice hangs on this list, never a permission.
    private static readonly FrozenSet<string> SecondLevel = new[] { "co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go", "me", "ltd", "plc", "nom", "gob", "gen" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The one form of what was typed, or the sentence that says what to enter instead.</summary>
    public static (string? Name, string? Problem) Read(string? typed)
    {
        var text = (typed ?? "").Trim();
        foreach (var scheme in (string[])["https://", "http://"])
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) { text = text[scheme.Length..].TrimEnd('/'); break; }
        if (text.Length == 0) return (null, "Enter a domain you own, such as shop.yourbrand.com");
        if (text.AsSpan().IndexOfAny("/?#@:") >= 0 || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) return (null, "Enter the domain alone, such as shop.yourbrand.com, without a path or port");
        if (text.Contains('*', StringComparison.Ordinal)) return (null, "Enter each address by itself. An address with * cannot be connected");
        if (text.Contains('_', StringComparison.Ordinal)) return (null, "Use letters, numbers, hyphens and dots");
        if (text.EndsWith('.')) text = text[..^1];
        string name;
        try { name = Idn.GetAscii(text).ToLowerInvariant(); }
        // What the mapping refuses: empty labels, labels over 63 characters, characters no domain may hold.
        catch (ArgumentException) { return (null, "This is not a domain. Enter one such as shop.yourbrand.com"); }
        if (name.Length > MaxLength) return (null, $"Use at most {MaxLength} characters");
        var labels = name.Split('.');
        if (labels.Length < 2) return (null, "Enter the whole domain with its ending, such as shop.yourbrand.com");
        if (labels.Any(l => l.Length is 0 or > 63 || l[0] == '-' || l[^1] == '-' || !l.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-'))) return (null, "Use letters, numbers, hyphens and dots");
        // Numbers at the end are read as an IP address by browsers, whatever is in front (WHATWG URL).
        if (labels[^1].All(char.IsAsciiDigit) || labels[^1].StartsWith("0x", StringComparison.Ordinal)) return (null, "Enter a domain, not an IP address");
        if (NoOnes.Contains(labels[^1]) || Array.Exists(NoOnesDomains, d => name == d || name.EndsWith("." + d, StringComparison.Ordinal))) return (null, $"Nobody can own a name under {(NoOnes.Contains(labels[^1]) ? "." + labels[^1] : string.Join('.', labels[^2..]))}. Enter a domain you registered");
        return Array.Exists(labels, l => l.StartsWith("xn--", StringComparison.Ordinal)) && !RoundTrips(name) ? (null, "This is not a domain. Its xn-- part cannot be read") : (name, null);
    }

    /// <summary>The name as people of its language write it: <c>xn--mller-kva.de</c> is <c>müller.de</c>.</summary>
    public static string Display(string name)
    {
        try { return Idn.GetUnicode(name); }
        catch (ArgumentException) { return name; }
    }

    /// <summary>
    /// What to tell about a name whose letters come from several scripts, or that is written wholly in letters that pass for Latin ones; null for every other name.
    /// Browsers show such names in their xn-- form.
    /// </summary>
    public static string? Warning(string name)
    {
        foreach (var label in Display(name).Split('.'))
        {
            if (Scripts.Mixed(label) is { Count: > 1 } mixed) return $"“{label}” mixes letters of different scripts ({string.Join(" and ", mixed)}). Browsers will show shoppers {name} instead. Check that it was typed on the right keyboard.";
            if (Scripts.PassesForLatin(label)) return $"“{label}” is written in letters that look like Latin ones and are not. Browsers will show shoppers {name} instead. Check that it was typed on the right keyboard.";
        }
        return null;
    }

    /// <summary>The domain as it was registered: the last two labels, three under registries such as co.uk. A good guess, used for advice and for limits.</summary>
    public static string Registered(string name)
    {
        var labels = name.Split('.');
        if (labels.Length <= 2) return name;
        var deep = labels[^1].Length == 2 && SecondLevel.Contains(labels[^2]);
        return string.Join('.', labels[(deep ? ^3 : ^2)..]);
    }

    /// <summary>What to type in the name field of a DNS panel, which adds the domain by itself: "shop", or "@" for the domain itself.</summary>
    public static string Within(string name, string zone) => name == zone ? "@" : name.EndsWith("." + zone, StringComparison.Ordinal) ? name[..^(zone.Length + 1)] : name;

    private static bool RoundTrips(string name)
    {
        try { return Idn.GetAscii(Idn.GetUnicode(name)).Equals(name, StringComparison.OrdinalIgnoreCase); }
        catch (ArgumentException) { return false; }
    }
}

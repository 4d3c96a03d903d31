using Rendrix.Refusals;

namespace Rendrix.Search;

/// <summary>Words that shoppers use for the same thing: "sofa, couch, settee". Each finds what the others find.</summary>
public static class Synonyms
{
    /// <summary>Groups of one store.</summary>
    public const int MostGroups = 200;

    /// <summary>Words of one group.</summary>
    public const int MostWords = 12;

    /// <summary>Characters of one word or phrase.</summary>
    public const int LongestWord = 60;

    /// <summary>Reads a text with a group on each line, its words separated by commas. Lines with one word say nothing and are refused, empty lines are passed over.</summary>
    public static List<string> Read(string text, FieldErrors errors)
    {
        var groups = new List<string>();
        var number = 0;
        foreach (var line in text.Replace("\0", "", StringComparison.Ordinal).Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            List<string> words = [.. line.Split(',').Select(w => string.Join(' ', w.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(w => w.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (words.Count < 2) errors.Add("synonyms", $"Line {number} of the synonyms names one word only. Write two or more, separated by commas: sofa, couch");
            if (words.Count > MostWords) errors.Add("synonyms", $"Line {number} of the synonyms has {words.Count} words. A group has at most {MostWords}");
            if (words.Exists(w => w.Length > LongestWord)) errors.Add("synonyms", $"A word of line {number} of the synonyms is longer than {LongestWord} characters");
            groups.Add(string.Join(", ", words));
        }
        if (groups.Count > MostGroups) errors.Add("synonyms", $"These are {groups.Count} groups of synonyms. A store has at most {MostGroups}");
        return groups;
    }
}

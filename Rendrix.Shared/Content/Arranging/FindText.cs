using System.Net;
using System.Text.RegularExpressions;
using Rendrix.Blocks;
using Rendrix.Content.Edits;
using Rendrix.Fields;

namespace Rendrix.Content.Arranging;

/// <summary>What is looked for.</summary>
/// <param name="Text">The words.</param>
/// <param name="MatchCase">Capitals count.</param>
/// <param name="WholeWords">Not inside longer words.</param>
public sealed record FindQuery(string Text, bool MatchCase = false, bool WholeWords = false);

/// <summary>One place where the words stand.</summary>
/// <param name="BlockId">The block.</param>
/// <param name="Key">The setting, with its device when it has a value of its own there.</param>
/// <param name="Label">What people call the setting.</param>
/// <param name="Nth">Which occurrence in that setting, from 0.</param>
/// <param name="Before">A little of what stands before.</param>
/// <param name="Match">The words as they stand there.</param>
/// <param name="After">A little of what comes after.</param>
public sealed record Finding(string BlockId, string Key, string Label, int Nth, string Before, string Match, string After);

/// <summary>Looks for words in everything people can read on a page: texts and rich texts, also those a block starts with. Markup and links are left alone.</summary>
public static partial class FindText
{
    /// <summary>Most places listed of one page.</summary>
    public const int Most = 500;
    private const int Context = 28;

    /// <summary>Every place, in the order of the page.</summary>
    public static IReadOnlyList<Finding> In(PageDocument document, BlockRules rules, FindQuery query)
    {
        if (query.Text.Length == 0) return [];
        var found = new List<Finding>();
        foreach (var place in document.Places.Values.OrderBy(p => p.Order))
            foreach (var (key, field, text) in Texts(rules, place.Node))
            {
                var nth = 0;
                foreach (var part in Parts(field, text))
                {
                    if (part.IsMarkup) continue;
                    foreach (var at in Matches(part.Text, query))
                    {
                        var end = at + query.Text.Length;
                        found.Add(new Finding(place.Node.Id, key, Label(key, field), nth++, part.Text[Math.Max(0, at - Context)..at], part.Text[at..end], part.Text[end..Math.Min(part.Text.Length, end + Context)]));
                        if (found.Count == Most) return found;
                    }
                }
            }
        return found;
    }

    /// <summary>Replaces every place, or one, as one step; the reason tells how many did not take the new words.</summary>
    public static Plan Replace(PageDocument document, BlockRules rules, FindQuery query, string by, Finding? only = null)
    {
        if (query.Text.Length == 0) return Plan.No("Enter the words to find");
        var edits = new List<Edit>();
        var (places, refused) = (0, 0);
        foreach (var place in document.Places.Values.OrderBy(p => p.Order))
        {
            if (only is not null && place.Node.Id != only.BlockId) continue;
            foreach (var (key, field, text) in Texts(rules, place.Node))
            {
                if (only is not null && key != only.Key) continue;
                var (changed, count) = Replaced(field, text, query, by, only?.Nth);
                if (count == 0) continue;
                var edit = new ChangeProp(place.Node.Id, key, changed);
                // Asked one by one: a single text that would grow too long does not keep the others from changing.
                if (edit.Apply(document, rules) is Applied) { edits.Add(edit); places += count; } else refused += count;
            }
        }
        if (edits.Count == 0) return Plan.No(refused == 0 ? "These words are no longer there" : "The new words do not fit there: too long, or the block is locked");
        return Plan.Of($"Replace “{Short(query.Text)}” in {(places == 1 ? "one place" : $"{places} places")}", edits, note: refused == 0 ? null : $"{(refused == 1 ? "One place" : $"{refused} places")} did not take the new words: too long, or the block is locked");
    }

    private static IEnumerable<(string Key, FieldInfo Field, string Text)> Texts(BlockRules rules, BlockNode node)
    {
        if (rules.Find(node.Type) is not { } kind) yield break;
        foreach (var field in kind.Fields.Fields)
        {
            if (field.Kind is not (FieldKind.Text or FieldKind.LongText or FieldKind.RichText)) continue;
            // A setting that shows shop data says what the shop says; only its fallback could be changed, and nobody sees that.
            if (node.Prop(PropKey.Bound(field.Name)) is { Length: > 0 }) continue;
            foreach (var key in (string[])[field.Name, PropKey.On(field.Name, Device.Tablet), PropKey.On(field.Name, Device.Phone)])
                if ((node.Prop(key) ?? (key == field.Name ? field.Default : "")) is { Length: > 0 } text) yield return (key, field, text);
        }
    }

    private readonly record struct Part(string Text, bool IsMarkup);

    private static IEnumerable<Part> Parts(FieldInfo field, string text)
    {
        if (field.Kind != FieldKind.RichText) { yield return new Part(text, false); yield break; }
        var from = 0;
        foreach (Match tag in Tag().Matches(text))
        {
            if (tag.Index > from) yield return new Part(WebUtility.HtmlDecode(text[from..tag.Index]), false);
            yield return new Part(tag.Value, true);
            from = tag.Index + tag.Length;
        }
        if (from < text.Length) yield return new Part(WebUtility.HtmlDecode(text[from..]), false);
    }

    private static (string Text, int Count) Replaced(FieldInfo field, string text, FindQuery query, string by, int? only)
    {
        var (all, nth, count) = (new System.Text.StringBuilder(text.Length), 0, 0);
        foreach (var part in Parts(field, text))
        {
            if (part.IsMarkup) { all.Append(part.Text); continue; }
            var (piece, from) = (new System.Text.StringBuilder(), 0);
            foreach (var at in Matches(part.Text, query))
            {
                piece.Append(part.Text, from, at - from);
                var mine = only is null || only == nth;
                piece.Append(mine ? by : part.Text.AsSpan(at, query.Text.Length));
                if (mine) count++;
                nth++;
                from = at + query.Text.Length;
            }
            piece.Append(part.Text, from, part.Text.Length - from);
            all.Append(field.Kind == FieldKind.RichText ? Escaped(piece.ToString()) : piece.ToString());
        }
        return (all.ToString(), count);
    }

    // As browsers write text back: letters stay letters.
    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\u00a0", "&nbsp;", StringComparison.Ordinal);

    private static IEnumerable<int> Matches(string text, FindQuery query)
    {
        var how = query.MatchCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        for (var at = text.IndexOf(query.Text, how); at >= 0; at = text.IndexOf(query.Text, at, how))
        {
            var end = at + query.Text.Length;
            var whole = !query.WholeWords || (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));
            if (whole) yield return at;
            at = whole ? end : at + 1;
            if (at >= text.Length) yield break;
        }
    }

    private static string Label(string key, FieldInfo field) => PropKey.Of(key).Facet is { Length: > 0 } device ? $"{field.About.Label}, {device}" : field.About.Label;

    private static string Short(string text) => text.Length > 24 ? text[..24] + "…" : text;

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Rendrix.Blocks;
using Rendrix.Content.Edits;
using Rendrix.Fields;

namespace Rendrix.Content;

/// <summary>One setting as people read it: its name, what it was, what it is.</summary>
public sealed record SettingWords(string Label, string Old, string New);

/// <summary>One change as people read it.</summary>
/// <param name="Id">The block.</param>
/// <param name="Kind">added, removed, moved or changed.</param>
/// <param name="Block">What the block is called.</param>
/// <param name="Text">One sentence without full stop.</param>
/// <param name="Settings">The settings that changed.</param>
public sealed record ChangeWords(string Id, string Kind, string Block, string Text, IReadOnlyList<SettingWords> Settings);

/// <summary>Says differences in the words of the settings panel.</summary>
public static partial class DiffWords
{
    private const int MostLetters = 160;

    /// <summary>Every change people need to read. A block that both moved and changed is told once for each.</summary>
    public static IReadOnlyList<ChangeWords> Of(DocumentDiff diff, BlockRules rules) => [.. diff.Told.Select(change => Of(change, diff, rules))];

    /// <summary>Plain words of a setting's text, as its control shows it.</summary>
    public static string Value(FieldInfo? field, string? text)
    {
        text ??= field?.Default ?? "";
        var words = field?.Kind switch
        {
            FieldKind.Switch => text is "true" ? "On" : "Off",
            FieldKind.Choice or FieldKind.Scheme => field.Options.FirstOrDefault(o => o.Value == text) is { Label: { } label } ? label : text,
            FieldKind.RichText => WebUtility.HtmlDecode(Tags().Replace(Breaks().Replace(text, " "), "")),
            FieldKind.Image => text.Length == 0 ? "" : text[(text.LastIndexOf('/') + 1)..],
            _ => text,
        };
        words = Spaces().Replace(words, " ").Trim();
        return words.Length == 0 ? "Empty" : words.Length > MostLetters ? words[..MostLetters] + "…" : words;
    }

    /// <summary>What people call a block: its own name, else its kind with the first words in it.</summary>
    public static string Name(BlockNode node, BlockRules rules)
    {
        if (node.Prop(BlockBasics.NameKey) is { Length: > 0 } given) return given;
        var title = rules.Title(node.Type);
        // The title, where there is one, says more than a small line above it.
        var field = rules.Find(node.Type)?.Fields.Fields.Where(f => f.Kind is FieldKind.Text or FieldKind.LongText or FieldKind.RichText && node.Prop(f.Name) is { Length: > 0 })
            .OrderBy(f => f.Name is "Title" ? 0 : f.Name.EndsWith("Alt", StringComparison.Ordinal) ? 2 : 1).FirstOrDefault();
        if (field is null) return title;
        var words = Value(field, node.Prop(field.Name));
        return $"{title} “{(words.Length > 40 ? words[..40].TrimEnd() + "…" : words)}”";
    }

    private static ChangeWords Of(BlockChange change, DocumentDiff diff, BlockRules rules) => change switch
    {
        BlockAdded added => new(added.Id, "added", Name(added.Node, rules), "Added" + Holding(added.Node) + Within(added.ParentId, diff.After, rules), []),
        BlockRemoved removed => new(removed.Id, "removed", Name(removed.Node, rules), "Removed" + Holding(removed.Node) + Within(removed.ParentId, diff.Before, rules), []),
        BlockMoved moved => new(moved.Id, "moved", Name(diff.After.Find(moved.Id)!, rules),
            moved.FromId == moved.ParentId ? $"Moved {(moved.Up ? "up" : "down")} to position {moved.Index + 1}" : $"Moved into {(diff.After.Places[moved.Id].ParentId is { } into && diff.After.Places[into].ParentId is not null ? Name(diff.After.Find(into)!, rules) : "the page")}", []),
        BlockChanged changed => Changed(changed, diff, rules),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static ChangeWords Changed(BlockChanged changed, DocumentDiff diff, BlockRules rules)
    {
        var fields = rules.Find(changed.Type)?.Fields;
        var settings = changed.Settings.Select(s => Setting(s, fields)).ToList();
        var text = changed.OldType != changed.Type ? $"Turned from {rules.Title(changed.OldType)} into {rules.Title(changed.Type)}"
            : settings.Count == 1 ? "1 setting changed" : settings.Count.ToString(CultureInfo.InvariantCulture) + " settings changed";
        return new(changed.Id, "changed", Name(diff.After.Find(changed.Id)!, rules), text, settings);
    }

    private static SettingWords Setting(SettingChange change, FieldSchema? fields)
    {
        var key = PropKey.Of(change.Key);
        var field = fields?.Find(key.Name) ?? BlockBasics.Fields.Find(key.Name);
        var label = field?.About.Label ?? key.Name;
        return key.Facet switch
        {
            "" => new SettingWords(label, Value(field, change.Old), Value(field, change.New)),
            PropKey.Bind => new SettingWords(label + ", connected to", change.Old ?? "Nothing", change.New ?? "Nothing"),
            _ => new SettingWords($"{label} on {key.Facet}", change.Old is null ? "As on wider screens" : Value(field, change.Old), change.New is null ? "As on wider screens" : Value(field, change.New)),
        };
    }

    private static string Holding(BlockNode node) => node.Walk().Count() - 1 is var inside and > 0 ? $" with {inside} {(inside == 1 ? "block" : "blocks")} inside" : "";

    private static string Within(string parentId, PageDocument document, BlockRules rules) =>
        document.Places.TryGetValue(parentId, out var parent) && parent.ParentId is not null ? $", in {Name(parent.Node, rules)}" : "";

    [GeneratedRegex("<(br|/p|/li|/h[1-6]|/td|/tr)[^>]*>", RegexOptions.IgnoreCase)] private static partial Regex Breaks();
    [GeneratedRegex("<[^>]*>")] private static partial Regex Tags();
    [GeneratedRegex(@"\s+")] private static partial Regex Spaces();
}

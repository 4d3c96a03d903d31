using Rendrix.Content.Edits;

namespace Rendrix.Content.Arranging;

/// <summary>What an act on the selected blocks comes to: one edit, or the sentence why not.</summary>
/// <param name="Edit">What to apply; null when it cannot be done.</param>
/// <param name="Why">Why it cannot be done, or something to know about what was done.</param>
/// <param name="Select">What is selected afterwards; null leaves the selection as it is.</param>
public sealed record Plan(Edit? Edit, string? Why = null, IReadOnlyList<string>? Select = null)
{
    /// <summary>It cannot be done.</summary>
    public static Plan No(string why) => new(null, why);

    /// <summary>These edits as one step with one name.</summary>
    public static Plan Of(string name, IReadOnlyList<Edit> edits, IReadOnlyList<string>? select = null, string? note = null) =>
        new(new SeveralEdits([.. edits], name), note, select);

    /// <summary>The same when every one of them can be done, else the first reason why not: half of a group is worse than none.</summary>
    public static Plan All(PageDocument document, BlockRules rules, string name, IReadOnlyList<Edit> edits, IReadOnlyList<string>? select = null)
    {
        var now = document;
        foreach (var edit in edits)
            switch (edit.Apply(now, rules))
            {
                case Applied done: now = done.Document; break;
                case Ignored { Reason: "It is already there" }: break;
                case Ignored ignored: return No(ignored.Reason);
            }
        return edits is [var only] ? new Plan(only, null, select) : Of(name, edits, select);
    }
}

using System.Collections.Immutable;

namespace Rendrix.Content.Edits;

/// <summary>Several edits that people see as one: applied in order, taken back together.</summary>
/// <param name="Edits">The edits; those that no longer fit are left out, and when none fits nothing happens.</param>
/// <param name="Name">What undo calls them, for example "Delete 3 blocks"; null takes the first one's name.</param>
public sealed record SeveralEdits(ImmutableArray<Edit> Edits, string? Name) : Edit
{
    /// <summary>Most edits in one.</summary>
    public const int Most = 2_500;

    /// <inheritdoc/>
    public override EditResult Apply(PageDocument document, BlockRules rules)
    {
        if (Edits.IsDefaultOrEmpty) return new Ignored("Nothing changed");
        if (Edits.Length > Most) return new Ignored($"At most {Most:N0} changes at once");
        var now = document;
        var inverses = new Stack<Edit>();
        var changed = new HashSet<string>(StringComparer.Ordinal);
        string? name = null, reason = null;
        foreach (var edit in Edits)
        {
            switch (edit is SeveralEdits ? new Ignored("Changes do not stand in each other") : edit.Apply(now, rules))
            {
                case Applied done:
                    now = done.Document;
                    inverses.Push(done.Inverse);
                    changed.UnionWith(done.Changed);
                    name ??= done.Name;
                    break;
                case Ignored ignored:
                    reason ??= ignored.Reason;
                    break;
            }
        }
        if (inverses.Count == 0) return new Ignored(reason ?? "Nothing changed");
        return new Applied(now, new SeveralEdits([.. inverses], Name), [.. changed.Where(now.Places.ContainsKey)], Name is { Length: > 0 and <= 200 } given ? given : name!);
    }
}

using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;

namespace Rendrix.Web.Client.Editor.Outlining;

/// <summary>One row of the outline: a block, or the name of a place that holds blocks.</summary>
/// <param name="Node">The block; null for a place's name.</param>
/// <param name="Heading">The place's name.</param>
/// <param name="Level">How deep it stands, from 0.</param>
/// <param name="Parent">The block around.</param>
/// <param name="Slot">The place in it.</param>
/// <param name="Index">Position there, from 0.</param>
/// <param name="Size">How many stand there.</param>
/// <param name="Children">Whether it holds blocks.</param>
/// <param name="Open">Whether they are listed.</param>
/// <param name="Found">Whether the search is about it.</param>
public sealed record OutlineRow(BlockNode? Node, string? Heading, int Level, string Parent, string Slot, int Index, int Size, bool Children, bool Open, bool Found);

/// <summary>Lays a document out as the rows of a tree.</summary>
public static class OutlineRows
{
    /// <summary>The rows, in the order of the page. With words to find only what fits and what stands around it.</summary>
    public static IReadOnlyList<OutlineRow> Of(PageDocument document, BlockRules rules, IReadOnlySet<string> open, string find = "")
    {
        find = find.Trim();
        var shown = find.Length == 0 ? null : Fitting(document, rules, find);
        var rows = new List<OutlineRow>(Math.Min(document.Places.Count, 256));
        Add(document.Root, 0);
        return rows;

        void Add(BlockNode parent, int level)
        {
            foreach (var (slot, label, several) in Slots(rules, parent))
            {
                var children = parent.Children(slot);
                // The name of an empty place is where something can be dropped, so it stays; a search leaves it out.
                if (several && (shown is null || children.Any(c => shown.ContainsKey(c.Id)))) rows.Add(new OutlineRow(null, label, level, parent.Id, slot, 0, children.Length, false, false, false));
                for (var i = 0; i < children.Length; i++)
                {
                    var child = children[i];
                    if (shown is not null && !shown.ContainsKey(child.Id)) continue;
                    var has = child.Slots.Values.Any(list => list.Length > 0) || Slots(rules, child).Count > 1;
                    var unfolded = has && (shown is null ? open.Contains(child.Id) : child.Slots.Values.Any(list => list.Any(c => shown.ContainsKey(c.Id))));
                    rows.Add(new OutlineRow(child, null, level, parent.Id, slot, i, children.Length, has, unfolded, shown is not null && shown[child.Id]));
                    if (unfolded) Add(child, level + 1);
                }
            }
        }
    }

    /// <summary>A block's places with their names; more than one means that the names are worth a row.</summary>
    public static IReadOnlyList<(string Slot, string Label, bool Several)> Slots(BlockRules rules, BlockNode node)
    {
        var known = rules.Find(node.Type)?.Slots ?? [];
        if (known.Count == 1 && node.Slots.Keys.All(k => k == known[0].Name)) return [(known[0].Name, known[0].Label, false)];
        var all = known.Select(s => (s.Name, Label: s.Label.Length > 0 ? s.Label : s.Name)).ToList();
        all.AddRange(node.Slots.Keys.Where(k => known.All(s => s.Name != k)).Order(StringComparer.Ordinal).Select(k => (k, k)));
        return [.. all.Select(s => (s.Name, s.Label, all.Count > 1))];
    }

    /// <summary>What the outline calls a block: the name people gave it, else its kind's.</summary>
    public static string Title(BlockRules rules, BlockNode node) => node.Prop(BlockBasics.NameKey) is { Length: > 0 } name ? name : rules.Title(node.Type);

    // Ids to list; true where the block itself fits.
    private static Dictionary<string, bool> Fitting(PageDocument document, BlockRules rules, string find)
    {
        var shown = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var place in document.Places.Values)
        {
            var node = place.Node;
            if (place.ParentId is null || !(Title(rules, node).Contains(find, StringComparison.OrdinalIgnoreCase) || rules.Title(node.Type).Contains(find, StringComparison.OrdinalIgnoreCase)
                || node.Props.Any(p => p.Value.Contains(find, StringComparison.OrdinalIgnoreCase) && rules.Find(node.Type)?.Fields.Find(PropKey.Of(p.Key).Name)?.About.Inline == true)
                || BlockPlaces.Words(rules, node).Contains(find, StringComparison.OrdinalIgnoreCase))) continue;
            shown[node.Id] = true;
            for (var at = place.ParentId; at is not null; at = document.Places[at].ParentId) shown.TryAdd(at, false);
        }
        return shown;
    }
}

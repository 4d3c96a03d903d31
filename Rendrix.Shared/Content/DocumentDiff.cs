using System.Collections.Immutable;
using Rendrix.Blocks;

namespace Rendrix.Content;

/// <summary>One difference between two documents, about one block.</summary>
/// <param name="Id">The block.</param>
/// <param name="Type">Its kind.</param>
public abstract record BlockChange(string Id, string Type);

/// <summary>The block is new.</summary>
/// <param name="Id">The block.</param>
/// <param name="Type">Its kind.</param>
/// <param name="ParentId">The block it stands in.</param>
/// <param name="Slot">The place in that block.</param>
/// <param name="Index">Position there in the newer document.</param>
/// <param name="Node">The block as it came.</param>
/// <param name="Inside">It came inside another new block, which says enough for people.</param>
public sealed record BlockAdded(string Id, string Type, string ParentId, string Slot, int Index, BlockNode Node, bool Inside) : BlockChange(Id, Type);

/// <summary>The block is gone.</summary>
/// <param name="Id">The block.</param>
/// <param name="Type">Its kind.</param>
/// <param name="ParentId">The block it stood in.</param>
/// <param name="Node">The block as it was.</param>
/// <param name="Inside">It went with another block that is gone.</param>
public sealed record BlockRemoved(string Id, string Type, string ParentId, BlockNode Node, bool Inside) : BlockChange(Id, Type);

/// <summary>The block stands elsewhere. Blocks that only gave way to others have not moved.</summary>
/// <param name="Id">The block.</param>
/// <param name="Type">Its kind.</param>
/// <param name="FromId">The block it stood in.</param>
/// <param name="ParentId">The block it stands in.</param>
/// <param name="Slot">The place in that block.</param>
/// <param name="Index">Position there in the newer document.</param>
/// <param name="Up">Inside one place: nearer to the beginning than before.</param>
public sealed record BlockMoved(string Id, string Type, string FromId, string ParentId, string Slot, int Index, bool Up) : BlockChange(Id, Type);

/// <summary>Settings of the block are different.</summary>
/// <param name="Id">The block.</param>
/// <param name="Type">Its kind in the newer document.</param>
/// <param name="OldType">Its kind in the older one, nearly always the same.</param>
/// <param name="Settings">Which, with old and new text; null is the default.</param>
public sealed record BlockChanged(string Id, string Type, string OldType, ImmutableArray<SettingChange> Settings) : BlockChange(Id, Type);

/// <summary>One setting of a block.</summary>
/// <param name="Key">The name under which the document keeps it.</param>
/// <param name="Old">Text before; null for the default.</param>
/// <param name="New">Text now; null for the default.</param>
public sealed record SettingChange(string Key, string? Old, string? New);

/// <summary>
/// What is different between two documents, by block. Pure, and complete: the older document with these changes made is the newer one.
/// A block is the same block while it keeps its id, wherever it stands.
/// </summary>
public sealed class DocumentDiff
{
    private DocumentDiff(PageDocument before, PageDocument after, IReadOnlyList<BlockChange> changes) => (Before, After, Changes) = (before, after, changes);

    /// <summary>The older document.</summary>
    public PageDocument Before { get; }
    /// <summary>The newer document.</summary>
    public PageDocument After { get; }
    /// <summary>Every difference, in the order of the newer page; what is gone stands where it was.</summary>
    public IReadOnlyList<BlockChange> Changes { get; }
    /// <summary>The differences people need to read: without the blocks that came or went inside another.</summary>
    public IEnumerable<BlockChange> Told => Changes.Where(c => c is not (BlockAdded { Inside: true } or BlockRemoved { Inside: true }));
    /// <summary>Whether nothing is different.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>Compares two documents.</summary>
    public static DocumentDiff Between(PageDocument before, PageDocument after)
    {
        var found = new List<(double At, BlockChange Change)>();
        foreach (var (id, was) in before.Places)
            if (!after.Places.ContainsKey(id))
                found.Add((PlaceOfGone(before, after, was), new BlockRemoved(id, was.Node.Type, was.ParentId ?? "", was.Node, was.ParentId is { } up && !after.Places.ContainsKey(up))));
        foreach (var (id, now) in after.Places)
        {
            if (!before.Places.TryGetValue(id, out var was))
            {
                found.Add((now.Order, new BlockAdded(id, now.Node.Type, now.ParentId ?? "", now.Slot, now.Index, now.Node, now.ParentId is { } up && !before.Places.ContainsKey(up))));
                continue;
            }
            if (was.ParentId != now.ParentId || was.ParentId is not null && was.Slot != now.Slot)
                found.Add((now.Order, new BlockMoved(id, now.Node.Type, was.ParentId ?? "", now.ParentId ?? "", now.Slot, now.Index, Up: false)));
            if (ReferenceEquals(was.Node, now.Node)) continue;
            if (SettingsOf(was.Node, now.Node) is { Length: > 0 } settings || was.Node.Type != now.Node.Type)
                found.Add((now.Order + 0.1, new BlockChanged(id, now.Node.Type, was.Node.Type, SettingsOf(was.Node, now.Node))));
            foreach (var (slot, children) in now.Node.Slots)
                foreach (var child in Reordered(was.Node.Children(slot), children))
                {
                    var place = after.Places[child];
                    found.Add((place.Order, new BlockMoved(child, place.Node.Type, id, id, slot, place.Index, Up: place.Index < before.Places[child].Index)));
                }
        }
        return new DocumentDiff(before, after, [.. found.OrderBy(f => f.At).Select(f => f.Change)]);
    }

    /// <summary>The ids a picture of the older or the newer page outlines.</summary>
    public IReadOnlyList<(string Id, string Kind)> Marks(bool older) => [.. Told.SelectMany<BlockChange, (string, string)>(change => change switch
    {
        BlockAdded => older ? [] : [(change.Id, "added")],
        BlockRemoved => older ? [(change.Id, "removed")] : [],
        BlockMoved => [(change.Id, "moved")],
        _ => [(change.Id, "changed")],
    }).GroupBy(m => m.Item1).Select(g => g.Last())];

    private static ImmutableArray<SettingChange> SettingsOf(BlockNode was, BlockNode now) =>
        ReferenceEquals(was.Props, now.Props) ? [] : [.. was.Props.Keys.Union(now.Props.Keys).Where(key => was.Prop(key) != now.Prop(key)).Order(StringComparer.Ordinal)
            .Select(key => new SettingChange(key, was.Prop(key), now.Prop(key)))];

    // What is gone is told right after the block that stood before it, as far as that is still there.
    private static double PlaceOfGone(PageDocument before, PageDocument after, PageDocument.Place gone)
    {
        for (var at = gone; at.ParentId is { } up; at = before.Places[up])
        {
            var siblings = before.Places[up].Node.Children(at.Slot);
            for (var i = at.Index - 1; i >= 0; i--)
                if (after.Places.TryGetValue(siblings[i].Id, out var left)) return left.Order + 0.5;
            if (after.Places.TryGetValue(up, out var parent)) return parent.Order + 0.2;
        }
        return 0;
    }

    /// <summary>Of the children that stayed in a place, the fewest whose moving explains their new order.</summary>
    private static IEnumerable<string> Reordered(ImmutableArray<BlockNode> was, ImmutableArray<BlockNode> now)
    {
        var old = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var child in was) old[child.Id] = old.Count;
        var kept = now.Where(child => old.ContainsKey(child.Id)).Select(child => (child.Id, At: old[child.Id])).ToList();

        // The longest run of children in their old order stays; every other one has moved.
        var ends = new List<int>();
        var before = new int[kept.Count];
        for (var i = 0; i < kept.Count; i++)
        {
            var low = 0;
            for (var high = ends.Count; low < high;)
            {
                var middle = (low + high) / 2;
                if (kept[ends[middle]].At < kept[i].At) low = middle + 1; else high = middle;
            }
            before[i] = low > 0 ? ends[low - 1] : -1;
            if (low == ends.Count) ends.Add(i); else ends[low] = i;
        }
        var still = new HashSet<int>();
        for (var i = ends.Count > 0 ? ends[^1] : -1; i >= 0; i = before[i]) still.Add(i);
        return kept.Where((_, i) => !still.Contains(i)).Select(child => child.Id);
    }
}

namespace Rendrix.Content.Arranging;

/// <summary>Questions about a selection of several blocks.</summary>
public static class Chosen
{
    /// <summary>The selected blocks in the order of the page, without the page itself and without those whose parent is selected too: they come along.</summary>
    public static IReadOnlyList<PageDocument.Place> Tops(PageDocument document, IEnumerable<string> ids)
    {
        var chosen = ids.Where(id => document.Places.TryGetValue(id, out var place) && place.ParentId is not null).ToHashSet(StringComparer.Ordinal);
        return [.. chosen.Select(id => document.Places[id]).Where(place => !Above(document, place).Any(chosen.Contains)).OrderBy(place => place.Order)];
    }

    /// <summary>Ids of what stands around a block, innermost first.</summary>
    public static IEnumerable<string> Above(PageDocument document, PageDocument.Place place)
    {
        for (var at = place.ParentId; at is not null; at = document.Places[at].ParentId) yield return at;
    }

    /// <summary>Whether all stand in the same place of the same block.</summary>
    public static bool SideBySide(IReadOnlyList<PageDocument.Place> tops) => tops.All(t => t.ParentId == tops[0].ParentId && t.Slot == tops[0].Slot);

    /// <summary>The block around; null at the top of the page.</summary>
    public static string? Parent(PageDocument document, string id) =>
        document.Places.GetValueOrDefault(id)?.ParentId is { } parent && parent != document.Root.Id ? parent : null;

    /// <summary>The first block inside, or null.</summary>
    public static string? Child(PageDocument document, string id) =>
        document.Places.Values.Where(p => p.ParentId == id).MinBy(p => p.Order)?.Node.Id;

    /// <summary>The block before (-1) or after (+1) in the same place, then in the next place of the same parent; null at the ends.</summary>
    public static string? Beside(PageDocument document, string? id, int step)
    {
        if (id is null || !document.Places.TryGetValue(id, out var place) || place.ParentId is null)
            return document.Places.Values.Where(p => p.ParentId == document.Root.Id).OrderBy(p => step > 0 ? p.Order : -p.Order).FirstOrDefault()?.Node.Id;
        var siblings = document.Places.Values.Where(p => p.ParentId == place.ParentId).OrderBy(p => p.Order).ToList();
        return siblings.ElementAtOrDefault(siblings.IndexOf(place) + step)?.Node.Id;
    }

    /// <summary>Everything at the level of the selection: its siblings, or the page's sections when nothing is selected.</summary>
    public static IReadOnlyList<string> All(PageDocument document, string? id)
    {
        var parent = id is not null && document.Places.TryGetValue(id, out var place) && place.ParentId is not null ? place.ParentId : document.Root.Id;
        return [.. document.Places.Values.Where(p => p.ParentId == parent).OrderBy(p => p.Order).Select(p => p.Node.Id)];
    }
}

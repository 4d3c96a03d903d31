namespace Rendrix.Content.Edits;

/// <summary>
/// Puts two changes of one text together. Each is taken as one replaced stretch; when the stretches do not touch each other both are done,
/// when they do the later one stands as it is.
/// </summary>
public static class TextMerge
{
    /// <summary>The text <paramref name="now"/> with the change done to it that led from <paramref name="was"/> to <paramref name="mine"/>.</summary>
    public static string Merge(string was, string now, string mine)
    {
        if (was == now) return mine;
        if (was == mine || now == mine) return now;
        var (from, to, text) = Stretch(was, mine);
        var (otherFrom, otherTo, otherText) = Stretch(was, now);
        if (to <= otherFrom) return string.Concat(was[..from], text, was[to..otherFrom]) + otherText + was[otherTo..];
        if (otherTo <= from) return string.Concat(was[..otherFrom], otherText, was[otherTo..from]) + text + was[to..];
        return mine;
    }

    /// <summary>The one stretch in which two texts differ: where it begins and ends in the older one, and what stands there in the newer.</summary>
    public static (int From, int To, string Text) Stretch(string was, string then)
    {
        var start = was.AsSpan().CommonPrefixLength(then);
        var end = 0;
        while (end < was.Length - start && end < then.Length - start && was[^(end + 1)] == then[^(end + 1)]) end++;
        // Half of a pair of surrogates is no character: the stretch takes the whole one.
        if (start > 0 && char.IsHighSurrogate(was[start - 1])) start--;
        if (end > 0 && char.IsLowSurrogate(was[^end])) end--;
        return (start, was.Length - end, then[start..(then.Length - end)]);
    }
}

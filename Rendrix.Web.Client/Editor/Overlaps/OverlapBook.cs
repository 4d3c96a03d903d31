using System.Collections.Immutable;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;

namespace Rendrix.Web.Client.Editor.Overlaps;

/// <summary>How an edit came about, for those whose work it replaces.</summary>
/// <param name="PersonId">Who did it.</param>
/// <param name="Name">What people call them.</param>
/// <param name="Blindly">Whether they acted on something other than what stands there, so that whoever loses by it is told however long ago they wrote: undo, redo, taking back.</param>
/// <param name="At">When.</param>
internal readonly record struct Doing(Guid PersonId, string Name, bool Blindly, DateTimeOffset At);

/// <summary>
/// Whose hand is in which setting of one page, and who lost what to whom. Last write wins, since somebody's must; this is what keeps it from winning
/// silently. Held by a session and used inside its lock.
/// </summary>
internal sealed class OverlapBook(BlockRules rules)
{
    /// <summary>Whoever changes what another set so short a while ago may not have seen it: a hand on its way, a slow line, a menu that was open.</summary>
    public static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(30);

    private const int MostSettings = 5_000;
    private readonly Dictionary<(string Id, string Name), List<Hand>> _hands = [];
    private readonly Dictionary<Guid, ImmutableArray<Overlap>> _lost = [];

    /// <summary>One person's words in a setting: what they made of it, and the stretch of today's text that is theirs.</summary>
    private sealed record Hand(Guid PersonId, string? Value, int From, int To, DateTimeOffset At);

    /// <summary>What a person lost and has not answered yet. The same array until that changes.</summary>
    public ImmutableArray<Overlap> Of(Guid personId) => _lost.GetValueOrDefault(personId, []);

    /// <summary>The person keeps what stands there.</summary>
    public bool Dismiss(Guid personId, string blockId, string name) => Drop(personId, o => o.BlockId == blockId && o.Name == name);

    /// <summary>Notes an edit that was done, and finds whose work it replaced.</summary>
    public void Note(PageDocument before, PageDocument after, Edit edit, Edit inverse, Doing doing)
    {
        foreach (var each in Flat(edit))
        {
            if (each is ChangeProp change && before.Find(change.Id) is { } old && after.Find(change.Id) is { } now && old.Prop(change.Name) != now.Prop(change.Name))
                Changed(old.Type, change.Id, change.Name, old.Prop(change.Name), now.Prop(change.Name), doing with { Blindly = doing.Blindly || IsStale(old, change) });
            else if (each is RemoveBlock remove && before.Places.TryGetValue(remove.Id, out var place) && !after.Places.ContainsKey(remove.Id))
                Removed(place.Node, Flat(inverse).OfType<InsertBlock>().FirstOrDefault(i => i.Block.Id == remove.Id) ?? Inverse(place), doing);
        }
        ForgetReturned(after);
    }

    /// <summary>The document was replaced by another process's. What it holds otherwise than people here had set is told; without names, for nobody knows whose it is.</summary>
    public void Replaced(PageDocument before, PageDocument after, string name, DateTimeOffset at)
    {
        var doing = new Doing(Guid.Empty, name, true, at);
        foreach (var (id, setting) in _hands.Keys.ToList())
        {
            if (before.Find(id) is not { } old) _hands.Remove((id, setting));
            else if (after.Find(id) is not { } now) Removed(old, Inverse(before.Places[id]), doing);
            else if (old.Prop(setting) != now.Prop(setting)) Changed(old.Type, id, setting, old.Prop(setting), now.Prop(setting), doing);
        }
        ForgetReturned(after);
    }

    /// <summary>The page was taken back as a whole, knowingly: nothing in it is anybody's any more.</summary>
    public void Clear()
    {
        _hands.Clear();
        _lost.Clear();
    }

    private void Changed(string type, string id, string name, string? old, string? now, Doing doing)
    {
        var key = (id, name);
        var field = rules.Find(type)?.Field(name);
        // Words are lost when they are written over; any other value when there is another.
        var typed = field?.Kind is FieldKind.Text or FieldKind.LongText;
        string Shown(string? value) => value ?? field?.Default ?? "";
        var (was, then) = (Shown(old), Shown(now));
        var (from, to, text) = typed ? TextMerge.Stretch(was, then) : (0, was.Length, then);
        var hands = _hands.GetValueOrDefault(key) ?? [];
        var kept = new List<Hand>();
        foreach (var (person, lost) in _lost.Where(l => l.Key != doing.PersonId).ToList())
        {
            if (lost.FirstOrDefault(o => o.BlockId == id && o.Name == name) is not { } told) continue;
            if (Shown(told.Mine) != then) _lost[person] = lost.Replace(told, told with { Theirs = now, By = doing.Name });
            else if (Drop(person, o => o == told)) kept.Add(new Hand(person, now, 0, then.Length, doing.At)); // It is theirs again.
        }
        // Whoever sets it again has answered.
        Drop(doing.PersonId, o => o.BlockId == id && o.Name == name);

        foreach (var hand in hands.Where(h => h.PersonId != doing.PersonId && kept.TrueForAll(k => k.PersonId != h.PersonId)))
        {
            if (typed && to <= hand.From && !(hand.From == hand.To && to == hand.From)) kept.Add(hand with { From = hand.From + text.Length - (to - from), To = hand.To + text.Length - (to - from) });
            else if (typed && from >= hand.To && !(hand.From == hand.To && from == hand.To)) kept.Add(hand);
            else if (Shown(hand.Value) != then && (doing.Blindly || doing.At - hand.At < AtOnce))
                Add(hand.PersonId, new Overlap(id, name, doing.Name, hand.Value, now, doing.At - hand.At < AtOnce, new ChangeProp(id, name, hand.Value) { Restores = true }));
        }
        if (doing.PersonId != Guid.Empty)
        {
            var end = from + text.Length;
            kept.Add(hands.Find(h => h.PersonId == doing.PersonId) is { } own
                ? own with { Value = now, From = Math.Min(own.From, from), To = Math.Max(own.To + text.Length - (to - from), end), At = doing.At }
                : new Hand(doing.PersonId, now, from, end, doing.At));
        }
        _hands.Remove(key);
        if (kept.Count == 0) return;
        if (_hands.Count >= MostSettings) _hands.Remove(_hands.MinBy(h => h.Value.Max(hand => hand.At)).Key);
        _hands[key] = kept;
    }

    private void Removed(BlockNode node, InsertBlock back, Doing doing)
    {
        var ids = node.Walk().Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var settings = _hands.Where(h => ids.Contains(h.Key.Id)).ToList();
        var people = settings.SelectMany(s => s.Value).Where(h => doing.Blindly || doing.At - h.At < AtOnce).Select(h => (h.PersonId, Fresh: doing.At - h.At < AtOnce))
            .Concat(_lost.Where(l => l.Value.Any(o => ids.Contains(o.BlockId))).Select(l => (PersonId: l.Key, Fresh: true))).Where(p => p.PersonId != doing.PersonId)
            .GroupBy(p => p.PersonId, p => p.Fresh).ToList();
        foreach (var setting in settings) _hands.Remove(setting.Key);
        foreach (var person in _lost.Keys.ToList()) Drop(person, o => ids.Contains(o.BlockId));
        foreach (var person in people) Add(person.Key, new Overlap(node.Id, "", doing.Name, null, null, person.Any(fresh => fresh), back) { Block = DiffWords.Name(node, rules) });
    }

    private void ForgetReturned(PageDocument now)
    {
        if (_lost.Count == 0) return;
        foreach (var person in _lost.Keys.ToList()) Drop(person, o => o.IsBlock && now.Places.ContainsKey(o.BlockId));
    }

    private void Add(Guid person, Overlap overlap) => _lost[person] = [.. Of(person).Where(o => o.BlockId != overlap.BlockId || o.Name != overlap.Name), overlap];

    private bool Drop(Guid person, Func<Overlap, bool> which)
    {
        var lost = Of(person);
        var left = lost.RemoveAll(o => which(o));
        if (left.Length == lost.Length) return false;
        if (left.IsEmpty) _lost.Remove(person); else _lost[person] = left;
        return true;
    }

    // Text that was begun from another one than stands there.
    private bool IsStale(BlockNode node, ChangeProp change) =>
        change is { Was: { } was, Restores: false } && was != (node.Prop(change.Name) ?? rules.Find(node.Type)?.Field(change.Name)?.Default ?? "");

    private static InsertBlock Inverse(PageDocument.Place place) => new(place.ParentId!, place.Slot, place.Index, place.Node) { Restores = true };

    private static IEnumerable<Edit> Flat(Edit edit) => edit is SeveralEdits several ? several.Edits.IsDefault ? [] : several.Edits.SelectMany(Flat) : [edit];
}

using System.Collections.Immutable;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor.Overlaps;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Client.Editor;

/// <summary>How the draft stands.</summary>
public enum SaveState
{
    /// <summary>Everything is stored.</summary>
    Saved,
    /// <summary>There are edits that the next save takes along.</summary>
    Waiting,
    /// <summary>A save is on its way.</summary>
    Saving,
    /// <summary>The last save failed; it is tried again, and nothing is lost while the page stays open.</summary>
    Failed,
}

/// <summary>Someone who has the page open, as the others see them.</summary>
/// <param name="VisitId">This opening of the page; one person may have two.</param>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Color">Colour of their marks, a CSS value.</param>
/// <param name="Selected">Id of the block they are at, or null.</param>
public sealed record Presence(Guid VisitId, Guid PersonId, string Name, string Color, string? Selected)
{
    /// <summary>One or two letters for the avatar.</summary>
    public string Initials => Name.Split([' ', '.', '@'], StringSplitOptions.RemoveEmptyEntries) switch
    {
        [] => "?",
        [var only] => only[..1].ToUpperInvariant(),
        [var first, .., var last] => $"{first[0]}{last[0]}".ToUpperInvariant(),
    };
}

/// <summary>What a session tells everyone who has the page open.</summary>
/// <param name="Changed">Blocks that are drawn differently; default when the document is as before.</param>
/// <param name="Everything">The document was replaced by a newer one, so draw all of it again.</param>
/// <param name="Notice">A sentence to show, or null.</param>
/// <param name="MovedBy">The visit whose selection moved, when that is all there is to tell.</param>
public sealed record EditorNews(ImmutableArray<string> Changed, bool Everything = false, string? Notice = null, Guid? MovedBy = null);

/// <summary>What a save takes along: the document, the edits in it that were not saved before, and the revision it builds on.</summary>
public sealed record UnsavedDraft(PageDocument Document, long Version, int Revision);

/// <summary>
/// One page while it is edited: one object per page in the process, shared by everyone who has it open.
/// Applies edits one after the other and tells about them inside the same lock, so that all see one order; listeners may only queue.
/// Keeps a log of changed ids (never documents), so that a canvas drawn a moment ago can catch up.
/// </summary>
public sealed class EditorSession(Guid pageId, PageDocument document, int revision, BlockRules rules, Func<string, string> cleanHtml, TimeProvider time)
{
    private const int LogLength = 2_000;
    private static readonly string[] Colors = ["#C2410C", "#7C3AA8", "#0F766E", "#BE185D", "#4D7C0F", "#1D4ED8", "#92400E", "#475569"];

    private readonly Lock _gate = new();
    private readonly Queue<(long Version, ImmutableArray<string> Ids)> _log = new();
    private readonly List<Edit> _unsaved = [];
    private readonly Dictionary<Guid, EditHistory> _histories = [];
    private readonly Dictionary<Guid, EditRights> _rights = [];
    private readonly OverlapBook _overlaps = new(rules);
    private ImmutableArray<Presence> _people = [];
    private ImmutableHashSet<Guid> _away = [];
    private long _logStart = 1;
    private int _savedCount;

    /// <summary>The page.</summary>
    public Guid PageId { get; } = pageId;

    /// <summary>Which blocks exist and where they may stand.</summary>
    public BlockRules Rules { get; } = rules;

    /// <summary>The document as it is now.</summary>
    public PageDocument Document { get; private set; } = document;

    /// <summary>Grows by one with each change of the document; starts at 1.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Draft revision that the document builds on.</summary>
    public int Revision { get; private set; } = revision;

    /// <summary>What people can take back of the page's details, which are stored as they are saved and stand in no document.</summary>
    public DetailsHistory Details { get; } = new();

    /// <summary>How the draft stands.</summary>
    public SaveState Saving { get; private set; }

    /// <summary>Everyone who has the page open and can be reached.</summary>
    public ImmutableArray<Presence> People => _away.IsEmpty ? _people : _people.RemoveAll(p => _away.Contains(p.VisitId));

    /// <summary>Raised inside the session's lock for every change of document, people or save state. Handlers may only queue.</summary>
    public event Action<EditorNews>? Changed;

    /// <summary>Someone opens the page. Their colour differs from those already here.</summary>
    public Presence Join(Guid personId, string name)
    {
        lock (_gate)
        {
            var color = _people.FirstOrDefault(p => p.PersonId == personId)?.Color
                ?? Colors.FirstOrDefault(c => _people.All(p => p.Color != c)) ?? Colors[_people.Length % Colors.Length];
            var presence = new Presence(Guid.CreateVersion7(), personId, name, color, null);
            _people = _people.Add(presence);
            Tell(new EditorNews([]));
            return presence;
        }
    }

    /// <summary>Says how far a person may change this page; asked for each of their edits. Whoever opens the page for a person says it.</summary>
    public void Allow(Guid personId, EditRights rights)
    {
        lock (_gate) _rights[personId] = rights;
    }

    /// <summary>How far a person may change this page; those nobody spoke of are the program itself.</summary>
    public EditRights RightsOf(Guid personId)
    {
        lock (_gate) return _rights.GetValueOrDefault(personId, EditRights.Design);
    }

    /// <summary>Someone closes the page.</summary>
    public void Leave(Guid visitId)
    {
        lock (_gate)
        {
            _people = _people.RemoveAll(p => p.VisitId == visitId);
            _away = _away.Remove(visitId);
            Tell(new EditorNews([]));
        }
    }

    /// <summary>Someone's browser went away, or came back: until then they are not shown, and keep their place and colour.</summary>
    public void Away(Guid visitId, bool away)
    {
        lock (_gate)
        {
            if (_people.All(p => p.VisitId != visitId)) return;
            _away = away ? _away.Add(visitId) : _away.Remove(visitId);
            Tell(new EditorNews([]));
        }
    }

    /// <summary>Someone moves to another block; null for none.</summary>
    public void Select(Guid visitId, string? id)
    {
        lock (_gate)
        {
            if (_people.FirstOrDefault(p => p.VisitId == visitId) is not { } person || person.Selected == id) return;
            _people = _people.Replace(person, person with { Selected = id });
            Tell(new EditorNews([], MovedBy: visitId));
        }
    }

    /// <summary>Applies an edit of a person and notes it for their undo.</summary>
    public EditResult Do(Guid personId, Edit edit) => Do(personId, Cleaned(edit), blindly: false);

    /// <summary>What others replaced of this person's, until they answer it or set it again. The same array until that changes.</summary>
    public ImmutableArray<Overlap> OverlapsOf(Guid personId)
    {
        lock (_gate) return _overlaps.Of(personId);
    }

    /// <summary>The person takes their own back: an edit of theirs, undone like any other, of which the other hears in turn.</summary>
    public EditResult TakeBack(Guid personId, Overlap overlap) => Do(personId, overlap.Back, blindly: true);

    /// <summary>The person keeps what the other made of it.</summary>
    public void Keep(Guid personId, Overlap overlap)
    {
        lock (_gate)
        {
            if (_overlaps.Dismiss(personId, overlap.BlockId, overlap.Name)) Tell(new EditorNews([]));
        }
    }

    /// <summary>Takes back the person's own newest step; null when there is none left that fits.</summary>
    public Applied? Undo(Guid personId) => Step(personId, (history, now) => history.Undo(Document, Rules, now));

    /// <summary>Does the person's newest undone step again; null when there is none left that fits.</summary>
    public Applied? Redo(Guid personId) => Step(personId, (history, now) => history.Redo(Document, Rules, now));

    /// <summary>Names of the person's next undo and redo, null where there is none.</summary>
    public (string? Undo, string? Redo) Steps(Guid personId)
    {
        lock (_gate)
        {
            var history = History(personId);
            return (history.UndoName, history.RedoName);
        }
    }

    /// <summary>When the person's next undo was done and their next redo taken back: the theme has steps of its own, and the newest of all comes first.</summary>
    public (DateTimeOffset Undo, DateTimeOffset Redo) StepTimes(Guid personId)
    {
        lock (_gate)
        {
            var history = History(personId);
            return (history.UndoAt, history.RedoAt);
        }
    }

    /// <summary>Document, version and the blocks drawn differently since an older version; ids are null when that is too long ago to know.</summary>
    public (PageDocument Document, long Version, IReadOnlyCollection<string>? Ids) Since(long version)
    {
        lock (_gate)
            return (Document, Version, version < _logStart - 1 || version > Version ? null
                : _log.Where(entry => entry.Version > version).SelectMany(entry => entry.Ids).ToHashSet());
    }

    /// <summary>The document with its version, taken together.</summary>
    public (PageDocument Document, long Version) Now()
    {
        lock (_gate) return (Document, Version);
    }

    /// <summary>Begins a save: what is to be stored, or null when everything is.</summary>
    public UnsavedDraft? BeginSave()
    {
        lock (_gate)
        {
            if (_unsaved.Count == 0) return null;
            _savedCount = _unsaved.Count;
            Saving = SaveState.Saving;
            Tell(new EditorNews([]));
            return new UnsavedDraft(Document, Version, Revision);
        }
    }

    /// <summary>The save reached the database as this revision.</summary>
    public void Saved(int revision)
    {
        lock (_gate)
        {
            _unsaved.RemoveRange(0, _savedCount);
            _savedCount = 0;
            Revision = revision;
            Saving = _unsaved.Count == 0 ? SaveState.Saved : SaveState.Waiting;
            Tell(new EditorNews([]));
        }
    }

    /// <summary>The save did not reach the database; its edits stay to be saved.</summary>
    public void SaveFailed()
    {
        lock (_gate)
        {
            _savedCount = 0;
            Saving = SaveState.Failed;
            Tell(new EditorNews([]));
        }
    }

    /// <summary>
    /// Another process saved this page: takes its document and replays the edits that were not saved yet on top.
    /// Those that no longer fit are named in a notice; nothing is dropped without a word.
    /// </summary>
    public void Rebase(PageDocument newer, int revision, string? notice = null)
    {
        lock (_gate)
        {
            var kept = new List<Edit>();
            var lost = new List<string>();
            var document = newer;
            foreach (var edit in _unsaved)
            {
                switch (edit.Apply(document, Rules))
                {
                    case Applied done:
                        document = done.Document;
                        kept.Add(edit);
                        break;
                    case Ignored { Reason: var reason } when edit is not ChangeProp { } change || newer.Find(change.Id)?.Prop(change.Name) != change.Value:
                        lost.Add(reason);
                        break;
                }
            }
            _unsaved.Clear();
            _unsaved.AddRange(kept);
            _savedCount = 0;
            if (notice is null) _overlaps.Replaced(Document, document, "Someone", time.GetUtcNow());
            else _overlaps.Clear();
            Document = document;
            Revision = revision;
            Version++;
            _log.Clear();
            _logStart = Version + 1;
            Saving = _unsaved.Count == 0 ? SaveState.Saved : SaveState.Waiting;
            Tell(new EditorNews([], Everything: true, Notice: lost.Count switch
            {
                0 => notice ?? "This page was also changed elsewhere. Both changes are in",
                1 => $"This page was also changed elsewhere, and one of your changes did not fit: {lost[0]}",
                _ => $"This page was also changed elsewhere, and {lost.Count} of your changes did not fit: {string.Join(". ", lost.Distinct())}",
            }));
        }
    }

    /// <summary>Blocks look otherwise although they are as before: a picture they show was changed. Every canvas draws them again.</summary>
    public void Redraw(Func<BlockNode, bool> shows)
    {
        lock (_gate)
        {
            ImmutableArray<string> ids = [.. Document.Places.Values.Where(p => shows(p.Node)).Select(p => p.Node.Id)];
            if (ids.Length == 0) return;
            Version++;
            _log.Enqueue((Version, ids));
            while (_log.Count > LogLength) _logStart = _log.Dequeue().Version + 1;
            Tell(new EditorNews(ids));
        }
    }

    /// <summary>Says a sentence to everyone who has the page open.</summary>
    public void Announce(string notice)
    {
        lock (_gate) Tell(new EditorNews([], Notice: notice));
    }

    private EditResult Do(Guid personId, Edit edit, bool blindly)
    {
        lock (_gate)
        {
            if (RightsOf(personId).WhyNot(edit, Document, Rules) is { } forbidden) return new Ignored(forbidden);
            var result = edit.Apply(Document, Rules);
            if (result is not Applied done) return result;
            History(personId).Record(done, time.GetUtcNow(), apart: blindly);
            Accept(personId, edit, done, blindly);
            return done;
        }
    }

    private Applied? Step(Guid personId, Func<EditHistory, DateTimeOffset, (Edit Edit, Applied Done)?> take)
    {
        lock (_gate)
        {
            if (take(History(personId), time.GetUtcNow()) is not var (edit, done)) return null;
            Accept(personId, edit, done, blindly: true);
            return done;
        }
    }

    private void Accept(Guid personId, Edit edit, Applied done, bool blindly)
    {
        _overlaps.Note(Document, done.Document, edit, done.Inverse, new Doing(personId, FirstName(personId), blindly, time.GetUtcNow()));
        Document = done.Document;
        Version++;
        _log.Enqueue((Version, done.Changed));
        while (_log.Count > LogLength) _logStart = _log.Dequeue().Version + 1;
        if (_unsaved.Count > _savedCount && edit is ChangeProp next && _unsaved[^1] is ChangeProp last && last.Id == next.Id && last.Name == next.Name) _unsaved[^1] = next with { Was = last.Was };
        else _unsaved.Add(edit);
        if (Saving != SaveState.Saving) Saving = SaveState.Waiting;
        Tell(new EditorNews(done.Changed));
    }

    private string FirstName(Guid personId) => _people.FirstOrDefault(p => p.PersonId == personId)?.Name.Split(' ')[0] is { Length: > 0 } name ? name : "Someone";

    private Edit Cleaned(Edit edit) => edit switch
    {
        ChangeProp { Value: { } value } change when Document.Find(change.Id) is { } node => change with { Value = Cleaned(node.Type, change.Name, value) },
        InsertBlock insert => insert with { Block = Cleaned(BlockMigrations.Default.Upgrade(insert.Block)) },
        SeveralEdits several => several with { Edits = several.Edits.IsDefault ? [] : [.. several.Edits.Select(Cleaned)] },
        // A block that comes with another edit of the same batch: what kind it is shows only then, so whatever may be markup is cleaned.
        ChangeProp { Value: { } value } change when value.Contains('<', StringComparison.Ordinal) => change with { Value = cleanHtml(value) },
        _ => edit,
    };

    private BlockNode Cleaned(BlockNode node) => new(node.Id, node.Type,
        node.Props.ToImmutableDictionary(p => p.Key, p => Cleaned(node.Type, p.Key, p.Value)),
        node.Slots.ToImmutableDictionary(s => s.Key, s => s.Value.Select(Cleaned).ToImmutableArray()));

    private string Cleaned(string type, string name, string value) =>
        Rules.Find(type)?.Field(name)?.Kind switch { FieldKind.RichText => cleanHtml(value), FieldKind.Html => SafeHtml.Custom(value), _ => value };

    private EditHistory History(Guid personId)
    {
        if (!_histories.TryGetValue(personId, out var history)) _histories[personId] = history = new EditHistory();
        return history;
    }

    private void Tell(EditorNews news) => Changed?.Invoke(news);
}

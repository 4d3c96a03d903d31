using System.Collections.Immutable;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Editor.Theme;

/// <summary>What a theme session tells everyone who looks at it.</summary>
/// <param name="Redraw">Sections stand differently now, so that the stylesheet alone does not show it.</param>
/// <param name="Notice">A sentence to show, or null.</param>
public sealed record ThemeNews(bool Redraw = false, string? Notice = null);

/// <summary>What a save takes along.</summary>
public sealed record UnsavedTheme(ThemeTokens Theme, int Revision);

/// <summary>Names and times of a person's next undo and redo; null where there is none.</summary>
public sealed record ThemeSteps(string? Undo, DateTimeOffset UndoAt, string? Redo, DateTimeOffset RedoAt);

/// <summary>
/// The theme of one store while it is edited: one object per store in the process, shared by everyone who has a page of the store open.
/// Edits are applied one after the other and told inside the same lock, so that all see one order; listeners may only queue. Undo is the person's own.
/// </summary>
public sealed class ThemeSession(Guid storeId, ThemeTokens theme, int revision, TimeProvider time)
{
    private const int MostSteps = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly List<ThemeEdit> _unsaved = [];
    private readonly Dictionary<Guid, History> _histories = [];
    private readonly Dictionary<Guid, string> _names = [];
    private readonly ThemeOverlapBook _overlaps = new();
    private int _savedCount;

    private sealed record Step(ThemeEdit Inverse, DateTimeOffset At);

    private sealed class History
    {
        public LinkedList<Step> Done { get; } = new();
        public Stack<Step> Undone { get; } = new();

        public void Push(Step step)
        {
            Done.AddLast(step);
            if (Done.Count > MostSteps) Done.RemoveFirst();
        }
    }

    /// <summary>The store.</summary>
    public Guid StoreId { get; } = storeId;

    /// <summary>The theme as everyone edits it.</summary>
    public ThemeTokens Theme { get; private set; } = theme;

    /// <summary>Grows with each change of the theme.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Draft revision that the theme builds on.</summary>
    public int Revision { get; private set; } = revision;

    /// <summary>How the draft stands.</summary>
    public SaveState Saving { get; private set; }

    /// <summary>Raised inside the session's lock for every change. Handlers may only queue.</summary>
    public event Action<ThemeNews>? Changed;

    /// <summary>Applies an edit of a person; answers null when it was done, a sentence when it cannot be, and an empty text when nothing would change.</summary>
    public string? Do(Guid personId, ThemeEdit edit)
    {
        lock (_gate)
        {
            if (edit.Apply(Theme, out var reason) is not var (after, inverse)) return reason;
            var (history, now) = (Of(personId), time.GetUtcNow());
            history.Undone.Clear();
            // Dragging through colors is one step, as long as it is the same tokens without a pause.
            if (history.Done.Last is { } last && now - last.Value.At < Pause && last.Value.Inverse.Values.Count == inverse.Values.Count && last.Value.Inverse.Values.Keys.All(inverse.Values.ContainsKey)) last.Value = last.Value with { At = now };
            else history.Push(new Step(inverse, now));
            Accept(edit, after, personId, blindly: false);
            return null;
        }
    }

    /// <summary>What to call a person when somebody else is told what they changed.</summary>
    public void Introduce(Guid personId, string name) { lock (_gate) _names[personId] = name.Split(' ')[0] is { Length: > 0 } first ? first : "Someone"; }

    /// <summary>Values of this person's that others replaced at the same time, and that they have not answered yet. The same array until that changes.</summary>
    public ImmutableArray<ThemeOverlap> OverlapsOf(Guid personId) { lock (_gate) return _overlaps.Of(personId); }

    /// <summary>The person keeps the other's value.</summary>
    public void Keep(Guid personId, ThemeOverlap overlap)
    {
        lock (_gate)
        {
            _overlaps.Dismiss(personId, overlap.Token);
            Tell(new ThemeNews());
        }
    }

    /// <summary>Takes back the person's own newest step; its name, or null when there is none.</summary>
    public string? Undo(Guid personId)
    {
        lock (_gate)
        {
            var history = Of(personId);
            while (history.Done.Last is { Value: var step })
            {
                history.Done.RemoveLast();
                if (step.Inverse.Apply(Theme, out _) is not var (after, back)) continue;
                history.Undone.Push(new Step(back, time.GetUtcNow()));
                Accept(step.Inverse, after, personId, blindly: true);
                return step.Inverse.Name;
            }
            return null;
        }
    }

    /// <summary>Does the person's newest undone step again; its name, or null when there is none.</summary>
    public string? Redo(Guid personId)
    {
        lock (_gate)
        {
            var history = Of(personId);
            while (history.Undone.TryPop(out var step))
            {
                if (step.Inverse.Apply(Theme, out _) is not var (after, back)) continue;
                history.Push(new Step(back, time.GetUtcNow()));
                Accept(step.Inverse, after, personId, blindly: true);
                return step.Inverse.Name;
            }
            return null;
        }
    }

    /// <summary>Names and times of the person's next undo and redo.</summary>
    public ThemeSteps Steps(Guid personId)
    {
        lock (_gate)
        {
            var history = Of(personId);
            var (done, undone) = (history.Done.Last?.Value, history.Undone.TryPeek(out var step) ? step : null);
            return new ThemeSteps(done?.Inverse.Name, done?.At ?? DateTimeOffset.MinValue, undone?.Inverse.Name, undone?.At ?? DateTimeOffset.MinValue);
        }
    }

    /// <summary>Begins a save: what is to be stored, or null when everything is.</summary>
    public UnsavedTheme? BeginSave()
    {
        lock (_gate)
        {
            if (_unsaved.Count == 0) return null;
            _savedCount = _unsaved.Count;
            Saving = SaveState.Saving;
            Tell(new ThemeNews());
            return new UnsavedTheme(Theme, Revision);
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
            Tell(new ThemeNews());
        }
    }

    /// <summary>The save did not reach the database; its edits stay to be saved.</summary>
    public void SaveFailed(string? notice = null)
    {
        lock (_gate)
        {
            _savedCount = 0;
            Saving = SaveState.Failed;
            Tell(new ThemeNews(Notice: notice));
        }
    }

    /// <summary>Somebody else stored this theme: takes theirs and does the edits that were not saved yet on top of it. Knowingly, as a restore is, nobody is told what they lost by it.</summary>
    public void Rebase(ThemeTokens newer, int revision, string? notice = null, bool knowingly = false)
    {
        lock (_gate)
        {
            foreach (var edit in _unsaved.ToList())
            {
                if (edit.Apply(newer, out _) is var (after, _)) newer = after;
                else _unsaved.Remove(edit);
            }
            _savedCount = 0;
            if (knowingly) _overlaps.Clear(); else _overlaps.Replaced(Theme, newer, time.GetUtcNow());
            (Theme, Revision) = (newer, revision);
            Version++;
            Saving = _unsaved.Count == 0 ? SaveState.Saved : SaveState.Waiting;
            Tell(new ThemeNews(Redraw: true, Notice: notice));
        }
    }

    private void Accept(ThemeEdit edit, ThemeTokens after, Guid personId, bool blindly)
    {
        _overlaps.Note(Theme, after, edit.Values.Keys, personId, _names.GetValueOrDefault(personId, "Someone"), blindly, time.GetUtcNow());
        Theme = after;
        Version++;
        // A drag through colors is stored as its last one.
        if (_unsaved.Count > _savedCount && _unsaved[^1] is var last && last.Values.Count == edit.Values.Count && last.Values.Keys.All(edit.Values.ContainsKey)) _unsaved[^1] = edit;
        else _unsaved.Add(edit);
        if (Saving != SaveState.Saving) Saving = SaveState.Waiting;
        Tell(new ThemeNews(Redraw: edit.MovesBlocks));
    }

    private History Of(Guid personId)
    {
        if (!_histories.TryGetValue(personId, out var history)) _histories[personId] = history = new History();
        return history;
    }

    private void Tell(ThemeNews news) => Changed?.Invoke(news);
}

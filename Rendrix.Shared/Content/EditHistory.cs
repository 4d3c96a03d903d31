using Rendrix.Content.Edits;

namespace Rendrix.Content;

/// <summary>
/// What one person can take back and do again on one page: stacks of inverse edits with the names people read.
/// Holds edits and never documents, so that undo also works after others have changed the page.
/// </summary>
public sealed class EditHistory
{
    /// <summary>Most steps kept.</summary>
    public const int MaxSteps = 200;

    /// <summary>Typing into one setting with shorter pauses is one step.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly LinkedList<Step> _undo = new();
    private readonly Stack<Step> _redo = new();

    private sealed record Step(Edit Inverse, string Name, DateTimeOffset At)
    {
        /// <summary>When it came to stand on its stack; At is the earliest time when a step must not grow any more.</summary>
        public DateTimeOffset When { get; init; } = At;
    }

    /// <summary>Name of the step that undo takes back, or null.</summary>
    public string? UndoName => _undo.Last?.Value.Name;

    /// <summary>Name of the step that redo does again, or null.</summary>
    public string? RedoName => _redo.TryPeek(out var step) ? step.Name : null;

    /// <summary>When the step that undo takes back was done; the earliest time when there is none.</summary>
    public DateTimeOffset UndoAt => _undo.Last?.Value.When ?? DateTimeOffset.MinValue;

    /// <summary>When the step that redo does again was taken back; the earliest time when there is none.</summary>
    public DateTimeOffset RedoAt => _redo.TryPeek(out var step) ? step.When : DateTimeOffset.MinValue;

    /// <summary>Notes an edit that was done; what had been taken back can no longer be done again.</summary>
    /// <param name="done">What was done.</param>
    /// <param name="at">When.</param>
    /// <param name="apart">A step of its own, even when it comes right after one in the same setting.</param>
    public void Record(Applied done, DateTimeOffset at, bool apart = false)
    {
        _redo.Clear();
        var step = new Step(done.Inverse, done.Name, at);
        if (!apart && _undo.Last is { } last && Continues(last.Value, step)) last.Value = last.Value with { At = at, When = at, Inverse = Joined(last.Value.Inverse, step.Inverse) };
        else Push(step);
    }

    /// <summary>Takes back the newest step that still fits the document; null when there is none. Steps that no longer fit are dropped.</summary>
    public (Edit Edit, Applied Done)? Undo(PageDocument document, BlockRules rules, DateTimeOffset at)
    {
        while (_undo.Last is { } last)
        {
            _undo.RemoveLast();
            if (last.Value.Inverse.Apply(document, rules) is not Applied done) continue;
            _redo.Push(new Step(done.Inverse, last.Value.Name, at));
            return (last.Value.Inverse, done with { Name = last.Value.Name });
        }
        return null;
    }

    /// <summary>Does the newest step again that was taken back and still fits; null when there is none.</summary>
    public (Edit Edit, Applied Done)? Redo(PageDocument document, BlockRules rules, DateTimeOffset at)
    {
        while (_redo.TryPop(out var step))
        {
            if (step.Inverse.Apply(document, rules) is not Applied done) continue;
            Push(new Step(done.Inverse, step.Name, DateTimeOffset.MinValue) { When = at });
            return (step.Inverse, done with { Name = step.Name });
        }
        return null;
    }

    private void Push(Step step)
    {
        _undo.AddLast(step);
        if (_undo.Count > MaxSteps) _undo.RemoveFirst();
    }

    // Back to what stood before the first key stroke, told apart from what the last one left.
    private static Edit Joined(Edit first, Edit last) => first is ChangeProp a && last is ChangeProp b ? a with { Was = b.Was } : first;

    private static bool Continues(Step last, Step next) =>
        last.Inverse is ChangeProp a && next.Inverse is ChangeProp b && a.Id == b.Id && a.Name == b.Name && next.At - last.At < Pause;
}

namespace Rendrix.Web.Client.Editor;

/// <summary>One undo over everything a person does here: blocks, theme, page details. Each keeps steps of its own; the person's newest comes first, wherever it was done.</summary>
public sealed partial class PageEditor
{
    private int _detailsTurn;

    private sealed record NextStep(string? Name, DateTimeOffset At, Func<Task<string?>> Take);

    private (string? Undo, string? Redo) Steps() => (Newest(redo: false)?.Name, Newest(redo: true)?.Name);

    private Task UndoAsync() => StepAsync(redo: false, "Undone: ");

    private Task RedoAsync() => StepAsync(redo: true, "Done again: ");

    private async Task StepAsync(bool redo, string says)
    {
        if (Newest(redo) is { } step && await step.Take() is { } name) _said = says + name;
    }

    // Of two at the same moment the page's comes first.
    private NextStep? Newest(bool redo) => All(redo).Where(step => step.Name is not null).OrderByDescending(step => step.At).FirstOrDefault();

    private IEnumerable<NextStep> All(bool redo)
    {
        var (page, times) = (Session.Steps(PersonId), Session.StepTimes(PersonId));
        yield return new NextStep(redo ? page.Redo : page.Undo, redo ? times.Redo : times.Undo, () => Task.FromResult((redo ? Session.Redo(PersonId) : Session.Undo(PersonId))?.Name));
        if (Theme?.Session is { } session && session.Steps(PersonId) is var theme)
            yield return new NextStep(redo ? theme.Redo : theme.Undo, redo ? theme.RedoAt : theme.UndoAt, () => Task.FromResult(redo ? session.Redo(PersonId) : session.Undo(PersonId)));
        var details = Session.Details.Steps(PersonId);
        yield return new NextStep(redo ? details.Redo : details.Undo, redo ? details.RedoAt : details.UndoAt, () => StepDetailsAsync(redo));
    }

    private async Task<string?> StepDetailsAsync(bool redo)
    {
        var (name, now, outcome) = await Publishing.StepDetails(redo);
        if (outcome.Refusal is { } refusal) _notice = refusal.Errors?.SelectMany(e => e.Value).FirstOrDefault() ?? refusal.Message;
        if (now is not null) PageTitle = now.Title;
        // The panel shows what is stored now.
        _detailsTurn++;
        _desk?.Forget();
        return name;
    }
}

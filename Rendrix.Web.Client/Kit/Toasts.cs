namespace Rendrix.Web.Client.Kit;

/// <summary>One short message about something done, perhaps with one act such as Undo.</summary>
public sealed record Toast(Guid Id, string Text, string? ActLabel, Func<Task>? Act)
{
    /// <summary>How long it stays: 10 seconds when it can be undone, else 5.</summary>
    public TimeSpan Stay => TimeSpan.FromSeconds(Act is null ? 5 : 10);
}

/// <summary>The messages of one person's tab; at most three at a time. Never for errors that need work.</summary>
public sealed class Toasts
{
    private readonly List<Toast> _shown = [];

    /// <summary>Raised when the list changes.</summary>
    public event Action? Changed;

    /// <summary>What shows now, oldest first.</summary>
    public IReadOnlyList<Toast> Shown => _shown;

    /// <summary>Says that something was done.</summary>
    public void Say(string text, string? actLabel = null, Func<Task>? act = null)
    {
        _shown.Add(new Toast(Guid.CreateVersion7(), text, actLabel, act));
        if (_shown.Count > 3) _shown.RemoveAt(0);
        Changed?.Invoke();
    }

    /// <summary>Takes a message away.</summary>
    public void Dismiss(Guid id)
    {
        if (_shown.RemoveAll(t => t.Id == id) > 0) Changed?.Invoke();
    }
}

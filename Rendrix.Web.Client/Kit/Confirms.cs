namespace Rendrix.Web.Client.Kit;

/// <summary>A question before something that cannot be undone.</summary>
/// <param name="Title">Asks with the object's name: "Cancel order #1042?".</param>
/// <param name="Text">The consequences, with numbers.</param>
/// <param name="Verb">The button, repeating the verb.</param>
/// <param name="Destructive">Whether the button is red.</param>
public sealed record Question(string Title, string Text, string Verb, bool Destructive = true)
{
    /// <summary>A word the person has to type first, such as the store's name; null when not needed.</summary>
    public string? TypeToConfirm { get; init; }
}

/// <summary>Asks the person of this tab; <see cref="ConfirmArea"/> draws the dialog.</summary>
public sealed class Confirms
{
    private TaskCompletionSource<bool>? _answer;

    /// <summary>Raised when a question is asked or answered.</summary>
    public event Action? Changed;

    /// <summary>The question on screen.</summary>
    public Question? Asked { get; private set; }

    /// <summary>Shows the question and waits; true when the person chose the verb.</summary>
    public Task<bool> AskAsync(Question question)
    {
        _answer?.TrySetResult(false);
        _answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Asked = question;
        Changed?.Invoke();
        return _answer.Task;
    }

    /// <summary>Closes the dialog with an answer.</summary>
    public void Answer(bool yes)
    {
        Asked = null;
        _answer?.TrySetResult(yes);
        _answer = null;
        Changed?.Invoke();
    }
}

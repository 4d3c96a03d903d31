namespace Rendrix.Web.Client.Editor;

/// <summary>Whether the browser of a circuit can be reached at this moment. The circuit itself waits some minutes for it to come back.</summary>
public sealed class BrowserLine
{
    /// <summary>Whether the browser is there.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>The browser went away or came back.</summary>
    public event Action? Changed;

    /// <summary>Notes that it went away or came back.</summary>
    public void Set(bool up)
    {
        if (up == IsUp) return;
        IsUp = up;
        Changed?.Invoke();
    }
}

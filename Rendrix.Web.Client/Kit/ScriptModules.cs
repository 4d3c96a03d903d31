using Microsoft.JSInterop;

namespace Rendrix.Web.Client.Kit;

/// <summary>Loading a component's script, which takes a round trip: the component may be gone when it arrives.</summary>
public static class ScriptModules
{
    /// <summary>
    /// The module, or null when the component was let go meanwhile. Whoever goes on all the same hands the script elements and objects that are
    /// no more, which throws and ends the person's whole circuit.
    /// </summary>
    public static async Task<IJSObjectReference?> ImportAsync(this IJSRuntime js, string path, Func<bool> gone)
    {
        var module = await js.InvokeAsync<IJSObjectReference>("import", path);
        if (!gone()) return module;
        try { await module.DisposeAsync(); }
        catch (JSDisconnectedException) { } // The browser is gone, and the module with it.
        return null;
    }
}

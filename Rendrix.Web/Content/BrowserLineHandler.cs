using Microsoft.AspNetCore.Components.Server.Circuits;
using Rendrix.Web.Client.Editor;

namespace Rendrix.Web.Content;

/// <summary>Tells the editor when its browser is gone, so that nobody is shown on a page they closed; the circuit would keep them for minutes.</summary>
public sealed class BrowserLineHandler(BrowserLine line) : CircuitHandler
{
    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        line.Set(false);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        line.Set(true);
        return Task.CompletedTask;
    }
}

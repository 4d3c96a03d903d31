using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Logging;

namespace Rendrix.Web.Client.Blocks;

/// <summary>
/// Base of everything a shop page is made of. It draws once, synchronously, from its parameters, and a failure stays its own:
/// the markup it began is thrown away, the failure is logged and the rest of the page is drawn. Catching around the drawing of each part
/// costs nothing when all is well; an error boundary per block would be one more component each, and a failure outside of one ends the page.
/// </summary>
public abstract class ShopPart : IComponent
{
    private RenderHandle _handle;

    [Inject] internal ILoggerFactory Loggers { get; set; } = null!;

    /// <summary>The markup; Razor overrides it.</summary>
    protected virtual void BuildRenderTree(RenderTreeBuilder builder) { }

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    /// <inheritdoc/>
    public virtual Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        Draw();
        return Task.CompletedTask;
    }

    /// <summary>Queues the drawing.</summary>
    protected void Draw() => _handle.Render(builder =>
    {
        try
        {
            Prepare();
            BuildRenderTree(builder);
        }
        catch (Exception failure)
        {
            builder.Clear();
            Loggers.CreateLogger(GetType()).LogError(failure, "{Part} could not be drawn and was left out", What);
            Failed(builder);
        }
    });

    /// <summary>Runs before the markup, inside the same guard.</summary>
    protected virtual void Prepare() { }

    /// <summary>What stands in place of the part after a failure; nothing in the shop.</summary>
    protected virtual void Failed(RenderTreeBuilder builder) { }

    /// <summary>What the log calls this part.</summary>
    protected virtual string What => GetType().Name;
}

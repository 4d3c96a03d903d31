using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Rendrix.Web.Client.Editor;

/// <summary>
/// A part that may come right behind what is around it: of another owner nothing is drawn with the first batch and everything with the next,
/// so that what the person looks at first is not sent and laid out together with a long list below it.
/// </summary>
public sealed class DrawnLater : ComponentBase
{
    private string? _of;
    private bool _due;

    /// <summary>Whose part it is.</summary>
    [Parameter, EditorRequired] public string Owner { get; set; } = "";
    /// <summary>The part.</summary>
    [Parameter, EditorRequired] public RenderFragment ChildContent { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Owner == _of) return;
        _of = Owner;
        // Drawn without a circuit there is no second batch.
        _due = RendererInfo.IsInteractive;
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (!_due) builder.AddContent(0, ChildContent);
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!_due) return;
        _due = false;
        StateHasChanged();
    }
}

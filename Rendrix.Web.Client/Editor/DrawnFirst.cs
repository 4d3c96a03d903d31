using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Rendrix.Web.Client.Editor;

/// <summary>
/// A part of the editor that can be drawn before everything around it, in a batch of its own: what the person waits for is on its way to the browser while
/// the rest is still compared. What it draws must read the editor as it is, and not what it was given when the editor was drawn last.
/// </summary>
public sealed class DrawnFirst : ComponentBase
{
    private bool _asked, _isFresh;

    /// <summary>The part.</summary>
    [Parameter, EditorRequired] public RenderFragment ChildContent { get; set; } = null!;

    /// <summary>Draws it now. The caller draws everything around it right after.</summary>
    public void Draw()
    {
        _asked = true;
        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        if (_asked) { (_asked, _isFresh) = (false, true); return true; }
        // The same once more, because what is around it is drawn.
        if (_isFresh) { _isFresh = false; return false; }
        return true;
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}

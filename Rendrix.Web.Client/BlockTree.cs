using Microsoft.AspNetCore.Components;
using Rendrix.Blocks;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;

namespace Rendrix.Web.Client;

/// <summary>Draws a block and everything below it: the page of the shop, the canvas of the editor, or one block for a patch.</summary>
public sealed class BlockTree : IComponent
{
    private RenderHandle _handle;

    /// <summary>The block to begin with, usually a document's root.</summary>
    [Parameter, EditorRequired] public BlockNode Root { get; set; } = null!;
    /// <summary>The shop.</summary>
    [Parameter, EditorRequired] public ShopContext Shop { get; set; } = null!;
    /// <summary>What the loaders found for this document.</summary>
    [Parameter] public BlockData Data { get; set; } = BlockData.None;
    /// <summary>Whether the markup carries the editor's <c>data-ed</c> attributes.</summary>
    [Parameter] public bool Editing { get; set; }
    /// <summary>Draws the root alone; each child is <c>&lt;template data-ed-keep="id"&gt;</c>.</summary>
    [Parameter] public bool ShallowChildren { get; set; }
    /// <summary>What the site document draws between header and footer.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }
    /// <summary>The blocks that can be drawn.</summary>
    [Parameter] public BlockCatalog Catalog { get; set; } = BlockCatalog.Default;

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        var scope = new BlockScope(Catalog, Shop, Data, Editing, ShallowChildren, ChildContent);
        _handle.Render(builder => scope.Draw(builder, Root));
        return Task.CompletedTask;
    }
}

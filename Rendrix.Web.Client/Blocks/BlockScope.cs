using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Rendrix.Blocks;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Blocks;

/// <summary>What all blocks of one drawn tree share. One object is handed down, so a block costs two parameters whatever it knows.</summary>
public sealed class BlockScope(BlockCatalog catalog, ShopContext shop, BlockData data, bool editing, bool shallow, RenderFragment? body)
{
    /// <summary>The shop the tree stands in.</summary>
    public ShopContext Shop { get; } = shop;
    /// <summary>What the loaders found.</summary>
    public BlockData Data { get; } = data;
    /// <summary>Whether the markup carries the editor's <c>data-ed</c> attributes.</summary>
    public bool Editing { get; } = editing;
    /// <summary>What the site document draws between header and footer.</summary>
    public RenderFragment? Body { get; } = body;
    /// <summary>The blocks that can be drawn.</summary>
    public BlockCatalog Catalog { get; } = catalog;

    /// <summary>Draws one block. An unknown type draws nothing in the shop and a placeholder while editing.</summary>
    public void Draw(RenderTreeBuilder builder, BlockNode node)
    {
        if (Catalog.Find(node.Type) is not { } kind) { if (Editing) Unknown(builder, node, "This block type is not installed: " + node.Type); return; }
        builder.OpenComponent(0, kind.Component);
        builder.SetKey(node.Id);
        builder.AddComponentParameter(1, nameof(BlockComponent.Node), node);
        builder.AddComponentParameter(2, nameof(BlockComponent.Scope), this);
        builder.CloseComponent();
    }

    /// <summary>Draws the children of a slot; in a shallow tree each is a template that names the element to keep.</summary>
    public void DrawChildren(RenderTreeBuilder builder, BlockNode parent, string slot)
    {
        foreach (var child in parent.Children(slot))
        {
            if (!shallow) { Draw(builder, child); continue; }
            // An unknown block has no element outside the editor, and the editor alone draws shallow trees.
            builder.OpenElement(3, "template");
            builder.AddAttribute(4, "data-ed-keep", child.Id);
            builder.CloseElement();
        }
    }

    /// <summary>A stand-in the editor can select, move and delete.</summary>
    internal static void Unknown(RenderTreeBuilder builder, BlockNode node, string says)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "ed-unknown");
        builder.AddAttribute(2, "data-ed", node.Id);
        builder.AddContent(3, says);
        builder.CloseElement();
    }
}

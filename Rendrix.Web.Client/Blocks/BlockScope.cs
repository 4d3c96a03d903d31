using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Rendrix.Blocks;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Blocks;

/// <summary>What all blocks of one drawn tree share. One object is handed down, so a block costs two parameters whatever it knows.</summary>
public sealed class BlockScope(BlockCatalog catalog, ShopContext shop, BlockData data, bool editing, bool shallow, RenderFragment? body)
{
    private BlockScope? _outer;
    private BlockScope[]? _inner;

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
    /// <summary>The widest device that the form being drawn is for.</summary>
    public Device Device { get; private init; }
    /// <summary>Whether the block stands inside an element of its own that tells devices apart; that one carries its id then.</summary>
    public bool IsWrapped => _outer is not null;

    /// <summary>
    /// Inside a repetition what ids of its parts end with, so that none is there twice; empty elsewhere. The same on site and canvas.
    /// </summary>
    public string Copy { get; private init; } = "";
    /// <summary>Whether what is drawn stands on the page several times, about one product after the other.</summary>
    public bool IsRepeated => Copy.Length > 0;

    /// <summary>Draws one block. A hidden one is a placeholder while editing and nothing in the shop, and so is an unknown one.</summary>
    public void Draw(RenderTreeBuilder builder, BlockNode node)
    {
        if (_outer is not null) { _outer.Draw(builder, node); return; }
        if (node.Props.IsEmpty) { Plain(builder, node); return; }
        if (BlockBasics.IsHidden(node)) { if (Editing) Hidden(builder, node); return; }
        if (!Editing && !BlockBasics.ShowsAt(node, Shop.Now)) return;
        var conditional = BlockConditions.Any(node);
        var meets = !conditional || Shop.Meets(node, Data);
        if (!Editing && !meets) return;
        var kind = Catalog.Find(node.Type);
        var forms = kind?.Forms(node) ?? [];
        var on = node.Prop(BlockBasics.DevicesKey) switch { "desktop" => "d", "tablet" => "t", "phone" => "p", "desktop-tablet" => "d t", "tablet-phone" => "t p", "desktop-phone" => "d p", _ => null };
        if (kind is null || forms.Count == 0 && on is null && !conditional) { Plain(builder, node); return; }

        // Elements without a box of their own: the layout around them is as if they were not there.
        builder.OpenElement(6, "div");
        builder.SetKey(node.Id);
        builder.AddAttribute(7, "class", "at " + (on ?? "d t p"));
        if (Editing) builder.AddAttribute(8, "data-ed", node.Id);
        // Shown without the editor's marks about a cart that is previewed, the block needs no browser to decide.
        if (conditional && (Editing || Shop.PreviewCart is null)) builder.AddAttribute(13, "data-if-cart", Shop.CartWish(node));
        // In the editor a block that rests keeps its place in the page, so that whatever is previewed the canvas has the same elements.
        if (!meets) builder.AddAttribute(14, "data-ed-rests", "");
        if (forms.Count == 0) Component(builder, kind, node, Inner(Device.Desktop));
        foreach (var form in forms)
        {
            builder.OpenElement(18, "div");
            builder.SetKey(form.On);
            builder.AddAttribute(19, "class", "at " + form.On);
            Component(builder, kind, form.Node, Inner(form.Device));
            builder.CloseElement();
        }
        builder.CloseElement();
    }

    private void Plain(RenderTreeBuilder builder, BlockNode node)
    {
        if (Catalog.Find(node.Type) is { } kind) Component(builder, kind, node, this);
        else if (Editing) Unknown(builder, node, "This block type is not installed: " + node.Type);
    }

    private static void Component(RenderTreeBuilder builder, BlockKind kind, BlockNode node, BlockScope scope)
    {
        builder.OpenComponent(0, kind.Component);
        builder.SetKey(node.Id);
        builder.AddComponentParameter(1, nameof(BlockComponent.Node), node);
        builder.AddComponentParameter(2, nameof(BlockComponent.Scope), scope);
        builder.CloseComponent();
    }

    private BlockScope Inner(Device device) =>
        (_inner ??= new BlockScope[3])[(int)device] ??= new BlockScope(Catalog, Shop, Data, Editing, shallow, Body) { _outer = this, Device = device, Copy = Copy };

    private static void Hidden(RenderTreeBuilder builder, BlockNode node)
    {
        builder.OpenElement(15, "template");
        builder.AddAttribute(16, "data-ed", node.Id);
        builder.AddAttribute(17, "data-ed-hidden", "");
        builder.CloseElement();
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

    /// <summary>
    /// Draws the children of a slot about one product of several. The first time they carry the editor's marks; the others are copies that nobody
    /// selects. They come whole even in a shallow tree, because what stands in the editor's document once stands here often.
    /// </summary>
    public void DrawRepeated(RenderTreeBuilder builder, BlockNode parent, string slot, ProductView product, int index)
    {
        var about = new BlockScope(Catalog, Shop.About(product), Data, Editing && index == 0, shallow: false, null) { Copy = $"{Copy}-{parent.Id}-{index}" };
        about.DrawChildren(builder, parent, slot);
    }

    /// <summary>Draws a block that belongs to another document: whole, and without the editor's marks.</summary>
    public void DrawForeign(RenderTreeBuilder builder, BlockNode node) => new BlockScope(Catalog, Shop, Data, editing: false, shallow: false, null) { Copy = Copy }.Draw(builder, node);

    /// <summary>A stand-in the editor can select, move and delete.</summary>
    internal static void Unknown(RenderTreeBuilder builder, BlockNode node, string says, bool wrapped = false)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "ed-unknown");
        if (!wrapped) builder.AddAttribute(2, "data-ed", node.Id);
        builder.AddContent(3, says);
        builder.CloseElement();
    }
}

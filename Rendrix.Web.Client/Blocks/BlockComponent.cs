using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Rendrix.Blocks;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Blocks;

/// <summary>
/// Base of every block. The markup has exactly one root element, which carries <c>data-ed="@Ed"</c>; the element around a slot carries
/// <c>data-ed-slot="@EdSlot("children")"</c>, an inline-editable text <c>data-ed-prop="@EdProp(nameof(Title))"</c>. All three are null outside
/// the editor, so Razor leaves them out and the published markup is the canvas's without them.
/// </summary>
public abstract class BlockComponent : ShopPart
{
    private bool _applied;

    /// <summary>The block as its document holds it; null when a page uses the component directly.</summary>
    [Parameter] public BlockNode? Node { get; set; }

    /// <summary>What the tree shares.</summary>
    [Parameter] public BlockScope Scope { get; set; } = null!;

    /// <summary>The block's id while editing, else null.</summary>
    protected string? Ed => Scope.Editing ? Node?.Id : null;

    /// <summary>The shop.</summary>
    protected ShopContext Shop => Scope.Shop;

    /// <summary>The setting's name while editing, else null: value of <c>data-ed-prop</c>.</summary>
    protected string? EdProp(string property) => Scope.Editing && Node is not null ? property : null;

    /// <summary>The slot's name while editing, else null: value of <c>data-ed-slot</c>.</summary>
    protected string? EdSlot(string slot) => Scope.Editing && Node is not null ? slot : null;

    /// <summary>A sentence for an empty block while editing, else null: value of <c>data-ed-empty</c>, which the stylesheet shows.</summary>
    protected string? EdEmpty(string sentence) => Scope.Editing && Node is not null ? sentence : null;

    /// <summary>A scheme for <c>data-scheme</c>; the page's own needs no attribute.</summary>
    protected static string? SchemeOf(string scheme) => scheme is "tint" or "contrast" or "accent" ? scheme : null;

    /// <summary>The text, or null when it is blank, so that markup can ask with <c>is { } text</c>.</summary>
    protected static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        if (!parameters.TryGetValue<BlockNode>(nameof(Node), out var node) || node is null) return base.SetParametersAsync(parameters);
        Node = node;
        Scope = parameters.GetValueOrDefault<BlockScope>(nameof(Scope))!;
        Draw();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        if (Node is null) return;
        Scope.Catalog.Find(Node.Type)!.Apply(this, Node, Scope, _applied);
        _applied = true;
    }

    /// <inheritdoc/>
    protected override void Failed(RenderTreeBuilder builder)
    {
        if (Scope is { Editing: true } && Node is not null) BlockScope.Unknown(builder, Node, "This block could not be drawn. Change its settings or remove it.");
    }

    /// <inheritdoc/>
    protected override string What => Node is null ? base.What : $"Block {Node.Id} of type {Node.Type}";
}

using Microsoft.AspNetCore.Components;
using Rendrix.Blocks;
using Rendrix.Fields;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Blocks;

/// <summary>
/// Base of the blocks that show one product. Which one: the product chosen in the setting wins, else the page's own. On a product template the page's own
/// is whatever product the address names, in the editor the one it is previewed as. Without either the block shows nothing and, while editing, says so.
/// </summary>
public abstract class ProductBlock : BlockComponent
{
    /// <summary>Slug of the product; empty for the page's own.</summary>
    [Parameter, Field("Product", Kind = FieldKind.Product, Help = "Leave empty for the product of the page.")] public string Product { get; set; } = "";

    /// <summary>What the loader found for the setting.</summary>
    [Parameter, Loaded] public ProductView? Chosen { get; set; }

    /// <summary>The product to show, or null.</summary>
    protected ProductView? Shown => Product.Length > 0 ? Chosen : Shop.Page.Product;

    /// <summary>Whether the product is the page's own, so that its name is the page's title and its variant stands in the address.</summary>
    protected bool IsOfPage => Product.Length == 0 && !Shop.Page.IsRepeated;

    /// <summary>The variant to show first.</summary>
    protected VariantView? Variant => Product.Length == 0 && Shop.Page.Variant is { } asked ? asked : Shown?.Choose(null);

    /// <summary>Id of the form that buys the product, which options elsewhere on the page belong to.</summary>
    protected string FormOf(ProductView product) => "buy-" + product.Id.ToString("N") + Scope?.Copy;

    /// <summary>Marks what the shop's script changes when another variant is chosen.</summary>
    protected string? Of => Shown?.Id.ToString("N");

    /// <summary>Says in the editor why nothing shows.</summary>
    protected string? EdNoProduct => EdEmpty(Product.Length > 0 ? "This product is not on sale any more. Choose another one" : "Choose a product, or use this on the product page");
}

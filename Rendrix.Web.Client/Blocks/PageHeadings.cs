using Rendrix.Blocks;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Blocks;

/// <summary>Whether the blocks of a page bring its first heading along; a page whose blocks do not gets one from the shop.</summary>
public static class PageHeadings
{
    /// <summary>Whether a block of the page draws an h1.</summary>
    public static bool In(BlockNode root, PageContext page) => Once(root).Any(block => block.Type switch
    {
        "hero" => block.Prop(nameof(HeroBlock.Level)) != "h2" && block.Prop(nameof(HeroBlock.Title)) != "",
        "page_title" => block.Prop(nameof(PageTitleBlock.Title)) != "",
        "product_title" => page.Product is not null && string.IsNullOrEmpty(block.Prop(nameof(ProductTitleBlock.Product))),
        "collection_title" => page.Category is not null,
        "cart" => page.Cart is not null,
        _ => false,
    });

    // What stands on the page several times is nobody's title.
    private static IEnumerable<BlockNode> Once(BlockNode block) =>
        block.Type == RepeatBlock.Code ? [] : block.Slots.Values.SelectMany(children => children).SelectMany(Once).Prepend(block);
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using Rendrix.Blocks;
using Rendrix.Content;

namespace Rendrix.Web.Content.Templates;

/// <summary>
/// The templates that every shop shows until it publishes its own, made of the same blocks. They are code and no rows: a shop that never changed its
/// product page gets the better one with the next version of the program.
/// </summary>
public static class StandardTemplates
{
    private static readonly FrozenDictionary<PageType, PageDocument> All = new Dictionary<PageType, PageDocument>
    {
        [PageType.Product] = PageDocument.Of(
            Block("breadcrumbs"),
            Block("product_section")
                .WithSlot("media", [Block("product_gallery")])
                .WithSlot("details", [Block("product_title"), Block("rating"), Block("price"), Block("product_summary"), Block("buy_box"), Block("product_description")]),
            // Both draw nothing until there are reviews, or everyone may write the first.
            Block("related_products", ("Scheme", "tint")),
            Block("reviews")),
        [PageType.Collection] = PageDocument.Of(
            Block("collection_title"),
            Block("product_list").WithSlot("filters", [Block("filters")])),
        [PageType.Search] = PageDocument.Of(
            Block("page_title", ("Title", "Search")),
            Block("search_box"),
            Block("product_list").WithSlot("filters", [Block("filters")])),
        [PageType.Cart] = PageDocument.Of(
            Block("cart").WithSlot("main", [Block("free_shipping_bar"), Block("cart_lines")]).WithSlot("aside", [Block("cart_summary")]),
            Block("related_products", ("Title", "Goes well with it"), ("Scheme", "tint"))),
        [PageType.NotFound] = PageDocument.Of(
            Block("page_title", ("Title", "This page is not here"), ("Text", "It may have been moved or taken down. The shop is still open."), ("ButtonLabel", "See all products"), ("LinkLabel", "Search the shop"), ("Tall", "true"))),
    }.ToFrozenDictionary();

    /// <summary>The standard template of a kind.</summary>
    public static PageDocument Of(PageType kind) => All[kind];

    // One block of a kind per template, so its kind is a fine id, and patches, links and tests can name it.
    private static BlockNode Block(string type, params (string Name, string Value)[] props) =>
        new(type.Replace('_', '-'), type, props.ToImmutableDictionary(p => p.Name, p => p.Value), ImmutableDictionary<string, ImmutableArray<BlockNode>>.Empty);
}

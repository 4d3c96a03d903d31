using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;

namespace Rendrix.Tests.Editor;

public sealed class BlockPlacesTests
{
    private static readonly BlockRules Rules = BlockRules.Of(BlockCatalog.Default.All.Select(k => k.Component));

    private static PageDocument Page() => PageDocument.Of(
        BlockNode.Create("hero", id: "h"),
        BlockNode.Create("faq", children: [BlockNode.Create("faq_item", id: "q1")], id: "f"),
        BlockNode.Create("newsletter", id: "n"));

    [Fact]
    public void A_block_goes_after_the_selected_one_and_an_item_into_its_list()
    {
        Assert.Equal(("root", "children", 1), BlockPlaces.After(Page(), Rules, "heading", "h"));
        Assert.Equal(("root", "children", 2), BlockPlaces.After(Page(), Rules, "heading", "q1"));
        Assert.Equal(("root", "children", 3), BlockPlaces.After(Page(), Rules, "heading", null));
        Assert.Equal(("f", "children", 1), BlockPlaces.After(Page(), Rules, "faq_item", "f"));
        Assert.Equal(("f", "children", 1), BlockPlaces.After(Page(), Rules, "faq_item", "n"));
        Assert.Null(BlockPlaces.After(Page(), Rules, "footer", "h"));
    }

    [Fact]
    public void Dragging_is_offered_only_the_places_that_take_the_block()
    {
        Assert.Equal(["root/children"], BlockPlaces.For(Page(), Rules, "hero"));
        Assert.Equal(["f/children"], BlockPlaces.For(Page(), Rules, "faq_item"));
        Assert.Equal(["root/children"], BlockPlaces.For(Page(), Rules, "faq", moving: "f"));
    }

    [Fact]
    public void A_fresh_list_starts_with_two_items_and_every_kind_can_be_inserted_and_published()
    {
        Assert.Equal(2, BlockPlaces.Fresh(Rules, "faq").Children("children").Length);
        foreach (var kind in Rules.Kinds.Where(k => !k.About.Hidden && k.About.Parents.Length == 0))
            Assert.IsType<Applied>(new InsertBlock("root", "children", 0, BlockPlaces.Fresh(Rules, kind.About.Code)).Apply(Page(), Rules));
    }

    [Fact]
    public void Rows_of_the_outline_say_the_title_before_anything_else()
    {
        Assert.Equal("Hello", BlockPlaces.Words(Rules, BlockNode.Create("hero", new Dictionary<string, string> { ["Eyebrow"] = "New", ["Title"] = "Hello" })));
        Assert.Equal("", BlockPlaces.Words(Rules, BlockNode.Create("unknown")));
    }
}

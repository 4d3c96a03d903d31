using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Templates;

namespace Rendrix.Tests.Content;

/// <summary>The cart cannot be edited away, whatever comes: an edit, a paste, a document through the API.</summary>
public sealed class RequiredBlockTests
{
    private static readonly BlockRules Rules = BlockRules.Of(BlockCatalog.Default.All.Select(k => k.Component));
    private static readonly PageDocument Cart = StandardTemplates.Of(PageType.Cart);

    public static TheoryData<PageType> Kinds => [.. PageTypes.Templates];

    [Theory, MemberData(nameof(Kinds))]
    public void A_standard_template_may_go_live(PageType kind) => Assert.Empty(PublishCheck.Problems(StandardTemplates.Of(kind), kind, Rules));

    [Theory]
    [InlineData("cart")]
    [InlineData("cart-lines")]
    [InlineData("cart-summary")]
    public void What_sells_cannot_be_deleted_or_doubled(string id)
    {
        Assert.Contains("stays", Assert.IsType<Ignored>(new RemoveBlock(id).Apply(Cart, Rules)).Reason, StringComparison.Ordinal);
        Assert.IsType<Ignored>(new DuplicateBlock(id, "copy").Apply(Cart, Rules));
        Assert.IsType<Ignored>(new RemoveBlock(id).Apply(PageDocument.Parse(Cart.ToJson()), Rules));
    }

    [Fact]
    public void It_can_be_moved_and_what_stands_beside_it_can_go()
    {
        var moved = Assert.IsType<Applied>(new MoveBlock("cart-lines", "cart", "main", 0).Apply(Cart, Rules));
        Assert.IsType<Applied>(moved.Inverse.Apply(moved.Document, Rules));
        Assert.IsType<Applied>(new RemoveBlock("free-shipping-bar").Apply(Cart, Rules));
        Assert.IsType<Ignored>(new MoveBlock("cart-lines", "root", "children", 0).Apply(Cart, Rules));
    }

    [Fact]
    public void An_insertion_can_be_taken_back()
    {
        var without = PageDocument.Of(BlockNode.Create("heading", id: "h"));
        var done = Assert.IsType<Applied>(new InsertBlock("root", "children", 0, Cart.Find("cart")!).Apply(without, Rules));
        Assert.IsType<Applied>(done.Inverse.Apply(done.Document, Rules));
    }

    [Theory]
    [InlineData("@hidden", "true")]
    [InlineData("@devices", "phone")]
    [InlineData("@from", "2027-01-01T00:00+00:00")]
    [InlineData("@until", "2026-01-01T00:00+00:00")]
    public void It_cannot_be_kept_from_showing_nor_can_what_it_stands_in(string key, string value)
    {
        foreach (var id in new[] { "cart", "cart-lines", "cart-summary" }) Assert.Contains("always shows", Assert.IsType<Ignored>(new ChangeProp(id, key, value).Apply(Cart, Rules)).Reason, StringComparison.Ordinal);
        Assert.IsType<Applied>(new ChangeProp("related-products", key, value).Apply(Cart, Rules));
        Assert.IsType<Applied>(new ChangeProp("cart", "@name", "Basket").Apply(Cart, Rules));
        // Written by a hand that does not ask.
        var around = new PageDocument(Cart.Root.WithSlot("children", [Cart.Find("cart")!.With(key, value)]));
        Assert.Contains(PublishCheck.Problems(around, PageType.Cart, Rules), p => p.BlockId == "cart" && p.Message.Contains("always shows", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cart_page_without_it_does_not_go_live()
    {
        var problems = PublishCheck.Problems(PageDocument.Of(BlockNode.Create("page_title")), PageType.Cart, Rules);
        Assert.Equal(3, problems.Count);
        Assert.All(problems, p => Assert.Contains("is missing", p.Message, StringComparison.Ordinal));
        Assert.Contains(PublishCheck.Problems(PageDocument.Of(Cart.Find("cart")!), PageType.Home, Rules), p => p.Message.Contains("belongs on: cart", StringComparison.Ordinal));
        Assert.False(Rules.Suits("product_list", PageType.Home));
        Assert.True(Rules.Suits("buy_box", PageType.Home));
    }
}

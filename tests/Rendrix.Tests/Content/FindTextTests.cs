using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Content.Edits;

namespace Rendrix.Tests.Content;

/// <summary>Finding and replacing words in what shoppers read.</summary>
public sealed class FindTextTests
{
    private static readonly BlockRules Rules = ArrangeBlocks.Rules;

    private static PageDocument Page() => PageDocument.Of(
        BlockNode.Create("words", new Dictionary<string, string> { ["Text"] = "Toys, toys and toyshop", ["Text@phone"] = "Toys", ["Link"] = "/toys" }, id: "a"),
        BlockNode.Create("words", id: "b"),
        BlockNode.Create("rich_text", new Dictionary<string, string> { ["Html"] = "<p class=\"toys\">Toys &amp; <a href=\"/toys\">toys</a></p>" }, id: "r"),
        BlockNode.Create("words", new Dictionary<string, string> { ["Text"] = "toys", ["Text@bind"] = "product.name" }, id: "bound"));

    private static string Found(FindQuery query) => string.Join(' ', FindText.In(Page(), Rules, query).Select(f => $"{f.BlockId}.{f.Key}.{f.Nth}"));

    [Theory]
    [InlineData("toys", false, false, "a.Text.0 a.Text.1 a.Text.2 a.Text@phone.0 r.Html.0 r.Html.1")]
    [InlineData("toys", true, false, "a.Text.0 a.Text.1 r.Html.0")]
    [InlineData("toys", false, true, "a.Text.0 a.Text.1 a.Text@phone.0 r.Html.0 r.Html.1")]
    [InlineData("Hello", true, true, "b.Text.0")]
    [InlineData("& ", false, false, "r.Html.0")]
    [InlineData("amp", false, false, "")]
    [InlineData("", false, false, "")]
    public void Words_are_found_in_texts_and_in_no_markup_or_link(string text, bool matchCase, bool whole, string expected) => Assert.Equal(expected, Found(new FindQuery(text, matchCase, whole)));

    [Fact]
    public void Each_place_shows_what_stands_around_it()
    {
        var place = FindText.In(Page(), Rules, new FindQuery("and"))[0];
        Assert.Equal(("Toys, toys ", "and", " toyshop", "Text"), (place.Before, place.Match, place.After, place.Label));
        Assert.Equal("Text, phone", FindText.In(Page(), Rules, new FindQuery("Toys", true))[1].Label);
    }

    [Fact]
    public void Replacing_all_is_one_step_and_leaves_markup_alone()
    {
        var plan = FindText.Replace(Page(), Rules, new FindQuery("toys", false, true), "<games>");
        var done = Assert.IsType<Applied>(plan.Edit!.Apply(Page(), Rules));
        Assert.Equal("Replace “toys” in 5 places", done.Name);
        Assert.Equal("<games>, <games> and toyshop", done.Document.Find("a")!.Prop("Text"));
        Assert.Equal("<p class=\"toys\">&lt;games&gt; &amp; <a href=\"/toys\">&lt;games&gt;</a></p>", done.Document.Find("r")!.Prop("Html"));
        Assert.Equal(Page().ToJson(), Assert.IsType<Applied>(done.Inverse.Apply(done.Document, Rules)).Document.ToJson());
    }

    [Fact]
    public void One_place_is_replaced_alone_and_a_default_becomes_the_blocks_own_text()
    {
        var second = FindText.In(Page(), Rules, new FindQuery("toys"))[1];
        Assert.Equal("Toys, games and toyshop", Assert.IsType<Applied>(FindText.Replace(Page(), Rules, new FindQuery("toys"), "games", second).Edit!.Apply(Page(), Rules)).Document.Find("a")!.Prop("Text"));
        Assert.Equal("Goodbye", Assert.IsType<Applied>(FindText.Replace(Page(), Rules, new FindQuery("Hello"), "Goodbye").Edit!.Apply(Page(), Rules)).Document.Find("b")!.Prop("Text"));
    }

    [Fact]
    public void A_text_that_would_grow_too_long_does_not_keep_the_others_from_changing()
    {
        var plan = FindText.Replace(Page(), Rules, new FindQuery("toys", false, true), "wooden trains");
        Assert.Equal("2 places did not take the new words: too long, or the block is locked", plan.Why);
        Assert.Equal("Replace “toys” in 3 places", Assert.IsType<Applied>(plan.Edit!.Apply(Page(), Rules)).Name);
        Assert.Equal("These words are no longer there", FindText.Replace(Page(), Rules, new FindQuery("zebra"), "x").Why);
        Assert.Equal("The new words do not fit there: too long, or the block is locked", FindText.Replace(Page(), Rules, new FindQuery("Hello"), new string('x', 40)).Why);
    }

    [Fact]
    public void A_million_matches_end_at_the_limit()
    {
        var page = PageDocument.Of([.. Enumerable.Range(0, 100).Select(i => BlockNode.Create("words", new Dictionary<string, string> { ["Text"] = new string('a', 30) }))]);
        Assert.Equal(FindText.Most, FindText.In(page, Rules, new FindQuery("a")).Count);
    }
}

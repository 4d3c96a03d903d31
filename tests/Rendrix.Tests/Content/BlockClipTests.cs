using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Content.Edits;

namespace Rendrix.Tests.Content;

/// <summary>Blocks on the clipboard: between pages, shops and installations, and whatever else somebody pastes.</summary>
public sealed class BlockClipTests
{
    private const string Here = "https://here.example";
    private static readonly BlockRules Rules = ArrangeBlocks.Rules;

    private static PageDocument Page(params BlockNode[] blocks) => PageDocument.Of(blocks);

    private static BlockNode Words(string id, params (string, string)[] props) => BlockNode.Create("words", props.ToDictionary(p => p.Item1, p => p.Item2), id: id);

    private static Applied Done(PageDocument page, Plan plan)
    {
        Assert.True(plan.Edit is not null, plan.Why);
        return Assert.IsType<Applied>(plan.Edit!.Apply(page, Rules));
    }

    [Fact]
    public void What_is_copied_reads_back_and_pasting_renews_every_id()
    {
        var page = Page(BlockNode.Create("section", children: [Words("b", ("Text", "Hi ✓"), ("@name", "Greeting")), Words("c")], id: "s"), Words("e"));
        var clip = BlockClip.Parse(BlockClip.Of(page, ["e", "s", "b"], Here).ToJson());
        Assert.Equal((Here, 2), (clip.From, clip.Blocks.Count));
        var plan = clip.Paste(page, Rules, "s", Here);
        Assert.Null(plan.Why);
        var done = Done(page, plan);
        Assert.Equal(["s", plan.Select![0], plan.Select[1], "e"], done.Document.Root.Children("children").Select(b => b.Id));
        Assert.Equal("Paste 2 blocks", done.Name);
        Assert.Equal(page.Places.Count * 2 - 1, done.Document.Places.Count);
        Assert.Equal(("Hi ✓", "Greeting"), (done.Document.Find(plan.Select[0])!.Children("children")[0].Prop("Text"), done.Document.Find(plan.Select[0])!.Children("children")[0].Prop("@name")));
        Assert.Equal(page.ToJson(), Assert.IsType<Applied>(done.Inverse.Apply(done.Document, Rules)).Document.ToJson());
    }

    [Fact]
    public void Unknown_kinds_come_as_placeholders_that_keep_what_they_hold()
    {
        var clip = BlockClip.Parse("""{"rendrix":"blocks","version":1,"from":"https://far.example","blocks":[{"id":"x","type":"hologram","props":{"Depth":"9"},"slots":{"inside":[{"id":"y","type":"words","props":{"Text":"Kept"}}]}}]}""");
        var plan = clip.Paste(Page(Words("a")), Rules, "a", Here);
        Assert.Equal("Not installed here, kept as placeholders: hologram", plan.Why);
        var pasted = Done(Page(Words("a")), plan).Document.Find(plan.Select![0])!;
        Assert.Equal(("hologram", "9", "Kept"), (pasted.Type, pasted.Prop("Depth"), pasted.Children("inside")[0].Prop("Text")));
    }

    [Fact]
    public void Pictures_of_another_shop_are_kept_as_links_and_named_and_links_stay_the_shops_own()
    {
        var clip = new BlockClip("https://far.example", [Words("a", ("Image", "/media/1.jpg"), ("Link", "/products")), Words("b", ("Image", "https://cdn.example/2.jpg"))]);
        var plan = clip.Paste(Page(), Rules, null, Here);
        Assert.Equal("One picture is still at https://far.example. Choose your own to keep it safe", plan.Why);
        var page = Done(Page(), plan).Document;
        Assert.Equal(("https://far.example/media/1.jpg", "/products"), (page.Find(plan.Select![0])!.Prop("Image"), page.Find(plan.Select[0])!.Prop("Link")));
        Assert.Equal("https://cdn.example/2.jpg", page.Find(plan.Select[1])!.Prop("Image"));
        Assert.Equal("/media/1.jpg", Done(Page(), (clip with { From = Here }).Paste(Page(), Rules, null, Here)).Document.Root.Children("children")[0].Prop("Image"));
    }

    [Fact]
    public void Settings_that_do_not_fit_are_left_out_and_script_finds_no_way_in()
    {
        var clip = new BlockClip("", [Words("a", ("Link", "javascript:alert(1)"), ("Text", new string('x', 31)), ("Align", "diagonal"), ("Scheme", "accent"))]);
        var plan = clip.Paste(Page(), Rules, null, Here);
        Assert.Equal("3 settings did not fit here and were left out", plan.Why);
        Assert.Equal(["Scheme"], Done(Page(), plan).Document.Find(plan.Select![0])!.Props.Keys);
    }

    [Fact]
    public void An_item_goes_into_a_list_and_into_nothing_else()
    {
        var page = Page(BlockNode.Create("list", children: [], id: "l"), Words("a"));
        var clip = new BlockClip("", [BlockNode.Create("item")]);
        Assert.Equal("l", Done(page, clip.Paste(page, Rules, "a", Here)).Changed.Single());
        Assert.Equal("Item has no place on this page", clip.Paste(Page(Words("a")), Rules, "a", Here).Why);
    }

    [Theory]
    [InlineData("{\"rendrix\":\"blocks\"", "The copied blocks are damaged. Copy them again")]
    [InlineData("{\"rendrix\":\"blocks\",\"version\":1,\"blocks\":[]}", "The clipboard holds no blocks. Copy some blocks first")]
    [InlineData("{\"rendrix\":\"theme\",\"version\":1,\"blocks\":[]}", "The clipboard holds no blocks. Copy some blocks first")]
    [InlineData("{\"rendrix\":\"blocks\",\"version\":2,\"blocks\":[{}]}", "These blocks were copied from a newer version of Rendrix. Update this one to paste them")]
    [InlineData("{\"rendrix\":\"blocks\",\"blocks\":[]}", "The clipboard's blocks have no version. Copy them again")]
    [InlineData("{\"rendrix\":\"blocks\",\"version\":1,\"blocks\":[{\"id\":\"a\",\"type\":\"DROP TABLE\"}]}", "A block's type is a lower-case code.")]
    [InlineData("{\"rendrix\":\"blocks\",\"version\":1,\"blocks\":[{\"id\":\"a\",\"type\":\"words\"},{\"id\":\"a\",\"type\":\"words\"}]}", "The id a stands twice in the page.")]
    public void Broken_and_foreign_json_gets_a_sentence(string text, string says)
    {
        Assert.True(BlockClip.Looks(text));
        Assert.Equal(says, Assert.Throws<FormatException>(() => BlockClip.Parse(text)).Message);
    }

    [Fact]
    public void Too_much_gets_a_sentence_and_never_a_page_that_is_too_large()
    {
        Assert.Contains("larger than 1000 kB", Assert.Throws<FormatException>(() => BlockClip.Parse(new string(' ', BlockClip.MaxLength + 1))).Message, StringComparison.Ordinal);
        var deep = Enumerable.Range(0, 11).Aggregate(BlockNode.Create("section"), (inner, _) => BlockNode.Create("section", children: [inner]));
        Assert.Equal("Blocks stand at most 12 deep in each other", new BlockClip("", [deep]).Paste(Page(BlockNode.Create("section", children: [Words("a")], id: "s")), Rules, "a", Here).Why);
        var many = new BlockClip("", [.. Enumerable.Range(0, 150).Select(i => BlockNode.Create("section", children: [.. Enumerable.Range(0, 20).Select(j => BlockNode.Create("words"))]))]);
        Assert.Equal("A page holds at most 2,500 blocks", many.Paste(Page(), Rules, null, Here).Why);
    }

    [Fact]
    public void Words_from_anywhere_become_a_text_block()
    {
        var clip = BlockClip.OfText("Fish & <b>chips</b>\r\n\r\n  today\0 ");
        Assert.Equal("<p>Fish &amp; &lt;b&gt;chips&lt;/b&gt;</p><p>today</p>", Assert.Single(clip.Blocks).Prop("Html"));
        Assert.False(BlockClip.Looks("{ not ours }"));
        Assert.Equal("The clipboard is empty. Copy some blocks first", BlockClip.OfText(" \n ").Paste(Page(), Rules, null, Here).Why);
    }

    [Fact]
    public void A_style_brings_only_layout_and_style_that_both_have_on_every_device()
    {
        var page = Page(Words("a", ("Text", "Mine"), ("Align@phone", "right")), BlockNode.Create("section", children: [], id: "s"), BlockNode.Create("list", id: "l"));
        var clip = new BlockClip("", [Words("x", ("Text", "Theirs"), ("Scheme", "contrast"), ("Align", "right"))]);
        var done = Done(page, clip.PasteStyle(page, Rules, ["a", "s", "l"])).Document;
        Assert.Equal(("Mine", "contrast", "right", null), (done.Find("a")!.Prop("Text"), done.Find("a")!.Prop("Scheme"), done.Find("a")!.Prop("Align"), done.Find("a")!.Prop("Align@phone")));
        Assert.Equal("contrast", done.Find("s")!.Prop("Scheme"));
        // A default is part of a look too: it is written out where the other block starts with something else.
        Assert.Equal("page", Done(page, new BlockClip("", [Words("x")]).PasteStyle(page, Rules, ["s"])).Document.Find("s")!.Prop("Scheme"));
        Assert.Equal("These blocks share no style settings that differ", clip.PasteStyle(page, Rules, ["l"]).Why);
        Assert.Equal("Copy a block first, then paste its style", new BlockClip("", []).PasteStyle(page, Rules, ["a"]).Why);
    }
}

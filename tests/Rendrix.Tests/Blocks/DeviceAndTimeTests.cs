using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Tests.Content;
using Rendrix.Web.Client.Blocks;

namespace Rendrix.Tests.Blocks;

public sealed class DeviceAndTimeTests
{
    private static BlockNode Note(params (string Key, string Text)[] props) => BlockNode.Create("note", props.Select(p => KeyValuePair.Create(p.Key, p.Text)), id: "n1");

    private static IReadOnlyList<(string Id, string On, string? Text)> Forms(BlockNode node) =>
        [.. DeviceVariants.Of(node, TestBlocks.Rules.Find("note")!.Fields).Select(f => (f.Node.Id, f.On, f.Node.Prop("Text")))];

    [Fact]
    public void A_block_has_a_form_for_each_device_that_differs_and_narrower_ones_inherit()
    {
        Assert.Equal([("n1", "", "Wide")], Forms(Note(("Text", "Wide"))));
        Assert.Equal([("n1", "d t", "Wide"), ("n1@phone", "p", "Small")], Forms(Note(("Text", "Wide"), ("Text@phone", "Small"))));
        Assert.Equal([("n1", "d", "Wide"), ("n1@tablet", "t p", "Middle")], Forms(Note(("Text", "Wide"), ("Text@tablet", "Middle"))));
        // The phone has a text of its own for one setting and inherits the tablet's for the other.
        var both = DeviceVariants.Of(Note(("Text@tablet", "Middle"), ("Html@phone", "<p>x</p>")), TestBlocks.Rules.Find("note")!.Fields);
        Assert.Equal(["d", "t", "p"], both.Select(f => f.On));
        Assert.Equal(("Middle", "<p>x</p>"), (both[2].Node.Prop("Text"), both[2].Node.Prop("Html")));
        Assert.Equal([("n1", "", null)], Forms(Note(("Nothing@phone", "x"))));
    }

    [Fact]
    public void A_block_shows_between_its_moments_and_the_next_change_of_a_page_is_known()
    {
        var now = new DateTimeOffset(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);
        var sale = Note(("@from", "2026-11-27T09:00:00+01:00"), ("@until", "2026-11-30T00:00:00Z"));
        Assert.False(BlockBasics.ShowsAt(sale, now.AddTicks(-1)));
        Assert.True(BlockBasics.ShowsAt(sale, now));
        Assert.False(BlockBasics.ShowsAt(sale, new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero)));
        Assert.True(BlockBasics.ShowsAt(Note(("@from", "whenever")), now));
        var page = PageDocument.Of(Note(), BlockNode.Create("box", children: [sale]));
        Assert.Equal(now, BlockBasics.NextChange(page.Root, now.AddDays(-1)));
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero), BlockBasics.NextChange(page.Root, now));
        Assert.Null(BlockBasics.NextChange(page.Root, now.AddDays(9)));
    }

    [Fact]
    public void Old_documents_are_replayed_through_every_step_and_newer_ones_stay()
    {
        var migrations = new BlockMigrations(new BlockCatalog([typeof(Sign)]), [new ColorToScheme(), new TextToWords()]);
        var old = PageDocument.Of(BlockNode.Create("sign", new Dictionary<string, string> { ["Color"] = "dark", ["Text"] = "Hi" }, id: "s1"),
            BlockNode.Create("sign", new Dictionary<string, string> { ["Scheme"] = "tint", ["Text"] = "Ho", ["@v"] = "2" }, id: "s2"),
            BlockNode.Create("sign", new Dictionary<string, string> { ["Later"] = "?", ["@v"] = "9" }, id: "s3"), BlockNode.Create("elsewhere", new Dictionary<string, string> { ["Text"] = "kept" }, id: "e1"));
        var now = migrations.Upgrade(PageDocument.Parse(old.ToJson()));
        Assert.Equal([("@v", "3"), ("Scheme", "contrast"), ("Words", "Hi")], now.Find("s1")!.Props.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value)));
        Assert.Equal([("@v", "3"), ("Scheme", "tint"), ("Words", "Ho")], now.Find("s2")!.Props.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value)));
        Assert.Equal(("?", "9"), (now.Find("s3")!.Prop("Later"), now.Find("s3")!.Prop("@v")));
        Assert.Equal("kept", now.Find("e1")!.Prop("Text"));
        Assert.Same(now, migrations.Upgrade(now));
        var missing = Assert.Throws<InvalidOperationException>(() => new BlockMigrations(new BlockCatalog([typeof(Sign)]), [new TextToWords()]));
        Assert.Contains("sign has version 3", missing.Message, StringComparison.Ordinal);
    }

    [Block("sign", Title = "Sign", Version = 3)]
    public sealed class Sign : BlockComponent;

    public sealed class ColorToScheme : IBlockMigration
    {
        public string Code => "sign";
        public int From => 1;
        public BlockNode Upgrade(BlockNode node) => node.With("Scheme", node.Prop("Color") == "dark" ? "contrast" : null).With("Color", null);
    }

    public sealed class TextToWords : IBlockMigration
    {
        public string Code => "sign";
        public int From => 2;
        public BlockNode Upgrade(BlockNode node) => node.With("Words", node.Prop("Text")).With("Text", null);
    }
}

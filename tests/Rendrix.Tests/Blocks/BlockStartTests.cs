using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content;

namespace Rendrix.Tests.Blocks;

/// <summary>What the palette inserts is whole: every kind fits its place, passes the check before publishing, and brings files that are there.</summary>
public sealed class BlockStartTests
{
    private static readonly BlockRules Rules = BlockRules.Of(BlockCatalog.Default.All.Select(k => k.Component));

    public static TheoryData<string> Kinds => [.. BlockCatalog.Default.All.Where(k => !k.About.Hidden).Select(k => k.Code)];

    [Theory, MemberData(nameof(Kinds))]
    public void A_new_block_could_be_published_as_it_is(string code)
    {
        var fresh = BlockPlaces.Fresh(Rules, code);
        Assert.Equal(code, fresh.Type);
        Assert.Equal(fresh.Walk().Count(), fresh.Walk().Select(n => n.Id).Distinct().Count());
        Assert.NotEqual(fresh.Id, BlockPlaces.Fresh(Rules, code).Id);
        var (parent, type) = Standing(fresh);
        Assert.Empty(PublishCheck.Problems(new PageDocument(parent), type, Rules));
        // Every setting that is written out exists, or a renamed one would silently fall back.
        foreach (var node in fresh.Walk())
            foreach (var name in node.Props.Keys) Assert.NotNull(Rules.Find(node.Type)!.Field(name));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Its_stylesheet_and_script_are_there(string code)
    {
        var about = BlockCatalog.Default.Find(code)!.About;
        if (about.Style.Length > 0) Assert.True(File.Exists(Path.Combine(BlockListTests.Root, "wwwroot", "css", about.Style + ".css")), about.Style);
        if (about.Script.Length > 0) Assert.True(File.Exists(Path.Combine(BlockListTests.Root, "wwwroot", "js", about.Script + ".js")), about.Script);
    }

    [Fact]
    public void Stylesheets_keep_their_budget()
    {
        var css = Path.Combine(BlockListTests.Root, "wwwroot", "css");
        Assert.InRange(new FileInfo(Path.Combine(css, "store.css")).Length, 1, 20_480);
        foreach (var file in Directory.GetFiles(Path.Combine(css, "blocks"))) Assert.InRange(new FileInfo(file).Length, 1, 8_192);
        foreach (var file in Directory.GetFiles(Path.Combine(BlockListTests.Root, "wwwroot", "js", "blocks"))) Assert.InRange(new FileInfo(file).Length, 1, 4_096);
    }

    [Fact]
    public void Icons_of_the_shop_are_choices_and_unknown_ones_are_refused()
    {
        var field = BlockCatalog.Default.Find("icon")!.Schema.Find("Icon")!;
        Assert.Null(FieldCheck.Problem(field, "truck"));
        Assert.Null(FieldCheck.Problem(field, ""));
        Assert.NotNull(FieldCheck.Problem(field, "truck#x"));
        Assert.Equal("hand-heart", FieldSchema.Read(field, "gone"));
        Assert.Null(ShopIcons.Href("../x"));
    }

    // The block below the parents it needs, up to a root.
    private static (BlockNode Root, PageType Type) Standing(BlockNode node)
    {
        while (Rules.Find(node.Type)!.About.Parents is [var parent, ..])
        {
            var slot = Rules.Find(parent)!.Slots.First(s => Rules.WhyNot(node.Type, parent, s.Name) is null).Name;
            node = BlockNode.Create(parent, children: [node], slot: slot, id: parent == "site" ? "root" : null);
        }
        return node.Type == "site" ? (node, PageType.Site) : (BlockNode.Create("page", children: [node], id: "root"), node.Walk().SelectMany(b => Rules.Find(b.Type)!.About.On).FirstOrDefault(PageType.Standard));
    }
}

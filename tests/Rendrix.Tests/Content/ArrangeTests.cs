using Microsoft.AspNetCore.Components;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Content.Edits;
using Rendrix.Fields;

namespace Rendrix.Tests.Content;

/// <summary>Acts on several selected blocks: each is one step, whole or not at all.</summary>
public sealed class ArrangeTests
{
    private static readonly BlockRules Rules = ArrangeBlocks.Rules;

    // root: a, s[ b, c ], two( left: d | right: ), e, list[ i, j ]
    private static PageDocument Page() => PageDocument.Of(
        BlockNode.Create("words", new Dictionary<string, string> { ["Text"] = "Alpha beta" }, id: "a"),
        BlockNode.Create("section", children: [BlockNode.Create("words", id: "b"), BlockNode.Create("words", id: "c")], id: "s"),
        BlockNode.Create("two", id: "two").WithSlot("left", [BlockNode.Create("words", id: "d")]),
        BlockNode.Create("words", id: "e"),
        BlockNode.Create("list", children: [BlockNode.Create("item", id: "i"), BlockNode.Create("item", id: "j")], id: "l"));

    private static string Shape(PageDocument document)
    {
        return string.Join(' ', document.Root.Children("children").Select(Of));
        static string Of(BlockNode n) => n.Slots.Count == 0 ? n.Id : $"{n.Id}[{string.Join('|', n.Slots.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => string.Join(' ', s.Value.Select(Of))))}]";
    }

    private static PageDocument Done(PageDocument document, Plan plan)
    {
        Assert.True(plan.Edit is not null, plan.Why);
        return Assert.IsType<Applied>(plan.Edit!.Apply(document, Rules)).Document;
    }

    [Theory]
    [InlineData("a", 1, "s[b c] a two[d] e l[i j]")]
    [InlineData("e", -1, "a s[b c] e two[d] l[i j]")]
    [InlineData("a s", 1, "two[d] a s[b c] e l[i j]")]
    [InlineData("two e", -1, "a two[d] e s[b c] l[i j]")]
    [InlineData("a two", 1, "s[b c] a two[d] e l[i j]")]
    [InlineData("d", 1, "a s[b c] two[|d] e l[i j]")]
    public void Moving_up_and_down_keeps_a_selection_together_and_goes_on_into_the_next_place(string ids, int step, string expected) =>
        Assert.Equal(expected, Shape(Done(Page(), Arrange.Shift(Page(), Rules, ids.Split(' '), step))));

    [Theory]
    [InlineData("a", -1)]
    [InlineData("l", 1)]
    [InlineData("b", -1)]
    public void At_the_end_it_says_so(string id, int step) => Assert.Equal("It cannot go further that way", Arrange.Shift(Page(), Rules, [id], step).Why);

    [Fact]
    public void In_and_out_go_where_the_rules_allow()
    {
        Assert.Equal("s[a b c] two[d] e l[i j]", Shape(Done(Page(), Arrange.In(Page(), Rules, ["a"]))));
        Assert.Equal("a s[b c] two[d e] l[i j]", Shape(Done(Page(), Arrange.In(Page(), Rules, ["e"]))));
        Assert.Equal("a s[c] b two[d] e l[i j]", Shape(Done(Page(), Arrange.Out(Page(), Rules, ["b"]))));
        Assert.Equal("It cannot go further out", Arrange.Out(Page(), Rules, ["i"]).Why);
        Assert.Equal("No block beside it takes List", Arrange.In(Page(), Rules, ["l"]).Why);
    }

    [Fact]
    public void Blocks_from_several_places_are_moved_to_one_in_the_order_of_the_page()
    {
        var plan = Arrange.Move(Page(), Rules, ["e", "b", "a"], "two", "right", 0);
        Assert.Equal("s[c] two[d|a b e] l[i j]", Shape(Done(Page(), plan)));
        Assert.Equal(["a", "b", "e"], plan.Select!);
        // Positions count without what moves, wherever in the list it came from.
        Assert.Equal("two[d] e a s[b c] l[i j]", Shape(Done(Page(), Arrange.Move(Page(), Rules, ["a", "s"], "root", "children", 2))));
        Assert.Equal("It is already there", Arrange.Move(Page(), Rules, ["a"], "root", "children", 0).Why);
    }

    [Fact]
    public void A_block_whose_parent_is_selected_too_comes_along_and_is_not_moved_twice() =>
        Assert.Equal("a two[d|s[b c]] e l[i j]", Shape(Done(Page(), Arrange.Move(Page(), Rules, ["b", "s", "root", "nobody"], "two", "right", 0))));

    [Fact]
    public void Grouping_wraps_in_place_and_ungrouping_takes_it_back()
    {
        var group = Arrange.Group(Page(), Rules, ["a", "s"]);
        var grouped = Done(Page(), group);
        Assert.Equal($"{group.Select![0]}[a s[b c]] two[d] e l[i j]", Shape(grouped));
        Assert.Equal("section", grouped.Find(group.Select[0])!.Type);
        Assert.Equal("stack", Done(Page(), Arrange.Group(Page(), Rules, ["b"])).Find("s")!.Children("children")[0].Type);
        Assert.Equal(Shape(Page()), Shape(Done(grouped, Arrange.Ungroup(grouped, Rules, group.Select))));
        Assert.Equal("Select blocks that stand side by side to group them", Arrange.Group(Page(), Rules, ["a", "b"]).Why);
        Assert.Equal("Item stands only in List", Arrange.Ungroup(Page(), Rules, ["l"]).Why);
        Assert.Equal("Words holds no blocks to take out", Arrange.Ungroup(Page(), Rules, ["a"]).Why);
    }

    [Fact]
    public void Ungrouping_never_deletes_a_block_that_could_not_be_taken_out()
    {
        var locked = Done(Page(), Arrange.Lock(Page(), Rules, ["c"]));
        var plan = Arrange.Ungroup(locked, Rules, ["s"]);
        Assert.Null(plan.Edit);
        Assert.Equal("Words is locked. Unlock it first", plan.Why);
    }

    [Fact]
    public void Copies_of_neighbors_stand_after_the_last_of_them_in_their_order()
    {
        var plan = Arrange.Duplicate(Page(), Rules, ["s", "a"]);
        var done = Done(Page(), plan);
        Assert.Equal(["words", "section", "words", "section", "two", "words", "list"], done.Root.Children("children").Select(b => b.Type));
        Assert.Equal(plan.Select!, done.Root.Children("children").Skip(2).Take(2).Select(b => b.Id));
        Assert.Equal(2, done.Find(plan.Select![1])!.Children("children").Length);
        Assert.Equal(["b", "d"], Done(Page(), Arrange.Duplicate(Page(), Rules, ["b", "d"])).Places.Keys.Where(k => k is "b" or "d"));
    }

    [Fact]
    public void Deleting_selects_the_nearest_that_stays_and_undo_brings_all_back()
    {
        var plan = Arrange.Remove(Page(), Rules, ["a", "s", "e"]);
        Assert.Equal(["l"], plan.Select!);
        var done = Assert.IsType<Applied>(plan.Edit!.Apply(Page(), Rules));
        Assert.Equal(("two[d] l[i j]", "Delete 3 blocks"), (Shape(done.Document), done.Name));
        Assert.Equal(Page().ToJson(), Assert.IsType<Applied>(done.Inverse.Apply(done.Document, Rules)).Document.ToJson());
        Assert.Equal(["s"], Arrange.Remove(Page(), Rules, ["b", "c"]).Select!);
    }

    [Fact]
    public void Hiding_several_hides_what_is_shown_and_shows_only_when_all_are_hidden()
    {
        var one = Done(Page(), Arrange.Hide(Page(), Rules, ["a"]));
        var both = Done(one, Arrange.Hide(one, Rules, ["a", "e"]));
        Assert.True(BlockBasics.IsHidden(both.Find("a")!) && BlockBasics.IsHidden(both.Find("e")!));
        Assert.Equal(Page().ToJson(), Done(both, Arrange.Hide(both, Rules, ["a", "e"])).ToJson());
    }

    [Fact]
    public void A_locked_block_among_several_stops_the_whole_act()
    {
        var locked = Done(Page(), Arrange.Lock(Page(), Rules, ["s"]));
        Assert.Equal("Section is locked. Unlock it first", Arrange.Remove(locked, Rules, ["a", "s"]).Why);
        Assert.Equal("Section is locked. Unlock it first", Arrange.Move(locked, Rules, ["b"], "root", "children", 0).Why);
        Assert.Equal("No block beside it takes Words", Arrange.In(locked, Rules, ["a"]).Why);
        Assert.Equal(Page().ToJson(), Done(locked, Arrange.Lock(locked, Rules, ["s"])).ToJson());
    }

    [Fact]
    public void Names_are_kept_and_an_empty_one_goes_back_to_the_kind()
    {
        var named = Done(Page(), Arrange.Rename(Page(), "a", "  Welcome "));
        Assert.Equal("Welcome", named.Find("a")!.Prop(BlockBasics.NameKey));
        Assert.Equal(Page().ToJson(), Done(named, Arrange.Rename(named, "a", " ")).ToJson());
        Assert.Null(Arrange.Rename(Page(), "a", "").Edit);
    }

    [Fact]
    public void Selecting_walks_by_parent_child_and_sibling()
    {
        Assert.Equal(("s", "b", "c", null), (Chosen.Parent(Page(), "b"), Chosen.Child(Page(), "s"), Chosen.Beside(Page(), "b", 1), Chosen.Beside(Page(), "c", 1)));
        Assert.Equal((null, "a", "l"), (Chosen.Parent(Page(), "a"), Chosen.Beside(Page(), null, 1), Chosen.Beside(Page(), null, -1)));
        Assert.Equal(["b", "c"], Chosen.All(Page(), "c"));
        Assert.Equal(["a", "s", "two", "e", "l"], Chosen.All(Page(), null));
    }
}

/// <summary>A few kinds of blocks to arrange.</summary>
public static class ArrangeBlocks
{
    public static readonly BlockRules Rules = BlockRules.Of([typeof(PageBlock), typeof(Words), typeof(Section), typeof(Stack), typeof(Two), typeof(ListBlock), typeof(Item), typeof(Rich)]);

    [Block("page", Title = "Page", Hidden = true)]
    public sealed class PageBlock { [Slot] public RenderFragment? Children { get; set; } }

    [Block("words", Title = "Words")]
    public sealed class Words
    {
        [Field("Text", MaxLength = 30, Inline = true, Bindable = true)] public string Text { get; set; } = "Hello";
        [Field("Picture", Kind = FieldKind.Image)] public string Image { get; set; } = "";
        [Field("Link", Kind = FieldKind.Link)] public string Link { get; set; } = "";
        [Field("Colors", Kind = FieldKind.Scheme, Group = "Style")] public string Scheme { get; set; } = "page";
        [Field("Align", Group = "Layout", Options = ["left", "right"])] public string Align { get; set; } = "left";
    }

    [Block("section", Title = "Section", Group = "Layout")]
    public sealed class Section
    {
        [Field("Colors", Kind = FieldKind.Scheme, Group = "Style")] public string Scheme { get; set; } = "tint";
        [Slot] public RenderFragment? Children { get; set; }
    }

    [Block("stack", Title = "Stack", Group = "Layout")]
    public sealed class Stack { [Slot] public RenderFragment? Children { get; set; } }

    [Block("two", Title = "Two columns", Group = "Layout")]
    public sealed class Two { [Slot(Label = "Left")] public RenderFragment? Left { get; set; } [Slot(Label = "Right")] public RenderFragment? Right { get; set; } }

    [Block("list", Title = "List")]
    public sealed class ListBlock { [Slot(Allows = ["item"])] public RenderFragment? Children { get; set; } }

    [Block("item", Title = "Item", Parents = ["list"])]
    public sealed class Item { [Field("Name", Inline = true)] public string Name { get; set; } = ""; }

    [Block("rich_text", Title = "Text")]
    public sealed class Rich { [Field("Text", Kind = FieldKind.RichText)] public string Html { get; set; } = ""; }
}

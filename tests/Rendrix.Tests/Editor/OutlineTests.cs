using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Tests.Content;
using Rendrix.Web.Client.Editor.Keys;
using Rendrix.Web.Client.Editor.Outlining;

namespace Rendrix.Tests.Editor;

public sealed class OutlineTests
{
    private static readonly BlockRules Rules = ArrangeBlocks.Rules;

    private static PageDocument Page() => PageDocument.Of(
        BlockNode.Create("words", new Dictionary<string, string> { ["Text"] = "Welcome" }, id: "a"),
        BlockNode.Create("section", new Dictionary<string, string> { ["@name"] = "Story" }, children: [BlockNode.Create("words", id: "b"), BlockNode.Create("stack", children: [], id: "st")], id: "s"),
        BlockNode.Create("two", id: "two").WithSlot("left", [BlockNode.Create("words", id: "d")]));

    private static string Rows(IReadOnlySet<string> open, string find = "") =>
        string.Join(' ', OutlineRows.Of(Page(), Rules, open, find).Select(r => new string('-', r.Level) + (r.Node?.Id ?? $"({r.Heading})")));

    [Fact]
    public void Folded_rows_hide_what_is_inside_and_places_with_names_are_rows_of_their_own()
    {
        Assert.Equal("a s two", Rows(new HashSet<string>()));
        Assert.Equal("a s -b -st two -(Left) --d -(Right)".Replace("--d", "-d", StringComparison.Ordinal), Rows(new HashSet<string> { "s", "two" }));
        var row = OutlineRows.Of(Page(), Rules, new HashSet<string> { "s" })[2];
        Assert.Equal(("b", 1, "s", 0, 2), (row.Node!.Id, row.Level, row.Parent, row.Index, row.Size));
    }

    [Theory]
    [InlineData("welc", "a")]
    [InlineData("story", "s")]
    [InlineData("stack", "s -st")]
    [InlineData("words", "a s -b two -(Left) -d")]
    [InlineData("nothing", "")]
    public void Searching_lists_what_fits_with_what_stands_around_it(string find, string expected) => Assert.Equal(expected, Rows(new HashSet<string>(), find));

    [Fact]
    public void Every_one_of_thousands_of_blocks_has_its_row()
    {
        var page = PageDocument.Of([.. Enumerable.Range(0, 120).Select(i => BlockNode.Create("section", children: [.. Enumerable.Range(0, 19).Select(j => BlockNode.Create("words"))], id: "s" + i))]);
        var open = page.Places.Keys.ToHashSet();
        Assert.Equal(2_400, OutlineRows.Of(page, Rules, open).Count);
    }

    [Fact]
    public void A_carried_block_steps_through_places_and_says_where_it_is()
    {
        var held = Held.Lift(Page(), Rules, ["a"])!;
        Assert.Equal("position 1 of 3 in Page", held.Where(Page(), Rules));
        Assert.Null(held.Step(Page(), Rules, -1));
        var second = held.Step(Page(), Rules, 1)!;
        Assert.Equal("position 2 of 3 in Page", second.Where(Page(), Rules));
        // Right goes into the block before, at its end; left comes out after it.
        var inside = second.In(Page(), Rules)!;
        Assert.Equal("position 3 of 3 in Story", inside.Where(Page(), Rules));
        Assert.Equal("position 2 of 3 in Page", inside.Out(Page(), Rules)!.Where(Page(), Rules));
        var column = (inside.Out(Page(), Rules)!.Step(Page(), Rules, 1)!).In(Page(), Rules)!;
        Assert.Equal("position 2 of 2 in Left of Two columns", column.Where(Page(), Rules));
        Assert.Equal("position 1 of 1 in Right of Two columns", column.Step(Page(), Rules, 1)!.Where(Page(), Rules));
        Assert.Equal(("root", 2), (held.Step(Page(), Rules, int.MaxValue / 2)!.Parent, held.Step(Page(), Rules, int.MaxValue / 2)!.Index));
    }

    [Fact]
    public void Something_new_is_carried_only_to_places_that_take_it()
    {
        Assert.Null(Held.New(Page(), Rules, "Item", ["item"], null));
        var held = Held.New(Page(), Rules, "Words", ["words"], "b")!;
        Assert.Equal(("s", 1, "position 2 of 3 in Story"), (held.Parent, held.Index, held.Where(Page(), Rules)));
        Assert.Equal("st", held.Step(Page(), Rules, 1)!.In(Page(), Rules)!.Parent);
    }

    [Fact]
    public void No_two_shortcuts_of_one_place_share_keys_and_none_needs_a_key_that_writes_with_alt()
    {
        foreach (var place in new[] { ShortcutPlace.Outline, ShortcutPlace.Page })
        {
            var here = Shortcuts.All.Where(s => s.Place == place || s.Place is ShortcutPlace.Always or ShortcutPlace.Editor).SelectMany(s => s.Keys.Select(k => (k, s.Act))).ToList();
            Assert.Equal(here.Count, here.Select(h => h.k).Distinct().Count());
        }
        Assert.All(Shortcuts.All.SelectMany(s => s.Keys), keys => Assert.DoesNotContain("Alt", keys, StringComparison.Ordinal));
        Assert.Equal(Shortcuts.All.Count, Shortcuts.All.Select(s => s.Act).Distinct().Count());
        Assert.Equal(("Ctrl Shift Z", "⌘⇧Z"), (Shortcuts.Say("redo"), Shortcuts.Say("redo", mac: true)));
    }

    [Fact]
    public void The_map_holds_every_act_of_the_goal()
    {
        string[] acts = ["undo", "redo", "copy", "cut", "paste", "paste-style", "duplicate", "remove", "up", "down", "in", "out", "parent", "child", "previous", "next", "all", "group", "ungroup", "hide", "lock", "rename", "find", "save", "publish", "desktop", "tablet", "phone", "panels", "help"];
        Assert.Empty(acts.Except(Shortcuts.All.Select(s => s.Act)));
    }
}

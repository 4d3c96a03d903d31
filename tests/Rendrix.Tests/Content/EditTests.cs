using Microsoft.AspNetCore.Components;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;

namespace Rendrix.Tests.Content;

public sealed class EditTests
{
    private static readonly BlockRules Rules = TestBlocks.Rules;

    private static PageDocument Start() => PageDocument.Of(
        BlockNode.Create("note", new Dictionary<string, string> { ["Text"] = "First" }, id: "n1"),
        BlockNode.Create("box", children: [BlockNode.Create("note", id: "n2"), BlockNode.Create("box", children: [], id: "x2")], id: "x1"),
        BlockNode.Create("list", children: [BlockNode.Create("entry", id: "e1"), BlockNode.Create("entry", id: "e2")], id: "l1"));

    private static Applied Do(PageDocument document, Edit edit) => Assert.IsType<Applied>(edit.Apply(document, Rules));

    private static string Why(PageDocument document, Edit edit) => Assert.IsType<Ignored>(edit.Apply(document, Rules)).Reason;

    [Fact]
    public void Edits_in_a_row_make_the_expected_tree_and_undoing_them_all_makes_the_first_document()
    {
        Edit[] edits =
        [
            new InsertBlock("root", "children", 1, BlockNode.Create("note", id: "n3")),
            new ChangeProp("n1", "Text", "Hello"),
            new MoveBlock("n1", "x1", "children", 1),
            new DuplicateBlock("x1", "copy"),
            new RemoveBlock("l1"),
        ];
        var first = Start();
        var document = first;
        var inverses = new Stack<Edit>();
        foreach (var edit in edits)
        {
            var done = Do(document, edit);
            inverses.Push(done.Inverse);
            document = done.Document;
        }

        Assert.Equal(["n3", "x1", "copy"], document.Root.Children("children").Select(b => b.Id));
        Assert.Equal(["n2", "n1", "x2"], document.Find("x1")!.Children("children").Select(b => b.Id));
        Assert.Equal(["copy-1", "copy-2", "copy-3"], document.Find("copy")!.Children("children").Select(b => b.Id));
        Assert.Equal("Hello", document.Find("copy-2")!.Prop("Text"));

        while (inverses.TryPop(out var inverse)) document = Do(document, inverse).Document;
        Assert.Equal(first.ToJson(), document.ToJson());
    }

    [Fact]
    public void Changed_blocks_are_the_block_of_a_setting_and_the_parents_of_everything_else()
    {
        var document = Start();
        Assert.Equal(["n2"], Do(document, new ChangeProp("n2", "Text", "x")).Changed);
        Assert.Equal(["x1"], Do(document, new InsertBlock("x1", "children", 0, BlockNode.Create("note"))).Changed);
        Assert.Equal(["x1"], Do(document, new RemoveBlock("n2")).Changed);
        Assert.Equal(["root", "x2"], Do(document, new MoveBlock("n1", "x2", "children", 0)).Changed);
        Assert.Equal(["root"], Do(document, new MoveBlock("n1", "root", "children", 2)).Changed);
    }

    [Fact]
    public void Undo_is_named_by_what_the_person_did()
    {
        var document = Start();
        Assert.Equal("Move Note", Do(document, new MoveBlock("n1", "root", "children", 1)).Name);
        Assert.Equal("Add Box", Do(document, new InsertBlock("root", "children", 0, BlockNode.Create("box"))).Name);
        Assert.Equal("Delete List", Do(document, new RemoveBlock("l1")).Name);
        Assert.Equal("Duplicate Box", Do(document, new DuplicateBlock("x1", "c")).Name);
        Assert.Equal("Change words of Note", Do(document, new ChangeProp("n1", "Text", "x")).Name);
    }

    [Fact]
    public void What_no_longer_fits_is_ignored_with_a_sentence()
    {
        var document = Start();
        Assert.Contains("gone", Why(document, new ChangeProp("nowhere", "Text", "x")), StringComparison.Ordinal);
        Assert.Contains("gone", Why(document, new RemoveBlock("nowhere")), StringComparison.Ordinal);
        Assert.Contains("gone", Why(document, new MoveBlock("n1", "nowhere", "children", 0)), StringComparison.Ordinal);
        Assert.Equal("A block cannot go into itself", Why(document, new MoveBlock("x1", "x2", "children", 0)));
        Assert.Equal("A block cannot go into itself", Why(document, new MoveBlock("x1", "x1", "children", 0)));
        Assert.Equal("The page itself stays", Why(document, new RemoveBlock("root")));
        Assert.Equal("Entry stands only in List", Why(document, new MoveBlock("e1", "x1", "children", 0)));
        Assert.Equal("List takes only Entry", Why(document, new MoveBlock("n1", "l1", "children", 0)));
        Assert.Equal("List holds at most 3 blocks", Why(Do(document, new DuplicateBlock("e1", "e3")).Document, new DuplicateBlock("e1", "e4")));
        Assert.Equal("List takes only Entry", Why(document, new InsertBlock("l1", "children", 0, BlockNode.Create("ghost"))));
        Assert.Equal("Note is already on the page", Why(document, new InsertBlock("root", "children", 0, BlockNode.Create("note", id: "n1"))));
        Assert.Equal("It is already there", Why(document, new MoveBlock("n1", "root", "children", 0)));
        Assert.Equal("Use 40 characters or fewer", Why(document, new ChangeProp("n1", "Text", new string('x', 41))));
        Assert.Contains("no setting", Why(document, new ChangeProp("n1", "Colour", "red")), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_of_a_page_hold()
    {
        var deep = BlockNode.Create("box", children: []);
        for (var i = 1; i < PageDocument.MaxDepth; i++) deep = BlockNode.Create("box", children: [deep]);
        var document = Do(PageDocument.Empty, new InsertBlock("root", "children", 0, deep)).Document;
        var deepest = document.Places.Values.MaxBy(p => p.Depth)!.Node.Id;
        Assert.Contains("deep", Why(document, new InsertBlock(deepest, "children", 0, BlockNode.Create("note"))), StringComparison.Ordinal);
        Assert.Equal(document.ToJson(), PageDocument.Parse(document.ToJson()).ToJson());

        var boxes = Enumerable.Range(0, 13).Select(_ => BlockNode.Create("box", children: Enumerable.Range(0, 190).Select(_ => BlockNode.Create("note"))));
        var full = PageDocument.Of([.. boxes]);
        var free = PageDocument.MaxBlocks - full.Places.Count;
        Assert.Contains("at most", Why(full, new InsertBlock("root", "children", 0, BlockNode.Create("box", children: Enumerable.Range(0, free).Select(_ => BlockNode.Create("note"))))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_of_an_unknown_kind_can_be_deleted_and_comes_back_with_undo()
    {
        var document = PageDocument.Of(BlockNode.Create("retired", new Dictionary<string, string> { ["Old"] = "1" }, id: "r1"));
        var removed = Do(document, new RemoveBlock("r1"));
        Assert.Equal(document.ToJson(), Do(removed.Document, removed.Inverse).Document.ToJson());
        var changed = Do(document, new ChangeProp("r1", "Old", null));
        Assert.Equal(document.ToJson(), Do(changed.Document, changed.Inverse).Document.ToJson());
    }

    [Fact]
    public void Edits_survive_being_written_and_read()
    {
        Edit[] edits =
        [
            new InsertBlock("root", "children", 2, BlockNode.Create("box", new Dictionary<string, string> { ["Wide"] = "true" }, [BlockNode.Create("note", id: "n9")], id: "x9")),
            new MoveBlock("n1", "x1", "children", 0), new RemoveBlock("n1"), new DuplicateBlock("x1", "copy"), new ChangeProp("n1", "Text", null),
            new ChangeProp("n1", "Text", "Firstly") { Was = "First" }, new SeveralEdits([new RemoveBlock("n2"), new ChangeProp("x1", "Wide", "true")], "Tidy"),
        ];
        foreach (var edit in edits)
        {
            var read = Edit.Parse(edit.ToJson());
            Assert.Equal(Do(Start(), edit).Document.ToJson(), Do(Start(), read).Document.ToJson());
        }
        Assert.Throws<FormatException>(() => Edit.Parse("{\"kind\":\"explode\"}"));
        Assert.Throws<FormatException>(() => Edit.Parse("{\"kind\":\"insert\",\"parentId\":\"root\",\"slot\":\"children\",\"index\":0,\"block\":{\"id\":\"bad id\",\"type\":\"note\"}}"));
        Assert.False(((RemoveBlock)Edit.Parse("{\"kind\":\"remove\",\"id\":\"a\"}")) is null);
        Assert.Throws<FormatException>(() => Edit.Parse("[]"));
    }

    [Fact]
    public void Ten_thousand_random_edits_undone_and_done_again_make_the_same_documents()
    {
        var random = new Random(20261121);
        var first = Start();
        var document = first;
        var inverses = new Stack<Edit>();
        for (var i = 0; i < 10_000; i++)
        {
            if (Some(document, random).Apply(document, Rules) is not Applied done) continue;
            inverses.Push(done.Inverse);
            document = done.Document;
        }
        var last = document.ToJson();
        Assert.True(inverses.Count > 3_000, $"only {inverses.Count} edits did something");
        var again = new Stack<Edit>();
        while (inverses.TryPop(out var inverse))
        {
            var undone = Do(document, inverse);
            again.Push(undone.Inverse);
            document = undone.Document;
        }
        Assert.Equal(first.ToJson(), document.ToJson());
        while (again.TryPop(out var edit)) document = Do(document, edit).Document;
        Assert.Equal(last, document.ToJson());
    }

    [Fact]
    public void Several_edits_are_one_step_and_those_that_do_not_fit_are_left_out()
    {
        var document = Start();
        var done = Do(document, new SeveralEdits([new RemoveBlock("n1"), new RemoveBlock("gone"), new MoveBlock("n2", "x2", "children", 0)], "Delete 2 blocks"));
        Assert.Equal("Delete 2 blocks", done.Name);
        Assert.Null(done.Document.Find("n1"));
        Assert.Equal("x2", done.Document.Places["n2"].ParentId);
        Assert.Equal(document.ToJson(), Do(done.Document, done.Inverse).Document.ToJson());
        Assert.Equal("This block is already gone", Why(document, new SeveralEdits([new RemoveBlock("a"), new RemoveBlock("b")], null)));
        Assert.Equal("Changes do not stand in each other", Why(document, new SeveralEdits([new SeveralEdits([new RemoveBlock("n1")], null)], null)));
    }

    [Fact]
    public void A_locked_block_and_all_in_it_stay_as_they_are_until_unlocked()
    {
        var document = Do(Start(), new ChangeProp("x1", "@locked", "true")).Document;
        const string locked = "Box is locked. Unlock it first";
        Assert.Equal(locked, Why(document, new ChangeProp("x1", "Wide", "true")));
        Assert.Equal(locked, Why(document, new ChangeProp("n2", "Text", "no")));
        Assert.Equal(locked, Why(document, new RemoveBlock("n2")));
        Assert.Equal(locked, Why(document, new MoveBlock("n2", "root", "children", 0)));
        Assert.Equal(locked, Why(document, new MoveBlock("n1", "x2", "children", 0)));
        Assert.Equal(locked, Why(document, new InsertBlock("x2", "children", 0, BlockNode.Create("note"))));
        var open = Do(document, new ChangeProp("x1", "@locked", null));
        Assert.Equal("Unlock Box", open.Name);
        Do(open.Document, new ChangeProp("n2", "Text", "yes"));
    }

    [Fact]
    public void Values_on_devices_and_bindings_are_checked_like_settings()
    {
        var document = Start();
        Assert.Equal("Change words of Note on phones", Do(document, new ChangeProp("n1", "Text@phone", "Short")).Name);
        Assert.Equal("Use 40 characters or fewer", Why(document, new ChangeProp("n1", "Text@tablet", new string('x', 41))));
        Assert.Equal("Wide is the same on all screens, because Box holds other blocks", Why(document, new ChangeProp("x1", "Wide@phone", "true")));
        Assert.Equal("There is no setting called Text@watch", Why(document, new ChangeProp("n1", "Text@watch", "x")));
        Assert.Equal("There is no setting called @secret", Why(document, new ChangeProp("n1", "@secret", "x")));
        Assert.Equal("Enter a date and a time", Why(document, new ChangeProp("n1", "@from", "soon")));
        Do(document, new ChangeProp("n1", "Text@bind", "product.name"));
        Assert.Equal("Words cannot be filled from product.image", Why(document, new ChangeProp("n1", "Text@bind", "product.image")));
        Assert.Equal("Rich cannot be filled from product.name", Why(document, new ChangeProp("n1", "Html@bind", "product.name")));
    }

    [Fact]
    public void Two_people_who_type_in_one_text_at_once_both_keep_their_words()
    {
        var document = Do(Start(), new ChangeProp("n1", "Text", "Toys of wood")).Document;
        document = Do(document, new ChangeProp("n1", "Text", "Fine toys of wood") { Was = "Toys of wood" }).Document;
        var later = Do(document, new ChangeProp("n1", "Text", "Toys of wood and felt") { Was = "Toys of wood" });
        Assert.Equal("Fine toys of wood and felt", later.Document.Find("n1")!.Prop("Text"));
        // Taking one back leaves the other's words.
        var more = Do(later.Document, new ChangeProp("n1", "Text", "Very fine toys of wood and felt") { Was = "Fine toys of wood and felt" });
        Assert.Equal("Very fine toys of wood", Do(more.Document, later.Inverse).Document.Find("n1")!.Prop("Text"));
    }

    [Theory]
    [InlineData("abc", "abcX", "Yabc", "YabcX")]
    [InlineData("abc", "ab", "abcd", "abd")]
    [InlineData("abc", "abc", "x", "x")]
    [InlineData("abc", "x", "abc", "x")]
    [InlineData("one two", "one 2 two", "one 3 two", "one 3 2 two")]
    [InlineData("one two", "1 two", "I two", "I two")]
    [InlineData("", "", "", "")]
    [InlineData("\ud83d\ude00", "\ud83d\ude01", "\ud83d\ude00!", "\ud83d\ude01!")]
    public void Texts_merge_stretch_by_stretch(string was, string now, string mine, string merged) => Assert.Equal(merged, TextMerge.Merge(was, now, mine));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_sequence_keeps_ids_unique_and_limits_valid_and_can_be_undone(int seed)
    {
        var random = new Random(seed);
        var first = Start();
        var document = first;
        var inverses = new Stack<Edit>();
        for (var i = 0; i < 600; i++)
        {
            if (Some(document, random).Apply(document, Rules) is not Applied done) continue;
            inverses.Push(done.Inverse);
            document = done.Document;
            var nodes = document.Root.Walk().ToList();
            Assert.Equal(nodes.Count, nodes.Select(n => n.Id).Distinct().Count());
            Assert.True(document.Places.Values.Max(p => p.Depth) <= PageDocument.MaxDepth);
            Assert.All(document.Places.Values.Where(p => p.ParentId is not null), p => Assert.Null(Rules.WhyNot(p.Node.Type, document.Find(p.ParentId!)!.Type, p.Slot)));
            Assert.All(nodes.Where(n => n.Type == "list"), list => Assert.True(list.Children("children").Length <= 3));
        }
        Assert.Equal(document.ToJson(), PageDocument.Parse(document.ToJson()).ToJson());
        Assert.True(inverses.Count > 100);
        while (inverses.TryPop(out var inverse)) document = Do(document, inverse).Document;
        Assert.Equal(first.ToJson(), document.ToJson());

    }

    private static Edit Some(PageDocument document, Random random)
    {
        string Any() => document.Places.Keys.ElementAt(random.Next(document.Places.Count));
        return random.Next(10) switch
        {
            0 or 1 => new InsertBlock(Any(), "children", random.Next(5), BlockNode.Create(random.Next(5) switch { 0 => "note", 1 => "box", 2 => "list", 3 => "elsewhere", _ => "entry" })),
            2 or 3 => new MoveBlock(Any(), Any(), "children", random.Next(5)),
            4 => new RemoveBlock(Any()),
            5 when document.Places.Count < 400 => new DuplicateBlock(Any(), BlockNode.NewId()),
            6 => new SeveralEdits([new RemoveBlock(Any()), new MoveBlock(Any(), Any(), "children", 0), new ChangeProp(Any(), "@name", "Mine")], "Tidy up"),
            7 => new ChangeProp(Any(), random.Next(2) == 0 ? "@hidden" : "Text@phone", random.Next(2) == 0 ? null : "true"),
            // A lock is soon lifted, or nothing could be done for the rest of the run.
            8 when document.Root.Walk().FirstOrDefault(BlockBasics.IsLocked) is { } locked => new ChangeProp(locked.Id, "@locked", null),
            8 when random.Next(4) == 0 => new ChangeProp(Any(), "@locked", "true"),
            _ => new ChangeProp(Any(), random.Next(2) == 0 ? "Text" : "Wide", random.Next(3) == 0 ? null : random.Next(2) == 0 ? "true" : "words"),
        };
    }

    [Fact]
    public void History_undoes_and_redoes_by_name_and_typing_is_one_step()
    {
        var history = new EditHistory();
        var at = new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);
        var first = Start();
        var document = first;
        void Make(Edit edit, int second)
        {
            var done = Do(document, edit);
            document = done.Document;
            history.Record(done, at.AddSeconds(second));
        }
        Make(new ChangeProp("n1", "Text", "H"), 0);
        Make(new ChangeProp("n1", "Text", "He"), 1);
        Make(new ChangeProp("n1", "Text", "Hey"), 2);
        Make(new MoveBlock("n1", "x1", "children", 0), 3);
        var after = document;

        Assert.Equal("Move Note", history.UndoName);
        document = history.Undo(document, Rules, at)!.Value.Done.Document;
        Assert.Equal("Change words of Note", history.UndoName);
        document = history.Undo(document, Rules, at)!.Value.Done.Document;
        Assert.Null(history.UndoName);
        Assert.Equal(first.ToJson(), document.ToJson());
        Assert.Null(history.Undo(document, Rules, at));

        Assert.Equal("Change words of Note", history.RedoName);
        document = history.Redo(document, Rules, at)!.Value.Done.Document;
        document = history.Redo(document, Rules, at)!.Value.Done.Document;
        Assert.Equal(after.ToJson(), document.ToJson());
        Assert.Null(history.RedoName);
    }
}

/// <summary>A few kinds of blocks that exist for these tests alone.</summary>
public static class TestBlocks
{
    public static readonly BlockRules Rules = BlockRules.Of([typeof(PageBlock), typeof(Note), typeof(Box), typeof(ListBlock), typeof(Entry), typeof(string)]);

    [Block("page", Title = "Page", Hidden = true)]
    public sealed class PageBlock { [Slot] public RenderFragment? Children { get; set; } }

    [Block("note", Title = "Note")]
    public sealed class Note
    {
        [Field("Words", MaxLength = 40, Bindable = true)] public string Text { get; set; } = "Hello";
        [Field("Rich", Kind = FieldKind.RichText)] public string Html { get; set; } = "";
    }

    [Block("box", Title = "Box")]
    public sealed class Box { [Field("Wide")] public bool Wide { get; set; } [Slot] public RenderFragment? Children { get; set; } }

    [Block("list", Title = "List")]
    public sealed class ListBlock { [Slot(Allows = ["entry"], Max = 3)] public RenderFragment? Children { get; set; } }

    [Block("entry", Title = "Entry", Parents = ["list"])]
    public sealed class Entry { [Field("Words")] public string Text { get; set; } = ""; }
}

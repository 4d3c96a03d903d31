using System.Collections.Immutable;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;

namespace Rendrix.Tests.Content;

/// <summary>What is told as different is the whole difference, in words of the settings panel.</summary>
public sealed class DocumentDiffTests
{
    private static readonly BlockRules Rules = TestBlocks.Rules;

    private static BlockNode Note(string id, string? text = null) => BlockNode.Create("note", text is null ? null : new Dictionary<string, string> { ["Text"] = text }, id: id);

    [Fact]
    public void Equal_documents_have_no_difference_whatever_made_them()
    {
        var document = PageDocument.Of(Note("a", "Hi"), BlockNode.Create("box", children: [], id: "b"));
        Assert.True(DocumentDiff.Between(document, PageDocument.Parse(document.ToJson())).IsEmpty);
    }

    [Fact]
    public void Added_removed_moved_and_changed_are_told_in_words()
    {
        var before = PageDocument.Of(Note("a", "One"), Note("b", "Two"), Note("c", "Three"), BlockNode.Create("box", children: [Note("d", "In the box")], id: "x"));
        var after = PageDocument.Of(Note("c", "Three"), Note("a", "Eins"), BlockNode.Create("box", new Dictionary<string, string> { ["Wide"] = "true", ["@hidden"] = "true" }, [Note("new")], id: "x"), Note("d", "In the box"));
        var told = DiffWords.Of(DocumentDiff.Between(before, after), Rules).ToDictionary(w => (w.Id, w.Kind));
        Assert.Equal(6, told.Count);
        Assert.Equal("Moved up to position 1", told[("c", "moved")].Text);
        Assert.Equal([new SettingWords("Words", "One", "Eins")], told[("a", "changed")].Settings);
        Assert.Equal(("Note “Two”", "Removed"), (told[("b", "removed")].Block, told[("b", "removed")].Text));
        Assert.Equal("Added, in Box", told[("new", "added")].Text);
        Assert.Equal("Moved into the page", told[("d", "moved")].Text);
        Assert.Equal([new SettingWords("Hidden", "Off", "On"), new SettingWords("Wide", "Off", "On")], told[("x", "changed")].Settings);
    }

    [Fact]
    public void Values_on_devices_connections_and_rich_text_are_said_for_people()
    {
        var before = PageDocument.Of(Note("a"));
        var after = PageDocument.Of(BlockNode.Create("note", new Dictionary<string, string> { ["Text@phone"] = "Short", ["Text@bind"] = "product.title", ["Html"] = "<p>One &amp; two</p><p><b>three</b></p>" }, id: "a"));
        var settings = Assert.Single(DiffWords.Of(DocumentDiff.Between(before, after), Rules)).Settings;
        Assert.Equal([new("Rich", "Empty", "One & two three"), new("Words, connected to", "Nothing", "product.title"), new("Words on phone", "As on wider screens", "Short")], settings);
    }

    [Fact]
    public void One_block_moved_over_many_is_one_move()
    {
        var many = Enumerable.Range(0, 50).Select(i => Note("n" + i)).ToList();
        var after = many.ToList();
        after.RemoveAt(40);
        after.Insert(3, many[40]);
        var change = Assert.IsType<BlockMoved>(Assert.Single(DocumentDiff.Between(PageDocument.Of([.. many]), PageDocument.Of([.. after])).Changes));
        Assert.Equal(("n40", 3, true), (change.Id, change.Index, change.Up));
    }

    [Fact]
    public void What_came_inside_another_new_block_is_counted_and_not_listed()
    {
        var diff = DocumentDiff.Between(PageDocument.Of(Note("a")), PageDocument.Of(Note("a"), BlockNode.Create("box", children: [Note("b"), Note("c")], id: "x")));
        Assert.Equal(3, diff.Changes.Count);
        Assert.Equal("Added with 2 blocks inside", Assert.Single(DiffWords.Of(diff, Rules)).Text);
        Assert.Equal([("x", "added")], diff.Marks(older: false));
        Assert.Empty(diff.Marks(older: true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_changes_told_are_the_whole_difference_of_any_two_documents(int seed)
    {
        var random = new Random(seed);
        var before = PageDocument.Of(Note("a"), BlockNode.Create("box", children: [], id: "x"), BlockNode.Create("box", children: [], id: "y"));
        for (var i = 0; i < 120; i++) before = Step(before, random);
        for (var round = 0; round < 40; round++)
        {
            var after = before;
            for (var i = random.Next(40); i >= 0; i--) after = Step(after, random);
            var diff = DocumentDiff.Between(before, after);
            Assert.Equal(Plain(after.Root), Rebuilt(before, diff.Changes));
            Assert.Equal(diff.IsEmpty, Plain(before.Root) == Plain(after.Root));
            Assert.All(DiffWords.Of(diff, Rules), words => Assert.NotEmpty(words.Text));
            before = after;
        }
    }

    private static PageDocument Step(PageDocument document, Random random)
    {
        string Any() => document.Places.Keys.ElementAt(random.Next(document.Places.Count));
        Edit edit = random.Next(7) switch
        {
            0 or 1 => new InsertBlock(Any(), "children", random.Next(6), random.Next(2) == 0 ? BlockNode.Create("note") : BlockNode.Create("box", children: [BlockNode.Create("note"), BlockNode.Create("box", children: [])])),
            2 or 3 => new MoveBlock(Any(), Any(), "children", random.Next(6)),
            4 when document.Places.Count > 12 => new RemoveBlock(Any()),
            5 => new ChangeProp(Any(), "@hidden", random.Next(2) == 0 ? null : "true"),
            _ => new ChangeProp(Any(), random.Next(2) == 0 ? "Text" : "Text@phone", random.Next(3) == 0 ? null : "w" + random.Next(5)),
        };
        return edit.Apply(document, Rules) is Applied done ? done.Document : document;
    }

    // Makes the newer document of the older one by doing exactly what is told, and nothing that is not.
    private static string Rebuilt(PageDocument before, IReadOnlyList<BlockChange> changes)
    {
        var blocks = before.Places.Values.ToDictionary(p => p.Node.Id, p => (p.Node.Type, p.Node.Props));
        var lists = before.Places.Values.SelectMany(p => p.Node.Slots.Select(s => (Key: (p.Node.Id, s.Key), Ids: s.Value.Select(c => c.Id).ToList()))).ToDictionary(l => l.Key, l => l.Ids);
        List<(string Id, string Parent, string Slot, int Index)> arrivals = [];
        foreach (var change in changes)
            switch (change)
            {
                case BlockRemoved: Leave(change.Id); blocks.Remove(change.Id); break;
                case BlockAdded added: blocks[added.Id] = (added.Type, added.Node.Props); arrivals.Add((added.Id, added.ParentId, added.Slot, added.Index)); break;
                case BlockMoved moved: Leave(moved.Id); arrivals.Add((moved.Id, moved.ParentId, moved.Slot, moved.Index)); break;
                case BlockChanged changed:
                    var props = blocks[changed.Id].Props;
                    foreach (var setting in changed.Settings)
                    {
                        Assert.Equal(setting.Old, props.GetValueOrDefault(setting.Key));
                        props = setting.New is null ? props.Remove(setting.Key) : props.SetItem(setting.Key, setting.New);
                    }
                    blocks[changed.Id] = (changed.Type, props);
                    break;
            }
        foreach (var (id, parent, slot, index) in arrivals.OrderBy(a => a.Index))
        {
            if (!lists.TryGetValue((parent, slot), out var list)) lists[(parent, slot)] = list = [];
            list.Insert(index, id);
        }
        return Plain(Build(before.Root.Id));

        void Leave(string id) { foreach (var list in lists.Values) list.Remove(id); }

        BlockNode Build(string id) => new(id, blocks[id].Type, blocks[id].Props, lists.Where(l => l.Key.Id == id).ToImmutableDictionary(l => l.Key.Item2, l => l.Value.Select(Build).ToImmutableArray()));
    }

    // An empty place and no place are the same page.
    private static string Plain(BlockNode node) => new PageDocument(WithoutEmpty(node)).ToJson();

    private static BlockNode WithoutEmpty(BlockNode node) => new(node.Id, node.Type, node.Props, node.Slots.Where(s => s.Value.Length > 0).ToImmutableDictionary(s => s.Key, s => s.Value.Select(WithoutEmpty).ToImmutableArray()));
}

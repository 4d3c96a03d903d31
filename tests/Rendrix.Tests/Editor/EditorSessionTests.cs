using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Tests.Content;
using Rendrix.Web.Client.Editor;

namespace Rendrix.Tests.Editor;

public sealed class EditorSessionTests
{
    private static readonly Guid Ada = Guid.CreateVersion7(), Grace = Guid.CreateVersion7();

    private static EditorSession Open(PageDocument? document = null) => new(Guid.CreateVersion7(),
        document ?? PageDocument.Of(BlockNode.Create("note", id: "n1"), BlockNode.Create("box", children: [], id: "x1")), 7, TestBlocks.Rules,
        html => html.Replace("<script>", "", StringComparison.Ordinal), TimeProvider.System);

    [Fact]
    public void Two_people_see_each_others_edits_and_undo_only_their_own()
    {
        var session = Open();
        var seen = new List<string>();
        session.Changed += news => seen.AddRange(news.Changed);

        session.Do(Ada, new ChangeProp("n1", "Text", "Ada was here"));
        session.Do(Grace, new InsertBlock("x1", "children", 0, BlockNode.Create("note", id: "n2")));
        Assert.Equal(["n1", "x1"], seen);
        Assert.Equal(("Change words of Note", null), session.Steps(Ada));
        Assert.Equal(("Add Note", null), session.Steps(Grace));

        session.Undo(Ada);
        Assert.Null(session.Document.Find("n1")!.Prop("Text"));
        Assert.NotNull(session.Document.Find("n2"));
        session.Redo(Ada);
        Assert.Equal("Ada was here", session.Document.Find("n1")!.Prop("Text"));
    }

    [Fact]
    public void Undo_of_something_another_person_deleted_is_skipped()
    {
        var session = Open();
        session.Do(Ada, new ChangeProp("n1", "Text", "x"));
        session.Do(Grace, new RemoveBlock("n1"));
        Assert.Null(session.Undo(Ada));
        Assert.Equal((null, null), session.Steps(Ada));
    }

    [Fact]
    public void A_canvas_that_loads_late_catches_up_by_ids()
    {
        var session = Open();
        var (_, version) = session.Now();
        session.Do(Ada, new ChangeProp("n1", "Text", "a"));
        session.Do(Ada, new MoveBlock("n1", "x1", "children", 0));
        var since = session.Since(version);
        Assert.Equal(version + 2, since.Version);
        Assert.Equal(["n1", "root", "x1"], since.Ids!.Order());
        Assert.Empty(session.Since(since.Version).Ids!);
        Assert.Null(session.Since(since.Version + 5).Ids);
        Assert.Null(session.Since(-1).Ids);
    }

    [Fact]
    public void Saving_takes_what_is_there_and_later_edits_wait()
    {
        var session = Open();
        Assert.Null(session.BeginSave());
        session.Do(Ada, new ChangeProp("n1", "Text", "a"));
        Assert.Equal(SaveState.Waiting, session.Saving);
        var draft = session.BeginSave()!;
        Assert.Equal((7, "a"), (draft.Revision, draft.Document.Find("n1")!.Prop("Text")));
        session.Do(Ada, new ChangeProp("n1", "Text", "ab"));
        Assert.Equal(SaveState.Saving, session.Saving);
        session.Saved(8);
        Assert.Equal(SaveState.Waiting, session.Saving);
        Assert.Equal("ab", session.BeginSave()!.Document.Find("n1")!.Prop("Text"));
        session.SaveFailed();
        Assert.Equal(SaveState.Failed, session.Saving);
        session.BeginSave();
        session.Saved(9);
        Assert.Equal((SaveState.Saved, 9), (session.Saving, session.Revision));
    }

    [Fact]
    public void When_another_process_saved_own_edits_are_replayed_and_what_does_not_fit_is_told()
    {
        var session = Open();
        session.Do(Ada, new ChangeProp("n1", "Text", "saved before"));
        session.BeginSave();
        session.Saved(8);
        session.Do(Ada, new ChangeProp("n1", "Text", "mine"));
        session.Do(Grace, new InsertBlock("x1", "children", 0, BlockNode.Create("note", id: "n2")));
        session.Do(Ada, new MoveBlock("n1", "x1", "children", 0));
        session.Undo(Ada);
        session.BeginSave();

        var notices = new List<EditorNews>();
        session.Changed += notices.Add;
        session.Rebase(PageDocument.Of(BlockNode.Create("note", id: "n1"), BlockNode.Create("note", id: "theirs")), 12);

        Assert.Equal(["n1", "theirs"], session.Document.Root.Children("children").Select(b => b.Id));
        Assert.Equal("mine", session.Document.Find("n1")!.Prop("Text"));
        var news = Assert.Single(notices);
        Assert.True(news.Everything);
        Assert.Contains("did not fit", news.Notice, StringComparison.Ordinal);
        Assert.Equal((12, SaveState.Waiting), (session.Revision, session.Saving));
        Assert.Null(session.Since(1).Ids);
    }

    [Fact]
    public void People_have_colours_of_their_own_and_leave()
    {
        var session = Open();
        var ada = session.Join(Ada, "Ada Lovelace");
        var grace = session.Join(Grace, "grace@example.com");
        var again = session.Join(Ada, "Ada Lovelace");
        Assert.NotEqual(ada.Color, grace.Color);
        Assert.Equal(ada.Color, again.Color);
        Assert.Equal(("AL", "GC"), (ada.Initials, grace.Initials));
        session.Select(grace.VisitId, "n1");
        Assert.Equal("n1", session.People.Single(p => p.VisitId == grace.VisitId).Selected);
        session.Leave(grace.VisitId);
        Assert.Equal(2, session.People.Length);
    }

    [Fact]
    public void Somebody_whose_browser_is_gone_is_not_shown_until_it_is_back()
    {
        var session = Open(PageDocument.Of(BlockNode.Create("note", id: "n1")));
        var (ada, bo) = (session.Join(Ada, "Ada"), session.Join(Guid.CreateVersion7(), "Bo"));
        session.Away(bo.VisitId, true);
        Assert.Equal([ada.VisitId], session.People.Select(p => p.VisitId));
        session.Away(bo.VisitId, false);
        Assert.Equal([ada, bo], session.People);
        session.Away(bo.VisitId, true);
        session.Leave(bo.VisitId);
        session.Away(bo.VisitId, false);
        Assert.Equal([ada], session.People);
    }

    [Fact]
    public void Rich_text_is_cleaned_before_anyone_sees_it()
    {
        var session = Open();
        session.Do(Ada, new ChangeProp("n1", "Html", "<script>x"));
        session.Do(Ada, new InsertBlock("x1", "children", 0, BlockNode.Create("note", new Dictionary<string, string> { ["Html"] = "<script>y" }, id: "n2")));
        Assert.Equal(("x", "y"), (session.Document.Find("n1")!.Prop("Html"), session.Document.Find("n2")!.Prop("Html")));
    }

    [Fact]
    public async Task Many_at_once_end_in_one_order_that_every_listener_saw()
    {
        var session = Open(PageDocument.Of(BlockNode.Create("box", children: [], id: "x1")));
        var versions = new List<long>();
        session.Changed += _ => versions.Add(session.Version);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(person => Task.Run(() =>
        {
            for (var i = 0; i < 20; i++) session.Do(Guid.CreateVersion7(), new InsertBlock("x1", "children", 0, BlockNode.Create("note", id: $"n{person}-{i}")));
        }, TestContext.Current.CancellationToken)));
        Assert.Equal(160, session.Document.Find("x1")!.Children("children").Length);
        Assert.Equal(Enumerable.Range(2, 160).Select(v => (long)v), versions);
    }

    [Fact]
    public async Task Ten_editors_at_once_end_with_the_same_document_and_no_edit_is_lost()
    {
        const int people = 10, rounds = 60;
        var session = Open(PageDocument.Of([BlockNode.Create("note", new Dictionary<string, string> { ["Text"] = "." }, id: "shared"),
            .. Enumerable.Range(0, people).Select(p => BlockNode.Create("box", children: [BlockNode.Create("note", id: $"own{p}")], id: $"x{p}"))]));
        var ids = Enumerable.Range(0, people).Select(_ => Guid.CreateVersion7()).ToArray();
        var seen = await Task.WhenAll(ids.Select((person, p) => Task.Run(() =>
        {
            var random = new Random(p);
            var (document, version) = session.Now();
            for (var i = 0; i < rounds; i++)
            {
                session.Do(person, new ChangeProp($"own{p}", "Text", $"Person {p}, edit {i}"));
                if (i % 10 == 0) session.Do(person, new InsertBlock($"x{p}", "children", random.Next(3), BlockNode.Create("note", id: $"n{p}-{i}")));
                if (i % 7 == 3) session.Do(person, new MoveBlock($"x{p}", "root", "children", random.Next(people)));
                if (i % 20 == 11) { session.Do(person, new RemoveBlock($"n{p}-0")); session.Undo(person); }
                // Everyone writes their letter at the end of one text, from what they saw last.
                if (i == p * 5)
                {
                    var was = session.Document.Find("shared")!.Prop("Text")!;
                    session.Do(person, new ChangeProp("shared", "Text", was + (char)('a' + p)) { Was = was });
                }
                // A canvas that follows by ids sees the same blocks as the document itself.
                var (newest, at, changed) = session.Since(version);
                Assert.NotNull(changed);
                Assert.All(newest.Places.Values.Where(place => !changed.Contains(place.Node.Id) && document.Find(place.Node.Id) is { } earlier && !ReferenceEquals(earlier, place.Node)),
                    place => Assert.Contains(place.Node.Walk(), inner => changed.Contains(inner.Id)));
                (document, version) = (newest, at);
            }
            return p;
        }, TestContext.Current.CancellationToken)));
        Assert.Equal(people, seen.Length);
        var end = session.Document;
        for (var p = 0; p < people; p++)
        {
            Assert.Equal($"Person {p}, edit {rounds - 1}", end.Find($"own{p}")!.Prop("Text"));
            Assert.Equal(Enumerable.Range(0, 6).Select(i => $"n{p}-{i * 10}").Append($"own{p}").Order(), end.Find($"x{p}")!.Children("children").Select(b => b.Id).Order());
        }
        Assert.Equal("abcdefghij", string.Concat(end.Find("shared")!.Prop("Text")!.Where(char.IsLetter).Order()));
        Assert.Equal(people + 1, end.Root.Children("children").Length);
    }

    [Fact]
    public void Markup_that_comes_in_a_batch_is_cleaned_even_for_a_block_of_the_same_batch()
    {
        var session = Open(PageDocument.Of(BlockNode.Create("note", id: "n1")));
        session.Do(Ada, new SeveralEdits([new DuplicateBlock("n1", "n2"), new ChangeProp("n2", "Html", "<script>x"), new ChangeProp("n1", "Html@phone", "<script>y"),
            new InsertBlock("root", "children", 0, BlockNode.Create("note", new Dictionary<string, string> { ["Html@tablet"] = "<script>z" }, id: "n3"))], null));
        Assert.Equal(("x", "y", "z"), (session.Document.Find("n2")!.Prop("Html"), session.Document.Find("n1")!.Prop("Html@phone"), session.Document.Find("n3")!.Prop("Html@tablet")));
    }
}

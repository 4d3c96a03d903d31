using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Tests.Content;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Overlaps;
using Rendrix.Web.Client.Fields;

namespace Rendrix.Tests.Editor;

/// <summary>Two people set the same thing at once: somebody's must win, and the other is told.</summary>
public sealed class OverlapTests
{
    private static readonly Guid Ada = Guid.CreateVersion7(), Grace = Guid.CreateVersion7(), Mary = Guid.CreateVersion7();
    private readonly Clock _time = new();

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan by) => _now += by;
    }

    private EditorSession Open()
    {
        var session = new EditorSession(Guid.CreateVersion7(), PageDocument.Of(BlockNode.Create("note", id: "n1"), BlockNode.Create("box", children: [], id: "x1")), 1, TestBlocks.Rules, html => html, _time);
        foreach (var (id, name) in new[] { (Ada, "Ada Byron"), (Grace, "Grace Hopper"), (Mary, "Mary Ward") }) session.Join(id, name);
        return session;
    }

    private static ChangeProp Wide(bool on) => new("x1", "Wide", on ? "true" : "false");

    private static string Says(EditorSession session, Overlap overlap) => OverlapWords.Says(overlap, session.Document, session.Rules, FieldChoices.None, "this");

    [Fact]
    public void Whoever_loses_a_setting_sees_both_values_and_takes_theirs_back()
    {
        var session = Open();
        session.Do(Ada, Wide(true));
        session.Do(Grace, Wide(false));
        Assert.Empty(session.OverlapsOf(Grace));
        var lost = Assert.Single(session.OverlapsOf(Ada));
        Assert.Equal("Grace changed this to Off at the same time. Yours was On.", Says(session, lost));
        Assert.Equal("wide of Box", OverlapWords.What(lost, session.Document, session.Rules));

        Assert.IsType<Applied>(session.TakeBack(Ada, lost));
        Assert.Equal("true", session.Document.Find("x1")!.Prop("Wide"));
        Assert.Empty(session.OverlapsOf(Ada));
        // The other hears of it in turn; and it is a step like any other.
        Assert.Equal("Ada changed this to On at the same time. Yours was Off.", Says(session, Assert.Single(session.OverlapsOf(Grace))));
        Assert.Equal("Change wide of Box", session.Steps(Ada).Undo);
        session.Undo(Ada);
        Assert.Equal("false", session.Document.Find("x1")!.Prop("Wide"));
        Assert.Empty(session.OverlapsOf(Grace));
    }

    [Fact]
    public void It_is_told_until_it_is_answered_or_set_again()
    {
        var session = Open();
        session.Do(Ada, Wide(true));
        session.Do(Grace, Wide(false));
        // What the other does later to it, even long after, does not make it untold.
        _time.Advance(TimeSpan.FromMinutes(5));
        session.Do(Grace, new ChangeProp("x1", "Wide", null));
        var lost = Assert.Single(session.OverlapsOf(Ada));
        Assert.Null(lost.Theirs);
        Assert.Equal(session.OverlapsOf(Ada), session.OverlapsOf(Ada));
        session.Keep(Ada, lost);
        Assert.Empty(session.OverlapsOf(Ada));
        Assert.Null(session.Document.Find("x1")!.Prop("Wide"));

        session.Do(Ada, Wide(true));
        session.Do(Grace, Wide(false));
        session.Do(Mary, Wide(true)); // It is as Ada had it, so nothing of hers is lost; Grace's is.
        Assert.Empty(session.OverlapsOf(Ada));
        Assert.Equal("Mary", Assert.Single(session.OverlapsOf(Grace)).By);
        session.Do(Grace, Wide(false));
        Assert.Empty(session.OverlapsOf(Grace));
        Assert.Equal("Grace", Assert.Single(session.OverlapsOf(Ada)).By);
    }

    [Fact]
    public void What_the_other_saw_and_then_changed_is_no_overlap()
    {
        var session = Open();
        session.Do(Ada, Wide(true));
        _time.Advance(TimeSpan.FromSeconds(30));
        session.Do(Grace, Wide(false));
        Assert.Empty(session.OverlapsOf(Ada));
    }

    [Fact]
    public void Undo_over_another_persons_value_is_told_however_late()
    {
        var session = Open();
        session.Do(Grace, new ChangeProp("n1", "Html", "<p>One</p>"));
        _time.Advance(TimeSpan.FromMinutes(5));
        session.Do(Ada, new ChangeProp("n1", "Html", "<p>Two</p>"));
        _time.Advance(TimeSpan.FromMinutes(5));
        session.Undo(Grace);
        Assert.Equal("Grace changed this to empty. Yours was “Two”.", Says(session, Assert.Single(session.OverlapsOf(Ada))));
        // Doing it again brings back what stood there: hers.
        session.Redo(Grace);
        Assert.Equal("<p>Two</p>", session.Document.Find("n1")!.Prop("Html"));
        Assert.Empty(session.OverlapsOf(Ada));
    }

    [Fact]
    public void Words_that_merge_are_not_lost_and_words_written_over_are()
    {
        var session = Open();
        session.Do(Ada, new ChangeProp("n1", "Text", "Hello from Ada") { Was = "Hello" });
        session.Do(Grace, new ChangeProp("n1", "Text", "Oh, Hello") { Was = "Hello" });
        Assert.Equal("Oh, Hello from Ada", session.Document.Find("n1")!.Prop("Text"));
        Assert.Empty(session.OverlapsOf(Ada));

        // Far from hers: still no loss, and hers is found where it moved to.
        session.Do(Grace, new ChangeProp("n1", "Text", "Oh my, Hello from Ada") { Was = "Oh, Hello from Ada" });
        Assert.Empty(session.OverlapsOf(Ada));
        session.Do(Grace, new ChangeProp("n1", "Text", "Oh my, Hello from Grace") { Was = "Oh my, Hello from Ada" });
        Assert.Equal("Grace changed this to “Oh my, Hello from Grace” at the same time. Yours was “Hello from Ada”.", Says(session, Assert.Single(session.OverlapsOf(Ada))));

        // What was begun from an older text is told however late it comes, as after a time without a connection.
        session.Do(Ada, new ChangeProp("n1", "Text", "Only Ada"));
        _time.Advance(TimeSpan.FromHours(1));
        session.Do(Mary, new ChangeProp("n1", "Text", "Only Mary") { Was = "Hello" });
        Assert.Equal("Mary", Assert.Single(session.OverlapsOf(Ada)).By);
    }

    [Fact]
    public void A_block_deleted_under_somebodys_hands_can_be_brought_back()
    {
        var session = Open();
        session.Do(Ada, new ChangeProp("n1", "Text", "Half a sen"));
        session.Do(Grace, new SeveralEdits([new RemoveBlock("n1"), new RemoveBlock("x1")], "Delete 2 blocks"));
        var lost = Assert.Single(session.OverlapsOf(Ada));
        Assert.Equal("Grace deleted Note “Half a sen” while you were changing it.", Says(session, lost));
        Assert.IsType<Applied>(session.TakeBack(Ada, lost));
        Assert.Equal("Half a sen", session.Document.Find("n1")!.Prop("Text"));
        Assert.Empty(session.OverlapsOf(Ada));
        Assert.Null(session.Document.Find("x1"));
    }

    [Fact]
    public void What_another_process_stored_over_ones_own_is_told()
    {
        var session = Open();
        session.Do(Ada, Wide(true));
        session.BeginSave();
        session.Saved(2);
        session.Rebase(PageDocument.Of(BlockNode.Create("box", new Dictionary<string, string> { ["Wide"] = "false" }, id: "x1")), 3);
        Assert.Equal(("Someone", "false"), (Assert.Single(session.OverlapsOf(Ada)).By, session.OverlapsOf(Ada)[0].Theirs));
        // Going back to a version is meant, and told to everyone as that.
        session.Rebase(PageDocument.Of(), 4, "Version 1 was restored");
        Assert.Empty(session.OverlapsOf(Ada));
    }

    [Fact]
    public void No_edit_is_lost_without_being_told()
    {
        Guid[] people = [Ada, Grace, Mary];
        for (var seed = 1; seed <= 200; seed++)
        {
            var (random, session) = (new Random(seed), Open());
            var mine = new Dictionary<Guid, string?>();
            for (var round = 0; round < 30; round++)
            {
                var person = people[random.Next(3)];
                _time.Advance(TimeSpan.FromMilliseconds(random.Next(500)));
                if (random.Next(4) == 0) { if (session.Undo(person) is not null) mine[person] = session.Document.Find("n1")!.Prop("Html"); }
                else if (random.Next(5) == 0 && session.OverlapsOf(person) is [var lost, ..]) { session.TakeBack(person, lost); mine[person] = lost.Mine; }
                else if (random.Next(6) == 0 && session.OverlapsOf(person) is [var kept, ..]) { session.Keep(person, kept); mine.Remove(person); }
                else if (session.Do(person, new ChangeProp("n1", "Html", $"<p>{random.Next(4)}</p>")) is Applied done) mine[person] = done.Document.Find("n1")!.Prop("Html");

                foreach (var (each, value) in mine)
                {
                    var told = session.OverlapsOf(each);
                    if (session.Document.Find("n1")!.Prop("Html") == value) Assert.Empty(told);
                    else Assert.Equal((value, session.Document.Find("n1")!.Prop("Html")), (Assert.Single(told).Mine, told[0].Theirs));
                }
            }
        }
    }
}

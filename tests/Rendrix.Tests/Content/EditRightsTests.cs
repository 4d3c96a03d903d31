using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Identity;
using Rendrix.Web.Client.Editor;

namespace Rendrix.Tests.Content;

/// <summary>Who may change what of a page, and who may put it live.</summary>
public sealed class EditRightsTests
{
    private static readonly BlockRules Rules = TestBlocks.Rules;
    private static readonly Guid Writer = Guid.CreateVersion7(), Designer = Guid.CreateVersion7(), Viewer = Guid.CreateVersion7();

    private static EditorSession Session()
    {
        var session = new EditorSession(Guid.CreateVersion7(), PageDocument.Of(BlockNode.Create("note", id: "n1"), BlockNode.Create("box", children: [], id: "x1")), 1, Rules, html => html, TimeProvider.System);
        session.Allow(Writer, EditRights.Content);
        session.Allow(Designer, EditRights.Design);
        session.Allow(Viewer, EditRights.None);
        return session;
    }

    [Fact]
    public void A_writer_changes_words_and_takes_that_back_and_nothing_else()
    {
        var session = Session();
        Assert.IsType<Applied>(session.Do(Writer, new ChangeProp("n1", "Text", "Written")));
        Assert.IsType<Applied>(session.Do(Writer, new ChangeProp("n1", "Text@phone", "Short")));
        foreach (var edit in new Edit[]
        {
            new ChangeProp("x1", "Wide", "true"), new ChangeProp("n1", "@hidden", "true"), new ChangeProp("n1", "@locked", "true"), new ChangeProp("n1", "Text@bind", "product.title"),
            new InsertBlock("root", "children", 0, BlockNode.Create("note")), new MoveBlock("n1", "x1", "children", 0), new RemoveBlock("n1"), new DuplicateBlock("n1", "copy"),
            new SeveralEdits([new ChangeProp("n1", "Text", "x"), new RemoveBlock("n1")], null),
        })
            Assert.Equal(EditRightsRules.ContentOnly, Assert.IsType<Ignored>(session.Do(Writer, edit)).Reason);
        Assert.Equal(["n1", "x1"], session.Document.Root.Children("children").Select(b => b.Id));
        session.Undo(Writer);
        session.Undo(Writer);
        Assert.Null(session.Document.Find("n1")!.Prop("Text"));
    }

    [Fact]
    public void A_designer_changes_everything_and_a_viewer_nothing()
    {
        var session = Session();
        Assert.IsType<Applied>(session.Do(Designer, new MoveBlock("n1", "x1", "children", 0)));
        Assert.IsType<Ignored>(session.Do(Viewer, new ChangeProp("n1", "Text", "x")));
    }

    [Theory]
    [InlineData(Role.Owner, true, true, true)]
    [InlineData(Role.Manager, true, true, true)]
    [InlineData(Role.Staff, true, false, false)]
    [InlineData(Role.Viewer, false, false, false)]
    [InlineData(Role.Designer, true, true, false)]
    [InlineData(Role.Writer, true, false, false)]
    public void Each_role_holds_what_its_work_needs(Role role, bool content, bool design, bool publish) =>
        Assert.Equal((content, design, publish), (Permission.EditContent.HeldBy(role), Permission.EditDesign.HeldBy(role), Permission.Publish.HeldBy(role)));

    [Theory]
    [InlineData(Role.Designer)]
    [InlineData(Role.Writer)]
    public void Roles_for_pages_see_no_orders_and_change_no_store(Role role)
    {
        Assert.True(Permission.ReadProducts.HeldBy(role));
        Assert.All([Permission.ReadOrders, Permission.WriteOrders, Permission.WriteProducts, Permission.ManageStore, Permission.CreateStores], permission => Assert.False(permission.HeldBy(role)));
    }

    [Fact]
    public void Plans_overlap_while_one_is_on_or_when_they_begin_together()
    {
        var day = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.True(PageSchedule.Overlap((day, day.AddDays(7)), (day.AddDays(3), day.AddDays(9))));
        Assert.True(PageSchedule.Overlap((day, day.AddDays(7)), (day.AddDays(3), null)));
        Assert.True(PageSchedule.Overlap((day, null), (day, null)));
        Assert.False(PageSchedule.Overlap((day, null), (day.AddDays(1), null)));
        Assert.False(PageSchedule.Overlap((day, day.AddDays(2)), (day.AddDays(3), day.AddDays(4))));
    }
}

using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Tests.Editor;

public sealed class DetailsHistoryTests
{
    private static readonly DetailsForm About = new() { Title = "About", Slug = "about" };

    [Fact]
    public void A_step_is_named_after_what_changed()
    {
        Assert.Equal("Change page title", DetailsStep.NameOf(About, About with { Title = "About us" }));
        Assert.Equal("Change page address", DetailsStep.NameOf(About, About with { Slug = "about-us" }));
        Assert.Equal("Change search visibility", DetailsStep.NameOf(About, About with { NoIndex = true }));
        Assert.Equal("Change page details", DetailsStep.NameOf(About, About with { Title = "Us", SeoTitle = "Us" }));
    }

    [Fact]
    public void Taking_back_leaves_alone_what_somebody_else_set_since()
    {
        var step = new DetailsStep("", About with { Title = "About us", SeoTitle = "Who we are" }, About, null);
        Assert.Equal(About, step.On(About with { Title = "About us", SeoTitle = "Who we are" }));
        Assert.Equal(About with { Title = "Contact" }, step.On(About with { Title = "Contact", SeoTitle = "Who we are" }));
        Assert.Null(step.On(About with { Title = "Contact", SeoTitle = "Found" }));
    }

    [Fact]
    public void Each_person_has_steps_of_their_own_and_a_new_one_ends_redo()
    {
        var (history, ada, grace, at) = (new DetailsHistory(), Guid.CreateVersion7(), Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
        history.Record(ada, new DetailsStep("One", About, About, null), at);
        Assert.Null(history.Steps(grace).Undo);
        Assert.Null(history.Take(grace, redo: false));
        var step = history.Take(ada, redo: false)!;
        history.Put(ada, step, redo: true, at.AddMinutes(1));
        Assert.Equal((null, "One", at.AddMinutes(1)), history.Steps(ada) is var s ? (s.Undo, s.Redo, s.RedoAt) : default);
        history.Record(ada, new DetailsStep("Two", About, About, null), at.AddMinutes(2));
        Assert.Equal(("Two", null), history.Steps(ada) is var t ? (t.Undo, t.Redo) : default);
    }
}

using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Publishing;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content;

/// <summary>Stores a page's details from the editor, as a step its author can take back, and takes such steps back.</summary>
public sealed class SaveDetails(RevisePage revise, TimeProvider time)
{
    /// <summary>Stores them. Refuses like <see cref="RevisePage"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="session">The open page, which keeps the step.</param>
    /// <param name="personId">The author.</param>
    /// <param name="form">The details.</param>
    /// <param name="all">Whether the person may change how the page is found, besides the texts.</param>
    /// <param name="ct">Stops it.</param>
    public async Task SaveAsync(StoreInfo store, EditorSession session, Guid personId, DetailsForm form, bool all, CancellationToken ct)
    {
        var revised = await revise.RunAsync(store.TenantId, store.StoreId, session.PageId, stored => Into(stored, form, all), ct);
        var (before, after) = (FormOf(revised.Before), FormOf(PageDetails.Of(revised.Page)));
        if (before != after) session.Details.Record(personId, new DetailsStep(DetailsStep.NameOf(before, after), after, before, revised.Moved), time.GetUtcNow());
    }

    /// <summary>
    /// Takes the person's newest step back, or does the newest undone one again: its name and the details then, nothing when none is left that fits.
    /// A step that no longer fits is left out, as one is whose block somebody deleted. One that is refused, because somebody has the address by now, stays to be tried again.
    /// </summary>
    public async Task<(string? Name, DetailsForm? Now)> StepAsync(StoreInfo store, EditorSession session, Guid personId, bool redo, bool all, CancellationToken ct)
    {
        while (session.Details.Take(personId, redo) is { } step)
        {
            var fits = true;
            RevisedPage revised;
            try
            {
                revised = await revise.RunAsync(store.TenantId, store.StoreId, session.PageId, stored =>
                {
                    var form = step.On(FormOf(PageDetails.Of(stored)));
                    fits = form is not null;
                    return form is null ? PageDetails.Of(stored) : Into(stored, form, all);
                }, ct, back: step.Moved);
            }
            catch (RefusedException)
            {
                session.Details.Put(personId, step, redo, time.GetUtcNow());
                throw;
            }
            if (!fits) continue;
            var (before, after) = (FormOf(revised.Before), FormOf(PageDetails.Of(revised.Page)));
            session.Details.Put(personId, new DetailsStep(step.Name, after, before, revised.Moved), !redo, time.GetUtcNow());
            return (step.Name, after);
        }
        return default;
    }

    /// <summary>Details as the form holds them.</summary>
    public static DetailsForm FormOf(PageDetails details) =>
        new() { Title = details.Title, Slug = details.Slug, SeoTitle = details.SeoTitle, SeoDescription = details.SeoDescription, Canonical = details.Canonical, SocialImage = details.SocialImage, NoIndex = details.NoIndex };

    // Whoever writes texts alone changes nothing of how the page is found.
    private static PageDetails Into(Page stored, DetailsForm form, bool all)
    {
        var details = PageDetails.Of(stored) with { SeoTitle = form.SeoTitle, SeoDescription = form.SeoDescription, SocialImage = form.SocialImage };
        return all ? details with { Title = form.Title, Slug = form.Slug.Trim(), Canonical = form.Canonical, NoIndex = form.NoIndex } : details;
    }
}

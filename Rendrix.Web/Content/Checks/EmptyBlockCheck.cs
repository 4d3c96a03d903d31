using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>Blocks that show nothing because what they are about was never chosen: they are marked with the class <c>none</c>. Told once for all that stand together.</summary>
public sealed class EmptyBlockCheck : IPageCheck
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page) =>
        from element in page.All("figure.none[data-ed]")
        let id = page.BlockOf(element)
        let place = id is null ? null : page.Document.Places.GetValueOrDefault(id)
        where place is not null
        group (id, place) by place.ParentId is { } parent && parent != page.Document.Root.Id ? parent : id into together
        let first = together.First()
        select new Finding("empty-pictures", FindingArea.Content, FindingLevel.Warning, first.id,
            together.Count() == 1 ? $"{page.NameOf(first.id)} has no picture yet" : $"{together.Count()} pictures of {page.NameOf(together.Key)} are not chosen yet",
            "Choose a picture, or delete the block");
}

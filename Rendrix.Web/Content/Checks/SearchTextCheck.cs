using Rendrix.Content;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>Title and description for search engines: there, of a length that is shown, and this page's alone.</summary>
public sealed class SearchTextCheck : IPageCheck
{
    private const int ShortTitle = 10, LongTitle = 65, ShortText = 50, LongText = 165;

    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        var details = page.Details;
        if (details.Type is PageType.Site or PageType.Section) yield break;
        if (details.NoIndex)
        {
            yield return Found(FindingLevel.Note, "Search engines are asked to leave this page out", details.Type == PageType.Home ? "For a front page that is seldom meant" : "Change it in the page's details");
            yield break;
        }
        var title = details.SeoTitle.Length > 0 ? details.SeoTitle : details.Title;
        if (title.Length < ShortTitle) yield return Found(FindingLevel.Note, $"The title for search engines is short: “{title}”", $"{ShortTitle} to {LongTitle} characters say what the page is about");
        else if (title.Length > LongTitle) yield return Found(FindingLevel.Warning, $"The title for search engines is cut off after about {LongTitle} characters; it has {title.Length}", "Put what matters first, and shorten the rest");
        if (details.SeoDescription.Length == 0) yield return Found(FindingLevel.Warning, "There is no description for search engines", "One or two sentences that make people want to come");
        else if (details.SeoDescription.Length < ShortText) yield return Found(FindingLevel.Note, "The description for search engines is short", $"{ShortText} to {LongText} characters are shown");
        else if (details.SeoDescription.Length > LongText) yield return Found(FindingLevel.Note, $"The description for search engines is cut off after about {LongText} characters", "Shorten it");
        if (page.Facts.OtherTitles.FirstOrDefault(t => string.Equals(t.Title, title, StringComparison.OrdinalIgnoreCase)) is { Page: { } other })
            yield return Found(FindingLevel.Warning, $"{other} has the same title for search engines", "Give each page a title of its own");
        if (details.SocialImage.Length > 0 && StoreFacts.MediaId(details.SocialImage) is not null && page.Facts.PictureAt(details.SocialImage) is null)
            yield return Found(FindingLevel.Warning, "The picture for social networks is no longer in your media", "Choose another one");
    }

    private static Finding Found(FindingLevel level, string message, string advice) => new("search-texts", FindingArea.Search, level, null, message, advice) { InDetails = true };
}

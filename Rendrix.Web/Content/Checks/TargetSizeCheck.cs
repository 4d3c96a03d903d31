using System.Globalization;
using AngleSharp.Dom;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>Links and buttons too small for a finger, as far as the markup tells: 24 px at least. What stylesheets make of a text is left to its words.</summary>
public sealed class TargetSizeCheck : IPageCheck
{
    private const int Least = 24;

    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        foreach (var target in page.All("a[href], button"))
        {
            if (page.BlockOf(target) is not { } block) continue;
            var text = string.Concat(target.Descendants<IText>().Select(t => t.Data)).Trim();
            var picture = target.QuerySelectorAll("img, svg");
            if (text.Length > 0 || picture.Length != 1) continue;
            if (Side(picture[0], "width") is { } wide && Side(picture[0], "height") is { } high && (wide < Least || high < Least))
                yield return new Finding("target-size", FindingArea.Accessibility, FindingLevel.Warning, block, $"A link in {page.NameOf(block)} is {wide} by {high} px, too small for a finger", $"Make the picture at least {Least} px wide and high");
        }
    }

    private static int? Side(IElement element, string name) => int.TryParse(element.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) ? pixels : null;
}

using Microsoft.AspNetCore.Components;

namespace Rendrix.Web.Dashboard;

/// <summary>
/// The dashboard's icons as they stand in each of its documents. A sprite of its own address would be read and laid out again by the browser
/// whenever icons come and go, which costs more than selecting a block in the editor; within the document an icon is a copy.
/// </summary>
public sealed class IconSprite(IWebHostEnvironment site)
{
    private readonly Lazy<MarkupString> _markup = new(() =>
    {
        using var reader = new StreamReader(site.WebRootFileProvider.GetFileInfo("icons/dist/sprite.svg").CreateReadStream());
        return new MarkupString(reader.ReadToEnd().Trim().Replace("<svg ", "<svg style=\"display:none\" aria-hidden=\"true\" ", StringComparison.Ordinal));
    });

    /// <summary>An <c>svg</c> element that is not shown, whose symbols are named <c>i-</c> and the icon's name.</summary>
    public MarkupString Markup => _markup.Value;
}

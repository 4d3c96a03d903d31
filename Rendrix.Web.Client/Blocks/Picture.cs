using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Rendrix.Fields;
using Rendrix.Media;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Blocks;

/// <summary>
/// A picture of a shop, as one img element: in the sizes it was made in, with its own shape, so that nothing jumps when it arrives, cut around its focal
/// point, tinted until it is there. A drawing fits every size and comes as it is, as does a picture that is not ours. Draws nothing for one that was deleted.
/// </summary>
public sealed class Picture : ShopPart
{
    /// <summary>The shop.</summary>
    [Parameter] public ShopContext Shop { get; set; } = null!;
    /// <summary>Address as a setting or a product holds it.</summary>
    [Parameter] public string Url { get; set; } = "";
    /// <summary>What it shows; where empty, the alt text of the file.</summary>
    [Parameter] public string? Alt { get; set; }
    /// <summary>Whether it only decorates here, because words beside it say the same.</summary>
    [Parameter] public bool Decorates { get; set; }
    /// <summary>How wide it is drawn, as the sizes attribute says it. Browsers that measure put-off pictures themselves do.</summary>
    [Parameter] public string Sizes { get; set; } = "100vw";
    /// <summary>Shape to reserve, where the page's stylesheet cuts it to one; 0 takes the picture's own.</summary>
    [Parameter] public int Width { get; set; }
    /// <summary>See <see cref="Width"/>.</summary>
    [Parameter] public int Height { get; set; }
    /// <summary>Asked for at once: what is in sight when the page opens.</summary>
    [Parameter] public bool Eager { get; set; }
    /// <summary>Before everything else: the one picture that the first screen is about.</summary>
    [Parameter] public bool First { get; set; }
    /// <summary>Whether its average color fills its place until it has come; not for logos, which stand on the page's own.</summary>
    [Parameter] public bool Tinted { get; set; } = true;
    /// <summary>More attributes.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? More { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var facts = Shop.Pictures?.Find(Url);
        if (Url.Length == 0 || ReferenceEquals(facts, PictureFacts.Missing)) return;
        var (width, height) = Width > 0 ? (Width, Height) : facts is { Width: > 0, Height: > 0 } ? (facts.Width, facts.Height) : (0, 0);
        builder.OpenElement(0, "img");
        builder.AddAttribute(1, "src", facts is null ? Shop.Url(Url) : Shop.PathBase + (facts.HasSizes ? facts.Sized(Fallback(facts.Width)) : facts.Path));
        if (facts is { HasSizes: true })
        {
            builder.AddAttribute(2, "srcset", string.Join(", ", PictureWidths.Of(facts.Width).Select(w => string.Create(CultureInfo.InvariantCulture, $"{Shop.PathBase}{facts.Sized(w)} {w}w"))));
            builder.AddAttribute(3, "sizes", Eager || First ? Sizes : "auto, " + Sizes);
        }
        if (width > 0)
        {
            builder.AddAttribute(4, "width", width);
            builder.AddAttribute(5, "height", height);
        }
        builder.AddAttribute(6, "alt", Decorates ? "" : string.IsNullOrEmpty(Alt) ? facts?.Alt ?? "" : Alt);
        builder.AddAttribute(7, "fetchpriority", First ? "high" : null);
        builder.AddAttribute(8, "loading", Eager || First ? null : "lazy");
        if (facts is not null) builder.AddAttribute(9, "style", Style(facts));
        if (More is not null) builder.AddMultipleAttributes(10, More);
        builder.CloseElement();
    }

    // For the few that know no srcset: large enough for a phone, small enough for everyone.
    private static int Fallback(int width) => PictureWidths.Of(width).Last(w => w <= 960 || w == width);

    private string? Style(PictureFacts facts)
    {
        var focus = facts is { FocalX: 50, FocalY: 50 } ? "" : string.Create(CultureInfo.InvariantCulture, $"object-position:{facts.FocalX}% {facts.FocalY}%");
        var tint = Tinted && facts.Tint.Length == 6 ? "background-color:#" + facts.Tint : "";
        return (focus.Length, tint.Length) switch { (0, 0) => null, (0, _) => tint, (_, 0) => focus, _ => focus + ";" + tint };
    }
}

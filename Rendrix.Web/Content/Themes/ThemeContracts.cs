using System.Text.Json;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor.Theme;
using Rendrix.Web.Plans;

namespace Rendrix.Web.Content.Themes;

/// <summary>A theme of the library.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">A few words about it.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Version">Its version.</param>
/// <param name="Price">What it costs; the themes of the library are free.</param>
/// <param name="Industries">Industries it was made for.</param>
/// <param name="Features">What it does with header, cards, buttons and hero.</param>
/// <param name="Colors">Colors of its page: background, text, button.</param>
/// <param name="Fonts">Faces of headings and text.</param>
/// <param name="PreviewUrl">Where it can be looked at.</param>
/// <param name="Feature">Which of the plans' features opens it; basic_themes are everybody's.</param>
public sealed record ThemeResponse(string Id, string Name, string Description, string Author, string Version, string Price, IReadOnlyList<string> Industries, IReadOnlyList<string> Features, IReadOnlyList<string> Colors, IReadOnlyList<string> Fonts, string PreviewUrl, string Feature)
{
    /// <summary>The wire form.</summary>
    public static ThemeResponse From(ThemeChoice c) => new(c.Code, c.Title, c.Mood, "Rendrix", "1.0", "0.00", [c.Code],
        [$"header:{c.Theme.Header}", $"card:{c.Theme.Card}", $"button:{c.Theme.Button}", $"hero:{c.Theme.Hero}", "custom-css", "color-schemes", "dark"],
        [c.Theme["bg"], c.Theme["ink"], c.Theme["accent"]], [ThemeFonts.Title(c.Theme["display"]), ThemeFonts.Title(c.Theme["body"])], $"/api/v1/themes/{c.Code}/preview", PlanThemes.NeedsOf(c.Code).Code);
}

/// <summary>Body of POST /stores/{storeId}/theme.</summary>
/// <param name="ThemeId">Code of a theme of the library; leave it out to publish the draft as it is.</param>
/// <param name="Publish">Whether it goes live at once; true when left out.</param>
public sealed record ThemeRequest(string? ThemeId = null, bool? Publish = null);

/// <summary>Body of PATCH /stores/{storeId}/theme/settings: changes the draft.</summary>
/// <param name="Tokens">Tokens by name, such as <c>display</c> or <c>scheme.page.accent</c>; null takes one back to what it follows from.</param>
/// <param name="Css">Custom CSS; an empty text removes it.</param>
public sealed record ThemePatch(IReadOnlyDictionary<string, string?>? Tokens = null, string? Css = null);

/// <summary>The theme of a store.</summary>
/// <param name="ThemeId">Theme of the library it was made from.</param>
/// <param name="Revision">Grows with each saved draft.</param>
/// <param name="PublishedVersion">Number of the version shoppers see.</param>
/// <param name="HasUnpublishedChanges">Whether the draft holds what is not live.</param>
/// <param name="Settings">The draft in the form of docs/theme.md.</param>
public sealed record ThemeSettingsResponse(string ThemeId, int Revision, int PublishedVersion, bool HasUnpublishedChanges, JsonElement Settings);

/// <summary>A published theme.</summary>
/// <param name="Number">1, 2, 3 ….</param>
/// <param name="PublishedAt">When it went live.</param>
/// <param name="PublishedBy">Who published it; null for what the store opened with.</param>
/// <param name="Live">Whether it is live now.</param>
public sealed record ThemeVersionResponse(int Number, DateTimeOffset PublishedAt, Guid? PublishedBy, bool Live);

using Rendrix.Storefront;

namespace Rendrix.Web.Client.Editor.Theme;

/// <summary>A theme to choose.</summary>
/// <param name="Code">Its code in the library.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Mood">A few words about it.</param>
/// <param name="Theme">Its tokens.</param>
public sealed record ThemeChoice(string Code, string Title, string Mood, ThemeTokens Theme);

/// <summary>A published theme as the history lists it.</summary>
/// <param name="Number">1, 2, 3 ….</param>
/// <param name="When">When it went live, as people read it.</param>
/// <param name="Who">Who published it.</param>
/// <param name="Live">Whether it is live now.</param>
/// <param name="Theme">Its tokens, for the swatches.</param>
public sealed record ThemeVersionRow(int Number, string When, string? Who, bool Live, ThemeTokens Theme);

/// <summary>What is live, and what was.</summary>
/// <param name="Live">The theme shoppers see.</param>
/// <param name="Versions">Newest first.</param>
public sealed record ThemeRecord(ThemeTokens Live, IReadOnlyList<ThemeVersionRow> Versions);

/// <summary>How many blocks of how many pages wear a scheme.</summary>
public sealed record SchemeUse(int Blocks, int Pages)
{
    /// <summary>"Used by 14 blocks on 3 pages".</summary>
    public string Words => Blocks == 0 ? "Not used yet" : $"Used by {Blocks} {(Blocks == 1 ? "block" : "blocks")} on {Pages} {(Pages == 1 ? "page" : "pages")}";
}

/// <summary>What the theme panel asks of the program around it.</summary>
/// <param name="Session">The theme, shared with everyone who edits the store.</param>
/// <param name="Library">Themes to choose from.</param>
/// <param name="Save">Saves the draft now.</param>
/// <param name="Publish">Saves and puts the draft live; answers why not, or null.</param>
/// <param name="Record">What is live and the versions before.</param>
/// <param name="Restore">Puts an older version live again; answers why not, or null.</param>
/// <param name="Usage">Which schemes the store's pages wear, by code.</param>
/// <param name="CanPublish">Whether the person may publish.</param>
/// <param name="FileHref">Where the theme can be downloaded.</param>
public sealed record ThemeHost(
    ThemeSession Session, IReadOnlyList<ThemeChoice> Library, Func<Task> Save, Func<Task<string?>> Publish, Func<Task<ThemeRecord>> Record, Func<int, Task<string?>> Restore,
    Func<Task<IReadOnlyDictionary<string, SchemeUse>>> Usage, bool CanPublish, string FileHref)
{
    /// <summary>Whether the person may change the theme; those who write texts look at it.</summary>
    public bool CanEdit { get; init; }
    /// <summary>Looks that the plan does not open, with the name of the plan that does. What the store wears stays its own.</summary>
    public IReadOnlyDictionary<string, string> Locked { get; init; } = new Dictionary<string, string>();
    /// <summary>Why a look cannot be put on; null where it can.</summary>
    public Func<string, Task<string?>> WhyLocked { get; init; } = _ => Task.FromResult<string?>(null);
    /// <summary>The plan that opens a look, for who wears another one; null where it is open.</summary>
    public string? LockOf(string code) => Session.Theme["name"] == code ? null : Locked.GetValueOrDefault(code);
    /// <summary>Draws blocks of a page in another theme.</summary>
    public Func<ThemeTokens, PaintRequest, Task<IReadOnlyList<CanvasPatch>>> Redraw { get; init; } = (_, _) => Task.FromResult<IReadOnlyList<CanvasPatch>>([]);
}

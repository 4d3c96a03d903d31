using System.Globalization;
using Rendrix.Blocks;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Fields;

/// <summary>Something to choose by name.</summary>
/// <param name="Value">What the setting stores.</param>
/// <param name="Label">What people read.</param>
public sealed record FieldChoice(string Value, string Label);

/// <summary>A picture of the media library.</summary>
/// <param name="Url">Address the setting stores.</param>
/// <param name="Name">File name.</param>
/// <param name="Alt">What it shows.</param>
public sealed record MediaChoice(string Url, string Name, string Alt);

/// <summary>A color scheme of the theme.</summary>
/// <param name="Code">What the setting stores.</param>
/// <param name="Name">What people read.</param>
/// <param name="Bg">Its background.</param>
/// <param name="Text">Its text.</param>
public sealed record SchemeChoice(string Code, string Name, string Bg, string Text);

/// <summary>What the shop has to choose from: the page loads it once, the controls only show it.</summary>
public sealed record FieldChoices(
    IReadOnlyList<FieldChoice> Categories, IReadOnlyList<FieldChoice> Products, IReadOnlyList<FieldChoice> Menus,
    IReadOnlyList<FieldChoice> Pages, IReadOnlyList<MediaChoice> Media, string MediaBase = "")
{
    /// <summary>Nothing to choose from.</summary>
    public static FieldChoices None { get; } = new([], [], [], [], []);

    /// <summary>Color schemes of the theme under work.</summary>
    public IReadOnlyList<SchemeChoice> Schemes { get; init; } = [.. ThemeTokens.Default.Schemes.Select(s => new SchemeChoice(s.Code, s.Name, s.Bg.ToString(), s.Text.ToString()))];

    /// <summary>The code a stored scheme stands for now: what replaced a deleted one.</summary>
    public Func<string, string> ResolveScheme { get; init; } = code => code;

    /// <summary>These choices with the schemes of a theme.</summary>
    public FieldChoices Wearing(ThemeTokens theme) => this with { Schemes = [.. theme.Schemes.Select(s => new SchemeChoice(s.Code, s.Name, s.Bg.ToString(), s.Text.ToString()))], ResolveScheme = theme.Resolve };

    /// <summary>The media library; null where there is none to choose from.</summary>
    public Rendrix.Web.Client.Media.MediaHost? Library { get; init; }

    /// <summary>The store's time zone: people enter moments as they read their own clock.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>A stored moment as the clock in the store shows it, the form of a date and time control; empty when there is none.</summary>
    public string Local(string stored) =>
        BlockBasics.Moment(stored) is { } at ? TimeZoneInfo.ConvertTime(at, Zone).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) : "";

    /// <summary>When a block shows, as people read it, with the store's clock and the names of its goods; empty for one that always does.</summary>
    public string WhenShown(BlockNode node) => BlockConditions.Words(node,
        at => TimeZoneInfo.ConvertTime(at, Zone).ToString("MMM d, HH:mm", CultureInfo.InvariantCulture), slug => Products.FirstOrDefault(p => p.Value == slug)?.Label ?? slug);

    /// <summary>What was entered as a moment to store; as it is when it cannot be read. An hour that the clock skips is the one after it.</summary>
    public string Moment(string entered)
    {
        if (!DateTime.TryParse(entered, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return entered;
        if (Zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture);
    }

    /// <summary>Where a stored picture is shown from: paths of the shop get its address here.</summary>
    public string Show(string url) => url.StartsWith('/') ? MediaBase + url : url;

    /// <summary>Paths of the shop that a link may lead to, with their names.</summary>
    public IEnumerable<FieldChoice> Links =>
    [
        new("/", "Home page"), new("/products", "All products"),
        .. Categories.Select(c => new FieldChoice("/categories/" + c.Value, c.Label)),
        .. Pages,
        .. Products.Select(p => new FieldChoice("/products/" + p.Value, p.Label)),
    ];
}

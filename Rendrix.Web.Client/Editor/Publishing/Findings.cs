using Rendrix.Content.Edits;

namespace Rendrix.Web.Client.Editor.Publishing;

/// <summary>How much a finding matters.</summary>
public enum FindingLevel
{
    /// <summary>Somebody cannot use the page, or part of it does not work.</summary>
    Error,
    /// <summary>It costs visitors or buyers.</summary>
    Warning,
    /// <summary>Worth knowing.</summary>
    Note,
}

/// <summary>What a finding is about.</summary>
public enum FindingArea
{
    /// <summary>People who use the page without a mouse, with a screen reader or with weak sight.</summary>
    Accessibility,
    /// <summary>Links and what they lead to.</summary>
    Links,
    /// <summary>How much has to be loaded.</summary>
    Weight,
    /// <summary>Search engines and social networks.</summary>
    Search,
    /// <summary>Texts and goods.</summary>
    Content,
}

/// <summary>Something a check found.</summary>
/// <param name="Check">Name of the check, lower case with hyphens.</param>
/// <param name="Area">What it is about.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="BlockId">The block, or null when it is about the page.</param>
/// <param name="Message">What is wrong, one sentence without full stop.</param>
/// <param name="Advice">What to do; may be empty.</param>
public sealed record Finding(string Check, FindingArea Area, FindingLevel Level, string? BlockId, string Message, string Advice = "")
{
    /// <summary>An edit that puts it right.</summary>
    public FindingFix? Fix { get; init; }
    /// <summary>The setting it is about, when there is one.</summary>
    public string? Setting { get; init; }
    /// <summary>It is put right in the theme, whatever block shows it.</summary>
    public bool InTheme { get; init; }
    /// <summary>It is put right in the page's details and not in a block.</summary>
    public bool InDetails { get; init; }
}

/// <summary>An edit that puts a finding right.</summary>
/// <param name="Label">Words of the button.</param>
/// <param name="Edit">The edit.</param>
public sealed record FindingFix(string Label, Edit Edit);

/// <summary>What a visitor's browser has to load for a page.</summary>
/// <param name="Html">Bytes of the page itself.</param>
/// <param name="Css">Bytes of stylesheets, as sent.</param>
/// <param name="Script">Bytes of scripts, as sent.</param>
/// <param name="Images">Bytes of pictures, as far as they are known.</param>
/// <param name="ImageCount">How many pictures.</param>
/// <param name="Eager">How many of them load at once.</param>
/// <param name="Seconds">Estimated time until the largest thing on the first screen shows, on a phone with a slow connection.</param>
public sealed record PageWeight(long Html, long Css, long Script, long Images, int ImageCount, int Eager, double Seconds)
{
    /// <summary>Nothing was measured.</summary>
    public static PageWeight None { get; } = new(0, 0, 0, 0, 0, 0, 0);
    /// <summary>Everything together.</summary>
    public long Total => Html + Css + Script + Images;
}

/// <summary>What the checks found on one page.</summary>
/// <param name="Findings">Errors first, each group in the order of the page.</param>
/// <param name="Weight">What a visitor has to load.</param>
public sealed record CheckReport(IReadOnlyList<Finding> Findings, PageWeight Weight)
{
    /// <summary>Before anything was checked.</summary>
    public static CheckReport None { get; } = new([], PageWeight.None);
    /// <summary>How many findings of a level.</summary>
    public int Count(FindingLevel level) => Findings.Count(f => f.Level == level);
}

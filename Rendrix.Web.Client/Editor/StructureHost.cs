using Rendrix.Content.Arranging;

namespace Rendrix.Web.Client.Editor;

/// <summary>Places found on one page of the site.</summary>
/// <param name="PageId">The page.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Href">Where it is edited.</param>
/// <param name="Findings">The places, in the order of the page.</param>
public sealed record PageFindings(Guid PageId, string Title, string Href, IReadOnlyList<Finding> Findings);

/// <summary>A section of the library as its card shows it.</summary>
/// <param name="Key">What to ask for it by.</param>
/// <param name="Name">What people call it.</param>
/// <param name="About">Who saved it and when, or what it is for.</param>
/// <param name="Thumb">Address of its picture: the section itself, drawn small.</param>
/// <param name="Mine">Saved by this organization, so it can be renamed and deleted.</param>
/// <param name="EditHref">Where it is edited; a synced section only.</param>
/// <param name="Uses">How many places show it; a synced section only.</param>
public sealed record SectionCard(string Key, string Name, string About, string Thumb, bool Mine, string? EditHref = null, int Uses = 0)
{
    /// <summary>Whether it is one section in many places, and not a copy for each.</summary>
    public bool IsSynced => EditHref is not null;
}

/// <summary>A place that shows a synced section.</summary>
/// <param name="Title">The page.</param>
/// <param name="Href">Where it is edited.</param>
/// <param name="Count">How often it stands there.</param>
public sealed record SectionUse(string Title, string Href, int Count);

/// <summary>How many places show the header and the footer of the shop: those that are live.</summary>
/// <param name="Pages">Pages of the shop's own.</param>
/// <param name="Products">Pages of products, counted up to <see cref="MostProducts"/>.</param>
/// <param name="Categories">Pages of categories.</param>
public sealed record SitePlaces(int Pages, int Products, int Categories)
{
    /// <summary>As far as products are counted: nobody needs to know it closer.</summary>
    public const int MostProducts = 10_000;

    /// <summary>"7 pages, 120 products and 9 categories".</summary>
    public string Words => $"{Count(Pages, "page", "pages")}, {(Products > MostProducts ? "more than 10,000 products" : Count(Products, "product", "products"))} and {Count(Categories, "category", "categories")}";

    private static string Count(int number, string one, string many) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");
}

/// <summary>What arranging blocks asks of the program around the editor.</summary>
public sealed record StructureHost
{
    /// <summary>Address of the shop, named in what is copied so that its pictures are found from elsewhere.</summary>
    public string Origin { get; init; } = "";
    /// <summary>Finds words in the drafts of all other pages.</summary>
    public required Func<FindQuery, Task<IReadOnlyList<PageFindings>>> FindElsewhere { get; init; }
    /// <summary>Replaces on another page, all places or one; answers a sentence when it could not.</summary>
    public required Func<Guid, FindQuery, string, Finding?, Task<string?>> ReplaceElsewhere { get; init; }
    /// <summary>The library: this organization's sections, and those for its kind of shop.</summary>
    public required Func<Task<IReadOnlyList<SectionCard>>> Sections { get; init; }
    /// <summary>The blocks of a section, to be put into a page. Refuses when it is gone.</summary>
    public required Func<string, Task<BlockClip>> Section { get; init; }
    /// <summary>Saves blocks under a name; synced makes one section that many places show. Answers its key.</summary>
    public required Func<string, BlockClip, bool, Task<string>> SaveSection { get; init; }
    /// <summary>Gives a section another name.</summary>
    public required Func<string, string, Task> RenameSection { get; init; }
    /// <summary>Takes a section out of the library.</summary>
    public required Func<string, Task> DeleteSection { get; init; }
    /// <summary>How many places show header and footer.</summary>
    public required Func<Task<SitePlaces>> SitePlaces { get; init; }
    /// <summary>Where a synced section stands.</summary>
    public required Func<Guid, Task<IReadOnlyList<SectionUse>>> Uses { get; init; }
}

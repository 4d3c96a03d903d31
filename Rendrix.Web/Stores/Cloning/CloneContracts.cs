using Rendrix.Stores;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Stores.Cloning;

/// <summary>A store is to be copied.</summary>
[Topic("store.clone_requested")]
public sealed record CloneRequested(Guid StoreId, Guid JobId) : IShopEvent;

/// <summary>A copy was given up; what was made of the new store goes.</summary>
[Topic("store.clone_given_up")]
public sealed record CloneGivenUp(Guid StoreId, Guid JobId, Guid TargetId) : IShopEvent;

/// <summary>What of a store comes along.</summary>
/// <param name="Design">Theme, pages, sections, menus, redirects.</param>
/// <param name="Catalog">Categories, products, variants, pictures.</param>
/// <param name="Settings">Contact, region, shipping, tax, rules.</param>
public sealed record CloneParts(bool Design, bool Catalog, bool Settings)
{
    /// <summary>Everything that can.</summary>
    public static CloneParts All { get; } = new(true, true, true);

    /// <summary>The words of the API.</summary>
    public IReadOnlyList<string> Words => [.. new[] { (Design, "design"), (Catalog, "catalog"), (Settings, "settings") }.Where(p => p.Item1).Select(p => p.Item2)];
}

/// <summary>Body of POST /stores/{storeId}/clone.</summary>
/// <param name="Name">Name of the new store, 1 to 100 characters.</param>
/// <param name="Subdomain">Label of its free address; made of the name when left out.</param>
/// <param name="Parts">design, catalog, settings; all when left out.</param>
public sealed record CloneRequest(string? Name = null, string? Subdomain = null, IReadOnlyList<string>? Parts = null);

/// <summary>The copy of a store on its way.</summary>
/// <param name="Id">The new store.</param>
/// <param name="JobId">The job; poll …/clone/{jobId}.</param>
/// <param name="SourceId">The store that is copied.</param>
/// <param name="Name">Name of the new store.</param>
/// <param name="Slug">Its label.</param>
/// <param name="Subdomain">The same label.</param>
/// <param name="Url">Where it opens.</param>
/// <param name="Parts">What comes along.</param>
/// <param name="Status">pending, running, done, failed or cancelled.</param>
/// <param name="Total">Pieces to copy.</param>
/// <param name="Done">Pieces copied.</param>
/// <param name="Error">Why it failed; empty otherwise.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record CloneResponse(Guid Id, Guid JobId, Guid SourceId, string Name, string Slug, string Subdomain, string Url, IReadOnlyList<string> Parts, CloneStatus Status, int Total, int Done, string Error, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>The wire form.</summary>
    public static CloneResponse From(StoreClone c, string url) =>
        new(c.TargetId, c.Id, c.StoreId, c.Name, c.Subdomain, c.Subdomain, url, new CloneParts(c.Design, c.Catalog, c.Settings).Words, c.Status, c.Total, c.Done, c.Error, c.CreatedAt, c.FinishedAt);
}

/// <summary>How many of a kind come along.</summary>
/// <param name="Part">design, catalog or settings.</param>
/// <param name="What">What it is, in the plural: pages.</param>
/// <param name="Count">How many.</param>
public sealed record CloneCount(string Part, string What, int Count);

/// <summary>What does not come along.</summary>
/// <param name="What">What it is: orders.</param>
/// <param name="Count">How many there are; null where nobody counts.</param>
/// <param name="Why">Why it stays.</param>
public sealed record CloneLeft(string What, int? Count, string Why);

/// <summary>What a copy would hold.</summary>
/// <param name="Parts">The chosen parts.</param>
/// <param name="Comes">What comes along.</param>
/// <param name="Stays">What does not, and why.</param>
public sealed record ClonePreview(IReadOnlyList<string> Parts, IReadOnlyList<CloneCount> Comes, IReadOnlyList<CloneLeft> Stays)
{
    /// <summary>Pieces to copy, for the progress.</summary>
    public int Total => Comes.Where(c => c.What is "pages" or "categories" or "products").Sum(c => c.Count) + 1;
}

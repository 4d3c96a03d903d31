using System.Text.Json;
using System.Text.Json.Serialization;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Client.Editor.Publishing;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Content.Api;

/// <summary>How a page stands, in the words of the API.</summary>
public enum PageStatus
{
    /// <summary>Never published, or taken offline.</summary>
    Draft,
    /// <summary>Live, and the draft is the same.</summary>
    Live,
    /// <summary>Live, and the draft holds changes.</summary>
    Changed,
}

/// <summary>Texts for search engines and social networks.</summary>
/// <param name="Title">Title; empty takes the page's.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Canonical">Address to index instead of the page's own.</param>
/// <param name="Image">Picture of the card.</param>
/// <param name="NoIndex">Keeps search engines away.</param>
public sealed record PageSeo(string? Title = null, string? Description = null, string? Canonical = null, string? Image = null, bool? NoIndex = null)
{
    internal static PageSeo Of(Page page) => new(page.SeoTitle, page.SeoDescription, page.Canonical, page.SocialImage, page.NoIndex);

    internal static PageDetails Into(PageDetails before, PageSeo? seo) => seo is null ? before : before with
    {
        SeoTitle = seo.Title ?? before.SeoTitle,
        SeoDescription = seo.Description ?? before.SeoDescription,
        Canonical = seo.Canonical ?? before.Canonical,
        SocialImage = seo.Image ?? before.SocialImage,
        NoIndex = seo.NoIndex ?? before.NoIndex,
    };
}

/// <summary>A page.</summary>
public sealed record PageResponse
{
    /// <summary>The page.</summary>
    public required Guid Id { get; init; }
    /// <summary>home, standard, policy, site.</summary>
    public required PageType Type { get; init; }
    /// <summary>Name for people.</summary>
    public required string Title { get; init; }
    /// <summary>Last part of its address.</summary>
    public required string Slug { get; init; }
    /// <summary>Path in the shop; null for header and footer.</summary>
    public required string? Path { get; init; }
    /// <summary>Full address; null for header and footer.</summary>
    public required string? Url { get; init; }
    /// <summary>draft, live, changed.</summary>
    public required PageStatus Status { get; init; }
    /// <summary>Number of the live version; null when none is.</summary>
    public required int? LiveVersion { get; init; }
    /// <summary>Grows with each stored draft. Send it back as baseRevision.</summary>
    public required int DraftRevision { get; init; }
    /// <summary>Texts for search engines.</summary>
    public required PageSeo Seo { get; init; }
    /// <summary>Somebody without the right to publish says it is ready.</summary>
    public required DateTimeOffset? ReviewAskedAt { get; init; }
    /// <summary>What they wrote.</summary>
    public required string? ReviewNote { get; init; }
    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When its draft or details last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    /// <summary>When the live version went live.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }
    /// <summary>The draft; only with a single page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Document { get; init; }

    internal static PageResponse Of(Page page, string shop, bool withDocument) => new()
    {
        Id = page.Id, Type = page.Type, Title = page.Title, Slug = page.Slug, Path = page.Path(), Url = page.Path() is { } path ? shop + path : null,
        Status = page.PublishedNumber == 0 ? PageStatus.Draft : page.HasUnpublishedChanges ? PageStatus.Changed : PageStatus.Live, LiveVersion = page.PublishedNumber == 0 ? null : page.PublishedNumber,
        DraftRevision = page.DraftRevision, Seo = PageSeo.Of(page), ReviewAskedAt = page.ReviewAskedAt, ReviewNote = page.ReviewAskedAt is null ? null : page.ReviewNote,
        CreatedAt = page.CreatedAt, UpdatedAt = page.UpdatedAt, PublishedAt = page.PublishedAt, Document = withDocument ? DocumentJson.Of(page.Draft) : null,
    };
}

/// <summary>A new page.</summary>
public sealed record CreatePageRequest(string? Title = null, PageType? Type = null, string? Slug = null, PageSeo? Seo = null, JsonElement? Document = null);

/// <summary>What changes about a page; what is absent stays.</summary>
/// <param name="Title">Name for people.</param>
/// <param name="Slug">Last part of its address; visitors of the old one are led on.</param>
/// <param name="Seo">Texts for search engines.</param>
/// <param name="Document">The whole new draft.</param>
/// <param name="BaseRevision">Revision the new draft builds on; when the stored one is newer, 412.</param>
public sealed record PatchPageRequest(string? Title = null, string? Slug = null, PageSeo? Seo = null, JsonElement? Document = null, int? BaseRevision = null);

/// <summary>How a page is published.</summary>
/// <param name="Note">Kept with the version.</param>
/// <param name="BaseVersion">Number of the version the caller knows as live, 0 for none; when another is live, 412.</param>
/// <param name="WithTheme">Whether the draft of the theme goes live with it, both or neither.</param>
public sealed record PublishPageRequest(string? Note = null, int? BaseVersion = null, bool? WithTheme = null);

/// <summary>How a version is restored.</summary>
/// <param name="KeepDraft">Leaves the draft as it is; otherwise it becomes the restored version.</param>
/// <param name="BaseVersion">Number of the version the caller knows as live; when another is live, 412.</param>
public sealed record RestoreVersionRequest(bool? KeepDraft = null, int? BaseVersion = null);

/// <summary>A published version.</summary>
public sealed record PageVersionResponse
{
    /// <summary>1, 2, 3 … per page.</summary>
    public required int Number { get; init; }
    /// <summary>When it went live.</summary>
    public required DateTimeOffset PublishedAt { get; init; }
    /// <summary>Who published it; null for the store's template.</summary>
    public required Guid? PublishedBy { get; init; }
    /// <summary>What they wrote.</summary>
    public required string Note { get; init; }
    /// <summary>The older version it brought back.</summary>
    public required int? RestoredFrom { get; init; }
    /// <summary>Whether it is live now.</summary>
    public required bool Live { get; init; }
    /// <summary>The document; only with a single version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Document { get; init; }

    internal static PageVersionResponse Of(PageVersion version, int live, bool withDocument) => new()
    {
        Number = version.Number, PublishedAt = version.PublishedAt, PublishedBy = version.PublishedBy, Note = version.Note, RestoredFrom = version.RestoredFrom, Live = version.Number == live,
        Document = withDocument ? DocumentJson.Of(version.Document) : null,
    };
}

/// <summary>A preview link that is wanted.</summary>
/// <param name="Version">Number of a version; absent shows the draft as it is at each visit.</param>
/// <param name="ExpiresInHours">1 to 720; absent means 72.</param>
public sealed record PreviewLinkRequest(int? Version = null, int? ExpiresInHours = null);

/// <summary>A preview link.</summary>
public sealed record PreviewLinkResponse(Guid Id, string Url, int? Version, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>A plan to put a page live.</summary>
/// <param name="PublishAt">When.</param>
/// <param name="RevertAt">When what was live before comes back; absent for never.</param>
/// <param name="Note">Kept with the version.</param>
/// <param name="AllowOverlap">Goes ahead although another plan of the page overlaps.</param>
public sealed record ScheduleRequest(DateTimeOffset? PublishAt = null, DateTimeOffset? RevertAt = null, string? Note = null, bool? AllowOverlap = null);

/// <summary>A plan.</summary>
public sealed record ScheduleResponse
{
    /// <summary>The plan.</summary>
    public required Guid Id { get; init; }
    /// <summary>The page.</summary>
    public required Guid PageId { get; init; }
    /// <summary>When it goes live.</summary>
    public required DateTimeOffset PublishAt { get; init; }
    /// <summary>When it goes back.</summary>
    public required DateTimeOffset? RevertAt { get; init; }
    /// <summary>waiting, live, done, reverted, left, cancelled, failed.</summary>
    public required ScheduleState State { get; init; }
    /// <summary>What the person wrote.</summary>
    public required string Note { get; init; }
    /// <summary>What became of it.</summary>
    public required string Outcome { get; init; }
    /// <summary>The version it made.</summary>
    public required int? Version { get; init; }
    /// <summary>Other plans of the page at the same time.</summary>
    public required IReadOnlyList<Guid> OverlapsWith { get; init; }

    internal static ScheduleResponse Of(PageSchedule s, IEnumerable<PageSchedule> all) => new()
    {
        Id = s.Id, PageId = s.PageId, PublishAt = s.PublishAt, RevertAt = s.RevertAt, State = s.State, Note = s.Note, Outcome = s.Outcome, Version = s.PublishedNumber,
        OverlapsWith = s.State is ScheduleState.Waiting or ScheduleState.Live ? [.. all.Where(o => o.Id != s.Id && o.PageId == s.PageId && o.State is ScheduleState.Waiting or ScheduleState.Live && PageSchedule.Overlap((s.PublishAt, s.RevertAt), (o.PublishAt, o.RevertAt))).Select(o => o.Id)] : [],
    };
}

/// <summary>What the checks found.</summary>
public sealed record CheckResponse(IReadOnlyList<FindingResponse> Findings, PageWeight Weight);

/// <summary>One finding.</summary>
public sealed record FindingResponse(string Check, FindingArea Area, FindingLevel Level, string? BlockId, string Message, string Advice);

/// <summary>A page as a file, to be kept or taken to another store.</summary>
/// <param name="Kind">Always rendrix.page.</param>
/// <param name="Format">Version of this form, 1.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Slug">Last part of its address.</param>
/// <param name="Type">standard or policy; a front page comes in as a standard page.</param>
/// <param name="Seo">Texts for search engines.</param>
/// <param name="Document">The blocks.</param>
public sealed record PageFile(string? Kind, int? Format, string? Title, string? Slug, PageType? Type, PageSeo? Seo, JsonElement? Document)
{
    /// <summary>Largest file.</summary>
    public const int MaxBytes = 1_048_576;

    internal static PageFile Of(Page page) => new("rendrix.page", 1, page.Title, page.Slug, page.Type, PageSeo.Of(page), DocumentJson.Of(page.Draft));

    /// <summary>The page a file holds. Refuses what no export wrote. Its address is made of its title, so that a file read twice makes two pages.</summary>
    internal NewPage Read()
    {
        var errors = new FieldErrors();
        errors.Require(Kind == "rendrix.page", "kind", "This is not a page that was exported");
        errors.Require(Format == 1, "format", "This file was written by a newer version. Only format 1 can be read");
        errors.Require(Document is not null, "document", "This field is required");
        errors.ThrowIfAny();
        var document = DocumentJson.Read(Document!.Value);
        if (document.Root.Type != "page") throw new RefusedException(Refusal.Invalid("document", "Only pages can be imported; this is a header and footer"));
        var title = Title is { Length: > 0 } given ? given : "Imported page";
        return new NewPage(title, Type == PageType.Policy ? PageType.Policy : PageType.Standard, null, document) { Details = PageSeo.Into(new PageDetails(title, "", "", ""), Seo) };
    }

    /// <summary>The page in the text of a file; refuses what is no JSON or holds more than a page.</summary>
    internal static NewPage Read(string json)
    {
        try { return (JsonSerializer.Deserialize<PageFile>(json, ApiJson.Options) ?? throw new JsonException()).Read(); }
        catch (JsonException) { throw new RefusedException(new Refusal("INVALID_INPUT", "This file is not a page that was exported.", 400)); }
    }
}

/// <summary>A redirect that is wanted, or what changes about one.</summary>
public sealed record RedirectRequest(string? From = null, string? To = null);

/// <summary>A redirect.</summary>
public sealed record RedirectResponse(Guid Id, string From, string To, bool Automatic, DateTimeOffset CreatedAt)
{
    internal static RedirectResponse Of(Redirect r) => new(r.Id, r.From, r.To, r.Automatic, r.CreatedAt);
}

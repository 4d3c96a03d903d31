using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor.Theme;

namespace Rendrix.Web.Client.Editor.Publishing;

/// <summary>What is live and what would be, taken together.</summary>
/// <param name="Live">The live document; null when none is.</param>
/// <param name="LiveNumber">Its number; 0 when none is.</param>
/// <param name="LiveWhen">When it went live, as people read it.</param>
/// <param name="LiveWho">Who published it.</param>
/// <param name="Draft">The draft.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="AskedBy">Who says that it is ready; null when nobody does.</param>
/// <param name="AskedNote">What they wrote.</param>
public sealed record ReviewView(PageDocument? Live, int LiveNumber, string LiveWhen, string LiveWho, PageDocument Draft, int Revision, string? AskedBy, string AskedNote)
{
    /// <summary>What the draft is compared with: what is live, or an empty page.</summary>
    public PageDocument Before { get; } = Live ?? new PageDocument(new(Draft.Root.Id, Draft.Root.Type, Draft.Root.Props.Clear(), Draft.Root.Slots.Clear()));

    /// <summary>What the draft of the theme changes beside it; null when the theme is live as it is.</summary>
    public ThemeReview? Theme { get; init; }

    /// <summary>Whether the page is live exactly as the draft is.</summary>
    public bool IsLive => LiveNumber > 0 && Diff.IsEmpty;

    /// <summary>What is different.</summary>
    public DocumentDiff Diff => field ??= DocumentDiff.Between(Before, Draft);
}

/// <summary>The draft of the theme beside the theme that is live.</summary>
/// <param name="Live">What shoppers see.</param>
/// <param name="Draft">What the editor shows.</param>
/// <param name="Revision">Its draft revision.</param>
/// <param name="LiveNumber">Number of the live version.</param>
public sealed record ThemeReview(ThemeTokens Live, ThemeTokens Draft, int Revision, int LiveNumber)
{
    /// <summary>What is different, token by token.</summary>
    public IReadOnlyList<ThemeChange> Changes => field ??= ThemeWords.Between(Live, Draft);
}

/// <summary>What came of something asked: done when both are empty.</summary>
/// <param name="Refusal">Not done, and why.</param>
/// <param name="Problems">Not done until these are put right.</param>
public sealed record Outcome(Refusal? Refusal, IReadOnlyList<PublishProblem> Problems)
{
    /// <summary>It was done.</summary>
    public static Outcome Done { get; } = new(null, []);
    /// <summary>Whether it was done.</summary>
    public bool IsDone => Refusal is null && Problems.Count == 0;
}

/// <summary>A published version as the history lists it.</summary>
/// <param name="Number">1, 2, 3 ….</param>
/// <param name="When">When it went live, as people read it.</param>
/// <param name="Who">Who published it.</param>
/// <param name="Live">Whether it is live now.</param>
/// <param name="Note">What they wrote.</param>
/// <param name="RestoredFrom">The older version it brought back.</param>
public sealed record VersionRow(int Number, string When, string Who, bool Live, string Note, int? RestoredFrom);

/// <summary>A link that shows a draft or a version to anybody.</summary>
public sealed record PreviewRow(Guid Id, string Url, int? Number, string Ends);

/// <summary>A plan for a page, as the calendar lists it.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Page">Title of the page.</param>
/// <param name="OfThisPage">Whether it is the page being edited.</param>
/// <param name="From">When it goes live, in the store's time.</param>
/// <param name="Until">When it goes back; null for never.</param>
/// <param name="State">How it stands.</param>
/// <param name="Note">What the person wrote.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Who">Who planned it.</param>
/// <param name="Overlaps">It gets in the way of another plan of its page.</param>
public sealed record PlanRow(Guid Id, string Page, bool OfThisPage, DateTime From, DateTime? Until, ScheduleState State, string Note, string Outcome, string Who, bool Overlaps);

/// <summary>When a page is to go live, in the store's time.</summary>
public sealed record PlanWish(DateTime From, DateTime? Until, string Note, bool EvenIfOverlapping, PageDocument Document, int Revision);

/// <summary>What stands around a page's blocks.</summary>
public sealed record DetailsForm
{
    /// <summary>Name for people.</summary>
    public string Title { get; init; } = "";
    /// <summary>Last part of the address.</summary>
    public string Slug { get; init; } = "";
    /// <summary>Title for search engines; empty takes the page's.</summary>
    public string SeoTitle { get; init; } = "";
    /// <summary>Description for search engines.</summary>
    public string SeoDescription { get; init; } = "";
    /// <summary>Address to index instead.</summary>
    public string Canonical { get; init; } = "";
    /// <summary>Picture of the social card.</summary>
    public string SocialImage { get; init; } = "";
    /// <summary>Keeps search engines away.</summary>
    public bool NoIndex { get; init; }
}

/// <summary>The details as they are, with what the snippet shows around them.</summary>
/// <param name="Form">The details.</param>
/// <param name="Type">What the page is for.</param>
/// <param name="Prefix">What stands before the slug in the address.</param>
/// <param name="Address">The shop's address, without trailing slash.</param>
/// <param name="Shop">Name of the shop.</param>
/// <param name="Tagline">Its one line.</param>
/// <param name="Live">Whether shoppers can see the page.</param>
public sealed record DetailsView(DetailsForm Form, PageType Type, string Prefix, string Address, string Shop, string Tagline, bool Live)
{
    /// <summary>Why the plan does not open texts for search engines; null where it does.</summary>
    public string? SeoLocked { get; init; }
}

/// <summary>What publishing asks of the program around the editor.</summary>
public sealed record PublishHost
{
    /// <summary>How far the person may change the page.</summary>
    public required EditRights Rights { get; init; }
    /// <summary>Whether they may put it live.</summary>
    public required bool MayPublish { get; init; }
    /// <summary>The store's time zone, as people read it.</summary>
    public required string Zone { get; init; }
    /// <summary>The time there now.</summary>
    public required Func<DateTime> Now { get; init; }
    /// <summary>Address of the canvas, without query.</summary>
    public required string Canvas { get; init; }
    /// <summary>Stores the draft and answers it beside what is live.</summary>
    public required Func<Task<ReviewView>> Review { get; init; }
    /// <summary>Runs the checks over a document, in the draft of the theme or, with true, in the theme that is live.</summary>
    public required Func<PageDocument, bool, Task<CheckReport>> Check { get; init; }
    /// <summary>Puts what was reviewed live: the view, the note, and whether the theme goes with it.</summary>
    public required Func<ReviewView, string, bool, Task<Outcome>> Publish { get; init; }
    /// <summary>Says that the draft is ready, with a note; null takes that back.</summary>
    public required Func<string?, Task<Outcome>> Ask { get; init; }
    /// <summary>The published versions, newest first.</summary>
    public required Func<Task<IReadOnlyList<VersionRow>>> Versions { get; init; }
    /// <summary>The document of a version.</summary>
    public required Func<int, Task<PageDocument>> Version { get; init; }
    /// <summary>Puts an older version live again: its number, and whether the draft stays.</summary>
    public required Func<int, bool, Task<Outcome>> Restore { get; init; }
    /// <summary>The links that work.</summary>
    public required Func<Task<IReadOnlyList<PreviewRow>>> Previews { get; init; }
    /// <summary>Makes a link: version or null for the draft, hours it works.</summary>
    public required Func<int?, int, Task<(PreviewRow? Made, Outcome Outcome)>> Share { get; init; }
    /// <summary>Takes a link back.</summary>
    public required Func<Guid, Task<Outcome>> Revoke { get; init; }
    /// <summary>Plans of the whole store: those to come, and this page's last ones.</summary>
    public required Func<Task<IReadOnlyList<PlanRow>>> Plans { get; init; }
    /// <summary>Plans that the page goes live.</summary>
    public required Func<PlanWish, Task<Outcome>> Plan { get; init; }
    /// <summary>Calls a plan off.</summary>
    public required Func<Guid, Task<Outcome>> CallOff { get; init; }
    /// <summary>The page's details.</summary>
    public required Func<Task<DetailsView>> Details { get; init; }
    /// <summary>Stores the page's details.</summary>
    public required Func<DetailsForm, Task<Outcome>> SaveDetails { get; init; }
    /// <summary>Takes the person's newest change of the details back, or with true does it again: its name, null when none was left that fits, and the details then.</summary>
    public required Func<bool, Task<(string? Name, DetailsForm? Now, Outcome Outcome)>> StepDetails { get; init; }
}

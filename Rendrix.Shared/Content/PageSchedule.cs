using Rendrix.Tenancy;

namespace Rendrix.Content;

/// <summary>How a schedule stands.</summary>
public enum ScheduleState
{
    /// <summary>Its time has not come.</summary>
    Waiting,
    /// <summary>It went live; with an end, it goes back then.</summary>
    Live,
    /// <summary>It went live and everything that was planned is done.</summary>
    Done,
    /// <summary>What was there before is live again.</summary>
    Reverted,
    /// <summary>Somebody else published in between, so it was left as it is.</summary>
    Left,
    /// <summary>It was called off.</summary>
    Cancelled,
    /// <summary>It could not go live; the outcome says why.</summary>
    Failed,
}

/// <summary>
/// A page that goes live at a time and, if wanted, goes back at another. It holds what was reviewed: the draft may change meanwhile and that is not taken along.
/// </summary>
public sealed class PageSchedule : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The page.</summary>
    public Guid PageId { get; set; }
    /// <summary>The document as JSON.</summary>
    public string Document { get; set; } = "";
    /// <summary>Draft revision it was taken from.</summary>
    public int DraftRevision { get; set; }
    /// <summary>When it goes live.</summary>
    public DateTimeOffset PublishAt { get; set; }
    /// <summary>When what was there before comes back; null for never.</summary>
    public DateTimeOffset? RevertAt { get; set; }
    /// <summary>What the person wrote about it.</summary>
    public string Note { get; set; } = "";
    /// <summary>Who planned it.</summary>
    public Guid? CreatedBy { get; set; }
    /// <summary>When it was planned.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>How it stands.</summary>
    public ScheduleState State { get; set; }
    /// <summary>Version it made; null before.</summary>
    public int? PublishedNumber { get; set; }
    /// <summary>Version that was live before it; 0 for none.</summary>
    public int BeforeNumber { get; set; }
    /// <summary>What became of it, for people; empty while all is as planned.</summary>
    public string Outcome { get; set; } = "";
    /// <summary>Grows with each save.</summary>
    public int Version { get; set; }

    /// <summary>Whether two plans for one page get in each other's way: they begin at the same moment, or one begins while the other is on.</summary>
    public static bool Overlap((DateTimeOffset From, DateTimeOffset? Until) a, (DateTimeOffset From, DateTimeOffset? Until) b) =>
        a.From == b.From || Inside(a.From, b) || Inside(b.From, a);

    private static bool Inside(DateTimeOffset moment, (DateTimeOffset From, DateTimeOffset? Until) plan) => plan.Until is { } until && moment >= plan.From && moment <= until;
}

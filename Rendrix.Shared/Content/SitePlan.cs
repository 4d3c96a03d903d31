using Rendrix.Tenancy;

namespace Rendrix.Content;

/// <summary>
/// Several pages, and the theme if wanted, that go live together at a time and back together at another: a sale week. It holds what the drafts were when it
/// was planned, as a plan of one page does. Everything of it happens in one transaction or nothing does.
/// </summary>
public sealed class SitePlan : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>What people call it: "Sale week".</summary>
    public string Name { get; set; } = "";
    /// <summary>When it goes live.</summary>
    public DateTimeOffset PublishAt { get; set; }
    /// <summary>When what was there before comes back; null for never.</summary>
    public DateTimeOffset? RevertAt { get; set; }
    /// <summary>How many pages it was made with; a page that is gone for good is found missing by it.</summary>
    public int PageCount { get; set; }
    /// <summary>Tokens of the theme as JSON; null leaves the theme alone.</summary>
    public string? Theme { get; set; }
    /// <summary>Draft revision the theme was taken from.</summary>
    public int ThemeRevision { get; set; }
    /// <summary>Version of the theme it made; null before.</summary>
    public int? ThemeNumber { get; set; }
    /// <summary>Version of the theme that was live before it.</summary>
    public int ThemeBefore { get; set; }
    /// <summary>Who planned it.</summary>
    public Guid? CreatedBy { get; set; }
    /// <summary>When it was planned.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>How it stands.</summary>
    public ScheduleState State { get; set; }
    /// <summary>What became of it, for people; empty while all is as planned.</summary>
    public string Outcome { get; set; } = "";
    /// <summary>Grows with each save.</summary>
    public int Version { get; set; }

    /// <summary>Whether there is still something it will do.</summary>
    public bool IsOpen => State == ScheduleState.Waiting || State == ScheduleState.Live && RevertAt is not null;
}

/// <summary>One page of a <see cref="SitePlan"/>.</summary>
public sealed class SitePlanPage : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The plan.</summary>
    public Guid PlanId { get; set; }
    /// <summary>The page.</summary>
    public Guid PageId { get; set; }
    /// <summary>The document as JSON.</summary>
    public string Document { get; set; } = "";
    /// <summary>Draft revision it was taken from.</summary>
    public int DraftRevision { get; set; }
    /// <summary>Version it made; null before.</summary>
    public int? PublishedNumber { get; set; }
    /// <summary>Version that was live before it; 0 for none.</summary>
    public int BeforeNumber { get; set; }
}

namespace Rendrix.Operator;

/// <summary>A sign-in in which a person of the platform acts in an owner's place, in one organization and for an hour at most. Global; its id is the session's.</summary>
public sealed class SupportSession
{
    /// <summary>How long one lasts at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);

    /// <summary>The session (family of refresh tokens).</summary>
    public Guid Id { get; set; }
    /// <summary>Who of the platform acts.</summary>
    public Guid AdminId { get; set; }
    /// <summary>The session they came from, and go back to.</summary>
    public Guid AdminSessionId { get; set; }
    /// <summary>The one organization it is for.</summary>
    public Guid OrganizationId { get; set; }
    /// <summary>The owner in whose place they act.</summary>
    public Guid OwnerId { get; set; }
    /// <summary>Why, as the owners read it.</summary>
    public string Reason { get; set; } = "";
    /// <summary>Begun without the owners' consent.</summary>
    public bool BrokeGlass { get; set; }
    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; set; }
    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset EndsAt { get; set; }
    /// <summary>When it was ended before that.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

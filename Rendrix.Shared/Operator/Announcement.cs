namespace Rendrix.Operator;

/// <summary>How much an announcement asks for attention.</summary>
public enum AnnouncementLevel
{
    /// <summary>Good to know.</summary>
    Info,
    /// <summary>Something to prepare for.</summary>
    Warning,
    /// <summary>Something does not work.</summary>
    Critical,
}

/// <summary>What the platform tells everybody who works in a dashboard. Global.</summary>
public sealed class Announcement
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; set; }
    /// <summary>1 to 120 characters.</summary>
    public string Title { get; set; } = "";
    /// <summary>At most 1,000 characters, plain.</summary>
    public string Text { get; set; } = "";
    /// <summary>How loud.</summary>
    public AnnouncementLevel Level { get; set; }
    /// <summary>Shown from then on.</summary>
    public DateTimeOffset From { get; set; }
    /// <summary>Shown until then; null until it is taken back.</summary>
    public DateTimeOffset? Until { get; set; }
    /// <summary>For people of this plan alone; null is for all.</summary>
    public string? Plan { get; set; }
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }
}

/// <summary>A person has put an announcement away. Global.</summary>
public sealed class AnnouncementDismissal
{
    /// <summary>The person.</summary>
    public Guid UserId { get; set; }
    /// <summary>The announcement.</summary>
    public Guid AnnouncementId { get; set; }
}

/// <summary>Whether an industry template is on offer, and in which place. Global; one without a row is offered where its file says.</summary>
public sealed class TemplateOffer
{
    /// <summary>Code of the template.</summary>
    public string Code { get; set; } = "";
    /// <summary>Whether new stores can be made of it.</summary>
    public bool IsOffered { get; set; } = true;
    /// <summary>Place among those on offer, from the front.</summary>
    public int Position { get; set; }
}

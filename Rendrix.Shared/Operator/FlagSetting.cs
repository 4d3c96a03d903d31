namespace Rendrix.Operator;

/// <summary>How a feature is switched: for everybody, or for one organization. Global; features themselves are declared in code.</summary>
public sealed class FlagSetting
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; set; }
    /// <summary>Code of the feature.</summary>
    public string Flag { get; set; } = "";
    /// <summary>The organization; null is for everybody that has no setting of its own.</summary>
    public Guid? OrganizationId { get; set; }
    /// <summary>To how many of a hundred organizations it is open; 0 is off and 100 is on.</summary>
    public int Percent { get; set; }
    /// <summary>When it stops to hold; null never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }
    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

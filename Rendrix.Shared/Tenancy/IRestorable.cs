namespace Rendrix.Tenancy;

/// <summary>
/// A row that stays for a time after it was deleted, so that it can be restored with everything that belongs to it. No query sees it meanwhile unless it
/// says so, and its unique keys are free for others.
/// </summary>
public interface IRestorable : ITenantOwned
{
    /// <summary>When it was deleted; null while it is there.</summary>
    DateTimeOffset? DeletedAt { get; set; }
}

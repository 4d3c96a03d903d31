using Rendrix.Tenancy;

namespace Rendrix.Content;

/// <summary>The theme of a store while it is worked on: a draft beside the live one, which stays in the store itself. Made when the theme is first opened.</summary>
public sealed class StoreTheme : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Tokens as JSON, see ThemeTokens.</summary>
    public string Draft { get; set; } = "{}";
    /// <summary>Grows with each saved draft; guards against lost edits.</summary>
    public int DraftRevision { get; set; }
    /// <summary>Number of the version that is live.</summary>
    public int PublishedNumber { get; set; }
    /// <summary>Draft revision that the live version was made of.</summary>
    public int PublishedRevision { get; set; }
    /// <summary>When the draft last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whether the draft holds what is not live.</summary>
    public bool HasUnpublishedChanges => DraftRevision != PublishedRevision;
}

/// <summary>A theme that was live at some time; never changed, so going back is publishing an older one again.</summary>
public sealed class ThemeVersion : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>1, 2, 3 … per store; 1 is what the store opened with.</summary>
    public int Number { get; set; }
    /// <summary>Tokens as JSON.</summary>
    public string Tokens { get; set; } = "{}";
    /// <summary>When it went live.</summary>
    public DateTimeOffset PublishedAt { get; set; }
    /// <summary>Who published it; null for what the store opened with.</summary>
    public Guid? PublishedBy { get; set; }
}

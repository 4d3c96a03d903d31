using Rendrix.Tenancy;

namespace Rendrix.Stores;

/// <summary>How the opening of a store stands.</summary>
public enum OpeningStatus
{
    /// <summary>Waits for a worker.</summary>
    Queued,
    /// <summary>Being opened; also after a crash, until a worker goes on.</summary>
    Running,
    /// <summary>The store is open.</summary>
    Done,
    /// <summary>It was not opened, and nothing of it is there; the error says why.</summary>
    Failed,
}

/// <summary>What is being done of a store that opens, in this order.</summary>
public enum OpeningStep
{
    /// <summary>Nothing yet.</summary>
    Waiting,
    /// <summary>The drawings of its trade.</summary>
    Pictures,
    /// <summary>Its free address is taken.</summary>
    Address,
    /// <summary>Categories and products.</summary>
    Catalog,
    /// <summary>Menus and pages.</summary>
    Pages,
    /// <summary>The last of it is written.</summary>
    Opening,
}

/// <summary>
/// A store that somebody asked for and did not wait for. The store's id is made when it is asked for, and the row is marked done in the transaction that makes the store, so
/// that there is one store for each row or none. It has no store of its own: whoever gets the store later does not get the word of who opened it.
/// </summary>
public sealed class StoreOpening : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>The store to be.</summary>
    public Guid TargetId { get; set; }
    /// <summary>Name of the store.</summary>
    public string Name { get; set; } = "";
    /// <summary>Wanted label of the free address, and once it is done the one it has; empty for one made of the name.</summary>
    public string Subdomain { get; set; } = "";
    /// <summary>Code of the industry template.</summary>
    public string Industry { get; set; } = "";
    /// <summary>ISO 4217; empty for the usual one.</summary>
    public string Currency { get; set; } = "";
    /// <summary>ISO 3166-1; empty for none said.</summary>
    public string Country { get; set; } = "";
    /// <summary>BCP 47; empty for that of the country.</summary>
    public string Locale { get; set; } = "";
    /// <summary>How it stands.</summary>
    public OpeningStatus Status { get; set; }
    /// <summary>What is being done.</summary>
    public OpeningStep Step { get; set; }
    /// <summary>How often a worker took it up.</summary>
    public int Attempts { get; set; }
    /// <summary>Code of the refusal it ended with; empty otherwise.</summary>
    public string Code { get; set; } = "";
    /// <summary>Why it failed; empty otherwise.</summary>
    public string Error { get; set; } = "";
    /// <summary>Who asked for it.</summary>
    public Guid StartedBy { get; set; }
    /// <summary>The API key with which it was asked for, if with one.</summary>
    public Guid? KeyId { get; set; }
    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it ended, in whatever way.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
    /// <summary>Grows with each save.</summary>
    public int Version { get; set; }

    /// <summary>Whether nothing more will happen to it.</summary>
    public bool IsOver => Status is OpeningStatus.Done or OpeningStatus.Failed;

    /// <summary>How much of it is done. Told by the step: most of the time goes into the catalog.</summary>
    public int Percent => Status == OpeningStatus.Done ? 100 : Step switch { OpeningStep.Pictures => 5, OpeningStep.Address => 20, OpeningStep.Catalog => 30, OpeningStep.Pages => 70, OpeningStep.Opening => 90, _ => 0 };
}

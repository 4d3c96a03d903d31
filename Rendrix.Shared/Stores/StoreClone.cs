using Rendrix.Tenancy;

namespace Rendrix.Stores;

/// <summary>How the copy of a store stands.</summary>
public enum CloneStatus
{
    /// <summary>Waits for a worker.</summary>
    Pending,
    /// <summary>Being copied; also after a crash, until a worker goes on.</summary>
    Running,
    /// <summary>The new store is open.</summary>
    Done,
    /// <summary>It could not be finished, and nothing of it is left; the error says why.</summary>
    Failed,
    /// <summary>Somebody stopped it, and nothing of it is left.</summary>
    Cancelled,
}

/// <summary>What is copied next. Each step is one transaction, products one for each batch.</summary>
public enum CloneStep
{
    /// <summary>Theme, pages, menus, redirects.</summary>
    Design,
    /// <summary>The tree of categories.</summary>
    Categories,
    /// <summary>Products with variants and pictures, by id.</summary>
    Products,
    /// <summary>Pages of the trade for a store that took none along, then it is opened.</summary>
    Opening,
}

/// <summary>
/// One copy of a store on its way. The new ids are computed from the job and the old ids, and step and position are written in the transaction of what
/// they tell, so a crash at any line repeats nothing and loses nothing. It belongs to the store that is copied.
/// </summary>
public sealed class StoreClone : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>The store that is copied.</summary>
    public Guid StoreId { get; set; }
    /// <summary>The new store; gone again when the copy failed.</summary>
    public Guid TargetId { get; set; }
    /// <summary>Name of the new store.</summary>
    public string Name { get; set; } = "";
    /// <summary>Address of the new store.</summary>
    public string Subdomain { get; set; } = "";
    /// <summary>Theme, pages, sections, menus and redirects come along.</summary>
    public bool Design { get; set; }
    /// <summary>Categories, products, variants and their pictures come along.</summary>
    public bool Catalog { get; set; }
    /// <summary>Contact, region, shipping, tax and rules come along.</summary>
    public bool Settings { get; set; }
    /// <summary>How it stands.</summary>
    public CloneStatus Status { get; set; }
    /// <summary>What is copied next.</summary>
    public CloneStep Step { get; set; }
    /// <summary>Products up to this id are copied.</summary>
    public Guid After { get; set; }
    /// <summary>Pieces to copy, as counted when it began.</summary>
    public int Total { get; set; }
    /// <summary>Pieces copied.</summary>
    public int Done { get; set; }
    /// <summary>How often a worker took it up.</summary>
    public int Attempts { get; set; }
    /// <summary>Why it failed; empty otherwise.</summary>
    public string Error { get; set; } = "";
    /// <summary>Who asked for it.</summary>
    public Guid? StartedBy { get; set; }
    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it ended, in whatever way.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
    /// <summary>Grows with each save; two workers cannot both advance it.</summary>
    public int Version { get; set; }

    /// <summary>Whether nothing more will happen to it.</summary>
    public bool IsOver => Status is CloneStatus.Done or CloneStatus.Failed or CloneStatus.Cancelled;
}

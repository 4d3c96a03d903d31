using Rendrix.Tenancy;

namespace Rendrix.Integrations;

/// <summary>Where an import stands.</summary>
public enum ImportStatus
{
    /// <summary>Waits for a worker.</summary>
    Pending,
    /// <summary>Being worked through; also after a crash, until a worker resumes it.</summary>
    Running,
    /// <summary>Every row has its outcome.</summary>
    Done,
    /// <summary>The file as a whole could not be read; <see cref="ImportJob.Error"/> says why.</summary>
    Failed,
    /// <summary>Stopped by a person; what was imported stays.</summary>
    Cancelled,
}

/// <summary>
/// One uploaded catalog file and how far it was worked through. Counters and <see cref="Position"/> are written in the same transaction as
/// the products of each batch, so a crash at any line repeats nothing and loses nothing.
/// </summary>
public sealed class ImportJob : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Code of the import format: shopify, woocommerce, rendrix.</summary>
    public string Format { get; set; } = "";
    /// <summary>Name of the uploaded file, as people know it; at most 200 characters.</summary>
    public string FileName { get; set; } = "";
    /// <summary>Id of the stored file under the tenant's prefix.</summary>
    public Guid FileId { get; set; }
    /// <summary>Size of the file in bytes.</summary>
    public long FileBytes { get; set; }
    /// <summary>Where it stands.</summary>
    public ImportStatus Status { get; set; }
    /// <summary>Whether everything is tried and nothing is kept.</summary>
    public bool DryRun { get; set; }
    /// <summary>Data rows in the file; 0 until it was counted.</summary>
    public int TotalRows { get; set; }
    /// <summary>Rows that have an outcome.</summary>
    public int DoneRows { get; set; }
    /// <summary>Products made.</summary>
    public int Created { get; set; }
    /// <summary>Products changed.</summary>
    public int Updated { get; set; }
    /// <summary>Products left alone, because nothing differed or the file says something we do not sell.</summary>
    public int Skipped { get; set; }
    /// <summary>Products that could not be taken over.</summary>
    public int Failed { get; set; }
    /// <summary>How many products of the file are behind us: where a resumed run goes on.</summary>
    public int Position { get; set; }
    /// <summary>Why the whole import failed; empty otherwise.</summary>
    public string Error { get; set; } = "";
    /// <summary>The person who started it; null for the platform itself.</summary>
    public Guid? StartedBy { get; set; }
    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When a worker first took it up.</summary>
    public DateTimeOffset? StartedAt { get; set; }
    /// <summary>When it ended, in whatever way.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
    /// <summary>Grows with each save; two workers cannot both advance it.</summary>
    public int Version { get; set; }

    /// <summary>Whether nothing more will happen to it.</summary>
    public bool IsOver => Status is ImportStatus.Done or ImportStatus.Failed or ImportStatus.Cancelled;
}

/// <summary>What became of a row.</summary>
public enum ImportOutcome
{
    /// <summary>Its product was made.</summary>
    Created,
    /// <summary>Its product was changed.</summary>
    Updated,
    /// <summary>Nothing to do, or nothing we sell; the message says which.</summary>
    Skipped,
    /// <summary>Not taken over; the message says why.</summary>
    Failed,
}

/// <summary>The outcome of one line of an imported file.</summary>
public sealed class ImportRow : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Its job.</summary>
    public Guid JobId { get; set; }
    /// <summary>Line in the file where the row begins; the header is line 1.</summary>
    public int Line { get; set; }
    /// <summary>What became of it.</summary>
    public ImportOutcome Outcome { get; set; }
    /// <summary>Why, in a sentence; empty when there is nothing to say. At most 500 characters.</summary>
    public string Message { get; set; } = "";
    /// <summary>What names the product in the file: handle, SKU or slug. At most 200 characters.</summary>
    public string ProductKey { get; set; } = "";
    /// <summary>The product it became part of, when there is one.</summary>
    public Guid? ProductId { get; set; }
}

using Rendrix.Tenancy;

namespace Rendrix.Stores;

/// <summary>How an offer stands.</summary>
public enum TransferStatus
{
    /// <summary>Waits for the other side.</summary>
    Offered,
    /// <summary>Its time ran out.</summary>
    Expired,
    /// <summary>It was taken back.</summary>
    Revoked,
    /// <summary>Accepted; the store is on its way.</summary>
    Moving,
    /// <summary>The store has arrived.</summary>
    Done,
    /// <summary>It was accepted and could not be moved; the error says why. The store stayed where it was.</summary>
    Failed,
}

/// <summary>The offer of a store to another organization. One at a time; it moves along with the store, so that the new owners see where it came from.</summary>
public sealed class StoreTransfer : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The organization that gives.</summary>
    public Guid FromOrganization { get; set; }
    /// <summary>Who is asked: only the account of this address can accept.</summary>
    public string Email { get; set; } = "";
    /// <summary>The same for comparing.</summary>
    public string NormalizedEmail { get; set; } = "";
    /// <summary>Hash of the secret in the last mail; null before it was written.</summary>
    public string? SecretHash { get; set; }
    /// <summary>The owner who offers.</summary>
    public Guid OfferedBy { get; set; }
    /// <summary>When it was offered.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When the link stops working.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
    /// <summary>When the other side accepted.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }
    /// <summary>The owner who accepted.</summary>
    public Guid? AcceptedBy { get; set; }
    /// <summary>The organization that takes; known once it was accepted.</summary>
    public Guid? ToOrganization { get; set; }
    /// <summary>When both organizations' logs and the files were settled.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
    /// <summary>Why it could not be moved; empty otherwise.</summary>
    public string Error { get; set; } = "";
    /// <summary>Grows with each save.</summary>
    public int Version { get; set; }

    /// <summary>How it stands at a moment.</summary>
    public TransferStatus StatusAt(DateTimeOffset now) => Error.Length > 0 ? TransferStatus.Failed : FinishedAt is not null ? TransferStatus.Done : AcceptedAt is not null ? TransferStatus.Moving
        : RevokedAt is not null ? TransferStatus.Revoked : ExpiresAt <= now ? TransferStatus.Expired : TransferStatus.Offered;
}

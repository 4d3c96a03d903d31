using Rendrix.Tenancy;

namespace Rendrix.Identity;

/// <summary>Where an invitation stands.</summary>
public enum InvitationStatus
{
    /// <summary>Waits for the person.</summary>
    Pending,
    /// <summary>Its time is over; it can be sent again.</summary>
    Expired,
    /// <summary>The person joined.</summary>
    Accepted,
    /// <summary>It was taken back.</summary>
    Revoked,
}

/// <summary>Somebody was asked by mail to join an organization, with the rights they get when they do.</summary>
public sealed class Invitation : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>Where the mail goes; only the account of this address can accept.</summary>
    public string Email { get; set; } = "";
    /// <summary>The address in the form in which addresses are compared.</summary>
    public string NormalizedEmail { get; set; } = "";
    /// <summary>The role given.</summary>
    public Role Role { get; set; }
    /// <summary>Which one, for a role that the organization made.</summary>
    public Guid? CustomRoleId { get; set; }
    /// <summary>Codes of rights given beside the role's.</summary>
    public List<string> Permissions { get; set; } = [];
    /// <summary>Whether it is for every store, also those still to come.</summary>
    public bool AllStores { get; set; } = true;
    /// <summary>The stores it is for otherwise, and rights in single stores.</summary>
    public List<StoreRights> Stores { get; set; } = [];
    /// <summary>Who invited. Their rights are looked at again when the invitation is accepted.</summary>
    public Guid InvitedBy { get; set; }
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When the last mail was asked for.</summary>
    public DateTimeOffset SentAt { get; set; }
    /// <summary>When its link stops working.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
    /// <summary>SHA-256 of the secret in the last mail, lower-case hex; null until one was written.</summary>
    public string? SecretHash { get; set; }
    /// <summary>When the person joined.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }
    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }

    /// <summary>Where it stands at a moment.</summary>
    public InvitationStatus StatusAt(DateTimeOffset now) =>
        AcceptedAt is not null ? InvitationStatus.Accepted : RevokedAt is not null ? InvitationStatus.Revoked : ExpiresAt <= now ? InvitationStatus.Expired : InvitationStatus.Pending;
}
